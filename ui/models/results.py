"""What a search found as a list: a heading for each kind, the first of its hits, and a way to all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.synthesis.sayings import Kind
from inspector.synthesis.search import Hit, Matches

Index = QModelIndex | QPersistentModelIndex

_ROOT: Final = QModelIndex()

FIRST: Final = 5
"""Hits of each kind that are shown as long as no kind is chosen."""
MOST: Final = 100
"""Hits that are shown of a kind: who has to look through more types another word."""


class Heading(msgspec.Struct, frozen=True):
    """Begins the hits of a kind."""

    kind: Kind
    count: int


class More(msgspec.Struct, frozen=True):
    """Stands for the hits of a kind that are not shown."""

    kind: Kind
    shown: int
    count: int

    @property
    def leads_on(self) -> bool:
        """Tell whether choosing the kind shows more."""
        return self.shown < MOST


Row = Heading | Hit | More


class ResultList(QAbstractListModel):
    """Shows the rows of a search; `UserRole` is the row, and `spoken` puts one into words."""

    def __init__(self, spoken: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self.rows: tuple[Row, ...] = ()

    def show(self, matches: Matches, kind: Kind | None) -> None:
        """Show what was found, of one kind or the first of each."""
        fresh = tuple(_rows(matches, kind))
        if fresh != self.rows:
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return None


def _rows(matches: Matches, kind: Kind | None) -> Iterator[Row]:
    counts = matches.counts()
    for one in counts if kind is None else [kind] if kind in counts else []:
        yield Heading(one, counts[one])
        hits = matches.hits(FIRST if kind is None else MOST, one)
        yield from hits
        if len(hits) < counts[one]:
            yield More(one, len(hits), counts[one])
