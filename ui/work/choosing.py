"""Which unit a visit is to: planned visits first, then the list of communes, former names included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from inspector.journal.bodies import UnitRef
from inspector.journal.entry import VisitId
from inspector.places.directory import Directory, Match
from inspector.places.unit import District, Unit
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.text import clean, fold, sort_key
from ui.work.day_lists import is_closed, plan_of
from ui.work.stages import heading

MOST: Final = 12
"""Suggestions at once: more of them are read by nobody."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that may be meant: a visit that was planned, or a unit of the list."""

    name: str
    """As a heading."""
    unit: UnitRef | None = None
    """For a visit that nobody planned."""
    visit: VisitId = ""
    """The visit that was planned; empty for a unit of the list."""
    above: str = ""
    """What stands above it: "huyện Trần Văn Thời cũ, tỉnh Cà Mau"."""
    day: str = ""
    """The day foreseen, ISO."""
    formerly: str = ""
    """The former unit whose name was typed, as it stands in a sentence."""


def plans(view: View) -> list[Choice]:
    """Return the visits that are planned and not begun, in the order of their days."""
    waiting = [
        visit
        for visit in view.visits.values()
        if not (visit.opened or visit.results or visit.is_void or is_closed(visit))
    ]
    found = []
    for visit in waiting:
        plan = plan_of(visit)
        day = plan.day if plan is not None else ""
        found.append(Choice(heading(visit.unit.name), visit=visit.id, day=day))
    return sorted(found, key=lambda choice: (choice.day or "~", sort_key(choice.name)))


def last_begun(view: View) -> VisitView | None:
    """Return the visit that began last."""
    begun = [visit for visit in view.visits.values() if visit.opened]
    return max(begun, key=lambda visit: visit.opened[0].started, default=None)


def among(choices: Iterable[Choice], query: str) -> list[Choice]:
    """Return the choices whose name has words that begin like those of the query, diacritics or not."""
    wanted = fold(query).split()
    return [one for one in choices if all(f" {word}" in f" {fold(one.name)}" for word in wanted)]


def listed(directory: Directory, query: str) -> list[Choice]:
    """Return the present units that a person may mean; a former name leads to what its territory is now.

    Raises: KnownError("text.control").
    """
    found: dict[str, Choice] = {}
    for match in directory.find(query, limit=MOST):
        for choice in _choices(directory, match):
            assert choice.unit is not None
            found.setdefault(choice.unit.code, choice)
            if len(found) == MOST:
                return list(found.values())
    return list(found.values())


def _choices(directory: Directory, match: Match) -> Iterator[Choice]:
    former = "" if match.then == (match.found,) else _named(match.found)
    for unit in match.then:
        above = directory.main_district(unit.key)
        district = above.as_written if above is not None else ""
        ref = UnitRef(name=f"{unit.kind} {unit.name}", code=unit.code, since=unit.valid_from, district=district)
        province = unit.province_name[0].lower() + unit.province_name[1:]
        yield Choice(unit.full_name, ref, above=province, formerly=former)


def _named(place: Unit | District) -> str:
    return place.as_written if isinstance(place, District) else f"{place.kind} {place.name}"


def typed(text: str) -> Choice:
    """Return a unit that no list has, named as it was typed.

    Raises: KnownError("text.control").
    """
    name = clean(text)
    return Choice(heading(name), UnitRef(name=name))
