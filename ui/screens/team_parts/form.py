"""A form of the team: heading, what is to be filled in, what is wrong, and the button that issues the roster."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from ui.context import Context
from ui.screens.form_dialog import FormDialog
from ui.screens.team_parts.issuing import Issuing, Make
from ui.widgets.button import Button, Kind
from ui.widgets.focus import order_focus
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, column, held, row

_WIDTH, _HEIGHT = 620, 640


class Form(FormDialog):
    """Whatever is refused is told in the form, and what was typed stays."""

    can_undo = True

    def __init__(
        self, context: Context, issuing: Issuing, heading: str, do: str, parent: QWidget, *,
        kind: Kind = "primary", icon: str = "check",
    ) -> None:  # fmt: skip
        super().__init__(context, heading, parent)
        self._over = parent
        self._issuing = issuing
        self._is_busy = False
        theme = context.theme
        self.setModal(True)
        self._heading = Label(theme, heading, 20, strong=True, wrap=True)
        self.do = Button(theme, do, kind, icon)
        self.do.clicked.connect(self.submit)
        self.cancel = Button(theme, context.say("team.cancel"))
        self.cancel.clicked.connect(self.reject)

    def build(self, *parts: QWidget | QLayout | int | None) -> None:
        """Lay the form out: what is filled in scrolls, what is wrong and the buttons stay."""
        theme = self.context.theme
        flow = held(column(self._heading, *parts, None, gap=12, margins=(24, 20, 24, 16)))
        self.lay_out(scrolled(flow), column(self.trouble), row(None, self.cancel, self.do, gap=12))
        room = self._over.window().size()
        wanted = min(theme.px(_HEIGHT), max(theme.px(240), flow.sizeHint().height() + theme.px(120)))
        self.resize(min(theme.px(_WIDTH), room.width()), min(wanted, room.height()))
        order_focus(self)

    def problem(self) -> str:
        """Return the sentence of what the form still needs, or nothing."""
        return ""

    def request(self) -> tuple[Make, str]:
        """Return what makes the roster, and the words that say afterwards what was done."""
        raise NotImplementedError

    def submit(self) -> None:
        """Issue the roster, or say what is missing."""
        problem = self.problem()
        if self._is_busy:
            return
        if problem:
            self.refuse(problem)
            return
        self.trouble.hide()
        make, words = self.request()
        self._is_busy = True
        job = self._issuing.issue(make, words, can_undo=self.can_undo)
        job.done.connect(self._done)
        job.failed.connect(self.refuse_error)
        job.finished.connect(self._ended)

    def _done(self, _: object) -> None:
        self.accept()

    def _ended(self) -> None:
        self._is_busy = False

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()
