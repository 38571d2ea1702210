"""A ratio one by one: a row for each official or application, where the inspector wants it so."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from inspector.commands.answering import AnswerRows
from inspector.journal.entry import VisitId
from inspector.projection.rows import Row
from inspector.rules.item import Item
from inspector.text import tidy
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, held, row


class RowsTable(QFrame):
    """Shown for ratios alone; folded until somebody opens it. Saving it says the rows and their sum at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitId = ""
        self._item: Item | None = None
        self._lines: list[tuple[QCheckBox, QLineEdit, QWidget]] = []
        theme, say = context.theme, context.say
        self._open = Button(theme, say("capture.rows-open"), "link", "list-check", height=28)
        self._open.clicked.connect(self._unfold)
        self._layout = QVBoxLayout()
        self._layout.setSpacing(4)
        self._add = Button(theme, say("capture.rows-add"), "plain", "plus", height=32)
        self._add.clicked.connect(self._add_line)
        self._save = Button(theme, say("capture.rows-save"), "tinted", "check", height=32)
        self._save.clicked.connect(self.save)
        hint = Label(theme, say("capture.rows-hint"), 12, "text2", wrap=True)
        self._body = held(column(hint, self._layout, row(self._add, self._save, None), gap=8))
        self._body.hide()
        self.setLayout(column(row(self._open, None), self._body, gap=4))
        self.hide()

    def show_item(self, visit: VisitId, item: Item, *, read_only: bool) -> None:
        """Show the rows of an item; hidden where it is no ratio."""
        is_other = self._item is None or (visit, item.id) != (self._visit, self._item.id)
        self._visit, self._item = visit, item
        self.setVisible(item.answer == "ratio" and not read_only)
        if item.answer != "ratio" or not is_other:
            return
        self._clear()
        shown = self._context.shown
        rows = shown.view.visits[visit].rows_of(item.id).get(shown.view.trust.person_of(shown.me), ())
        for one in rows:
            self._add_line(met=one.met, note=one.note)
        self._body.setVisible(bool(rows))

    def _unfold(self) -> None:
        self._body.setVisible(self._body.isHidden())
        if not self._lines:
            self._add_line()

    def _add_line(self, *_: object, met: bool = True, note: str = "") -> None:
        say = self._context.say
        number = len(self._lines) + 1
        check = QCheckBox(say("capture.row-met", number=number))
        check.setChecked(met)
        field = QLineEdit(note)
        field.setProperty("measure", "small")
        field.setPlaceholderText(say("capture.row-note"))
        field.setAccessibleName(f"{say('capture.row-note')} {number}")
        line = row(check, field)
        line.setStretchFactor(field, 1)
        widget = held(line)
        self._lines.append((check, field, widget))
        self._layout.addWidget(widget)

    def _clear(self) -> None:
        for _, _, widget in self._lines:
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines = []

    def save(self) -> None:
        """Say all rows and their sum."""
        assert self._item is not None
        rows = tuple(Row(check.isChecked(), tidy(field.text())) for check, field, _ in self._lines)
        if rows:
            self._context.bridge.submit(AnswerRows(self._visit, self._item.id, rows))
