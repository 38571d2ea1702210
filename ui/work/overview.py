"""The round at a glance: units by items, groups or rounds, what was repeated, who falls short most, how far the plan is.

Every figure is one of the synthesis from which reports are made; here they are only set side by side. Computed from frozen
values, on any thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from inspector.errors import KnownError, Problem
from inspector.journal.bodies import UnitRef
from inspector.journal.entry import BlobId, VisitId
from inspector.places.directory import Directory
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.rules.answers import is_failure
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.rules.round_plan import RoundPlan
from inspector.synthesis.coverage import Row, coverage_of
from inspector.synthesis.findings import Sentence
from inspector.synthesis.matrix import Cell, Outcome
from inspector.synthesis.shares import Share, failing
from inspector.synthesis.units import DISTRICTS_ENDED, Unit, group_of, units_of
from inspector.synthesis.whole import Synthesis, synthesise
from inspector.text import SortKey, sort_key
from ui.work.planning import plan_of
from ui.work.previous import OtherRounds, Past, Previous
from ui.work.stages import heading
from ui.work.trend import Tally, Trend, named, tally_of, trend_of

NO_ROUNDS: Final = OtherRounds((), {}, ())


class Line(msgspec.Struct, frozen=True):
    """One unit as a row of the table."""

    unit: Unit
    name: str
    district: str
    """Bare name of the former district; empty where nobody knows it."""
    present: str
    """The units that stand there now."""
    tally: Tally
    """Of its items that count, those that it fails."""
    order: SortKey
    is_waiting: bool = False
    """Planned, and nothing found yet."""


class Ranked(msgspec.Struct, frozen=True):
    """An item and the share that falls short of it: the one that the report tells, if it tells one."""

    item: Item
    share: Share
    sentence: Sentence | None
    """None where the report says nothing of the item."""


@dataclass(frozen=True)
class Overseen:
    """All that the overview shows of a round."""

    synthesis: Synthesis
    lines: tuple[Line, ...]
    """In the order of the visits; then the units that wait for theirs."""
    before: Mapping[VisitId, Previous]
    """The last time, of each visit whose unit was visited before."""
    repeated: frozenset[tuple[int, str]]
    """(number of the unit, id of the item) of what it fails now and failed the last time."""
    photos: Mapping[int, Mapping[str, int]]
    """How many photos a unit has of an item; items without any are absent."""
    trend: tuple[Trend, ...]
    """The earliest round first, the present one last."""
    ranking: tuple[Ranked, ...]
    """The items that anybody falls short of, the largest share first."""
    coverage: Row
    """How much of the plan is done, all strata together."""
    plan_refused: KnownError | None
    """Why the plan cannot be told, and the coverage is that of its visits alone."""
    worst: tuple[Line, ...]
    """The units that were visited by their number of shortcomings, the most first."""
    problems: tuple[Problem, ...]
    """What could not be read of other rounds."""

    @property
    def earlier_rounds(self) -> frozenset[str]:
        """The rounds of the trend that are not this one: their visits lie in dossiers that are not open."""
        return frozenset(one.round for one in self.trend if not one.is_present)

    def sentences_of(self, item: str) -> tuple[Sentence, ...]:
        """Return what the report says of an item, strengths first."""
        found = self.synthesis.findings
        return tuple(one for one in (*found.strengths, *found.shortcomings) if any(own.id == item for own in one.items))

    def previous_of(self, unit: Unit) -> Previous | None:
        """Return the last time before the latest visit of a unit in this round."""
        return next((self.before[visit.id] for visit in reversed(unit.visits) if visit.id in self.before), None)


def by_shortcomings(line: Line) -> tuple[object, ...]:
    """Most shortcomings first, of as many the larger share, then by name."""
    return (-line.tally.k, line.tally.n, line.order)


def oversee(
    view: View, checklists: Mapping[BlobId, Checklist], places: Directory, others: OtherRounds = NO_ROUNDS
) -> Overseen:
    """Return a round at a glance.

    Args:
        view: the round.
        checklists: those that its visits use.
        places: the list of communes, through which units are followed to those that they were made of.
        others: the other rounds of the person; only earlier ones count.

    Raises: KnownError, those of `synthesise`.
    """
    whole = synthesise(view, checklists, places)
    units = whole.matrix.units
    past = Past(view, others.views, places)
    before = {one.id: found for unit in units for one in unit.visits if (found := past.before(one)) is not None}
    known = {**others.checklists, **checklists}
    repeated = {
        (cell.unit.number, cell.item.id)
        for cells in whole.matrix.columns.values()
        for cell in cells
        if cell.failed and _failed_before(cell, before, known)
    }
    problems = list(others.problems)
    trend = tuple(trend_of(whole, others, places, problems))
    lines = _lines(whole, places)
    plan, refused = _plan(view)
    return Overseen(
        synthesis=whole,
        lines=lines,
        before=before,
        repeated=frozenset(repeated),
        photos=_photos(units),
        trend=trend,
        ranking=_ranking(whole),
        coverage=coverage_of(view, plan).total,
        plan_refused=refused,
        worst=tuple(sorted((one for one in lines if not one.is_waiting), key=by_shortcomings)),
        problems=tuple(problems),
    )


def _plan(view: View) -> tuple[RoundPlan, KnownError | None]:
    """Return the plan; an empty one, and why, where leads disagree on it: what was found is no less true for that."""
    try:
        return plan_of(view), None
    except KnownError as error:
        return RoundPlan(), error


def _lines(whole: Synthesis, places: Directory) -> tuple[Line, ...]:
    units = whole.matrix.units
    is_gone = next((unit.day >= DISTRICTS_ENDED for unit in units if unit.day is not None), False)
    visited = [_line(unit, places, tally_of(whole.matrix.row(unit)), is_gone=is_gone) for unit in units]
    here = {_identity(unit.ref) for unit in units}
    waiting = [
        _line(replace(unit, number=len(units) + unit.number), places, Tally(), is_gone=is_gone, is_waiting=True)
        for unit in units_of([one for one in whole.matrix.waiting if _identity(one.unit) not in here], places, "none")
    ]
    return (*visited, *waiting)


def _line(unit: Unit, places: Directory, tally: Tally, *, is_gone: bool, is_waiting: bool = False) -> Line:
    district = group_of(unit.ref, places, "former_district", is_gone)
    present = group_of(unit.ref, places, "present_unit", is_gone)
    return Line(
        unit=unit,
        name=heading(unit.name.full),
        district=", ".join(one.bare for one in district.names),
        present=", ".join(heading(one.full) for one in present.names),
        tally=tally,
        order=sort_key(unit.name.bare),
        is_waiting=is_waiting,
    )


def _identity(ref: UnitRef) -> object:
    return (ref.code, ref.since) if ref.code else named(ref)


def is_all_met(cells: Sequence[Cell]) -> bool:
    """Tell whether an item is met wherever it was asked: there is nothing to see in its column."""
    return all(cell.outcome in (Outcome.MET, Outcome.NOT_ASKED) and not cell.failed for cell in cells)


def _ranking(whole: Synthesis) -> tuple[Ranked, ...]:
    told = {
        claim.item.id: Ranked(claim.item, claim.share, sentence)
        for sentence in whole.findings.shortcomings
        for claim in sentence.claims
        if claim.item is not None
    }
    columns = whole.matrix.columns
    found = [told.get(item.id) or Ranked(item, failing(columns[item.id]), None) for item in whole.matrix.items]
    falling = [one for one in found if one.share.k]
    return tuple(sorted(falling, key=lambda one: (-one.share.value, -one.share.k, one.item.code)))


def _photos(units: Sequence[Unit]) -> dict[int, Mapping[str, int]]:
    return {
        unit.number: Counter(item for visit in unit.visits for photo in visit.photos for item in photo.items)
        for unit in units
    }


# -- the last time -----------------------------------------------------------------------------------------------------


def _failed_before(cell: Cell, before: Mapping[VisitId, Previous], checklists: Mapping[BlobId, Checklist]) -> bool:
    """Tell whether a visit of the unit that fails the item now followed one that failed it too."""
    return any(
        visit.id in before and failed_then(before[visit.id], cell.item, checklists)
        for visit in cell.unit.visits
        if _fails(visit, cell.item)
    )


def _fails(visit: VisitView, item: Item) -> bool:
    result = visit.results.get((item.id, ""))
    return result is not None and result.value is not None and _is_failure(item, result.value)


def failed_then(previous: Previous, item: Item, checklists: Mapping[BlobId, Checklist]) -> bool:
    """Tell whether an item was failed the last time, by the version of the checklist that asked for it then."""
    then = previous.items.get(item.id)
    asked = checklists.get(previous.checklist or "")
    own = next((one for one in asked.items if one.id == item.id), item) if asked is not None else item
    return then is not None and then.value is not None and _is_failure(own, then.value)


def _is_failure(item: Item, value: object) -> bool:
    try:
        return is_failure(item, value)  # type: ignore[arg-type]
    except KnownError:  # an answer of another version of the checklist, which says nothing of this item
        return False
