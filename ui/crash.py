"""What a person sees when something of ours broke: what is safe, and details to copy for the makers."""

from __future__ import annotations

import platform

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.bridge import PROGRAM
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row


class CrashDialog(QDialog):
    """Nothing is lost: each request is one transaction. The window goes on."""

    def __init__(self, context: Context, details: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.say("crash.title"))
        theme = context.theme
        self.details = QPlainTextEdit(
            f"{PROGRAM}\n{platform.platform()} · Python {platform.python_version()}\n{details}"
        )
        self.details.setReadOnly(True)
        self.details.setAccessibleName(context.say("crash.details"))
        copy = Button(theme, context.say("crash.copy"), "plain", "copy")
        copy.clicked.connect(self._copy)
        close = Button(theme, context.say("crash.go-on"), "primary")
        close.clicked.connect(self.accept)
        self.setLayout(
            column(
                Label(theme, context.say("crash.heading"), 20, strong=True, wrap=True),
                Label(theme, context.say("crash.what-is-safe"), 14, "text2", wrap=True),
                self.details,
                row(copy, None, close),
                gap=12,
                margins=(24, 24, 24, 24),
            )
        )
        self.resize(640, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
