"""Pictures for the screen: display copies read in batches, decoded beside the interface, kept as long as there is room.

However many photos are scrolled past, what is kept is bounded in bytes, and so is what waits: a picture that was asked
for long ago and pushed out of the row is asked for again when it comes into view again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader

from inspector.evidence.answer import LONG_SIDE
from inspector.evidence.jpeg import plain_size
from inspector.journal.entry import BlobId
from ui.context import Context
from ui.work.pictures import read

ROOM: Final = 32 * 1024 * 1024
"""Bytes of decoded pictures."""
LATE_MS: Final = 300
"""After so many milliseconds a place that still waits for its picture says so."""
_BATCH: Final = 12
_MOST_WAITING: Final = 240

Key = tuple[BlobId, int, int]
"""A blob and the box that it covers, in pixels; a box of no size stands for the whole picture."""

_WHOLE: Final = QSize(0, 0)


class Pictures(QObject):
    """Gives pictures of display copies that are here, by their digest. Ask for one while painting; `ready` tells."""

    ready = Signal(str)
    """Blob of a picture that can be had now, or that turned out to be broken."""
    late = Signal()
    """Something that was asked for has not come yet."""

    def __init__(self, context: Context, room: int = ROOM) -> None:
        super().__init__(context)
        self._context = context
        self._room = room
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes = 0
        self._waiting: OrderedDict[Key, bool] = OrderedDict()
        """What was asked for, the latest last, and whether it is late."""
        self._coming: set[Key] = set()
        self._broken: set[BlobId] = set()
        self._beside: dict[BlobId, Path] = {}
        self._starting = QTimer(self, singleShot=True, interval=0)
        self._starting.timeout.connect(self._start)
        self._lateness = QTimer(self, singleShot=True, interval=LATE_MS)
        self._lateness.timeout.connect(self._tell_late)
        context.bridge.closed.connect(self.forget)

    @classmethod
    def of(cls, context: Context) -> Pictures:
        """Return the one of a window, made when it is first asked for."""
        known: Pictures | None = context.findChild(cls)
        return known or cls(context)

    @property
    def held_bytes(self) -> int:
        """Bytes of the pictures that are kept."""
        return self._bytes

    def get(self, blob: BlobId, box: QSize = _WHOLE) -> QImage | None:
        """Return a picture that covers a box, or the whole picture; None if it must come first, and then it is asked for.

        Args:
            blob: a display copy, or a copy that was drawn over.
            box: device pixels.
        """
        key = (blob, box.width(), box.height())
        image = self._kept.get(key)
        if image is not None:
            self._kept.move_to_end(key)
            return image
        if blob not in self._broken and key not in self._coming:
            self._ask(key)
        return None

    def is_broken(self, blob: BlobId) -> bool:
        """Tell whether a blob turned out to hold no picture."""
        return blob in self._broken

    def is_late(self, blob: BlobId, box: QSize = _WHOLE) -> bool:
        """Tell whether a picture has been waited for so long that its place should say so."""
        key = (blob, box.width(), box.height())
        return key in self._coming or self._waiting.get(key, False)

    def lend(self, files: Mapping[BlobId, Path]) -> None:
        """Give pictures too that lie in files beside the dossier while a merge is prepared; none any more if empty."""
        self._broken.difference_update(self._beside, files)
        self._beside = dict(files)

    def forget(self) -> None:
        """Let go of everything: another dossier is another set of pictures."""
        self._kept.clear()
        self._waiting.clear()
        self._broken.clear()
        self._bytes = 0

    # -- asking and keeping

    def _ask(self, key: Key) -> None:
        self._waiting[key] = self._waiting.pop(key, False)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        if not self._coming:
            self._starting.start()
        if not self._lateness.isActive():
            self._lateness.start()

    def _start(self) -> None:
        if self._coming or not self._waiting or self._context.now_shown is None:
            return
        self._coming = {self._waiting.popitem()[0] for _ in range(min(_BATCH, len(self._waiting)))}
        job = self._context.bridge.run(partial(read, frozenset(key[0] for key in self._coming), beside=self._beside))
        job.done.connect(self._decode)
        job.failed.connect(self._give_up)

    def _give_up(self, error: object) -> None:
        """The dossier was closed meanwhile."""
        self._coming.clear()

    def _decode(self, found: dict[BlobId, bytes | None]) -> None:
        task = self._context.aside.run(partial(_pictures, frozenset(self._coming), found))
        task.done.connect(self._take)

    def _take(self, made: dict[Key, QImage | None]) -> None:
        self._coming.difference_update(made)
        for key, image in made.items():
            if image is None:
                self._broken.add(key[0])
            else:
                self._keep(key, image)
        for blob in dict.fromkeys(key[0] for key in made):
            self.ready.emit(blob)
        if self._waiting:
            self._starting.start()

    def _keep(self, key: Key, image: QImage) -> None:
        self._kept[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._room and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()

    def _tell_late(self) -> None:
        if self._waiting or self._coming:
            for key in self._waiting:
                self._waiting[key] = True
            self.late.emit()


def _pictures(keys: frozenset[Key], found: dict[BlobId, bytes | None]) -> dict[Key, QImage | None]:
    return {key: None if (data := found[key[0]]) is None else picture(data, QSize(*key[1:])) for key in keys}


def picture(display: bytes, box: QSize = _WHOLE) -> QImage | None:
    """Return a display copy as a picture that covers a box, or the whole of it; None if it is no display copy.

    A file from elsewhere can call anything a display copy: what is not exactly what our own worker writes is not decoded.
    """
    try:
        if max(plain_size(display)) > LONG_SIDE:
            return None
    except ValueError:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(display))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    reader.setAutoDetectImageFormat(False)
    if not box.isEmpty():
        size = reader.size().scaled(box, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if size.width() < reader.size().width():
            reader.setScaledSize(size)
    image = reader.read()
    return None if image.isNull() else image
