"""The forms of people: a new member, a further device, other roles."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final

from PySide6.QtWidgets import QCheckBox, QWidget

from inspector.commands.rounding import IssueRoster
from inspector.journal.bodies import Role
from inspector.people.identity import PublicPart
from inspector.sources import Sources
from ui.bridge import Session
from ui.context import Context
from ui.screens.start_parts.fields import Field
from ui.screens.team_parts.card_field import CardField
from ui.screens.team_parts.form import Form
from ui.screens.team_parts.issuing import Issuing, Make
from ui.widgets.flow import Flow
from ui.widgets.notices import Banner
from ui.widgets.text import Label, column
from ui.work.rosters import with_device, with_duties, with_person
from ui.work.team import ROLES, Card, Member

_FIRST: Final[tuple[Role, ...]] = ("inspector",)
"""What most people are."""


class DutiesPart(QWidget):
    """Name, title and roles of a person."""

    def __init__(self, context: Context, name: str = "", title: str = "", roles: Collection[Role] = ()) -> None:
        super().__init__()
        self._context = context
        theme, say = context.theme, context.say
        self.name = Field(theme, say("team.name"), say("team.name-hint"), text=name)
        self.title = Field(theme, say("team.office"), say("team.office-hint"), text=title)
        self.roles: dict[Role, QCheckBox] = {role: QCheckBox(say(f"role.{role}")) for role in ROLES}
        boxes = Flow(gap=16)
        boxes.place(list(self.roles.values()))
        for role, box in self.roles.items():
            box.setChecked(role in roles)
        heading = Label(theme, say("team.roles"), 14, strong=True)
        self.setLayout(column(self.name, self.title, column(heading, boxes, gap=4), gap=12))

    @property
    def chosen(self) -> tuple[Role, ...]:
        """The roles that are ticked."""
        return tuple(role for role, box in self.roles.items() if box.isChecked())

    def problem(self) -> str:
        """Return the sentence of what is still wanted, or nothing."""
        say = self._context.say
        if not self.name.text.strip():
            return say("team.name-missing")
        return "" if self.chosen else say("team.no-role")


class AddPerson(Form):
    """A person from their key card."""

    def __init__(self, context: Context, issuing: Issuing, parent: QWidget) -> None:
        super().__init__(
            context, issuing, context.say("team.add-heading"), context.say("team.add-do"), parent, icon="plus"
        )
        self.card = CardField(context)
        self.card.found.connect(self._name)
        self.duties = DutiesPart(context, roles=_FIRST)
        self.build(self.card, self.duties)
        self.card.text.setFocus()

    def _name(self, card: Card) -> None:
        if card.name and not self.duties.name.text.strip():
            self.duties.name.edit.setText(card.name)

    def problem(self) -> str:
        return self.card.problem() or self.duties.problem()

    def request(self) -> tuple[Make, str]:
        card, identity = self.card.card, self.context.identity
        assert card is not None
        assert identity is not None
        name, title, roles = self.duties.name.text, self.duties.title.text, self.duties.chosen
        make = partial(
            _with_person, who=identity.public_part, sources=self.context.sources, card=card, name=name, title=title,
            roles=roles,
        )  # fmt: skip
        return make, self.say("team.added", name=name.strip())


def _with_person(
    session: Session, *, who: PublicPart, sources: Sources, card: Card, name: str, title: str, roles: tuple[Role, ...]
) -> IssueRoster:
    return with_person(session.view, who, sources, card, name=name, roles=roles, title=title)


class AddDevice(Form):
    """A further device of a person, from its key card."""

    def __init__(self, context: Context, issuing: Issuing, member: Member, parent: QWidget) -> None:
        heading = context.say("team.device-heading", name=member.name)
        super().__init__(context, issuing, heading, context.say("team.device-do"), parent, icon="plus")
        self._member = member
        self.card = CardField(context)
        self.build(self.card)
        self.card.text.setFocus()

    def problem(self) -> str:
        return self.card.problem()

    def request(self) -> tuple[Make, str]:
        card, person = self.card.card, self._member.id
        assert card is not None
        words = self.say("team.device-added", name=self._member.name)
        return (lambda session: with_device(session.view, person, card)), words


class ChangeDuties(Form):
    """Another name, another title, other roles: a deputy is appointed here."""

    def __init__(self, context: Context, issuing: Issuing, member: Member, parent: QWidget) -> None:
        heading = context.say("team.edit-heading", name=member.name)
        super().__init__(context, issuing, heading, context.say("team.edit-do"), parent)
        self._member = member
        self.duties = DutiesPart(context, member.name, member.title, member.roles)
        self.build(Banner(context.theme, "part", "alert-triangle", self.say("team.roles-note")), self.duties)

    def problem(self) -> str:
        return self.duties.problem()

    def request(self) -> tuple[Make, str]:
        person, name, title, roles = (
            self._member.id,
            self.duties.name.text,
            self.duties.title.text,
            self.duties.chosen,
        )
        return (
            lambda session: with_duties(session.view, person, name=name, roles=roles, title=title),
            self.say("team.changed", name=name.strip()),
        )
