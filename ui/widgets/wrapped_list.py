"""A list of whole sentences: each row is as high as its words need at the width that there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Theme

_BESIDE: Final = 36
"""Pixels beside the words: edge and padding of the style sheet, and what Qt keeps for the focus."""
_ABOVE: Final = 14


class WrappedList(QListWidget):
    """Qt measures a row without the padding of the style sheet, and cuts the last line of some: here none is cut."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setProperty("verbatim", True)
        self.setWordWrap(True)
        self.setFont(theme.font(14))
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Measured(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:
        """Nothing is found by typing letters here."""


class _Measured(QStyledItemDelegate):
    """Measures a row by the width of its list."""

    def __init__(self, parent: WrappedList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = max(1, self._list.viewport().width() - _BESIDE)
        words = str(index.data() or "")
        flags = Qt.TextFlag.TextWordWrap.value
        needed = QFontMetrics(self._list.font()).boundingRect(QRect(0, 0, width, 1_000_000), flags, words)
        return QSize(width, needed.height() + _ABOVE)
