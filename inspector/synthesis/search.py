"""Search over everything that is said in a round, as people type: without diacritics, with the middle of a word.

A saying is found if every word of the query stands in its own words or in what is around them (the item, who said it, the
unit of its visit), and at least one in its own: "đầm dơi niêm yết" finds what was noted there about posting, and "đầm dơi"
alone the visit, not all that was said in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import Final

import msgspec

from inspector.synthesis.index import Index
from inspector.synthesis.sayings import KINDS, Kind, Saying
from inspector.synthesis.shelf import Flags
from inspector.text import fold, fold_with_places

_AT_EDGES: Final = ".,;:!?…\"'“”‘’()[]{}«»"
_SPACE: Final = re.compile(r"\s")
ROOM: Final = 160
"""Letters of a text that are shown where it was found."""
_BEFORE: Final = 4
"""One in so many of these may stand before the first word that was found."""

Span = tuple[int, int]
"""First letter, and the one after the last, in the text as it was written."""


class Marked(msgspec.Struct, frozen=True):
    """A text with what was found in it; spans are sorted and do not touch."""

    text: str
    spans: tuple[Span, ...] = ()


class Hit(msgspec.Struct, frozen=True):
    """Something that was found, and where the words of the query stand in it."""

    saying: Saying
    words: Marked
    """The part of its own words around the first that was found."""
    about: Marked
    who: Marked
    unit: Marked


def words_of(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, the longest first, without marks of punctuation at their edges."""
    words = dict.fromkeys(word.strip(_AT_EDGES) for word in fold(query).split())
    return tuple(sorted(filter(None, words), key=len, reverse=True))


class Matches:
    """What a query finds. Counting is done at once, hits are made when they are asked for."""

    def __init__(self, index: Index, query: str) -> None:
        self.words = words_of(query)
        self._shelves = [placed.shelf for placed in index.shelves]
        self._found = [
            placed.shelf.matching(self.words, placed.holding) if self.words else 0 for placed in index.shelves
        ]

    @property
    def total(self) -> int:
        return sum(found.bit_count() for found in self._found)

    def counts(self) -> dict[Kind, int]:
        """Return how many there are of each kind of which there are any, in the order of the kinds."""
        found = {kind: sum(flags.bit_count() for flags in self._of(self._found, kind)) for kind in KINDS}
        return {kind: count for kind, count in found.items() if count}

    def hits(self, limit: int, kind: Kind | None = None, room: int = ROOM) -> tuple[Hit, ...]:
        """Return the first hits, each with so many letters: those whose words all begin a word, then the others.

        Among equals what has a name comes before what was written, and that before answers; then the newest visit.
        """
        tiers = [self._of(flags, kind) for flags in (self._begun, self._inside)]
        picked = chain.from_iterable(map(self._picked, tiers))
        known: dict[str, Marked] = {}
        return tuple(hit_of(saying, self.words, room, known) for saying in islice(picked, limit))

    @cached_property
    def _begun(self) -> list[Flags]:
        pairs = zip(self._shelves, self._found, strict=True)
        return [shelf.beginning(self.words, found) for shelf, found in pairs]

    @cached_property
    def _inside(self) -> list[Flags]:
        return [found & ~begun for found, begun in zip(self._found, self._begun, strict=True)]

    def _of(self, flags: Sequence[Flags], kind: Kind | None) -> list[Flags]:
        if kind is None:
            return list(flags)
        return [one & shelf.kinds.get(kind, 0) for shelf, one in zip(self._shelves, flags, strict=True)]

    def _picked(self, flags: Sequence[Flags]) -> Iterator[Saying]:
        for shelf, one in zip(self._shelves, flags, strict=True):
            if one:
                yield from shelf.picked(one)


def hit_of(
    saying: Saying, words: Sequence[str], room: int = ROOM, known: dict[str, Marked] | None = None
) -> Hit:  # fmt: skip
    """Return a saying with the places of the words in it; of its own words, as many letters as there is room for.

    What is around it recurs from hit to hit, and is marked once for all that share `known`.
    """
    known = {} if known is None else known
    around = (saying.about, saying.who, saying.unit)
    for text in around:
        if text not in known:
            known[text] = Marked(text, spans(text, words))
    return Hit(saying, excerpt(saying.text, words, room), *map(known.__getitem__, around))


def spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Return where folded words stand in a text, as it was written: with the marks on their letters."""
    plain, places = fold_with_places(text)
    if not any(word in plain for word in words):
        return ()
    after = (*places[1:], len(text))
    found = sorted(
        (places[start], _end(text, places[start + len(word) - 1], after[start + len(word) - 1]))
        for word in words
        for start in _starts(plain, word)
    )
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _starts(plain: str, word: str) -> Iterator[int]:
    at = plain.find(word)
    while at >= 0:
        yield at
        at = plain.find(word, at + 1)


def _end(text: str, last: int, following: int) -> int:
    """Return the end of the letter at `last`: what stands before the next letter and is no space belongs to it."""
    end = last + 1
    while end < following and not text[end].isspace():
        end += 1
    return end


def excerpt(text: str, words: Sequence[str], room: int = ROOM) -> Marked:
    """Return the part of a text around the first word that was found, on one line, cut between words."""
    line = _SPACE.sub(" ", text)
    found = spans(line, words)
    if len(line) <= room:
        return Marked(line, found)
    first, last = found[0] if found else (0, 0)
    before = room // _BEFORE
    start = _cut(line, max(0, first - 2 * before), first - before) if first > before else 0
    end = max(last, start + room)
    if end < len(line):
        end = _cut(line, last, end)
    left, right = "…" if start else "", "…" if end < len(line) else ""
    shift = len(left) - start
    inside = [(one + shift, min(other, end) + shift) for one, other in found if one < end]
    return Marked(f"{left}{line[start:end].rstrip()}{right}", tuple(inside))


def _cut(line: str, least: int, most: int) -> int:
    """Return where a line may be cut: behind the last space between two places, or else at the second."""
    return line.rfind(" ", least, most) + 1 or most
