"""The files that arrived as a table: a tick, a verdict, three lights, and what each file holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.work.arrivals import Arrival

Index = QModelIndex | QPersistentModelIndex
Column = Literal["tick", "verdict", "lights", "unit", "file", "sealer", "sealed", "items", "photos", "remark"]

COLUMNS: Final[tuple[Column, ...]] = (
    "tick", "verdict", "lights", "unit", "file", "sealer", "sealed", "items", "photos", "remark",
)  # fmt: skip
NUMBERS: Final = frozenset({"items", "photos"})

_ROOT: Final = QModelIndex()


class Role(IntEnum):
    """What a delegate asks of an index besides its words."""

    ROW = Qt.ItemDataRole.UserRole
    """The `Arrival`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How the table is put into words."""

    heading: Callable[[Column], str]
    cell: Callable[[Arrival, Column], str]
    spoken: Callable[[Arrival, bool], str]
    """A whole row as a screen reader says it, and whether it is ticked."""


class IntakeTable(QAbstractTableModel):
    """Shows the files that it is given. Which of them are ticked is remembered by path, and given to nobody else."""

    ticked = Signal()
    """Which files are ticked changed."""
    reason_wanted = Signal(int)
    """Somebody ticked a file that may be taken in only for a reason."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.rows: tuple[Arrival, ...] = ()
        self._reasons: dict[Path, str] = {}

    def show_rows(self, rows: Sequence[Arrival]) -> None:
        """Show files; those that are new in the table are ticked if nothing speaks against them."""
        before = {one.path: one for one in self.rows}
        kept, self._reasons = self._reasons, {}
        self.beginResetModel()
        self.rows = tuple(rows)
        for one in rows:
            reason = kept.get(one.path)
            was = before.get(one.path)
            if reason is not None and (one.is_good or (one.needs_reason and reason)):
                self._reasons[one.path] = reason
            elif one.is_good and (was is None or not was.is_good):
                self._reasons[one.path] = ""
        self.endResetModel()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The places of the files that are ticked."""
        return tuple(number for number, one in enumerate(self.rows) if one.path in self._reasons)

    @property
    def reasons(self) -> dict[Path, str]:
        """The files that are ticked, each with the reason that was given for it, if one is needed."""
        return dict(self._reasons)

    def is_ticked(self, number: int) -> bool:
        return self.rows[number].path in self._reasons

    def tick(self, number: int, *, on: bool, reason: str = "") -> None:
        """Tick a file or not; one that needs a reason and has none asks for it, and one that cannot come in stays."""
        row = self.rows[number]
        if on and row.needs_reason and not reason:
            self.reason_wanted.emit(number)
            return
        if on == self.is_ticked(number) or (on and not row.may_be_taken):
            return
        if on:
            self._reasons[row.path] = reason
        else:
            del self._reasons[row.path]
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(COLUMNS) - 1))
        self.ticked.emit()

    # -- what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if COLUMNS[index.column()] == "tick" and self.rows[index.row()].may_be_taken:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = COLUMNS[section]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._wording.heading(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == "tick" else self._wording.heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and column == "tick":
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._wording.cell(row, column)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            whole = column == "tick" and role == Qt.ItemDataRole.AccessibleTextRole
            return self._wording.spoken(row, self.is_ticked(index.row())) if whole else self._wording.cell(row, column)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick(index.row(), on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
