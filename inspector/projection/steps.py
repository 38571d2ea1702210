"""What one's next undo or redo would change in a visit, request by request; read from one's own chains.

It survives closing the program, and is the same on the command line and on a screen. A request that wrote several
statements (a photo, what it is tied to, its caption) is taken back and repeated as one.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inspector.journal.bodies import Body, Presence, Sealed, Withdrawn, said
from inspector.journal.entry import EntryId, PublicKey, Slot, Statement, VisitId
from inspector.projection.slots import differ
from inspector.projection.view import View
from inspector.projection.visit import VisitView


class Change(msgspec.Struct, frozen=True):
    """One slot that would say something else."""

    statement: Statement
    """The one that would be taken back."""
    kind: str
    """What was said at first: "observed", "photo_added", "withdrawn"."""
    about: Slot
    now: Body
    """What one said there; of a thing, that it is in or out."""
    then: Body
    """What would be said instead."""
    item: str = ""
    """The item, or the finding outside the checklist, that it concerns."""
    photo: EntryId = ""


class Step(msgspec.Struct, frozen=True):
    """What one request said, or took back. The changes stand in the order in which they would be said."""

    changes: tuple[Change, ...]
    main: Change
    """What the request was about: its first statement."""

    @property
    def kind(self) -> str:
        return self.main.kind

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(change.item for change in self.changes if change.item))

    @property
    def photos(self) -> tuple[EntryId, ...]:
        return tuple(dict.fromkeys(change.photo for change in self.changes if change.photo))

    @property
    def is_seal(self) -> bool:
        """Tell whether the request sealed: that is never taken back."""
        return any(isinstance(change.now, Sealed) for change in self.changes)


def last_step(view: View, visit: VisitId, author: PublicKey) -> Step | None:
    """Return one's own last request in a visit that was not taken back yet; None if there is none."""
    found = view.visit_of(visit)
    if found is None:
        return None
    own, undone = _own(found, author), set[EntryId]()
    for statement, body in own:
        if statement.id in undone:
            continue
        if body.undoes is None:
            left = [(one, said_) for one, said_ in _request(own, statement, body) if one.id not in undone]
            changes = [_change(found, one, one, _now(one, said_), _before(found, one)) for one, said_ in left]
            return Step(tuple(changes), changes[-1])
        # An undo puts the step that it names out of reach; a redo names an undo, and so puts the step back.
        undone.add(body.undoes)
    return None


def next_redo(view: View, visit: VisitId, author: PublicKey) -> Step | None:
    """Return what one's last undo took back, if nothing else was said since; None if there is nothing to repeat."""
    found = view.visit_of(visit)
    if found is None:
        return None
    own, redone = _own(found, author), set[EntryId]()
    for statement, body in own:
        target = found.statements.get(body.undoes) if body.undoes is not None else None
        if target is None:
            return None
        if _undoes(target):
            redone.add(target.id)
        elif statement.id not in redone:
            left = [(one, said_) for one, said_ in _request(own, statement, body) if one.id not in redone]
            changes = [change for one, said_ in left for change in _repeated(found, one, said_)]
            if changes:
                return Step(tuple(changes), changes[0])
    return None


def _own(visit: VisitView, author: PublicKey) -> list[tuple[Statement, Body]]:
    """Return the author's statements in the visit from the latest to the first, with what they say.

    In a visit that was joined, statements of different scopes that know nothing of each other have no order between them.
    """
    steps = [s for s in visit.statements.values() if s.header.author == author]
    ordered = sorted(steps, key=lambda s: (-s.header.tick, -s.header.seq))
    return [(one, body) for one in ordered if isinstance(body := said(one), Body)]


def _request(own: list[tuple[Statement, Body]], statement: Statement, body: Body) -> Iterator[tuple[Statement, Body]]:
    """Yield the statements of the request that wrote one of them, the latest first."""
    first = body.step or statement.id
    is_undo = body.undoes is not None
    for one, said_ in own:
        if (said_.step or one.id) == first and (said_.undoes is not None) == is_undo:
            yield one, said_


def _undoes(statement: Statement) -> bool:
    body = said(statement)
    return isinstance(body, Body) and body.undoes is not None


def _now(statement: Statement, body: Body) -> Body:
    return body if statement.header.about else Presence(value="in")


def _before(visit: VisitView, statement: Statement) -> Body:
    """Return the value that a statement replaced: what it superseded if that was one value, else nothing."""
    if not statement.header.about:
        return Presence(value="out")
    former = [visit.statements[one] for one in statement.header.supersedes if one in visit.statements]
    body = said(former[0]) if former and not differ(former) else None
    if isinstance(body, Body):
        return body
    about: Slot = statement.header.about
    return Presence(value="in") if about[0] == "exists" else Withdrawn()


def _repeated(visit: VisitView, undo: Statement, body: Body) -> Iterator[Change]:
    """Yield the change that says again what an undo took back; nothing if that is not here any more."""
    target = visit.statements.get(body.undoes or "")
    if target is not None:
        again = said(target) if target.header.about else Presence(value="in")
        if isinstance(again, Body):
            yield _change(visit, undo, target, body, again)


def _change(visit: VisitView, statement: Statement, origin: Statement, now: Body, then: Body) -> Change:
    about: Slot = statement.header.about or ("exists", statement.id)
    item, photo = _subject(visit, about)
    return Change(statement, origin.header.kind, about, now, then, item, photo)


def _subject(visit: VisitView, about: Slot) -> tuple[str, EntryId]:
    """Return the item and the photo that a slot speaks of, each empty if it speaks of none."""
    match about:
        case ("link", photo, item):
            return item, photo
        case ("obs" | "con", item, _) | ("order" | "free", item):
            return item, ""
        case ("caption" | "copy", photo):
            return "", photo
        case ("flag", subject, _) | ("exists", subject):
            thing = visit.statements.get(subject)
            if thing is not None:
                return ("", subject) if thing.header.kind == "photo_added" else ("", "")
            return (subject, "") if about[0] == "flag" else ("", "")
        case _:
            return "", ""
