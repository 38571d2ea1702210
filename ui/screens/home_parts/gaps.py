"""What a visit lacks, one chip for each item: pressed, it leads there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.icons import paint_icon
from ui.theme import Theme


class GapChip(QAbstractButton):
    """A code in a dashed edge, as what is not recorded; `item` is where it leads."""

    def __init__(self, theme: Theme, code: str, item: str, icon: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.item = item
        self.setText(code)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font(12, numeric=True)).horizontalAdvance(self.text())
        glyph = self._theme.px(14) + 6 if self._icon else 0
        height = self._theme.px(40 if self._theme.touch else 24)
        return QSize(max(round(words) + glyph + 18, self._theme.px(34)), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(theme.color("edge"), theme.tokens.line)
        pen.setDashPattern([3.0, 2.5])
        if self._theme.rings(self):
            pen = QPen(theme.color("accent"), 2)
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(pen)
        painter.setBrush(theme.color("hover" if self.underMouse() or self.isDown() else "surface"))
        painter.drawRoundedRect(rect, 4, 4)
        left = rect.left() + 8
        if self._icon:
            size = theme.px(14)
            paint_icon(
                painter, self._icon, QRectF(left, rect.center().y() - size / 2, size, size), theme.color("text2")
            )
            left += size + 6
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(12, numeric=True))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if not self._icon:
            flags, left = Qt.AlignmentFlag.AlignCenter, rect.left()
        painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), flags, self.text())
        painter.end()
