"""How wide the cells of the list of visits are, measured once for each row: a resize asks for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from inspector.journal.entry import VisitId
from ui.models.visits import Column
from ui.screens.home_parts.wording import Words
from ui.theme import Theme
from ui.work.stages import VisitRow

PAD: Final = 16
BAR: Final = 120
"""Width of the bar that shows how many items are answered, in pixels."""


class Widths(NamedTuple):
    """What the cells of a row, or of all rows, need to be read whole, in pixels."""

    unit: int = 0
    kind: int = 0
    when: int = 0
    how: int = 0
    code: int = 0
    """What the code of the seal takes beside `how`."""
    act: int = 0


class Measures:
    """The fonts of the columns and the widths of the rows that were asked for."""

    def __init__(self, theme: Theme, words: Words) -> None:
        self._theme = theme
        self._words = words
        self._known: dict[VisitId, tuple[VisitRow, Widths]] = {}
        self.forget()

    def forget(self) -> None:
        """Measure again: the theme or the size of its text changed."""
        self._known = {}
        theme = self._theme
        self.plain = theme.font(14)
        self.strong = theme.font(14, strong=True)
        self.numeric = theme.font(14, numeric=True)
        self.small = theme.font(12, numeric=True)
        self._advance = {name: QFontMetricsF(font).horizontalAdvance for name, font in self._fonts().items()}

    def _fonts(self) -> dict[str, QFont]:
        return {"plain": self.plain, "strong": self.strong, "numeric": self.numeric, "small": self.small}

    def font(self, column: Column) -> QFont:
        """Return the font of a column of words."""
        return {"unit": self.strong, "act": self.strong, "when": self.numeric}.get(column, self.plain)

    def widest(self, rows: Sequence[VisitRow]) -> Widths:
        """Return for each column what its widest cell needs."""
        found = [self.of(row) for row in rows]
        return Widths(*map(max, zip(*found, strict=True))) if found else Widths()

    def of(self, row: VisitRow) -> Widths:
        """Return what the cells of a row need."""
        known = self._known.get(row.visit)
        if known is None or known[0] is not row:
            known = self._known[row.visit] = (row, self._measured(row))
        return known[1]

    def _measured(self, row: VisitRow) -> Widths:
        cell, strong = self._words.cell, self._advance["strong"]
        code = code_of_row(row)
        return Widths(
            unit=round(strong(cell(row, "unit"))) + 2 * PAD,
            kind=round(self._advance["plain"](cell(row, "kind"))) + PAD + 4,
            when=round(self._advance["numeric"](cell(row, "when"))) + PAD + 4,
            how=self._how(row),
            code=round(self._advance["small"](code)) + PAD if code else 0,
            act=round(strong(cell(row, "act"))) + 2 * PAD,
        )

    def _how(self, row: VisitRow) -> int:
        strong, words = self._advance["strong"], self._words.how(row)
        if row.stage == "recording" and row.total:
            return round(BAR + sum(map(strong, words.split(" · ")))) + 2 * PAD
        return round(self._theme.px(24) + strong(words)) + 8


def code_of_row(row: VisitRow) -> str:
    """Return the first half of the seal's code: it finds the seal, the tooltip has it whole."""
    return row.seal_code[:11] if row.stage == "sealed" else ""
