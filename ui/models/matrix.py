"""The overview's table for Qt: rows are units, columns items, groups or rounds, between two columns of names and a sum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.work.faces import EMPTY, Column, Field, Table
from ui.work.overview import Line
from ui.work.trend import Tally

Index = QModelIndex | QPersistentModelIndex

GROUP: Final = 0
UNIT: Final = 1
FIRST: Final = 2
"""Of the columns with fields; the last column of all is the sum of a row."""

_ROOT: Final = QModelIndex()
_WORDS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class Role(IntEnum):
    """What a delegate asks of an index besides its words."""

    FIELD = Qt.ItemDataRole.UserRole
    """The `Field`; None in the columns of names and the sum."""
    LINE = Qt.ItemDataRole.UserRole + 1
    """The `Line` of the row."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How the table is put into words."""

    spoken: Callable[[Line, Column, Field], str]
    """A field as a screen reader says it."""
    group: Callable[[Line], str]
    sum: Callable[[Line], str]
    heading: Callable[[Column], str]
    names: tuple[str, str, str]
    """Headings of the columns of groups, of units and of sums."""


class MatrixModel(QAbstractTableModel):
    """Shows the `Table` it is given; it owns nothing and computes nothing."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.table: Table = EMPTY

    def show_table(self, table: Table, wording: Wording) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table, self._wording = table, wording
        self.endResetModel()

    @property
    def last(self) -> int:
        """The column of sums."""
        return FIRST + len(self.table.columns)

    def field(self, row: int, column: int) -> Field:
        """Return a field; only for columns from `FIRST` to before `last`."""
        return self.table.rows[row][column - FIRST]

    def named_group(self, row: int) -> str:
        """Return under what name a row stands."""
        return self._wording.group(self.table.lines[row])

    def place(self, unit: int, key: str) -> QModelIndex:
        """Return the index of a unit, by its number, and a column by its key; an invalid one where either is not shown."""
        row = next((n for n, line in enumerate(self.table.lines) if line.unit.number == unit), -1)
        column = next((n for n, one in enumerate(self.table.columns) if one.key == key), -1)
        return self.index(row, FIRST + column) if row >= 0 and column >= 0 else QModelIndex()

    def named(self, index: Index) -> tuple[Line, Column] | None:
        """Return what a field is about; None outside the fields."""
        if not index.isValid() or not FIRST <= index.column() < self.last:
            return None
        return self.table.lines[index.row()], self.table.columns[index.column() - FIRST]

    # -- what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.table.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self.last + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.table.lines[index.row()], index.column()
        if role == Role.LINE:
            return line
        is_field = FIRST <= column < self.last
        if role == Role.FIELD:
            return self.field(index.row(), column) if is_field else None
        if role not in _WORDS or (is_field and role == Qt.ItemDataRole.DisplayRole):
            return None
        if is_field:
            return self._wording.spoken(line, self.table.columns[column - FIRST], self.field(index.row(), column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        if column == GROUP:
            return self._wording.group(line)
        return line.name if column == UNIT else self._wording.sum(line)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _WORDS:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.table.lines[section].name if section < len(self.table.lines) else None
        if FIRST <= section < self.last:
            column = self.table.columns[section - FIRST]
            return column.code if role == Qt.ItemDataRole.DisplayRole else self._wording.heading(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return self._wording.names[section if section < FIRST else 2] if section <= self.last else None


class FootModel(QAbstractTableModel):
    """One row below the table, with its columns: how many units fall short, and all shortcomings."""

    def __init__(self, tell: Callable[[str, Column | None, Tally], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._name = ""
        self.table: Table = EMPTY

    def show_table(self, table: Table, name: str) -> None:
        """Show the foot of another table; `name` says what it counts."""
        self.beginResetModel()
        self.table, self._name = table, name
        self.endResetModel()

    def tally(self, column: int) -> Tally | None:
        """Return what a column sums up to; None in the columns of names."""
        if column < FIRST:
            return None
        foot = self.table.foot
        return foot[column - FIRST] if column - FIRST < len(foot) else self.table.total

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else FIRST + len(self.table.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _WORDS:
            return None
        tally = self.tally(index.column())
        if tally is None:
            return self._name
        if role == Qt.ItemDataRole.DisplayRole:
            return str(tally.k)
        place = index.column() - FIRST
        column = self.table.columns[place] if place < len(self.table.columns) else None
        return self._tell(self._name, column, tally)
