"""How much of the plan is done: units planned of those listed, visited and sealed of those planned, each with its bar."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.synthesis.coverage import Row
from ui.context import Context
from ui.widgets.bars import Bar
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row
from ui.work.overview import Overseen

_NAMES = ("planned", "visited", "sealed")


class CoverageCard(QWidget):
    """Shows the coverage of all strata together; the page of the plan has each of them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, say = context.theme, context.say
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self._rows: dict[str, tuple[Label, Bar, Label]] = {}
        for number, name in enumerate(_NAMES):
            words = Label(theme, say(f"overview.coverage.{name}"), 14, wrap=True)
            bar, share = Bar(theme, 80), Label(theme, "", 14, strong=True, numeric=True)
            for place, part in enumerate((words, bar, share)):
                grid.addWidget(part, number, place)
            self._rows[name] = (words, bar, share)
        self.refused = Label(theme, "", 12, "text2", wrap=True)
        self.strata = Button(theme, say("overview.coverage.strata"), "link", "list-check", height=32)
        self.strata.clicked.connect(self._to_strata)
        heading = Label(theme, say("overview.coverage"), 14, strong=True)
        self.setLayout(column(heading, grid, self.refused, row(self.strata, None), gap=8))

    def show_coverage(self, seen: Overseen) -> None:
        """Show how much of the plan is done; without a list of units there is nothing that the planned are a share of."""
        error = seen.plan_refused
        self.refused.setText(self._context.word(error) if error is not None else "")
        self.refused.setVisible(error is not None)
        self.strata.setVisible(bool(seen.coverage.listed))
        for name, (done, total) in _shares(seen.coverage).items():
            words, bar, share = self._rows[name]
            for part in (words, bar, share):
                part.setVisible(name != "planned" or bool(total))
            spoken = self._context.say("overview.coverage.spoken", name=words.text(), done=done, total=total)
            bar.show_share(done, total, spoken)
            share.setText(f"{done}/{total}")

    def _to_strata(self) -> None:
        self._context.go("plan", part="coverage")


def _shares(done: Row) -> dict[str, tuple[int, int]]:
    return {
        "planned": (done.planned, done.listed),
        "visited": (done.visited, done.planned),
        "sealed": (done.sealed, done.planned),
    }
