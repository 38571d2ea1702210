"""How far the plan is: three shares of all visits, each with its bar and its numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.context import Context
from ui.widgets.bars import Bar
from ui.widgets.text import Label, column
from ui.work.overview import Coverage


class CoverageCard(QWidget):
    """Shows a `Coverage`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._say = context.say
        theme = context.theme
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self._rows: dict[str, tuple[Bar, Label]] = {}
        for number, name in enumerate(("planned", "visited", "sealed")):
            bar, share = Bar(theme, 80), Label(theme, "", 14, strong=True, numeric=True)
            grid.addWidget(Label(theme, context.say(f"overview.coverage.{name}"), 14, wrap=True), number, 0)
            grid.addWidget(bar, number, 1)
            grid.addWidget(share, number, 2)
            self._rows[name] = (bar, share)
        self.setLayout(column(Label(theme, context.say("overview.coverage"), 14, strong=True), grid, gap=8))

    def show_coverage(self, coverage: Coverage) -> None:
        """Show how far the plan is."""
        amounts = {"planned": coverage.planned, "visited": coverage.visited, "sealed": coverage.sealed}
        for name, done in amounts.items():
            bar, share = self._rows[name]
            words = self._say(f"overview.coverage.{name}")
            spoken = self._say("overview.coverage.spoken", name=words, done=done, total=coverage.total)
            bar.show_share(done, coverage.total, spoken)
            share.setText(f"{done}/{coverage.total}")
