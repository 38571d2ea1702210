"""The form that writes the whole round as a file for other programs: which format, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.choosing import choose_folder
from ui.context import Context
from ui.screens.writing_form import WritingForm
from ui.widgets.button import Button
from ui.widgets.notices import Banner
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, column, held, row
from ui.work.exporting import Exported, Format, export, target

_WIDTH: Final = 640
_INDENT: Final = 24
"""Pixels at 100 %: what a format is stands below its name, past the mark."""


class Exporting(WritingForm):
    """Asks for a format and a folder, and writes. Whatever fails is told in it, and the form stays as it was.

    Args:
        context: the window's surroundings, with a dossier open.
        parent: the window.
        folder: where to write, until another is chosen; None: that is asked first.
    """

    def __init__(self, context: Context, parent: QWidget, folder: Path | None = None) -> None:
        super().__init__(context, context.say("exporting.title"), "table", parent)
        self._folder = folder
        self._written: Path | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.formats = QButtonGroup(self)
        self.choices: dict[Format, QRadioButton] = {}
        self._build(parent)
        self._tell_target()

    def _build(self, parent: QWidget) -> None:
        theme, say = self.context.theme, self.say
        self.where = Label(theme, "", 14, "text2", wrap=True)
        self.choose = Button(theme, say("exporting.choose"), "plain", "folder-open", height=32)
        self.choose.clicked.connect(self._choose)
        aim = row(self.where, self.choose, gap=12)
        aim.setStretchFactor(self.where, 1)
        form = held(
            column(
                Label(theme, say("exporting.format"), 14, strong=True),
                *self._format_parts(),
                8,
                Label(theme, say("exporting.target"), 14, strong=True),
                aim,
                Banner(theme, "info", "info-circle", say("exporting.plain")),
                None,
                gap=6,
                margins=(24, 16, 24, 16),
            )
        )
        self.open_folder = self.told.add_action(say("exporting.open"), self._open_folder, "folder-open")
        self.lay_out_around(scrolled(form, across=True))
        self.resize(
            min(theme.px(_WIDTH), parent.width() - 48),
            min(form.sizeHint().height() + theme.px(96), parent.height() - 48),
        )
        self.choices[Format.XLSX].setFocus()

    def _format_parts(self) -> list[QWidget]:
        theme, say = self.context.theme, self.say
        parts: list[QWidget] = []
        for one in Format:
            choice = QRadioButton(say(f"exporting.{one.value}"))
            choice.setAccessibleDescription(say(f"exporting.{one.value}.about"))
            choice.setChecked(one is Format.XLSX)
            self.formats.addButton(choice)
            self.choices[one] = choice
            about = Label(theme, say(f"exporting.{one.value}.about"), 12, "text2", wrap=True)
            parts += [choice, held(column(about, margins=(theme.px(_INDENT), 0, 0, 4)))]
        self.formats.buttonClicked.connect(self._tell_target)
        return parts

    def act_words(self) -> str:
        return self.say("exporting.write")

    # -- what is asked

    @property
    def chosen(self) -> Format:
        """The format that is chosen."""
        return next(one for one, choice in self.choices.items() if choice.isChecked())

    def aim(self, folder: Path) -> None:
        """Write into a folder."""
        self._folder = folder
        self._tell_target()

    @Slot()
    def _choose(self) -> None:
        folder = choose_folder(self, self.say("exporting.choose"), self._folder)
        if folder is not None:
            self.aim(folder)

    @Slot()
    def _tell_target(self) -> None:
        if self._folder is None:
            self.where.setText(self.say("exporting.no-target"))
            return
        out = self._target(self._folder)
        self.where.setText(self.say("exporting.where", file=out.name, folder=self._folder))

    def _target(self, folder: Path) -> Path:
        return target(folder, self.context.shown.view.title, self.context.sources, self.chosen)

    # -- what is done

    @Slot()
    def start(self) -> None:
        if self.is_writing:
            return
        self.clear_told()
        if self._folder is None:
            self.refuse(self.say("exporting.pick"))
            self.choose.setFocus()
            return
        context, wanted, out = self.context, self.chosen, self._target(self._folder)
        home, sources, language = context.home, context.sources, context.language
        job = context.bridge.run(
            lambda session, progress: export(session, home, sources, wanted, out, language, progress),
            "exporting.writing",
        )
        job.done.connect(self._done)
        self.follow(job)

    @Slot(object)
    def _done(self, done: Exported) -> None:
        self._written = done.path
        self.tell(self.say("exporting.done", rows=done.rows, file=done.path.name))
        self.close_it.setFocus()

    def ended(self) -> None:
        self._tell_target()

    @Slot()
    def _open_folder(self) -> None:
        """Show where it lies in the system's own browser of files."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))


def choose(context: Context, window: QWidget) -> None:
    """Ask how and where the round is to be exported, over a window with a dossier open."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    Exporting(context, window, documents if documents.is_dir() else None).open()
