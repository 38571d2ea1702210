"""What is to be decided, as a list: for each visit a heading, and below it its cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.journal.entry import VisitId
from ui.work.deciding import Case, Key

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate asks of a row besides its words."""

    LINE = Qt.ItemDataRole.UserRole
    """A `VisitLine` or a `CaseLine`."""


class VisitLine(msgspec.Struct, frozen=True):
    """The heading of a visit."""

    visit: VisitId
    words: str


class CaseLine(msgspec.Struct, frozen=True):
    """One case; `is_open` while it waits for a decision."""

    case: Case
    is_open: bool


class CasesModel(QAbstractListModel):
    """Shows the cases that it is given. Headings cannot be chosen.

    Args:
        heading: puts the visit of a case into words.
        spoken: puts a line into words, for who does not see it.
        parent: who lets go of it.
    """

    def __init__(
        self, heading: Callable[[Case], str], spoken: Callable[[CaseLine], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._heading = heading
        self._spoken = spoken
        self._lines: list[VisitLine | CaseLine] = []

    @property
    def lines(self) -> Sequence[VisitLine | CaseLine]:
        return self._lines

    def show_cases(self, cases: Sequence[Case], held: frozenset[Key]) -> None:
        """Show cases by visit; where none came or went, what changed is told row by row.

        Args:
            cases: in the order of the list.
            held: those that are decided, though it is not written yet.
        """
        fresh: list[VisitLine | CaseLine] = []
        visit = ""
        for case in cases:
            if case.visit != visit:
                visit = case.visit
                fresh.append(VisitLine(visit, self._heading(case)))
            fresh.append(CaseLine(case, case.is_open and case.key not in held))
        if [*map(_shape, fresh)] != [*map(_shape, self._lines)]:
            self.beginResetModel()
            self._lines = fresh
            self.endResetModel()
            return
        for row, line in enumerate(fresh):
            if line is not self._lines[row] and line != self._lines[row]:
                self._lines[row] = line
                self.dataChanged.emit(self.index(row), self.index(row))

    def line(self, index: Index) -> VisitLine | CaseLine | None:
        """Return the line of an index; None for an invalid one."""
        return self._lines[index.row()] if index.isValid() else None

    def row_of(self, key: Key) -> int:
        """Return the row of a case, -1 if it is not shown."""
        rows = (row for row, line in enumerate(self._lines) if isinstance(line, CaseLine) and line.case.key == key)
        return next(rows, -1)

    def next_open(self, key: Key | None, *, forward: bool) -> Key | None:
        """Return the case that waits next after one, going round; None where none but it does."""
        keys = [line.case.key for line in self._lines if isinstance(line, CaseLine)]
        waiting = {line.case.key for line in self._lines if isinstance(line, CaseLine) and line.is_open}
        start = keys.index(key) if key is not None and key in keys else -1 if forward else 0
        for step in range(1, len(keys) + 1):
            found = keys[(start + (step if forward else -step)) % len(keys)]
            if found in waiting and found != key:
                return found
        return None

    # -- what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not isinstance(self.line(index), CaseLine):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if role == Role.LINE:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and line is not None:
            return line.words if isinstance(line, VisitLine) else self._spoken(line)
        return None


def _shape(line: VisitLine | CaseLine) -> tuple[str, ...]:
    return line.case.key if isinstance(line, CaseLine) else (line.visit,)
