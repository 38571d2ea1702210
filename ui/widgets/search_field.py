"""A field that looks for something: a glass before the words, and its key as long as nothing is typed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.button import paint_key


class SearchField(QLineEdit):
    """What is typed is told by `textChanged`; the placeholder says what can be typed."""

    def __init__(self, theme: Theme, words: str, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self.setProperty("measure", "search")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} · {keys}")
        self.setClearButtonEnabled(True)
        self._make_room()
        theme.changed.connect(self._make_room)

    def _make_room(self) -> None:
        self.setTextMargins(self._theme.px(18) + 8, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, middle = self._theme, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(18)
        paint_icon(painter, "search", QRectF(13, middle - size / 2, size, size), theme.color("text2"))
        if not self.text() and theme.shows_keys:
            paint_key(painter, theme, self._keys, self.width() - 12.0, middle, theme.color("text"), theme.color("edge"))
        painter.end()
