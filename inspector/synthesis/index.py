"""The index of a round, in memory alone: made from the view, visit by visit, and thrown away with it.

A dossier holds personal data. An index beside it would hold the same words in the clear and outlive what is erased, so
nothing of this is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from inspector.journal.bodies import Person
from inspector.journal.entry import BlobId, VisitId
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.synthesis.sayings import Kind, Saying, of_round, of_visit, unit_words
from inspector.synthesis.shelf import Filling, Flags, Shelf, flags_of_runs
from inspector.text import fold
from resources import Language

_SHELF_OF: Final[dict[Kind, int]] = {"visit": 0, "person": 0, "answer": 2}
"""What has a name, what people wrote (all other kinds), what they answered."""
_SHELVES: Final = 3
_MANY: Final = 8
"""When more than one in so many visits changed since a layer was made, it is made anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A shelf, and which of its sayings still hold."""

    shelf: Shelf
    holding: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """All that can be found in a round: what has a name first, then what people wrote, then what they answered."""

    shelves: tuple[Placed, ...] = ()

    @property
    def size(self) -> int:
        """How many things can be found."""
        return sum(placed.holding.bit_count() for placed in self.shelves)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What one visit, or the round itself, says: by shelf, with the folded words."""

    basis: tuple[object, ...]
    unit: str
    day: str
    sayings: tuple[list[Saying], ...]
    texts: tuple[list[str], ...]


class Indexer:
    """Makes the index, and makes it again when something was said; visits of which nothing changed cost a comparison.

    The visits that changed since the whole was made lie in a thin layer over it, in which their old sayings are left out.
    """

    def __init__(self, language: Language) -> None:
        self.index = Index()
        self._language = language
        self._parts: dict[VisitId, _Part] = {}
        self._persons: Mapping[str, Person] = {}
        self._below: _Layer | None = None

    def steps(self, view: View, checklists: Mapping[BlobId, Checklist]) -> Iterator[int]:
        """Read a round; `index` is that of the round when the last step is done.

        What was read stays read if nobody asks for the last step, because meanwhile something else was said.

        Yields: how many visits are read.
        """
        if self._persons != view.trust.persons:  # names stand in every part
            self._parts, self._persons = {}, view.trust.persons
        parts: dict[VisitId, _Part] = {}
        for name in view.visits:
            parts[name] = self._parts[name] = self._part(view.visits[name], checklists, self._parts.get(name))
            yield len(parts)
        newest = max(checklists.values(), key=lambda one: (one.since, one.version), default=None)
        whole = _part((), "", of_round(view, newest, self._language))
        below = self._below
        if below is None or below.changed(parts) * _MANY > len(parts):
            below = _Layer(parts)
            yield from (len(parts) for _ in below.steps())
        above = _Layer({name: part for name, part in parts.items() if below.parts.get(name) is not part}, whole)
        yield from (len(parts) for _ in above.steps())
        holding = below.holding(parts)
        placed = [
            one
            for shelf in range(_SHELVES)
            for one in (
                Placed(above.shelves[shelf], above.whole[shelf]),
                Placed(below.shelves[shelf], holding[shelf]),
            )
        ]
        self._parts, self._below = parts, below
        self.index = Index(tuple(placed))

    def _part(self, visit: VisitView, checklists: Mapping[BlobId, Checklist], known: _Part | None) -> _Part:
        checklist = checklists.get(visit.checklist) if visit.checklist is not None else None
        basis = _basis(visit, checklist)
        if known is not None and _is_same(known.basis, basis):
            return known
        return _part(basis, unit_words(visit), of_visit(visit, checklist, self._language))


class _Layer:
    """Some visits and perhaps the round itself on their shelves, the newest visit first."""

    def __init__(self, parts: Mapping[VisitId, _Part], whole: _Part | None = None) -> None:
        self.parts = dict(parts)
        self._ordered = [*([whole] if whole else []), *sorted(parts.values(), key=lambda part: part.day, reverse=True)]
        self.shelves: tuple[Shelf, ...] = ()

    def steps(self) -> Iterator[None]:
        """Fill the shelves."""
        fillings = [Filling() for _ in range(_SHELVES)]
        for part in self._ordered:
            for filling, sayings, texts in zip(fillings, part.sayings, part.texts, strict=True):
                filling.put(sayings, texts, part.unit)
            yield
        for filling in fillings:
            yield from filling.steps()
        self.shelves = tuple(filling.shelf for filling in fillings)

    def changed(self, parts: Mapping[VisitId, _Part]) -> int:
        """Return how many visits are another, new or gone."""
        same = sum(self.parts.get(name) is part for name, part in parts.items())
        return len(parts) - same + len(self.parts) - same

    @property
    def whole(self) -> tuple[Flags, ...]:
        """The flags of everything here."""
        return tuple((1 << len(shelf.sayings)) - 1 for shelf in self.shelves)

    def holding(self, parts: Mapping[VisitId, _Part]) -> tuple[Flags, ...]:
        """Return the flags of what still holds: what comes from visits that are as they were."""
        same = {id(part) for name, part in parts.items() if self.parts.get(name) is part}
        if len(same) == len(self.parts):
            return self.whole
        runs = [[(id(part) in same, len(part.sayings[shelf])) for part in self._ordered] for shelf in range(_SHELVES)]
        return tuple(map(flags_of_runs, runs))


def _part(basis: tuple[object, ...], unit: str, sayings: Iterable[Saying]) -> _Part:
    by_shelf: tuple[list[Saying], ...] = tuple([] for _ in range(_SHELVES))
    day = ""
    for one in sayings:
        by_shelf[_SHELF_OF.get(one.kind, 1)].append(one)
        day = day or one.day
    texts = tuple(
        [_recurring(one.text) if one.kind == "answer" else fold(one.text) for one in found] for found in by_shelf
    )
    return _Part(basis, f" {fold(unit)}", day, by_shelf, texts)


_recurring: Final = lru_cache(maxsize=4096)(fold)


def _basis(visit: VisitView, checklist: Checklist | None) -> tuple[object, ...]:
    """Return what the sayings of a visit follow from, to be compared by identity."""
    openings = [head for slot in visit.openings for head in slot.heads]
    return (checklist, *visit.scopes, *visit.introductions, *openings)


def _is_same(one: Sequence[object], other: Sequence[object]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
