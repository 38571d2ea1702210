"""Photos as they stand in a visit: what they are evidence for, and which picture of them may be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from inspector.journal.bodies import Arranged, PhotoAdded, Redrawn, said
from inspector.journal.entry import BlobId, EntryId, Statement
from inspector.projection.slots import differ, is_withdrawn


class Photo(msgspec.Struct, frozen=True):
    """A photo that counts: what was read from it, its caption if settled, and the items that it is evidence for."""

    id: EntryId
    statement: Statement
    said: PhotoAdded | None
    """None while its particulars are withheld or expected."""
    caption: str
    items: tuple[str, ...]
    """Codes of items, and ids of findings outside the checklist."""
    copy: Redrawn | None = None
    """The copy to show in the place of the display copy."""
    copy_contested: bool = False
    """People made copies that differ, or do not agree on whether there should be one."""
    copy_unknown: bool = False
    """Of the copy nothing can be told here: its particulars are not here, or need a newer program."""

    @property
    def is_plain(self) -> bool:
        """Tell whether nobody drew over the photo, or that was taken back."""
        return self.copy is None and not self.copy_contested and not self.copy_unknown

    @property
    def shown(self) -> BlobId | None:
        """The picture to show and to print; None if there is none that is safe to show.

        Where somebody covered a face, the plain picture shows on nobody's screen or paper before all agree that it may.
        """
        if self.copy is not None:
            return self.copy.value
        return self.said.display if self.said is not None and self.is_plain else None


class Copy(msgspec.Struct, frozen=True):
    """What holds in a photo's slot for copies; the members mean what those of `Photo` do."""

    body: Redrawn | None = None
    contested: bool = False
    unknown: bool = False


def copy_of(heads: Collection[Statement]) -> Copy:
    """Return what the statements that hold about a photo's copy amount to."""
    if differ(heads):
        return Copy(contested=True)
    if all(map(is_withdrawn, heads)):
        return Copy()
    bodies = [body for head in heads if isinstance(body := said(head), Redrawn)]
    return Copy(bodies[0]) if len(bodies) == len(heads) else Copy(unknown=True)


def arrangement_of(heads: Collection[Statement]) -> tuple[EntryId, ...]:
    """Return the order that was settled on for the photos of an item; empty if none was."""
    bodies = [body for head in heads if isinstance(body := said(head), Arranged)]
    return bodies[0].value if len(bodies) == len(heads) and bodies and not differ(heads) else ()


def arranged(photos: Sequence[Photo], order: Sequence[EntryId]) -> tuple[Photo, ...]:
    """Return photos with those first that an order names, as it names them."""
    places = {photo: place for place, photo in reversed(list(enumerate(order)))}
    return tuple(sorted(photos, key=lambda photo: places.get(photo.id, len(places))))
