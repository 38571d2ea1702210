"""A field for free text that flushes by itself, and takes what is pasted as it may be stored."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from inspector.text import tidy
from ui.theme import Theme

FLUSH_MS: Final = 400
"""Idle milliseconds after which what was typed is kept."""


class NoteField(QPlainTextEdit):
    """Text is told after 400 ms without typing, when the focus leaves, and when `flush` is called; Esc leaves."""

    flushed = Signal(str)
    left = Signal()
    image_pasted = Signal(QMimeData)

    def __init__(self, theme: Theme, name: str, lines: int = 3) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._timer.start)
        self._size()
        theme.changed.connect(self._size)

    def set_lines(self, lines: int) -> None:
        """Be as high as so many lines."""
        if lines != self._lines:
            self._lines = lines
            self._size()

    def _size(self) -> None:
        self.setFixedHeight(self._theme.px(20) * self._lines + 18)

    @property
    def text(self) -> str:
        """What stands in the field, as it may be stored."""
        return tidy(self.toPlainText())

    def show_text(self, text: str, told: str | None = None) -> None:
        """Show a text, which was told before unless `told` was; what is being typed is left alone."""
        self._told = text if told is None else told
        if text != self.text and not (self.hasFocus() and self._timer.isActive()):
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._timer.stop()

    @property
    def is_waiting(self) -> bool:
        """Tell whether something was typed that nobody was told."""
        return self._timer.isActive()

    def flush(self) -> None:
        """Tell what stands in the field, if it is news."""
        self._timer.stop()
        text = self.text
        if text != self._told:
            self._told = text
            self.flushed.emit(text)

    def put(self, words: str) -> None:
        """Insert a ready phrase where the caret stands, with a space before it where one is needed."""
        cursor = self.textCursor()
        before = self.toPlainText()[: cursor.position()]
        cursor.insertText((" " if before and not before[-1].isspace() else "") + words)
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasImage() or (source.hasUrls() and not source.hasText()):
            self.image_pasted.emit(source)
        else:
            self.insertPlainText(tidy(source.text()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            return
        super().keyPressEvent(event)
