"""How the workbench words what it shows: moments, stages, links, what is missing."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Final

from inspector.errors import KnownError
from inspector.journal.entry import Clock
from inspector.text import civil_date
from ui.context import Context
from ui.models.visits import Column, Group, Wording
from ui.widgets.glyphs import Look
from ui.work.receipt_words import arrived
from ui.work.stages import Stage, VisitRow

LOOKS_OF_STAGES: Final[dict[Stage, Look]] = {
    "planned": Look("ring", "none"),
    "returned": Look("warning", "part"),
    "recording": Look("dot", "accent"),
    "waiting": Look("check", "pass"),
    "sealed": Look("padlock", "part"),
    "handed_over": Look("up", "na"),
    "approved": Look("check", "pass"),
    "void": Look("dash", "na"),
}


class Words:
    """Sentences of the workbench in the language of the window."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._say = context.say

    def wording(self) -> Wording:
        """Return how the tree of visits is worded."""
        return Wording(self.group, self.cell)

    def group(self, group: Group) -> str:
        name = self._say(f"home.stage.{group.stage}") if group.stage else self.day(group.day)
        return f"{name}  {len(group.rows)}"

    def day(self, iso: str) -> str:
        """Return a day as people read it; today by its name."""
        if not iso:
            return self._say("home.no-day")
        if iso == self._context.now().date().isoformat():
            return self._say("home.today")
        with suppress(KnownError):
            return civil_date(iso)
        return iso

    def moment(self, rfc3339: str) -> str:
        """Return when a visit began, as it was stated."""
        try:
            moment = datetime.fromisoformat(rfc3339)
        except ValueError:
            return rfc3339
        return f"{self.short_day(moment.date().isoformat())} {moment:%H:%M}"

    def short_day(self, iso: str) -> str:
        """Return a day in a column of days: those of this year without it."""
        day = self.day(iso)
        return day.removesuffix(f"/{self._context.now().year}")

    def clock(self, at: Clock) -> str:
        """Return a moment on the clock of the machine that stated it."""
        return f"{self._context.stated(at):%d/%m/%Y %H:%M}"

    def kind(self, row: VisitRow) -> str:
        return self._say("home.announced" if row.announced else "home.unannounced")

    def act(self, stage: Stage) -> str:
        """Return what the link of a visit does."""
        if self._context.is_lead and stage in ("returned", "handed_over"):
            return self._say("home.act.judge")
        return self._say(f"home.act.{stage}")

    def cell(self, row: VisitRow, column: Column) -> str:
        """Return the words of one cell."""
        if column == "unit":
            return row.unit
        if column == "kind":
            return self.kind(row)
        if column == "when":
            return self.moment(row.started) if row.started else self.short_day(row.day)
        return self.act(row.stage) if column == "act" else self.how(row)

    def how(self, row: VisitRow) -> str:
        """Return how far a visit is."""
        if row.stage == "void":
            return self._say("home.stage.void")
        if row.stage == "returned":
            return self._say("home.returned" if row.comments else "home.returned-mended", count=row.comments)
        if row.stage == "approved":
            return self._say("home.added-to" if row.added else "home.stage.approved", count=row.added)
        if row.sealed and row.stage in ("sealed", "handed_over"):
            return self.sealed(row)
        if not row.total:
            return self._say("home.no-checklist")
        if row.stage == "planned":
            return self._say("home.items", count=row.total)
        if row.lacking:
            return f"{row.answered}/{row.total} · {self._say('home.lacks', count=row.lacking)}"
        return self._say("home.full", done=row.answered, total=row.total)

    def sealed(self, row: VisitRow) -> str:
        if row.arrival is not None and not self._context.is_lead:
            return arrived(row.arrival, self._context.language)
        if row.stage == "handed_over" and row.handed is not None and not row.is_from_another:
            return self._say("home.handed-at", moment=self.clock(row.handed))
        return self._say("home.sealed-at", moment=self.clock(row.sealed)) if row.sealed is not None else ""

    def parts(self, row: VisitRow) -> str:
        """Return what the number of gaps counts: "7 tiêu chí, 2 ảnh"."""
        counts = (
            ("items", len(row.gaps.unanswered)),
            ("photos", len(row.gaps.photos)),
            ("notes", len(row.gaps.notes)),
        )
        return ", ".join(self._say(f"home.count.{what}", count=count) for what, count in counts if count)

    def facts(self, row: VisitRow) -> str:
        """Return the line below the unit: what kind of visit, since when, who."""
        told = [self._say("home.one-stop"), self.kind(row)]
        if row.mystery:
            told[-1] += f", {self._say('home.with-role-play')}"
        if row.started:
            told.append(self._say("home.began", moment=self.lower_moment(row.started)))
        return " · ".join(told)

    def lower_moment(self, rfc3339: str) -> str:
        """Return a moment within a sentence: "08:40 hôm nay"."""
        try:
            moment = datetime.fromisoformat(rfc3339)
        except ValueError:
            return rfc3339
        return f"{moment:%H:%M} {self.lower_day(moment.date().isoformat())}"

    def lower_day(self, iso: str) -> str:
        """Return a day within a sentence: "hôm nay"."""
        day = self.day(iso)
        return f"{day[0].lower()}{day[1:]}"
