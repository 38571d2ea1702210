"""What is done to a photo from a strip and from its own page alike."""

from __future__ import annotations

from functools import partial

from inspector.commands.evidence import Arrange, SetPresence
from inspector.journal.entry import EntryId, VisitId
from ui.context import Context


def remove(context: Context, photo: EntryId) -> None:
    """Take a photo out of its visit, and offer the way back."""
    context.bridge.submit(SetPresence(photo, "out"))
    context.toast(context.say("photo.deleted"), context.say("photo.undo"), partial(put_back, context, photo))


def put_back(context: Context, photo: EntryId) -> None:
    """Put a photo into its visit again; its links, caption and marks were never taken away."""
    context.bridge.submit(SetPresence(photo, "in"))


def move(context: Context, visit_id: VisitId, item: str, photo: EntryId, step: int) -> None:
    """Let a photo stand so many places later among those of an item; at the end it stays."""
    photos = [one.id for one in context.shown.view.visits[visit_id].photos_of(item)]
    if photo not in photos:
        return
    place = photos.index(photo)
    target = max(0, min(len(photos) - 1, place + step))
    if target != place:
        photos.insert(target, photos.pop(place))
        context.bridge.submit(Arrange(visit_id, item, tuple(photos)))
