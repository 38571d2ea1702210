"""From round to round: how much each unit of a round fell short in earlier ones, followed through what it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from inspector.errors import KnownError, Problem
from inspector.journal.bodies import UnitRef
from inspector.places.directory import Directory
from inspector.places.unit import UnitKey
from inspector.synthesis.matrix import Cell, Matrix, counted, matrix
from inspector.synthesis.thresholds import Thresholds
from inspector.synthesis.units import Unit
from inspector.synthesis.whole import Synthesis
from inspector.text import fold
from ui.work.previous import OtherRounds, predecessors


class Tally(msgspec.Struct, frozen=True, gc=False):
    """How many of how many fall short; of none nothing can be said."""

    k: int = 0
    n: int = 0


class Trend(msgspec.Struct, frozen=True):
    """One round as a column: what each unit of the present round fell short in then."""

    round: str
    title: str
    first_day: str
    """ISO; empty if nobody named one."""
    is_present: bool
    tallies: Mapping[int, Tally]
    """By the number of the unit; several predecessors of a unit are added up. A unit that was not visited is absent."""

    items: Mapping[str, Tally]
    """By item: of all units of the round that count, those that failed it."""


def tally_of(cells: Sequence[Cell]) -> Tally:
    """Return how many of the cells that count are failures."""
    return Tally(sum(cell.failed for cell in cells), sum(cell.counts for cell in cells))


def trend_of(whole: Synthesis, others: OtherRounds, places: Directory, problems: list[Problem]) -> list[Trend]:
    """Return the rounds that began before this one, and this one; what cannot be judged is added to the problems."""
    now = _present(whole)
    found = []
    for view in others.views:
        if not counted(view)[0]:
            continue
        try:
            then = matrix(view, others.checklists, places, Thresholds())
        except KnownError as error:
            problems.append(Problem(error.key, (), tuple((name, str(it)) for name, it in error.params.items())))
            continue
        first = _first_day(then)
        if first and first < now.first_day:
            tallies = _followed(whole.matrix.units, then, places)
            found.append(Trend(view.round, view.title, first, False, tallies, _by_item(then)))
    return [*sorted(found, key=lambda one: (one.first_day, one.round)), now]


def _present(whole: Synthesis) -> Trend:
    tallies = {unit.number: tally_of(whole.matrix.row(unit)) for unit in whole.matrix.units}
    matrix_now = whole.matrix
    return Trend(whole.view.round, whole.view.title, _first_day(matrix_now), True, tallies, _by_item(matrix_now))


def _by_item(of: Matrix) -> dict[str, Tally]:
    return {item: tally for item, cells in of.columns.items() if (tally := tally_of(cells)).n}


def _first_day(of: Matrix) -> str:
    return min((unit.day.isoformat() for unit in of.units if unit.day is not None), default="")


def _followed(units: Sequence[Unit], then: Matrix, places: Directory) -> dict[int, Tally]:
    """Return what units of today fell short in then: each with all that it was made of."""
    by_key = {key: unit for unit in then.units if (key := _key(unit.ref)) is not None}
    by_name = {named(unit.ref): unit for unit in then.units}
    found: dict[int, Tally] = {}
    for unit in units:
        own, namesake = _key(unit.ref), by_name.get(named(unit.ref))
        if namesake is not None and own is not None and _key(namesake.ref) is not None:
            namesake = None  # two units with codes are one only if these are the same
        same = by_key.get(own, namesake) if own is not None else namesake
        made_of = [by_key[key] for key in predecessors(unit.ref, places) if key in by_key]
        tallies = [tally_of(then.row(one)) for one in ([same] if same is not None else made_of)]
        if tallies:
            found[unit.number] = Tally(sum(one.k for one in tallies), sum(one.n for one in tallies))
    return found


def _key(ref: UnitRef) -> UnitKey | None:
    return UnitKey(ref.code, ref.since) if ref.code and ref.since else None


def named(ref: UnitRef) -> tuple[str, str]:
    """Return by what a unit without a code is known."""
    return fold(ref.name), fold(ref.district)
