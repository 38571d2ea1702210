"""A form that writes files: it says what is missing, shows how far it is, can be stopped, and tells what was written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QScrollArea, QWidget

from ui.context import Context
from ui.job import Job
from ui.screens.form_dialog import FormDialog
from ui.widgets.button import Button
from ui.widgets.notices import Banner, announce
from ui.widgets.text import Label, column, row


class WritingForm(FormDialog):
    """Begins in `start`, which a form of its own gives; while files are written, closing it stops that instead.

    Args:
        context: what is open.
        heading: the title of the dialog.
        icon: of the button that writes.
        parent: the widget over which it stands.
    """

    def __init__(self, context: Context, heading: str, icon: str, parent: QWidget | None) -> None:
        super().__init__(context, heading, parent)
        theme, say = context.theme, context.say
        self._job: Job | None = None
        self.told = Banner(theme, "pass", "circle-check")
        self.files = Label(theme, "", 14, wrap=True)
        self.files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("writing.progress"))
        self.stop = Button(theme, say("writing.stop"))
        self.stop.clicked.connect(self._stop)
        self.close_it = Button(theme, say("writing.close"))
        self.close_it.clicked.connect(self.reject)
        self.write = Button(theme, "", "primary", icon)
        self.write.clicked.connect(self.start)
        for part in (self.told, self.files, self.bar, self.stop):
            part.hide()

    def lay_out_around(self, area: QScrollArea) -> None:
        """Put what scrolls above what is told and the buttons."""
        self.name_act()
        told = column(self.trouble, self.told, self.files, self.bar, gap=8)
        self.lay_out(area, told, row(None, self.stop, self.close_it, self.write, gap=12))

    @property
    def is_writing(self) -> bool:
        """Whether files are being written."""
        return self._job is not None

    def act_words(self) -> str:
        """Return what the button says that writes."""
        raise NotImplementedError

    @Slot()
    def start(self) -> None:
        """Write, or say what is missing."""
        raise NotImplementedError

    def ended(self) -> None:
        """Look again at where files were written, or would have been."""
        raise NotImplementedError

    def name_act(self) -> None:
        """Let the button say what it does, or that this is being done."""
        self.write.set_words(self.say("writing.now") if self.is_writing else self.act_words())

    def clear_told(self) -> None:
        """Take away what was told of the time before."""
        for part in (self.told, self.files, self.trouble):
            part.hide()

    def follow(self, job: Job) -> None:
        """Show how far the writing is until it ends; `done` is the form's own to take."""
        self._job = job
        job.progressed.connect(self._progress)
        job.failed.connect(self.refuse_error)
        job.cancelled.connect(self._stopped)
        job.finished.connect(self._ended)
        self._set_busy(busy=True)

    def tell(self, words: str) -> None:
        """Say what was written; there is no more to do than to close."""
        self.told.tell(words)
        self.told.show()
        announce(self, words)

    def _set_busy(self, *, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.close_it.setVisible(not busy)
        self.name_act()

    @Slot(int, int, str)
    def _progress(self, done: int, total: int, _key: str) -> None:
        if total > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(min(1000, done * 1000 // total))

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _stopped(self) -> None:
        self.refuse(self.say("writing.stopped"))

    @Slot()
    def _ended(self) -> None:
        self._job = None
        self._set_busy(busy=False)
        self.ended()

    def reject(self) -> None:
        """Close; while files are being written, stop that instead."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()
