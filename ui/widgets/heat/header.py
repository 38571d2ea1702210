"""The headings above the table: groups with a line over their columns, codes below; the current column stands out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.models.matrix import FIRST, GROUP, MatrixModel
from ui.theme import Theme
from ui.widgets.heat.delegate import PAD

GAP: Final = 6
"""Pixels between two groups of columns, at every size of text."""
_LEAST_TITLE: Final = 12
"""Letters of a title that are worth showing cut; of less the letter of the group says more."""


class Headings(QHeaderView):
    """Headings of one of the linked views; `pressed_at` tells the column whose code was pressed."""

    pressed_at = Signal(int)

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._model = model
        self._view = view
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
            right = self.sectionViewportPosition(numbers[-1]) + self._theme.px(32)
            if title and right > 0 and left < self.viewport().width():
                yield title, left, right

    def _paint_group(self, painter: QPainter, title: str, left: int, right: int) -> None:
        theme = self._theme
        middle = self.viewport().height() / 2
        painter.fillRect(QRectF(left + 2, middle - 3, right - left - 2, 2), theme.color("rule"))
        shown = max(left + 2, 0)
        font = theme.font(12, strong=True)
        room = right - shown - 2
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(title) > room:
            title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
            if len(title) < _LEAST_TITLE:  # a letter says more than dots
                title = title[:1]
        painter.setPen(theme.color("text"))
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(shown, 0, room, middle - 2), flags, title)

    def _paint_code(self, painter: QPainter, rect: QRectF, column: int) -> None:
        theme, words = self._theme, str(self._model.headerData(column, Qt.Orientation.Horizontal) or "")
        is_field = FIRST <= column < self._model.last
        if not is_field:
            right = column == self._model.last
            flags = Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            )
            pad = theme.px(PAD if column == GROUP else 8)
            painter.setPen(theme.color("text3"))
            painter.setFont(theme.font(12, strong=True))
            painter.drawText(rect.adjusted(0 if right else pad, 0, -10 if right else 0, 0), flags, words)
            return
        is_current = self._view.currentIndex().column() == column
        tile = rect.adjusted(2, 3, 0, -3)
        tile.setWidth(min(tile.width(), rect.width() - 2))
        if column + 1 < self._model.last and self._gap(column):
            tile.setWidth(tile.width() - self._gap(column))
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(tile, 4, 4)
        painter.setPen(theme.color("on_accent" if is_current else "text2"))
        painter.setFont(theme.font(12, strong=is_current, numeric=True))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, words)

    def _gap(self, column: int) -> int:
        """Return the room beside a column before the next group begins."""
        columns = self._model.table.columns
        return 0 if columns[column - FIRST].group == columns[column - FIRST + 1].group else GAP
