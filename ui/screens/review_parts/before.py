"""What was answered at the unit the time before, looked for once for each visit, beside the work."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from inspector.journal.entry import VisitId
from inspector.journal.value import Value
from inspector.projection.visit import VisitView
from ui.context import Context
from ui.work.directories import directory_of
from ui.work.previous import Previous, other_rounds, previous_visit


class Before(QObject):
    """Holds what was found for the visit that is shown."""

    found = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitId | None = None
        self._values: dict[str, Value] = {}

    def of(self, visit: VisitView) -> Mapping[str, Value]:
        """Return the results of the unit's previous visit by item; empty until they are found, and if there were none."""
        if visit.id != self._visit:
            self._visit, self._values = visit.id, {}
            self._look(visit)
        return self._values

    def _look(self, visit: VisitView) -> None:
        context, shown = self._context, self._context.shown

        def look() -> tuple[VisitId, Previous | None]:
            others = other_rounds(context.home, shown.path, shown.round)
            places = directory_of(context.home).directory
            return visit.id, previous_visit(shown.view, others.views, visit, places)

        task = context.bridge.aside(lambda progress: look())
        task.done.connect(self._take)

    def _take(self, found: tuple[VisitId, Previous | None]) -> None:
        visit, previous = found
        if visit == self._visit and previous is not None:
            values = {item: then.value for item, then in previous.items.items() if then.value is not None}
            if values:
                self._values = values
                self.found.emit()
