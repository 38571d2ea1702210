"""Sorting the tray: the photo is shown large, its item is typed, Enter brings the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.item_picker import ItemPicker
from ui.widgets.text import Label, column, row


class TraySorting(QFrame):
    """The pane that stands in the place of the other one while the tray is sorted."""

    ended = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, say = context.theme, context.say
        self._left = Label(theme, "", 12, "text2", numeric=True)
        self.picker = ItemPicker(context)
        end = Button(theme, say("photo.end-sorting"), "plain", keys="Esc", height=32)
        end.clicked.connect(self.ended)
        layout = column(
            row(Label(theme, say("photo.sorting"), 14, strong=True), None, self._left),
            Label(theme, say("photo.sorting-how"), 12, "text3", wrap=True), self.picker, row(None, end),
            gap=8, margins=(16, 12, 16, 12),
        )  # fmt: skip
        layout.setStretchFactor(self.picker, 1)
        self.setLayout(layout)

    def show_left(self, count: int, checklist: Checklist | None) -> None:
        """Tell how many photos wait."""
        self._left.setText(self._context.say("photo.left-to-sort", count=count))
        if checklist is not None:
            self.picker.show_items(checklist)
