"""One piece of work that is handed to the store thread, and what comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from inspector.errors import Cancelled, KnownError

SAVING: Final = "job.saving"
"""The label of work that writes what a person said."""


def is_of_the_disk(error: KnownError) -> bool:
    """Tell whether it was the disk that refused, not the rules: the same may be saved once the disk is well again."""
    return error.key.startswith(("disk.", "dossier.")) and error.key != "dossier.none-open"


class Job(QObject):
    """One piece of work. Exactly one of `done`, `failed`, `cancelled` and `crashed` is emitted, once.

    A save that the disk refused is handed in again later (`Bridge.unsaved`); `done` then follows the `failed`.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    crashed = Signal(str)
    finished = Signal()
    """After any of the four."""

    def __init__(self, parent: QObject, work: Callable[..., Any] | None, label: str, about: object = None) -> None:
        super().__init__(parent)
        self.label = label
        """Key of the words that name the work."""
        self.about = about
        """What is said anew by it, so that what was said before and could not be saved no longer counts."""
        self.work = work
        """What is called with the session and this job; None for what needs no session."""
        self.path: Path | None = None
        """The dossier that it first met."""
        self.is_finished = False
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what is finished stays finished."""
        self._stop.set()

    def step(self, done: int, total: int, key: str) -> None:
        """Report progress, on the thread that works.

        Raises: Cancelled, if the person asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, key)
