"""The box that comes before the seal while the team still plays citizens: the decision to inspect is announced."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.screens.covert import announce_decision
from ui.widgets.button import Button
from ui.widgets.notices import Icon
from ui.widgets.text import Label, column, expanding, row
from ui.work.sealing import SealMade


class CovertBox(QFrame):
    """Says how much was seen in secret, and closes that part."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitView | None = None
        self._busy = False
        theme, say = context.theme, context.say
        self.setProperty("role", "card")
        self.setProperty("tone", "accent")
        heading = Label(theme, say("review.covert"), 16, strong=True)
        self._count = Label(theme, "", 14, "text2", wrap=True)
        self.announce = Button(theme, say("review.announce"), "primary", "lock", "Ctrl+Enter")
        self.announce.clicked.connect(self.press)
        self.setLayout(
            column(
                row(Icon(theme, "masks-theater", 20, "accent"), heading, None),
                Label(theme, say("review.covert-sentence"), 14, wrap=True),
                self._count,
                row(expanding(self.announce)),
                gap=10,
                margins=(16, 12, 16, 14),
            )
        )

    def show_visit(self, visit: VisitView, checklist: Checklist) -> None:
        """Show how much was observed of what rests on role-play."""
        self._visit = visit
        covert = [item for item in checklist.items if item.covert]
        seen = sum(visit.result(item.id) is not None for item in covert)
        self._count.setText(self._context.say("review.covert-count", seen=seen, total=len(covert)))

    def press(self) -> None:
        """Announce the decision."""
        if self._visit is None or self._busy:
            return
        self._busy = True
        job = announce_decision(self._context, self._visit.id)
        job.done.connect(self._done)
        job.finished.connect(self._ready)

    def _done(self, _: SealMade | None) -> None:
        self._context.toast(self._context.say("review.announced-at", time=f"{self._context.now():%H:%M}"))

    def _ready(self) -> None:
        self._busy = False
