"""The page of the draw: the seed is stated first, units are drawn from it, and every seed stays in sight."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from inspector.errors import KnownError
from inspector.journal.entry import EntryId
from inspector.journal.seal import code_of
from inspector.projection.draws import Seed, seeds_of
from inspector.projection.view import View
from inspector.rules.round_plan import frame_of, stratum_of
from ui.context import Context
from ui.models.plain_table import PlainTable
from ui.screens.plan_parts.page import PlanPage
from ui.screens.plan_parts.panes import Panes
from ui.screens.plan_parts.seed_card import SeedCard, listed
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.table import Table
from ui.widgets.text import Label, card, clear, column, held, row
from ui.work.planning import check, draw_units, state_seed, told
from ui.work.stages import heading


class DrawPage(PlanPage):
    """Left the seeds, the newest first; right what one of them gave."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.state = Button(self.theme, self.say("state-seed"), "primary", "plus")
        self.state.clicked.connect(self._state)
        self.cards: list[SeedCard] = []
        self._list = column(gap=8)
        self._view: View | None = None
        self._shown: EntryId = ""
        self.model = PlainTable([self.say(f"column.{name}") for name in ("order", "name", "stratum", "weight")], (0, 3))
        self.table = Table(self.theme, self.say("drawn"), self.model, (56, 0, 240, 76))
        self.summary = Label(self.theme, "", 14, "text2", wrap=True)
        self.copy = Button(self.theme, self.say("copy-draw"), "plain", "copy", height=32)
        self.copy.clicked.connect(self._copy)
        self.go_on = Button(self.theme, self.say("go-days"), "tinted", "calendar", height=32)
        self.go_on.clicked.connect(self._to_days)
        self.acts = Flow(8)
        self.acts.place([self.copy, self.go_on])
        self._build()

    def _build(self) -> None:
        explain = Label(self.theme, self.say("draw-note"), 14, "text2", wrap=True)
        left = column(
            Label(self.theme, self.say("seeds"), 16, strong=True), explain, row(self.state, None), held(self._list), None,
            gap=10, margins=(16, 12, 16, 12),
        )  # fmt: skip
        right = column(
            Label(self.theme, self.say("drawn"), 16, strong=True), self.summary, self.table, self.acts, gap=10,
            margins=(16, 12, 16, 12),
        )  # fmt: skip
        right.setStretchFactor(self.table, 1)
        self.table.setMinimumHeight(self.theme.px(240))
        panes = Panes(self.theme, card(right), card(left), side_first=True)
        self.lay_out(panes)

    # -- what is shown

    def refresh(self) -> None:
        view = self.context.shown.view
        if view is self._view:
            return
        self._view = view
        self.problem.hide()
        self._show()
        task = self.context.aside.run(partial(check, view))
        task.done.connect(self._checked)

    def _checked(self, found: tuple[tuple[Seed, str], ...]) -> None:
        verdicts = {seed.id: verdict for seed, verdict in found}
        for one in self.cards:
            one.show_verdict(verdicts.get(one.seed, ""))

    def _show(self) -> None:
        seeds = seeds_of(self.context.shown.view)
        had_focus = any(one.isAncestorOf(focused) for one in self.cards) if (focused := self.focusWidget()) else False
        clear(self._list)
        current = self._frame_now()
        self.cards = []
        for seed in reversed(seeds):
            one = SeedCard(self.context, seed, is_current=seed.said.frame == current, total=listed(seed))
            one.drawn.connect(self._draw)
            one.shown.connect(self._choose)
            self.cards.append(one)
            self._list.addWidget(one)
        self._order_focus()
        if had_focus:
            self.table.setFocus()  # the button that had it is gone
        is_stated = any(one.said.frame == current and one.counts for one in seeds)
        self.state.set_kind("plain" if is_stated else "primary")  # one thing to do next
        self.state.setEnabled(bool(current))
        self.state.setToolTip("" if current else self.say("no-list"))
        drawn = [seed for seed in seeds if seed.draws]
        chosen = next((one for one in drawn if one.id == self._shown), drawn[-1] if drawn else None)
        self._show_picks(chosen)

    def _order_focus(self) -> None:
        """Let the focus go from the seeds, as they stand, to what was drawn."""
        buttons = [button for one in self.cards for button in (one.act, one.look)]
        chain = [self.state, *buttons, self.table, self.copy, self.go_on]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _frame_now(self) -> str:
        """Return the digest of what would be drawn from now; nothing if there is nothing."""
        plan = self.stated()
        try:
            return frame_of(plan).digest if plan.frame else ""
        except KnownError as error:
            self.refuse(error)
            return ""

    def _show_picks(self, seed: Seed | None) -> None:
        self.acts.setVisible(seed is not None)
        if seed is None:
            self.model.show_rows(())
            self.summary.setText(self.say("nothing-drawn"))
            return
        picks = seed.draws[-1].said.picks
        weights, totals = _known(seed)
        self.model.show_rows(
            [
                (
                    (
                        str(place),
                        heading(pick.unit.name),
                        pick.stratum or self.say("no-stratum"),
                        weights.get(pick.unit.code, "–"),
                    ),
                    pick,
                )
                for place, pick in enumerate(picks, 1)
            ]
        )
        found = Counter(pick.stratum for pick in picks)
        shares = ", ".join(f"{name or self.say('no-stratum')} {found[name]}/{totals.get(name, 0)}" for name in found)
        told_of = self.say("drawn-share", count=len(picks), total=sum(totals.values()), shares=shares)
        self.summary.setText(f"{self.say('drawn-from', code=code_of(seed.id))} {told_of}")

    # -- what a person asks

    def _choose(self, seed: EntryId) -> None:
        found = next((one for one in seeds_of(self.context.shown.view) if one.id == seed), None)
        self._shown = seed
        self._show_picks(found)

    def _state(self) -> None:
        sources = self.context.sources
        job = self.context.bridge.run(lambda session, progress: state_seed(session, sources), "job.saving")
        job.failed.connect(self.refuse)

    def _draw(self, seed: EntryId) -> None:
        self._shown = seed
        job = self.context.bridge.run(lambda session, progress: draw_units(session, seed), "job.saving")
        job.failed.connect(self.refuse)

    def _to_days(self) -> None:
        self.wanted.emit("days")

    def _copy(self) -> None:
        """Copy what another program needs to draw again."""
        content = msgspec.json.format(msgspec.json.encode(told(self.context.shown.view), order="sorted"), indent=1)
        QApplication.clipboard().setText(content.decode())
        self.context.toast(self.say("draw-copied"))


def _known(seed: Seed) -> tuple[dict[str, str], Counter[str]]:
    """Return the points of the units that a seed draws from, and how many of them each stratum has."""
    try:
        plan = seed.plan
        frame = frame_of(plan)
    except KnownError:
        return {}, Counter()
    weights = {one.code: str(one.weight) for one in frame.candidates}
    return weights, Counter(stratum_of(one, plan) for one in plan.frame)
