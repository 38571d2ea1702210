"""The first page on a machine: who works here, under which passphrase, and where second copies go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.errors import KnownError
from inspector.people.identity import Identity
from ui.context import Context
from ui.screens.start_parts.fields import Field
from ui.screens.start_parts.page import Page
from ui.screens.start_parts.passphrase import NewPassphrase
from ui.widgets.text import Label, row
from ui.work.keys import LONGEST_NAME, make_key


class First(Page):
    """No key is in the home yet."""

    made = Signal(object)
    """The `Identity` whose key was just written."""
    lost = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.say("start.first-heading"), context.say("start.first-words"))
        theme = context.theme
        self.name = Field(theme, self.say("start.name"), self.say("start.name-hint"), longest=LONGEST_NAME)
        self.office = Field(theme, self.say("start.office"), self.say("start.office-hint"))
        self.office.edit.setText(context.preferences.office_title)
        self.add_card(Label(theme, self.say("start.who"), 16, strong=True), self.name, self.office)
        self.passphrase = NewPassphrase(context)
        self.add_card(
            Label(theme, self.say("start.lock-it"), 16, strong=True),
            self.text("start.passphrase-words"),
            self.passphrase,
        )
        self.folder = Label(theme, "", 14, wrap=True)
        choose = self.button("start.backup-choose", self._choose, "plain", "folder-open")
        self.add_card(
            Label(theme, self.say("start.backup"), 16, strong=True),
            self.text("start.backup-words"),
            self.folder,
            row(choose, None),
        )
        self.make = self.button("start.make-key", self.submit, "primary", "key")
        self.add(row(self.button("start.have-paper", self.lost.emit, "link"), None, self.make))
        for edit in (self.name.edit, self.office.edit, self.passphrase.first.edit, self.passphrase.second.edit):
            edit.returnPressed.connect(self._next)
        self._show_folder()

    def first_focus(self) -> QWidget:
        return self.name.edit

    def _next(self) -> None:
        """Go to the next field that is empty; make the key when none is."""
        fields = (self.name, self.passphrase.first, self.passphrase.second)
        empty = next((field for field in fields if not field.text.strip()), None)
        if empty is None:
            self.submit()
        else:
            empty.edit.setFocus()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.say("start.backup-choose"), self.context.preferences.backup_folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.take_folder)
        dialog.open()

    def take_folder(self, folder: str) -> None:
        """Keep second copies in a folder from now on."""
        self.context.prefer(backup_folder=folder)
        self._show_folder()

    def _show_folder(self) -> None:
        self.folder.setText(self.context.preferences.backup_folder or self.say("start.backup-later"))

    def submit(self) -> None:
        """Make the key, or say which field keeps from it."""
        name, office = self.name.text.strip(), self.office.text.strip()
        if not name:
            self.name.complain(self.say("start.name-missing"))
            return
        passphrase = self.passphrase.taken()
        if not passphrase:
            return
        self.context.prefer(office_title=office)
        self.wait(self.say("start.making-key"))
        home, sources = self.context.home, self.context.sources
        job = self.context.bridge.aside(lambda progress: make_key(home, name, passphrase, sources))
        job.done.connect(self._made)
        job.failed.connect(self._failed)
        job.crashed.connect(self.ready)

    def _made(self, identity: Identity) -> None:
        self.ready()
        self.made.emit(identity)

    def _failed(self, error: KnownError) -> None:
        self.tell(self.context.word(error))
