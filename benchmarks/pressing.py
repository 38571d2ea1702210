"""Keys sent to the recording screen, each timed until it is answered, and until the answer is published and painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.windowed import PATIENCE_MS, until
from inspector.journal.entry import VisitId
from ui.app import Workbench
from ui.context import Place
from ui.screens.capture import Capture

_BY_WORD: Final = ("graded", "ternary")
_FAIL_EVERY: Final = 4


@dataclass(frozen=True, slots=True)
class Pressed:
    """How long a key took, in seconds from its delivery."""

    answered: float
    """Until the window had painted what it says to the key: the next item."""
    durable: float
    """Until the answer was on disk, published, and its row painted."""


class Presses(QObject):
    """Answers visits by keys.

    Args:
        bench: the window.
        between: what passes between two keys; else all that was handed in is finished first.
    """

    def __init__(self, bench: Workbench, between: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._bench = bench
        self._between = between or self._finish
        assert bench.window is not None
        self._window = bench.window
        bench.context.went.emit(Place("capture"))
        page = self._window.screen_now
        assert isinstance(page, Capture)
        self._page = page
        self._rows = page.listing.items.viewport()
        self._visit: VisitId = ""
        self._item = ""
        self._is_published = False
        self._answered = self._durable = 0.0
        self._loop = QEventLoop()
        self._pane_painted = self._row_painted = False
        self._patience = QTimer(singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._loop.quit)
        # Connected after the window, so called when the screen has taken what was published.
        bench.context.changed.connect(self._published)
        for seen in (self._window, self._rows, page.detail):
            seen.installEventFilter(self)

    def answer(self, visit: VisitId) -> Iterator[Pressed]:
        """Answer each item of a visit that takes a word; nobody answered it before."""
        self._visit = visit
        self._bench.context.went.emit(Place("capture", visit=visit))
        shown = self._bench.context.shown
        checklist = shown.checklists[shown.view.visits[visit].checklist or ""]
        asked = [item.id for item in checklist.items if item.answer in _BY_WORD]
        for number, item in enumerate(asked):
            yield self.press(item, Qt.Key.Key_1 if number % _FAIL_EVERY else Qt.Key.Key_3)

    def press(self, item: str, key: Qt.Key) -> Pressed:
        """Press a key on an item that nobody answered.

        Raises: TimeoutError, if it is never painted.
        """
        items = self._page.listing.items
        items.go(item)
        items.setFocus()
        self._between()
        QApplication.sendPostedEvents()  # what is still to be painted is no part of this key
        self._item = item
        self._is_published = self._pane_painted = self._row_painted = False
        self._answered = self._durable = 0.0
        self._patience.start()
        start = perf_counter()
        _send(items, key)
        if not self._durable:
            self._loop.exec()
        self._patience.stop()
        if not self._durable:
            raise TimeoutError(item)
        return Pressed(self._answered - start, self._durable - start)

    def _finish(self) -> None:
        until(lambda: self._bench.bridge.pending == 0)

    def _published(self) -> None:
        if self._visit:
            self._is_published = self._bench.context.shown.view.visits[self._visit].result(self._item) is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt names what it calls
        """See the two panes be painted, and when the window has painted all that it had to."""
        if event.type() == QEvent.Type.Paint:
            self._row_painted |= watched is self._rows and self._is_published
            self._pane_painted |= watched is self._page.detail
        elif event.type() == QEvent.Type.UpdateRequest and watched is self._window:
            self._window.event(event)
            now = perf_counter()
            self._answered = self._answered or (now if self._pane_painted else 0.0)
            if self._row_painted and self._pane_painted and not self._durable:
                self._durable = now
                self._loop.quit()
            return True
        return False


def _send(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
