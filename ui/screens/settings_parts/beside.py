"""Things that stand beside each other where there is room, and below each other where there is none."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class Beside(QWidget):
    """A row that becomes a column when its parts would be cut.

    Args:
        parts: from left to right, or from above.
        stretches: the first takes the width that is left; else a space at the end does.
        even: all parts are equally wide.
        least: pixels that the first part needs, if it is text that wraps.
    """

    def __init__(
        self, *parts: QWidget, stretches: bool = False, even: bool = False, least: int = 0, gap: int = 8
    ) -> None:
        super().__init__()
        self._parts = parts
        self._least = least
        self._stretches = stretches
        self._even = even
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        for number, part in enumerate(parts):
            self._box.addWidget(part, 1 if even or (stretches and number == 0) else 0)
        if not (stretches or even):
            self._box.addStretch(1)
        self._align(across=True)

    def _wanted(self, part: QWidget) -> int:
        if part is self._parts[0] and self._least:
            return self._least
        return max(part.minimumSizeHint().width(), part.minimumWidth())

    def _seen(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def minimumSizeHint(self) -> QSize:
        widest = max((self._wanted(part) for part in self._seen()), default=0)
        return QSize(widest, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        seen = self._seen()
        widths = [self._wanted(part) for part in seen]
        wanted = (max(widths, default=0) * len(seen) if self._even else sum(widths)) + self._box.spacing() * len(seen)
        self._align(across=wanted <= self.width())

    def _align(self, *, across: bool) -> None:
        direction = QBoxLayout.Direction
        way = direction.LeftToRight if across else direction.TopToBottom
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        for number, part in enumerate(self._parts):
            if not self._even and not (self._stretches and number == 0):
                self._box.setAlignment(part, middle if across else left)
        if self._box.direction() != way:
            self._box.setDirection(way)
            self.updateGeometry()
