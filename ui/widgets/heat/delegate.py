"""Draws what stands around the fields: names, sums, the foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.models.matrix import GROUP, FootModel, Index, MatrixModel
from ui.theme import Theme
from ui.widgets.heat.tiles import LEFT, FieldPainter, Tiles

PAD: Final = 24
"""Pixels left of all that is in the table, at every size of text: titles and buttons above it are as far from the edge."""
NEXT: Final = 8
"""Pixels left of the names of units where the column of groups precedes them."""
ABOVE: Final = 7
"""Pixels above the first row of a group."""
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NameDelegate(QStyledItemDelegate):
    """Draws the columns of names: that of groups stays in sight while any of its rows is."""

    def __init__(self, theme: Theme, tiles: Tiles, model: MatrixModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._tiles = tiles
        self._model = model
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        line = self._model.table.lines[index.row()]
        height = self._tiles.cell.height()
        if index.column() == GROUP:
            top = max(rect.bottom() - height, 0.0)
            if self._model.table.spans:
                top = max(rect.top() + (ABOVE if rect.top() > 0 or not index.row() else 0), 0.0)
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font(12, strong=True))
            words = str(index.data())
            small, large = (QFontMetricsF(theme.font(size, strong=True)) for size in (12, 14))
            top += (
                (height - large.height()) / 2 + large.ascent() - small.ascent()
            )  # on one line with the unit beside it
            room = QRectF(rect.left() + PAD, top, rect.width() - PAD, rect.bottom() - top)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, words)
            return
        room = QRectF(rect.left(), rect.bottom() - height, rect.width(), height)
        is_current = self._view.currentIndex().row() == index.row()
        if is_current and not theme.tokens.is_outdoor:
            painter.fillRect(room, theme.color("selection"))
        painter.setPen(theme.color("text3" if line.is_waiting else "text"))
        painter.setFont(theme.font(14, strong=is_current))
        painter.drawText(room.adjusted(NEXT if self._is_grouped(option) else PAD, 0, 0, 0), _LEFT, line.name)

    @staticmethod
    def _is_grouped(option: QStyleOptionViewItem) -> bool:
        """Tell whether the column of groups stands before the names of units."""
        view = option.widget
        return isinstance(view, QTableView) and not view.isColumnHidden(GROUP)


class SumDelegate(QStyledItemDelegate):
    """Draws how many of a unit's items fall short: the number strong, that of all after it."""

    def __init__(self, theme: Theme, tiles: Tiles, model: MatrixModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._tiles = tiles
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        line = self._model.table.lines[index.row()]
        height = self._tiles.cell.height()
        room = QRectF(rect.left(), rect.bottom() - height, rect.width() - 10, height)
        if line.is_waiting:
            painter.setPen(theme.color("text3"))
            painter.drawText(room, _RIGHT, "–")
            return
        rest = f"/{line.tally.n}"
        width = theme.advance(rest, 12, numeric=True)
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.font(12, numeric=True))
        painter.drawText(room, _RIGHT, rest)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, strong=True, numeric=True))
        painter.drawText(room.adjusted(0, 0, -width, 0), _RIGHT, str(line.tally.k))


class FootDelegate(QStyledItemDelegate):
    """Draws the row below the table."""

    def __init__(self, theme: Theme, tiles: Tiles, model: FootModel, fields: FieldPainter, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._tiles = tiles
        self._model = model
        self._fields = fields
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, option.rect
        tally = self._model.tally(index.column())
        painter.setPen(theme.color("text"))
        if tally is None:
            painter.setFont(theme.font(12, strong=True))
            painter.drawText(QRectF(rect).adjusted(PAD, 0, 0, 0), _LEFT, str(index.data() or ""))
        elif index.column() == self._model.columnCount() - 1:
            painter.setFont(theme.font(14, strong=True, numeric=True))
            painter.drawText(QRectF(rect).adjusted(0, 0, -10, 0), _RIGHT, str(tally.k))
        else:
            size = self._fields.size
            tile = self._tiles.of_foot(tally, size, self._view.devicePixelRatioF())
            painter.drawPixmap(rect.left() + LEFT, rect.center().y() - size.height() // 2, tile)
