"""Works out the rows of all visits without holding the window up: a slice at a time, and only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.journal.entry import PublicKey, VisitId
from inspector.projection.slots import ScopeView
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from ui.bridge import Published
from ui.work.day_lists import is_closed
from ui.work.stages import Departure, VisitRow, checklist_for, handed_over, row_of

_SLICE_S: Final = 0.02
"""How long one slice may take before the window has its turn."""

Basis = tuple[VisitView, Checklist | None, tuple[Departure | None, ...]]
"""What a row follows from."""


class Gathering(QObject):
    """The rows of what is published. A visit that nobody spoke of costs one comparison.

    Args:
        parent: who lets go of it.
        prepare: what showing a row will need, done in the same slices.
    """

    gathered = Signal()
    """All rows are those of what was published last."""

    def __init__(self, parent: QObject, prepare: Callable[[VisitRow], object]) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self.rows: tuple[VisitRow, ...] = ()
        self._known: dict[VisitId, tuple[Basis, VisitRow]] = {}
        self._published: Published | None = None
        self._waiting: Iterator[VisitRow] = iter(())
        self._fresh: list[VisitRow] = []
        self._round_scope: ScopeView | None = None
        self._lead: PublicKey | None = None
        self._handed: dict[VisitId, Departure] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    def gather(self, published: Published, *, is_lead: bool = False) -> None:
        """Begin; the first slice is worked at once, so that a small round never shows an empty list.

        `is_lead` tells whether whoever has the dossier open leads the round.
        """
        if self._published is not None and published.view is self._published.view:
            return
        self._published = published
        view = published.view
        if view.round_scope is not self._round_scope:
            self._round_scope, self._handed = view.round_scope, handed_over(view.round_scope)
        self._lead = published.me if is_lead else None
        self._known = {visit: one for visit, one in self._known.items() if visit in view.visits}
        self._fresh = []
        self._waiting = (self._row(name, published) for name, visit in view.visits.items() if not is_closed(visit))
        self._timer.start()
        self._slice()

    @property
    def is_done(self) -> bool:
        """Tell whether the rows are those of what was published last."""
        return not self._timer.isActive()

    def _slice(self) -> None:
        ending = perf_counter() + _SLICE_S
        for row in self._waiting:
            self._fresh.append(row)
            self._prepare(row)
            if perf_counter() > ending:
                return
        self._timer.stop()
        self.rows = tuple(self._fresh)
        self.gathered.emit()

    def _row(self, name: VisitId, published: Published) -> VisitRow:
        visit = published.view.visits[name]
        checklist = checklist_for(visit, published.checklists)
        basis = (visit, checklist, tuple(self._handed.get(scope.scope) for scope in visit.scopes))
        known = self._known.get(name)
        if known is not None and _is_same(known[0], basis):
            return known[1]
        row = row_of(visit, checklist, self._handed, self._lead)
        self._known[name] = (basis, row)
        return row


def _is_same(one: Basis, other: Basis) -> bool:
    """Compare by identity: equality would walk through every statement."""
    return one[0] is other[0] and one[1] is other[1] and [*map(id, one[2])] == [*map(id, other[2])]
