"""The rows of the box that leads anywhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.synthesis.search import Marked
from ui.icons import paint_icon
from ui.models.found import Index
from ui.theme import Theme
from ui.widgets.marked import cut, height_of, laid_out, paint_marked
from ui.widgets.result_list import ICONS
from ui.work.going import Target

_ICONS: Final = {
    "item": "list-check",
    "visit": "building-community",
    "screen": "layout-grid",
    "act": "player-play",
    "all": "search",
}
ROW: Final = 40
"""Height in pixels at 100 %."""
_PAD: Final = 16
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class OmniRows(QStyledItemDelegate):
    """Draws an icon by kind, the words, and the key or day at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        target, rect = index.data(Qt.ItemDataRole.UserRole), QRectF(option.rect)
        painter.save()
        if target.kind == "section":
            painter.setPen(self._theme.color("text2"))
            painter.setFont(self._theme.font(12, strong=True))
            painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _LEFT, target.words)
        else:
            self._paint_ground(painter, rect, option)
            self._paint_target(painter, rect, target)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        if not option.state & QStyle.StateFlag.State_Selected:
            return
        if theme.tokens.is_outdoor:
            painter.setPen(QPen(theme.color("text"), theme.tokens.strong_line))
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        else:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.color("accent"))

    def _paint_target(self, painter: QPainter, rect: QRectF, target: Target) -> None:
        theme = self._theme
        size, middle = theme.px(18), rect.center().y()
        left = rect.left() + _PAD
        icon = ICONS[target.hit.saying.kind] if target.hit is not None else _ICONS[target.kind]
        paint_icon(painter, icon, QRectF(left, middle - size / 2, size, size), theme.color("text2"))
        left += size + 12
        small = theme.font(12, numeric=True)
        detail = QFontMetricsF(small).horizontalAdvance(target.detail)
        painter.setFont(small)
        painter.setPen(theme.color("text2"))
        painter.drawText(rect.adjusted(0, 0, -_PAD, 0), _RIGHT, target.detail)
        if target.code:
            strong = theme.font(14, strong=True)
            painter.setFont(strong)
            painter.setPen(theme.color("text"))
            painter.drawText(QRectF(left, rect.top(), 60, rect.height()), _LEFT, target.code)
            left += QFontMetricsF(strong).horizontalAdvance(target.code) + 10
        room = rect.right() - left - detail - 28
        words = target.hit.words if target.hit is not None else Marked(target.words)
        layout = laid_out(cut(words, theme, 14, room), theme, 14, room)
        paint_marked(painter, layout, left, middle - height_of(layout, theme, 14) / 2)
