"""What a search found, as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.work.going import Target

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()


class FoundList(QAbstractListModel):
    """Shows targets; `UserRole` is the `Target`. `kind_word` names the kind of one for a screen reader."""

    def __init__(self, kind_word: Callable[[Target], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind_word = kind_word
        self.targets: tuple[Target, ...] = ()

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Show other targets."""
        self.beginResetModel()
        self.targets = tuple(targets)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.targets)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.targets[index.row()].kind == "section":
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        target = self.targets[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return target
        words = f"{target.code} {target.words}".strip()
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (words, self._kind_word(target), target.detail) if part)
        return None
