"""The picture of a widget, kept while it looks the same: most of a screen does, from one key to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class Picture:
    """Paints one widget. What looks different each time is painted as it is; a picture is made at the second time."""

    def __init__(self) -> None:
        self._look: object = None
        self._made: QPixmap | None = None

    def paint(self, widget: QWidget, look: object, draw: Callable[[QPainter], None]) -> None:
        """Paint a widget.

        Args:
            widget: while its paint event is handled.
            look: all that decides what it looks like, but for its size and the screen's pixels.
            draw: draws it.
        """
        whole = (look, widget.size(), widget.devicePixelRatioF())
        painter = QPainter(widget)
        if whole != self._look:
            self._look, self._made = whole, None
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
        else:
            if self._made is None:
                self._made = _drawn(widget.size(), widget.devicePixelRatioF(), draw)
            painter.drawPixmap(0, 0, self._made)
        painter.end()


def _drawn(size: QSize, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return picture
