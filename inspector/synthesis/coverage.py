"""How much of the plan is done: of each stratum, how many units are listed, drawn, planned, visited and sealed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from inspector.journal.bodies import Pick, UnitRef
from inspector.projection.draws import drawn_units, seeds_of, unit_of
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.rules.round_plan import RoundPlan, stratum_of
from inspector.text import fold, sort_key

Place = tuple[str, str]


class Row(msgspec.Struct, frozen=True):
    """One stratum, or all of them together; every number counts units."""

    stratum: str
    listed: int
    """Units of the plan's list."""
    drawn: int
    planned: int
    """Units for which a visit is planned, or was made."""
    visited: int
    sealed: int
    """Units all visits of which are sealed."""


class Coverage(msgspec.Struct, frozen=True):
    """The strata in alphabetical order, then the total."""

    rows: tuple[Row, ...]
    total: Row
    unvisited: tuple[UnitRef, ...]
    """Units that were drawn or planned and where no visit has begun, in alphabetical order."""


class _Unit(msgspec.Struct):
    ref: UnitRef
    stratum: str
    is_listed: bool = False
    is_drawn: bool = False
    visits: list[VisitView] = msgspec.field(default_factory=list)

    @property
    def is_visited(self) -> bool:
        return any(visit.opened or visit.results for visit in self.visits)

    @property
    def is_sealed(self) -> bool:
        return self.is_visited and all(visit.is_sealed for visit in self.visits)


def coverage_of(view: View, plan: RoundPlan) -> Coverage:
    """Return how much of a plan is done; void visits do not count.

    A visit to a unit that the plan does not list stands under the unit's district.
    """
    units = _units(view, plan, drawn_units(seeds_of(view)))
    names = sorted({unit.stratum for unit in units}, key=sort_key)
    rows = tuple(_row(name, [unit for unit in units if unit.stratum == name]) for name in names)
    waiting = [one.ref for one in units if (one.is_drawn or one.visits) and not one.is_visited]
    return Coverage(rows, _row("", units), tuple(sorted(waiting, key=lambda ref: sort_key(ref.name))))


def _units(view: View, plan: RoundPlan, picks: Sequence[Pick]) -> list[_Unit]:
    found: dict[Place, _Unit] = {}
    for one in plan.frame:
        ref = unit_of(one)
        found[_place(ref)] = _Unit(ref, stratum_of(one, plan), is_listed=True)
    for pick in picks:
        found.setdefault(_place(pick.unit), _Unit(pick.unit, pick.stratum)).is_drawn = True
    for visit in view.visits.values():
        if not visit.is_void:
            unit = found.setdefault(_place(visit.unit), _Unit(visit.unit, visit.unit.district))
            unit.visits.append(visit)
    return list(found.values())


def _place(ref: UnitRef) -> Place:
    """Return what tells one unit from another, as `units_of` does."""
    return (ref.code, ref.since) if ref.code else (fold(ref.name), fold(ref.district))


def _row(stratum: str, units: Iterable[_Unit]) -> Row:
    units = list(units)
    return Row(
        stratum,
        listed=sum(one.is_listed for one in units),
        drawn=sum(one.is_drawn for one in units),
        planned=sum(bool(one.visits) for one in units),
        visited=sum(one.is_visited for one in units),
        sealed=sum(one.is_sealed for one in units),
    )
