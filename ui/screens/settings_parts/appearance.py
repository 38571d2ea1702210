"""How the window looks: theme, size of text, touch mode, and whether an answer leads on."""

from __future__ import annotations

from typing import Final, get_args

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QSizePolicy

from ui.context import Context
from ui.screens.settings_parts.beside import Beside
from ui.screens.settings_parts.part import Part
from ui.theme import DARK, LIGHT, OUTDOOR, Theme, Tokens
from ui.widgets.button import Segments
from ui.work.preferences import TextPercent
from ui.work.preferences import Theme as ThemeName

THEMES: Final[tuple[ThemeName, ...]] = get_args(ThemeName)
PERCENTS: Final[tuple[int, ...]] = get_args(TextPercent)
_SAMPLES: Final[dict[str, tuple[Tokens, Tokens]]] = {
    "system": (LIGHT, DARK),
    "light": (LIGHT, LIGHT),
    "dark": (DARK, DARK),
    "outdoor": (OUTDOOR, OUTDOOR),
}
"""Left and right half of the small picture of each theme."""


class ThemeTile(QAbstractButton):
    """A theme to choose: a small picture of a window that wears it, and its name."""

    def __init__(self, theme: Theme, words: str, note: str, halves: tuple[Tokens, Tokens]) -> None:
        super().__init__()
        self._theme = theme
        self._halves = halves
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        self.setToolTip(note)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font(14, strong=True)).horizontalAdvance(self.text())
        return QSize(round(words) + 12 + 80 + 12 + 16, max(72, self._theme.px(48)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = theme.tokens.strong_line if chosen else theme.tokens.line
        painter.setPen(QPen(theme.color("accent" if chosen else "edge"), width))
        hovered = self.underMouse() and not chosen
        painter.setBrush(theme.color("selection" if chosen else "hover" if hovered else "surface"))
        rect = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(rect, 8, 8)
        picture = QRectF(12, (self.height() - 48) / 2, 80, 48)
        for number, tokens in enumerate(self._halves):
            painter.setClipRect(picture.adjusted(40 * number, 0, 0, 0))
            _paint_window(painter, picture, tokens)
        painter.setClipping(False)
        painter.setPen(theme.color("accent" if chosen else "text"))
        painter.setFont(theme.font(14, strong=chosen))
        painter.drawText(
            QRectF(104, 0, self.width() - 104 - 8, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self._theme.rings(self):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), 6, 6)
        painter.end()


def _paint_window(painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.edge), tokens.line))
    painter.setBrush(QColor(tokens.bg))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface))
    painter.drawRect(QRectF(rect.left() + 2, rect.top() + 2, 10, rect.height() - 4))
    painter.setBrush(QColor(tokens.text))
    for top, length in ((10, 56), (18, 40)):
        painter.drawRect(QRectF(rect.left() + 18, rect.top() + top, length, 3))
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(QRectF(rect.left() + 18, rect.top() + 30, 24, 9), 2, 2)
    painter.setBrush(QColor(tokens.pass_ink))
    painter.drawRoundedRect(QRectF(rect.left() + 48, rect.top() + 30, 24, 9), 2, 2)


class Appearance(Part):
    """Every choice is worn by the window while the person looks."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.tiles: dict[ThemeName, ThemeTile] = {}
        self._group = QButtonGroup(self)
        for name in THEMES:
            tile = ThemeTile(self.theme, self.say(f"theme.{name}"), self.say(f"theme.{name}.note"), _SAMPLES[name])
            tile.setObjectName(name)
            tile.clicked.connect(self._wear)
            self._group.addButton(tile)
            self.tiles[name] = tile
        self._note = self.words(ink="text3", size=12)
        tiles = list(self.tiles.values())
        first, second = (Beside(*pair, even=True, gap=12) for pair in (tiles[:2], tiles[2:]))
        self.add_card(self.say("theme"), first, 12, second, 8, self._note, icon="palette")
        self.sizes = Segments(self.theme, tuple(f"{percent}%" for percent in PERCENTS), self.say("text"))
        self.sizes.clicked.connect(self._resize)
        self.touch = self._switch("touch", "on", touch=True)
        self.advance = self._switch("advance", "on", touch=False)
        self.add_card(
            self.say("reading"), self.setting(self.say("text"), self.sizes, self.say("text.note")), icon="letter-a"
        )
        self.add_card(
            self.say("handling"),
            self.setting(self.say("touch"), self.touch, self.say("touch.note")),
            16,
            self.setting(self.say("advance"), self.advance, self.say("advance.note")),
            icon="hand-stop",
        )
        self.add_card(self.say("contrast"), self.words(self.say("contrast.note")), icon="eye")

    def _switch(self, name: str, word: str, *, touch: bool) -> QCheckBox:
        box = QCheckBox(self.say(word))
        box.setAccessibleName(self.say(name))
        box.clicked.connect(self._touch if touch else self._advance)
        return box

    def refresh(self) -> None:
        now = self.context.preferences
        self.tiles[now.theme].setChecked(True)
        self._note.setText(self.say(f"theme.{now.theme}.note"))
        self.sizes.choose(PERCENTS.index(now.text_percent))
        self.touch.setChecked(now.touch)
        self.advance.setChecked(now.auto_advance)

    def _wear(self) -> None:
        self.context.prefer(theme=self.sender().objectName())

    def _resize(self) -> None:
        self.context.prefer(text_percent=PERCENTS[self.sizes.index])

    def _touch(self) -> None:
        self.context.prefer(touch=self.touch.isChecked())

    def _advance(self) -> None:
        self.context.prefer(auto_advance=self.advance.isChecked())
