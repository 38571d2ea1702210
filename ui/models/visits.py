"""The visits of a round as a tree of two levels: groups by stage or by day, and in each the visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.text import SortKey, sort_key
from ui.work.stages import STAGES, Stage, VisitRow

Index = QModelIndex | QPersistentModelIndex
Arrangement = Literal["stage", "day"]
Column = Literal["unit", "kind", "when", "how", "act"]

_ROOT: Final = QModelIndex()

COLUMNS: Final[tuple[Column, ...]] = ("unit", "kind", "when", "how", "act")


class Role(IntEnum):
    """What a delegate asks of an index besides its words."""

    ROW = Qt.ItemDataRole.UserRole
    """The `VisitRow` of a visit; None for a group."""
    GROUP = Qt.ItemDataRole.UserRole + 1
    """The `Group` of a group; None for a visit."""


@dataclass(frozen=True, slots=True)
class Group:
    """Visits that stand together: those of one stage, or those of one day (ISO; empty where none is named)."""

    stage: Stage | None
    day: str
    rows: tuple[VisitRow, ...]

    @property
    def key(self) -> str:
        """What the group is remembered by."""
        return self.stage or self.day


@dataclass(frozen=True, slots=True)
class Wording:
    """How the tree is put into words: of a group, and of each column of a visit."""

    group: Callable[[Group], str]
    cell: Callable[[VisitRow, Column], str]


def grouped(rows: Sequence[VisitRow], arrangement: Arrangement) -> tuple[Group, ...]:
    """Return the groups that have visits: stages in the order of a visit's life, or days, the latest first."""
    if arrangement == "stage":
        stages = ((stage, [row for row in rows if row.stage == stage]) for stage in STAGES)
        return tuple(Group(stage, "", tuple(sorted(found, key=_within))) for stage, found in stages if found)
    days = sorted({day_of(row) for row in rows}, reverse=True)
    return tuple(
        Group(None, day, tuple(sorted((row for row in rows if day_of(row) == day), key=_within))) for day in days
    )


def day_of(row: VisitRow) -> str:
    """Return the day of a visit, ISO: the one on which it began, else the one foreseen."""
    return row.started[:10] or row.day


def _within(row: VisitRow) -> tuple[object, ...]:
    """Planned visits by their day, those that began by their start, then by name."""
    return row.started or row.day or "~", _alphabetic(row.unit)


@lru_cache(maxsize=4096)
def _alphabetic(name: str) -> SortKey:
    """Return the place of a name in the alphabet; remembered, for every refresh asks for all of them."""
    return sort_key(name)


class VisitTree(QAbstractItemModel):
    """Shows the rows it is given. Its words come from `wording`, for the language is the window's."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.groups: tuple[Group, ...] = ()

    def show_rows(self, rows: Sequence[VisitRow], arrangement: Arrangement) -> None:
        """Show visits in an arrangement; where no visit moved, what changed is told row by row."""
        fresh = grouped(rows, arrangement)
        if fresh == self.groups:
            return
        if _shape(fresh) == _shape(self.groups):
            old, self.groups = self.groups, fresh
            self._tell_changes(old)
            return
        self.beginResetModel()
        self.groups = fresh
        self.endResetModel()

    def _tell_changes(self, old: tuple[Group, ...]) -> None:
        last = len(COLUMNS) - 1
        for number, (before, after) in enumerate(zip(old, self.groups, strict=True)):
            for place, (was, now) in enumerate(zip(before.rows, after.rows, strict=True)):
                if was != now:
                    left = self.createIndex(place, 0, number + 1)
                    self.dataChanged.emit(left, self.createIndex(place, last, number + 1))

    def index_of(self, visit: str) -> QModelIndex:
        """Return the index of a visit; an invalid one if it is not shown."""
        for number, group in enumerate(self.groups):
            for place, row in enumerate(group.rows):
                if row.visit == visit:
                    return self.createIndex(place, 0, number + 1)
        return QModelIndex()

    # -- what Qt asks; an index of a group has the internal id 0, one of a visit the number of its group from 1 on

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        number = child.internalId() if child.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self.groups)
        if parent.internalId() or parent.column() > 0:
            return 0
        return len(self.groups[parent.row()].rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number = index.internalId()
        if number:
            return self._visit_data(self.groups[number - 1].rows[index.row()], COLUMNS[index.column()], role)
        return self._group_data(self.groups[index.row()], index.column(), role)

    def _group_data(self, group: Group, column: int, role: int) -> object:
        if role == Role.GROUP:
            return group
        if column == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._wording.group(group)
        return None

    def _visit_data(self, row: VisitRow, column: Column, role: int) -> object:
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._wording.cell(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row) if column == "unit" else self._wording.cell(row, column)
        return None

    def spoken(self, row: VisitRow) -> str:
        """Return a whole row as a screen reader says it."""
        return ", ".join(words for column in COLUMNS if (words := self._wording.cell(row, column)))


def _shape(groups: tuple[Group, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(group.key, tuple(row.visit for row in group.rows)) for group in groups]
