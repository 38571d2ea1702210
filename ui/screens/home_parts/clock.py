"""The question about this machine's clock: every statement carries its time, so a person looks at it once a day."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot

from ui.context import Context
from ui.widgets.notices import Banner

_EVERY_MS: Final = 5000
"""How often the time that is asked about is told anew."""


class ClockBanner(Banner):
    """Asks until somebody said today that the clock is right."""

    confirmed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, "info", "clock")
        self._context = context
        self.add_action(context.say("home.clock-right"), self._confirm)
        self.add_action(context.say("home.clock-wrong"), self._tell_what_to_do)
        timer = QTimer(self)
        timer.timeout.connect(self.ask)
        timer.start(_EVERY_MS)

    @Slot()
    def ask(self) -> None:
        """Show the time that it is now, or nothing if it is known to be right."""
        self.setVisible(confirmed_at(self._context) is None)
        self.tell(self._context.say("home.clock-right?", time=f"{self._context.now():%H:%M}"))

    def _confirm(self) -> None:
        self._context.prefer(clock_confirmed=self._context.now().isoformat(timespec="seconds"))
        self.hide()
        self.confirmed.emit()

    def _tell_what_to_do(self) -> None:
        self._context.refused.emit(self._context.say("home.set-the-clock"))


def confirmed_at(context: Context) -> datetime | None:
    """Return when somebody said today that the clock is right; None if nobody did."""
    said = context.preferences.clock_confirmed
    try:
        moment = datetime.fromisoformat(said) if said else None
    except ValueError:
        return None
    return moment if moment is not None and moment.date() == context.now().date() else None
