"""Sayings in a row, and which of them hold a word: one bit for each, a row of them one integer.

A word of a query has no space in it, so it stands in a text if and only if it stands in one of the text's words. A round
has few different words: these are looked through, and the rows of those that hold the query's word are united. Rows are
united and cut by one operation each, so a word that stands everywhere costs no more than one that is rare.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from inspector.synthesis.sayings import Kind, Saying
from inspector.text import fold

Flags = int
"""A bit for each saying, the first lowest."""

_RARE: Final = 256
"""What stands in fewer than one of so many sayings is kept as a list of places: a row would be longer."""
_STEP: Final = 8
"""Rows that are made in one step."""


class Field:
    """Words, or whole texts that recur, and the sayings that have them. Each is folded, with a space before it."""

    def __init__(self, size: int, places: Mapping[str, Sequence[int]]) -> None:
        """Put nothing in yet; `steps` does.

        Args:
            size: how many sayings stand in the row.
            places: of each word, where it stands.
        """
        self._size = size
        self._places = places
        self._frequent: list[tuple[str, Flags]] = []
        self._rare: list[tuple[str, array[int]]] = []

    def steps(self) -> Iterator[None]:
        """Make the rows, some in each step."""
        for number, (word, places) in enumerate(self._places.items()):
            if len(places) * _RARE < self._size:
                self._rare.append((word, array("I", places)))
            else:
                self._frequent.append((word, _flags(places, self._size)))
            if number % _STEP == 0:
                yield
        self._places = {}

    def having(self, needle: str) -> Flags:
        """Return the sayings with a word that holds the needle; one with a space before it begins a word."""
        found = 0
        for word, row in self._frequent:
            if needle in word:
                found |= row
        rare = [places for word, places in self._rare if needle in word]
        return found | _flags(chain.from_iterable(rare), self._size) if rare else found


class Runs:
    """One text for many sayings in a row: the unit of a visit."""

    def __init__(self, runs: Iterable[tuple[str, int]]) -> None:
        self._runs = tuple((text, size) for text, size in runs if size)

    def having(self, needle: str) -> Flags:
        """Return the sayings whose text holds the needle."""
        return flags_of_runs([(needle in text, size) for text, size in self._runs])


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Sayings in the order in which they are told, with their own words and those around them."""

    sayings: Sequence[Saying]
    own: Field
    around: tuple[Field | Runs, ...]
    kinds: Mapping[Kind, Flags]

    def matching(self, words: Sequence[str], among: Flags) -> Flags:
        """Return those among the sayings that hold every word, at least one of them in their own text."""
        own = 0
        for word in words:
            here = self.own.having(word)
            own |= here
            among &= here | self._around(word)
            if not among:
                return 0
        return among & own

    def beginning(self, words: Sequence[str], among: Flags) -> Flags:
        """Return those among the sayings in which every word begins a word."""
        for word in words:
            if not among:
                return 0
            among &= self.own.having(f" {word}") | self._around(f" {word}")
        return among

    def _around(self, needle: str) -> Flags:
        found = 0
        for one in self.around:
            found |= one.having(needle)
        return found

    def picked(self, flags: Flags) -> Iterator[Saying]:
        """Yield the sayings that are flagged, in their order."""
        row = bin(flags)[:1:-1]
        place = row.find("1")
        while place >= 0:
            yield self.sayings[place]
            place = row.find("1", place + 1)


class Filling:
    """A shelf that is being filled, visit by visit."""

    def __init__(self) -> None:
        self._sayings: list[Saying] = []
        self._own: dict[str, list[int]] = defaultdict(list)
        self._about: dict[str, list[int]] = defaultdict(list)
        self._who: dict[str, list[int]] = defaultdict(list)
        self._kinds: dict[Kind, list[int]] = defaultdict(list)
        self._runs: list[tuple[str, int]] = []

    def put(self, sayings: Sequence[Saying], texts: Sequence[str], unit: str) -> None:
        """Put what one visit says at the end of the row.

        Args:
            sayings: in their order.
            texts: their own words, folded.
            unit: folded, with a space before it.
        """
        for place, (saying, text) in enumerate(zip(sayings, texts, strict=True), len(self._sayings)):
            for word in set(text.split()):
                self._own[f" {word}"].append(place)
            self._about[saying.about].append(place)
            self._who[saying.who].append(place)
            self._kinds[saying.kind].append(place)
        self._sayings += sayings
        self._runs.append((unit, len(sayings)))

    def steps(self) -> Iterator[None]:
        """Make the shelf, a part in each step; `shelf` returns it then."""
        size = len(self._sayings)
        own = Field(size, self._own)
        about, who = (Field(size, _folded(one)) for one in (self._about, self._who))
        for one in (own, about, who):
            yield from one.steps()
        kinds = {kind: _flags(places, size) for kind, places in self._kinds.items()}
        self._made = Shelf(self._sayings, own, (about, who, Runs(self._runs)), kinds)

    @property
    def shelf(self) -> Shelf:
        return self._made


def _folded(places: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return places by folded text; texts that fold alike fall together."""
    found: dict[str, list[int]] = defaultdict(list)
    for text, at in places.items():
        found[f" {fold(text)}"] += at
    return found


def flags_of_runs(runs: Sequence[tuple[bool, int]]) -> Flags:
    """Return the flags of so many sayings with, so many without, and so on."""
    return int("".join([("1" if flagged else "0") * size for flagged, size in reversed(runs)]) or "0", 2)


def _flags(places: Iterable[int], size: int) -> Flags:
    row = bytearray(b"0") * size
    for place in places:
        row[-1 - place] = 0x31
    return int(row or b"0", 2)
