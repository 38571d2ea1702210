"""How many of how many, whom it counts, and which word stands for it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from itertools import chain

import msgspec

from inspector.synthesis.matrix import Cell, Matrix, Outcome
from inspector.synthesis.thresholds import Thresholds
from inspector.synthesis.units import Unit


class Quantifier(Enum):
    """The word for a share. Too few are named, for "most of two" says nothing."""

    ALL = "all"
    MOST = "most"
    MANY = "many"
    SOME = "some"
    NAMED = "named"


def quantify(k: int, n: int, thresholds: Thresholds) -> Quantifier:
    """Return the word for `k` of `n`, 0 < k <= n."""
    assert 0 < k <= n
    if n < thresholds.quantified_from:
        return Quantifier.NAMED
    share = Fraction(k, n)
    if share == 1:
        return Quantifier.ALL
    if k == 1:
        return Quantifier.NAMED
    if thresholds.is_most(share):
        return Quantifier.MOST
    return Quantifier.MANY if thresholds.is_many(share) else Quantifier.SOME


class Share(msgspec.Struct, frozen=True, gc=False):
    """`k` of `n` units, or of `n` of what an item counts, such as officials; with every cell that stands behind it."""

    k: int
    n: int
    told: tuple[Cell, ...]
    """The cells of those of whom the sentence speaks; several of a unit where a strength rests on several items."""
    others: tuple[Cell, ...]
    """The other cells of the denominator."""
    left_out: tuple[Cell, ...]
    """Cells that were asked and leave the denominator; the paper says so in a note."""
    counts_units: bool = True

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of which the sentence speaks, in the order of the visits."""
        return tuple(dict.fromkeys(cell.unit for cell in self.told))

    @property
    def of_units(self) -> tuple[Unit, ...]:
        """The units of the denominator, in the order of the visits."""
        return tuple(sorted({cell.unit for cell in (*self.told, *self.others)}, key=lambda unit: unit.number))

    @property
    def value(self) -> Fraction:
        return Fraction(self.k, self.n) if self.n else Fraction(0)


def failing(cells: tuple[Cell, ...]) -> Share:
    """Return how many units fail an item."""
    told = tuple(cell for cell in cells if cell.counts and cell.failed)
    others = tuple(cell for cell in cells if cell.counts and not cell.failed)
    return Share(len(told), len(told) + len(others), told, others, left_out(cells))


def meeting(matrix: Matrix, item: str) -> Share:
    """Return how many units meet an item, and with it those whose strength is told only where this one is met too.

    A unit that does not meet the item stays in the denominator whatever its companions are. One that meets it leaves the
    denominator where a companion is unknown or was not asked for and none is unmet, for it cannot be said of it; the note
    names the companion. What was found of companions stands behind the share too.
    """
    companions = [matrix.columns[one.id] for one in matrix.items if one.praised_with == item]
    told: list[tuple[Cell, ...]] = []
    others: list[tuple[Cell, ...]] = []
    out: list[Cell] = []
    for place, cell in enumerate(matrix.columns[item]):
        beside = [column[place] for column in companions]
        found = (cell, *(one for one in beside if one.counts))
        unknown = [one for one in beside if not one.counts and one.outcome not in _NO_OBSTACLE]
        if not cell.counts:
            out += left_out((cell,))
        elif cell.outcome is not Outcome.MET or any(one.counts and one.outcome is not Outcome.MET for one in beside):
            others.append(found)
        elif unknown:
            out += left_out(unknown)
        else:
            told.append(found)
    return Share(len(told), len(told) + len(others), tuple(chain(*told)), tuple(chain(*others)), tuple(out))


_NO_OBSTACLE = (Outcome.NOT_APPLICABLE, Outcome.TOLD)


def those_who_meet(cells: tuple[Cell, ...]) -> Share:
    """Return how many of what a ratio counts meet it, over all units."""
    counted = tuple(cell for cell in cells if cell.counts)
    told = tuple(cell for cell in counted if cell.n)
    others = tuple(cell for cell in counted if not cell.n)
    total = sum(cell.total for cell in counted)
    return Share(sum(cell.n for cell in counted), total, told, others, left_out(cells), counts_units=False)


def those_who_fail(cells: tuple[Cell, ...]) -> Share:
    """Return how many of what a ratio counts do not meet it, over all units."""
    counted = tuple(cell for cell in cells if cell.counts)
    told = tuple(cell for cell in counted if cell.n < cell.total)
    others = tuple(cell for cell in counted if cell.n == cell.total)
    total = sum(cell.total for cell in counted)
    return Share(total - sum(cell.n for cell in counted), total, told, others, left_out(cells), counts_units=False)


def left_out(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells that were asked and count for nothing."""
    return tuple(cell for cell in cells if not cell.counts and cell.outcome is not Outcome.NOT_ASKED)
