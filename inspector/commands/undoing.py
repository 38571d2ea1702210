"""Undo and redo: one more statement, with the value that was there before. Nothing that was superseded comes back to life.

What to undo is read from one's own chain, so it survives closing the program, and is the same on the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from inspector.commands.draft import Draft, Drafts, NoBlobs, ids, own, visit_in
from inspector.errors import KnownError
from inspector.journal.bodies import BY_PERSON, Body, Presence, Sealed, Withdrawn, said
from inspector.journal.entry import EntryId, PublicKey, Slot, Statement, VisitId
from inspector.projection.slots import differ
from inspector.projection.view import View
from inspector.projection.visit import VisitView


@dataclass(frozen=True, slots=True)
class Undo(NoBlobs):
    """Take back one's own last step in a visit that was not taken back yet."""

    visit: VisitId

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("undo.nothing"), ("undo.sealed") if the last step was a seal."""
        visit = visit_in(view, self.visit)
        undone: set[EntryId] = set()
        for statement, body in _own_steps(visit, author):
            if statement.id in undone:
                continue
            if isinstance(body, Sealed):
                raise KnownError("undo.sealed")
            if body.undoes is None:
                yield from _restate(view, visit, statement, _before(visit, statement), author)
                return
            # An undo puts the step that it names out of reach; a redo names an undo, and so puts the step back.
            undone.add(body.undoes)
        raise KnownError("undo.nothing")


@dataclass(frozen=True, slots=True)
class Redo(NoBlobs):
    """Say again what one's last undo took back, if nothing else was said since."""

    visit: VisitId

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("redo.nothing")."""
        visit = visit_in(view, self.visit)
        redone: set[EntryId] = set()
        for statement, body in _own_steps(visit, author):
            if body.undoes is None:
                break
            target = visit.statements.get(body.undoes)
            if target is None:
                break
            target_body = said(target)
            if isinstance(target_body, Body) and target_body.undoes is not None:
                redone.add(target.id)
            elif statement.id not in redone:
                again = Presence(value="in") if not target.header.about else target_body
                if isinstance(again, Body):
                    yield from _restate(view, visit, statement, again, author)
                    return
        raise KnownError("redo.nothing")


def _own_steps(visit: VisitView, author: PublicKey) -> Iterator[tuple[Statement, Body]]:
    """Yield the author's statements in the visit from the latest to the first, with what they say.

    In a visit that was joined, statements of different scopes that know nothing of each other have no order between them.
    """
    steps = [s for s in visit.statements.values() if s.header.author == author]
    for statement in sorted(steps, key=lambda s: (-s.header.tick, -s.header.seq)):
        body = said(statement)
        if isinstance(body, Body):
            yield statement, body


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


def _restate(view: View, visit: VisitView, statement: Statement, body: Body, author: PublicKey) -> Drafts:
    about: Slot = statement.header.about or ("exists", statement.id)
    heads = [head for head in visit.slot(*about) if head.scope == statement.scope]
    rivals = own(view, author, heads) if about[0] in BY_PERSON else heads
    yield Draft(statement.scope, about, msgspec.structs.replace(body, undoes=statement.id), ids(rivals))
