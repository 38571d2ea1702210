"""What stands below the table: what is to be decided, or why a number or a file is what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from inspector.commands.draft import Command
from inspector.journal.entry import BlobId
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.screens.merge_parts.why import Why
from ui.widgets.deciding import Deciding
from ui.work.arrivals import Arrival
from ui.work.foreseeing import Foreseen


class Below(QStackedWidget):
    """Shows one of the two. Where there is room for it and a table, what is to be decided is always seen."""

    changed = Signal()
    """What wants to be seen may have changed."""
    left = Signal()
    """Somebody closed what they had asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.deciding = Deciding(context)
        self.why = Why(context)
        self._is_asked = False
        for part in (self.deciding, self.why):
            self.addWidget(part)
        self.deciding.decided.connect(self._decided)
        self.deciding.counted.connect(self._counted)
        self.why.closed.connect(self.close_asked)

    @property
    def is_asked(self) -> bool:
        """Tell whether somebody asked for what is shown."""
        return self._is_asked

    def is_wanted(self, *, has_room: bool) -> bool:
        """Tell whether there is something to be seen here."""
        return self._is_asked or (has_room and self.deciding.case_count > 0)

    def show_view(self, view: View, checklists: Mapping[BlobId, Checklist], present: frozenset[BlobId]) -> None:
        """Show what is to be decided in a view, published or foreseen."""
        self.deciding.show_view(view, checklists, present)

    @property
    def decided(self) -> Sequence[Command]:
        """What was decided over a merge that is not done yet."""
        return self.deciding.held

    def ask_count(self, which: str, seen: Foreseen, rows: Sequence[Arrival]) -> None:
        """Show what a number counts; of conflicts, what is to be decided."""
        if which == "conflicts" and self.deciding.case_count:
            self.ask_deciding()
            return
        self.why.show_count(which, seen, rows)
        self._ask(self.why)
        self.why.ask()

    def ask_deciding(self) -> None:
        """Show what is to be decided."""
        self._ask(self.deciding)
        self.deciding.page.list.setFocus()

    def ask_file(self, number: int, arrival: Arrival) -> None:
        """Show what is known of a file."""
        self.why.show_file(number, arrival)
        self._ask(self.why)
        self.why.ask()

    def _ask(self, part: Why | Deciding) -> None:
        self.setCurrentWidget(part)
        self._is_asked = True
        self.changed.emit()

    def close_asked(self) -> None:
        """Close what somebody asked for; what is to be decided stays where there is room."""
        if self._is_asked:
            self._is_asked = False
            self.setCurrentWidget(self.deciding)
            self.changed.emit()
            self.left.emit()

    def _decided(self, commands: list[Command]) -> None:
        """Carry out what was decided in the published view; what is decided over a preview waits for its merge."""
        if commands and not self.deciding.is_preview:
            self._context.bridge.submit(commands[0], *commands[1:])

    def _counted(self, _: int) -> None:
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_asked:
            self.close_asked()
            return
        super().keyPressEvent(event)
