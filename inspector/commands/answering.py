"""Answering items, concluding over answers, and taking either back."""

from __future__ import annotations

from inspector.commands.draft import Drafts, NoBlobs, over, own, take_back, visit_in
from inspector.errors import KnownError
from inspector.journal.bodies import Concluded, Observed
from inspector.journal.entry import PublicKey, VisitId
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Value
from inspector.projection.rows import Row, add_up, is_row, measure_of
from inspector.projection.view import View


class Answer(NoBlobs, frozen=True):
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


class AnswerRows(NoBlobs, frozen=True):
    """Answer an item by counting: one observation for each row, and their sum as the answer. No rows take all back.

    `note` is that of the answer; without one, it is what was noted of the rows that do not meet the item.
    """

    visit: VisitId
    item: str
    rows: tuple[Row, ...]
    note: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, visit.no-checklist."""
        visit = visit_in(view, self.visit)
        if visit.checklist is None:
            raise KnownError("visit.no-checklist", visit=self.visit[:8])
        said: dict[str, Observed] = {}
        if self.rows:
            failed = (f"{number}: {row.note}" for number, row in enumerate(self.rows, 1) if row.note and not row.met)
            note = self.note or "; ".join(failed)
            said[""] = Observed(value=add_up(self.rows), checklist=visit.checklist, note=note)
        for number, row in enumerate(self.rows, 1):
            said[str(number)] = Observed(value=measure_of(row), checklist=visit.checklist, note=row.note)
        former = [about[2] for about in visit.families("obs") if len(about) == 3 and about[1] == self.item]
        for instance in dict.fromkeys((*said, *(one for one in former if not one or is_row(one)))):
            about = ("obs", self.item, instance)
            heads = own(view, author, visit.slot(*about))
            if instance in said:
                yield from over(self.visit, about, said[instance], heads)
            else:
                yield from take_back(self.visit, about, heads)


class WithdrawAnswer(NoBlobs, frozen=True):
    """Take one's own answer back: the item counts as not asked again, unless somebody else answered."""

    visit: VisitId
    item: str
    reason: str = ""
    instance: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("obs", self.item, self.instance)
        heads = own(view, author, visit_in(view, self.visit).slot(*about))
        yield from take_back(self.visit, about, heads, self.reason)


class Conclude(NoBlobs, frozen=True):
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


class WithdrawConclusion(NoBlobs, frozen=True):
    """Take a conclusion back: what follows from the observers shows again, a dispute included."""

    visit: VisitId
    item: str
    reason: str
    instance: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("con", self.item, self.instance)
        yield from take_back(self.visit, about, visit_in(view, self.visit).slot(*about), self.reason)
