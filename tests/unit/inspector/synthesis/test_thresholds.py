from __future__ import annotations

from typing import Any

import pytest

from inspector.errors import KnownError
from inspector.synthesis.shares import Quantifier, quantify
from inspector.synthesis.thresholds import Thresholds, read_thresholds


def test_a_round_without_the_setting_has_the_defaults() -> None:
    assert read_thresholds(None) == read_thresholds({}) == Thresholds()


@pytest.mark.parametrize(
    "value",
    [
        {"most_percent": 0},
        {"most_percent": 101},
        {"most_percent": "80"},
        {"most_percent": 50},
        {"many_percent": 80},
        {"concentrated_percent": 50},
        {"named_one_in": 0},
        {"grouping": "huyện"},
        {"hầu_hết": 80},
    ],
)
def test_thresholds_that_make_no_sense_are_refused(value: dict[str, Any]) -> None:
    with pytest.raises(KnownError) as refused:
        read_thresholds(value)
    assert refused.value.key == "synthesis.invalid"
    assert refused.value.params["why"]


@pytest.mark.parametrize(
    ("k", "n", "word"),
    [
        (1, 1, Quantifier.NAMED),
        (2, 2, Quantifier.NAMED),
        (3, 3, Quantifier.ALL),
        (1, 3, Quantifier.NAMED),
        (2, 4, Quantifier.SOME),
        (3, 5, Quantifier.MANY),
        (799, 1000, Quantifier.MANY),
        (800, 1000, Quantifier.MOST),
        (999, 1000, Quantifier.MOST),
        (500, 1000, Quantifier.SOME),
        (501, 1000, Quantifier.MANY),
    ],
)
def test_the_word_for_a_share(k: int, n: int, word: Quantifier) -> None:
    assert quantify(k, n, Thresholds()) is word
