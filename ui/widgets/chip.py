"""The chip that names a state: one function draws it in lists and on its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.glyphs import Look, Tone, paint_shape

_HEIGHT = 24


def tone_colors(theme: Theme, tone: Tone) -> tuple[QColor, QColor, QColor]:
    """Return ink, tint and edge of a tone."""
    if tone == "none":
        return theme.color("text2"), theme.color("surface"), theme.color("edge")
    if tone == "plain":
        return theme.color("text2"), theme.color("surface"), theme.color("rule")
    if tone == "accent":
        return theme.color("accent"), theme.color("selection"), theme.color("selection_edge")
    return theme.color(f"{tone}_ink"), theme.color(f"{tone}_tint"), theme.color(f"{tone}_edge")


def chip_size(theme: Theme, words: str, look: Look) -> QSize:
    """Return the size that a chip needs."""
    advance = theme.advance(words, 12, strong=look.tone not in ("none", "plain"))
    glyph = 0 if look.shape == "none" else theme.px(20)
    return QSize(round(advance) + glyph + 20, theme.px(_HEIGHT))


def paint_chip(painter: QPainter, rect: QRectF, words: str, look: Look, theme: Theme, *, square: bool = False) -> None:
    """Draw a chip that fills a rectangle of `chip_size`."""
    ink, tint, edge = tone_colors(theme, look.tone)
    line = theme.tokens.line
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(edge, line)
    if look.tone == "none":
        pen.setStyle(Qt.PenStyle.DashLine)
        pen.setDashPattern([3.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(tint)
    inset = line / 2
    radius = 4 if square else rect.height() / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    left = rect.left() + 8
    if look.shape != "none":
        size = theme.px(14)
        paint_shape(painter, look.shape, QRectF(left, rect.center().y() - size / 2, size, size), ink)
        left += theme.px(20)
    painter.setPen(theme.color("text") if square else ink)
    painter.setFont(theme.font(12, strong=look.tone not in ("none", "plain")))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), flags, words)
    painter.restore()


class ChipLabel(QWidget):
    """A chip on its own."""

    def __init__(self, theme: Theme, words: str = "", look: Look | None = None, *, square: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._look = look or Look("none", "plain")
        self._square = square
        self.setAccessibleName(words)
        theme.changed.connect(self.updateGeometry)

    def show_state(self, words: str, look: Look) -> None:
        """Show another state."""
        if (words, look) != (self._words, self._look):
            self._words, self._look = words, look
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    @property
    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        return chip_size(self._theme, self._words, self._look)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self.sizeHint()
        top = (self.height() - size.height()) / 2
        rect = QRectF(0, top, size.width(), size.height())
        paint_chip(painter, rect, self._words, self._look, self._theme, square=self._square)
        painter.end()
