"""What an item can be answered with: a word or a measure, the same in a statement, a result and a score."""

from __future__ import annotations

import msgspec

Mark = str
"""A word: `pass fail` (ternary), `good done not_done` (graded), and for every item `not_applicable not_verifiable`."""

PASS, FAIL = "pass", "fail"
GOOD, DONE, NOT_DONE = "good", "done", "not_done"
NOT_APPLICABLE, NOT_VERIFIABLE = "not_applicable", "not_verifiable"


class Measure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A measured answer. Exactly one shape is filled: `n` with `total`, or one of the others.

    Decimal numbers are strings `-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?`, never "-0": no float enters a statement.
    """

    n: int | None = None
    """How many of `total` (ratio)."""
    total: int | None = None
    percent: str | None = None
    """Per cent, decimal string."""
    count: int | None = None
    minutes: str | None = None
    """Minutes, decimal string."""
    text: str | None = None


Value = str | Measure
