"""How far observers agree, as a table: one line each, counts with what they are counted of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.work.agreeing import Line, Way

Index = QModelIndex | QPersistentModelIndex
Say = Callable[..., str]


class AgreementRows(QAbstractTableModel):
    """Shows lines of one kind. A count is never told without its denominator; where there is none, a dash stands."""

    def __init__(self, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._way: Way = "items"
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, way: Way, lines: Sequence[Line]) -> None:
        """Show lines by item, by pair or by person."""
        fresh = tuple(lines)
        if (way, fresh) != (self._way, self._lines):
            self.beginResetModel()
            self._way, self._lines = way, fresh
            self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return the line of a row; None where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: tuple[str, ...]) -> int:
        """Return the row of an item, a pair or a person; -1 if it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    @property
    def _columns(self) -> tuple[str, ...]:
        counts = ("differs", "devices", "concluded") if self._way == "persons" else ("differs", "concluded")
        return (self._way, *counts)

    def _cell(self, line: Line, column: str) -> str:
        match column:
            case "differs":
                return _share(line.tally.count, line.tally.total)
            case "devices":
                return _share(line.devices.count, line.devices.total)
            case "concluded":
                return _share(line.tally.concluded + line.devices.concluded, line.tally.count + line.devices.count)
            case _:
                return line.label

    # -- what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self._say(f"agreement.{column}")
            return f"{line.label}, {head}: {self._cell(line, column)}" if index.column() else line.label
        if role == Qt.ItemDataRole.ToolTipRole and not index.column():
            return line.label
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._lines[section].label
        return self._say(f"agreement.{self._columns[section]}")


def _share(count: int, total: int) -> str:
    return f"{count}/{total}" if total else "–"
