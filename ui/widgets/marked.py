"""Text in which what was found stands out: strong on a tint, and underlined where colours are not seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from inspector.synthesis.search import Marked, Span
from ui.theme import Theme


def joined(parts: Sequence[Marked], between: str = " · ") -> Marked:
    """Return texts as one line, without those that are empty."""
    text, spans = "", list[Span]()
    for part in parts:
        if part.text:
            text += between if text else ""
            spans += [(start + len(text), end + len(text)) for start, end in part.spans]
            text += part.text
    return Marked(text, tuple(spans))


def cut(marked: Marked, theme: Theme, size: int, width: float) -> Marked:
    """Return a text that fits in one line; what does not is cut off with an ellipsis."""
    metrics = QFontMetricsF(theme.font(size, strong=bool(marked.spans)))
    text = metrics.elidedText(marked.text, Qt.TextElideMode.ElideRight, width)
    if text == marked.text:
        return marked
    return Marked(text, tuple((start, min(end, len(text))) for start, end in marked.spans if start < len(text)))


def laid_out(marked: Marked, theme: Theme, size: int, width: float, *, ink: str = "text") -> QTextLayout:
    """Return a text in lines of a width; `size` in pixels at 100 %."""
    layout = QTextLayout(marked.text, theme.font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    plain = QTextCharFormat()
    plain.setForeground(theme.color(ink))
    found = _found(theme)
    spans = [(_units(marked.text[:start]), _units(marked.text[:end])) for start, end in marked.spans]
    layout.setFormats([_range(0, _units(marked.text), plain), *(_range(*span, found) for span in spans)])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += _leading(theme, size)
    layout.endLayout()
    return layout


def _leading(theme: Theme, size: int) -> int:
    """Return the height of a line: stacked Vietnamese marks need the room."""
    return round(theme.px(size) * 1.45)


def height_of(layout: QTextLayout, theme: Theme, size: int) -> int:
    """Return how high the lines of a layout stand."""
    return layout.lineCount() * _leading(theme, size)


def height_for(marked: Marked, theme: Theme, size: int, width: float) -> int:
    """Return how high a text stands in lines of a width. Most fit in one, and to lay them all out takes its time."""
    if QFontMetricsF(theme.font(size, strong=True)).horizontalAdvance(marked.text) <= width:
        return _leading(theme, size)
    return height_of(laid_out(marked, theme, size, width), theme, size)


def paint_marked(painter: QPainter, layout: QTextLayout, left: float, top: float) -> None:
    """Draw a layout."""
    layout.draw(painter, QPointF(left, top))


def _found(theme: Theme) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setFontWeight(QFont.Weight.DemiBold)
    found.setForeground(theme.color("part_ink"))
    found.setBackground(theme.color("part_tint"))
    found.setFontUnderline(theme.tokens.is_outdoor)
    return found


def _units(text: str) -> int:
    """Return how long Qt takes a text for: it counts a sign beyond the first plane of Unicode twice."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, look
    return found
