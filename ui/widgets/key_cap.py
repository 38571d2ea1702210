"""A key, printed beside what it does."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.button import key_width, paint_key
from ui.widgets.picture import Picture


class KeyCap(QWidget):
    """The key of a field or a label. It is gone where no keys are printed, unless it is what the page is about."""

    def __init__(self, theme: Theme, keys: str, *, always: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self._picture = Picture()
        self._always = always
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def _is_printed(self) -> bool:
        return self._always or self._theme.shows_keys

    def sizeHint(self) -> QSize:
        if not self._is_printed:
            return QSize(0, 0)
        return QSize(round(key_width(self._theme, self._keys)) + 2, self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_printed:
            return
        self._picture.paint(self, (self._theme.tokens, self._theme.percent), self._paint)

    def _paint(self, painter: QPainter) -> None:
        ink = self._theme.color("text2")
        paint_key(painter, self._theme, self._keys, self.width() - 1.0, self.height() / 2, ink, ink)
