"""Preferences on their way to the disk, on a thread of their own: nobody waits for a disk to reach the next item."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from PySide6.QtCore import QObject, Signal

from inspector.errors import KnownError
from ui.work.home import Home
from ui.work.preferences import Preferences, write


class Keeping(QObject):
    """Writes the newest preferences. Those that newer ones overtake before their turn are never written."""

    failed = Signal(object)
    """A `KnownError`: they could not be written."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._lock = Lock()
        self._wanted: Preferences | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="keeping")

    def keep(self, preferences: Preferences) -> Future[None]:
        """Write preferences soon; what is returned is done when they, or newer ones, are on disk or were refused."""
        with self._lock:
            self._wanted = preferences
        return self._pool.submit(self._write)

    def shut_down(self) -> None:
        """Write what is still to be written, and end the thread. Blocks until then."""
        self._pool.shutdown()

    def _write(self) -> None:
        with self._lock:
            wanted, self._wanted = self._wanted, None
        if wanted is not None:
            try:
                write(self._home, wanted)
            except KnownError as error:
                self.failed.emit(error)
