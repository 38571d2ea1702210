"""What is done to a photo from a strip and from its own page alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from inspector.commands.evidence import Arrange, SetPresence
from inspector.commands.undoing import Redo, Undo
from inspector.journal.entry import EntryId, VisitId
from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.work.steps import step_words


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


def take_back(context: Context, visit_id: VisitId, checklist: Checklist | None, *, redo: bool) -> None:
    """Take back one's own last request in a visit, or say again what was taken back, and tell it in words."""
    shown = context.shown
    words = step_words(shown.view, visit_id, shown.me, checklist, context.language, redo=redo)
    job = context.bridge.submit(Redo(visit_id) if redo else Undo(visit_id))
    job.done.connect(partial(_tell, context, words))


def _tell(context: Context, words: str, _: object) -> None:
    context.toast(words)


def menu(
    context: Context,
    parent: QWidget,
    show: Callable[[], object],
    shift: Callable[[int], object],
    take_out: Callable[[], object],
    *,
    read_only: bool,
) -> QMenu:
    """Return what can be done with a photo, as a menu that goes when it is closed.

    Args:
        context: gives the words.
        parent: what the menu belongs to.
        show: shows the photo large.
        shift: lets it stand so many places later.
        take_out: takes it out of the visit.
        read_only: whether looking is all that can be done.
    """
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.addAction(context.say("photo.open")).triggered.connect(lambda *_: show())
    if not read_only:
        made.addAction(context.say("photo.move-before")).triggered.connect(lambda *_: shift(-1))
        made.addAction(context.say("photo.move-behind")).triggered.connect(lambda *_: shift(1))
        made.addSeparator()
        made.addAction(context.say("photo.delete")).triggered.connect(lambda *_: take_out())
    return made
