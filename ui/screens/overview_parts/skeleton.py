"""What stands in the place of the table while a large round is worked out: the shape of it, without motion."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.context import Context

_ROWS = 14


class Skeleton(QWidget):
    """Rows of bars, and one sentence that says what is awaited."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._words = context.say("overview.working")
        self.setAccessibleName(self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(14))
        painter.drawText(QRectF(24, 8, self.width() - 48, theme.px(32)), Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("na_tint"))
        step, top = theme.px(36), theme.px(56)
        for row in range(_ROWS):
            middle = top + row * step
            painter.drawRoundedRect(QRectF(24, middle, theme.px(160), theme.px(14)), 4, 4)
            rest = QRectF(24 + theme.px(184), middle, max(0, self.width() - theme.px(184) - 48), theme.px(14))
            painter.drawRoundedRect(rest, 4, 4)
        painter.end()
