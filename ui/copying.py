"""The copy of a photo that is being drawn over: drawn beside the interface while one still looks, kept when one leaves."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from inspector.errors import KnownError
from inspector.evidence.redraw import redraw
from inspector.journal.drawing import Operation
from inspector.journal.entry import BlobId, VisitId
from inspector.projection.photos import Photo
from ui.context import Context
from ui.work.drawing import request
from ui.work.pictures import read

_IDLE_MS: Final = 250

Operations = tuple[Operation, ...]
Drawn = tuple[BlobId, Operations, bytes]
"""What was drawn over, what was drawn, and the copy that came of it."""


class Copying(QObject):
    """Follows what is drawn over one photo. The original is never touched, nor is the display copy."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._visit: VisitId | None = None
        self._photo: Photo | None = None
        self._source: BlobId = ""
        self._kept: Operations = ()
        """What the dossier holds, or will hold once what was handed in is done."""
        self.operations: Operations = ()
        self._display: bytes | None = None
        self._derived: Drawn | None = None
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._render)

    def begin(self, visit: VisitId, photo: Photo, source: BlobId) -> bool:
        """Follow a photo; tell whether its picture must be shown anew.

        What somebody else drew meanwhile is shown, unless something is being drawn here.
        """
        stated = photo.copy.operations if photo.copy is not None else ()
        if self.follows(photo):
            is_clean = self.operations == self._kept
            if not is_clean or stated == self._kept or self._context.bridge.pending:
                return False
        self._visit, self._photo, self._source = visit, photo, source
        self._kept = self.operations = stated
        self._display = self._derived = None
        return True

    def follows(self, photo: Photo) -> bool:
        """Tell whether this is the photo that is drawn over."""
        return self._photo is not None and self._photo.id == photo.id

    def forget(self) -> None:
        """Follow nothing any more."""
        self._idle.stop()
        self._photo = None
        self._kept = self.operations = ()
        self._display = self._derived = None

    def draw(self, operations: Operations) -> None:
        """Take note of what is drawn now."""
        self.operations = operations
        if operations and operations != self._kept:
            self._idle.start()

    def keep(self) -> None:
        """Let the copy hold as it is drawn now, if that is new."""
        self._idle.stop()
        if self._photo is None or self._visit is None or self.operations == self._kept:
            return
        drawn = self._derived
        derived = drawn[2] if drawn is not None and drawn[:2] == (self._source, self.operations) else None
        made = request(self._visit, self._photo.id, self._source, self.operations, derived)
        self._kept = self.operations
        if isinstance(made, partial):
            self._context.bridge.run(made, "job.saving")
        else:
            self._context.bridge.submit(made)

    def _render(self) -> None:
        if self._photo is None:
            return
        if self._display is None:
            job = self._context.bridge.run(partial(read, frozenset((self._source,))))
            job.done.connect(partial(self._take, self._source))
            return
        task = self._context.aside.run(partial(_drawn, self._source, self._display, self.operations))
        task.done.connect(self._rendered)
        task.failed.connect(self._refused)

    def _take(self, source: BlobId, found: dict[BlobId, bytes | None]) -> None:
        if source == self._source and self._photo is not None and found[source] is not None:
            self._display = found[source]
            self._render()

    def _rendered(self, drawn: Drawn) -> None:
        self._derived = drawn

    def _refused(self, error: KnownError) -> None:
        self._context.refused.emit(self._context.word(error))


def _drawn(source: BlobId, display: bytes, operations: Operations) -> Drawn:
    return source, operations, redraw(display, operations)
