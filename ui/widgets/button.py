"""Buttons: words, an icon, and the key that does the same."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.picture import Picture

Kind = Literal["plain", "primary", "tinted", "link", "danger", "toast", "chip", "gap"]


@lru_cache(maxsize=128)
def key_words(keys: str) -> str:
    """Return how a key is printed; names of keys are never translated."""
    arrows = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
    return "+".join(arrows.get(key, key) for key in keys.split("+"))


def key_width(theme: Theme, keys: str) -> float:
    """Return the width of a key cap."""
    return max(theme.px(20), round(theme.advance(key_words(keys), 12, numeric=True)) + 12)


def paint_key(
    painter: QPainter, theme: Theme, keys: str, right: float, middle: float, ink: QColor, edge: QColor
) -> None:
    """Draw a key cap that ends at `right`, centred on `middle`."""
    size = QSize(round(key_width(theme, keys)), theme.px(20))
    which = ("cap", keys, size.width(), ink.rgba(), edge.rgba(), painter.device().devicePixelRatioF())
    cap = theme.pictures.get(which)
    if cap is None:  # there are few, and each is painted often
        cap = theme.pictures[which] = _cap(theme, key_words(keys), size, ink, edge, which[-1])
    painter.drawPixmap(QPointF(round(right - size.width()), round(middle - size.height() / 2)), cap)


def _cap(theme: Theme, words: str, size: QSize, ink: QColor, edge: QColor, ratio: float) -> QPixmap:
    cap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    cap.setDevicePixelRatio(ratio)
    cap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(cap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, size.width(), size.height())
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(ink)
    painter.setFont(theme.font(12, numeric=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return cap


class Button(QAbstractButton):
    """A button that names its act. Its accessible name is its words; the key stands in the description.

    Args:
        theme: how it is drawn.
        words: what it does, verb first; may be empty for an icon alone, then `name` says it.
        kind: `primary` once on a screen; `tinted`, `plain`, `link` otherwise.
        icon: name of a bundled icon.
        keys: the key or keys that do the same, as printed; for show only.
        height: 40, or 32 where it is tight.
        name: accessible name where there are no words.
    """

    leads_on = False
    """The icon points to what comes next: it stands at the end, and the key before the words."""

    def __init__(
        self, theme: Theme, words: str = "", kind: Kind = "plain", icon: str = "", keys: str = "", height: int = 40,
        name: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme = theme
        self._kind: Kind = kind
        self._icon = icon
        self._keys = keys
        self._height = height
        self._told = ""
        self._picture = Picture()
        self.setText(words)
        self.setAccessibleName(words or name)
        self.setAccessibleDescription(keys)
        self._tell_whole()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, words: str, icon: str | None = None) -> None:
        """Change what it says."""
        icon = self._icon if icon is None else icon
        if (words, icon) == (self.text(), self._icon):
            return
        self.setText(words)
        self.setAccessibleName(words)
        self._tell_whole()
        self._icon = icon
        self.updateGeometry()
        self.update()

    def spell_out(self, words: str, *, shown: bool) -> None:
        """Print what it says, or leave it to the icon and the tooltip."""
        self.setText(words if shown else "")
        self.setAccessibleName(words)
        self._tell_whole()
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """Change the key that is printed."""
        if keys != self._keys:
            self._keys = keys
            self.setAccessibleDescription(keys)
            self._tell_whole()
            self.updateGeometry()
            self.update()

    def _tell_whole(self) -> None:
        """Say in the tool tip what the button itself does not: the name of an icon, a key, words that are cut."""
        if self.toolTip() != self._told:
            return  # somebody told more
        is_cut = bool(self.text()) and self.isVisible() and self.width() < self.sizeHint().width()
        is_needed = is_cut or not self.text() or self._keys
        parts = (self.accessibleName(), self._keys)
        self._told = " · ".join(part for part in parts if part) if is_needed else ""
        self.setToolTip(self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def set_kind(self, kind: Kind) -> None:
        """Change how it stands out."""
        if kind != self._kind:
            self._kind = kind
            self.updateGeometry()
            self.update()

    @property
    def _hint(self) -> str:
        return self._keys if self._theme.shows_keys else ""

    @property
    def _type(self) -> tuple[int, bool]:
        """Size of the words, and whether they are strong."""
        small = self._kind == "chip" or (self._kind == "link" and self._height < 32)
        return 12 if small else 14, self._kind != "chip" or self.isChecked()

    def _font(self) -> QFont:
        size, strong = self._type
        return self._theme.font(size, strong=strong)

    @property
    def _padding(self) -> int:
        if self._kind in ("link", "toast", "gap"):
            return 4
        if self._kind == "chip":
            return 9
        if not self.text():
            return (self._box - self._glyph) // 2
        return 16 if self._height >= 40 else 12

    @property
    def _box(self) -> int:
        return self._theme.px(max(self._height, 48) if self._theme.touch and self._height >= 40 else self._height)

    @property
    def _glyph(self) -> int:
        return self._theme.px(20 if self._height >= 40 else 18)

    @property
    def _advance(self) -> float:
        size, strong = self._type
        return self._theme.advance(self.text(), size, strong=strong)

    def _content(self) -> float:
        """Return the width of icon, words and key with the gaps between them."""
        parts = []
        if self._icon:
            parts.append(float(self._glyph))
        if self.text():
            parts.append(self._advance)
        if self._hint:
            parts.append(key_width(self._theme, self._hint))
        return sum(parts) + 8 * max(0, len(parts) - 1)

    def sizeHint(self) -> QSize:
        return QSize(round(self._content()) + 2 * self._padding + 1, self._box)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colors(self) -> tuple[QColor, QColor | None, QColor | None]:
        """Return ink, surface and edge."""
        theme = self._theme
        if not self.isEnabled():
            return theme.color("text3"), theme.color("sunken"), theme.color("rule")
        hovered = self.underMouse() or self.isDown()
        if self._kind == "primary":
            surface = theme.color("accent")
            return theme.color("on_accent"), surface.darker(112) if hovered else surface, surface
        if self._kind == "tinted" or self.isChecked():
            return theme.color("accent"), theme.color("selection"), theme.color("accent")
        if self._kind == "toast":  # on the toast's dark ground in every theme
            return QColor("#7DB8F7"), None, None
        if self._kind in ("link", "gap"):
            ink = theme.color("accent" if self._kind == "link" else "fail_ink")
            return ink, theme.color("hover") if hovered else None, None
        if self._kind == "chip":
            return theme.color("text2"), theme.color("hover" if hovered else "surface"), theme.color("rule")
        ink = theme.color("fail_ink" if self._kind == "danger" else "text")
        return ink, theme.color("hover" if hovered else "surface"), theme.color("edge")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        state = (self.isEnabled(), self.underMouse() or self.isDown(), self.isChecked(), theme.rings(self))
        words = (self.text(), self._icon, self._hint, self._kind, self.leads_on)
        self._picture.paint(self, (words, state, theme.tokens, theme.percent), self._paint)

    def _paint(self, painter: QPainter) -> None:
        ink, surface, edge = self._colors()
        rect = QRectF(self.rect())
        line = self._theme.tokens.line
        if surface is not None:
            painter.setPen(QPen(edge, line) if edge is not None else Qt.PenStyle.NoPen)
            painter.setBrush(surface)
            radius = rect.height() / 2 if self._kind == "chip" else 6
            painter.drawRoundedRect(rect.adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius)
        self._paint_content(painter, rect, ink)
        if self._theme.rings(self):
            painter.setPen(QPen(self._theme.color("on_accent" if self._kind == "primary" else "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), 4, 4)

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        left = rect.left() + max(float(self._padding), (rect.width() - self._content()) / 2)
        middle = rect.center().y()
        if self._hint and self.leads_on:
            left += key_width(self._theme, self._hint)
            paint_key(painter, self._theme, self._hint, left, middle, ink, ink)
            left += 8
        if self._icon:
            at = rect.right() - self._padding - self._glyph if self.leads_on else left
            paint_icon(painter, self._icon, QRectF(at, middle - self._glyph / 2, self._glyph, self._glyph), ink)
            left += 0 if self.leads_on else self._glyph + 8
        if self.text():
            painter.setFont(self._font())
            painter.setPen(ink)
            after = key_width(self._theme, self._hint) + 8 if self._hint else 0.0
            if self.leads_on:
                after = self._glyph + 8.0
            room = rect.right() - self._padding - after - left + 2
            words, width = self.text(), self._advance
            if width > room:
                metrics = QFontMetricsF(self._font())
                words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                width = metrics.horizontalAdvance(words)
            flags = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left, rect.top(), width + 2, rect.height()), flags, words)
            left += width + 8
        if self._hint and not self.leads_on:
            paint_key(painter, self._theme, self._hint, left + key_width(self._theme, self._hint), middle, ink, ink)


class Segments(QAbstractButton):
    """Two or more choices in one frame; `clicked` after `index` changed."""

    def __init__(self, theme: Theme, choices: tuple[str, ...], name: str) -> None:
        super().__init__()
        self._theme = theme
        self._choices = choices
        self.index = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tell()
        theme.changed.connect(self.updateGeometry)

    def name_choices(self, choices: tuple[str, ...]) -> None:
        """Call the choices by other names."""
        if choices != self._choices:
            self._choices = choices
            self._tell()
            self.updateGeometry()
            self.update()

    def choose(self, index: int) -> None:
        """Choose one, as a press would, and tell nobody."""
        self.index = index
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(self._choices[self.index])

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(self._theme.font(14, strong=True))
        return [metrics.horizontalAdvance(words) + 25 for words in self._choices]

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + 1, self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self.index + step < len(self._choices):
            self.choose(self.index + step)
            self.clicked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = 0.0
        for number, width in enumerate(self._widths()):
            if left <= event.position().x() < left + width:
                self.choose(number)
            left += width
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("edge"), theme.tokens.line))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect, 6, 6)
        left = 0.0
        for number, (words, width) in enumerate(zip(self._choices, self._widths(), strict=True)):
            part = QRectF(left, 0, width, self.height())
            chosen = number == self.index
            if chosen:
                painter.setPen(QPen(theme.color("accent"), theme.tokens.strong_line if theme.tokens.is_outdoor else 1))
                painter.setBrush(theme.color("selection"))
                painter.drawRoundedRect(part.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(theme.color("accent" if chosen else "text2"))
            painter.setFont(theme.font(14, strong=chosen))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, words)
            left += width
        if self._theme.rings(self):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 4, 4)
        painter.end()
