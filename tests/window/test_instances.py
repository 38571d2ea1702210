"""A second start of the program on the same home hands over its file to the first, and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.window.stage import application, heard
from ui.app import Single
from ui.work.home import Home


@pytest.mark.parametrize("file", [None, "giao nhiệm vụ.thisat"])
def test_the_first_is_told_which_file_the_second_was_started_with(tmp_path: Path, file: str | None) -> None:
    application()
    home = Home(tmp_path / "home")
    path = None if file is None else tmp_path / file
    first = Single(home)
    seconds: list[Single] = []
    assert first.is_first
    assert heard(first.called, lambda: seconds.append(Single(home, path))) == [str(path or "")]
    assert not seconds[0].is_first
    first.close()
    third = Single(home)
    assert third.is_first
    third.close()
