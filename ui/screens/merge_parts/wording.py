"""How files that arrived are put into words, and how their verdicts look."""

from __future__ import annotations

from typing import Final

from inspector.dossier.verdict import Completeness, Intake, Integrity
from inspector.projection.intake import Author
from inspector.text import sort_key
from ui.context import Context
from ui.models.intake import Column, Wording
from ui.widgets.glyphs import Look
from ui.work.arrivals import Arrival, Remark, Verdict
from ui.work.stages import heading

LOOKS: Final[dict[Verdict, Look]] = {
    Verdict.VALID: Look("check", "pass"),
    Verdict.HERE: Look("bars", "na"),
    Verdict.NEWER: Look("up", "accent"),
    Verdict.OLDER: Look("dash", "na"),
    Verdict.CHECKLIST: Look("warning", "part"),
    Verdict.FORK: Look("arrows", "conflict"),
    Verdict.BROKEN: Look("cross", "fail"),
    Verdict.OTHER_ROUND: Look("question", "part"),
    Verdict.UNREADABLE: Look("question", "fail"),
}

_INTEGRITY: Final = {Integrity.INTACT: Look("check", "pass"), Integrity.DAMAGED: Look("cross", "fail")}
_AUTHOR: Final = {
    Author.ROSTER: Look("check", "pass"),
    Author.UNKNOWN: Look("question", "part"),
    Author.REMOVED: Look("cross", "fail"),
}
_COMPLETENESS: Final = {
    Completeness.SEALED: Look("check", "pass"),
    Completeness.OPEN: Look("half", "part"),
    Completeness.ROUND: Look("check", "na"),
    Completeness.OLDER: Look("dash", "na"),
    Completeness.FORK: Look("arrows", "conflict"),
    Completeness.GAP: Look("cross", "fail"),
}


def lights_of(row: Arrival) -> tuple[tuple[Look, str], ...]:
    """Return the three lights of a file, integrity, author, completeness, each with the key of its sentence."""
    found = row.found
    if not isinstance(found, Intake):
        return ()
    lights = [(_INTEGRITY[found.integrity], f"intake.light.{found.integrity.value}")]
    if not found.rounds:
        return tuple(lights)  # of what could not be read nothing more can be said
    if row.author is not None:
        lights.append((_AUTHOR[row.author], f"intake.light.author-{row.author.value}"))
    return (*lights, (_COMPLETENESS[found.completeness], f"intake.light.{found.completeness.value}"))


class Words:
    """Words for one window's language."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def wording(self) -> Wording:
        return Wording(lambda column: self._context.say(f"merge.column.{column}"), self.cell, self.spoken)

    def cell(self, row: Arrival, column: Column) -> str:
        """Return the words of one cell; a dash where nothing is known."""
        if column == "tick":
            return ""
        if column == "verdict":
            return self._context.say(f"merge.verdict.{row.verdict.value}")
        if column == "lights":
            return "; ".join(self._context.say(key) for _, key in lights_of(row))
        if column == "unit":
            return self.units(row)
        if column == "file":
            return row.path.name
        if column == "remark":
            return self.remark(row.remarks[0]) if row.remarks else ""
        return self._fact(row, column) or "–"

    def _fact(self, row: Arrival, column: Column) -> str:
        if column == "sealer":
            return row.sealed_by
        if column == "sealed":
            return f"{self._context.stated(row.sealed_at):%d/%m %H:%M}" if row.sealed_at is not None else ""
        if not row.visits or row.verdict is Verdict.BROKEN:
            return ""
        if column == "items":
            return f"{row.answered}/{row.items}" if row.items else str(row.answered)
        return str(row.photos)

    def units(self, row: Arrival) -> str:
        """Return the units of a file: the first, and how many more; none is ever cut."""
        names = [heading(name) for name in sorted(set(row.units), key=sort_key)]
        if len(names) < 2:
            return names[0] if names else "–"
        return self._context.say("merge.units", first=names[0], more=len(names) - 1)

    def remark(self, remark: Remark) -> str:
        return self._context.say(remark.key, **remark.params)

    def spoken(self, row: Arrival, is_ticked: bool) -> str:
        tick = self._context.say("merge.ticked" if is_ticked else "merge.not-ticked")
        columns: tuple[Column, ...] = ("verdict", "unit", "file", "sealer", "items", "photos", "remark")
        facts = [f"{self._context.say(f'merge.column.{one}')} {self.cell(row, one)}" for one in columns]
        return ", ".join([tick, *(fact for fact in facts if not fact.endswith((" –", " ")))])
