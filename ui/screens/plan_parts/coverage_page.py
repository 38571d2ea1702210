"""The page of what is done: of each stratum how many units were drawn, planned, visited and sealed, as counts of counts."""

from __future__ import annotations

from functools import partial

import msgspec

from inspector.projection.view import View
from inspector.synthesis.coverage import Coverage, Row, coverage_of
from ui.context import Context
from ui.models.plain_table import PlainTable
from ui.screens.plan_parts.page import PlanPage
from ui.widgets.scrolling import scrolled
from ui.widgets.table import Table
from ui.widgets.text import Label, card, column, held
from ui.work.stages import heading

_COLUMNS = ("stratum", "listed", "drawn", "planned", "visited", "sealed")


class CoveragePage(PlanPage):
    """The total, a table of strata, and the units where nobody has been."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = PlainTable([self.say(f"column.{name}") for name in _COLUMNS], (1, 2, 3, 4, 5))
        self.table = Table(self.theme, self.say("coverage"), self.model, (0, 130, 120, 120, 130, 130))
        self.total = Label(self.theme, "", 14, strong=True, wrap=True)
        self.unvisited = Label(self.theme, "", 14, wrap=True)
        self._view: View | None = None
        table = column(
            Label(self.theme, self.say("coverage"), 16, strong=True),
            self.total, Label(self.theme, self.say("coverage-note"), 12, "text2", wrap=True), self.table, gap=8,
            margins=(16, 12, 16, 12),
        )  # fmt: skip
        table.setStretchFactor(self.table, 1)
        waiting = column(
            Label(self.theme, self.say("unvisited"), 16, strong=True), self.unvisited, gap=8, margins=(16, 12, 16, 12)
        )
        self.table.setMinimumHeight(self.theme.px(240))
        above = card(table)
        inside = column(above, card(waiting), gap=12, margins=(24, 12, 24, 12))
        inside.setStretchFactor(above, 1)
        self.lay_out(scrolled(held(inside), across=True))

    def refresh(self) -> None:
        view = self.context.shown.view
        if view is not self._view:
            self._view = view
            self.problem.hide()
            task = self.context.aside.run(partial(coverage_of, view, self.stated()))
            task.done.connect(self._show)

    def _show(self, found: Coverage) -> None:
        self.model.show_rows([(self._cells(one), one) for one in found.rows])
        self.total.setText(f"{self.say('total')}: {self.say('covered', **msgspec.structs.asdict(found.total))}")
        names = ", ".join(heading(one.name) for one in found.unvisited)
        self.unvisited.setText(names or self.say("all-visited"))

    def _cells(self, one: Row) -> tuple[str, ...]:
        return (
            one.stratum or self.say("no-stratum"),
            str(one.listed),
            f"{one.drawn}/{one.listed}",
            str(one.planned),
            f"{one.visited}/{one.planned}",
            f"{one.sealed}/{one.planned}",
        )
