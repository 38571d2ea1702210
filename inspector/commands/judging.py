"""What whoever leads the round makes of what came in: a visit goes back, or it stands; and what arrived is receipted."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inspector.commands.draft import Draft, Drafts, NoBlobs, over, take_back, visit_in
from inspector.errors import KnownError
from inspector.journal.bodies import Commented, Received, ReceivedFile, VisitJudged
from inspector.journal.entry import BlobId, EntryId, PublicKey, VisitId
from inspector.projection.receipts import receipts_in
from inspector.projection.slots import ScopeView
from inspector.projection.view import View
from inspector.projection.visit import Seal, VisitView


class ItemComment(msgspec.Struct, frozen=True):
    """What is to be answered about one item."""

    item: str
    text: str


class ReturnVisit(NoBlobs, frozen=True):
    """Send a sealed visit back to be amended, for a reason or with comments on items; undone as one."""

    visit: VisitId
    comments: tuple[ItemComment, ...] = ()
    reason: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, judge.not-sealed, judge.says-nothing."""
        visit = visit_in(view, self.visit)
        if not self.reason and not self.comments:
            raise KnownError("judge.says-nothing", exit_code=2)
        seals = _newest_seals(visit)
        for scope, seal in seals.items():
            body = VisitJudged(value="returned", seal=seal.id, reason=self.reason)
            yield from over(scope, ("judged",), body, view.visits.scope(scope).slot("judged").heads)
        for one in self.comments:
            yield Draft(next(iter(seals)), (), Commented(on=("obs", one.item, ""), text=one.text))


class ApproveVisit(NoBlobs, frozen=True):
    """Let a sealed visit stand; nothing more is recorded in it until the approval is taken back."""

    visit: VisitId
    reason: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, visit.void, judge.not-sealed, judge.contested."""
        visit = visit_in(view, self.visit)
        if visit.is_void:
            raise KnownError("visit.void", visit=self.visit[:8])
        if not visit.is_sealed:
            raise KnownError("judge.not-sealed", exit_code=3, unit=visit.unit.name)
        disputes = [about for about in visit.contested if about != ("judged",)]
        if disputes:
            raise KnownError("judge.contested", exit_code=5, unit=visit.unit.name, count=len(disputes))
        for scope, seal in _newest_seals(visit).items():
            body = VisitJudged(value="approved", seal=seal.id, reason=self.reason)
            yield from over(scope, ("judged",), body, view.visits.scope(scope).slot("judged").heads)


class WithdrawJudgement(NoBlobs, frozen=True):
    """Take back how a visit was judged: it waits for judgement again."""

    visit: VisitId
    reason: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown")."""
        yield from take_back(self.visit, ("judged",), visit_in(view, self.visit).slot("judged"), self.reason)


class Receipt(NoBlobs, frozen=True):
    """State what is here of visits after files were taken in. What was stated already is not stated again."""

    visits: tuple[VisitId, ...]
    files: tuple[ReceivedFile, ...]
    present: frozenset[BlobId]

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown")."""
        known = receipts_in(view.round_scope)
        for visit in [visit_in(view, one) for one in self.visits]:
            for scope in visit.scopes:
                body = self._held(scope, view)
                last = known.get(scope.scope)
                if body.entries and (last is None or not _is_same(last.said, body)):
                    yield Draft(None, (), body)

    def _held(self, scope: ScopeView, view: View) -> Received:
        statements = list(scope.statements())
        before = {s.header.prev for s in statements}
        named = {blob for s in statements for blob, _ in s.header.blobs}
        absent = {s.id for s in statements if s.payload is None} - view.trust.erased_entries
        absent |= named - self.present - view.trust.erased_blobs
        return Received(
            visit=scope.scope,
            tips=tuple(sorted(s.id for s in statements if s.id not in before)),
            entries=len(statements),
            blobs=len(named & self.present),
            expected=tuple(sorted(absent)),
            files=self.files,
        )


def _is_same(last: Received, body: Received) -> bool:
    return msgspec.structs.replace(last, undoes=None, step=None) == body


def _newest_seals(visit: VisitView) -> dict[EntryId, Seal]:
    """Return the newest seal of each id that was sealed, by id.

    Raises: KnownError("judge.not-sealed").
    """
    found = {seal.statement.scope: seal for seal in _in_the_open(visit)}
    if not found:
        raise KnownError("judge.not-sealed", exit_code=3, unit=visit.unit.name)
    return found


def _in_the_open(visit: VisitView) -> Iterator[Seal]:
    """Yield the seals other than of the covert phase, oldest first."""
    return (seal for seal in visit.seals if seal.said.purpose != "covert")
