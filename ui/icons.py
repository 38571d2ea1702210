"""Bundled icons, drawn in any colour. Source: Tabler Icons (MIT), stroke 1.75."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import open_bytes


@lru_cache(maxsize=512)
def _renderer(name: str, color: str) -> QSvgRenderer:
    svg = open_bytes(f"icons/{name}.svg").replace(b"currentColor", color.encode())
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid(), name
    return renderer


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw an icon into a square."""
    _renderer(name, color.name()).render(painter, rect)


def pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture; `size` in device-independent pixels."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRectF(0, 0, size, size), color)
    painter.end()
    return made


def icon(name: str, color: QColor, size: int = 20) -> QIcon:
    """Return an icon for widgets that draw their own."""
    return QIcon(pixmap(name, size, color, 2.0))
