"""Work on frozen values beside the store thread: thumbnails, pictures of pages, codes read. Returns values."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from inspector.errors import KnownError

_THREADS = 2


class Task(QObject):
    """One piece of work. Either `done` or `failed` is emitted, in the interface's thread; neither after `cancel`.

    No thread but the interface's ever holds one: what two threads hold dies in either.
    """

    done = Signal(object)
    failed = Signal(object)
    crashed = Signal(str)
    finished = Signal()
    """After any of these, and after what was cancelled."""

    def __init__(self, parent: QObject, stop: threading.Event) -> None:
        super().__init__(parent)
        self._stop = stop

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        self._stop.set()

    def end(self, fate: str, value: object) -> None:
        """Tell what came of it."""
        if not self._stop.is_set():
            if fate == "done":
                self.done.emit(value)
            elif fate == "failed":
                self.failed.emit(value)
            elif fate == "crashed":
                self.crashed.emit(str(value))
        self.finished.emit()
        self.deleteLater()


class Aside(QObject):
    """A pool of two threads."""

    crashed = Signal(str)
    _ended = Signal(int, str, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="aside")
        self._numbers = count()
        self._tasks: dict[int, Task] = {}
        self._is_over = False
        self._ended.connect(self._end)

    @property
    def pending(self) -> int:
        """How many pieces of work wait or run."""
        return len(self._tasks)

    def run(self, function: Callable[[], Any]) -> Task:
        """Do something on another thread; it may touch nothing but its own values.

        After the end nothing is done any more: what the store thread finished last may still ask for it.
        """
        stop = threading.Event()
        task = Task(self, stop)
        task.crashed.connect(self.crashed)
        if not self._is_over:
            number = next(self._numbers)
            self._tasks[number] = task
            self._pool.submit(self._work, number, function, stop)
        return task

    def shut_down(self) -> None:
        """End the threads once what runs is done; what waits is dropped."""
        self._is_over = True
        self._pool.shutdown(cancel_futures=True)

    def _end(self, number: int, fate: str, value: object) -> None:
        self._tasks.pop(number).end(fate, value)

    def _work(self, number: int, function: Callable[[], Any], stop: threading.Event) -> None:
        """Do the work; called on a thread of the pool."""
        fate, value = "cancelled", None
        if not stop.is_set():
            try:
                fate, value = "done", function()
            except KnownError as error:
                fate, value = "failed", error
            except Exception:  # a fault of ours, told in the interface's thread
                fate, value = "crashed", traceback.format_exc()
        self._ended.emit(number, fate, value)
