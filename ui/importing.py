"""Photos coming in: files, folders, pasted pictures, two at a time, while everything else goes on.

One photo is one transaction, so an import that is cut short is a shorter import, and running it again finishes it.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from inspector.commands.evidence import AddPhoto, LinkPhoto
from inspector.errors import KnownError
from inspector.journal.entry import BlobId, EntryId, VisitId
from ui.context import Context
from ui.work.photos import LEAST_FREE, Ingests, Wanted, found_in, named

_AT_ONCE: Final = 3
"""Photos in hand: two are decoded while one is written."""
QUIET_MS: Final = 600
"""What is over sooner shows no progress."""


@dataclass(slots=True)
class _Held:
    """A picture in hand. Pictures are written in the order in which they came, whichever is decoded first."""

    is_decoded: bool = False
    request: AddPhoto | LinkPhoto | None = None
    """None once decoded: refused, or there already."""


class Import(QObject):
    """Adds pictures to visits, one queue for the whole window."""

    progressed = Signal(int, int)
    """How many of how many are done, once it takes longer than a moment."""
    finished = Signal(int, list)
    """How many photos were added, and a sentence for each that was refused."""

    def __init__(self, context: Context, least_free: int = LEAST_FREE) -> None:
        super().__init__(context)
        self.least_free = least_free
        self._context = context
        self._ingests = Ingests()
        self._waiting: deque[Wanted] = deque()
        self._held: deque[_Held] = deque()
        self._in_hand = 0
        self._looking = 0
        self._done = self._total = self._added = 0
        self._refusals: list[str] = []
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        # The window may close in the middle: no worker outlives it.
        weakref.finalize(self, self._ingests.close)

    @classmethod
    def of(cls, context: Context) -> Import:
        """Return the one of a window, made when it is first asked for."""
        known: Import | None = context.findChild(cls)
        return known or cls(context)

    @property
    def is_running(self) -> bool:
        """Tell whether anything is still coming in."""
        return bool(self._in_hand or self._looking or self._waiting)

    @property
    def is_told(self) -> bool:
        """Tell whether it has run long enough to show how far it is."""
        return self.is_running and not self._quiet.isActive()

    def add(self, visit: VisitId, item: str | None, paths: Iterable[Path]) -> None:
        """Add files, and all pictures of folders, to an item of a visit, or to its tray."""
        self._begin()
        self._looking += 1
        task = self._context.aside.run(partial(_look, visit, item, tuple(paths)))
        task.done.connect(self._found)

    def add_image(self, visit: VisitId, item: str | None, image: QImage) -> None:
        """Add a pasted picture: it becomes a PNG, which loses nothing of it."""
        self._begin()
        name = self._context.say("photo.pasted-name", time=f"{self._context.now():%Y%m%d-%H%M%S}")
        self._looking += 1
        task = self._context.aside.run(partial(_pasted, visit, item, name, image.copy()))
        task.done.connect(self._found)

    def cancel(self) -> None:
        """Take nothing more in; what is in hand is finished."""
        if self.is_running:
            self._total -= len(self._waiting)
            self._waiting.clear()
            self._settle()

    # -- one after the other

    def _begin(self) -> None:
        if not self.is_running:
            self._done = self._total = self._added = 0
            self._refusals = []
            self._quiet.start()

    def _found(self, looked: tuple[list[Wanted], list[KnownError]]) -> None:
        self._looking -= 1
        wanted, refused = looked
        self._total += len(wanted)
        self._waiting.extend(wanted)
        for error in refused:
            self._refuse(error)
        self._pump()
        self._settle()

    def _pump(self) -> None:
        while self._waiting and self._in_hand < _AT_ONCE:
            if self._context.now_shown is None:  # the dossier was closed: there is nothing to add to
                self._waiting.clear()
                return
            wanted = self._waiting.popleft()
            self._in_hand += 1
            disk = self._context.shown.path.parent
            work = partial(self._ingests.take_in, wanted, self._known(wanted.visit), disk, self.least_free)
            task = self._context.aside.run(work)
            held = _Held()
            self._held.append(held)
            task.done.connect(partial(self._decoded, held))
            task.failed.connect(partial(self._fail, held))
            task.crashed.connect(partial(self._decoded, held, None))

    def _known(self, visit: VisitId) -> dict[BlobId, EntryId]:
        photos = self._context.shown.view.visits[visit].photos
        return {photo.said.original: photo.id for photo in photos if photo.said is not None}

    def _decoded(self, held: _Held, request: AddPhoto | LinkPhoto | None, *_: object) -> None:
        held.is_decoded, held.request = True, request
        while self._held and self._held[0].is_decoded:
            first = self._held.popleft().request
            if first is None:
                self._end()
                continue
            self._added += isinstance(first, AddPhoto)
            job = self._context.bridge.submit(first)
            job.failed.connect(self._unwrite)
            job.finished.connect(self._end)

    def _unwrite(self, error: KnownError) -> None:
        """What the dossier refused is told by the window; here it was not added, and the rest would fail alike."""
        self._added -= 1
        self.cancel()

    def _fail(self, held: _Held, error: KnownError) -> None:
        self._refuse(error)
        if error.key == "photo.no-space":
            self.cancel()
        self._decoded(held, None)

    def _refuse(self, error: KnownError) -> None:
        words = self._context.word(error)
        if words not in self._refusals:
            self._refusals.append(words)

    def _end(self) -> None:
        self._in_hand -= 1
        self._done += 1
        if self.is_told:
            self._tell()
        self._pump()
        self._settle()

    def _tell(self) -> None:
        if self.is_running:
            self.progressed.emit(self._done, self._total)

    def _settle(self) -> None:
        """Tell the end, once nothing is waiting or in hand."""
        if self.is_running:
            return
        self._quiet.stop()
        self._context.aside.run(self._ingests.close)
        if self._refusals:
            self._context.refused.emit("\n".join(self._refusals))
        self.finished.emit(self._added, self._refusals)


def _look(visit: VisitId, item: str | None, paths: tuple[Path, ...]) -> tuple[list[Wanted], list[KnownError]]:
    wanted: list[Wanted] = []
    refused: list[KnownError] = []
    for path in paths:
        try:
            wanted += [Wanted(visit, item, named(file), file) for file in found_in(path)]
        except KnownError as error:
            refused.append(error)
    return wanted, refused


def _pasted(visit: VisitId, item: str | None, name: str, image: QImage) -> tuple[list[Wanted], list[KnownError]]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return [Wanted(visit, item, name, None, bytes(buffer.data().data()))], []
