"""Numbers by the keypad: one field with a step to either side."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.text import row


class _Digits(QLineEdit):
    """Digits; Enter and the slash go on."""

    entered = Signal()
    slashed = Signal()
    left = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Slash:
            self.slashed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NumberField(QFrame):
    """A number with − and + beside it. `decimal` admits a comma or a point."""

    entered = Signal()
    slashed = Signal()
    left = Signal()
    escaped = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, name: str, *, decimal: bool, less: str, more: str) -> None:
        super().__init__()
        self._decimal = decimal
        self.field = _Digits()
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setFont(theme.font(16, strong=True, numeric=True))
        self.field.setFixedWidth(theme.px(84))
        self.field.setAccessibleName(name)
        pattern = r"[0-9]{0,9}([.,][0-9]{0,4})?" if decimal else r"[0-9]{0,9}"
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self.field))
        minus = Button(theme, "", "plain", "minus", name=f"{less}: {name}")
        plus = Button(theme, "", "plain", "plus", name=f"{more}: {name}")
        for button in (minus, plus):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        minus.clicked.connect(self._less)
        plus.clicked.connect(self._more)
        self._buttons: tuple[QWidget, ...] = (minus, plus)
        self.setLayout(row(minus, self.field, plus, gap=4))
        self.field.entered.connect(self.entered)
        self.field.slashed.connect(self.slashed)
        self.field.left.connect(self.left)
        self.field.escaped.connect(self.escaped)
        self.field.textEdited.connect(self.changed)

    @property
    def text(self) -> str:
        return self.field.text()

    def show_text(self, text: str) -> None:
        """Show a number; what is being typed is left alone by the caller."""
        if text != self.field.text():
            self.field.setText(text)

    def begin(self, digit: str) -> None:
        """Take the focus and begin anew with a digit."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.setText(digit)
        self.changed.emit()

    def take_focus(self) -> None:
        """Take the focus with the number selected, so that digits replace it."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
        self.field.selectAll()

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nobody change it."""
        self.field.setReadOnly(read_only)
        for button in self._buttons:
            button.setVisible(not read_only)

    def _less(self) -> None:
        self._step(-1)

    def _more(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        whole = self.field.text().replace(",", ".").split(".")[0] or "0"
        self.field.setText(str(max(0, int(whole) + by)))
        self.changed.emit()
