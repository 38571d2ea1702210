"""The index of what is published, made a slice at a time and kept in memory while the dossier is open."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.projection.view import View
from inspector.synthesis.index import Index, Indexer
from inspector.synthesis.sayings import Saying
from inspector.synthesis.search import Matches
from resources import Language
from ui.context import Context
from ui.work.searching import spot_of

_SLICE_S: Final = 0.02
"""How long one slice may take before the window has its turn."""

_QUIET_S: Final = 0.6
"""How long it is read before that is told: what comes and goes at once only flickers."""

LEAST: Final = 2
"""Letters that somebody has to type before anything is looked for."""


class Searching(QObject):
    """Reads a round when somebody is about to search, and forgets it with the dossier."""

    changed = Signal()
    """More was read, or all of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)
        self._steps: Iterator[int] = iter(())
        self._forget()
        context.bridge.closed.connect(self._forget)
        context.changed.connect(self._drop_erased)

    @classmethod
    def of(cls, context: Context) -> Searching:
        """Return the one of a window, made when it is first asked for."""
        known: Searching | None = context.findChild(cls)
        return known or cls(context)

    def _forget(self) -> None:
        self._timer.stop()
        self._steps = iter(())
        self._indexer: Indexer | None = None
        self._of: tuple[str, Language] | None = None
        self._view: View | None = None
        self._began = 0.0
        self.read = 0
        """How many visits are read."""

    def _drop_erased(self) -> None:
        """Let go of everything if something was erased: nobody may find it any more, nor read it in memory."""
        shown, view = self._context.now_shown, self._view
        if shown is not None and view is not None and shown.view.trust.erased_entries != view.trust.erased_entries:
            self._forget()

    def refresh(self) -> None:
        """Read what is published now, and of what was read before, what changed; the first slice is worked at once."""
        shown = self._context.now_shown
        if shown is None:
            return
        self._drop_erased()
        of = (shown.round, self._context.language)
        if self._indexer is None or self._of != of:
            self._forget()
            self._indexer, self._of = Indexer(self._context.language), of
        if shown.view is not self._view:
            self._view = shown.view
            self._steps = self._indexer.steps(shown.view, shown.checklists)
            self._began = perf_counter()
            self._timer.start()
            self._slice()

    @property
    def is_ready(self) -> bool:
        """Tell whether all of what was to be read is."""
        return self._view is not None and not self._timer.isActive()

    @property
    def is_told(self) -> bool:
        """Tell whether it has been read long enough to show how far it is."""
        return not self.is_ready and perf_counter() - self._began > _QUIET_S

    @property
    def total(self) -> int:
        """How many visits there are to read."""
        return len(self._view.visits) if self._view is not None else 0

    def find(self, query: str) -> Matches:
        """Return what is found in what was read last as a whole; nothing before that."""
        return Matches(self._indexer.index if self._indexer is not None else Index(), query)

    def open(self, saying: Saying) -> bool:
        """Go where something was said, if it has a page; tell whether it has."""
        spot = spot_of(saying, self._context.shown.view, is_lead=self._context.is_lead)
        if spot is not None:
            self._context.go(spot.screen, visit=spot.visit, item=spot.item, photo=spot.photo)
        return spot is not None

    def _slice(self) -> None:
        ending = perf_counter() + _SLICE_S
        for read in self._steps:
            self.read = read
            if perf_counter() > ending:
                self.changed.emit()
                return
        self._timer.stop()
        self.changed.emit()
