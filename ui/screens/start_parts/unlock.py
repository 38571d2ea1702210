"""The page that asks for the passphrase; also what covers a window that was locked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.errors import KnownError
from inspector.people import key_file
from inspector.people.identity import Identity
from ui.context import Context
from ui.screens.start_parts.fields import Secret
from ui.screens.start_parts.page import Page
from ui.widgets.text import Label, row


class Unlock(Page):
    """A key is in the home, and closed."""

    opened = Signal(object)
    """The `Identity`."""
    lost = Signal()

    def __init__(self, context: Context, heading: str, words: str = "", *, named: bool = True) -> None:
        super().__init__(context, heading, words)
        self.passphrase = Secret(context, self.say("start.passphrase"))
        self.passphrase.edit.returnPressed.connect(self.submit)
        self.open = self.button("start.unlock", self.submit, "primary", "lock-open")
        parts: list[QWidget] = [self.passphrase]
        try:
            name = key_file.public_part(context.home.key_path).name
            if named:
                parts.insert(0, Label(context.theme, name, 16, strong=True, wrap=True))
        except KnownError as error:
            self.tell(context.word(error))
        forgotten = self.button("start.forgotten", self.lost.emit, "link")
        self.add_card(*parts, row(forgotten, None, self.open), gap=16)

    def first_focus(self) -> QWidget:
        return self.passphrase.edit

    def submit(self) -> None:
        """Open the key with what was typed."""
        passphrase, path = self.passphrase.text, self.context.home.key_path
        self.passphrase.calm()
        self.wait(self.say("start.unlocking"))
        task = self.context.aside.run(lambda: key_file.read(path, passphrase))
        task.done.connect(self._opened)
        task.failed.connect(self._failed)
        task.crashed.connect(self.ready)

    def _opened(self, identity: Identity) -> None:
        self.ready()
        self.passphrase.edit.clear()
        self.opened.emit(identity)

    def _failed(self, error: KnownError) -> None:
        self.ready()
        if error.key == "key.passphrase-wrong":
            self.passphrase.complain(self.context.word(error))
        else:
            self.tell(self.context.word(error))
