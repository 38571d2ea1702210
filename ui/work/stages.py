"""How far each visit is: what the list of visits shows of it, worked out from frozen values on any thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import HandedOver, Planned, said
from inspector.journal.entry import BlobId, Clock, PublicKey, Statement, VisitId
from inspector.journal.log import order
from inspector.journal.seal import code_of
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE
from inspector.projection.judgement import judgement_of
from inspector.projection.receipts import Arrival, Receipt, arrival_of, receipts_in
from inspector.projection.slots import ScopeView
from inspector.projection.visit import Result, VisitView
from inspector.rules.answers import is_failure
from inspector.rules.checklist import Checklist
from inspector.rules.gaps import Gaps
from ui.work.remarks import remarks_of, to_answer
from ui.work.visits import missing

Stage = Literal["planned", "returned", "recording", "waiting", "sealed", "handed_over", "approved", "void"]

STAGES: Final[tuple[Stage, ...]] = (
    "returned", "planned", "recording", "waiting", "sealed", "handed_over", "approved", "void",
)  # fmt: skip
"""What the lead sent back comes before all else that is to be done; then in the order of a visit's life: foreseen, being
recorded, complete but not sealed, sealed, gone to the lead, approved there."""
SEALED: Final[frozenset[Stage]] = frozenset({"sealed", "handed_over", "approved"})
"""Stages in which everything that holds lies under a seal, and nobody asks for more."""

NOTHING: Final = Gaps((), (), ())


class VisitRow(msgspec.Struct, frozen=True):
    """One visit as the list shows it."""

    visit: VisitId
    unit: str
    """Its name, with a capital letter at the beginning."""
    stage: Stage
    announced: bool
    mystery: bool
    day: str
    """The day foreseen, ISO; empty if nobody named one."""
    started: str
    """RFC 3339 with its offset; empty before the visit began."""
    answered: int
    total: int
    """Items of the checklist; 0 if it is not here."""
    gaps: Gaps
    seal_code: str = ""
    sealed: Clock | None = None
    """By the clock of who sealed."""
    handed: Clock | None = None
    failed: frozenset[str] = frozenset()
    """Ids of the items whose result is a failure."""
    judged: frozenset[str] = frozenset()
    """Ids of the items that have a result and a standing."""
    comments: int = 0
    """How many comments there are to answer, of a visit that was sent back."""
    added: int = 0
    """How much was added to a visit after it was approved."""
    is_from_another: bool = False
    """Whether somebody else sealed it, at the desk of whoever leads the round."""
    arrival: Arrival | None = None
    """What of it has arrived, by the lead's receipt; None without one."""

    @property
    def lacking(self) -> int:
        """How many answers, notes and photos are missing."""
        return len(self.gaps.unanswered) + len(self.gaps.notes) + len(self.gaps.photos)


class Shortcoming(msgspec.Struct, frozen=True):
    """An item, in how many sealed visits it failed, and in how many it was judged."""

    item: str
    failed: int
    judged: int


def heading(name: str) -> str:
    """Return the name of a unit as a heading: papers write "xã Phong Lạc" within a sentence."""
    return f"{name[:1].upper()}{name[1:]}"


class Departure(msgspec.Struct, frozen=True):
    """How a visit got to whoever leads the round."""

    left: Statement
    """The latest statement that a file left with it, or that it arrived."""
    handed: Statement | None
    """The latest statement that a file left with it."""
    receipt: Receipt | None
    """What the lead says that they hold of it."""


def handed_over(round_scope: ScopeView) -> dict[VisitId, Departure]:
    """Return how visits left or arrived, by the ids that hand-overs and receipts name."""
    handed: dict[VisitId, Statement] = {}
    for statement in sorted(round_scope.things.values(), key=order):
        body = said(statement)
        if isinstance(body, HandedOver) and not round_scope.is_out(statement.id):
            handed |= dict.fromkeys(body.visits, statement)
    receipts = receipts_in(round_scope)
    latest = dict(handed)
    for visit, receipt in receipts.items():
        latest[visit] = max(latest.get(visit, receipt.statement), receipt.statement, key=order)
    return {visit: Departure(left, handed.get(visit), receipts.get(visit)) for visit, left in latest.items()}


def row_of(
    visit: VisitView, checklist: Checklist | None, handed: Mapping[VisitId, Departure], lead: PublicKey | None = None
) -> VisitRow:
    """Return what the list shows of a visit. Without its checklist nobody can say what it lacks.

    Nor with one that its answers do not fit, as in a file of foreign making: such a visit is still a row of the list.

    Args:
        visit: as it stands.
        checklist: the one in force for it, if it is here.
        handed: how visits left or arrived.
        lead: the key of whoever leads the round, at their own desk: what others sealed has been handed over there.
    """
    try:
        return _row_of(visit, checklist, handed, lead)
    except KnownError:
        return _row_of(visit, None, handed, lead)


def _row_of(
    visit: VisitView, checklist: Checklist | None, handed: Mapping[VisitId, Departure], lead: PublicKey | None
) -> VisitRow:
    plan = said(visit.plan) if visit.plan is not None else None
    begun = visit.opened[0] if visit.opened else None
    lacking = missing(visit, checklist) if checklist is not None else NOTHING
    total = len(checklist.items) if checklist is not None else 0
    seal = next((one for one in reversed(visit.seals) if one.said.purpose != "covert"), None)
    ids = [scope.scope for scope in visit.scopes]
    left = max((handed[one].left for one in ids if one in handed), key=order, default=None)
    files = [file for one in ids if one in handed and (file := handed[one].handed) is not None]
    receipts = {one: receipt for one in ids if one in handed and (receipt := handed[one].receipt) is not None}
    judgement = judgement_of(visit)
    judged, failed = _judged(visit, checklist)
    return VisitRow(
        visit=visit.id,
        unit=heading(visit.unit.name),
        stage=judgement.value
        if judgement is not None and not visit.is_void
        else _stage(visit, checklist, lacking, left, lead),
        announced=begun.announced if begun else isinstance(plan, Planned) and plan.announced,
        mystery=begun.mystery if begun else False,
        day=plan.day if isinstance(plan, Planned) else "",
        started=begun.started if begun else "",
        answered=total - len(lacking.unanswered),
        total=total,
        gaps=lacking,
        seal_code=code_of(seal.id) if seal else "",
        sealed=seal.statement.header.at if seal else None,
        handed=max(files, key=order).header.at if files else None,
        failed=failed,
        judged=judged,
        comments=len(to_answer(remarks_of(visit))),
        added=len(judgement.added) if judgement is not None else 0,
        is_from_another=seal is not None and _is_of_another(visit, seal.statement, lead),
        arrival=arrival_of(visit, receipts),
    )


def _stage(
    visit: VisitView, checklist: Checklist | None, lacking: Gaps, left: Statement | None, lead: PublicKey | None
) -> Stage:
    if visit.is_void:
        return "void"
    if visit.is_sealed:
        last = max((seal.statement for seal in visit.seals), key=order)
        has_left = left is not None and order(left) > order(last)
        return "handed_over" if has_left or _is_of_another(visit, last, lead) else "sealed"
    if visit.opened or visit.results:
        return "waiting" if checklist is not None and not lacking else "recording"
    return "planned"


def _is_of_another(visit: VisitView, seal: Statement, lead: PublicKey | None) -> bool:
    person_of = visit.trust.person_of
    return lead is not None and person_of(seal.header.author) != person_of(lead)


def _judged(visit: VisitView, checklist: Checklist | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the items that were judged, and those of them that failed."""
    if checklist is None:
        return frozenset(), frozenset()
    items = {item.id: item for item in checklist.items if item.has_standing}
    results = [one for one in visit.results.values() if _counts(one) and one.item in items]
    failed = frozenset(one.item for one in results if one.value is not None and is_failure(items[one.item], one.value))
    return frozenset(one.item for one in results), failed


def _counts(result: Result) -> bool:
    """Tell whether a result says how something stands: not "not applicable", not what waits for a decision."""
    return not result.instance and result.value not in (None, NOT_APPLICABLE, NOT_VERIFIABLE)


def checklist_for(visit: VisitView, checklists: Mapping[BlobId, Checklist]) -> Checklist | None:
    """Return the checklist in force for a visit, if it is known and here."""
    return checklists.get(visit.checklist) if visit.checklist is not None else None


def current(rows: Iterable[VisitRow], remembered: VisitId, *, is_lead: bool = False) -> VisitRow | None:
    """Return the visit that a person works on: the one remembered, else the newest that is begun and not sealed.

    One that was sent back is work again, but not for whoever leads the round and sent it.
    """
    open_ = {"recording", "waiting"} if is_lead else {"recording", "waiting", "returned"}
    known = {row.visit: row for row in rows}
    if (row := known.get(remembered)) is not None and row.stage not in ("planned", "void"):
        return row
    begun = [row for row in known.values() if row.stage in open_]
    return max(begun, key=lambda row: row.started, default=None)


def shortcomings(rows: Iterable[VisitRow], limit: int) -> tuple[list[Shortcoming], int]:
    """Return the items that failed in most of the sealed visits, the worst first, and how many visits were counted."""
    sealed = [row for row in rows if row.stage in SEALED]
    failed = Counter(item for row in sealed for item in row.failed)
    judged = Counter(item for row in sealed for item in row.judged)
    worst = sorted(failed, key=lambda item: (-failed[item], judged[item], item))
    return [Shortcoming(item, failed[item], judged[item]) for item in worst[:limit]], len(sealed)
