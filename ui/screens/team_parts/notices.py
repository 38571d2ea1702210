"""What is told above a member: that nobody may edit here, that rosters rival, that briefings are out of date."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.notices import Banner
from ui.widgets.text import Label, card, clear, column, held, row
from ui.work.team import Team


class Notices(QWidget):
    """Hidden while there is nothing to tell."""

    resend = Signal()
    settle = Signal(str)
    """The id of the roster that is to be issued over all."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._told: object = None
        self._parts = column(gap=12)
        self.setLayout(self._parts)
        self.hide()

    def show_team(self, team: Team, outdated: int) -> None:
        """Tell what is so of a team; `outdated` briefings lack the roster in force."""
        if (team, outdated) == self._told:
            return
        self._told = (team, outdated)
        clear(self._parts)
        found = [
            *([] if team.may_sign else [self._read_only(team)]),
            *([self._several(team)] if len(team.versions) > 1 else []),
            *([self._first()] if team.may_sign and not team.versions else []),
            *([self._outdated(outdated)] if outdated else []),
        ]
        for part in found:
            self._parts.addWidget(part)
        self.setVisible(bool(found))

    def _say(self, key: str, **params: object) -> str:
        return self._context.say(f"team.{key}", **params)

    def _read_only(self, team: Team) -> QWidget:
        names = ", ".join(dict.fromkeys(root.name for root in team.roots))
        return Banner(self._context.theme, "na", "lock", self._say("read-only", names=names))

    def _first(self) -> QWidget:
        return Banner(self._context.theme, "info", "info-circle", self._say("no-roster"))

    def _outdated(self, count: int) -> QWidget:
        banner = Banner(self._context.theme, "part", "alert-triangle", self._say("outdated", count=count))
        banner.add_action(self._say("resend", count=count), self.resend.emit, "upload")
        return banner

    def _several(self, team: Team) -> QWidget:
        theme = self._context.theme
        banner = Banner(theme, "conflict", "arrows-exchange", self._say("several", count=len(team.versions)))
        parts: list[QWidget] = [banner]
        for one in team.versions:
            at = f"{self._context.stated(one.at):%H:%M %d/%m/%Y}"
            words = self._say("version", label=one.label, by=one.by, at=at, count=one.members)
            parts.append(Label(theme, words, 14, strong=True, wrap=True))
            if one.only:
                parts.append(Label(theme, self._say("version-only", names=", ".join(one.only)), 14, "text2", wrap=True))
            if team.may_sign:
                button = Button(theme, self._say("settle", label=one.label, by=one.by), "plain", "check", height=32)
                button.clicked.connect(lambda _=False, which=one.id: self.settle.emit(which))
                parts.append(held(row(button, None)))
        return card(column(*parts, gap=8, margins=(16, 14, 16, 16)))
