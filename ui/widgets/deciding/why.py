"""Why results are what they are: a sentence, and below it every statement about one; of many, one after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLayout, QListWidgetItem, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row
from ui.widgets.wrapped_list import WrappedList
from ui.work.explaining import Explanation


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


def _close_below(context: Context, dialog: QDialog, *parts: QWidget | QLayout) -> None:
    """Lay a dialog out with a button below that closes it."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    close = Button(context.theme, context.say("deciding.close"), "plain", keys="Esc")
    close.clicked.connect(dialog.close)
    layout = column(*parts, row(None, close), gap=12, margins=(24, 20, 24, 20))
    layout.setStretch(len(parts) - 1, 1)
    dialog.setLayout(layout)
