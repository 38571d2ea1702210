"""Two columns that scroll by themselves; where there is no room for both, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.scrolling import scrolled
from ui.widgets.text import UNBOUNDED, column, held, row

SIDE = 368
"""Width of the right column in pixels at 100 %."""
NARROW = 940
"""Width in pixels at 100 % below which the right column stands under the left one."""


class TwoColumns(QWidget):
    """Holds the parts of the review."""

    narrowed = Signal(bool)

    def __init__(
        self, theme: Theme, left: Sequence[QWidget], side: Sequence[QWidget], first: QWidget | None = None
    ) -> None:
        """`first` leads the right column, and where there is but one, that one: nobody scrolls for what comes next."""
        super().__init__()
        self._first = first
        self._theme = theme
        self._is_narrow = False
        self._flow = held(column(*left, None, gap=16, margins=(24, 20, 12, 20)))
        self._side = held(column(*([first] if first is not None else []), *side, None, gap=16))
        self._left_area, self._side_area = scrolled(self._flow), scrolled(self._side)
        layout = row(self._left_area, self._side_area, gap=0)
        layout.setStretchFactor(self._left_area, 1)
        self.setLayout(layout)
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._theme.px(NARROW)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._move()
            self.narrowed.emit(narrow)
        # The bar stands beside the column, so that its words wrap the same with it and without.
        width = self._theme.px(SIDE) + 24
        self._side.setMinimumWidth(0 if narrow else width)
        self._side.setMaximumWidth(UNBOUNDED if narrow else width)
        margin = 0 if narrow else 12
        layout = self._side.layout()
        assert layout is not None
        layout.setContentsMargins(margin, 0 if narrow else 20, margin, 20)
        self._side_area.setFixedWidth(width + 12)

    def _move(self) -> None:
        layout = self._flow.layout()
        assert layout is not None
        if self._is_narrow:
            layout.addWidget(self._side_area.takeWidget())
        else:
            layout.removeWidget(self._side)
            self._side_area.setWidget(self._side)
        if self._first is not None:
            first = layout if self._is_narrow else self._side.layout()
            assert isinstance(first, QVBoxLayout)
            first.insertWidget(0, self._first)
        self._side.show()
        self._side_area.setVisible(not self._is_narrow)

    @property
    def is_narrow(self) -> bool:
        """Whether the right column stands under the left one."""
        return self._is_narrow

    def show_widget(self, widget: QWidget | None) -> None:
        """Scroll until a part is seen."""
        if widget is None:
            return
        area = self._left_area if self._flow.isAncestorOf(widget) else self._side_area
        area.ensureWidgetVisible(widget, 0, 24)

    def show_lines(self, widget: QWidget, top: int, bottom: int) -> None:
        """Scroll until a band of a tall part is seen, given in pixels from its top."""
        at = widget.mapTo(self._flow, widget.rect().topLeft()).y()
        self._left_area.ensureVisible(0, at + (top + bottom) // 2, 0, (bottom - top) // 2 + 24)
