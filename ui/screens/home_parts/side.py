"""The right column of the workbench: what has not left this machine, the round, what fails most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from ui.context import Context
from ui.models.visits import day_of
from ui.screens.home_parts.cells import ORDER, Cell, Strip
from ui.screens.home_parts.wording import Words
from ui.widgets.button import Button
from ui.widgets.notices import Icon
from ui.widgets.text import Label, clear, column, hairline, held, restyle, row
from ui.work.stages import VisitRow, shortcomings

_MOST_SHORTCOMINGS = 3


class HandOverCard(QFrame):
    """How many sealed visits never left, and the way to let them."""

    pressed = Signal()
    receiving = Signal()
    """Files from whoever leads the round are to be taken in."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, self._say = context.theme, context.say
        self._words = Words(context)
        self.setProperty("role", "card")
        self.count = Label(theme, "", 16, strong=True, wrap=True)
        self.last = Label(theme, "", 12, "text2", wrap=True)
        self._icon = Icon(theme, "package-export", 28, "part_ink")
        self.button = Button(theme, context.say("home.export"), "plain", "upload", "Ctrl+E")
        self.button.clicked.connect(self.pressed)
        self.receive = Button(theme, context.say("home.receive"), "link", "file-import", height=32)
        self.receive.clicked.connect(self.receiving)
        self._tile = QFrame()
        self._tile.setProperty("role", "tile")
        self._tile.setFixedSize(theme.px(44), theme.px(44))
        self._tile.setLayout(row(None, self._icon, None))
        head = row(self._tile, column(self.count, self.last, gap=2), gap=12)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.button, row(self.receive, None), gap=12, margins=(16, 16, 16, 12)))

    def show_rows(self, rows: Sequence[VisitRow]) -> None:
        """Show how many wait; amber only while some do."""
        waiting = sum(one.stage == "sealed" for one in rows)
        left = [one.handed for one in rows if one.handed is not None and one.stage != "planned"]  # not by a briefing
        last = max(left, key=lambda at: at.utc_ms, default=None)
        tone = "part" if waiting else ""
        if self.property("tone") != tone:
            for part in (self, self._tile):
                part.setProperty("tone", tone)
                restyle(part)
        self._icon.set_ink("part_ink" if waiting else "text2")
        nothing = "home.all-handed" if last else "home.nothing-to-hand-over"
        self.count.setText(self._say("home.not-handed", count=waiting) if waiting else self._say(nothing))
        self.last.setText(
            self._say("home.last-export", moment=self._words.clock(last)) if last else self._say("home.no-export")
        )
        self.button.setVisible(bool(waiting))
        self.receive.setHidden(self._context.is_lead)  # they merge what comes, and look at it first


class RoundCard(QFrame):
    """The round: how many units were visited, a cell for each, the days that are left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self._words = Words(context)
        self.setProperty("role", "card")
        self.name = Label(theme, "", 16, strong=True, wrap=True)
        self.days = Label(theme, "", 12, "text2", wrap=True)
        self.visited = Label(theme, "", 28, strong=True, numeric=True)
        self._units = Label(theme, context.say("home.units-visited"), 14, "text2")
        self.left = Label(theme, "", 12, "text2")
        self.strip = Strip(theme)
        self._legend = QGridLayout()
        self._legend.setHorizontalSpacing(16)
        self._legend.setVerticalSpacing(6)
        counts = row(self.visited, self._units, None, self.left)
        self.plan = Button(theme, context.say("home.lead-plan"), "link", "calendar", height=32)
        self.team = Button(theme, context.say("home.lead-team"), "link", "users", height=32)
        self.plan.clicked.connect(lambda: context.go("plan"))
        self.team.clicked.connect(lambda: context.go("team"))
        self.of_leads = held(row(self.plan, self.team, None, gap=16))
        self.setLayout(
            column(
                self.name, self.days, 8, counts, 4, self.strip, 4, self._legend, 4, self.of_leads,
                margins=(16, 14, 16, 14),
            )
        )  # fmt: skip

    def show_rows(self, title: str, rows: Sequence[VisitRow]) -> None:
        """Show the round; visits that were called off are no part of it."""
        say = self._context.say
        self.of_leads.setVisible(self._context.is_lead)
        rows = [one for one in rows if one.stage != "void"]
        counts = Counter(one.stage for one in rows)
        visited = len(rows) - counts["planned"]
        self.name.setText(title)
        days = sorted(day for one in rows if (day := one.day or day_of(one)))
        self.days.setText(self._span(days))
        self.days.setVisible(bool(days))
        self.visited.setText(f"{visited}/{len(rows)}")
        self.left.setText(self._left([one.day for one in rows if one.day]))
        told = [(stage, say(f"home.cell.{stage}"), counts[stage]) for stage in ORDER if counts[stage]]
        spoken = ", ".join(f"{name} {count}" for _, name, count in told)
        self.strip.show_stages([one.stage for one in rows], spoken)
        clear(self._legend)
        theme = self._context.theme
        for place, (stage, name, count) in enumerate(told):
            number = Label(theme, str(count), 12, strong=True, numeric=True)
            entry = row(Cell(theme, stage), Label(theme, name, 12, "text2"), number, None, gap=8)
            self._legend.addLayout(entry, place // 2, place % 2)

    def _span(self, days: list[str]) -> str:
        if not days:
            return ""
        first, last = self._words.day(days[0]), self._words.day(days[-1])
        return first if first == last else self._context.say("home.days", first=first, last=last)

    def _left(self, planned: list[str]) -> str:
        """Return how many days there are to the last one that is planned; nothing once it is over."""
        try:
            ending = max(map(date.fromisoformat, planned), default=None)
        except ValueError:
            return ""
        days = (ending - self._context.now().date()).days if ending else -1
        return self._context.say("home.days-left", count=days) if days > 0 else ""


class ShortcomingsCard(QFrame):
    """What fails in most of the sealed visits, each with what it is counted over."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "card")
        self._rows = column()
        heading = Label(context.theme, context.say("home.worst"), 14, strong=True, wrap=True)
        self.basis = Label(context.theme, "", 12, "text2", wrap=True)
        self.setLayout(column(heading, 8, self._rows, hairline(), 8, self.basis, margins=(16, 12, 16, 12)))
        self._shown: object = None

    def show_rows(self, rows: Sequence[VisitRow], checklists: Iterable[Checklist]) -> None:
        """Show the worst; nothing where no visit is sealed or nothing failed."""
        worst, sealed = shortcomings(rows, _MOST_SHORTCOMINGS)
        self.setVisible(bool(worst))
        if (worst, sealed) == self._shown:
            return
        self._shown = (worst, sealed)
        say, theme = self._context.say, self._context.theme
        items = {item.id: item for checklist in checklists for item in checklist.items}
        self.basis.setText(say("home.counted-over", count=sealed))
        clear(self._rows)
        for one in worst:
            words = Label(theme, self._wording(items[one.item]), 12, wrap=True)
            count = Label(theme, say("home.of-units", failed=one.failed, judged=one.judged), 12, strong=True)
            line = row(words, count, gap=12, margins=(0, 6, 0, 6))
            line.setStretchFactor(words, 1)
            self._rows.addWidget(hairline())
            self._rows.addLayout(line)

    def _wording(self, item: Item) -> str:
        """Return how a failure is said: as the report says it, else the item by its short name."""
        language = self._context.language
        words = item.prose.negative.say(language) if item.prose is not None else item.short.say(language)
        return f"{words[0].upper()}{words[1:]}"
