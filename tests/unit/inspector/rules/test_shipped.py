from __future__ import annotations

import pytest

from inspector.errors import KnownError
from inspector.rules.checklist import decode
from inspector.rules.shipped import latest, shipped, versions


def test_the_latest_version_is_the_last_of_all() -> None:
    assert versions() == ("2025.1", "2026.2")
    assert latest() == "2026.2"


def test_a_version_holds_what_its_name_says() -> None:
    assert [decode(shipped(version)).version for version in versions()] == list(versions())


@pytest.mark.parametrize("version", ["2024.1", "../secret", ""])
def test_a_version_that_is_not_shipped_is_said_so(version: str) -> None:
    with pytest.raises(KnownError) as caught:
        shipped(version)
    assert caught.value.key == "checklist.not_shipped"
    assert caught.value.params["versions"] == "2025.1, 2026.2"
