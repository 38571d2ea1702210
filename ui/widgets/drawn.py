"""Painting operations over a picture as the copy will show them, and around them what helps to handle them."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from inspector.evidence.redraw import MOST_TILES, TILE, frame_of
from inspector.journal.drawing import Area, Arrow, Blur, Box, Crop, Label, Operation, Rotate
from ui.theme import SANS, Theme
from ui.work.drawing import bounds, grip, turns_of

_INK: Final = QColor(200, 16, 46)
_DARK: Final = QColor("#14181F")
_WHITE: Final = QColor("#FFFFFF")
_SHADE: Final = QColor(20, 24, 31, 190)


class Drawer:
    """Paints in pixels of `source`, the picture that lies below."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.source = QImage()

    def paint(self, painter: QPainter, operations: tuple[Operation, ...], selected: int | None, pixel: float) -> None:
        """Paint operations in order; `pixel` is one of the screen, in those of the picture."""
        blurs = 0
        for number, one in enumerate(operations):
            painter.save()
            match one:
                case Blur():
                    blurs += 1
                    self._blur(painter, one.area)
                    self._tag(painter, one.area, str(blurs), pixel, turns_of(operations))
                case Box():
                    self._line(painter, _rect(one.area))
                case Arrow():
                    self._arrow(painter, one)
                case Label():
                    self._label(painter, one, turns_of(operations))
                case Crop():
                    self._crop(painter, one.area, pixel)
                case Rotate():
                    pass
            painter.restore()
            if number == selected:
                self._grip(painter, one, pixel)

    @property
    def _stroke(self) -> float:
        return max(3.0, max(self.source.width(), self.source.height()) / 200)

    def _blur(self, painter: QPainter, area: Area) -> None:
        rect = _rect(area).toAlignedRect().intersected(self.source.rect())
        if rect.isEmpty():
            return
        painter.drawImage(rect, mosaic(self.source, rect))

    def _line(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((_WHITE, self._stroke * 2), (_INK, self._stroke)):
            painter.setPen(
                QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
            )
            painter.drawRect(rect)

    def _arrow(self, painter: QPainter, arrow: Arrow) -> None:
        start, end = QPointF(*arrow.start), QPointF(*arrow.end)
        length = math.dist(arrow.start, arrow.end)
        if not length:
            return
        along = (end - start) / length
        across = QPointF(-along.y(), along.x())
        head, half = min(6 * self._stroke, length), 2.5 * self._stroke
        neck = end - along * (head * 0.9)
        tip = QPolygonF([end, end - along * head + across * half, end - along * head - across * half])
        for colour, more in ((_WHITE, self._stroke), (_INK, 0.0)):
            painter.setPen(QPen(colour, self._stroke + more))
            painter.drawLine(start, neck)
            painter.setPen(QPen(colour, more) if more else Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(tip)

    def _label(self, painter: QPainter, label: Label, turns: int) -> None:
        size = max(18, max(self.source.width(), self.source.height()) // 40)
        font = QFont(SANS)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold)
        gap = size / 3
        width = QFontMetricsF(font).horizontalAdvance(label.text)
        painter.translate(QPointF(*label.at))
        painter.rotate(-90 * turns)
        plate = QRectF(0, 0, width + 2 * gap, size * 1.35 + gap)
        painter.setPen(QPen(_INK, self._stroke / 2))
        painter.setBrush(_WHITE)
        painter.drawRect(plate)
        painter.setPen(_DARK)
        painter.setFont(font)
        painter.drawText(plate.adjusted(gap, 0, gap, 0), Qt.AlignmentFlag.AlignVCenter, label.text)

    def _crop(self, painter: QPainter, area: Area, pixel: float) -> None:
        path = QPainterPath()
        path.addRect(QRectF(self.source.rect()))
        inner = QPainterPath()
        inner.addRect(_rect(area))
        painter.fillPath(path.subtracted(inner), _SHADE)
        painter.setPen(QPen(_WHITE, 2 * pixel, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(_rect(area))

    def _tag(self, painter: QPainter, area: Area, words: str, pixel: float, turns: int) -> None:
        """Paint the number that ties an area to its row in the list."""
        rect = _rect(area)
        painter.setPen(QPen(_DARK, 2 * pixel))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        corner = (rect.topLeft(), rect.bottomLeft(), rect.bottomRight(), rect.topRight())[turns]
        painter.translate(corner)
        painter.rotate(-90 * turns)
        painter.scale(pixel, pixel)
        font = self._theme.font(12, strong=True, numeric=True)
        width = QFontMetricsF(font).horizontalAdvance(words) + 12
        tag = QRectF(0, -self._theme.px(20) - 2, width, self._theme.px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_DARK)
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(_WHITE)
        painter.setFont(font)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def _grip(self, painter: QPainter, one: Operation, pixel: float) -> None:
        area = bounds(one)
        if area is None:
            return
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = _rect(area).adjusted(-3 * pixel, -3 * pixel, 3 * pixel, 3 * pixel)
        painter.setPen(QPen(_DARK, 4 * pixel))
        painter.drawRect(rect)
        painter.setPen(QPen(_WHITE, 2 * pixel, Qt.PenStyle.DashLine))
        painter.drawRect(rect)
        end = grip(one)
        if end is not None:
            side = 12 * pixel
            painter.setPen(QPen(_DARK, 2 * pixel))
            painter.setBrush(_WHITE)
            painter.drawRect(QRectF(end[0] - side / 2, end[1] - side / 2, side, side))
        painter.restore()


def _rect(area: Area) -> QRectF:
    left, top, right, bottom = frame_of(area)
    return QRectF(left, top, right - left, bottom - top)


def mosaic(source: QImage, rect: QRect) -> QImage:
    """Return the few large tiles that a blur leaves of an area."""
    side = max(TILE, -(-max(rect.width(), rect.height()) // MOST_TILES))
    part = source.copy(rect)
    across, down = -(-rect.width() // side), -(-rect.height() // side)
    return part.scaled(across, down, mode=Qt.TransformationMode.SmoothTransformation)
