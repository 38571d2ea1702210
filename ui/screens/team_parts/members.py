"""The list of members: a name, roles as chips, how many devices; the root keys below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.context import Context
from ui.icons import paint_icon
from ui.models.members import ROOTS, Index, MemberList, MemberRow
from ui.theme import Theme
from ui.widgets.chip import chip_size, paint_chip

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_PAD = 16


class MemberView(QListView):
    """The member that is current stays current by the id."""

    chosen = Signal(str)
    """The id of the row that is current now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("list")
        self.members = MemberList(self)
        self.setModel(self.members)
        self.setItemDelegate(_Row(context.theme, self))
        self.setAccessibleName(context.say("team.members"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMouseTracking(True)
        context.theme.changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[MemberRow], at: str) -> None:
        """Show rows with one of them current; the first, where there is no such row any more."""
        self.members.show_rows(rows)
        index = self.members.index_of(at)
        wanted = index if index.isValid() else self.members.index(0, 0)
        if wanted != self.currentIndex():
            self.selectionModel().setCurrentIndex(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nothing: they belong to input methods."""

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        row = current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None
        if isinstance(row, MemberRow):
            self.chosen.emit(row.id)


class _Row(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, self._theme.px(72 if row.chips else 48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, row = self._theme, QRectF(option.rect), index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option)
        left, top = rect.left() + _PAD + 4, rect.top() + (theme.px(8) if row.chips else 0)
        line = theme.px(28) if row.chips else rect.height()
        if row.id == ROOTS:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), theme.color("soft_rule"))
            size = theme.px(20)
            paint_icon(painter, "key", QRectF(left, top + (line - size) / 2, size, size), theme.color("text2"))
            left += size + 8
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text3"))
        width = theme.advance(row.count, 12)
        painter.drawText(QRectF(left, top, rect.right() - _PAD - left, line), _RIGHT, row.count)
        painter.setFont(theme.font(14, strong=True))
        painter.setPen(theme.color("text"))
        room = rect.right() - _PAD - left - width - 8
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, top, room, line), _LEFT, name)
        self._paint_chips(painter, QRectF(left, top + line, rect.right() - _PAD - left, theme.px(28)), row)
        painter.restore()

    def _paint_chips(self, painter: QPainter, room: QRectF, row: MemberRow) -> None:
        """Paint the chips that there is room for: the last says most, so it is never the one left out."""
        theme, left = self._theme, room.left()
        sizes = [chip_size(theme, words, look) for words, look in row.chips]
        while len(sizes) > 1 and sum(one.width() + 6 for one in sizes) > room.width():
            del sizes[-2]
        chips = [*row.chips[: len(sizes) - 1], *row.chips[-1:]]
        for size, (words, look) in zip(sizes, chips, strict=True):
            paint_chip(painter, QRectF(left, room.top(), size.width(), size.height()), words, look, theme)
            left += size.width() + 6

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme, state = self._theme, option.state
        if state & QStyle.StateFlag.State_Selected and theme.tokens.is_outdoor:
            painter.setPen(QPen(theme.color("text"), 3))
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        if theme.by_keys and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(7, 3, -3, -3), 4, 4)
