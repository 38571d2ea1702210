"""The covert phase of the visit that is shown: which page is seen, the way to the other, and the end of the phase."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from inspector.journal.entry import VisitId
from inspector.projection.visit import VisitView
from ui.context import Context
from ui.screens.capture_parts.covert import NeutralPage, RolePill
from ui.screens.covert import announce_decision
from ui.widgets.button import Button
from ui.work.sealing import awaits_decision


class CovertPhase(QObject):
    """Holds the page of notes, the pill that leads to it, and the button that ends the phase."""

    turned = Signal()
    """The other page is asked for."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._visit: VisitId = ""
        self._form_shown: set[VisitId] = set()
        """Visits whose form the person opened: the page of notes does not come back by itself."""
        self.neutral = NeutralPage(context)
        self.pill = RolePill(context)
        self.reveal = Button(context.theme, context.say("covert.announce"), "tinted", "check", height=32)
        self.pill.asked.connect(self._show_neutral)
        self.neutral.form_asked.connect(self._show_form)
        self.neutral.announce_asked.connect(self._announce)
        self.reveal.clicked.connect(self._announce)

    def follow(self, visit: VisitView) -> bool:
        """Follow a visit; tell whether nothing but the page of notes may be seen: somebody poses as a citizen."""
        self._visit = visit.id
        covert, began = awaits_decision(visit), datetime.fromisoformat(visit.opened[0].started)
        self.pill.setVisible(covert)
        self.reveal.setVisible(covert)
        if covert:
            self.pill.watch.start(began)
            self.neutral.show_visit(visit, began)
        else:
            self.pill.watch.stop()
            self.neutral.watch.stop()
        return covert and visit.id not in self._form_shown

    def hide(self) -> None:
        """Show nothing of it: there is no visit."""
        self.pill.hide()
        self.reveal.hide()

    @Slot()
    def _show_neutral(self) -> None:
        self._form_shown.discard(self._visit)
        self.turned.emit()

    @Slot()
    def _show_form(self) -> None:
        self._form_shown.add(self._visit)
        self.turned.emit()

    @Slot()
    def _announce(self) -> None:
        announce_decision(self._context, self._visit).done.connect(self._announced)

    @Slot(object)
    def _announced(self, _: object) -> None:
        self._context.toast(self._context.say("covert.announced", time=f"{self._context.now():%H:%M}"))
