"""Shapes of states. A state is a shape, a word and an edge, never a colour alone."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

Shape = Literal[
    "check", "half", "cross", "dash", "ring", "question", "arrows", "warning", "up", "bars", "dot", "padlock", "none"
]
Tone = Literal["pass", "part", "fail", "na", "conflict", "none", "accent", "plain"]


class Look(msgspec.Struct, frozen=True):
    """How a state is drawn: its shape and its tone."""

    shape: Shape
    tone: Tone


LOOKS: Final[dict[str, Look]] = {
    "met": Look("check", "pass"),
    "partly": Look("half", "part"),
    "unmet": Look("cross", "fail"),
    "left_out": Look("dash", "na"),
    "unknown": Look("question", "na"),
    "no_standing": Look("check", "na"),
    "unanswered": Look("ring", "none"),
    "contested": Look("arrows", "conflict"),
    "withheld": Look("padlock", "na"),
    "unreadable": Look("question", "fail"),
}
"""By the standing of an answer, or by the state of a result that has none."""


def paint_shape(painter: QPainter, shape: Shape, rect: QRectF, color: QColor) -> None:
    """Draw a shape, designed on a grid of 16, into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    pen = QPen(color, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAW[shape](painter, color)
    painter.restore()


def _lines(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _thin(painter: QPainter, color: QColor, width: float, dash: tuple[float, ...] = ()) -> None:
    pen = QPen(color, width)
    if dash:
        pen.setDashPattern([part / width for part in dash])
    painter.setPen(pen)


def _check(painter: QPainter, color: QColor) -> None:
    painter.drawPath(_lines((2.8, 8.6), (6.2, 12), (13.2, 4.6)))


def _cross(painter: QPainter, color: QColor) -> None:
    painter.drawPath(_lines((3.6, 3.6), (12.4, 12.4)))
    painter.drawPath(_lines((12.4, 3.6), (3.6, 12.4)))


def _dash(painter: QPainter, color: QColor) -> None:
    painter.drawPath(_lines((3, 8), (13, 8)))


def _half(painter: QPainter, color: QColor) -> None:
    _thin(painter, color, 1.8)
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPie(QRectF(2, 2, 12, 12), 90 * 16, 180 * 16)


def _ring(painter: QPainter, color: QColor) -> None:
    _thin(painter, color, 1.6, (2.4, 2.3))
    painter.drawEllipse(QRectF(2, 2, 12, 12))


def _question(painter: QPainter, color: QColor) -> None:
    _round(painter, color, 2)
    path = QPainterPath(QPointF(5, 5.6))
    path.cubicTo(5, 1.2, 11.2, 1.4, 11.2, 5.2)
    path.cubicTo(11.2, 7.6, 8, 7.4, 8, 10)
    painter.drawPath(path)
    painter.drawPoint(QPointF(8, 13.4))


def _round(painter: QPainter, color: QColor, width: float) -> None:
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))


def _arrows(painter: QPainter, color: QColor) -> None:
    _round(painter, color, 1.8)
    painter.drawPath(_lines((2.5, 5.5), (13, 5.5)))
    painter.drawPath(_lines((10, 2.5), (13, 5.5), (10, 8)))
    painter.drawPath(_lines((13.5, 11), (3, 11)))
    painter.drawPath(_lines((6, 8.4), (3, 11), (6, 14)))


def _warning(painter: QPainter, color: QColor) -> None:
    _round(painter, color, 1.6)
    path = _lines((8, 2), (14.6, 13.6), (1.4, 13.6))
    path.closeSubpath()
    painter.drawPath(path)
    painter.drawPath(_lines((8, 6.4), (8, 9.4)))
    painter.drawPoint(QPointF(8, 11.6))


def _up(painter: QPainter, color: QColor) -> None:
    painter.drawPath(_lines((8, 13.4), (8, 3)))
    painter.drawPath(_lines((3.6, 7.2), (8, 2.8), (12.4, 7.2)))


def _bars(painter: QPainter, color: QColor) -> None:
    painter.drawPath(_lines((3, 5.6), (13, 5.6)))
    painter.drawPath(_lines((3, 10.4), (13, 10.4)))


def _dot(painter: QPainter, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QRectF(5, 5, 6, 6))


def _padlock(painter: QPainter, color: QColor) -> None:
    _round(painter, color, 1.6)
    painter.drawRoundedRect(QRectF(3, 7, 10, 7), 1.5, 1.5)
    path = QPainterPath(QPointF(5.2, 7))
    path.cubicTo(5.2, 1, 10.8, 1, 10.8, 7)
    painter.drawPath(path)


def _none(painter: QPainter, color: QColor) -> None:
    """Nothing to draw."""


_DRAW: Final = {
    "check": _check, "half": _half, "cross": _cross, "dash": _dash, "ring": _ring, "question": _question,
    "arrows": _arrows, "warning": _warning, "up": _up, "bars": _bars, "dot": _dot, "padlock": _padlock, "none": _none,
}  # fmt: skip
