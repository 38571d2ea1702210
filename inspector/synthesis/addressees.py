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


@dataclass(frozen=True, slots=True)
class Addressee:
    """The chair of one place, or of several that share a former unit, and the inspected units that are theirs."""

    places: tuple[Name, ...]
    units: tuple[Unit, ...]


def addressees(found: Findings, units: Iterable[Unit], places: Directory, day: date) -> tuple[Addressee, ...]:
    """Return to whom a paper of `day` turns: those with most shortcomings first, else in the order of the visits.

    Shortcomings are counted by item: an addressee has one if any of their units does. Who has none is not addressed.
    """
    together: dict[tuple[Name, ...], list[Unit]] = {}
    for unit in units:
        together.setdefault(chairs_of(unit, places, day), []).append(unit)
    having = Counter(
        chairs for cells in found.failed.values() for chairs in {chairs_of(cell.unit, places, day) for cell in cells}
    )
    chosen = sorted((chairs for chairs in together if having[chairs]), key=lambda chairs: -having[chairs])
    return tuple(Addressee(chairs, tuple(together[chairs])) for chairs in chosen)


def chairs_of(unit: Unit, places: Directory, day: date) -> tuple[Name, ...]:
    """Return the places whose chairs answer for a unit on a day.

    Before districts ended that is the district, if the round is grouped so; else the unit itself.
    """
    if day >= DISTRICTS_ENDED:
        return present_names(unit.ref, places)
    is_district = unit.group and all(name.kind not in COMMUNE_KINDS for name in unit.group.names)
    return unit.group.names if is_district else (unit.name,)
