"""What the minutes tell beside the answers: who was there, what the unit said, whether it signs, when it ended."""

from __future__ import annotations

import re

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from inspector.commands.visiting import StateFact
from inspector.projection.visit import VisitView
from inspector.text import clean
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, restyle, row
from ui.work.reviewing import stated_moment

_IDLE_MS = 600
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.hg]([0-5][0-9])\Z")
"""Hours and minutes as people write them: 10:26, 10h26, 10g26."""


class FactsForm(QWidget):
    """Keeps what is typed by itself: after a moment without typing, and before a paper is made."""

    kept = Signal()
    """Something was stated and is on disk."""
    photo_wanted = Signal()

    def __init__(self, context: Context, visit: VisitView) -> None:
        super().__init__()
        self._context = context
        self._visit = visit
        theme, say = context.theme, context.say
        self.representatives = _line(say("minutes.representatives"), _first(visit, "representatives"))
        self.opinion = QPlainTextEdit(_first(visit, "unit_opinion"))
        self.opinion.setAccessibleName(say("minutes.opinion"))
        self.opinion.setTabChangesFocus(True)
        self.opinion.setFixedHeight(theme.px(84))
        self.refused = QCheckBox(say("minutes.refused"))
        self.witness = _line(say("minutes.witness"), _first(visit, "refused_to_sign"))
        self.refused.setChecked(bool(self.witness.text()))
        stated = stated_moment(_first(visit, "ended"))
        self.ended = _line(say("minutes.ended"), f"{stated or context.now():%H:%M}")
        self.ended.setFixedWidth(theme.px(96))
        self._is_ended = stated is not None
        self._photo = Button(theme, say("minutes.opinion-photo"), "link", "photo", height=32)
        self._photo.clicked.connect(self.photo_wanted)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_IDLE_MS)
        self._timer.timeout.connect(self.keep)
        for signal in (self.representatives.textEdited, self.opinion.textChanged, self.witness.textEdited):
            signal.connect(self._timer.start)
        self.ended.textEdited.connect(self._end_stated)
        self.refused.toggled.connect(self._refusal_toggled)
        self._witness_label = Label(theme, say("minutes.witness"), 12, "text2", wrap=True)
        self.setLayout(
            column(
                Label(theme, say("minutes.representatives"), 12, "text2", wrap=True),
                self.representatives,
                row(Label(theme, say("minutes.ended"), 14), self.ended, None),
                Label(theme, say("minutes.opinion"), 12, "text2", wrap=True),
                self.opinion,
                row(self._photo, None),
                self.refused,
                self._witness_label,
                self.witness,
                gap=6,
            )
        )
        self._refusal_shown()

    def _end_stated(self) -> None:
        self._is_ended = True
        self._timer.start()

    def _refusal_toggled(self) -> None:
        self._refusal_shown()
        if self.refused.isChecked():
            self.witness.setFocus()
        self._timer.start()

    def _refusal_shown(self) -> None:
        for part in (self._witness_label, self.witness):
            part.setVisible(self.refused.isChecked())

    def stated(self) -> list[StateFact]:
        """Return what differs from what the visit says so far."""
        wanted = {
            "representatives": clean(self.representatives.text()),
            "unit_opinion": clean(self.opinion.toPlainText()),
            "refused_to_sign": clean(self.witness.text()) if self.refused.isChecked() else "",
        }
        ended = self._ended_text() if self._is_ended else ""
        if ended:
            wanted["ended"] = ended
        now = self._context.shown.view.visit_of(self._visit.id) or self._visit
        return [StateFact(now.id, name, text) for name, text in wanted.items() if text != _first(now, name)]

    def _ended_text(self) -> str:
        """Return the time on the day of the visit, RFC 3339; nothing if what was typed is no time."""
        found = _TIME.match(self.ended.text().strip())
        self.ended.setProperty("wrong", found is None)
        restyle(self.ended)
        if found is None:
            return ""
        began = stated_moment(self._visit.opened[0].started) if self._visit.opened else None
        moment = (began or self._context.now()).replace(hour=int(found[1]), minute=int(found[2]), second=0)
        return moment.isoformat(timespec="seconds")

    def keep(self) -> None:
        """State what was typed; `kept` follows if there was anything."""
        self._timer.stop()
        commands = self.stated()
        if commands:
            job = self._context.bridge.submit(commands[0], *commands[1:])
            job.done.connect(self._done)

    def _done(self, change: object) -> None:
        self.kept.emit()


def _line(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    line.setCursorPosition(0)  # a long text is read from its beginning
    return line


def _first(visit: VisitView, name: str) -> str:
    return " / ".join(visit.facts(name))
