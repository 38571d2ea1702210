"""What the pages of the plan have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.errors import KnownError
from inspector.rules.round_plan import RoundPlan
from ui.context import Context
from ui.widgets.notices import Banner
from ui.widgets.text import column, held
from ui.work.planning import plan_of


class PlanPage(QWidget):
    """One page. `refresh` is called when it is seen, and while it is whenever something was published."""

    wanted = Signal(str)
    """The name of another page."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.theme = context.theme
        self.problem = Banner(context.theme, "fail", "alert-triangle")
        self.problem.hide()

    def say(self, key: str, **params: object) -> str:
        """Return the sentence of a key of the plan's screen."""
        return self.context.say(f"plan.{key}", **params)

    def lay_out(self, content: QWidget) -> None:
        """Put the band in which a problem is told above what the page shows."""
        whole = column(held(column(self.problem, margins=(24, 8, 24, 0))), content)
        whole.setStretchFactor(content, 1)
        self.setLayout(whole)

    def refuse(self, error: KnownError) -> None:
        """Tell what the world refused."""
        self.problem.tell(self.context.word(error))
        self.problem.show()

    def stated(self) -> RoundPlan:
        """Return the plan as it was stated; an empty one, and the reason told, where it cannot be read."""
        try:
            return plan_of(self.context.shown.view)
        except KnownError as error:
            self.refuse(error)
            return RoundPlan()

    def refresh(self) -> None:
        """Show what is published now."""

    def put_down(self) -> None:
        """Keep what is in hand."""
