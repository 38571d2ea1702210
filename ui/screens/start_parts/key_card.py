"""What a lead needs in order to put a person on the roster: six words, a code, and the line that it holds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.errors import KnownError
from inspector.people.identity import Identity, PublicPart
from ui.context import Context
from ui.screens.start_parts.page import Page
from ui.widgets.qr import QrCode
from ui.widgets.text import Label, column, row
from ui.work.home import write_whole
from ui.work.rounds import key_request


class KeyCard(Page):
    """A person's key, as others may know it."""

    left = Signal()

    def __init__(self, context: Context, who: Identity | PublicPart, heading: str, words: str) -> None:
        super().__init__(context, heading, words)
        theme = context.theme
        self.request = key_request(who)
        self.words = Label(theme, " ".join(self.request.words), 20, strong=True, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = QrCode(theme, 212)
        self.code.show_text(self.request.card, self.say("start.card-code", name=self.request.name))
        beside = column(
            Label(theme, self.request.name, 16, strong=True, wrap=True),
            12,
            Label(theme, self.say("start.card-words"), 12, "text3", wrap=True),
            self.words,
            12,
            self.text("start.card-compare"),
            None,
            gap=4,
        )
        inner = row(self.code, beside, gap=24)
        inner.setStretch(1, 1)
        copy = self.button("start.card-copy", self.copy, "plain", "copy")
        keep = self.button("start.card-save", self._ask_where, "plain", "qrcode")
        self.add_card(inner, row(copy, keep, None), gap=16)
        self.onward = self.button("start.go-on", self.left.emit, "primary", "arrow-right")
        self.add(row(None, self.onward))

    def first_focus(self) -> QWidget:
        return self.onward

    def copy(self) -> None:
        """Put the request into the clipboard, for a message to the lead."""
        QGuiApplication.clipboard().setText(self.request.text(self.context.language))
        self.context.toast(self.say("start.card-copied"))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.say("start.card-save"), str(Path.home() / "the-khoa.png"), "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, file: str) -> None:
        """Write the code as a picture, which a lead's program reads as it reads photos."""
        try:
            write_whole(Path(file), self.request.qr_png())
        except KnownError as error:
            self.tell(self.context.word(error))
        else:
            self.context.toast(self.say("start.saved-as", file=Path(file).name))
