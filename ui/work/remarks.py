"""What was remarked on a sealed visit and its items: each comment, and whether it still waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inspector.journal.bodies import Commented, said
from inspector.journal.entry import Clock, EntryId, Statement
from inspector.journal.log import order
from inspector.projection.judgement import comments_since, judgement_of
from inspector.projection.visit import VisitView


class Remark(msgspec.Struct, frozen=True):
    """One comment on a sealed visit."""

    id: EntryId
    item: str
    """Empty where it is about the visit as a whole."""
    text: str
    by: str
    """The name of who made it."""
    at: Clock
    is_answered: bool
    """Whether it waits for nothing: something was said of the item since, or somebody else answered in words."""


def remarks_of(visit: VisitView) -> tuple[Remark, ...]:
    """Return the comments on items that came after the first seal, in the common order, and those on the whole visit
    that no seal covers.

    While the visit is sent back, those of who sent it wait for an answer; what is sealed again has been answered.
    """
    first = next((seal for seal in visit.seals if seal.said.purpose != "covert"), None)
    if first is None:
        return ()
    open_ = _Open.of(visit)
    fresh = {statement.id for statement, _ in comments_since(visit)}
    return tuple(
        Remark(
            id=statement.id,
            item=item,
            text=body.text,
            by=visit.trust.name_of(statement.header.author),
            at=statement.header.at,
            is_answered=open_ is None or open_.is_answered(statement, item),
        )
        for statement, body in visit.comments
        for item in [_item(body)]
        if statement.id not in first.covered and (item or statement.id in fresh)
    )


class _Open(msgspec.Struct, frozen=True):
    """A return that waits for its answers."""

    visit: VisitView
    judges: frozenset[str]
    """The persons who sent the visit back."""
    waiting: frozenset[EntryId]
    """The comments that no seal covers."""

    @classmethod
    def of(cls, visit: VisitView) -> _Open | None:
        """Return the return of a visit; None if it was not sent back, or was sealed again since."""
        judgement = judgement_of(visit)
        if judgement is None or judgement.value != "returned":
            return None
        judges = frozenset(visit.trust.person_of(one.header.author) for one in judgement.statements)
        return cls(visit, judges, frozenset(statement.id for statement, _ in comments_since(visit)))

    def is_answered(self, remark: Statement, item: str) -> bool:
        """Tell whether a comment waits for no answer: what others than the judges say of it is one itself."""
        if remark.id not in self.waiting or not self._is_by_judge(remark):
            return True
        later = (one for one in self.visit.statements.values() if order(one) > order(remark))
        return any(_answers(one, item, self._is_by_judge(one)) for one in later)

    def _is_by_judge(self, statement: Statement) -> bool:
        return self.visit.trust.person_of(statement.header.author) in self.judges


def to_answer(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return those about an item that nobody has answered yet."""
    return tuple(one for one in remarks if one.item and not one.is_answered)


def _item(body: Commented) -> str:
    return body.on[1] if body.on[:1] == ("obs",) and len(body.on) > 1 else ""


def _answers(statement: Statement, item: str, is_by_judge: bool) -> bool:
    """Tell whether a statement says something about an item; what the judge says besides is no answer in words."""
    body = said(statement)
    if isinstance(body, Commented):
        return _item(body) == item and not is_by_judge
    about = statement.header.about
    return bool(item) and item in about and about[0] != "flag"
