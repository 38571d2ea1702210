"""The units from which some are drawn, as a table in which what is known of each can be written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from inspector.errors import KnownError
from inspector.rules.round_plan import FrameUnit, RoundPlan, weight_of
from inspector.text import civil_date
from ui.models.plain_table import aligned
from ui.work.stages import heading
from ui.work.unit_table import read_cell

Index = QModelIndex | QPersistentModelIndex
Column = Literal["name", "stratum", "overdue", "handled", "complaints", "last_visit", "weight"]

COLUMNS: Final[tuple[Column, ...]] = (
    "name",
    "stratum",
    "overdue",
    "handled",
    "complaints",
    "last_visit",
    "weight",
)
_FIXED: Final = frozenset({"name", "weight"})
_NUMBERS: Final = frozenset({"overdue", "handled", "complaints", "weight"})
_ROOT = QModelIndex()


class UnitTable(QAbstractTableModel):
    """Shows the units of a plan. What is written into a cell goes out as `edited`; the cell changes when it is shown again.

    Args:
        headings: words of the columns, in their order.
        parent: who lets go of it.
    """

    edited = Signal(object)
    """The units with the one that changed."""
    refused = Signal(object)
    """A `KnownError`: what was typed is no number, or no day."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self.plan = RoundPlan()

    def show_plan(self, plan: RoundPlan) -> None:
        """Show the units of a plan; where the same units stand in it, what is chosen stays chosen."""
        same = [one.code for one in plan.frame] == [one.code for one in self.plan.frame]
        if same:
            self.plan = plan
            if plan.frame:
                self.dataChanged.emit(self.index(0, 0), self.index(len(plan.frame) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.plan = plan
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.plan.frame)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and COLUMNS[index.column()] not in _FIXED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._headings[section]
        return aligned(COLUMNS[section] in _NUMBERS) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        unit, column = self.plan.frame[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(unit, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading(unit.name)}, {self._headings[index.column()]}: {self._words(unit, column)}"
        if role == Qt.ItemDataRole.UserRole:
            return unit
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return aligned(column in _NUMBERS)
        return None

    def _words(self, unit: FrameUnit, column: Column) -> str:
        if column == "name":
            return heading(unit.name)
        if column == "weight":
            return str(weight_of(unit, self.plan))
        if column == "last_visit":
            return civil_date(unit.last_visit) if unit.last_visit else ""
        return str(getattr(unit, column))

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        column, units = COLUMNS[index.column()], list(self.plan.frame)
        try:
            changed = msgspec.structs.replace(units[index.row()], **{column: read_cell(column, str(value))})
        except KnownError as error:
            self.refused.emit(error)
            return False
        if changed != units[index.row()]:
            units[index.row()] = changed
            self.edited.emit(tuple(units))
        return True
