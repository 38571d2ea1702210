"""The side pane of a wide window: everything that is still missing, by name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from ui.context import Context
from ui.widgets.text import Label, column
from ui.work.capturing import Row, Sheet


class SidePane(QFrame):
    """A list of gaps; choosing one goes there."""

    gone_to = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("side")
        self._heading = Label(context.theme, "", 16, strong=True)
        self._gaps = QListWidget()
        self._gaps.setObjectName("gaps")
        self._gaps.setWordWrap(True)
        self._gaps.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._gaps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._gaps.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._gaps.setAccessibleName(context.say("capture.gap-list"))
        self._gaps.itemClicked.connect(self._choose)
        self._gaps.itemActivated.connect(self._choose)
        self.setLayout(column(self._heading, self._gaps, gap=8, margins=(16, 16, 8, 8)))
        self.setFixedWidth(320)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is missing; a list that says the same is left alone."""
        say = self._context.say
        self._heading.setText(say("capture.missing", count=sheet.missing) if sheet.missing else say("capture.no-gap"))
        lines = [(row.item.id, self._words(row)) for row in sheet.rows if row.has_gap]
        known = [
            (one.data(Qt.ItemDataRole.UserRole), one.text()) for one in map(self._gaps.item, range(self._gaps.count()))
        ]
        if lines != known:
            self._gaps.clear()
            for item, words in lines:
                line = QListWidgetItem(words)
                line.setData(Qt.ItemDataRole.UserRole, item)
                self._gaps.addItem(line)

    def _words(self, row: Row) -> str:
        say = self._context.say
        lacks = [say("capture.state-unanswered")] * (not row.is_answered)
        lacks += [say("capture.lacks-photo")] * row.lacks_photo + [say("capture.lacks-note")] * row.lacks_note
        return f"{row.item.code}  {row.item.short.say(self._context.language)}\n{', '.join(lacks)}"

    def _choose(self, line: QListWidgetItem) -> None:
        self.gone_to.emit(line.data(Qt.ItemDataRole.UserRole))
