"""The page of days: who goes where on which day, and the file of each day for those who go."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from inspector.commands.draft import Command
from inspector.commands.evidence import SetPresence
from inspector.commands.planning import Assigned, PlanVisits, Reassign
from inspector.errors import KnownError
from inspector.journal.bodies import UnitRef
from inspector.journal.entry import VisitId
from inspector.projection.draws import drawn_units, seeds_of
from inspector.rules import shipped
from inspector.text import civil_date, iso_date, sort_key
from ui.choosing import choose_folder
from ui.context import Context
from ui.models.plain_table import PlainTable
from ui.screens.plan_parts.page import PlanPage
from ui.screens.plan_parts.panes import Panes
from ui.widgets.button import Button
from ui.widgets.table import Table
from ui.widgets.text import Label, card, clear, column, held, row
from ui.work.day_lists import DayList, day_lists, plan_of, write_day_list
from ui.work.handing import Written
from ui.work.stages import heading


class Going(msgspec.Struct, frozen=True):
    """A unit to be visited: drawn, or planned already."""

    unit: UnitRef
    stratum: str
    visit: VisitId = ""
    day: str = ""
    team: tuple[str, ...] = ()
    begun: bool = False


class DayLine(QWidget):
    """One day in words, and the button that writes its list; `wanted` tells the day (ISO)."""

    wanted = Signal(str)

    def __init__(self, context: Context, day: str, words: str) -> None:
        super().__init__()
        self._day = day
        self.told = Label(context.theme, words, 14, wrap=True)
        self.export = Button(context.theme, context.say("plan.export-day"), "plain", "package-export", height=32)
        self.export.setAccessibleName(context.say("plan.export-day-of", day=civil_date(day)))
        self.export.clicked.connect(self._ask)
        line = row(self.told, self.export, gap=8)
        line.setStretchFactor(self.told, 1)
        self.setLayout(line)

    def _ask(self) -> None:
        self.wanted.emit(self._day)


class DaysPage(PlanPage):
    """Left the units, right what is assigned to those that are chosen; below it the days."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        headings = [self.say(f"column.{name}") for name in ("name", "stratum", "day", "people", "state")]
        self.model = PlainTable(headings)
        self.table = Table(self.theme, self.say("going"), self.model, (0, 164, 100, 180, 112), least=190)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.count = Label(self.theme, "", 12, "text3", wrap=True)
        self.day = QLineEdit()
        self.day.setProperty("measure", "small")
        self.day.setAccessibleName(self.say("day"))
        self.day.setPlaceholderText(self.say("day-hint"))
        self.people: dict[str, QCheckBox] = {}
        self.assign = Button(self.theme, self.say("assign-none"), "primary", "calendar")
        self.assign.clicked.connect(self._assign)
        self.days = column(gap=8)
        self.lines: dict[str, DayLine] = {}
        self._people = column(gap=2)
        self._build()

    def _build(self) -> None:
        theme = self.theme
        left = column(
            Label(theme, self.say("going"), 16, strong=True), self.count, self.table, gap=10,
            margins=(16, 12, 16, 12),
        )  # fmt: skip
        left.setStretchFactor(self.table, 1)
        label = Label(theme, self.say("day"), 14, strong=True)
        label.setBuddy(self.day)
        assign = card(
            column(
                Label(theme, self.say("assigning"), 16, strong=True), label, self.day,
                Label(theme, self.say("people"), 14, strong=True), held(self._people), row(self.assign, None),
                gap=8, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        days = card(
            column(
                Label(theme, self.say("day-lists"), 16, strong=True),
                Label(theme, self.say("day-lists-note"), 12, "text2", wrap=True), held(self.days), gap=8,
                margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        self.table.setMinimumHeight(theme.px(300))
        panes = Panes(theme, card(left), held(column(assign, days, None, gap=12)), side_first=False)
        self.lay_out(panes)

    # -- what is shown

    def refresh(self) -> None:
        self._show_people()
        kept = {self.model.rows[at][1].unit for at in self.table.chosen()}  # type: ignore[attr-defined]
        self.model.show_rows([(self._cells(one), one) for one in self._going()])
        for at, (_, one) in enumerate(self.model.rows):
            if one.unit in kept:  # type: ignore[attr-defined]
                self.table.selectRow(at)
        waiting = sum(not one.visit for one in self._rows())
        self.count.setText(self.say("going-count", count=len(self.model.rows), waiting=waiting))
        self._show_chosen()
        self._show_days()

    def _going(self) -> list[Going]:
        view = self.context.shown.view
        strata = {(one.unit.code, one.unit.since, one.unit.name): one.stratum for one in drawn_units(seeds_of(view))}
        found: dict[tuple[str, str, str], Going] = {}
        for visit in view.visits.values():
            plan, place = plan_of(visit), (visit.unit.code, visit.unit.since, visit.unit.name)
            if plan is not None and not visit.is_void:
                begun = bool(visit.opened or visit.results)
                stratum = strata.get(place, visit.unit.district)
                found[place] = Going(visit.unit, stratum, visit.id, plan.day, plan.team, begun)
        for pick in drawn_units(seeds_of(view)):
            place = (pick.unit.code, pick.unit.since, pick.unit.name)
            found.setdefault(place, Going(pick.unit, pick.stratum))
        return sorted(found.values(), key=lambda one: (bool(one.visit), one.day, sort_key(one.unit.name)))

    def _cells(self, one: Going) -> tuple[str, ...]:
        state = "begun" if one.begun else "planned" if one.visit else "to-plan"
        day = civil_date(one.day) if one.day else "–"
        return heading(one.unit.name), one.stratum, day, self._names(one.team) or "–", self.say(f"state.{state}")

    def _names(self, team: tuple[str, ...]) -> str:
        persons = self.context.shown.view.trust.persons
        return ", ".join(persons[one].name if one in persons else f"#{one[:4].upper()}" for one in team)

    def _rows(self) -> list[Going]:
        return [one for _, one in self.model.rows if isinstance(one, Going)]

    @property
    def chosen(self) -> list[Going]:
        """The units that are chosen and where nobody has begun."""
        rows = self._rows()
        return [rows[at] for at in self.table.chosen() if not rows[at].begun]

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self.assign.set_words(self.say("assign", count=len(chosen)) if chosen else self.say("assign-none"))
        self.assign.setEnabled(bool(chosen))
        self.assign.setToolTip("" if chosen else self.say("choose-units"))

    def _show_people(self) -> None:
        persons = self.context.shown.view.trust.persons
        if list(self.people) == list(persons):
            return
        clear(self._people)
        self.people = {}
        for one in persons.values():
            box = QCheckBox(one.name)
            box.setAccessibleName(one.name)
            self.people[one.id] = box
            self._people.addWidget(box)

    def _show_days(self) -> None:
        clear(self.days)
        self.lines = {}
        begun = {one.visit for one in self._rows() if one.begun}
        found = [one for one in day_lists(self.context.shown.view) if not begun.issuperset(one.visits)]
        for one in found:
            line = DayLine(self.context, one.day, self._told(one))
            line.wanted.connect(self._export)
            self.lines[one.day] = line
            self.days.addWidget(line)
        if not found:
            self.days.addWidget(Label(self.theme, self.say("no-days"), 14, "text2", wrap=True))

    def _told(self, one: DayList) -> str:
        weekday = self.context.say(f"home.weekday.{date.fromisoformat(one.day).weekday()}", day=civil_date(one.day))
        people = self._names(one.team) or self.say("nobody")
        words = self.say("day-of", day=weekday, count=len(one.visits), people=people)
        if one.written is None:
            return words
        at = self.context.stated(one.written)
        return f"{words} · {self.say('day-written', time=f'{at:%H:%M}', day=f'{at:%d/%m/%Y}')}"

    # -- what a person asks

    def _assign(self) -> None:
        text = self.day.text().strip()
        try:
            day = iso_date(text) if text else ""
        except KnownError as error:
            self.refuse(error)
            return
        self.problem.hide()
        team = tuple(sorted(one for one, box in self.people.items() if box.isChecked()))
        chosen = self.chosen
        fresh = tuple(Assigned(one.unit, day, team) for one in chosen if not one.visit)
        moved: list[Command] = [Reassign(one.visit, day, team) for one in chosen if one.visit]
        commands = list(moved)
        if fresh:
            commands.append(PlanVisits(fresh, shipped.shipped(self.stated().checklist or shipped.latest())))
        job = self.context.bridge.submit(*commands)
        job.failed.connect(self.refuse)
        job.done.connect(partial(self._assigned, len(chosen), is_new=not moved))

    def _assigned(self, count: int, change: object, *, is_new: bool) -> None:
        words, added = self.say("assigned", count=count), change.added  # type: ignore[attr-defined]
        if is_new and added:
            self.context.toast(words, self.context.say("act.undo"), partial(self._take_back, added))
        else:
            self.context.toast(words)

    def _take_back(self, visits: tuple[VisitId, ...]) -> None:
        self.context.bridge.submit(*(SetPresence(one, "out") for one in visits)).failed.connect(self.refuse)

    def _export(self, day: str) -> None:
        folder = choose_folder(self, self.say("export-day"))
        if folder is not None:
            self.export_to(day, folder)

    def export_to(self, day: str, folder: Path) -> None:
        """Write the list of a day into a folder, or say why it cannot be written."""
        home, sources = self.context.home, self.context.sources
        job = self.context.bridge.run(
            lambda session, progress: write_day_list(session, home, sources, day, folder, progress=progress)
        )
        job.failed.connect(self.refuse)
        job.done.connect(partial(self._exported, day))

    def _exported(self, day: str, files: list[Written]) -> None:
        self.problem.hide()
        names = ", ".join(one.path.name for one in files)
        self.context.toast(self.say("exported", day=civil_date(day), file=names))
