"""A text of which some words differ from another one: these lie on a tint, over a line of two pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.work.comparing import Piece

_LINE: Final = 22
"""Height of a line in pixels at 100 %: two more than usual, for what runs below the words."""

_WIDTHS: Final = 8


class DiffText(QWidget):
    """Shows pieces of a text. Its accessible name is the text, its description the words that differ."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pieces: tuple[Piece, ...] = ()
        self._ranges: tuple[tuple[int, int], ...] = ()
        self._laid: dict[float, tuple[QTextLayout, float]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("verbatim", True)
        theme.changed.connect(self._lay_out_anew)

    def show_pieces(self, pieces: Sequence[Piece], differing: str) -> None:
        """Show a text.

        Args:
            pieces: joined, they are the text.
            differing: how to introduce the words that differ, for who does not see the tint.
        """
        self._pieces = tuple(pieces)
        self._ranges = tuple(_ranges(pieces))
        self.setAccessibleName(self.text)
        words = "; ".join(piece.text.strip() for piece in pieces if piece.differs)
        self.setAccessibleDescription(f"{differing} {words}" if words else "")
        self._lay_out_anew()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self._pieces)

    @property
    def differing(self) -> tuple[str, ...]:
        """The runs of words that are marked."""
        return tuple(self.text[start:end] for start, end in self._ranges)

    def _lay_out_anew(self) -> None:
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def _layout(self, width: float) -> tuple[QTextLayout, float]:
        """Return the text in lines, and how high they are together; kept, for a layout asks for many widths in turn."""
        known = self._laid.get(width)
        if known is not None:
            return known
        layout = QTextLayout(self.text.replace("\n", "\u2028"), self._theme.font(14))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height, step = 0.0, self._theme.px(_LINE)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        layout.endLayout()
        if len(self._laid) >= _WIDTHS:
            self._laid.clear()
        self._laid[width] = layout, height
        return layout, height

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._layout(width)[1])

    def sizeHint(self) -> QSize:
        width = max(self.width(), 120)
        return QSize(120, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        layout, _ = self._layout(self.width())
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            for start, end in self._ranges:
                if (run := _run(line, start, end)) is not None:
                    painter.fillRect(run, theme.color("conflict_tint"))
                    below = QRectF(run.left(), run.bottom() - 1, run.width(), 2)
                    painter.fillRect(below, theme.color("conflict_ink"))
        painter.setPen(theme.color("text"))
        layout.draw(painter, QPointF(0, 0))
        painter.end()


def _ranges(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where the words lie that differ, without the space behind them."""
    at = 0
    for piece in pieces:
        words = piece.text.rstrip()
        if piece.differs and words:
            yield at, at + len(words)
        at += len(piece.text)


def _run(line: QTextLine, start: int, end: int) -> QRectF | None:
    """Return where a range of the text lies in a line; None where it does not."""
    first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
    if first >= last:
        return None
    left, right = _x(line, first), _x(line, last)
    return QRectF(left, line.y(), right - left, line.height())


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)  # a pair, though its stub says a number
    return float(found[0])
