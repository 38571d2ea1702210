"""Photos: adding them, tying them to items, captions, order, copies that are drawn over, and taking a thing out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from inspector.commands.draft import Draft, Drafts, NoBlobs, ids, over, take_back, visit_in
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import Arranged, Captioned, InOut, Linked, PhotoAdded, Presence, Redrawn, said
from inspector.journal.drawing import Operation
from inspector.journal.entry import BlobId, EntryId, PublicKey, VisitId
from inspector.projection.view import View


@dataclass(frozen=True)
class AddPhoto:
    """Add a photo: the original untouched, its display copy, what the file says of itself, and what it is evidence for.

    Asking for `blobs` hashes them, once: whoever hands many photos in asks beforehand, on a thread of their own.
    """

    visit: VisitId
    original: bytes
    display: bytes
    name: str
    format: str
    width: int
    height: int
    facts: dict[str, str | int]
    items: tuple[str, ...] = ()
    caption: str = ""

    @cached_property
    def _named(self) -> tuple[tuple[BlobId, bytes], tuple[BlobId, bytes]]:
        return (canon.blob_id(self.original), self.original), (canon.blob_id(self.display), self.display)

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return dict(self._named)

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown"). The same picture twice in one visit is one photo with more links."""
        visit = visit_in(view, self.visit)
        (original, _), (display, _) = self._named
        known = next((photo for photo in visit.photos if photo.said and photo.said.original == original), None)
        if known is None:
            body = PhotoAdded(
                original=original,
                display=display,
                name=self.name,
                format=self.format,
                width=self.width,
                height=self.height,
                facts=self.facts,
            )
            refs = tuple(sorted({blob: len(data) for blob, data in self.blobs.items()}.items()))
            photo = yield Draft(self.visit, (), body, blobs=refs)
        else:
            photo = known.id
        for item in sorted(set(self.items)):
            link = ("link", photo, item)
            yield from over(self.visit, link, Linked(value="in"), visit.slot(*link))
        if self.caption:
            caption = ("caption", photo)
            yield from over(self.visit, caption, Captioned(value=self.caption), visit.slot(*caption))


class LinkPhoto(NoBlobs, frozen=True):
    """Tie a photo to an item, or untie it."""

    visit: VisitId
    photo: EntryId
    item: str
    value: InOut = "in"

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("link", self.photo, self.item)
        heads = visit_in(view, self.visit).slot(*about)
        if heads or self.value == "in":
            yield from over(self.visit, about, Linked(value=self.value), heads)


class CaptionPhoto(NoBlobs, frozen=True):
    visit: VisitId
    photo: EntryId
    caption: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("caption", self.photo)
        yield from over(self.visit, about, Captioned(value=self.caption), visit_in(view, self.visit).slot(*about))


class Arrange(NoBlobs, frozen=True):
    """Settle the order in which the photos of an item are shown; those that are not named come behind."""

    visit: VisitId
    item: str
    photos: tuple[EntryId, ...]

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown")."""
        about = ("order", self.item)
        return over(self.visit, about, Arranged(value=self.photos), visit_in(view, self.visit).slot(*about))


class Redraw(msgspec.Struct, frozen=True):
    """Let a copy of a photo that was drawn over be shown in the place of its display copy."""

    visit: VisitId
    photo: EntryId
    derived: bytes
    source: BlobId
    operations: tuple[Operation, ...]

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return {canon.blob_id(self.derived): self.derived}

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown")."""
        about, blob = ("copy", self.photo), canon.blob_id(self.derived)
        body = Redrawn(value=blob, source=self.source, operations=self.operations)
        heads = visit_in(view, self.visit).slot(*about)
        return over(self.visit, about, body, heads, ((blob, len(self.derived)),))


class DropCopy(NoBlobs, frozen=True):
    """Show the plain picture of a photo again."""

    visit: VisitId
    photo: EntryId

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("visit.unknown")."""
        about = ("copy", self.photo)
        return take_back(self.visit, about, visit_in(view, self.visit).slot(*about))


class SetPresence(NoBlobs, frozen=True):
    """Take out a thing that an entry introduced (a photo, a comment, a plan, an exclusion), or put it back."""

    thing: EntryId
    value: InOut
    reason: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("thing.unknown")."""
        about = ("exists", self.thing)
        scopes = (view.round_scope, *(scope for visit in view.visits.values() for scope in visit.scopes))
        scope = next((scope for scope in scopes if self.thing in scope.things), None)
        if scope is None:
            raise KnownError("thing.unknown", thing=self.thing[:8])
        heads = scope.slot(*about).heads
        if all(getattr(said(head), "value", "in") == self.value for head in heads) and (heads or self.value == "in"):
            return
        yield Draft(scope.scope, about, Presence(value=self.value, reason=self.reason), ids(heads))
