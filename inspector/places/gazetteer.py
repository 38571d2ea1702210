"""All names by which places are found: thousands of them, asked again at every letter that a person types.

One text of all names is searched whole, which takes a tenth of a millisecond; only what it hits is looked at closely.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inspector.places import search
from inspector.places.search import Fit, Names, Words
from inspector.places.unit import District, Province, Unit

Place = Unit | District


class Found(NamedTuple):
    """A place that words name: how well, and in how many words with other diacritics than it has."""

    place: Place
    fit: Fit
    misspelled: int


class Gazetteer:
    """Names of places, and of what stands or once stood above them."""

    def __init__(self, places: Iterable[Place], provinces: Iterable[Province]) -> None:
        self._by_code: defaultdict[str, list[Place]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._by_code[place.code].append(place)
            self._by_name[place.full_name].append(place)
        self._called: defaultdict[str, list[str]] = defaultdict(list)
        for province in provinces:
            self._called[province.code].append(province.name)
        self._tails: dict[tuple[str | None, str], tuple[str, ...]] = {}
        self._names: list[tuple[str, Names]] = []
        self._by_head: defaultdict[str, list[int]] = defaultdict(list)
        self._starts: list[int] = []
        lines = []
        length = 0
        for number, full_name in enumerate(self._by_name):
            names = search.names(full_name)
            self._names.append((full_name, names))
            for head in names.heads:
                self._by_head[head].append(number)
            lines.append(f" {names.heads[0]}\n")
            self._starts.append(length)
            length += len(lines[-1])
        self._text = "".join(lines)

    def find(self, asked: Words) -> Iterator[Found]:
        """Yield the places that the words name, each once, in no order."""
        told = search.tells(asked)
        coded = self._by_code.get(asked.folded, [])
        yield from (Found(place, Fit.WHOLE, 0) for place in coded)
        hit = self._hit(asked.folded)
        headed = self._headed(asked.folded)
        for number in sorted(hit | headed):
            full_name, names = self._names[number]
            misspelled = search.misspelled(asked, names) if told else 0
            fit = search.fit(asked, names) if number in hit else None
            for place in self._by_name[full_name]:
                # What stands above it matters only to words that go on after its name.
                better = search.fit(asked, names._replace(tails=self._above(place))) if number in headed else fit
                if better is not None and place not in coded:
                    yield Found(place, better, misspelled)

    def _hit(self, asked: str) -> set[int]:
        """Return the names of which a word begins as the words that were asked."""
        found = set()
        at = self._text.find(f" {asked}")
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            found.add(number)
            if number + 1 == len(self._starts):
                break
            at = self._text.find(f" {asked}", self._starts[number + 1])
        return found

    def _headed(self, asked: str) -> set[int]:
        """Return the names that the words begin with, and after which they go on."""
        return {number for at, sign in enumerate(asked) if sign == " " for number in self._by_head.get(asked[:at], ())}

    def _above(self, place: Place) -> tuple[str, ...]:
        district = place.district_name if isinstance(place, Unit) else None
        key = district, place.province
        if key not in self._tails:
            levels = ([district], self._called[place.province]) if district else (self._called[place.province],)
            self._tails[key] = search.tails(*levels)
        return self._tails[key]
