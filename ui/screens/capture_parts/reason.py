"""Why an item does not apply, or could not be checked: a ready reason by one key, or one's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem

from inspector.text import tidy
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row


class ReasonPanel(QFrame):
    """Asks for a reason in place. Enter takes it, Esc leaves things as they are."""

    given = Signal(str, str)
    """The answer, and its reason."""
    closed = Signal()
    turned = Signal()
    """It is seen now, or no more."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._mark = ""
        self.setObjectName("reason")
        self.setProperty("role", "card")
        self.setProperty("tone", "accent")
        theme = context.theme
        self._heading = Label(theme, "", 14, strong=True, wrap=True)
        self._ready = _Choices(self)
        self._ready.setFont(theme.font(14))
        self._own = QLineEdit()
        self._own.setPlaceholderText(context.say("capture.own-reason"))
        self._own.setAccessibleName(context.say("capture.own-reason"))
        self._own.returnPressed.connect(self.take)
        save = Button(theme, context.say("capture.save-reason"), "primary", keys="Enter")
        save.clicked.connect(self.take)
        leave = Button(theme, context.say("capture.leave-reason"), "plain", keys="Esc")
        leave.clicked.connect(self.leave)
        buttons = row(self._own, save, leave)
        buttons.setStretchFactor(self._own, 1)
        self.setLayout(column(self._heading, self._ready, buttons, gap=8, margins=(16, 12, 16, 12)))
        self.hide()

    def ask(self, mark: str, code: str, ready: Sequence[str], reason: str) -> None:
        """Ask for the reason of an answer, offering ready ones; `reason` is the one that was given before."""
        self._mark = mark
        say = self._context.say
        self._heading.setText(say(f"capture.why-{mark}", code=code))
        self._ready.clear()
        for number, words in enumerate(ready, 1):
            line = QListWidgetItem(f"{number}   {words}" if number <= 9 else words)
            line.setData(Qt.ItemDataRole.UserRole, words)
            self._ready.addItem(line)
        self._ready.setCurrentRow(0)
        self._ready.setAccessibleName(self._heading.text())
        row_height = self._ready.sizeHintForRow(0)
        self._ready.setMinimumHeight(2 * row_height)
        self._ready.setMaximumHeight(max(2, self._ready.count()) * row_height + 10)
        is_ready = reason in ready
        if is_ready:
            self._ready.setCurrentRow(ready.index(reason))
        self._own.setText("" if is_ready else reason)
        self.show()
        (self._own if self._own.text() else self._ready).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self) -> None:
        """Take the words that were typed, else the ready reason that is chosen."""
        current = self._ready.currentItem()
        reason = tidy(self._own.text()) or (current.data(Qt.ItemDataRole.UserRole) if current is not None else "")
        if reason:
            self.hide()
            self.given.emit(self._mark, reason)

    def leave(self) -> None:
        """Ask no more."""
        self.hide()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class _Choices(QListWidget):
    """Ready reasons: digits choose, Enter takes."""

    def __init__(self, panel: ReasonPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(panel.take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._panel.take()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < self.count():
            self.setCurrentRow(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Letters do nothing here."""
