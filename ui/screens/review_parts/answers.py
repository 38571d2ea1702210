"""All answers once more: by group with its tally, the wording, the state, what was noted, photos, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from resources import Language
from ui.work.capturing import Row, sheet

LineRole: Final = Qt.ItemDataRole.UserRole + 1

TALLIED: Final = ("met", "partly", "unmet", "left_out", "unknown", "no_standing", "contested", "unanswered")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group above its items, and how many of them stand how."""

    code: str
    title: str
    tally: tuple[tuple[str, int], ...]
    """Keys of `LOOKS` with their counts, in the order of `TALLIED`; what is nowhere is left out."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item: how it stands, what was noted."""

    item: Item
    state: str
    words: str
    note: str
    photos: int
    lacks_photo: bool
    lacks_note: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What of all answers is shown; both must hold."""

    unmet_only: bool = False
    noted_only: bool = False


Line = GroupLine | ItemLine


def lines(visit: VisitView, checklist: Checklist, language: Language, wanted: Filter) -> list[Line]:
    """Return the answers of a visit, each group before its items; a group of which nothing is shown is left out."""
    rows = sheet(visit, checklist, language).rows
    found: list[Line] = []
    for group in checklist.groups:
        of_group = [row for row in rows if row.item.group == group.code]
        shown = [line for row in of_group if _is_wanted(line := _line(row, visit), wanted)]
        if shown:
            counts = [(state, sum(row.state == state for row in of_group)) for state in TALLIED]
            tally = tuple((state, count) for state, count in counts if count)
            found += [GroupLine(group.code, group.title.say(language), tally), *shown]
    return found


def _line(row: Row, visit: VisitView) -> ItemLine:
    result = visit.result(row.item.id)
    observations = result.observations if result is not None else ()
    notes = dict.fromkeys(note for one in observations if (note := one.said.note or one.said.reason))
    note = " / ".join(notes)
    return ItemLine(row.item, row.state, row.words, note, row.photos, row.lacks_photo, row.lacks_note)


def _is_wanted(line: ItemLine, wanted: Filter) -> bool:
    is_unmet = line.state in ("unmet", "partly")
    return (is_unmet or not wanted.unmet_only) and (bool(line.note) or not wanted.noted_only)


class AnswersModel(QAbstractListModel):
    """Shows lines; it computes nothing."""

    def __init__(self, describe: Callable[[Line], str]) -> None:
        super().__init__()
        self._describe = describe
        self._lines: list[Line] = []

    def show_lines(self, fresh: list[Line]) -> None:
        """Show other lines; the same ones change nothing."""
        if fresh != self._lines:
            self.beginResetModel()
            self._lines = fresh
            self.endResetModel()

    def line(self, index: QModelIndex | QPersistentModelIndex) -> Line | None:
        """Return what a row shows."""
        return self._lines[index.row()] if index.isValid() else None

    def row_of(self, item: str) -> int:
        """Return where an item stands, or -1."""
        found = (n for n, line in enumerate(self._lines) if isinstance(line, ItemLine) and line.item.id == item)
        return next(found, -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if isinstance(self.line(index), ItemLine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == LineRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._describe(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, ItemLine):
            return line.note or None
        return None
