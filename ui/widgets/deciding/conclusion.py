"""The conclusion between two versions: its value, its reason, the photos that stay. A draft until it is stated."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit

from inspector.text import tidy
from ui.context import Context
from ui.models.photos import Tile
from ui.screens.capture_parts.note import NoteField
from ui.widgets.deciding.column import Column, ColumnButton
from ui.widgets.deciding.values import ValueChooser
from ui.widgets.deciding.version import TALL, Tiles
from ui.widgets.text import Label, column, held, row
from ui.work.concluding import Draft
from ui.work.deciding import Case, Key


class _Why(QLineEdit):
    """A line that keeps Enter to itself: its column would take it for its own."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        event.accept()


class ConclusionColumn(Column):
    """Shows a draft, or the conclusion that holds. Tells what a person makes of it; it states nothing itself."""

    changed = Signal()
    stated = Signal()
    withdrawn = Signal(str)
    """A reason for taking the conclusion back."""

    def __init__(self, context: Context) -> None:
        theme, say = context.theme, context.say
        super().__init__(theme, say("deciding.result"), say("deciding.take-both"), "+", is_middle=True)
        self._context = context
        self._draft = Draft()
        self._key: Key | None = None
        self.about.setProperty("verbatim", True)
        self.told = Label(theme, "", 12, "conflict_ink", strong=True, wrap=True)
        self.told.setProperty("verbatim", True)
        self.values = ValueChooser(context)
        self.values.changed.connect(self._take_value)
        self.values.entered.connect(self._to_reason)
        self.reason = NoteField(theme, say("deciding.reason"), 2)
        asked = Label(theme, say("deciding.reason-wanted"), 12, "text2")
        asked.setBuddy(self.reason)
        self.reason.textChanged.connect(self._take_reason)
        self.reason.left.connect(self.setFocus)
        self.wrong = Label(theme, "", 12, "fail_ink", strong=True, wrap=True)
        self.photos = Tiles(context, say("deciding.other-photos"))
        self.keep = QCheckBox()
        self.keep.toggled.connect(self._take_keep)
        self.state = ColumnButton(theme, say("deciding.state"), "tinted", "check", keys="Enter", height=32)
        self.state.clicked.connect(self.stated)
        self.withdraw = ColumnButton(theme, say("deciding.withdraw"), "link", "arrow-back-up", height=32)
        self.withdraw.clicked.connect(self._ask_reason)
        self._foot = held(row(self.keep, self.withdraw, None, self.state))
        self._asking = self._make_asking()
        self.fill(
            column(
                self.told, self.values, column(asked, self.reason, gap=2), self.wrong, self.photos, None, self._asking,
                self._foot, gap=8, margins=(12, 10, 12, 10),
            )
        )  # fmt: skip

    def _make_asking(self) -> QFrame:
        """Return where the reason for taking a conclusion back is asked for."""
        theme, say = self._context.theme, self._context.say
        self.why = _Why()
        self.why.left.connect(self._leave_asking)
        self.why.setProperty("measure", "small")
        self.why.setAccessibleName(say("deciding.withdraw-reason"))
        self.why.returnPressed.connect(self._take_back)
        take = ColumnButton(theme, say("deciding.withdraw"), "plain", height=32)
        take.clicked.connect(self._take_back)
        leave = ColumnButton(theme, say("deciding.leave"), "link", height=32)
        leave.clicked.connect(self._leave_asking)
        frame = QFrame()
        words = Label(theme, say("deciding.withdraw-reason"), 12, "text2", wrap=True)
        frame.setLayout(column(words, self.why, row(None, leave, take), gap=4))
        frame.hide()
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_tall = self.height() >= self.theme.px(TALL)
        self.reason.set_lines(6 if is_tall else 2)
        self.photos.fit(is_tall=is_tall)

    @property
    def draft(self) -> Draft:
        """What stands here now."""
        return self._draft

    def show_case(
        self, case: Case, draft: Draft, about: str, told: str, keep: str, others: Sequence[Tile], *,
        is_decided: bool, read_only: bool,
    ) -> None:  # fmt: skip
        """Show a case with its draft.

        Args:
            case: what is decided.
            draft: as it was left, or the conclusion that holds.
            about: who concludes, or who did and when.
            told: what happened to it before; may be empty.
            keep: the words for keeping photos; empty where there is nothing to keep.
            others: photos of nobody who has a version.
            is_decided: whether a conclusion holds, or is held to be written.
            read_only: whether the person may only look.
        """
        self._draft = draft
        self.about.setText(about)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.values.show_value(case.asked, draft.value, read_only=read_only)
        self.reason.setReadOnly(read_only)
        if self.reason.text != draft.reason:
            self.reason.show_text(draft.reason)
        self.wrong.hide()
        self.photos.show_photos(others)
        self.keep.setText(keep)
        self.keep.setAccessibleName(keep)
        self.keep.setVisible(bool(keep) and not read_only and not is_decided)
        self._show_keep()
        self.act.setVisible(not read_only and len(case.versions) > 1)
        self.state.setVisible(not read_only)
        self.withdraw.setVisible(is_decided and not read_only)
        if case.key != self._key or not is_decided:
            self._ask(on=False)
        self._key = case.key
        self.setAccessibleName(", ".join(part for part in (self.title.text(), about, told) if part))

    def put(self, draft: Draft) -> None:
        """Let another draft stand here, as if a person had made it."""
        self._draft = draft
        self.values.show_value(self.values.item, draft.value, read_only=False)
        self.reason.show_text(draft.reason)
        self.wrong.hide()
        self._show_keep()
        self.changed.emit()

    def complain(self, words: str) -> None:
        """Say what is still missing."""
        self.wrong.setText(words)
        self.wrong.show()

    def _show_keep(self) -> None:
        """Offer to let photos go only where it is known whose version was taken."""
        self.keep.blockSignals(True)
        self.keep.setChecked(self._draft.keeps or not self._draft.taken)
        self.keep.blockSignals(False)
        self.keep.setEnabled(bool(self._draft.taken))
        self.keep.setToolTip("" if self._draft.taken else self._context.say("deciding.keep-all"))

    def _change(self, **changes: object) -> None:
        self._draft = msgspec.structs.replace(self._draft, **changes)
        self.wrong.hide()
        self.changed.emit()

    def _to_reason(self) -> None:
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_value(self) -> None:
        self._change(value=self.values.value, taken="")

    def _take_reason(self) -> None:
        if not self.reason.isReadOnly():
            self._change(reason=self.reason.text)

    def _take_keep(self, kept: bool) -> None:
        self._change(keeps=kept)

    def _ask_reason(self) -> None:
        self.why.setText(self._context.say("deciding.withdraw-ready"))
        self._ask(on=True)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        self.why.selectAll()

    def _ask(self, *, on: bool) -> None:
        """Ask for a reason in the place of the foot, or no more."""
        self._asking.setVisible(on)
        self._foot.setVisible(not on)

    def _leave_asking(self) -> None:
        self._ask(on=False)
        self.setFocus()

    def _take_back(self) -> None:
        reason = tidy(self.why.text())
        if reason:
            self._ask(on=False)
            self.setFocus()
            self.withdrawn.emit(reason)
