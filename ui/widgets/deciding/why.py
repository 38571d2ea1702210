"""Why results are what they are: a sentence, and below it every statement about one; of many, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QLayout, QListWidgetItem, QWidget

from inspector.journal.entry import BlobId
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row
from ui.widgets.wrapped_list import WrappedList
from ui.work.deciding import Key, named
from ui.work.explaining import Explanation, explain


class Explained(QWidget):
    """Shows an explanation. Statements that do not hold any more are told so in words, and stand in a paler ink."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.heading = Label(context.theme, "", 16, strong=True, wrap=True)
        self.summary = Label(context.theme, "", 14, wrap=True)
        for label in (self.heading, self.summary):
            label.setProperty("verbatim", True)
        self.lines = WrappedList(context.theme, context.say("deciding.statements"))
        layout = column(self.heading, self.summary, self.lines, gap=12)
        layout.setStretchFactor(self.lines, 1)
        self.setLayout(layout)

    def show_explanation(self, title: str, explanation: Explanation) -> None:
        """Show why one result is what it is."""
        self.heading.setText(title)
        self.summary.setText(explanation.summary)
        self.lines.clear()
        for line in explanation.lines:
            item = QListWidgetItem(line.text)
            if line.fate != "holds":
                item.setForeground(self._theme.color("text3"))
            self.lines.addItem(item)
        if explanation.lines:
            self.lines.setCurrentRow(0)


class WhyDialog(QDialog):
    """Shows why one result is what it is."""

    def __init__(self, context: Context, parent: QWidget, title: str, explanation: Explanation) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.say("deciding.why"))
        self.explained = Explained(context)
        self.explained.show_explanation(title, explanation)
        _close_below(context, self, self.explained)
        self.resize(context.theme.px(640), context.theme.px(420))


class ResultsDialog(QDialog):
    """Lists results, such as those that followed by themselves, and shows why of the one that is chosen.

    Args:
        context: words and theme.
        parent: the window.
        title: what the results have in common, and how many they are.
        view: what they are results of, published or as a merge would leave it.
        checklists: those that are at hand, by hash.
        keys: which results.
    """

    def __init__(
        self, context: Context, parent: QWidget, title: str, view: View, checklists: Mapping[BlobId, Checklist],
        keys: Sequence[Key],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._view, self._checklists, self._keys = context, view, checklists, tuple(keys)
        self.setWindowTitle(title)
        self.list = WrappedList(context.theme, title)
        self._words = [named(view, key, checklists, context.language) for key in self._keys]
        self.list.addItems(self._words)
        self.explained = Explained(context)
        halves = row(self.list, self.explained, gap=16)
        halves.setStretchFactor(self.list, 2)
        halves.setStretchFactor(self.explained, 3)
        _close_below(context, self, Label(context.theme, title, 16, strong=True, wrap=True), halves)
        self.resize(context.theme.px(900), context.theme.px(480))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    @Slot(int)
    def _show(self, place: int) -> None:
        if 0 <= place < len(self._keys):
            told = explain(self._view, *self._keys[place], self._checklists, self._context.language)
            self.explained.show_explanation(self._words[place], told)


def _close_below(context: Context, dialog: QDialog, *parts: QWidget | QLayout) -> None:
    """Lay a dialog out with a button below that closes it."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    close = Button(context.theme, context.say("deciding.close"), "plain", keys="Esc")
    close.clicked.connect(dialog.close)
    layout = column(*parts, row(None, close), gap=12, margins=(24, 20, 24, 20))
    layout.setStretch(len(parts) - 1, 1)
    dialog.setLayout(layout)
