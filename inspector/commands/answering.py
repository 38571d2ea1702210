"""Answering items, concluding over answers, and taking either back."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.commands.draft import Drafts, NoBlobs, over, own, take_back, visit_in
from inspector.errors import KnownError
from inspector.journal.bodies import Concluded, Observed
from inspector.journal.entry import PublicKey, VisitId
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Value
from inspector.projection.view import View


@dataclass(frozen=True, slots=True)
class Answer(NoBlobs):
    """Say what one saw for an item. A colleague's observation is never touched by it."""

    visit: VisitId
    item: str
    value: Value
    note: str = ""
    reason: str = ""
    instance: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, visit.no-checklist, answer.reason-missing."""
        visit = visit_in(view, self.visit)
        if visit.checklist is None:
            raise KnownError("visit.no-checklist", visit=self.visit[:8])
        if self.value in (NOT_APPLICABLE, NOT_VERIFIABLE) and not self.reason:
            raise KnownError("answer.reason-missing", item=self.item)
        body = Observed(value=self.value, checklist=visit.checklist, note=self.note, reason=self.reason)
        about = ("obs", self.item, self.instance)
        yield from over(self.visit, about, body, own(view, author, visit.slot(*about)))


@dataclass(frozen=True, slots=True)
class WithdrawAnswer(NoBlobs):
    """Take one's own answer back: the item counts as not asked again, unless somebody else answered."""

    visit: VisitId
    item: str
    reason: str = ""
    instance: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("obs", self.item, self.instance)
        heads = own(view, author, visit_in(view, self.visit).slot(*about))
        yield from take_back(self.visit, about, heads, self.reason)


@dataclass(frozen=True, slots=True)
class Conclude(NoBlobs):
    """Hold a value to be the result of an item, over all observers; for the lead or the deputy, with a reason."""

    visit: VisitId
    item: str
    value: Value
    reason: str
    instance: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, decision.reason-missing."""
        if not self.reason:
            raise KnownError("decision.reason-missing", item=self.item)
        about = ("con", self.item, self.instance)
        body = Concluded(value=self.value, reason=self.reason)
        yield from over(self.visit, about, body, visit_in(view, self.visit).slot(*about))


@dataclass(frozen=True, slots=True)
class WithdrawConclusion(NoBlobs):
    """Take a conclusion back: what follows from the observers shows again, a dispute included."""

    visit: VisitId
    item: str
    reason: str
    instance: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("con", self.item, self.instance)
        yield from take_back(self.visit, about, visit_in(view, self.visit).slot(*about), self.reason)
