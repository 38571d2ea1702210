"""A form over the window: what is filled in scrolls, what is wrong and the buttons stay."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QScrollArea, QWidget

from inspector.errors import KnownError
from ui.context import Context
from ui.widgets.notices import Banner, announce
from ui.widgets.text import column, hairline


class FormDialog(QDialog):
    """Whatever is refused is told in the form, and what was typed stays. It has no default button.

    Args:
        context: what is open.
        heading: the title of the dialog.
        parent: the widget over which it stands.
    """

    def __init__(self, context: Context, heading: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(heading)
        self.trouble = Banner(context.theme, "fail", "alert-triangle")
        self.trouble.hide()

    def say(self, key: str, **params: object) -> str:
        """Return the sentence of a key."""
        return self.context.say(key, **params)

    def lay_out(self, area: QScrollArea, told: QLayout, buttons: QLayout) -> None:
        """Put what is told and the buttons below what scrolls."""
        told.setContentsMargins(24, 8, 24, 0)
        buttons.setContentsMargins(24, 12, 24, 16)
        body = column(area, hairline(), told, buttons)
        body.setStretchFactor(area, 1)
        self.setLayout(body)

    def refuse(self, words: str) -> None:
        """Say what is wrong."""
        self.trouble.tell(words)
        self.trouble.show()
        announce(self, words, urgent=True)

    @Slot(object)
    def refuse_error(self, error: KnownError) -> None:
        """Say what the world refused."""
        self.refuse(self.context.word(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.ignore()  # a form is not sent by Enter in a field or on a tick
            return
        super().keyPressEvent(event)
