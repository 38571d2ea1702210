"""The overview's table scrolled through a province's five years: 1 500 visits x 39 items, in a window of 1920 x 1080."""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import process_time
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar

from benchmarks.measuring import Figure, percentile
from benchmarks.synthesis import ASKED, BLOB, VISITS, Writer
from benchmarks.windowed import PATIENCE_MS, rest
from inspector.places.directory import nation
from inspector.projection.view import fold
from ui.app import make_application
from ui.models.matrix import FootModel, Wording
from ui.theme import Theme
from ui.widgets.heat.table import HeatTable
from ui.work.faces import Choice, arranged, faces
from ui.work.overview import oversee

STEPS: Final = 1000
PROMISE_S: Final = 0.016
_WHEEL: Final = 3
"""Rows that a notch of the wheel moves."""
_SIZE: Final = (1480, 900)
"""Of the table in a window of 1920 x 1080."""
_PERCENT: Final = 95


def figures() -> Iterator[Figure]:
    """Yield how long a step of the wheel takes, and a whole page: until the window has painted it.

    Time of this process is counted: painting only computes, and what the machine does for others is no part of it.
    """
    table = _table()
    row = table.tiles.cell.height()
    bar = table.fields.verticalScrollBar()
    for name, step in (("a notch of the wheel", _WHEEL * row), ("a page", bar.pageStep())):
        taken = Scrolls(table, bar).walk(step)
        note = f"{VISITS} x {len(ASKED.items)}, {STEPS} steps; slowest {max(taken) * 1000:.1f} ms"
        yield Figure(f"scroll the overview by {name}, p95", percentile(taken, _PERCENT), None, PROMISE_S, note)
    table.close()
    table.deleteLater()


class Scrolls(QObject):
    """Moves a scroll bar and sees the window paint."""

    def __init__(self, table: HeatTable, bar: QScrollBar) -> None:
        super().__init__()
        self._table = table
        self._bar = bar
        self._loop = QEventLoop()
        self._patience = QTimer(singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._loop.quit)
        self._spent = 0.0
        table.installEventFilter(self)

    def walk(self, step: int) -> list[float]:
        """Return how many seconds each of many steps took, back and forth through the whole table.

        Raises: TimeoutError, if a step is never painted.
        """
        taken: list[float] = []
        self._bar.setValue(0)
        QApplication.sendPostedEvents()
        for _ in range(STEPS):
            if not self._bar.minimum() <= self._bar.value() + step <= self._bar.maximum():
                step = -step
            self._spent = 0.0
            start = process_time()
            self._bar.setValue(self._bar.value() + step)
            moved = process_time() - start
            self._patience.start()
            if not self._spent:
                self._loop.exec()
            self._patience.stop()
            if not self._spent:
                raise TimeoutError
            taken.append(moved + self._spent)
        return taken

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt names what it calls
        """Time the window while it paints all that a step has left to be painted."""
        if event.type() == QEvent.Type.UpdateRequest and watched is self._table:
            start = process_time()
            self._table.event(event)
            self._spent = process_time() - start
            self._loop.quit()
            return True
        return False


def _table() -> HeatTable:
    if QApplication.instance() is None:
        make_application(["thisat"])
    seen = oversee(fold(Writer().round()), {BLOB: ASKED}, nation())
    choice = Choice(hides_met=False)
    shown = arranged(seen, faces(seen, "vi")["item"], choice)
    assert len(shown.lines) == VISITS
    wording = Wording(
        spoken=lambda line, column, field: field.state,
        group=lambda line: line.district,
        sum=lambda line: line.name,
        heading=lambda column: column.title,
        names=("", "", ""),
    )
    theme = Theme()
    theme.apply()
    table = HeatTable(theme, wording, FootModel(lambda name, column, tally: name), "")
    table.show_table(shown, choice, wording, "")
    table.resize(*_SIZE)
    table.show()
    table.fields.setFocus()
    rest(100)  # it is laid out, and the platform says that it can be seen
    return table
