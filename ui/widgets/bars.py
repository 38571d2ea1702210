"""How far something is: a ring, a bar, a strip of cells."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class Bar(QWidget):
    """A bar 8 high; full, it steps back."""

    def __init__(self, theme: Theme, width: int = 96, token: str = "accent") -> None:
        super().__init__()
        self._theme = theme
        self._width = width
        self._token = token
        self._done = 0
        self._total = 0
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )

    def show_share(self, done: int, total: int, name: str, token: str = "") -> None:
        """Show `done` of `total`; `name` is what a screen reader says."""
        shown = (done, total, token or self._token)
        if shown != (self._done, self._total, self._token):
            self._done, self._total, self._token = shown
            self.setAccessibleName(name)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width or 60, 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(0, (self.height() - 8) / 2, self.width(), 8)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._total and self._done:
            full = self._done >= self._total
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("dim_accent" if full and self._token == "accent" else self._token))
            width = max(8.0, rect.width() * min(1.0, self._done / self._total))
            painter.drawRoundedRect(QRectF(rect.left(), rect.top(), width, 8), 4, 4)
        painter.end()


_RING: Final = 104
_STROKE: Final = 10


class Ring(QWidget):
    """A ring 104 wide with the count in its middle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._done = 0
        self._total = 0
        self._unit = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, total: int, unit: str) -> None:
        """Show `done/total` and below it what is counted."""
        self._done, self._total, self._unit = done, total, unit
        self.setAccessibleName(f"{done}/{total} {unit}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_RING), self._theme.px(_RING))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = _STROKE / 2 + 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        track = "soft_rule" if theme.tokens.is_outdoor else "sunken"
        painter.setPen(QPen(theme.color(track), 2 if theme.tokens.is_outdoor else _STROKE))
        painter.drawEllipse(rect)
        if self._total and self._done:
            painter.setPen(QPen(theme.color("accent"), _STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(rect, 90 * 16, -round(360 * 16 * self._done / self._total))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(20, strong=True, numeric=True))
        middle = self.rect().center().y()
        above = QRectF(0, middle - theme.px(20), self.width(), theme.px(24))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{self._done}/{self._total}")
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(12))
        below = QRectF(0, middle + theme.px(2), self.width(), theme.px(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._unit)
        painter.end()
