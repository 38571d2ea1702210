"""Small things in rows: as many as fit, then the next row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Places widgets one after the other, in as many rows as its width asks for; hidden ones take no room."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._gap = gap
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What is placed, in order."""
        return tuple(self._parts)

    def place(self, parts: Sequence[QWidget]) -> None:
        """Hold these widgets and let go of those that it held before."""
        for old in self._parts:
            old.hide()
            old.deleteLater()
        self._parts = list(parts)
        for part in self._parts:
            part.setParent(self)
            part.show()
        self._arrange(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._walk(width, moving=False)

    def sizeHint(self) -> QSize:
        return QSize(240, self._walk(max(self.width(), 240), moving=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(max((part.sizeHint().width() for part in self._parts), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange(self.width())  # parts tell a hidden parent nothing of their size

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part changed its size
            self._arrange(self.width())
            self.updateGeometry()
        return super().event(event)

    def _arrange(self, width: int) -> None:
        self._walk(width, moving=True)

    def _walk(self, width: int, *, moving: bool) -> int:
        """Go through the parts, place them if wanted, and return the height that they take."""
        top = 0
        for line in self._lines(width):
            sizes = [part.sizeHint() for part in line]
            height, left = max(size.height() for size in sizes), 0
            for part, size in zip(line, sizes, strict=True):
                if moving:
                    part.setGeometry(left, top + (height - size.height()) // 2, size.width(), size.height())
                left += size.width() + self._gap
            top += height + self._gap
        return max(0, top - self._gap)

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        left = 0
        for part in self._parts:
            if part.isHidden():
                continue
            needed = part.sizeHint().width()
            if not lines or left + needed > width:
                lines.append([])
                left = 0
            lines[-1].append(part)
            left += needed + self._gap
        return lines
