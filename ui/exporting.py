"""The form that writes the whole round as a file for other programs: which format, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QLayout, QProgressBar, QRadioButton, QScrollArea, QWidget

from inspector.errors import KnownError
from ui.choosing import choose_folder
from ui.context import Context
from ui.job import Job
from ui.widgets.button import Button
from ui.widgets.notices import Banner, announce
from ui.widgets.text import Label, column, hairline, held, row
from ui.work.exporting import Exported, Format, export, target

_WIDTH: Final = 640
_INDENT: Final = 24
"""Pixels at 100 %: what a format is stands below its name, past the mark."""


class Exporting(QDialog):
    """Asks for a format and a folder, and writes. Whatever fails is told in it, and the form stays as it was.

    Args:
        context: the window's surroundings, with a dossier open.
        parent: the window.
        folder: where to write, until another is chosen; None: that is asked first.
    """

    def __init__(self, context: Context, parent: QWidget, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._folder = folder
        self._written: Path | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(context.say("exporting.title"))
        self.formats = QButtonGroup(self)
        self.choices: dict[Format, QRadioButton] = {}
        self._build(parent)
        self._tell_target()

    def _build(self, parent: QWidget) -> None:
        theme, say = self._context.theme, self._context.say
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
        form.setObjectName("flow")
        area = QScrollArea()
        area.setWidget(form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = column(area, hairline(), *self._foot())
        body.setStretchFactor(area, 1)
        self.setLayout(body)
        self.resize(
            min(theme.px(_WIDTH), parent.width() - 48),
            min(form.sizeHint().height() + theme.px(96), parent.height() - 48),
        )
        self.choices[Format.XLSX].setFocus()

    def _format_parts(self) -> list[QWidget]:
        theme, say = self._context.theme, self._context.say
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

    def _foot(self) -> tuple[QLayout, ...]:
        theme, say = self._context.theme, self._context.say
        self.trouble = Banner(theme, "fail", "alert-triangle")
        self.told = Banner(theme, "pass", "circle-check")
        self.open_folder = self.told.add_action(say("exporting.open"), self._open_folder, "folder-open")
        for banner in (self.trouble, self.told):
            banner.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("exporting.progress"))
        self.bar.hide()
        self.stop = Button(theme, say("exporting.stop"))
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.close_it = Button(theme, say("exporting.close"))
        self.close_it.clicked.connect(self.reject)
        self.write = Button(theme, say("exporting.write"), "primary", "table")
        self.write.clicked.connect(self.start)
        return (
            column(self.trouble, self.told, self.bar, gap=8, margins=(24, 8, 24, 0)),
            row(None, self.stop, self.close_it, self.write, gap=12, margins=(24, 12, 24, 16)),
        )

    # -- what is asked

    @property
    def chosen(self) -> Format:
        """The format that is chosen."""
        return next(one for one, choice in self.choices.items() if choice.isChecked())

    @property
    def is_writing(self) -> bool:
        """Whether something is being written."""
        return self._job is not None

    def aim(self, folder: Path) -> None:
        """Write into a folder."""
        self._folder = folder
        self._tell_target()

    @Slot()
    def _choose(self) -> None:
        folder = choose_folder(self, self._context.say("exporting.choose"), self._folder)
        if folder is not None:
            self.aim(folder)

    @Slot()
    def _tell_target(self) -> None:
        if self._folder is None:
            self.where.setText(self._context.say("exporting.no-target"))
            return
        out = self._target(self._folder)
        self.where.setText(self._context.say("exporting.where", file=out.name, folder=self._folder))

    def _target(self, folder: Path) -> Path:
        return target(folder, self._context.shown.view.title, self._context.sources, self.chosen)

    # -- what is done

    @Slot()
    def start(self) -> None:
        """Write, or say what is missing."""
        if self._job is not None:
            return
        self.told.hide()
        if self._folder is None:
            self._refuse(self._context.say("exporting.pick"))
            self.choose.setFocus()
            return
        self.trouble.hide()
        context, wanted, out = self._context, self.chosen, self._target(self._folder)
        home, sources, language = context.home, context.sources, context.language
        self._job = context.bridge.run(
            lambda session, progress: export(session, home, sources, wanted, out, language, progress),
            "exporting.writing",
        )
        self._job.progressed.connect(self._progress)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._stopped)
        self._job.finished.connect(self._ended)
        self._set_busy(True)

    def _set_busy(self, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.close_it.setVisible(not busy)
        self.write.set_words(self._context.say("exporting.writing" if busy else "exporting.write"))

    @Slot(int, int, str)
    def _progress(self, done: int, total: int, _key: str) -> None:
        if total > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(min(1000, done * 1000 // total))

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _done(self, done: Exported) -> None:
        self._written = done.path
        words = self._context.say("exporting.done", rows=done.rows, file=done.path.name)
        self.told.tell(words)
        self.told.show()
        announce(self, words)
        self.close_it.setFocus()

    @Slot(object)
    def _failed(self, error: KnownError) -> None:
        self._refuse(self._context.word(error))

    @Slot()
    def _stopped(self) -> None:
        self._refuse(self._context.say("exporting.stopped"))

    def _refuse(self, words: str) -> None:
        self.trouble.tell(words)
        self.trouble.show()
        announce(self, words, urgent=True)

    @Slot()
    def _ended(self) -> None:
        self._job = None
        self._set_busy(False)
        self._tell_target()

    @Slot()
    def _open_folder(self) -> None:
        """Show where it lies in the system's own browser of files."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def reject(self) -> None:
        """Close; while something is being written, stop that instead."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.ignore()  # no default button: a form is not sent by Enter
            return
        super().keyPressEvent(event)


def choose(context: Context, window: QWidget) -> None:
    """Ask how and where the round is to be exported, over a window with a dossier open."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    Exporting(context, window, documents if documents.is_dir() else None).open()
