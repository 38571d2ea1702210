"""Every merge that this machine remembers, what came of it, and the way back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.glyphs import Look
from ui.widgets.notices import Banner
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, card, column, held, row
from ui.work.merges import Merge, Past, Standing

_LOOKS: Final[dict[Standing, Look]] = {
    "in": Look("check", "pass"),
    "part": Look("half", "part"),
    "out": Look("dash", "na"),
    "nothing": Look("bars", "na"),
}


class History(QWidget):
    """Merges on the left, the one that is chosen on the right."""

    closed = Signal()
    undo = Signal(object, str)
    """A `Merge` that is to be taken out, and why."""
    put_back = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._past = Past()
        theme, say = context.theme, context.say
        self.list = QListWidget()
        self.list.setProperty("role", "plain")
        self.list.setAccessibleName(say("merge.history"))
        self.list.setMinimumWidth(theme.px(200))
        self.list.currentRowChanged.connect(self._show_merge)
        self.title = Label(theme, "", 16, strong=True, wrap=True)
        self.chip = ChipLabel(theme)
        self.counts = Label(theme, "", 14, "text2", wrap=True)
        self.files = QListWidget()
        self.files.setProperty("role", "plain")
        self.files.setAccessibleName(say("merge.history-files"))
        self.note = Banner(theme, "info", "info-circle", say("merge.only-roots"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(say("merge.undo-reason"))
        self._why = Label(theme, say("merge.undo-reason"), 12, "text2")
        self.undo_button = Button(theme, say("merge.undo"), "plain", "arrow-back-up")
        self.undo_button.clicked.connect(self._undo)
        self.back_button = Button(theme, say("merge.put-back"), "plain", "arrow-forward-up")
        self.back_button.clicked.connect(self._put_back)
        self.close_button = Button(theme, say("merge.close-history"), "link", "arrow-left", "Esc", height=32)
        self.close_button.clicked.connect(self.closed)
        self.kept = Label(theme, say("merge.undo-keeps"), 12, "text2", wrap=True)
        self.files.setMinimumHeight(theme.px(96))
        acts = row(self.undo_button, self.back_button, None, gap=12)
        body = column(
            self.title, row(self.chip, None), self.counts, self.files, self.note, self._why, self.reason, acts, self.kept,
            gap=8, margins=(16, 12, 16, 12),
        )  # fmt: skip
        body.setStretchFactor(self.files, 1)
        flow = held(body)
        area = scrolled(flow)
        self.detail = card(column(area, margins=(1, 1, 1, 1)))
        pair = row(self.list, self.detail, gap=16)
        pair.setStretchFactor(self.list, 2)
        pair.setStretchFactor(self.detail, 5)
        self.none = Label(theme, say("merge.history-none"), 14, "text2", wrap=True)
        self._pair = held(pair)
        whole = column(row(self.close_button, None), self.none, self._pair, gap=8, margins=(16, 8, 24, 16))
        whole.setStretchFactor(self._pair, 1)
        whole.addStretch(0)
        self.setLayout(whole)
        self.show_past(Past())

    def show_past(self, past: Past) -> None:
        """Show the history, the merge that was chosen still chosen."""
        at = self.list.currentRow()
        is_longer = len(past.merges) > len(self._past.merges)
        self._past = past
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._line(one) for one in past.merges])
        self.list.blockSignals(False)
        self.none.setVisible(not past.merges)
        self._pair.setVisible(bool(past.merges))
        self.list.setCurrentRow(0 if is_longer or at < 0 else min(at, len(past.merges) - 1))

    def _line(self, one: Merge) -> str:
        return self._context.say("merge.history-line", at=moment_words(one.at), files=len(one.files))

    def _show_merge(self, number: int) -> None:
        if not 0 <= number < len(self._past.merges):
            return
        say, one, how = self._context.say, self._past.merges[number], self._past.standings[number]
        self.title.setText(say("merge.merge-of", at=moment_words(one.at)))
        words = say(f"merge.standing.{how}")
        self.chip.show_state(f"{words[:1].upper()}{words[1:]}", _LOOKS[how])
        self.counts.setText(say("merge.history-counts", statements=one.statements, blobs=one.blobs))
        self.files.clear()
        self.files.addItems([f"{file.file} · {self._verdict(file.verdict)}" for file in one.files])
        may = self._past.may_exclude
        self.note.setVisible(not may)
        can_undo, can_return = may and how in ("in", "part"), may and how in ("out", "part")
        self.undo_button.setVisible(can_undo)
        self.back_button.setVisible(can_return)
        self.kept.setVisible(can_undo)
        for widget in (self.reason, self._why):
            widget.setVisible(can_undo or can_return)
        self.reason.setText(self.default_reason(one) if can_undo else say("merge.put-back-reason"))

    def _verdict(self, word: str) -> str:
        words = self._context.say(f"merge.verdict.{word}")
        return word if words.startswith("merge.verdict.") else words

    def default_reason(self, one: Merge) -> str:
        """Return the reason that is stated where nobody states another."""
        return self._context.say("merge.undo-default", at=moment_words(one.at))

    def _undo(self) -> None:
        self.undo.emit(self._past.merges[self.list.currentRow()], self.reason.text())

    def _put_back(self) -> None:
        self.put_back.emit(self._past.merges[self.list.currentRow()], self.reason.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def moment_words(at: str) -> str:
    """Return a remembered moment as it is printed: 19/11/2026 17:20."""
    return f"{datetime.fromisoformat(at):%d/%m/%Y %H:%M}"
