"""A round of one's own: its title, and the sheet of paper without which a lost key would end it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from inspector.errors import KnownError
from ui.context import Context
from ui.screens.start_parts.page import Page
from ui.screens.start_parts.round_page import RoundPage
from ui.widgets.text import Label, row
from ui.work.home import write_new

if TYPE_CHECKING:
    from ui.work.rounds import Started


class Alone(RoundPage):
    """What a round of one's own is called."""

    asked = Signal(str, str)
    """Title of the round, and what the person is in their office."""
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.say("start.alone-heading"), context.say("start.alone-words"))
        self.begin = self.button("start.alone-begin", self.submit, "primary", "plus")
        self.add(row(self.button("start.back", self.left.emit, "link", "arrow-left"), None, self.begin))
        self.title.edit.returnPressed.connect(self.submit)
        self.office.edit.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Begin, or say that the title is missing."""
        if self.has_title():
            self.asked.emit(*self.kept())


class Paper(Page):
    """The second root of a round, shown once: it is kept nowhere on the machine."""

    is_only_here = True

    kept = Signal(object)
    """The `Started`, once somebody says that the sheet is put away."""

    def __init__(self, context: Context, started: Started, title: str) -> None:
        super().__init__(context, context.say("start.paper-heading"), context.say("start.paper-words"))
        theme = context.theme
        self._started = started
        self._title = title
        self.secret = Label(theme, started.paper_secret, 20, strong=True, wrap=True, numeric=True)
        self.secret.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.secret.setAccessibleName(self.say("start.paper-line"))
        self.print = self.button("start.paper-print", self._print, "plain", "printer")
        self.add_card(
            Label(theme, self.say("start.paper-line"), 12, "text3"),
            self.secret,
            Label(theme, self.say("start.card-words"), 12, "text3"),
            Label(theme, " ".join(started.paper_words), 16, strong=True, wrap=True),
            self.text("start.paper-safe"),
            row(self.print, self.button("start.paper-save", self._ask_where, "plain", "device-floppy"), None),
        )
        self.done = QCheckBox(self.say("start.paper-done"))
        self.done.setFont(theme.font(14, strong=True))
        self.onward = self.button("start.go-on", self.submit, "primary", "arrow-right")
        self.add(row(self.done, None, self.onward))

    def first_focus(self) -> QWidget:
        return self.print

    def sheet(self) -> str:
        """Return what stands on the sheet of paper, as lines of text."""
        return self.say(
            "start.paper-sheet",
            title=self._title,
            day=f"{self.context.now():%d/%m/%Y}",
            secret=self._started.paper_secret,
            words=" ".join(self._started.paper_words),
        )

    def submit(self) -> None:
        """Go on, if the sheet is put away."""
        if self.done.isChecked():
            self.kept.emit(self._started)
        else:
            self.tell(self.say("start.paper-not-done"))
            self.done.setFocus()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        dialog = QPrintDialog(QPrinter(QPrinter.PrinterMode.HighResolution), self)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self._printed(dialog.printer()))
        dialog.show()

    def _printed(self, printer: object) -> None:
        document = QTextDocument()
        document.setDefaultFont(self.context.theme.font(14))
        document.setPlainText(self.sheet())
        document.print_(printer)  # type: ignore[arg-type]

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.say("start.paper-save"), str(Path.home() / "to-khoi-phuc.txt"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, file: str) -> None:
        """Write the sheet as a text file, to be carried to a printer."""
        try:
            write_new(Path(file), self.sheet().encode("utf-8"))
        except KnownError as error:
            self.tell(self.context.word(error))
        else:
            self.context.toast(self.say("start.saved-as", file=Path(file).name))
