"""Where files come from: a dialog for files, one for folders, sticks that are plugged in; and how far their reading is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QStackedWidget

from ui.choosing import choose_files, choose_folder
from ui.context import Context
from ui.importing import QUIET_MS
from ui.job import Job
from ui.screens.target import sticks
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.glyphs import Look
from ui.widgets.notices import Icon
from ui.widgets.text import Elided, Label, held, row

_FILTER: Final = "Thị Sát (*.thisat *.thisat.age)"
_LOOK_MS: Final = 3000
"""How often it is looked whether a stick was plugged in, while somebody could use it."""


class Header(QFrame):
    """The bar above the table."""

    brought = Signal(list)
    """Files and folders that a person chose."""
    dropped = Signal()
    """The table is to be emptied."""
    sticks_seen = Signal(list)
    """Folders of the sticks that are plugged in."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sticks: list[Path] = []
        self._job: Job | None = None
        theme, say = context.theme, context.say
        self.setProperty("role", "sheet-head")
        self.count = ChipLabel(theme, "0", Look("none", "plain"))
        self._where = Elided(theme, "", 12, "text2")
        self._where.setProperty("verbatim", True)
        self.add = Button(theme, say("merge.add"), "plain", "plus", "Ctrl+O", height=32)
        self.add.clicked.connect(self.open_menu)
        self._told = Label(theme, "", 14, "text2")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("merge.progress"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(12))
        self.stop = Button(theme, say("merge.stop"), "link", "x", height=32)
        self.stop.clicked.connect(self._stop)
        self._folder = Icon(theme, "folder-open", 16)
        self.back = Button(theme, say("merge.close-history"), "link", "arrow-left", "Esc", height=32)
        self.back.hide()
        about = row(self.back, self._folder, self._where, gap=8)
        about.setStretchFactor(self._where, 1)
        progress = row(self._told, self.bar, self.stop, gap=12)
        progress.setStretchFactor(self.bar, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(held(about))
        self._stack.addWidget(held(progress))
        layout = row(
            Label(theme, say("merge.files"), 16, strong=True), self.count, self._stack, self.add, gap=12,
            margins=(16, 6, 24, 6),
        )  # fmt: skip
        layout.setStretchFactor(self._stack, 1)
        self.setLayout(layout)
        self.show_files([])
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._show_progress)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self.look_for_sticks)

    # -- where from

    def look_for_sticks(self) -> None:
        """Find out which sticks are plugged in."""
        self._context.aside.run(sticks).done.connect(self._found_sticks)

    def _found_sticks(self, found: list[Path]) -> None:
        if found != self._sticks:
            self._sticks = found
            self.sticks_seen.emit(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look_for_sticks()
        self._looking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()

    def take_stick(self) -> None:
        """Take the files of the first stick."""
        if self._sticks:
            self.brought.emit(self._sticks[:1])

    def open_menu(self) -> None:
        """Offer the ways in which files come."""
        say, menu = self._context.say, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("merge.add-files"), self.choose_files).setShortcut("Ctrl+O")
        menu.addAction(say("merge.add-folder"), self.choose_folder).setShortcut("Ctrl+Shift+O")
        for stick in self._sticks:
            name = stick.name or str(stick)
            menu.addAction(say("merge.add-stick", name=name), partial(self.brought.emit, [stick]))
        if not self.count.isHidden():
            menu.addSeparator()
            menu.addAction(say("merge.empty-table"), self.dropped.emit)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def choose_files(self) -> None:
        """Ask for files."""
        found = choose_files(self, self._context.say("merge.add-files"), (_FILTER,), self._start())
        if found:
            self.brought.emit(found)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        found = choose_folder(self, self._context.say("merge.add-folder"), self._start())
        if found is not None:
            self.brought.emit([found])

    def _start(self) -> Path | None:
        return self._sticks[0] if self._sticks else None

    # -- what is there

    def show_files(self, files: list[Path]) -> None:
        """Show how many files there are, and the folders that they lie in."""
        say, folders = self._context.say, list(dict.fromkeys(str(file.parent) for file in files))
        self.count.setVisible(bool(files))
        self._folder.setVisible(bool(files))
        self.count.show_state(str(len(files)), Look("none", "plain"))
        where = (
            folders[:1] if len(folders) < 2 else [say("merge.more-folders", folder=folders[0], more=len(folders) - 1)]
        )
        words = " · ".join([*where, say("merge.drop-more" if files else "merge.drop-here")])
        self._where.setText(words)
        self._where.setToolTip("\n".join([words, *folders[1:]]))

    def offer_way_back(self, *, shown: bool) -> None:
        """Show the way back to the table while something stands in its place."""
        self.back.setVisible(shown)

    # -- how far it is

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def follow(self, job: Job) -> None:
        """Show how far a piece of work is, once it takes longer than a moment, and let it be stopped."""
        self._job = job
        self._told.setText("")
        self.bar.setRange(0, 0)
        job.progressed.connect(self._progress)
        job.finished.connect(self._end)
        self._quiet.start()

    def _show_progress(self) -> None:
        if self._job is not None:
            self._stack.setCurrentIndex(1)

    def _progress(self, done: int, total: int, key: str) -> None:
        self._told.setText(self._context.say(key))
        self.bar.setRange(0, 1000 if total else 0)
        if total:
            self.bar.setValue(min(1000, done * 1000 // total))

    def _end(self) -> None:
        self._job = None
        self._quiet.stop()
        self._stack.setCurrentIndex(0)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
