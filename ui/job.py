"""One piece of work that is handed to the store thread, and what comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from inspector.errors import KnownError

SAVING: Final = "job.saving"
"""The label of work that writes what a person said."""


def is_of_the_disk(error: KnownError) -> bool:
    """Tell whether it was the disk that refused, not the rules: the same may be saved once the disk is well again."""
    return error.key.startswith(("disk.", "dossier.")) and error.key != "dossier.none-open"


@dataclass(slots=True)
class Order:
    """What the store thread knows of a piece of work. No QObject goes there: one that both threads hold dies in either."""

    number: int
    label: str
    """Key of the words that name the work."""
    work: Callable[..., Any]
    path: Path | None = None
    """The dossier that it first met."""
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    """Set once what came of it is on its way to the interface's thread."""


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

    def __init__(self, parent: QObject, order: Order, about: object = None) -> None:
        super().__init__(parent)
        self.order = order
        self.about = about
        """What is said anew by it, so that what was said before and could not be saved no longer counts."""
        self.is_finished = False

    @property
    def label(self) -> str:
        return self.order.label

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what is finished stays finished."""
        self.order.stop.set()
