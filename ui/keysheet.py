"""The sheet of keys: what every key does on the screen that is shown now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QScrollArea, QWidget

from ui.context import Context
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Label, column, hairline, held, row


class KeySheet(QDialog):
    """Words left, keys right. Esc and F1 close it, and the focus is where it was.

    Args:
        context: words and theme.
        title: of the screen.
        of_screen: key and words of what the screen's own widgets do.
        of_window: the same of what works everywhere on it.
        parent: the window.
    """

    def __init__(
        self, context: Context, title: str, of_screen: Sequence[tuple[str, str]],
        of_window: Sequence[tuple[str, str]], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = context.theme
        heading = context.say("keys.title", screen=title)
        self.setWindowTitle(heading)
        rows = column(gap=6)
        for group, words in ((of_screen, "keys.here"), (of_window, "keys.window")):
            if group:
                rows.addWidget(Label(theme, context.say(words), 12, "text3", strong=True))
                for keys, does in group:
                    rows.addLayout(self._row(theme, keys, does))
                rows.addWidget(hairline())
        rows.addStretch(1)
        flow = held(rows)
        flow.setObjectName("flow")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(flow)
        area.setAccessibleName(heading)
        close = Button(theme, context.say("keys.close"), "plain", keys="Esc")
        close.clicked.connect(self.accept)
        self.setLayout(
            column(Label(theme, heading, 20, strong=True), area, row(None, close), gap=12, margins=(24, 20, 16, 16))
        )
        self.resize(theme.px(560), min(theme.px(600), parent.height() - 40))
        area.setFocus()

    @staticmethod
    def _row(theme: Theme, keys: str, does: str) -> QLayout:
        words = Label(theme, does, 14, wrap=True)
        line: QHBoxLayout = row(words, KeyCap(theme, keys, always=True), gap=16, margins=(0, 0, 12, 0))
        line.setStretchFactor(words, 1)
        return line
