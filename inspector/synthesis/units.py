"""The units of a round and the groups in which sentences and letters speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from inspector.errors import KnownError
from inspector.journal.bodies import Planned, UnitRef, said
from inspector.places.directory import Directory
from inspector.places.unit import UnitKey
from inspector.projection.visit import VisitView
from inspector.synthesis.thresholds import Grouping
from inspector.text import fold

DISTRICTS_ENDED: Final = date(2025, 7, 1)
"""The first day without districts. Source: Luật Tổ chức chính quyền địa phương 72/2025/QH15."""

COMMUNE_KINDS: Final = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
"""Kinds of units; any other name of a group is that of a district."""

_KIND: Final = re.compile(r"(thị trấn|thị xã|thành phố|đặc khu|phường|huyện|quận|xã)\s+(\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """The name of a place with its kind apart: ("xã", "Hồ Thị Kỷ"); the kind is empty where the name tells none."""

    kind: str
    bare: str

    @property
    def full(self) -> str:
        return f"{self.kind} {self.bare}".strip()


def name_of(text: str) -> Name:
    """Split a name into kind and bare name: "Xã Hồ Thị Kỷ" is ("xã", "Hồ Thị Kỷ")."""
    found = _KIND.match(text)
    return Name(found[1].lower(), found[2].strip()) if found else Name("", text)


@dataclass(frozen=True, slots=True)
class Group:
    """What units stand together under: a district, a present unit (or those that share a former one), or nothing."""

    names: tuple[Name, ...]
    """None where the round is not grouped; several where a former unit was divided."""
    is_gone: bool = False
    """A district that was there no longer when the round began: it is spoken of as a former one."""

    def __bool__(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One unit of the round, with all its visits that count, the earliest first. Itself and no other, as a unit is."""

    number: int
    """From 1, in the order of the visits: the number in the appendices."""
    ref: UnitRef
    name: Name
    group: Group
    visits: tuple[VisitView, ...]

    @property
    def day(self) -> date | None:
        """The civil date of its first visit."""
        return day_of(self.visits[0])


def day_of(visit: VisitView) -> date | None:
    """Return the day on which a visit began, or for which it was planned; None where nobody stated one."""
    for text in (*(one.started for one in visit.opened[:1]), _planned_day(visit)):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            continue
    return None


def _planned_day(visit: VisitView) -> str:
    plan = said(visit.plan) if visit.plan is not None else None
    return plan.day if isinstance(plan, Planned) else ""


def units_of(visits: Iterable[VisitView], places: Directory, grouping: Grouping | None) -> tuple[Unit, ...]:
    """Return the units visited, in the order of their first visits; visits of one unit stand together.

    Units are one if they have one code and period or, without a code, one name and district.
    """
    ordered = sorted(visits, key=lambda visit: day_of(visit) or date.max)
    together: dict[tuple[str, str], list[VisitView]] = {}
    for visit in ordered:
        together.setdefault(identity_of(visit.unit), []).append(visit)
    first = next((day for visit in ordered if (day := day_of(visit))), None)
    is_gone = first is not None and first >= DISTRICTS_ENDED
    by: Grouping = grouping or ("none" if is_gone else "former_district")
    return tuple(
        Unit(
            number,
            found[0].unit,
            name_of(found[0].unit.name),
            group_of(found[0].unit, places, by, is_gone),
            tuple(found),
        )
        for number, found in enumerate(together.values(), 1)
    )


def identity_of(ref: UnitRef) -> tuple[str, str]:
    """Return what two references to one unit share; see `units_of`."""
    return (ref.code, ref.since) if ref.code else (fold(ref.name), fold(ref.district))


def group_of(ref: UnitRef, places: Directory, by: Grouping, is_gone: bool) -> Group:
    """Return the group in which a unit stands.

    By former district the plan's word holds; without one, the district that gave most of the unit's whole predecessors.
    """
    match by:
        case "none":
            return Group(())
        case "former_district":
            district = ref.district or _main_district(ref, places)
            return Group((name_of(district),), is_gone) if district else Group(())
        case "present_unit":
            return Group(present_names(ref, places))
        case _:
            assert_never(by)


def present_names(ref: UnitRef, places: Directory) -> tuple[Name, ...]:
    """Return the units that stand there now, those that took over all of it first; itself where it is not listed."""
    key = _key(ref, places)
    if key is None:
        return (name_of(ref.name),)
    now = places.units_on(key, None)
    whole = {step.new for step in places.successors(key) if step.extent != "part"}
    chosen = [unit for unit in now if unit.key in whole] or list(now)
    return tuple(name_of(unit.full_name) for unit in chosen)


def _main_district(ref: UnitRef, places: Directory) -> str:
    key = _key(ref, places)
    district = places.main_district(key) if key is not None else None
    return district.full_name if district is not None else ""


def _key(ref: UnitRef, places: Directory) -> UnitKey | None:
    """Return the key of a unit that the directory lists; a code from elsewhere, or none, is no reason to stop."""
    if not ref.code:
        return None
    try:
        return places.unit(UnitKey(ref.code, ref.since) if ref.since else ref.code).key
    except KnownError:
        return None
