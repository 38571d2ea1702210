"""The life of a visit: planned, opened, its facts, comments, void and reopened, sealed, joined to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from inspector.commands.draft import Draft, Drafts, NoBlobs, ids, over, own, take_back, visit_in
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import (
    Commented,
    FactStated,
    Flagged,
    FreeFinding,
    InOut,
    Opened,
    Planned,
    SameVisit,
    Sealed,
    StatusSet,
    UnitRef,
)
from inspector.journal.entry import BlobId, BlobRef, PublicKey, Slot, VisitId
from inspector.journal.seal import root_of
from inspector.projection.slots import is_withdrawn
from inspector.projection.view import View

Purpose = Literal["covert", "onsite", "final", "amendment"]


class PlanVisit(msgspec.Struct, frozen=True):
    """Foresee a visit; its entry's id is the visit's id on every laptop that gets the briefing."""

    unit: UnitRef
    checklist: bytes
    day: str = ""
    announced: bool = False
    team: tuple[str, ...] = ()

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return {canon.blob_id(self.checklist): self.checklist}

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        blob = canon.blob_id(self.checklist)
        body = Planned(unit=self.unit, checklist=blob, day=self.day, announced=self.announced, team=self.team)
        yield Draft(None, (), body, blobs=((blob, len(self.checklist)),))


class OpenVisit(NoBlobs, frozen=True):
    """Begin a planned visit. `started` is local time with its offset, as people state it."""

    visit: VisitId
    started: str
    mystery: bool = False
    announced: bool = False

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        visit_in(view, self.visit)
        about = ("opened", self.visit)
        heads = own(view, author, view.round_scope.slot(*about).heads)
        body = Opened(started=self.started, mystery=self.mystery, announced=self.announced)
        yield from over(None, about, body, heads)


class OpenUnplanned(msgspec.Struct, frozen=True):
    """Begin a visit that nobody planned."""

    unit: UnitRef
    checklist: bytes
    started: str
    mystery: bool = False
    announced: bool = False

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return {canon.blob_id(self.checklist): self.checklist}

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        blob = canon.blob_id(self.checklist)
        refs: tuple[BlobRef, ...] = ((blob, len(self.checklist)),)
        body = Opened(
            started=self.started, mystery=self.mystery, announced=self.announced, unit=self.unit, checklist=blob
        )
        yield Draft(None, (), body, blobs=refs)


class StateFact(NoBlobs, frozen=True):
    """State a fact of the visit that the minutes print. Raises: KnownError("visit.unknown")."""

    visit: VisitId
    name: str
    value: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("fact", self.name)
        return over(self.visit, about, FactStated(value=self.value), visit_in(view, self.visit).slot(*about))


class StateFinding(NoBlobs, frozen=True):
    """State a finding that the checklist does not ask for; an empty text takes it back.

    `finding` is 16 hex digits, drawn at random by whoever states it first; photos are tied to it as to an item.
    """

    visit: VisitId
    finding: str
    text: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown")."""
        about = ("free", self.finding)
        heads = visit_in(view, self.visit).slot(*about)
        if self.text:
            return over(self.visit, about, FreeFinding(value=self.text), heads)
        return take_back(self.visit, about, heads)


class Flag(NoBlobs, frozen=True):
    """Set a mark of the team on an item or a photo, or take it off; see `Flagged` for the names."""

    visit: VisitId
    subject: str
    name: str
    value: InOut = "in"

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown")."""
        about = ("flag", self.subject, self.name)
        heads = visit_in(view, self.visit).slot(*about)
        if self.value == "in" or any(not is_withdrawn(head) for head in heads):
            yield from over(self.visit, about, Flagged(value=self.value), heads)


class SetStatus(NoBlobs, frozen=True):
    """Declare a visit void, or reopen it, with a reason. What is answered under a void is kept."""

    visit: VisitId
    value: Literal["open", "void"]
    reason: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, status.reason-missing."""
        if not self.reason:
            raise KnownError("status.reason-missing")
        body = StatusSet(value=self.value, reason=self.reason)
        return over(self.visit, ("status",), body, visit_in(view, self.visit).slot("status"))


class Comment(NoBlobs, frozen=True):
    """Say something about an item or the whole visit, without changing it."""

    visit: VisitId
    on: Slot
    text: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        visit_in(view, self.visit)
        yield Draft(self.visit, (), Commented(on=self.on, text=self.text))


class JoinVisits(NoBlobs, frozen=True):
    """Hold several visits to be one; for the lead. No program ever guesses it."""

    visits: tuple[VisitId, ...]
    reason: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, visit.join-needs-two."""
        names = {visit_in(view, visit).id for visit in self.visits}
        if len(set(self.visits)) < 2:
            raise KnownError("visit.join-needs-two")
        if len(names) > 1:
            yield Draft(None, (), SameVisit(visits=tuple(sorted(set(self.visits))), reason=self.reason))


class SealVisit(NoBlobs, frozen=True):
    """Seal what a visit holds here and now. A further seal names the former ones and never replaces their codes."""

    visit: VisitId
    purpose: Purpose
    program: str
    present: frozenset[BlobId]

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, visit.void, visit.no-checklist, seal.nothing."""
        visit = visit_in(view, self.visit)
        scope = view.visits.scope(self.visit)
        statements = list(scope.statements())
        if visit.is_void:
            raise KnownError("visit.void", visit=self.visit[:8])
        if visit.checklist is None:
            raise KnownError("visit.no-checklist", visit=self.visit[:8])
        if not visit.observations_held:
            raise KnownError("seal.nothing")
        before = {s.header.prev for s in statements}
        named = {blob for s in statements for blob, _ in s.header.blobs}
        absent = {s.id for s in statements if s.payload is None} | (named - self.present)
        withheld = (view.trust.erased_entries & absent) | (view.trust.erased_blobs & named)
        yield Draft(
            self.visit,
            ("seal",),
            Sealed(
                purpose=self.purpose,
                tips=tuple(sorted(s.id for s in statements if s.id not in before)),
                entries=len(statements),
                blobs=len(named),
                root=root_of(statements),
                checklist=visit.checklist,
                program=self.program,
                withheld=tuple(sorted(withheld)),
                expected=tuple(sorted(absent - withheld)),
                contested=tuple(sorted(visit.contested)),
            ),
            ids(scope.slot("seal").heads),
        )
