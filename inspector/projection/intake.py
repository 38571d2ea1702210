"""The second light over a received file: whose keys wrote it, by the rosters of the united set."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec

from inspector.journal.entry import EntryId, PublicKey, Statement
from inspector.journal.log import Log, order
from inspector.projection.trust import Trust


class Author(Enum):
    """Who wrote what a file holds: the worst that is true of any statement in it."""

    ROSTER = "roster"
    """Every key is on the roster, or is a root."""
    UNKNOWN = "unknown"
    """A key is on no roster: shown, not counted, until a roster names it."""
    REMOVED = "removed"
    """A removed key goes on after the last tip that its removal accepts."""


class Authors(msgspec.Struct, frozen=True):
    """The light, and the keys that made it so."""

    light: Author
    unknown: tuple[PublicKey, ...]
    removed: tuple[PublicKey, ...]


def authors(trust: Trust, statements: Iterable[Statement]) -> Authors:
    """Judge the authors of a file's statements by who may say what once they are united with what is here."""
    unknown: set[PublicKey] = set()
    removed: set[PublicKey] = set()
    for statement in statements:
        key = statement.header.author
        accepted = trust.cut.get(key)
        if accepted is not None and statement.id not in accepted:
            removed.add(key)
        elif key not in trust.grants and key not in trust.roots:
            unknown.add(key)
    light = Author.REMOVED if removed else Author.UNKNOWN if unknown else Author.ROSTER
    return Authors(light, tuple(sorted(unknown)), tuple(sorted(removed)))


def union(log: Log, statements: Iterable[Statement]) -> Log:
    """Return a new log of all that `log` holds and `statements` besides; a payload fills the place where it was absent.

    The statements of an examined file fit: each one's `prev` is here or among them. What is here was given its place long
    ago, so that a few files beside a large round cost no more than the files.
    """
    here = log.statements
    given: dict[EntryId, Statement] = {}
    for statement in statements:
        known = given.get(statement.id) or here.get(statement.id)
        if known is None or (known.payload is None and statement.payload is not None):
            given[statement.id] = statement
    changed = {statement.scope for statement in given.values() if statement.id in here}
    result = Log(log.round)
    for scope in log.scopes:
        if scope not in changed:
            result.adopt(log, scope)
    again = [given.get(s.id, s) for scope in changed for s in log.scopes[scope]]
    fresh = [s for s in given.values() if s.id not in here]
    for statement in sorted((*again, *fresh), key=order):
        result.add(statement)
    return result
