"""One answer to press: a shape, the word, its digit; 56 high, or lower where several columns share the page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from inspector.journal.value import DONE, FAIL, GOOD, NOT_DONE, PASS
from ui.theme import Theme
from ui.widgets.button import key_width, paint_key
from ui.widgets.chip import tone_colors
from ui.widgets.glyphs import Look, paint_shape
from ui.widgets.picture import Picture

MARKS: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "graded": ((GOOD, "met", "1"), (DONE, "partly", "2"), (NOT_DONE, "unmet", "3")),
    "ternary": ((PASS, "met", "1"), (FAIL, "unmet", "3")),
}
"""Value, look and digit of the answers in words, by the type of the item."""


class AnswerButton(QAbstractButton):
    """An answer. Checked, it is what the inspector said; `is_read_only` after the seal, `is_wrong` where a note lacks."""

    def __init__(self, theme: Theme, words: str, look: Look, digit: str, height: int = 56) -> None:
        super().__init__()
        self._height = height
        self._theme = theme
        self._look = look
        self._digit = digit
        self._picture = Picture()
        self.is_read_only = False
        self.is_wrong = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(digit)
        self.setToolTip(f"{words} · {digit}")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def _shows_key(self) -> bool:
        return self._theme.shows_keys and self._height >= 56

    @property
    def _measures(self) -> tuple[int, int, int]:
        """Return the size of the words, the space before the shape and that behind it."""
        return (16, 15, 10) if self._height >= 56 else (14, 10, 6)

    def sizeHint(self) -> QSize:
        theme = self._theme
        size, before, behind = self._measures
        words = theme.advance(self.text(), size, strong=True)
        key = key_width(theme, self._digit) + 8 if self._shows_key else 0
        return QSize(round(words + key) + theme.px(size) + before + behind + 15, theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_state(self, *, checked: bool, read_only: bool, wrong: bool) -> None:
        """Show what was said; drawn anew only if that is news."""
        if (checked, read_only, wrong) != (self.isChecked(), self.is_read_only, self.is_wrong):
            self.is_read_only, self.is_wrong = read_only, wrong
            self.setChecked(checked)
            self.update()

    def nextCheckState(self) -> None:
        """What is said is checked, not what is pressed: the screen decides."""

    def _colors(self) -> tuple[QColor, QColor, QColor, float]:
        """Return ink of the words, surface, edge and the width of the edge."""
        theme = self._theme
        ink, tint, _ = tone_colors(theme, self._look.tone)
        if self.isChecked() and theme.tokens.is_outdoor:
            return QColor("#FFFFFF"), ink, ink, 2.0
        if self.isChecked():
            return ink, tint, ink, 0.0 if self.is_read_only else 3.0
        if self.is_wrong:
            return theme.color("text"), theme.color("surface"), theme.color("fail_ink"), 2.0
        hovered = self.underMouse() and not self.is_read_only
        surface = tint.darker(105) if self.isDown() else theme.color("sunken" if hovered else "surface")
        return theme.color("text"), surface, theme.color("rule" if self.is_read_only else "edge"), theme.tokens.line

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        state = (self.isChecked(), self.is_read_only, self.is_wrong, self.isDown(), self.underMouse())
        look = (state, theme.rings(self), self._shows_key, theme.tokens, theme.percent)
        self._picture.paint(self, look, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        ink, surface, edge, width = self._colors()
        rect = QRectF(self.rect())
        inset = 3.0 if self._theme.rings(self) else 0.0
        body = rect.adjusted(inset + width / 2, inset + width / 2, -inset - width / 2, -inset - width / 2)
        painter.setPen(QPen(edge, width) if width else Qt.PenStyle.NoPen)
        painter.setBrush(surface)
        painter.drawRoundedRect(body, 8, 8)
        size, before, behind = self._measures
        glyph = theme.px(size)
        shape_ink = ink if self.isChecked() else tone_colors(theme, self._look.tone)[0]
        paint_shape(painter, self._look.shape, QRectF(before, rect.center().y() - glyph / 2, glyph, glyph), shape_ink)
        left = before + glyph + behind
        painter.setFont(theme.font(size, strong=True))
        painter.setPen(ink)
        words = QRectF(left, 0, rect.width() - left - 8, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.is_read_only:
            if self.isChecked():
                paint_shape(painter, "padlock", QRectF(rect.right() - 30, rect.center().y() - 8, 16, 16), ink)
        elif self._shows_key:
            hint = ink if self.isChecked() else theme.color("text2")
            paint_key(painter, theme, self._digit, rect.right() - 11, rect.center().y(), hint, hint)
        if self._theme.rings(self):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 9, 9)
