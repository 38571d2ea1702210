"""Whether the keyboard is at work: what has the focus wears a ring then, and none where somebody points."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from shiboken6 import isValid

from ui.theme import Theme

_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
"""A key that the window binds arrives as the second alone."""
_POINTING: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})


class Rings(QObject):
    """Tells the theme by what somebody works, and draws what has the focus again when that changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._watched: QWindow | None = None
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        # As for idleness: what a person does passes through a native window, and little else does.
        app.focusWindowChanged.connect(self._watch)

    def stop(self) -> None:
        """Watch no more."""
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.disconnect(self._watch)
        self._watch(None)

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS or kind in _POINTING:
            self._work(by_keys=kind in _KEYS)
        return False

    def _work(self, *, by_keys: bool) -> None:
        if self._theme.by_keys == by_keys:
            return
        self._theme.by_keys = by_keys
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractScrollArea):
            focused.viewport().update()
        if focused is not None:
            focused.update()
