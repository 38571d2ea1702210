"""Fields of a form: the name above, what is wrong below; what was typed stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.context import Context
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.notices import Icon, announce
from ui.widgets.text import Ink, Label, column, held, restyle, row


class Field(QWidget):
    """A line to type, its name above it, a hint below it, and in the hint's place what is wrong."""

    def __init__(self, theme: Theme, name: str, hint: str = "", *, text: str = "", longest: int = 200) -> None:
        super().__init__()
        self.edit = QLineEdit(text)
        self.edit.setMaxLength(longest)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(hint)
        self.edit.textEdited.connect(self.calm)
        caption = Label(theme, name, 14, strong=True)
        caption.setBuddy(self.edit)
        self._hint = Label(theme, hint, 12, "text3", wrap=True)
        if not hint:
            self._hint.hide()
        self._wrong = Label(theme, "", 14, "fail_ink", strong=True, wrap=True)
        wrong = row(Icon(theme, "alert-circle", 18, "fail_ink"), self._wrong)
        wrong.setStretch(1, 1)
        self._wrong_row = held(wrong)
        self._wrong_row.hide()
        self.line: QHBoxLayout = row(self.edit)
        self.setLayout(column(caption, self.line, self._hint, self._wrong_row, gap=4))
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        return self.edit.text()

    @property
    def wrong(self) -> str:
        """What is said to be wrong; nothing if nothing is."""
        return "" if self._wrong_row.isHidden() else self._wrong.text()

    def hint(self, words: str, ink: Ink = "text3") -> None:
        """Change the hint."""
        self._hint.setText(words)
        self._hint.set_ink(ink)
        self._hint.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)

    def complain(self, words: str) -> None:
        """Say what is wrong; the text stays, selected, and the next key replaces it."""
        self._wrong.setText(words)
        self._wrong_row.show()
        self._mark("true")
        self.edit.setAccessibleDescription(words)
        self.edit.setFocus()
        self.edit.selectAll()
        announce(self.edit, words, urgent=True)

    def calm(self) -> None:
        """Take back what was said to be wrong."""
        if not self._wrong_row.isHidden():
            self._wrong_row.hide()
            self._mark("false")
            self.edit.setAccessibleDescription(self._hint.text())

    def _mark(self, wrong: str) -> None:
        self.edit.setProperty("wrong", wrong)
        restyle(self.edit)


class Secret(Field):
    """A passphrase: hidden, until somebody wants to see it."""

    def __init__(self, context: Context, name: str, hint: str = "") -> None:
        super().__init__(context.theme, name, hint, longest=1000)
        self._context = context
        self._eye = Button(context.theme, context.say("start.show-passphrase"), "plain", "eye")
        self._eye.clicked.connect(self._turn)
        self.line.addWidget(self._eye)
        self._show(shown=False)

    def _turn(self) -> None:
        self._show(shown=self.edit.echoMode() == QLineEdit.EchoMode.Password)

    def _show(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if shown else mode.Password)
        # Hidden or shown, the keys mean the same: no input method makes one letter of two in one of the two only.
        self.edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        key, icon = ("hide", "eye-off") if shown else ("show", "eye")
        self._eye.set_words(self._context.say(f"start.{key}-passphrase"), icon)
        self._eye.setAccessibleName(f"{self._eye.text()}: {self.edit.accessibleName()}")
