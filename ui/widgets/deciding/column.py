"""A column of the comparison: a card that takes the focus, so that keys are meant for it and not for a text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label, column, held, row

_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class ColumnButton(Button):
    """A button that leaves the arrows to its column: Qt would move the focus by them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Column(QFrame):
    """A head with a title, a line below it and one button; the body is that of the column's kind."""

    def __init__(self, theme: Theme, title: str, act: str, keys: str, *, is_middle: bool = False) -> None:
        super().__init__()
        self.theme = theme
        self._is_middle = is_middle
        self.setObjectName("column")
        self.setProperty("role", "card")
        if is_middle:
            self.setProperty("tone", "accent")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.title = Label(theme, title, 14, strong=True)
        self.about = Label(theme, "", 12, "text2", wrap=True)
        self.act = ColumnButton(theme, act, "link", keys=keys, height=28)
        self._below: QHBoxLayout = row(self.about, gap=0)
        self._below.setStretchFactor(self.about, 1)
        self.head = QFrame()
        self.head.setObjectName("column-head")
        top = row(self.title, None, self.act)
        self.head.setLayout(column(top, self._below, gap=0, margins=(12, 6, 8, 6)))

    def fill(self, body: QLayout) -> None:
        """Lay the body out below the head; called once."""
        inside = held(body)
        layout = column(self.head, inside)
        layout.setStretchFactor(inside, 1)
        self.setLayout(layout)

    def put_below(self, widget: QWidget) -> None:
        """Let a widget stand below the title, in the place of the words."""
        self._below.addWidget(widget, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_middle:
            area = QPainterPath()
            area.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
            painter.setClipPath(area)
            painter.fillRect(self.head.geometry(), self.theme.color("info_tint"))
            painter.setClipping(False)
        if self.theme.rings(self):
            painter.setPen(QPen(self.theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 5, 5)
        painter.end()
