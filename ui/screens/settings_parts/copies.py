"""Second copies and the lock: where copies go, when the last one was made, and when the key closes by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QComboBox, QProgressBar

from ui.choosing import choose_folder
from ui.context import Context
from ui.job import Job
from ui.screens.settings_parts.beside import Beside
from ui.screens.settings_parts.part import Part
from ui.widgets.button import Button
from ui.widgets.text import Label
from ui.work.backup import Copy, last_backup, second_copy

MINUTES: Final = (5, 10, 15, 30, 60, 0)
"""0: the window never locks by itself."""


class Copies(Part):
    """A copy in another place is what is left of a laptop that fell into the water."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._job: Job | None = None
        folder, self.folder = self.fact(self.say("backup.folder"))
        last, self.last = self.fact(self.say("backup.last"), numeric=True)
        self.choose = Button(self.theme, self.say("backup.choose"), "plain", "folder-open")
        self.choose.clicked.connect(self._choose)
        self.copy = Button(self.theme, self.say("backup.now"), "primary", "database-export", "Ctrl+S")
        self.copy.clicked.connect(self.copy_now)
        self.stop = Button(self.theme, self.say("backup.stop"), "plain", "x")
        self.stop.clicked.connect(self._stop)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.say("backup.progress"))
        self.told = Label(self.theme, "", 12, "text3", wrap=True)
        self.add_card(
            self.say("backup.heading"), folder, 8, last, 16, Beside(self.choose, self.copy, self.stop), 8,
            self.bar, self.told, icon="database-export", note=self.say("backup.note"),
        )  # fmt: skip
        self.minutes = QComboBox()
        self.minutes.setAccessibleName(self.say("lock"))
        for minutes in MINUTES:
            self.minutes.addItem(self._minutes(minutes), minutes)
        self.minutes.activated.connect(self._lock_after)
        self.add_card(
            self.say("lock.heading"), self.setting(self.say("lock"), self.minutes, self.say("lock.note")), icon="lock"
        )
        self._show_work(working=False)

    def refresh(self) -> None:
        now = self.context.preferences
        self.folder.setText(now.backup_folder or self.say("backup.none-chosen"))
        if self.minutes.findData(now.lock_after_minutes) < 0:
            self.minutes.addItem(self._minutes(now.lock_after_minutes), now.lock_after_minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(now.lock_after_minutes))
        self._look_up_last()

    def copy_now(self) -> None:
        """Write a second copy; without a folder ask for one, without a dossier say so."""
        if not self.context.preferences.backup_folder:
            self._choose()
        folder = self.context.preferences.backup_folder
        if not folder or self._job is not None:
            return
        if self.context.now_shown is None:
            self.told.setText(self.say("backup.no-dossier"))
            return
        sources = self.context.sources
        self._job = job = self.context.bridge.run(
            lambda session, progress: second_copy(session, Path(folder), sources, progress), "settings.backup.job"
        )
        job.progressed.connect(self._progress)
        job.done.connect(self._copied)
        job.finished.connect(self._finished)
        self._show_work(working=True)

    def _choose(self) -> None:
        now = self.context.preferences.backup_folder
        chosen = choose_folder(self, self.say("backup.choose"), Path(now) if now else None)
        if chosen is not None:
            self.context.prefer(backup_folder=str(chosen))

    def _progress(self, done: int, total: int, key: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * done / total) if total else 0)
        self.told.setText(self.context.say(key))

    def _copied(self, path: Path) -> None:
        self.context.toast(self.say("backup.done", file=path.name))

    def _finished(self) -> None:
        self._job = None
        self._show_work(working=False)
        self._look_up_last()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_work(self, *, working: bool) -> None:
        for part in (self.stop, self.bar):
            part.setVisible(working)
        self.copy.setVisible(not working)
        self.bar.setRange(0, 0)
        self.told.setText("")

    def _look_up_last(self) -> None:
        folder, shown = self.context.preferences.backup_folder, self.context.now_shown
        if not folder or shown is None:
            self.last.setText(self.say("backup.never" if shown is not None else "backup.no-dossier"))
            return
        round_id = shown.round
        self.context.aside.run(lambda: last_backup(Path(folder), round_id)).done.connect(self._tell_last)

    def _tell_last(self, copy: Copy | None) -> None:
        if copy is None:
            self.last.setText(self.say("backup.never"))
        else:
            self.last.setText(f"{copy.at:%H:%M · %d/%m/%Y} · {copy.path.name}")

    def _minutes(self, minutes: int) -> str:
        return self.say("lock.after", minutes=minutes) if minutes else self.say("lock.never")

    def _lock_after(self) -> None:
        self.context.prefer(lock_after_minutes=self.minutes.currentData())
