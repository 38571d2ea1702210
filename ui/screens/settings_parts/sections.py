"""The list of sections on the left: an icon and a name each, the one that is shown marked as lists mark their row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import paint_icon
from ui.theme import Theme

_ICON = Qt.ItemDataRole.UserRole + 1
_WIDTH = 232


class Sections(QListWidget):
    """Choose with a press or with the arrows; the name of a section is in `Qt.UserRole`."""

    def __init__(self, theme: Theme, name: str, sections: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("list")
        self.setAccessibleName(name)
        self.setItemDelegate(_Row(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        for key, icon, words in sections:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setData(_ICON, icon)
            self.addItem(item)
        theme.changed.connect(self._measure)
        self._measure()

    def choose(self, section: str) -> None:
        """Mark a section."""
        for number in range(self.count()):
            if self.item(number).data(Qt.ItemDataRole.UserRole) == section:
                self.setCurrentRow(number)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nothing: they belong to input methods."""

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        self.scheduleDelayedItemsLayout()


class _Row(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen and theme.tokens.is_outdoor:
            painter.setPen(QPen(theme.color("text"), 3))
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        elif chosen:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        ink = theme.color("accent" if chosen else "text2")
        side = theme.px(20)
        paint_icon(painter, str(index.data(_ICON)), QRectF(20, rect.center().y() - side / 2, side, side), ink)
        painter.setPen(theme.color("accent" if chosen else "text"))
        painter.setFont(theme.font(14, strong=chosen))
        left = 20 + side + 12
        painter.drawText(
            QRectF(left, rect.top(), rect.width() - left - 8, rect.height()),
            Qt.AlignmentFlag.AlignVCenter,
            str(index.data()),
        )
        if theme.by_keys and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(7, 3, -3, -3), 4, 4)
        painter.restore()
