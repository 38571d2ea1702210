"""The members of a team as a list; the root keys are its last row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.widgets.glyphs import Look

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

ROOTS: Final = "roots"
"""The id of the row that stands for the root keys; ids of persons are longer."""


class MemberRow(msgspec.Struct, frozen=True):
    """One row, in words."""

    id: str
    name: str
    count: str
    """How many devices."""
    chips: tuple[tuple[str, Look], ...]
    """Roles, then what is to be said of the briefing."""

    @property
    def whole(self) -> str:
        """Everything that the row says, for a screen reader and for a tool tip."""
        return ", ".join((self.name, *(words for words, _ in self.chips), self.count))


class MemberList(QAbstractListModel):
    """Shows rows; `UserRole` is the `MemberRow`."""

    rows: tuple[MemberRow, ...] = ()

    def show_rows(self, rows: Sequence[MemberRow]) -> None:
        """Show other rows, if they are others."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def index_of(self, which: str) -> QModelIndex:
        """Return the index of the row with an id; an invalid one if there is none."""
        places = (place for place, row in enumerate(self.rows) if row.id == which)
        return self.index(next(places, -1), 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.whole
        return None
