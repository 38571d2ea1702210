"""A round for a team: its title, and whose key is the second root."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.context import Context
from ui.screens.start_parts.fields import Field
from ui.screens.start_parts.round_page import RoundPage
from ui.screens.team_parts.card_field import CardField
from ui.widgets.button import Segments
from ui.widgets.text import Label, column, held, row
from ui.work.team import Card

_DEPUTY, _PAPER = 0, 1


class WithTeam(RoundPage):
    """The second root is the key of a deputy, taken from their card, or lies on paper."""

    asked = Signal(str, str)
    """Title and office of a round whose second root lies on paper."""
    asked_with = Signal(str, str, object, str)
    """Title and office of a round, the `Card` of its deputy, and the deputy's name."""
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.say("start.team-heading"), context.say("start.team-words"))
        theme = context.theme
        heading = self.say("start.team-second")
        self.second = Segments(theme, (self.say("start.team-deputy"), self.say("start.team-paper")), heading)
        self.second.clicked.connect(self._show_second)
        self.card = CardField(context)
        self.card.found.connect(self._name)
        self.name = Field(theme, self.say("team.name"), self.say("team.name-hint"))
        self._of_deputy = held(column(self.card, self.name, gap=12))
        self._on_paper = self.text("start.team-paper-words")
        self.add_card(
            Label(theme, heading, 16, strong=True),
            self.text("start.team-second-why"),
            row(self.second, None),
            self._of_deputy,
            self._on_paper,
        )
        self.begin = self.button("start.team-begin", self.submit, "primary", "plus")
        self.add(row(self.button("start.back", self.left.emit, "link", "arrow-left"), None, self.begin))
        self._show_second()

    def _show_second(self) -> None:
        self._of_deputy.setVisible(self.second.index == _DEPUTY)
        self._on_paper.setVisible(self.second.index == _PAPER)

    def _name(self, card: Card) -> None:
        if card.name and not self.name.text.strip():
            self.name.edit.setText(card.name)

    def submit(self) -> None:
        """Begin, or say what is missing."""
        if not self.has_title():
            return
        if self.second.index == _PAPER:
            self.asked.emit(*self.kept())
        elif self.card.problem():
            self.tell(self.card.problem())
        elif not self.name.text.strip():
            self.name.complain(self.say("team.name-missing"))
        else:
            self.asked_with.emit(*self.kept(), self.card.card, self.name.text.strip())
