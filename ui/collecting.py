"""Python's search for cycles of garbage, kept on the interface's thread.

Left to itself it runs on whichever thread makes the object that is one too many. Where that is the store thread, widgets
and timers in a dead cycle are destroyed on it, and Qt ends the process. So it is switched off while threads are at work,
and done from a timer instead, as soon as it would have been due.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 500


class Collecting(QObject):
    """Collects garbage in the thread that made it, until `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(1 if due[1] else 0)
        if due[2]:
            gc.collect()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
