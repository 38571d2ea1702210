"""Two parts of a page beside each other, or below each other where the window is narrow or its text large."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from ui.theme import Theme
from ui.widgets.text import UNBOUNDED, column, held

_SIDE: Final = 400
_NARROW: Final = 900
"""Below this width, in pixels at 100 %, the parts stand below each other."""


class Panes(QScrollArea):
    """Holds the main part and the side; what does not fit scrolls as one.

    Args:
        theme: how wide the side is.
        main: takes what is left.
        side: stands first (left, above) or last.
        side_first: which of these.
    """

    def __init__(self, theme: Theme, main: QWidget, side: QWidget, *, side_first: bool) -> None:
        super().__init__()
        self._theme = theme
        self._main, self._side, self._side_first = main, side, side_first
        self._is_narrow: bool | None = None
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        flow = held(column(held(self._grid), margins=(24, 12, 24, 12)))
        flow.setObjectName("flow")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(flow)
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow, side = self.width() < self._theme.px(_NARROW), self._theme.px(_SIDE)
        self._side.setMinimumWidth(0 if narrow else side)
        self._side.setMaximumWidth(UNBOUNDED if narrow else side)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            for number, part in enumerate((self._side, self._main) if self._side_first else (self._main, self._side)):
                self._grid.addWidget(part, *((number, 0) if narrow else (0, number)))
            main = 1 if self._side_first else 0
            self._grid.setColumnStretch(0, 1 if narrow or not self._side_first else 0)
            self._grid.setColumnStretch(1, 0 if narrow or not self._side_first else 1)
            self._grid.setRowStretch(0, 0 if narrow and main else 1)
            self._grid.setRowStretch(1, 1 if narrow and main else 0)
