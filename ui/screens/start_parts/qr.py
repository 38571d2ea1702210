"""A QR code, drawn: black on white in every theme, for cameras read it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

_QUIET = 4
"""Modules of white around the code. Source: ISO/IEC 18004, 6.3.8."""


class Qr(QWidget):
    """A QR code of a text; what it says must also stand beside it in words."""

    def __init__(self, theme: Theme, text: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        import segno  # slow to read, and few starts draw a code

        self._modules = tuple(bytes(line) for line in segno.make_qr(text, error="m").matrix)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = (len(self._modules) + 2 * _QUIET) * 4
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        count = len(self._modules) + 2 * _QUIET
        size = min(self.width(), self.height()) / count
        painter.fillRect(QRectF(0, 0, count * size, count * size), Qt.GlobalColor.white)
        for y, line in enumerate(self._modules, _QUIET):
            for x, dark in enumerate(line, _QUIET):
                if dark:
                    painter.fillRect(QRectF(x * size, y * size, size, size), Qt.GlobalColor.black)
        painter.end()
