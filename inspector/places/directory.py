"""The list of communes with their periods: what a key names, what became of it, and which place a person means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from datetime import date
from functools import cache, cached_property
from itertools import islice
from typing import TypeVar

import msgspec

import resources
from inspector.errors import KnownError
from inspector.places import listing, search
from inspector.places.gazetteer import Gazetteer, Place
from inspector.places.listing import Listing
from inspector.places.unit import District, Succession, Unit, UnitKey, began, ended
from inspector.text import SortKey, civil_date, clean, sort_key

K = TypeVar("K")
V = TypeVar("V")

SHIPPED = "places/vietnam.json"


class Match(msgspec.Struct, frozen=True):
    """A place that fits a query, and the units that stand in its territory on the day that was asked about."""

    found: Place
    fit: search.Fit
    then: tuple[Unit, ...]
    """For a unit of that day: itself. Else its successors or predecessors, those that have all of it first."""


class Directory:
    """The communes of the nation, former and present.

    No step that is disputed is ever followed; `successions` holds it.
    """

    def __init__(self, listed: Listing) -> None:
        self.version = listed.version
        self.as_of = listed.as_of
        self.sources = listed.sources
        self.corrections = listed.corrections
        self.provinces = listed.provinces
        self.districts = listed.districts
        self.units = listed.units
        self.successions = listed.successions
        self._by_key = {unit.key: unit for unit in listed.units}

    @property
    def keys(self) -> Set[UnitKey]:
        """The keys of all units."""
        return self._by_key.keys()

    def unit(self, key: UnitKey | str) -> Unit:
        """Return the unit of a key, or of a bare code that only one unit ever had.

        Raises: KnownError("place.unknown", "place.unknown-period", "place.period-missing").
        """
        if isinstance(key, UnitKey):
            if key not in self._by_key:
                raise self._no_unit(key.code, key.from_)
            return self._by_key[key]
        meant = self._by_code.get(key, ())
        if not meant:
            raise KnownError("place.unknown", code=key)
        if len(meant) > 1:
            raise KnownError("place.period-missing", code=key, ended=_ended(meant), lasting=_lasting(meant))
        return meant[0]

    def unit_on(self, code: str, day: date) -> Unit:
        """Return the unit that had the code on a day; days before the oldest list are answered from that list.

        Raises: KnownError("place.unknown-period").
        """
        for unit in self._by_code.get(code, ()):
            if self.in_force(unit, day):
                return unit
        raise self._no_unit(code, day.isoformat())

    def _no_unit(self, code: str, day: str) -> KnownError:
        had = self._by_code.get(code, ())
        return KnownError(
            "place.unknown-period", code=code, day=_written(day), ended=_ended(had), lasting=_lasting(had)
        )

    def in_force(self, unit: Unit, day: date | None) -> bool:
        """Tell whether the unit existed on `day`; None asks about the present."""
        if day is None:
            return unit.valid_to is None
        return not ended(unit, day) and (began(unit, day) or self._is_of_the_oldest_list(unit))

    def _is_of_the_oldest_list(self, unit: Unit) -> bool:
        return unit.valid_from <= self._oldest_day and unit.key not in self._before

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

    def main_district(self, key: UnitKey) -> District | None:
        """Return the district that a unit belonged to, of a present unit the former one that it mostly comes from.

        That is the district that gave most of the communes that went over whole, then most of those of which a part did,
        then the one with the lower code. None: nobody knows, as of the islands that were districts without communes.
        Raises: KnownError("place.unknown-period").
        """
        whole: Counter[str] = Counter()
        parts: Counter[str] = Counter()
        for unit, is_whole in self._origins(self.unit(key)).items():
            if unit.district is not None:
                (whole if is_whole else parts)[unit.district] += 1
        given = whole.keys() | parts.keys()
        if not given:
            return None
        return self._districts[min(given, key=lambda code: (-whole[code], -parts[code], code))]

    def _origins(self, unit: Unit) -> dict[Unit, bool]:
        """Return the units that a unit goes back to, itself if to none, and whether each went whole all the way."""
        steps = self._before.get(unit.key, ())
        if not steps:
            return {unit: True}
        found: dict[Unit, bool] = {}
        for step in steps:
            for origin, is_whole in self._origins(self._by_key[step.old]).items():
                found[origin] = found.get(origin, False) or (is_whole and step.extent != "part")
        return found

    def province_name(self, code: str, day: date | None = None) -> str:
        """Return what a province was called on a day (None: now); its oldest name for days before the oldest list.

        Raises: KnownError("place.unknown-province").
        """
        named = [province for province in self.provinces if province.code == code]
        if not named:
            raise KnownError("place.unknown-province", province=code)
        asked = self.as_of if day is None else day.isoformat()
        return next((one.name for one in reversed(named) if one.valid_from <= asked), named[0].name)

    def units_of(self, district: str) -> tuple[Unit, ...]:
        """Return the units of a former district, named by its code, in alphabetical order."""
        return tuple(sorted(self._of_district.get(district, ()), key=lambda unit: _alphabetic(unit.name)))

    def find(
        self, query: str, on: date | None = None, province: str | None = None, limit: int | None = None
    ) -> tuple[Match, ...]:
        """Return the places that a person may mean, the likeliest first; nothing for an empty query.

        Diacritics, case and the place of the tone do not matter for finding. The kind may be there or not ("xã", "x.",
        "tt"), and so may district and province. A code of five digits finds its units. What fits the words better comes
        first; among equals what has the diacritics that were typed, then units of the day, then former or later ones,
        then districts; at last the alphabet: name, province, district, and the code.

        Args:
            query: what was typed so far; the last word may be incomplete.
            on: the day that matters; units of that day come before others. None: the present.
            province: name or code of a present or former province; of places that neither belonged to it in their own
                period nor have a unit of the day in it, none is returned.
            limit: how many at most.
        Raises: KnownError("text.control", "place.unknown-province").
        """
        asked = search.words(query)
        if not asked.folded:
            return ()
        within = None if province is None else self._province_codes(province)
        ranked: defaultdict[tuple[int, int, int], list[Place]] = defaultdict(list)
        for found in self._gazetteer.find(asked):
            place = found.place
            absent = 2 if isinstance(place, District) else int(not self.in_force(place, on))
            ranked[found.fit, found.misspelled, absent].append(place)
        matches = (
            Match(place, search.Fit(rank[0]), then)
            for rank in sorted(ranked)
            for place in sorted(ranked[rank], key=self._order)
            for then in (self._then(place, on),)
            if within is None or place.province in within or any(unit.province in within for unit in then)
        )
        return tuple(islice(matches, limit))

    def _province_codes(self, named: str) -> frozenset[str]:
        asked = search.words(named).folded
        codes = frozenset(
            one.code for one in self.provinces if asked == one.code or asked in search.names(one.name).heads
        )
        if not codes:
            raise KnownError("place.unknown-province", province=clean(named))
        return codes

    def _then(self, place: Place, on: date | None) -> tuple[Unit, ...]:
        if isinstance(place, Unit):
            return self.units_on(place.key, on)
        reached = (self.units_on(unit.key, on) for unit in self.units_of(place.code))
        return tuple(dict.fromkeys(unit for units in reached for unit in units))

    def _order(self, place: Place) -> tuple[object, ...]:
        above = (place.district_name or "", place.valid_from) if isinstance(place, Unit) else ("", "")
        return (
            _alphabetic(place.full_name),
            _alphabetic(place.province_name),
            _alphabetic(above[0]),
            place.code,
            above[1],
        )

    @cached_property
    def _by_code(self) -> dict[str, tuple[Unit, ...]]:
        return _grouped((unit.code, unit) for unit in self.units)

    @cached_property
    def _after(self) -> dict[UnitKey, tuple[Succession, ...]]:
        return _grouped((step.old, step) for step in self.successions if step.extent != "disputed")

    @cached_property
    def _before(self) -> dict[UnitKey, tuple[Succession, ...]]:
        return _grouped((step.new, step) for step in self.successions if step.extent != "disputed")

    @cached_property
    def _oldest_day(self) -> str:
        """The last day of the oldest list."""
        return min((unit.valid_to for unit in self.units if unit.valid_to is not None), default=self.as_of)

    @cached_property
    def _districts(self) -> dict[str, District]:
        return {district.code: district for district in self.districts}

    @cached_property
    def _of_district(self) -> dict[str, tuple[Unit, ...]]:
        return _grouped((unit.district, unit) for unit in self.units if unit.district is not None)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        """Every name by which something is found: made by the first search."""
        return Gazetteer((*self.units, *self.districts), self.provinces)


def read(content: bytes) -> Directory:
    """Return the directory that bytes of any origin hold.

    Raises: KnownError("places.invalid") with `why` (for the maker of the list, English).
    """
    return Directory(listing.decode(content))


@cache
def nation() -> Directory:
    """Return the communes of the nation, which the program carries."""
    return read(resources.open_bytes(SHIPPED))


@cache
def _alphabetic(name: str) -> SortKey:
    """Return the place of a name in the alphabet; remembered, for it takes long and few names are new."""
    return sort_key(name)


def _ended(units: tuple[Unit, ...]) -> str:
    """Return the former units with the last day of each, as people read them."""
    told = (f"{unit.address} ({civil_date(unit.valid_to)})" for unit in units if unit.valid_to is not None)
    return "; ".join(told) or "–"


def _lasting(units: tuple[Unit, ...]) -> str:
    """Return the present units with the first day of each, as people read them."""
    told = (f"{unit.address} ({civil_date(unit.valid_from)})" for unit in units if unit.valid_to is None)
    return "; ".join(told) or "–"


def _written(day: str) -> str:
    """Return a day as people read it; what is none, as it was given."""
    try:
        return civil_date(day)
    except KnownError:
        return day


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, tuple[V, ...]] = defaultdict(tuple)
    for key, value in pairs:
        groups[key] += (value,)
    return dict(groups)
