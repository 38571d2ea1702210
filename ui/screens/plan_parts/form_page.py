"""The page of the plan itself: its fields, and the list of units from which some are drawn; saved without being asked."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox

from inspector.commands.planning import StatePlan
from inspector.errors import KnownError
from inspector.rules.round_plan import SETTING, FrameUnit, RoundPlan, as_setting, read_plan
from inspector.text import sort_key
from ui.choosing import choose_file
from ui.context import Context
from ui.models.units import COLUMNS, UnitTable
from ui.screens.plan_parts.fields import Fields
from ui.screens.plan_parts.page import PlanPage
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.scrolling import scrolled
from ui.widgets.table import Table
from ui.widgets.text import Label, card, column, held, row
from ui.work.directories import directory_of
from ui.work.home import Home
from ui.work.planning import units_of_province
from ui.work.unit_table import TABLE_COLUMNS, read_file, read_table, table_of

_PAUSE_MS = 1500
"""From the last change until the plan is saved: one statement for a few cells, not one for each letter."""


class FormPage(PlanPage):
    """Holds the plan as it is being written; it is stated after a pause, and when the page is left."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.fields = Fields(context)
        self.fields.edited.connect(self._edited)
        self.model = UnitTable([self.say(f"column.{name}") for name in COLUMNS])
        self.table = Table(self.theme, self.say("list"), self.model, (0, 190, 84, 100, 84, 136, 76), least=190)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked)
        self.model.edited.connect(self._take_units)
        self.model.refused.connect(self.refuse)
        self.count = Label(self.theme, "", 12, "text3")
        self.provinces = QComboBox()
        self.provinces.setProperty("measure", "small")
        self.provinces.setAccessibleName(self.say("province"))
        self.provinces.setProperty("verbatim", True)  # names
        self.provinces.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list_units = self._button("list-units", "map-pin", self._list_province)
        self.paste = self._button("paste", "clipboard", self._paste)
        self.import_table = self._button("import", "file-import", self._import)
        self.copy = self._button("copy", "copy", self._copy)
        self.remove = self._button("remove", "trash", self._remove)
        self._draft: RoundPlan | None = None
        self._sent: RoundPlan | None = None
        """The draft that is on its way to the disk."""
        self._is_wrong = False
        """What stands in a field makes no plan: it is kept there, and nothing of it is saved."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.put_down)
        self._build()

    def _button(self, key: str, icon: str, call: object) -> Button:
        button = Button(self.theme, self.say(key), "plain", icon, height=32)
        button.clicked.connect(call)
        return button

    def _build(self) -> None:
        tools = Flow(8)
        tools.place([self.provinces, self.list_units, self.paste, self.import_table, self.copy, self.remove])
        heading = row(Label(self.theme, self.say("list"), 16, strong=True), self.count, None, gap=12)
        note = Label(self.theme, self.say("list-note"), 12, "text2", wrap=True)
        self.table.setMinimumHeight(self.theme.px(220))
        inside = column(heading, tools, note, self.table, gap=8, margins=(16, 12, 16, 12))
        inside.setStretchFactor(self.table, 1)
        form = column(
            Label(self.theme, self.say("round"), 16, strong=True), self.fields, gap=8, margins=(16, 12, 16, 12)
        )
        units = card(inside)
        whole = column(card(form), units, gap=12, margins=(24, 12, 24, 12))
        whole.setStretchFactor(units, 1)
        self.lay_out(scrolled(held(whole), across=True))
        home, view = self.context.home, self.context.shown.view
        codes = frozenset(visit.unit.code for visit in view.visits.values())
        self.context.aside.run(partial(_provinces, home, codes)).done.connect(self._offer_provinces)

    def _offer_provinces(self, found: list[tuple[str, str]]) -> None:
        for code, name in found:
            self.provinces.addItem(name, code)

    # -- the draft

    @property
    def draft(self) -> RoundPlan:
        """The plan as it stands on the page."""
        return self._draft if self._draft is not None else self.model.plan

    def refresh(self) -> None:
        if self._draft is None and not self._is_wrong:
            self._show(self.stated())

    def _show(self, plan: RoundPlan) -> None:
        self.fields.show_plan(plan)
        self.model.show_plan(plan)
        self._show_count(plan)

    def _edited(self) -> None:
        try:
            self._hold(read_plan(as_setting(self.fields.plan(self.draft))))
            self._is_wrong = False
        except KnownError as error:
            self._is_wrong = True
            self.refuse(error)

    def _take_units(self, units: tuple[FrameUnit, ...]) -> None:
        try:
            plan = read_plan(as_setting(msgspec.structs.replace(self.draft, frame=units)))
        except KnownError as error:
            self.refuse(error)
            return
        self._hold(plan)

    def _hold(self, plan: RoundPlan) -> None:
        """Show a plan that is whole, and save it after a pause."""
        self.problem.hide()
        self._draft = plan
        self.model.show_plan(plan)
        self._show_count(plan)
        self._timer.start()

    def _show_count(self, plan: RoundPlan) -> None:
        strata = {unit.stratum for unit in plan.frame}
        self.count.setText(self.say("list-count", count=len(plan.frame), strata=len(strata)) if plan.frame else "")

    def put_down(self) -> None:
        self._timer.stop()
        plan = self._draft
        if plan is None or plan is self._sent:
            return
        self._sent = plan
        job = self.context.bridge.submit(StatePlan(plan), about=SETTING)
        job.failed.connect(self._unsaved)
        job.done.connect(self._saved)

    def _saved(self, change: object) -> None:
        if self._draft is self._sent:  # nothing was written since
            self._draft = None
        self._sent = None
        if self.context.now_shown is not None:
            self.refresh()

    def _unsaved(self, error: KnownError) -> None:
        """Keep what is on the page: it is saved with the next change, or when the disk is well again."""
        self._sent = None
        self.refuse(error)

    # -- the list

    def _list_province(self) -> None:
        code = self.provinces.currentData()
        if code is not None:
            home = self.context.home
            task = self.context.aside.run(partial(_listed, home, code, self.draft.start))
            task.done.connect(self._listed)
            task.failed.connect(self.refuse)

    def _listed(self, units: tuple[FrameUnit, ...]) -> None:
        known = {(one.code, one.since): one for one in self.draft.frame}
        self._replace(tuple(known.get((one.code, one.since), one) for one in units), "listed")

    def _paste(self) -> None:
        self._read(QApplication.clipboard().text())

    def _import(self) -> None:
        file = choose_file(self, self.say("import"), (self.say("table-files"),))
        if file is not None:
            self.bring_in(file)

    def bring_in(self, file: Path) -> None:
        """Read a table from a file, or say why it cannot be read."""
        try:
            text = read_file(file)
        except KnownError as error:
            self.refuse(error)
            return
        self._read(text)

    def _read(self, text: str) -> None:
        try:
            units = read_table(text, self.draft.frame)
        except KnownError as error:
            self.refuse(error)
            return
        self._replace(units, "table-read")

    def _copy(self) -> None:
        headings = [self.say(f"column.{name}") for name in TABLE_COLUMNS]
        QApplication.clipboard().setText(table_of(self.draft.frame, headings))
        self.context.toast(self.say("copied", count=len(self.draft.frame)))

    def _remove(self) -> None:
        gone = set(self.table.chosen())
        if gone:
            self._replace(tuple(one for at, one in enumerate(self.draft.frame) if at not in gone), "removed")

    def _replace(self, units: tuple[FrameUnit, ...], key: str) -> None:
        """Take other units into the list, and offer the way back."""
        before = self.draft.frame
        self._take_units(units)
        if self.draft.frame == units and units != before:
            words = self.say(key, count=len(units))
            self.context.toast(words, self.context.say("act.undo"), partial(self._take_units, before))


def _provinces(home: Home, visited: frozenset[str]) -> list[tuple[str, str]]:
    """Return code and name of the present provinces: first those of the units visited, then by the alphabet."""
    directory = directory_of(home).directory
    here = {unit.province for unit in directory.units if unit.code in visited}
    present = [(one.code, one.name) for one in directory.provinces if one.valid_to is None]
    return sorted(present, key=lambda one: (one[0] not in here, sort_key(one[1])))


def _listed(home: Home, province: str, start: str) -> tuple[FrameUnit, ...]:
    day = date.fromisoformat(start) if start else None
    return units_of_province(directory_of(home).directory, province, day)
