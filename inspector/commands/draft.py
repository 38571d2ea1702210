"""What a command asks to be said: drafts, before anybody has signed them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from typing import Protocol

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import Body, Withdrawn, said
from inspector.journal.entry import BlobId, BlobRef, EntryId, PublicKey, Slot, Statement, VisitId
from inspector.projection.slots import is_withdrawn
from inspector.projection.view import View
from inspector.projection.visit import VisitView


class Draft(msgspec.Struct, frozen=True):
    """A statement to be made: where, about what, over which others. `scope` None means the round's own scope."""

    scope: EntryId | None
    about: Slot
    body: Body
    supersedes: tuple[EntryId, ...] = ()
    blobs: tuple[BlobRef, ...] = ()


Drafts = Generator[Draft, EntryId, None]
"""Drafts one after the other; each `yield` gives back the id that its entry received."""


class Command(Protocol):
    """What a person can ask for. It sees a view and yields drafts, or nothing if nothing would change."""

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        """The bytes that the drafts name and that have to be written with them."""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Yield what is to be said.

        Raises: KnownError, if the request makes no sense in this view.
        """


class NoBlobs(msgspec.Struct, frozen=True):
    """For commands that bring no bytes of their own."""

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return {}


def ids(statements: Iterable[Statement]) -> tuple[EntryId, ...]:
    """Return the sorted ids of statements, as `supersedes` wants them."""
    return tuple(sorted(statement.id for statement in statements))


def over(
    scope: EntryId | None, about: Slot, body: Body, heads: Iterable[Statement], blobs: tuple[BlobRef, ...] = ()
) -> Drafts:
    """Say a body over statements that hold: once for each scope in which they stand, in `scope` if there are none.

    A visit may be joined from several ids, and what a statement supersedes stands in its own scope alone. Says nothing
    if that is what all of them say already.
    """
    groups: dict[EntryId | None, list[Statement]] = {}
    for head in heads:
        groups.setdefault(head.scope, []).append(head)
    if groups and all(says(head, body) for group in groups.values() for head in group):
        return
    for one, group in groups.items() or [(scope, [])]:
        yield Draft(one, about, body, ids(group), blobs)


def says(statement: Statement, body: Body) -> bool:
    """Tell whether a statement says just that, also where an undo or a redo said it, or a request that said more."""
    known = said(statement)
    return isinstance(known, Body) and msgspec.structs.replace(known, undoes=None, step=None) == body


def take_back(scope: EntryId | None, about: Slot, heads: Iterable[Statement], reason: str = "") -> Drafts:
    """Say the value nothing over statements that hold; says nothing if that is all that holds."""
    heads = list(heads)
    if any(not is_withdrawn(head) for head in heads):
        yield from over(scope, about, Withdrawn(reason=reason), heads)


def visit_in(view: View, visit: VisitId) -> VisitView:
    """Return a visit of the view.

    Raises: KnownError("visit.unknown").
    """
    found = view.visit_of(visit)
    if found is None:
        raise KnownError("visit.unknown", visit=visit[:8])
    return found


def own(view: View, author: PublicKey, statements: Iterable[Statement]) -> list[Statement]:
    """Return those statements that the author's own person made, on whichever device."""
    person = view.trust.person_of(author)
    return [s for s in statements if view.trust.person_of(s.header.author) == person]
