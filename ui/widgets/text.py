"""Labels and the few ways to lay them out."""

from __future__ import annotations

from typing import Any, Final, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme

Ink = Literal[
    "text",
    "text2",
    "text3",
    "accent",
    "pass_ink",
    "part_ink",
    "fail_ink",
    "na_ink",
    "conflict_ink",
    "info_ink",
    "white",
]

UNBOUNDED: Final = 16_777_215
"""No limit to a width or height: Qt's QWIDGETSIZE_MAX, which its bindings do not name."""


class Label(QLabel):
    """Text of one size, weight and ink; it follows the theme. `size` in pixels at 100 %: 12, 14, 16, 20 or 28."""

    def __init__(
        self, theme: Theme, words: str = "", size: int = 14, ink: Ink = "text", *, strong: bool = False,
        numeric: bool = False, wrap: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(words)
        self._theme = theme
        self._size = size
        self._strong = strong
        self._numeric = numeric
        self._least = self._own_height = 0
        self._measured: tuple[str, int, str] = ("", 0, "")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setProperty("ink", ink)  # the style sheet has not seen the label yet
        self._dress()
        theme.changed.connect(self._dress)

    def set_ink(self, ink: Ink) -> None:
        """Change the colour."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            restyle(self)
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._least = 0  # it was kept for lines of another length
        self._keep_height()

    def setText(self, words: str) -> None:
        super().setText(words)
        self._keep_height()

    def _keep_height(self) -> None:
        """Let no layout cut a line of wrapped words off: what scrolls gives way."""
        if not self.wordWrap() or self.width() <= 0:
            return
        measured = (self.text(), self.width(), self.font().key())
        if measured != self._measured:
            self._measured = measured
            self.setMinimumHeight(0)  # what was kept for other words would be counted in
            self._own_height = max(0, self.heightForWidth(self.width()))
        self.setMinimumHeight(max(self._least, self._own_height))

    def keep_room(self, *, afresh: bool) -> None:
        """Be as high from now on as the words of this moment need; `afresh` forgets what was kept before."""
        if afresh:
            self._least = 0
        self._keep_height()
        self._least = max(self._least, self._own_height)

    def set_size(self, size: int) -> None:
        """Change the size of the text, in pixels at 100 %."""
        if size != self._size:
            self._size = size
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self._is_dressed():
            self._dress()  # a style sheet forgets the font of what it polishes

    def _is_dressed(self) -> bool:
        font, wanted = self.font(), self._wanted()
        return (font.pixelSize(), font.weight(), font.families()) == (
            wanted.pixelSize(),
            wanted.weight(),
            wanted.families(),
        )

    def _wanted(self) -> QFont:
        return self._theme.font(self._size, strong=self._strong, numeric=self._numeric)

    def _dress(self) -> None:
        self.setFont(self._wanted())


class Elided(Label):
    """One line that takes the room it gets; what does not fit is cut with an ellipsis, and the tooltip has it all."""

    def __init__(self, theme: Theme, words: str = "", size: int = 14, ink: Ink = "text") -> None:
        super().__init__(theme, words, size, ink)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color(self.property("ink")))
        painter.setFont(self.font())
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def column(
    *parts: QWidget | QLayout | int | None, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> Any:
    """Return a vertical layout; a number is a space in pixels, None stretches."""
    return _fill(QVBoxLayout(), parts, gap, margins)


def row(*parts: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> Any:
    """Return a horizontal layout; a number is a space in pixels, None stretches."""
    return _fill(QHBoxLayout(), parts, gap, margins)


def _fill(
    layout: Any, parts: tuple[QWidget | QLayout | int | None, ...], gap: int, margins: tuple[int, int, int, int]
) -> Any:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def card(layout: QLayout, tone: str = "") -> QFrame:
    """Return a card around a layout."""
    frame = QFrame()
    frame.setProperty("role", "card")
    if tone:
        frame.setProperty("tone", tone)
    frame.setLayout(layout)
    return frame


def hairline() -> QFrame:
    """Return a horizontal rule."""
    frame = QFrame()
    frame.setProperty("role", "hairline")
    frame.setFixedHeight(1)
    return frame


def divider(height: int = 20) -> QFrame:
    """Return a short vertical rule between two things in a bar."""
    frame = QFrame()
    frame.setProperty("role", "divider")
    frame.setFixedSize(1, height)
    return frame


def held(layout: QLayout) -> QWidget:
    """Return a plain widget around a layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def expanding(widget: QWidget) -> QWidget:
    """Let a widget take the width that is left."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget
