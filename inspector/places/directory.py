"""The list of communes with their periods: what a key names, what became of it, and which place a person means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar

import msgspec

import resources
from inspector.errors import KnownError
from inspector.places import search
from inspector.places.unit import District, Succession, Unit, UnitKey, began, ended
from inspector.text import civil_date, sort_key

K = TypeVar("K")
V = TypeVar("V")


class Listing(msgspec.Struct, frozen=True):
    """The file: its version, the day whose law it shows, where it comes from, and the rows."""

    version: int
    as_of: str
    sources: tuple[str, ...]
    units: tuple[Unit, ...]
    successions: tuple[Succession, ...]


class Match(msgspec.Struct, frozen=True):
    """A place that fits a query, and the units that stand in its territory on the day that was asked about."""

    found: Unit | District
    fit: search.Fit
    then: tuple[Unit, ...]
    """For a unit of that day: itself. Else its successors or predecessors, those that have all of it first."""


class Directory:
    """Communes of a province, former and present."""

    def __init__(self, listing: Listing) -> None:
        self.version = listing.version
        self.as_of = listing.as_of
        self.sources = listing.sources
        self.units = listing.units
        self.successions = listing.successions
        self._by_key = {unit.key: unit for unit in listing.units}
        self._after = _grouped((step.old, step) for step in listing.successions)
        self._before = _grouped((step.new, step) for step in listing.successions)

    def unit(self, key: UnitKey | str) -> Unit:
        """Return the unit of a key, or of a bare code that only one unit ever had.

        Raises: KnownError("place.unknown", "place.unknown-period", "place.period-missing").
        """
        if isinstance(key, UnitKey):
            if key not in self._by_key:
                raise KnownError("place.unknown-period", code=key.code, day=key.from_)
            return self._by_key[key]
        meant = self._by_code.get(key, ())
        if not meant:
            raise KnownError("place.unknown", code=key)
        if len(meant) > 1:
            names = "; ".join(f"{unit.full_name} ({civil_date(unit.valid_from)})" for unit in meant)
            raise KnownError("place.period-missing", code=key, units=names)
        return meant[0]

    def unit_on(self, code: str, day: date) -> Unit:
        """Return the unit that had the code on a day; days before the oldest list are answered from that list.

        Raises: KnownError("place.unknown-period").
        """
        for unit in self._by_code.get(code, ()):
            if self.in_force(unit, day):
                return unit
        raise KnownError("place.unknown-period", code=code, day=civil_date(day.isoformat()))

    def in_force(self, unit: Unit, day: date | None) -> bool:
        """Tell whether the unit existed on `day`; None asks about the present."""
        if day is None:
            return unit.valid_to is None
        return not ended(unit, day) and (began(unit, day) or unit.key not in self._before)

    def successors(self, key: UnitKey) -> tuple[Succession, ...]:
        """Return the steps that lead from a unit to those that took it over; none from a present unit.

        Raises: KnownError("place.unknown-period").
        """
        return self._after.get(self.unit(key).key, ())

    def predecessors(self, key: UnitKey) -> tuple[Succession, ...]:
        """Return the steps that lead to a unit from those that it was made of; none to a unit of the oldest list.

        Raises: KnownError("place.unknown-period").
        """
        return self._before.get(self.unit(key).key, ())

    def units_on(self, key: UnitKey, day: date | None) -> tuple[Unit, ...]:
        """Return the units that stand in the territory of a unit on `day` (None: now), the closest relation first.

        Raises: KnownError("place.unknown-period").
        """
        unit = self.unit(key)
        if self.in_force(unit, day):
            return (unit,)
        later = day is None or ended(unit, day)
        steps = self._after.get(key, ()) if later else self._before.get(key, ())
        ordered = sorted(steps, key=lambda step: step.extent == "part")
        reached = (self.units_on(step.new if later else step.old, day) for step in ordered)
        return tuple(dict.fromkeys(unit for units in reached for unit in units))

    def present_name(self, key: UnitKey) -> str:
        """Return the name of what a unit is now; several names, with commas, if it was divided.

        Raises: KnownError("place.unknown-period").
        """
        return ", ".join(unit.full_name for unit in self.units_on(key, None))

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """The former districts, in the order of their codes."""
        made = {
            unit.district: District(unit.district, unit.district_name, unit.valid_to, unit.province, unit.province_name)
            for unit in self.units
            if unit.district is not None and unit.district_name is not None
        }
        return tuple(made[code] for code in sorted(made))

    def units_of(self, district: str) -> tuple[Unit, ...]:
        """Return the units of a former district, named by its code, in alphabetical order."""
        return tuple(sorted((u for u in self.units if u.district == district), key=lambda u: sort_key(u.name)))

    def find(self, query: str, on: date | None = None) -> tuple[Match, ...]:
        """Return the places that a person may mean, the likeliest first; nothing for an empty query.

        Diacritics, case and the place of the tone do not matter for finding; right diacritics come first. The kind may
        be there or not ("xã", "x.", "tt"), and so may district and province. A code of five digits finds its units.

        Args:
            query: what was typed so far; the last word may be incomplete.
            on: the day that matters; units of that day come before others. None: the present.
        Raises: KnownError("text.control").
        """
        asked = search.words(query)
        if not asked.folded:
            return ()
        ranked = []
        for place, known, order in self._index:
            fit = search.Fit.WHOLE if place.code == asked.folded else search.fit(asked, known)
            if fit is None:
                continue
            absent = 2 if isinstance(place, District) else int(not self.in_force(place, on))
            ranked.append(((fit, search.misspelled(asked, known), absent, order), place))
        ranked.sort(key=lambda pair: pair[0])
        return tuple(Match(place, rank[0], self._then(place, on)) for rank, place in ranked)

    def _then(self, place: Unit | District, on: date | None) -> tuple[Unit, ...]:
        if isinstance(place, Unit):
            return self.units_on(place.key, on)
        reached = (self.units_on(unit.key, on) for unit in self.units_of(place.code))
        return tuple(dict.fromkeys(unit for units in reached for unit in units))

    @cached_property
    def _by_code(self) -> dict[str, tuple[Unit, ...]]:
        return _grouped((unit.code, unit) for unit in sorted(self.units, key=lambda unit: unit.key))

    @cached_property
    def _index(self) -> tuple[tuple[Unit | District, search.Names, tuple[object, ...]], ...]:
        """Every place with the forms that find it and what decides between equals: built by the first search."""
        places: tuple[Unit | District, ...] = (*self.units, *self.districts)
        return tuple((place, _names(place), (sort_key(place.full_name), place.code)) for place in places)


def read(content: bytes) -> Directory:
    """Return the directory that a file of ours holds."""
    return Directory(msgspec.json.decode(content, type=Listing))


def ca_mau() -> Directory:
    """Return the communes of the present province of Cà Mau, which the program carries."""
    return read(resources.open_bytes("places/ca-mau.json"))


def _names(place: Unit | District) -> search.Names:
    district = place.district_name if isinstance(place, Unit) else None
    above = (district, place.province_name) if district is not None else (place.province_name,)
    return search.names(place.full_name, *above)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, tuple[V, ...]] = defaultdict(tuple)
    for key, value in pairs:
        groups[key] += (value,)
    return dict(groups)
