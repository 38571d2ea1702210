"""What stands above and below the table: how to look at it, what to leave out, in which order; what its tiles mean."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ui.context import Context
from ui.screens.overview_parts.wording import Words
from ui.theme import Theme
from ui.widgets.button import Segments
from ui.widgets.flow import Flow
from ui.widgets.heat.tiles import Tiles
from ui.widgets.text import Label, held, row
from ui.work.faces import MODES, ORDERS, Choice, Field, Table

PARTS: Final[tuple[str, ...]] = (*MODES, "agreement")
"""What can be looked at in the place of the table, as places name it."""


class Toolbar(Flow):
    """The choices of a person; `chosen` after any of them changed."""

    chosen = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(8)
        theme, say = context.theme, context.say
        self.modes = Segments(theme, tuple(say(f"overview.mode.{one}") for one in PARTS), say("overview.modes"))
        self.hide_met = QCheckBox(say("overview.hide-met"))
        self.hide_met.setChecked(True)
        self.only_repeated = QCheckBox(say("overview.only-repeated"))
        for box, name in ((self.hide_met, "hide-met"), (self.only_repeated, "only-repeated")):
            box.setToolTip(say(f"overview.{name}.about"))
            box.setAccessibleDescription(box.toolTip())
        self.order = QComboBox()
        self.order.setProperty("measure", "small")
        self.order.setAccessibleName(say("overview.order"))
        for order in ORDERS:
            self.order.addItem(say(f"overview.order.{order}"), order)
        label = Label(theme, say("overview.order"), 14, "text2")
        label.setBuddy(self.order)
        self._of_table = (self.hide_met, self.only_repeated, held(row(label, self.order)))
        self.place((self.modes, *self._of_table))
        self.modes.clicked.connect(self._choose)
        self.hide_met.toggled.connect(self.chosen)
        self.only_repeated.toggled.connect(self.chosen)
        self.order.activated.connect(self.chosen)

    @property
    def part(self) -> str:
        """One of `PARTS`: what is looked at."""
        return PARTS[self.modes.index]

    def go(self, part: str) -> None:
        """Look at one of `PARTS`."""
        if part != self.part:
            self.modes.choose(PARTS.index(part))
            self._choose()

    @property
    def is_agreement(self) -> bool:
        """Tell whether, in the place of the table, it is asked how far observers agree."""
        return self.modes.index == len(MODES)

    @property
    def choice(self) -> Choice:
        """What is chosen now; whole columns are hidden only where they are items."""
        mode = MODES[min(self.modes.index, len(MODES) - 1)]
        return Choice(
            mode=mode,
            hides_met=self.hide_met.isChecked() and mode == "item",
            only_repeated=self.only_repeated.isChecked(),
            order=ORDERS[self.order.currentIndex()],
        )

    def _choose(self) -> None:
        self.hide_met.setEnabled(self.choice.mode == "item")
        for part in self._of_table:
            part.setVisible(not self.is_agreement)
        self.chosen.emit()


class Sample(QWidget):
    """One tile as it stands in the table."""

    def __init__(self, theme: Theme, tiles: Tiles, field: Field) -> None:
        super().__init__()
        self._tiles, self._field = tiles, field
        self._size = QSize(theme.px(22), theme.px(20))
        self.setFixedSize(self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._tiles.paint(painter, QRectF(self.rect()), self._field)
        painter.end()


class Legend(Flow):
    """What the tiles of the table mean: those that stand in it."""

    def __init__(self, context: Context, tiles: Tiles) -> None:
        super().__init__(16)
        self._context = context
        self._tiles = tiles
        self._told: list[tuple[Field, str]] = []

    def show_table(self, table: Table, words: Words) -> None:
        """Explain the tiles of a table."""
        told = words.legend(table)
        if told != self._told:
            self._told = told
            self.place([self._part(field, meaning) for field, meaning in told])

    def _part(self, field: Field, words: str) -> QWidget:
        theme = self._context.theme
        return held(row(Sample(theme, self._tiles, field), Label(theme, words, 12, "text2"), gap=6))
