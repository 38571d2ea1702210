"""One cell for each visit of the round, by its stage: how far the whole round is, at one look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.glyphs import paint_shape
from ui.work.stages import Stage

ORDER: Final[tuple[Stage, ...]] = (
    "approved", "handed_over", "sealed", "returned", "waiting", "recording", "planned",
)  # fmt: skip
_PITCH: Final = 19
_CELL: Final = 16


class Cell(QWidget):
    """One cell, as in the legend."""

    def __init__(self, theme: Theme, stage: Stage) -> None:
        super().__init__()
        self._theme = theme
        self._stage: Stage = stage
        self.setFixedSize(_CELL, _CELL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cell(painter, QRectF(0, 0, _CELL, _CELL), self._stage, self._theme)
        painter.end()


class Strip(QWidget):
    """Cells in rows, those that are furthest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: tuple[Stage, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_stages(self, stages: Sequence[Stage], name: str) -> None:
        """Show one cell for each; `name` is what a screen reader says."""
        counts = Counter(stages)
        self._cells = tuple(stage for stage in ORDER for _ in range(counts[stage]))
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        across = max(1, (width + _PITCH - _CELL) // _PITCH)
        return max(1, -(-len(self._cells) // across)) * _PITCH

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_PITCH * 4, _PITCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        across = max(1, (self.width() + _PITCH - _CELL) // _PITCH)
        for number, stage in enumerate(self._cells):
            rect = QRectF(number % across * _PITCH, number // across * _PITCH, _CELL, _CELL)
            paint_cell(painter, rect, stage, self._theme)
        painter.end()


def paint_cell(painter: QPainter, rect: QRectF, stage: Stage, theme: Theme) -> None:
    """Draw one cell: full, tinted, half, hatched, so that no two differ in colour alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    fills = {
        "approved": "accent", "handed_over": "accent", "sealed": "part_tint", "returned": "part_tint",
        "waiting": "selection",
    }  # fmt: skip
    fill = fills.get(stage, "surface")
    edge = {"sealed": "part_ink", "returned": "part_ink", "planned": "edge"}.get(stage, "accent")
    painter.setPen(QPen(theme.color(edge), 2 if stage == "sealed" and theme.tokens.is_outdoor else 1))
    painter.setBrush(theme.color(fill))
    painter.drawRoundedRect(inside, 3, 3)
    if stage == "recording":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRect(QRectF(inside.left(), inside.top(), inside.width() / 2, inside.height()))
    elif stage == "planned":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.BDiagPattern)
        brush = painter.brush()
        brush.setColor(theme.color("edge"))
        painter.setBrush(brush)
        painter.drawRoundedRect(inside, 3, 3)
    elif stage in ("approved", "returned"):
        shape, ink = ("check", "on_accent") if stage == "approved" else ("warning", "part_ink")
        paint_shape(painter, shape, inside.adjusted(2.5, 2.5, -2.5, -2.5), theme.color(ink))  # type: ignore[arg-type]
    elif stage == "sealed":
        painter.setPen(QPen(theme.color("part_ink"), 1.5))
        middle = inside.center()
        painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0))
    painter.restore()
