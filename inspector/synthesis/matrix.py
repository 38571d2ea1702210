"""Units x items: what was found everywhere, with what leaves every denominator and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

import msgspec

from inspector.errors import KnownError
from inspector.journal.entry import BlobId, EntryId, VisitId
from inspector.journal.value import Measure, Value
from inspector.places.directory import Directory
from inspector.projection.photos import Photo
from inspector.projection.view import View
from inspector.projection.visit import Result, State, VisitView
from inspector.rules.answers import Standing, is_failure, standing
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.rules.score import Score, score
from inspector.synthesis.thresholds import Thresholds
from inspector.synthesis.units import Unit, units_of


class Outcome(Enum):
    """What a cell amounts to. Only the first three count; the others leave every denominator and are told in a note."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"
    NOT_VERIFIABLE = "not_verifiable"
    CONTESTED = "contested"
    UNREAD = "unread"
    """Said, but its content is not here, or needs a newer program."""
    TOLD = "told"
    """A text, or a measure without a target."""
    NOT_ASKED = "not_asked"


_OUTCOMES = {
    Standing.MET: Outcome.MET,
    Standing.PARTLY: Outcome.PARTLY,
    Standing.UNMET: Outcome.UNMET,
    Standing.LEFT_OUT: Outcome.NOT_APPLICABLE,
    Standing.UNKNOWN: Outcome.NOT_VERIFIABLE,
    Standing.NO_STANDING: Outcome.TOLD,
}
_WORST_FIRST = (
    Outcome.CONTESTED,
    Outcome.UNREAD,
    Outcome.UNMET,
    Outcome.PARTLY,
    Outcome.MET,
    Outcome.NOT_VERIFIABLE,
    Outcome.NOT_APPLICABLE,
    Outcome.TOLD,
)


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One item at one unit."""

    unit: Unit
    item: Item
    outcome: Outcome
    counts: bool
    """Whether it stands in the denominator."""
    failed: bool
    """Unmet, or a ratio with some who failed."""
    n: int
    """Of a ratio, how many met it, over all visits; else 0."""
    total: int
    results: tuple[Result, ...]
    """Of the unit's visits that asked for the item, the earliest first."""

    @property
    def statements(self) -> tuple[EntryId, ...]:
        """The statements that the cell rests on: observations, or the conclusions over them."""
        return tuple(one.id for result in self.results for one in result.statements)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos that are evidence for the item at the unit."""
        return tuple(photo for visit in self.unit.visits for photo in visit.photos_of(self.item.id))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it did not apply or could not be checked, as observers said."""
        said = (one.said.reason or one.said.note for result in self.results for one in result.observations)
        return tuple(dict.fromkeys(text for text in said if text))


class Scored(msgspec.Struct, frozen=True, gc=False):
    """The score of a unit: of its worst visit, if it was visited several times."""

    unit: Unit
    score: Score


@dataclass(frozen=True)
class Matrix:
    """All cells of the round, or of a part of it."""

    units: tuple[Unit, ...]
    items: tuple[Item, ...]
    """Those of the newest checklist in their order, then what only older ones asked."""
    columns: Mapping[str, tuple[Cell, ...]]
    """By item, one cell for each unit, in the order of the units."""
    checklist: Checklist
    """The newest of those that were used: its settings hold for all."""
    checklists: Mapping[BlobId, Checklist]
    judge: Judge
    waiting: tuple[VisitView, ...] = ()
    """Planned, and nothing found yet."""

    def row(self, unit: Unit) -> tuple[Cell, ...]:
        """Return the cells of one unit, in the order of the items."""
        place = self._places[unit]
        return tuple(self.columns[item.id][place] for item in self.items)

    @cached_property
    def _places(self) -> dict[Unit, int]:
        return {unit: place for place, unit in enumerate(self.units)}

    @cached_property
    def scores(self) -> tuple[Scored, ...]:
        """The scores of the units, in their order."""
        return tuple(Scored(unit, self._score(unit)) for unit in self.units)

    def _score(self, unit: Unit) -> Score:
        found = [self.judge.score(visit) for visit in unit.visits]
        return found[0] if len(found) == 1 else min(found, key=_height)

    def asked(self, visit: VisitView) -> Checklist:
        """Return the checklist of a visit."""
        return self.judge.asked(visit)

    def of(self, units: Collection[Unit]) -> Matrix:
        """Return the part of the matrix about some of its units, which keep their numbers."""
        places = [place for place, unit in enumerate(self.units) if unit in units]
        return Matrix(
            units=tuple(self.units[place] for place in places),
            items=self.items,
            columns={item: tuple(cells[place] for place in places) for item, cells in self.columns.items()},
            checklist=self.checklist,
            checklists=self.checklists,
            judge=self.judge,
        )


def settled(visit: VisitView) -> dict[str, Value]:
    """Return the settled values of a visit by item, instances left out."""
    return {r.item: r.value for r in visit.results.values() if r.value is not None and not r.instance}


def counted(view: View, only: Collection[VisitId] | None = None) -> tuple[list[VisitView], list[VisitView]]:
    """Return the visits that count, and those that wait for their first answer; void ones are neither."""
    visits = [visit for visit in view.visits.values() if not visit.is_void and (only is None or visit.id in only)]
    return [visit for visit in visits if visit.results], [visit for visit in visits if not visit.results]


def matrix(
    view: View,
    checklists: Mapping[BlobId, Checklist],
    places: Directory,
    thresholds: Thresholds,
    only: Collection[VisitId] | None = None,
) -> Matrix:
    """Return the matrix of a round.

    Args:
        view: the round.
        checklists: those that its visits use, by hash; a visit whose checklist is not here cannot be judged.
        places: the directory, for the groups of units.
        thresholds: for the grouping.
        only: the visits that matter; None for all.

    Raises: KnownError synthesis.nothing, if no visit counts; blob.absent, if a checklist is not here.
    """
    visits, waiting = counted(view, only)
    if not visits:
        raise KnownError("synthesis.nothing", exit_code=3)
    used = {visit.checklist for visit in visits if visit.checklist is not None}
    missing = used - checklists.keys()
    if missing or not used:
        raise KnownError("blob.absent", exit_code=3, blob=min(missing, default="?")[:16])
    asked = {blob: checklists[blob] for blob in sorted(used)}
    newest = max(asked.values(), key=_age)
    units = units_of(visits, places, thresholds.grouping)
    items = _items(newest, asked.values())
    judge = Judge(asked, newest)
    columns = {item.id: tuple(judge.cell(unit, item) for unit in units) for item in items}
    return Matrix(units, items, columns, newest, asked, judge, tuple(waiting))


def _age(checklist: Checklist) -> tuple[int, ...]:
    return tuple(map(int, checklist.version.split(".")))


def _items(newest: Checklist, checklists: Iterable[Checklist]) -> tuple[Item, ...]:
    """Return every item once, in the words of the newest version that asks it."""
    items = {item.id: item for item in newest.items}
    for checklist in sorted(checklists, key=_age, reverse=True):
        for item in checklist.items:
            items.setdefault(item.id, item)
    return tuple(items.values())


def _height(found: Score) -> Fraction:
    return Fraction(found.points, found.out_of) if found.out_of else Fraction(2)


class Judge:
    """Judges answers by the version of the checklist that asked for them.

    Equal answers to one item are judged once: a province has tens of thousands of them, and few that differ.
    """

    def __init__(self, checklists: Mapping[BlobId, Checklist], newest: Checklist) -> None:
        self._checklists = checklists
        self._newest = newest
        self._items = {blob: {item.id: item for item in asked.items} for blob, asked in checklists.items()}
        self._known: dict[tuple[BlobId | None, str, Value], Judged] = {}

    def asked(self, visit: VisitView) -> Checklist:
        """Return the checklist of a visit; the newest where it is contested."""
        return self._checklists.get(visit.checklist or "", self._newest)

    def cell(self, unit: Unit, item: Item) -> Cell:
        key = (item.id, "")
        results: tuple[Result, ...]
        if len(unit.visits) == 1:
            (visit,) = unit.visits
            result = visit.results.get(key)
            results = () if result is None else (result,)
            _, outcome, failed = _NOT_ASKED if result is None else self._of_result(visit, result)
        else:
            pairs = [(visit, found) for visit in unit.visits if (found := visit.results.get(key)) is not None]
            results = tuple(result for _, result in pairs)
            judged = [self._of_result(visit, result) for visit, result in pairs]
            outcome = min((one.outcome for one in judged), key=_WORST_FIRST.index, default=Outcome.NOT_ASKED)
            failed = any(one.failed for one in judged)
        counts = outcome in (Outcome.MET, Outcome.PARTLY, Outcome.UNMET)
        n = total = 0
        if item.answer == "ratio" and counts:
            for result in results:
                if isinstance(result.value, Measure) and result.value.n is not None and result.value.total:
                    n, total = n + result.value.n, total + result.value.total
        return Cell(unit, item, outcome, counts, counts and failed, n, total, results)

    def score(self, visit: VisitView) -> Score:
        """Return the score of a visit; an answer that does not fit its item counts for nothing."""
        values: dict[str, Value] = {}
        found: dict[str, Standing] = {}
        for (item, instance), result in visit.results.items():
            if not instance and result.value is not None:
                judged = self._judged(visit.checklist, item, result.value).standing
                if judged is not None:
                    values[item], found[item] = result.value, judged
        return score(self.asked(visit), values, lambda item, _: found[item.id])

    def outcome(self, visit: VisitView, item: str, value: Value) -> Outcome:
        """Return what an answer to an item amounts to at a visit."""
        return self._judged(visit.checklist, item, value).outcome

    def _of_result(self, visit: VisitView, result: Result) -> Judged:
        if result.value is None:
            return _CONTESTED if result.state is State.CONTESTED else _UNREAD
        return self._judged(visit.checklist, result.item, result.value)

    def _judged(self, blob: BlobId | None, item: str, value: Value) -> Judged:
        key = (blob, item, value)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _judged(self._items.get(blob or "", {}).get(item), value)
        return known


class Judged(NamedTuple):
    """What an answer amounts to; no standing where it does not fit its item, or no version at hand asks for it."""

    standing: Standing | None
    outcome: Outcome
    failed: bool = False


_NOT_ASKED: Final = Judged(None, Outcome.NOT_ASKED)
_CONTESTED: Final = Judged(None, Outcome.CONTESTED)
_UNREAD: Final = Judged(None, Outcome.UNREAD)


def _judged(item: Item | None, value: Value) -> Judged:
    if item is None:
        return _UNREAD
    try:
        found = standing(item, value)
        return Judged(found, _OUTCOMES[found], is_failure(item, value))
    except KnownError:
        return _UNREAD
