"""The right of the foot bar while recording: how far, what is missing, and on to the review."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.bars import Bar
from ui.widgets.button import Button
from ui.widgets.notices import Icon
from ui.widgets.text import Label, divider, row
from ui.work.capturing import Sheet


class Footing(QWidget):
    """One number that says what it counts: pressing it leads to the next thing that is missing."""

    gap_asked = Signal()
    review_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_sealed = False
        theme, say = context.theme, context.say
        self._bar = Bar(theme)
        self._count = Label(theme, "", 14, strong=True, numeric=True)
        self._unit = Label(theme, say("capture.items-unit"), 14, "text2")
        self._sign = Icon(theme, "x", 18, "fail_ink")
        self._missing = Button(theme, "", "gap", keys="F7", height=32)
        self._missing.clicked.connect(self.gap_asked)
        self._complete = Label(theme, say("capture.complete"), 14, "pass_ink", strong=True)
        self._what = Label(theme, "", 14, "text2")
        self._review = Button(theme, say("capture.review"), "primary", "lock")
        self._review.clicked.connect(self.review_asked)
        self._counts = (self._bar, self._count, self._unit, self._sign, self._missing, self._complete, self._what)
        self.setLayout(
            row(
                None, self._bar, self._count, self._unit, 4, divider(), 4, self._sign, self._missing, self._complete,
                self._what, 4, self._review,
            )
        )  # fmt: skip

    def show_sheet(self, sheet: Sheet, *, is_sealed: bool) -> None:
        """Show how far the recording is and what is missing; what is sealed is looked at, not sealed again."""
        say = self._context.say
        self._is_sealed = is_sealed
        total = len(sheet.rows)
        self._count.setText(f"{sheet.answered}/{total}")
        self._bar.show_share(sheet.answered, total, f"{sheet.answered}/{total} {say('capture.items-unit')}")
        missing = sheet.missing
        self._sign.set_icon("x" if missing else "check")
        self._sign.set_ink("fail_ink" if missing else "pass_ink")
        self._missing.set_words(say("capture.missing", count=missing))
        self._sign.show()
        self._count.show()
        self._missing.setVisible(bool(missing))
        self._complete.setVisible(not missing)
        self.fit()
        gaps = sheet.gaps
        counted = (("answers", gaps.unanswered), ("photos", gaps.photos), ("notes", gaps.notes))
        parts = [say(f"capture.missing-{name}", count=len(ids)) for name, ids in counted if ids]
        parts += [say("remark.missing", count=sheet.remarks)] * bool(sheet.remarks)
        self._what.setText(f"({', '.join(parts)})" if parts else "")

    def fit(self) -> None:
        """Leave out what a narrow window has no room for: what is missing stays."""
        width = round(self.window().width() * 100 / self._context.theme.percent)
        is_short = width < 1000 or self._is_sealed
        self._review.set_words(self._context.say("rail.review" if is_short else "capture.review"))
        for widget in (self._bar, self._unit):
            widget.setVisible(width >= 1300 and not self._count.isHidden())
        self._what.setVisible(width >= 1200 and not self._count.isHidden())

    def hide_counts(self) -> None:
        """Show nothing where there is no visit."""
        for widget in self._counts:
            widget.hide()
