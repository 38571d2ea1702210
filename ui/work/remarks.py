"""What was remarked on a visit that was sent back: each comment, and whether anybody has answered it since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from inspector.journal.bodies import Commented, said
from inspector.journal.entry import Clock, EntryId, Statement
from inspector.journal.log import order
from inspector.projection.judgement import comments_since, judgement_of
from inspector.projection.visit import VisitView


class Remark(msgspec.Struct, frozen=True):
    """One comment on a visit that was sent back."""

    id: EntryId
    item: str
    """Empty where it is about the visit as a whole."""
    text: str
    by: str
    """The name of who made it."""
    at: Clock
    is_answered: bool
    """Whether something was said of the item since; also an answer in words by somebody else."""


def remarks_of(visit: VisitView) -> tuple[Remark, ...]:
    """Return the comments that no seal covers, in the common order; none unless the visit was sent back."""
    judgement = judgement_of(visit)
    if judgement is None or judgement.value != "returned":
        return ()
    person_of = visit.trust.person_of
    judges = {person_of(one.header.author) for one in judgement.statements}
    statements = visit.statements.values()
    return tuple(
        Remark(
            id=statement.id,
            item=item,
            text=body.text,
            by=visit.trust.name_of(statement.header.author),
            at=statement.header.at,
            # What somebody else says of it is an answer, and waits for none.
            is_answered=person_of(statement.header.author) not in judges
            or any(
                _answers(one, item, person_of(one.header.author) in judges) for one in _after(statement, statements)
            ),
        )
        for statement, body in comments_since(visit)
        for item in [_item(body)]
    )


def to_answer(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return those about an item that nobody has answered yet."""
    return tuple(one for one in remarks if one.item and not one.is_answered)


def _item(body: Commented) -> str:
    return body.on[1] if body.on[:1] == ("obs",) and len(body.on) > 1 else ""


def _after(statement: Statement, others: Iterable[Statement]) -> Iterator[Statement]:
    return (one for one in others if order(one) > order(statement))


def _answers(statement: Statement, item: str, is_by_judge: bool) -> bool:
    """Tell whether a statement says something about an item; what the judge says besides is no answer in words."""
    body = said(statement)
    if isinstance(body, Commented):
        return _item(body) == item and not is_by_judge
    about = statement.header.about
    return bool(item) and item in about and about[0] != "flag"
