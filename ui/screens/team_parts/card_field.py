"""A key card: pasted, read off a picture or scanned, then its six words large, to be compared by telephone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from inspector.errors import KnownError
from ui.camera import multimedia, take_photo
from ui.choosing import choose_file
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.text import Ink, Label, card, column
from ui.work.team import Card, card_in, card_in_file, card_in_picture, has_card

_PICTURES = "*.png *.jpg *.jpeg *.webp"


class CardField(QWidget):
    """Takes one card. It is of use once somebody says that its words were compared."""

    found = Signal(object)
    """The `Card` that was read."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wrong = ""
        self.card: Card | None = None
        theme, say = context.theme, context.say
        name = Label(theme, say("team.card"), 14, strong=True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("team.card"))
        self.text.setAccessibleDescription(say("team.card-hint"))
        self.text.setFixedHeight(theme.px(72))
        self.text.textChanged.connect(self._typed)
        name.setBuddy(self.text)
        ways = Flow()
        self.paste = self._way("team.card-paste", "clipboard", self.paste_clipboard)
        self.file = self._way("team.card-file", "qrcode", self._choose)
        buttons = [self.paste, self.file]
        if multimedia() is not None:
            buttons.append(self._way("team.card-camera", "camera", self._scan))
        ways.place(buttons)
        self.told = Label(theme, say("team.card-hint"), 12, "text3", wrap=True)
        self.words = Label(theme, "", 28, strong=True, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.compared = QCheckBox(say("team.card-compared"))
        self._shown = card(
            column(
                Label(theme, say("team.card-words"), 12, "text3"),
                self.words,
                Label(theme, say("team.card-compare"), 14, "text2", wrap=True),
                self.compared,
                gap=8,
                margins=(16, 12, 16, 12),
            ),
            "accent",
        )
        self._shown.hide()
        self.setLayout(column(name, self.text, ways, self.told, self._shown, gap=8))

    def _way(self, key: str, icon: str, call: Callable[[], object]) -> Button:
        button = Button(self._context.theme, self._context.say(key), "plain", icon, height=32)
        button.clicked.connect(call)
        return button

    def problem(self) -> str:
        """Return the sentence of what is still wanted, or nothing."""
        if self.card is None:
            return self._wrong or self._context.say("team.no-card")
        return "" if self.compared.isChecked() else self._context.say("team.not-compared")

    # -- the ways in

    def paste_clipboard(self) -> None:
        """Take the text or the picture that the clipboard holds."""
        image, text = QGuiApplication.clipboard().image(), QGuiApplication.clipboard().text()
        if not image.isNull():
            self.take_image(image)
        elif text.strip():
            self.text.setPlainText(text)
            if self.card is None and not self._wrong:
                self._refuse(KnownError("key.qr"))
        else:
            self._tell(self._context.say("team.card-nothing"), "fail_ink")

    def _choose(self) -> None:
        say = self._context.say
        path = choose_file(self, say("team.card-file"), (f"{say('team.card-pictures')} ({_PICTURES})",))
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read the card off a picture on a disk."""
        self._read(partial(card_in_file, path))

    def _scan(self) -> None:
        take_photo(self._context, self, self.take_image)

    def take_image(self, image: QImage) -> None:
        """Read the card off a picture that was pasted or taken."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert image.save(buffer, "PNG")  # type: ignore[call-overload]
        self._read(partial(card_in_picture, bytes(buffer.data().data()), self._context.say("team.card")))

    def _read(self, work: Callable[[], Card]) -> None:
        self._tell(self._context.say("team.card-reading"), "text2")
        task = self._context.aside.run(work)
        task.done.connect(self._take)
        task.failed.connect(self._refuse)

    # -- what came

    def _typed(self) -> None:
        """Look whether a whole card stands there; half of one is no fault yet."""
        typed = self.text.toPlainText()
        self._show(None)
        self._tell(self._context.say("team.card-hint"), "text3")
        if has_card(typed):
            try:
                self._show(card_in(typed))
            except KnownError as error:
                self._refuse(error)

    def _take(self, found: Card) -> None:
        self.text.setPlainText(found.line)

    def _refuse(self, error: KnownError) -> None:
        self._show(None)
        self._wrong = self._context.word(error)
        self._tell(self._wrong, "fail_ink")

    def _show(self, found: Card | None) -> None:
        self.card, self._wrong = found, ""
        self.compared.setChecked(False)
        self._shown.setVisible(found is not None)
        self.words.setText(" ".join(found.words) if found is not None else "")
        if found is not None:
            self.found.emit(found)

    def _tell(self, words: str, ink: Ink) -> None:
        self.told.set_ink(ink)
        self.told.setText(words)
