"""The page of the overview: toolbar, table and legend, and beside or below them what tells of the current field."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from ui.context import Context
from ui.models.matrix import FootModel
from ui.screens.overview_parts.agreement import Agreement
from ui.screens.overview_parts.cell_card import CellCard
from ui.screens.overview_parts.coverage import CoverageCard
from ui.screens.overview_parts.league import League
from ui.screens.overview_parts.toolbar import Legend, Toolbar
from ui.screens.overview_parts.wording import Words
from ui.widgets.heat.table import HeatTable
from ui.widgets.notices import Banner, Empty
from ui.widgets.text import column, hairline, held, row

_SIDE: Final = 352
_NARROW: Final = 1012
"""Below this width of the screen without the rail, in pixels at 100 %, the pane stands below the table."""
_LEAST_TABLE: Final = 300
"""Height of the table in pixels at 100 % where it scrolls with what stands below it."""


class Page(QScrollArea):
    """Holds the parts; it connects none of them. It scrolls only where the pane stands below the table."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._is_narrow: bool | None = None
        self._say = say = context.say
        words = Words(context)
        self.toolbar = Toolbar(context)
        self.table = HeatTable(context.theme, words.wording(), FootModel(words.foot), say("overview.table"))
        self.legend = Legend(context, self.table.tiles)
        self.note = Banner(context.theme, "info", "info-circle")
        self.noted = held(column(self.note, margins=(24, 0, 16, 8)))
        self.noted.hide()
        self.nothing = Empty(context.theme, "circle-check", "")
        self.agreement = Agreement(context)
        self.cell = CellCard(context)
        self.league = League(context)
        self.coverage = CoverageCard(context)
        self._build()
        context.theme.changed.connect(self._fit)

    def _build(self) -> None:
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.tables.addWidget(centred(self.nothing))
        self.tables.addWidget(held(column(self.agreement, margins=(24, 8, 24, 16))))
        main = column(
            held(column(self.toolbar, margins=(24, 8, 0, 8))), self.noted, self.tables,
            held(column(self.legend, margins=(24, 6, 16, 8))),
        )  # fmt: skip
        main.setStretchFactor(self.tables, 1)
        self._main = QFrame()
        self._main.setProperty("role", "sheet")
        self._main.setLayout(main)
        parts = (self.cell, hairline(), self.league, hairline(), self.coverage)
        self._inner = held(column(*parts, gap=12, margins=(16, 12, 16, 12)))
        self._inner.setObjectName("flow")
        self._side = QScrollArea()
        self._side.setObjectName("side")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        flow = held(self._grid)
        flow.setObjectName("flow")
        for area in (self, self._side):
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(flow)
        self._place(narrow=False)

    def show_nothing(self, why: str, *, shown: bool) -> None:
        """Show in the place of the table why it has nothing to show, or the table again."""
        self.nothing.words.setText(self._say(f"overview.{why}"))
        self.tables.setCurrentIndex(1 if shown else 0)

    def show_agreement(self, *, shown: bool) -> None:
        """Show in the place of the table and of all that belongs to it how far observers agree."""
        for part in (self.legend, self._inner if self._is_narrow else self._side):
            part.setVisible(not shown)
        if shown:
            self.noted.hide()
            self.tables.setCurrentIndex(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._place(narrow=self.width() < self._theme.px(_NARROW))

    def _place(self, *, narrow: bool) -> None:
        """Put the pane beside the table, or below it where the window is narrow or its text large; then all scrolls."""
        theme = self._theme
        self._side.setFixedWidth(theme.px(_SIDE))
        self.table.setMinimumHeight(theme.px(_LEAST_TABLE) if narrow else 0)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self._grid.addWidget(self._main, 0, 0)
        if narrow:
            self._side.takeWidget()
            self._grid.removeWidget(self._side)
            self._side.hide()
            self._grid.addWidget(self._inner, 1, 0)
        else:
            self._grid.removeWidget(self._inner)
            self._side.setWidget(self._inner)
            self._grid.addWidget(self._side, 0, 1)
            self._side.show()
        self._inner.show()
        if self.tables.currentIndex() == 2:
            self.show_agreement(shown=True)


def centred(widget: QWidget) -> QFrame:
    """Return a page with one thing in its middle."""
    page = QFrame()
    page.setLayout(column(None, row(None, widget, None), None, margins=(24, 20, 24, 20)))
    return page
