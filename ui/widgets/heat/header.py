"""The headings above the table: groups with a line over their columns, codes below; the current column stands out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.models.matrix import FIRST, GROUP, UNIT, MatrixModel
from ui.theme import Theme
from ui.widgets.heat.delegate import NEXT, PAD
from ui.widgets.heat.tiles import LEFT, FieldPainter
from ui.widgets.heat.widths import shorter

GAP: Final = 6
"""Pixels between two groups of columns, at every size of text."""


class Headings(QHeaderView):
    """Headings of one of the linked views; `pressed_at` tells the column whose code was pressed."""

    pressed_at = Signal(int)

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView, painter_of: FieldPainter) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._model = model
        self._view = view
        self._painter_of = painter_of
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(56))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = self.logicalIndexAt(event.position().toPoint())
        if FIRST <= column < self._model.last and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_at.emit(column)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.color("bg"))
        whole = self.viewport().rect()
        painter.fillRect(QRectF(0, whole.height() - 1, whole.width(), 1), theme.color("soft_rule"))
        for column in range(self._model.columnCount()):
            if not self.isSectionHidden(column):
                left, width = self.sectionViewportPosition(column), self.sectionSize(column)
                if left + width > 0 and left < whole.width():
                    self._paint_code(painter, QRectF(left, whole.height() / 2, width, whole.height() / 2), column)
        for title, left, right in self._groups():
            self._paint_group(painter, title, left, right)
        painter.end()

    def _groups(self) -> Iterator[tuple[str, int, int]]:
        """Yield the groups in sight: title, first and last pixel."""
        columns = [
            (self._model.table.columns[n - FIRST].group, n)
            for n in range(FIRST, self._model.last)
            if not self.isSectionHidden(n)
        ]
        for title, found in groupby(columns, key=lambda pair: pair[0]):
            numbers = [n for _, n in found]
            left = self.sectionViewportPosition(numbers[0])
            right = self.sectionViewportPosition(numbers[-1]) + self.sectionSize(numbers[-1])
            right -= GAP if numbers[-1] + 1 < self._model.last else 0
            if title and right > 0 and left < self.viewport().width():
                yield title, left, right

    def _paint_group(self, painter: QPainter, title: str, left: int, right: int) -> None:
        theme = self._theme
        middle = self.viewport().height() / 2
        painter.fillRect(QRectF(left + 2, middle - 3, right - left - 2, 2), theme.color("rule"))
        shown = max(left + 2, 0)
        room = right - shown
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(12, strong=True))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(shown, 0, room, middle - 2), flags, self._fitting(title, room))

    def _fitting(self, title: str, room: float) -> str:
        """Return the longest form of a title that there is room for; the letter of the group if none is."""
        fitting = (one for one in shorter(title) if self._theme.advance(one, 12, strong=True) <= room)
        return next(fitting, title[:1])

    def _paint_code(self, painter: QPainter, rect: QRectF, column: int) -> None:
        theme, words = self._theme, str(self._model.headerData(column, Qt.Orientation.Horizontal) or "")
        is_field = FIRST <= column < self._model.last
        if not is_field:
            right = column == self._model.last
            flags = Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            )
            pad = NEXT if column == UNIT and not self.isSectionHidden(GROUP) else PAD
            painter.setPen(theme.color("text3"))
            painter.setFont(theme.font(12, strong=True))
            painter.drawText(rect.adjusted(0 if right else pad, 0, -10 if right else 0, 0), flags, words)
            return
        is_current = self._view.currentIndex().column() == column
        tile = QRectF(rect.left() + LEFT, rect.top() + 3, self._painter_of.size.width(), rect.height() - 6)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(tile, 4, 4)
        painter.setPen(theme.color("on_accent" if is_current else "text2"))
        painter.setFont(theme.font(12, strong=is_current, numeric=True))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, words)
