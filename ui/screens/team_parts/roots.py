"""What is told of the root keys: whose they are, why there are two, and what is wrong with those that there are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.journal.entry import PublicKey, short
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.notices import Banner
from ui.widgets.text import Label, card, column, hairline, held, row
from ui.work.team import Root, Tally, Team

_FEWEST = 2
"""Source: format.md, rule 6."""


class RootsDetail(QWidget):
    """Made anew whenever the roots change."""

    add = Signal()
    drop = Signal(str)
    """The key that is to be a root no longer."""

    def __init__(self, context: Context, team: Team, tallies: Mapping[PublicKey, Tally]) -> None:
        super().__init__()
        self._context = context
        self._team = team
        self._tallies = tallies
        theme = context.theme
        parts: list[QWidget | int] = [
            Label(theme, self._say("roots"), 20, strong=True),
            Label(theme, self._say("roots-why"), 14, "text2", wrap=True),
        ]
        if len(team.holders) < _FEWEST:
            name = next((one.name for one in team.roots), "")
            parts += [8, Banner(theme, "part", "alert-triangle", self._say("roots-one-holder", name=name))]
        for root in team.roots:
            parts += [8, hairline(), 8, self._root(root)]
        if team.may_sign and team.members:
            button = Button(theme, self._say("add-root"), "plain", "key", height=32)
            button.clicked.connect(self.add)
            parts += [12, held(row(button, None))]
        self.setLayout(column(card(column(*parts, gap=4, margins=(16, 14, 16, 16))), None))

    def _say(self, key: str, **params: object) -> str:
        return self._context.say(f"team.{key}", **params)

    def _root(self, root: Root) -> QWidget:
        theme, say = self._context.theme, self._say
        line = Flow(gap=8)
        name = root.name if root.person else say("roots-nobody")
        chips: list[QWidget] = [ChipLabel(theme, say("this-device"))] if root.is_here else []
        line.place([Label(theme, f"{name} · {short(root.sign)}", 14, strong=True), *chips])
        six = Label(theme, " ".join(root.words), 16, strong=True, wrap=True)
        six.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts: list[QWidget] = [line, six]
        if root.sign not in self._tallies:
            parts.append(Label(theme, say("roots-silent"), 12, "text3", wrap=True))
        if self._team.may_sign and not root.is_here and len(self._team.roots) > _FEWEST:
            button = Button(theme, say("drop-root"), "link", "x", height=32)
            button.setAccessibleDescription(short(root.sign))
            button.clicked.connect(lambda: self.drop.emit(root.sign))
            parts.append(held(row(button, None)))
        return held(column(*parts, gap=4))
