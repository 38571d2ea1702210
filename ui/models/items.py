"""The items of a checklist as a list with a heading before each group; filtered without regard to diacritics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from inspector.rules.item import Item
from inspector.text import fold
from resources import Language
from ui.work.capturing import Row, Sheet

RowRole = Qt.ItemDataRole.UserRole + 1
HeadingRole = Qt.ItemDataRole.UserRole + 2

Show = Literal["all", "gaps", "failed", "flagged"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A group above its items."""

    code: str
    title: str
    answered: int
    total: int


class ItemsModel(QAbstractListModel):
    """Shows a `Sheet`. A change of one answer repaints one row."""

    def __init__(self, language: Language, describe: Callable[[Row], str]) -> None:
        super().__init__()
        self._language = language
        self._describe = describe
        self._titles: dict[str, str] = {}
        self._sheet: Sheet | None = None
        self._lines: list[Row | Heading] = []
        self._words: dict[str, str] = {}
        self._sought = ""
        self._show: Show = "all"

    def show(self, sheet: Sheet, titles: dict[str, str]) -> None:
        """Show a checklist as it stands; `titles` names the groups by their letters."""
        self._sheet, self._titles = sheet, titles
        lines = self._made()
        if [_name(line) for line in lines] == [_name(line) for line in self._lines]:
            changed = [n for n, (old, new) in enumerate(zip(self._lines, lines, strict=True)) if old != new]
            for number in changed:  # what is the same stays the same object: pictures of rows are kept by it
                self._lines[number] = lines[number]
            for number in changed:
                self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def seek(self, text: str, show: Show) -> None:
        """Show only items with these words in code or wording, and of one kind."""
        if (fold(text), show) != (self._sought, self._show):
            self._sought, self._show = fold(text), show
            self.beginResetModel()
            self._lines = self._made()
            self.endResetModel()

    def row_of(self, item: str) -> QModelIndex:
        """Return where an item stands; an invalid index if it is filtered away."""
        for number, line in enumerate(self._lines):
            if isinstance(line, Row) and line.item.id == item:
                return self.index(number)
        return QModelIndex()

    def item_at(self, index: QModelIndex | QPersistentModelIndex) -> Item | None:
        """Return the item of a row; None for a heading."""
        line = self._lines[index.row()] if index.isValid() else None
        return line.item if isinstance(line, Row) else None

    def items(self) -> Sequence[str]:
        """Return the ids of the items that are shown."""
        return [line.item.id for line in self._lines if isinstance(line, Row)]

    def _made(self) -> list[Row | Heading]:
        if self._sheet is None:
            return []
        lines: list[Row | Heading] = []
        group = ""
        for row in self._sheet.rows:
            if not self._is_shown(row):
                continue
            if row.item.group != group:
                group = row.item.group
                lines.append(Heading(group, self._titles.get(group, ""), *self._sheet.group(group)))
            lines.append(row)
        return lines

    def _is_shown(self, row: Row) -> bool:
        kinds = {"all": True, "gaps": row.has_gap, "failed": row.state == "unmet", "flagged": row.is_flagged}
        if not kinds[self._show]:
            return False
        if not self._sought:
            return True
        item = row.item
        if item.id not in self._words:
            full, short = item.full.say(self._language), item.short.say(self._language)
            self._words[item.id] = fold(f"{item.code} {short} {full}")
        return self._sought in self._words[item.id]

    # -- what Qt asks

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        line = self._lines[index.row()] if index.isValid() else None
        if isinstance(line, Row):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, Heading):
            if role == HeadingRole:
                return line
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{line.code}. {line.title} {line.answered}/{line.total}"
            return None
        if role == RowRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.item.code} {line.item.short.say(self._language)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._describe(line)
        return None


def _name(line: Row | Heading) -> str:
    return line.item.id if isinstance(line, Row) else line.code
