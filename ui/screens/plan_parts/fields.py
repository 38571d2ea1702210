"""The fields of the plan: days, basis, team, checklist, share, strata and points; words in, a plan out."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from inspector.errors import KnownError
from inspector.rules import shipped
from inspector.rules.round_plan import Points, RoundPlan, Strata
from inspector.text import civil_date, clean, iso_date
from ui.context import Context
from ui.widgets.button import Segments
from ui.widgets.flow import Flow
from ui.widgets.text import Label, column, held
from ui.work.planning import read_share

_STRATA: Final[tuple[Strata, ...]] = ("each", "together")
_POINTS: Final = ("base", "overdue", "complaint", "month")
_BASIS: Final = 392
_TEAM: Final = 320
_SHORT: Final = 112


class Fields(QWidget):
    """`edited` after a person changed anything."""

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say, theme = self._say, context.theme
        self.start, self.end, self.share = (self._line(f"field.{name}") for name in ("start", "end", "share"))
        self.basis, self.team = self._line("field.basis"), self._line("field.team")
        self.checklist = QComboBox()
        self.checklist.setProperty("measure", "small")
        for version in reversed(shipped.versions()):
            self.checklist.addItem(version)
        self.checklist.activated.connect(self.edited)
        self.strata = Segments(theme, (say("strata.each"), say("strata.together")), say("field.strata"))
        self.strata.clicked.connect(self.edited)
        self.points = {name: self._number(name) for name in _POINTS}
        above, below = Flow(16), Flow(16)
        above.place(
            [
                self._named("field.start", self.start, _SHORT),
                self._named("field.end", self.end, _SHORT),
                self._named("field.checklist", self.checklist, _SHORT),
                self._named("field.basis", self.basis, _BASIS),
                self._named("field.team", self.team, _TEAM),
            ]
        )
        below.place(
            [
                self._named("field.share", self.share, _SHORT),
                self._named("field.strata", self.strata, 0),
                *(self._named(f"points.{name}", self.points[name], _SHORT) for name in _POINTS),
            ]
        )
        note = Label(theme, say("points.note"), 12, "text2", wrap=True)
        self.setLayout(column(above, below, note, gap=12))

    def _say(self, key: str) -> str:
        return self._context.say(f"plan.{key}")

    def _line(self, key: str) -> QLineEdit:
        line = QLineEdit()
        line.setProperty("measure", "small")
        line.textEdited.connect(self.edited)
        return line

    def _number(self, name: str) -> QLineEdit:
        line = self._line(f"points.{name}")
        line.setValidator(QIntValidator(1 if name == "base" else 0, 1000, line))
        return line

    def _named(self, key: str, field: QWidget, width: int) -> QWidget:
        label = Label(self._context.theme, self._say(key), 12, "text2")
        label.setBuddy(field)
        field.setAccessibleName(self._say(key))
        if width:
            field.setFixedWidth(max(self._context.theme.px(width), label.sizeHint().width()))
        return held(column(label, field, gap=4))

    def show_plan(self, plan: RoundPlan) -> None:
        """Show a plan; what is shown already is left alone, caret and all."""
        days = {self.start: plan.start, self.end: plan.end}
        texts = {field: civil_date(day) if day else "" for field, day in days.items()}
        texts |= {self.basis: plan.basis, self.team: plan.team, self.share: f"{plan.share[0]}/{plan.share[1]}"}
        texts |= {line: str(getattr(plan.points, name)) for name, line in self.points.items()}
        for field, text in texts.items():
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)  # a long text is read from its beginning
        self.strata.choose(_STRATA.index(plan.strata))
        place = self.checklist.findText(plan.checklist or shipped.latest())
        self.checklist.setCurrentIndex(place)

    def plan(self, before: RoundPlan) -> RoundPlan:
        """Return a plan with what the fields say; its list of units stays.

        Raises: KnownError plan.days, plan.share, plan.cell, text.control.
        """
        return msgspec.structs.replace(
            before,
            start=_day(self.start),
            end=_day(self.end),
            basis=clean(self.basis.text()),
            team=clean(self.team.text()),
            checklist=self.checklist.currentText(),
            share=read_share(self.share.text()),
            strata=_STRATA[self.strata.index],
            points=Points(**{name: _points(line) for name, line in self.points.items()}),
        )


def _points(field: QLineEdit) -> int:
    if not field.hasAcceptableInput():
        raise KnownError("plan.cell", text=field.text())
    return int(field.text())


def _day(field: QLineEdit) -> str:
    text = field.text().strip()
    try:
        return iso_date(text) if text else ""
    except KnownError as error:
        raise KnownError("plan.days") from error
