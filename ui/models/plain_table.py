"""A table of words: headings, rows of cells, and behind each row what it stands for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()


class PlainTable(QAbstractTableModel):
    """Shows rows that somebody else worded; `UserRole` is what a row stands for.

    Args:
        headings: one for each column.
        numbers: columns whose cells are numbers, which stand at the right.
        parent: who lets go of it.
    """

    def __init__(self, headings: Sequence[str], numbers: Collection[int] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._numbers = frozenset(numbers)
        self.rows: tuple[tuple[tuple[str, ...], object], ...] = ()

    def show_rows(self, rows: Sequence[tuple[tuple[str, ...], object]]) -> None:
        """Show other rows, each with its cells and what it stands for."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return aligned(section in self._numbers) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cells, behind = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]}: {cells[index.column()]}"
        if role == Qt.ItemDataRole.UserRole:
            return behind
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return aligned(index.column() in self._numbers)
        return None


def aligned(is_number: bool) -> Qt.AlignmentFlag:
    """Return where the words of a cell stand: numbers at the right, so that their digits stand below each other."""
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
