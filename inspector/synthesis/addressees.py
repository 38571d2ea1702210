"""Who must order what: the chairs to whom letters go, of the time in which they are written.

Until 30/6/2025 the provincial chair directs the chairs of districts, who direct their communes; since 01/7/2025 the chairs
of communes themselves, of the communes that took over what was inspected.

Source: Luật Tổ chức chính quyền địa phương 72/2025/QH15 (no districts from 01/7/2025).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspector.places.directory import Directory
from inspector.synthesis.findings import Findings
from inspector.synthesis.units import COMMUNE_KINDS, DISTRICTS_ENDED, Name, Unit, present_names
from inspector.text import fold


@dataclass(frozen=True, slots=True)
class Addressee:
    """The chair of one place, or of several that share a former unit, and the inspected units that are theirs."""

    places: tuple[Name, ...]
    units: tuple[Unit, ...]


def addressees(found: Findings, units: Iterable[Unit], places: Directory, day: date) -> tuple[Addressee, ...]:
    """Return to whom a paper of `day` turns: those with most shortcomings first, else in the order of the visits.

    Shortcomings are counted by item: an addressee has one if any of their units does. Who has none is not addressed.
    """
    together: dict[_Charge, list[Unit]] = {}
    for unit in units:
        together.setdefault(_charge(unit, places, day), []).append(unit)
    having = Counter(
        charge for cells in found.failed.values() for charge in {_charge(cell.unit, places, day) for cell in cells}
    )
    chosen = sorted((charge for charge in together if having[charge]), key=lambda charge: -having[charge])
    return tuple(Addressee(charge[0], tuple(together[charge])) for charge in chosen)


_Charge = tuple[tuple[Name, ...], str]


def _charge(unit: Unit, places: Directory, day: date) -> _Charge:
    """Return whose business a unit is: names alone do not tell two communes apart that no code tells apart.

    Nobody may read in a letter what was found at a namesake in another district.
    """
    chairs = chairs_of(unit, places, day)
    return chairs, "" if unit.ref.code or chairs == unit.group.names else fold(unit.ref.district)


def chairs_of(unit: Unit, places: Directory, day: date) -> tuple[Name, ...]:
    """Return the places whose chairs answer for a unit on a day.

    Before districts ended that is the district, if the round is grouped so; else the unit itself.
    """
    if day >= DISTRICTS_ENDED:
        return present_names(unit.ref, places)
    is_district = unit.group and all(name.kind not in COMMUNE_KINDS for name in unit.group.names)
    return unit.group.names if is_district else (unit.name,)
