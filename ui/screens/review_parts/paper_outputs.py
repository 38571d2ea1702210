"""What a paper that is shown can become: a file elsewhere, sheets from a printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from inspector.errors import KnownError
from ui.context import Context
from ui.screens.review_parts.pages_view import Printing
from ui.widgets.button import Button
from ui.widgets.text import row
from ui.work.home import write_whole


class PaperOutputs(QWidget):
    """Two buttons; what comes of them is told."""

    told = Signal(str)
    refused = Signal(object)
    """A `KnownError`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pdf, self._name = b"", ""
        theme, say = context.theme, context.say
        save = Button(theme, say("minutes.save"), "plain", "device-floppy")
        save.clicked.connect(self._choose)
        print_out = Button(theme, say("minutes.print"), "plain", "printer")
        print_out.clicked.connect(self._choose_printer)
        self.setLayout(row(save, print_out, gap=12))

    def show_paper(self, pdf: bytes, name: str) -> None:
        """Take the paper that is shown, and the name that a copy of it gets unless somebody writes another."""
        self._pdf, self._name = pdf, name

    def _choose(self) -> None:
        if not self._pdf:
            return
        start = str(Path.home() / self._name)
        found, _ = QFileDialog.getSaveFileName(self, self._context.say("minutes.save"), start, "PDF (*.pdf)")
        if found:
            self.save_to(Path(found))

    def save_to(self, path: Path) -> None:
        """Write a copy of what is shown."""
        task = self._context.aside.run(partial(_copied, path, self._pdf))
        task.done.connect(self._saved)
        task.failed.connect(self._fail)

    def _saved(self, path: Path) -> None:
        self.told.emit(self._context.say("minutes.saved", file=path.name, folder=path.parent.name))

    def _fail(self, error: KnownError) -> None:
        self.refused.emit(error)

    def _choose_printer(self) -> None:
        if not self._pdf:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self._context.say("minutes.print"))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown."""
        printing = Printing(self._context, self._pdf, printer, self)
        printing.refused.connect(self._fail)
        printing.done.connect(self._printed)
        printing.start()

    def _printed(self) -> None:
        self.told.emit(self._context.say("minutes.printed"))


def _copied(path: Path, pdf: bytes) -> Path:
    write_whole(path, pdf)
    return path
