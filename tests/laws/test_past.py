"""The last time at a unit is found in one walk for all of them, and is what looking through every visit would find."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal.bodies import UnitRef
from inspector.journal.value import FAIL
from inspector.places.directory import nation
from inspector.places.unit import UnitKey
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.text import fold
from tests.unit.inspector.synthesis.rounds import Place, Round
from ui.work.previous import Past, day_of, predecessors

UNITS = (
    UnitRef(name="xã Trần Văn Thời", code="32095", since="2025-07-01"),
    UnitRef(name="xã Phong Lạc", code="32125", since="2024-12-01", district="huyện Trần Văn Thời"),
    UnitRef(name="xã Biển Bạch", code="32069", since="2025-07-01"),
    UnitRef(name="xã Tân Bằng", code="32069", since="2024-12-01"),
    UnitRef(name="xã Tân Bằng"),
    UnitRef(name="xã Trần Văn Thời"),
)
VISIT = st.tuples(st.sampled_from(UNITS), st.integers(0, 5), st.booleans())
"""A unit, a day, and whether the visit was sealed."""


def view_of(visits: list[tuple[UnitRef, int, bool]], seed: int) -> View:
    round_ = Round([], seed=seed)
    for number, (unit, day, sealed) in enumerate(visits):
        name = f"{number}"
        iso = (date(2026, 1, 1) + timedelta(days=day)).isoformat()
        round_._visit(Place(name, "", {"fb_hotline_posted": FAIL}, iso, unit))
        if sealed:
            round_.an.seal(round_.visits[name])
    return round_.view


@cache
def before(unit: UnitRef) -> frozenset[UnitKey]:
    return predecessors(unit, nation())


def key(unit: UnitRef) -> UnitKey | None:
    return UnitKey(unit.code, unit.since) if unit.code else None


def is_same(one: UnitRef, other: UnitRef) -> bool:
    if one.code and other.code:
        return key(one) == key(other)
    return (fold(one.name), fold(one.district)) == (fold(other.name), fold(other.district))


def looked_through(views: list[View], visit: VisitView) -> tuple[str, str] | None:
    """Return day and visit of the last time, by looking at every visit of every round."""
    found = [
        (day_of(one), is_same(visit.unit, one.unit), one.id)
        for view in views
        for one in view.visits.values()
        if one.id != visit.id and one.is_sealed and day_of(one) < day_of(visit)
        if is_same(visit.unit, one.unit) or key(one.unit) in before(visit.unit)
    ]
    if not found:
        return None
    day, _, last = max(found)
    return day, last


@settings(max_examples=40, deadline=None)
@given(st.lists(VISIT, min_size=1, max_size=5), st.lists(VISIT, max_size=5))
def test_one_walk_finds_what_looking_through_all_finds(
    here: list[tuple[UnitRef, int, bool]], there: list[tuple[UnitRef, int, bool]]
) -> None:
    view, other = view_of(here, 11), view_of(there, 12)
    past = Past(view, [other], nation())
    for visit in view.visits.values():
        found = past.before(visit)
        assert (None if found is None else (found.day, found.visit)) == looked_through([view, other], visit)
