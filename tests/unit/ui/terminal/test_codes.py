from __future__ import annotations

import pytest

from inspector.errors import KnownError
from resources import catalogue
from ui.terminal.codes import BUG, exit_code, worst


@pytest.mark.parametrize("key", sorted(catalogue("en").keys() - {"demo.step"}))
def test_no_refusal_ends_like_a_fault_of_ours(key: str) -> None:
    assert exit_code(KnownError(key)) != BUG


def test_a_code_that_the_refusal_carries_counts() -> None:
    assert exit_code(KnownError("dossier.too-new", exit_code=7)) == 7
    assert exit_code(KnownError("key.passphrase-wrong", exit_code=6)) == 6


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("visit.unknown", 2), ("document.not-sealed", 3), ("exchange.damaged", 4), ("key.missing", 6),
        ("signing.passphrase-wrong", 8), ("key.passphrase-wrong", 8), ("demo.step", 1),
    ],
)  # fmt: skip
def test_a_refusal_without_a_code_gets_that_of_its_kind(key: str, code: int) -> None:
    assert exit_code(KnownError(key)) == code


@pytest.mark.parametrize(("codes", "told"), [(set(), 0), ({6}, 6), ({4, 6}, 4), ({4, 7}, 4), ({6, 7}, 7)], ids=str)
def test_damage_tells_most_of_several_files(codes: set[int], told: int) -> None:
    assert worst(codes) == told
