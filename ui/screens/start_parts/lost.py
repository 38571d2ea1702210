"""Lost, forgotten, a new machine: what a person can do about it, and what nobody can."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from inspector.errors import KnownError
from inspector.people import key_file
from inspector.people.identity import Identity
from ui.context import Context
from ui.screens.start_parts.choose import DossierRow
from ui.screens.start_parts.fields import Field
from ui.screens.start_parts.page import Page
from ui.screens.start_parts.passphrase import NewPassphrase
from ui.widgets.button import Button
from ui.widgets.notices import Icon
from ui.widgets.text import Label, column, row
from ui.work.keys import LONGEST_NAME, make_key, restore_key
from ui.work.opening import all_copies

_SHOWN = 5


def holder_of(context: Context) -> str:
    """Return the name that the key file of this machine states; nothing if there is none that can be read."""
    try:
        return key_file.public_part(context.home.key_path).name
    except KnownError:
        return ""


class Lost(Page):
    """Four troubles, each with the steps out of it."""

    is_of_loss = True

    new_key = Signal()
    from_paper = Signal()
    restore = Signal(object)
    """The `Path` of a second copy."""
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.say("lost.heading"), context.say("lost.words"))
        self.anew = self.button("lost.new-key", self.new_key.emit, "plain", "key")
        from_paper = self.button("lost.from-paper", self.from_paper.emit, "plain", "restore")
        self._trouble("forgotten", "lock", self.anew, from_paper)
        self._trouble("laptop", "device-laptop", self.button("lost.copy-report", self.copy_report, "plain", "copy"))
        self._trouble(
            "device",
            "refresh",
            self.button("lost.new-key", self.new_key.emit, "plain", "key"),
            self.button("lost.from-paper", self.from_paper.emit, "plain", "restore"),
        )
        self.rows: list[DossierRow] = []
        self._copies: QVBoxLayout = column(gap=2)
        self.choose = self.button("lost.choose-copy", self._ask_copy, "plain", "folder-open")
        card = self._trouble("backup", "database-export", self.choose)
        layout = card.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(layout.count() - 1, self._copies)
        self.back = self.button("start.back", self.left.emit, "link", "arrow-left")
        self.add(row(self.back, None))
        self._look()

    def _trouble(self, name: str, icon: str, *buttons: Button) -> QWidget:
        theme = self.context.theme
        title = row(Icon(theme, icon, 20, "accent"), Label(theme, self.say(f"lost.{name}"), 16, strong=True), None)
        return self.add_card(title, self.text(f"lost.{name}-words"), row(*buttons, None))

    def first_focus(self) -> QWidget:
        return self.anew

    def copy_report(self) -> None:
        """Put what the lead must be told into the clipboard."""
        day = f"{self.context.now():%d/%m/%Y}"
        words = self.say("lost.report", name=holder_of(self.context) or self.say("lost.report-name"), day=day)
        QGuiApplication.clipboard().setText(words)
        self.context.toast(self.say("lost.report-copied"))

    def _look(self) -> None:
        folder = self.context.preferences.backup_folder
        if folder:
            self.context.aside.run(lambda: all_copies(Path(folder))).done.connect(self._show)

    def _show(self, copies: list[Path]) -> None:
        for copy in copies[:_SHOWN]:
            line = DossierRow(self.context.theme, copy.name, self.say("lost.copy-in", folder=copy.parent), is_here=True)
            line.clicked.connect(lambda _=False, path=copy: self.restore.emit(path))
            self._copies.addWidget(line)
            self.rows.append(line)

    def _ask_copy(self) -> None:
        folder = self.context.preferences.backup_folder
        dialog = QFileDialog(self, self.say("lost.choose-copy"), folder, self.say("start.files") + " (*.thisat)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, file: str) -> None:
        self.restore.emit(Path(file))


class Remake(Page):
    """A key for a machine that had one, or should have: a new one, or the one that stands on paper."""

    is_of_loss = True

    made = Signal(object)
    """The `Identity`."""
    left = Signal()

    def __init__(self, context: Context, *, on_paper: bool) -> None:
        kind = "from-paper" if on_paper else "new-key"
        super().__init__(context, context.say(f"lost.{kind}-heading"), context.say(f"lost.{kind}-words"))
        theme = context.theme
        self.name = Field(theme, self.say("start.name"), text=holder_of(context), longest=LONGEST_NAME)
        self.secret = Field(theme, self.say("lost.secret"), self.say("lost.secret-hint"), longest=500)
        self._on_paper = on_paper
        self.passphrase = NewPassphrase(context)
        asked = (self.name, self.secret, self.passphrase) if on_paper else (self.name, self.passphrase)
        self.add_card(*asked, gap=16)
        self.make = self.button(f"lost.{kind}-do", self.submit, "primary", "key")
        self.add(row(self.button("start.back", self.left.emit, "link", "arrow-left"), None, self.make))
        self.passphrase.second.edit.returnPressed.connect(self.submit)

    def first_focus(self) -> QWidget:
        if not self.name.text:
            return self.name.edit
        return self.secret.edit if self._on_paper else self.passphrase.first.edit

    def submit(self) -> None:
        """Write the key, or say which field keeps from it."""
        name, secret = self.name.text.strip(), self.secret.text
        if not name:
            self.name.complain(self.say("start.name-missing"))
            return
        passphrase = self.passphrase.taken()
        if not passphrase:
            return
        home, sources, on_paper = self.context.home, self.context.sources, self._on_paper

        def work(progress: object) -> Identity:
            if on_paper:
                return restore_key(home, name, secret, passphrase, sources)
            return make_key(home, name, passphrase, sources)

        self.wait(self.say("start.making-key"))
        job = self.context.bridge.aside(work)
        job.done.connect(self._made)
        job.failed.connect(self._failed)
        job.crashed.connect(self.ready)

    def _made(self, identity: Identity) -> None:
        self.ready()
        self.made.emit(identity)

    def _failed(self, error: KnownError) -> None:
        self.ready()
        if error.key == "key.recovery-mistyped":
            self.secret.complain(self.context.word(error))
        else:
            self.tell(self.context.word(error))
