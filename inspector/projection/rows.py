"""Rows: what a ratio was counted from, one official or paper after the other. Only their sum is the answer of an item.

A row is an observation in an instance "1", "2", …; the sum stands in the instance "". Rows belong to the person who
counted: one person's third official need not be another's, so rows of two people never contest each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import msgspec

from inspector.journal.bodies import Observed
from inspector.journal.value import Measure

_NUMBER: Final = re.compile("[1-9][0-9]{0,3}")


class Row(msgspec.Struct, frozen=True):
    """One of those that were counted: whether it meets what the item asks for, and what was noted of it."""

    met: bool
    note: str = ""


def is_row(instance: str) -> bool:
    """Tell whether an instance is that of a row: a number from 1 to 9999 in its shortest form, unlike any random id."""
    return _NUMBER.fullmatch(instance) is not None


def add_up(rows: Collection[Row]) -> Measure:
    """Return the answer that rows amount to; at least one."""
    return Measure(n=sum(row.met for row in rows), total=len(rows))


def measure_of(row: Row) -> Measure:
    """Return what a row says as an observation."""
    return add_up((row,))


def row_of(said: Observed) -> Row | None:
    """Return the row that an observation tells of; None if it does not have the form of one."""
    for met in (True, False):
        row = Row(met, said.note)
        if said.value == measure_of(row):
            return row
    return None


def in_order(told: Mapping[str, Sequence[Row | None]]) -> tuple[Row, ...]:
    """Return one person's rows by their numbers; none if one is missing, told twice or not of the form of a row."""
    rows = [told.get(str(number), ()) for number in range(1, len(told) + 1)]
    found = [row for same in rows if len(same) == 1 for row in same if row is not None]
    return tuple(found) if len(found) == len(told) else ()
