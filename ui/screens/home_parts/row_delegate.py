"""Draws the rows of the list of visits: groups 28 high, visits 36, the last column a link."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ui.models.visits import COLUMNS, Column, Group, Index, Role
from ui.screens.home_parts.measures import BAR, PAD, Measures, code_of_row
from ui.screens.home_parts.wording import LOOKS_OF_STAGES, Words
from ui.theme import Theme
from ui.widgets.chip import tone_colors
from ui.widgets.glyphs import Look, paint_shape
from ui.work.stages import VisitRow

_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class RowDelegate(QStyledItemDelegate):
    """Paints with the tokens of the theme; asks the model for words alone."""

    def __init__(self, theme: Theme, words: Words, measures: Measures, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._words = words
        self._measures = measures
        self._view = view
        self.code_shown = True
        """Whether there is room for the code of a seal."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(Role.GROUP) is not None:
            return QSize(0, self._theme.px(48 if self._theme.touch else 28))
        return QSize(0, self._theme.px(56 if self._theme.touch else 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        group = index.data(Role.GROUP)
        if isinstance(group, Group):
            self._paint_group(painter, rect, group, str(index.data()), is_open=self._view.isExpanded(index))
        else:
            self._paint_cell(painter, rect, index.data(Role.ROW), COLUMNS[index.column()])
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRectF, group: Group, words: str, *, is_open: bool) -> None:
        theme = self._theme
        is_warm = group.stage in ("sealed", "returned")
        painter.fillRect(rect, theme.color("part_tint" if is_warm else "bg"))
        edge = theme.color("part_edge" if is_warm else "soft_rule")
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), edge)
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), edge)
        ink = theme.color("part_ink" if is_warm else "text2")
        middle, left, size = rect.center().y(), rect.left() + PAD, theme.px(14)
        self._paint_arrow(painter, left, middle, is_open=is_open)
        left += theme.px(20)
        if group.stage:
            shape = LOOKS_OF_STAGES[group.stage].shape
            paint_shape(painter, shape, QRectF(left, middle - size / 2, size, size), ink)
            left += theme.px(22)
        painter.setPen(ink)
        painter.setFont(theme.font(12, strong=True))
        painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), _LEFT, words)

    def _paint_arrow(self, painter: QPainter, left: float, middle: float, *, is_open: bool) -> None:
        painter.save()
        pen = QPen(self._theme.color("text2"), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.translate(left + 6, middle)
        painter.rotate(90 if is_open else 0)
        painter.drawPolyline([QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)])
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: VisitRow, column: Column) -> None:
        theme = self._theme
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("soft_rule"))
        if column == "how":
            self._paint_how(painter, rect, row)
            return
        painter.setFont(self._measures.font(column))
        painter.setPen(theme.color({"unit": "text", "act": "accent"}.get(column, "text2")))
        inside = rect.adjusted(PAD if column in ("unit", "act") else 0, 0, -PAD if column == "act" else 0, 0)
        painter.drawText(inside, _RIGHT if column == "act" else _LEFT, self._words.cell(row, column))

    def _paint_how(self, painter: QPainter, rect: QRectF, row: VisitRow) -> None:
        if row.stage == "recording" and row.total:
            self._paint_progress(painter, rect, row)
            return
        theme = self._theme
        look = LOOKS_OF_STAGES[row.stage] if row.stage != "recording" else Look("question", "na")
        is_full = row.stage == "waiting"
        ink = tone_colors(theme, "pass")[0] if is_full else theme.color("text2")
        size = theme.px(16)
        paint_shape(painter, look.shape, QRectF(rect.left(), rect.center().y() - size / 2, size, size), ink)
        left = rect.left() + theme.px(24)
        left = self._text(painter, rect, left, self._words.how(row), ink, theme.font(14, strong=is_full))
        if self.code_shown and (code := code_of_row(row)):
            self._text(painter, rect, left, code, theme.color("text2"), theme.font(12, numeric=True))

    def _paint_progress(self, painter: QPainter, rect: QRectF, row: VisitRow) -> None:
        theme = self._theme
        bar = QRectF(rect.left(), rect.center().y() - 4, BAR, 8)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if row.answered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(8.0, BAR * row.answered / row.total), 8), 4, 4)
        count, lacks = self._words.how(row).split(" · ")
        left = self._text(painter, rect, bar.right() + 8, count, theme.color("text2"), theme.font(14, numeric=True))
        self._text(painter, rect, left, lacks, theme.color("fail_ink"), theme.font(14, strong=True))

    def _text(self, painter: QPainter, rect: QRectF, left: float, words: str, ink: QColor, font: QFont) -> float:
        """Write words and return where the next may begin."""
        painter.setPen(ink)
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.drawText(QRectF(left, rect.top(), width + 2, rect.height()), _LEFT, words)
        return left + width + 8
