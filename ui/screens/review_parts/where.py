"""Who was there, when and where."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QGridLayout

from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from reports.outline.facts import people
from ui.context import Context
from ui.widgets.text import Label, column
from ui.work.reviewing import stated_moment

_FIELDS = ("unit", "manner", "time", "people", "checklist")


class WhereCard(QFrame):
    """Five facts of a visit."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.setProperty("role", "card")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, theme.px(92))
        grid.setColumnStretch(1, 1)
        self._values: dict[str, Label] = {}
        for place, name in enumerate(_FIELDS):
            label = Label(theme, context.say(f"review.{name}"), 14, "text2")
            value = Label(theme, "", 14, strong=name == "unit", wrap=True)
            grid.addWidget(label, place, 0)
            grid.addWidget(value, place, 1)
            self._values[name] = value
        heading = Label(theme, context.say("review.where"), 16, strong=True)
        self.setLayout(column(heading, grid, gap=8, margins=(16, 12, 16, 14)))

    def show_visit(self, visit: VisitView, checklist: Checklist | None) -> None:
        """Show a visit."""
        say = self._context.say
        unit = visit.unit
        self._values["unit"].setText(", ".join(part for part in (unit.name, unit.district) if part))
        self._values["manner"].setText(self._manner(visit))
        self._values["time"].setText(self._time(visit))
        self._values["people"].setText(", ".join(person.name for person in people(visit)) or "–")
        count = len(checklist.items) if checklist is not None else 0
        version = checklist.version if checklist is not None else "–"
        self._values["checklist"].setText(say("review.version", version=version, count=count))

    def _manner(self, visit: VisitView) -> str:
        say = self._context.say
        announced = bool(visit.opened) and visit.opened[0].announced
        words = say("review.announced" if announced else "review.unannounced")
        if not any(one.mystery for one in visit.opened):
            return words
        covert = [seal for seal in visit.seals if seal.said.purpose == "covert"]
        if not covert:
            return f"{words}; {say('review.covert-open')}"
        at = self._context.stated(covert[0].statement.header.at)
        return f"{words}; {say('review.covert-closed', time=f'{at:%H:%M}')}"

    def _time(self, visit: VisitView) -> str:
        started = stated_moment(visit.opened[0].started) if visit.opened else None
        if started is None:
            return self._context.say("review.not-begun")
        ended = next((found for text in visit.facts("ended") if (found := stated_moment(text))), None) or self._last(
            visit
        )
        until = f"–{ended:%H:%M}" if ended is not None and ended > started else ""
        return f"{started:%d/%m/%Y}, {started:%H:%M}{until}"

    def _last(self, visit: VisitView) -> datetime | None:
        """Return when something was last observed that day."""
        times = [self._context.stated(one.at) for result in visit.results.values() for one in result.observations]
        last = max(times, default=None)
        started = stated_moment(visit.opened[0].started)
        return last if last is not None and started is not None and last.date() == started.date() else None
