"""Undo and redo: one more request, with the values that were there before. Nothing that was superseded comes back to life.

What would be undone or redone is told by `inspector.projection.steps`.
"""

from __future__ import annotations

import msgspec

from inspector.commands.draft import Draft, Drafts, NoBlobs, ids, own, visit_in
from inspector.errors import KnownError
from inspector.journal.bodies import BY_PERSON
from inspector.journal.entry import PublicKey, VisitId
from inspector.projection.steps import Step, last_step, next_redo
from inspector.projection.view import View
from inspector.projection.visit import VisitView


class Undo(NoBlobs, frozen=True):
    """Take back one's own last request in a visit that was not taken back yet."""

    visit: VisitId

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, undo.nothing, undo.sealed if the last request was a seal."""
        visit = visit_in(view, self.visit)
        step = last_step(view, self.visit, author)
        if step is None:
            raise KnownError("undo.nothing")
        if step.is_seal:
            raise KnownError("undo.sealed")
        yield from _restate(view, visit, step, author)


class Redo(NoBlobs, frozen=True):
    """Say again what one's last undo took back, if nothing else was said since."""

    visit: VisitId

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, redo.nothing."""
        visit = visit_in(view, self.visit)
        step = next_redo(view, self.visit, author)
        if step is None:
            raise KnownError("redo.nothing")
        yield from _restate(view, visit, step, author)


def _restate(view: View, visit: VisitView, step: Step, author: PublicKey) -> Drafts:
    for change in step.changes:
        statement, about = change.statement, change.about
        heads = [head for head in visit.slot(*about) if head.scope == statement.scope]
        rivals = own(view, author, heads) if about[0] in BY_PERSON else heads
        body = msgspec.structs.replace(change.then, undoes=statement.id, step=None)
        yield Draft(statement.scope, about, body, ids(rivals))
