"""Work on frozen values beside the store thread: thumbnails, pictures of pages, codes read. Returns values."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

from inspector.errors import KnownError

_THREADS = 2


class Task(QObject):
    """One piece of work. Either `done` or `failed` is emitted, in the interface's thread; neither after `cancel`."""

    done = Signal(object)
    failed = Signal(object)
    crashed = Signal(str)
    finished = Signal()
    """After any of these, and after what was cancelled."""
    _ended = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = False
        self._ended.connect(self._end)

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        self._cancelled = True

    def work(self, function: Callable[[], Any]) -> None:
        """Do the work; called on a thread of the pool."""
        if self._cancelled:
            self._ended.emit("cancelled", None)
            return
        try:
            result = function()
        except KnownError as error:
            self._ended.emit("failed", error)
        except Exception:  # a fault of ours, told in the interface's thread
            self._ended.emit("crashed", traceback.format_exc())
        else:
            self._ended.emit("done", result)

    def _end(self, fate: str, value: object) -> None:
        if not self._cancelled:
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

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="aside")
        self._is_over = False
        self.pending = 0
        """How many pieces of work wait or run."""

    def run(self, function: Callable[[], Any]) -> Task:
        """Do something on another thread; it may touch nothing but its own values.

        After the end nothing is done any more: what the store thread finished last may still ask for it.
        """
        task = Task(self)
        task.crashed.connect(self.crashed)
        if not self._is_over:
            task.finished.connect(self._count_down)
            self.pending += 1
            self._pool.submit(task.work, function)
        return task

    def _count_down(self) -> None:
        self.pending -= 1

    def shut_down(self) -> None:
        """End the threads once what runs is done; what waits is dropped."""
        self._is_over = True
        self._pool.shutdown(cancel_futures=True)
