"""What the tests of this room share: everybody meets, and the view of what they hold together."""

from __future__ import annotations

from inspector.journal.entry import EntryId, Statement
from inspector.journal.log import Log
from inspector.projection.view import View, fold
from tests.builder import Laptop


def view_of(*laptops: Laptop, without: tuple[EntryId, ...] = ()) -> View:
    """Return the view of all that the laptops hold; `without` names entries whose payload is not here."""
    held: dict[EntryId, Statement] = {}
    for laptop in laptops:
        held.update(laptop.statements)
    statements = [Statement(s.id, s.header, None if s.id in without else s.payload) for s in held.values()]
    return fold(Log.of(statements))


def keys(view: View) -> list[str]:
    """Return the keys of the view's problems."""
    return [problem.key for problem in view.problems]
