"""The QR codes in photos: read beside the interface, once for each picture. Nothing that a code holds is ever followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.errors import KnownError
from inspector.journal.entry import BlobId
from ui.context import Context
from ui.work.pictures import read as read_blobs

if TYPE_CHECKING:
    from inspector.evidence.qr import QrCode

Found = tuple["QrCode", ...]


class Codes(QObject):
    """Gives what the codes of display copies hold. Ask; `ready` tells when it is known."""

    ready = Signal(str)
    """A display copy whose codes are known now."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._known: dict[BlobId, Found] = {}
        self._asked: set[BlobId] = set()

    @classmethod
    def of(cls, context: Context) -> Codes:
        """Return the one of a window, made when it is first asked for."""
        known: Codes | None = context.findChild(cls)
        return known or cls(context)

    def get(self, display: BlobId) -> Found | None:
        """Return the codes of a display copy; None until they are known."""
        if display not in self._known and display not in self._asked and self._context.now_shown is not None:
            self._asked.add(display)
            job = self._context.bridge.run(partial(read_blobs, frozenset((display,))))
            job.done.connect(self._look)
            job.failed.connect(partial(self._give_up, display))
        return self._known.get(display)

    def _give_up(self, display: BlobId, error: object) -> None:
        """The dossier was closed meanwhile."""
        self._asked.discard(display)

    def _look(self, found: dict[BlobId, bytes | None]) -> None:
        for display, data in found.items():
            task = self._context.aside.run(partial(_codes, data))
            task.done.connect(partial(self._take, display))

    def _take(self, display: BlobId, codes: Found) -> None:
        self._known[display] = codes
        self._asked.discard(display)
        self.ready.emit(display)


def _codes(display: bytes | None) -> Found:
    if display is None:
        return ()
    from inspector.evidence.qr import read  # brings two libraries that a start does without

    try:
        return read(display)
    except KnownError:  # a picture that nobody of ours made holds no code that counts
        return ()
