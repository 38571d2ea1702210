"""Why a result is what it is, in a dialog: a sentence, and below it every statement about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row
from ui.work.explaining import Explanation


class WhyDialog(QDialog):
    """Shows an explanation. Statements that do not hold any more are told so in words, and stand in a paler ink."""

    def __init__(self, context: Context, parent: QWidget, title: str, explanation: Explanation) -> None:
        super().__init__(parent)
        theme = context.theme
        self.setWindowTitle(context.say("deciding.why"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = Label(theme, title, 16, strong=True, wrap=True)
        self.summary = Label(theme, explanation.summary, 14, wrap=True)
        for label in (heading, self.summary):
            label.setProperty("verbatim", True)
        self.lines = QListWidget()
        self.lines.setProperty("role", "plain")
        self.lines.setProperty("verbatim", True)
        self.lines.setWordWrap(True)
        self.lines.setFont(theme.font(14))
        self.lines.setAccessibleName(context.say("deciding.statements"))
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for line in explanation.lines:
            item = QListWidgetItem(line.text)
            if line.fate != "holds":
                item.setForeground(theme.color("text3"))
            self.lines.addItem(item)
        if explanation.lines:
            self.lines.setCurrentRow(0)
        close = Button(theme, context.say("deciding.close"), "plain", keys="Esc")
        close.clicked.connect(self.close)
        layout = column(heading, self.summary, self.lines, row(None, close), gap=12, margins=(24, 20, 24, 20))
        layout.setStretchFactor(self.lines, 1)
        self.setLayout(layout)
        self.resize(theme.px(640), theme.px(420))
