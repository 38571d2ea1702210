"""A QR code, black on white in every theme: a scanner reads no other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

_QUIET = 4
"""Modules of white around a code. Source: ISO/IEC 18004, 9.1."""


class QrCode(QWidget):
    """Shows a text; nothing while it is empty."""

    def __init__(self, theme: Theme, side: int = 148) -> None:
        super().__init__()
        self._theme = theme
        self._side = side
        self._rows: list[bytes] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_text(self, text: str, name: str) -> None:
        """Show a text; `name` is what a screen reader says of it."""
        import segno

        self._rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix] if text else []
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        if self._rows:
            # Whole pixels: a blurred edge is the first thing that a poor camera loses.
            module = max(1, min(self.width(), self.height()) // (len(self._rows) + 2 * _QUIET))
            left = (self.width() - module * len(self._rows)) // 2
            painter.setPen(Qt.PenStyle.NoPen)
            for y, row in enumerate(self._rows):
                for x, dark in enumerate(row):
                    if dark:
                        painter.fillRect(
                            QRectF(left + x * module, left + y * module, module, module), QColor("#000000")
                        )
        painter.end()
