"""Findings outside the checklist: as many short texts as a visit needs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inspector.commands.visiting import StateFinding
from inspector.journal.entry import VisitId
from ui.context import Context
from ui.screens.capture_parts.note import NoteField
from ui.widgets.button import Button
from ui.widgets.text import Label, column, held, row


class Findings(QFrame):
    """One field for each finding; an emptied one is taken out and can be undone."""

    photo_asked = Signal(str)
    """A finding that wants a photo, by id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitId = ""
        self._fields: dict[str, NoteField] = {}
        self._lines: dict[str, QWidget] = {}
        self._read_only = False
        theme, say = context.theme, context.say
        self._heading = Label(theme, "", 14, strong=True)
        self._add = Button(theme, say("capture.add-finding"), "link", "plus", height=28)
        self._add.clicked.connect(self.add)
        self._layout = QVBoxLayout()
        self._layout.setSpacing(8)
        self.setLayout(column(row(self._heading, None, self._add), self._layout, gap=4))

    def show_visit(self, visit: VisitId, *, read_only: bool) -> None:
        """Show the findings of a visit."""
        stated = self._context.shown.view.visits[visit].findings
        found = {one.id: "\n".join(one.texts) for one in stated}
        if visit != self._visit:
            self._visit = visit
            for name in [*self._fields]:
                self._drop(name)
        for name, text in found.items():
            if name not in self._fields:
                self._make(name)
            self._fields[name].show_text(text)
        for name in [name for name, field in self._fields.items() if name not in found and not field.hasFocus()]:
            self._drop(name)
        self._read_only = read_only
        for field in self._fields.values():
            field.setReadOnly(read_only)
        self._add.setVisible(not read_only)
        self._heading.setText(self._context.say("capture.findings", count=len(found)))

    def add(self) -> None:
        """Begin another finding."""
        name = self._context.sources.random_bytes(8).hex()
        self._make(name)
        self._fields[name].setFocus()

    def flush(self) -> None:
        """Tell what was typed last."""
        for field in self._fields.values():
            field.flush()

    def _make(self, name: str) -> None:
        field = NoteField(self._context.theme, self._context.say("capture.finding"), 2)
        field.flushed.connect(partial(self._said, name))
        photo = Button(
            self._context.theme, "", "plain", "photo", name=self._context.say("capture.finding-photo"), height=32
        )
        photo.clicked.connect(partial(self.photo_asked.emit, name))
        line = row(field, photo)
        line.setStretchFactor(field, 1)
        self._lines[name] = held(line)
        self._layout.addWidget(self._lines[name])
        self._fields[name] = field

    def _drop(self, name: str) -> None:
        del self._fields[name]
        line = self._lines.pop(name)
        self._layout.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _said(self, name: str, text: str) -> None:
        self._context.bridge.submit(StateFinding(self._visit, name, text))
