"""How the next roster of a round comes of an edit.

A roster is never changed: every edit is a further roster, over all those in force. A removed key stays listed with the
roles that it had, so that what it said before goes on counting; no later roster takes a removal back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from inspector.commands.rounding import IssueRoster
from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person, Removal, Role
from inspector.journal.entry import EntryId, PublicKey
from inspector.people.identity import PublicPart
from inspector.projection.view import View
from inspector.session import Session
from inspector.sources import Sources
from inspector.text import clean
from ui.work.team import ROLES, Card, current, require_new


def _issue(
    view: View,
    persons: Sequence[Person],
    *,
    roots: Iterable[PublicKey] | None = None,
    removed: Sequence[Removal] = (),
) -> IssueRoster:
    """Return the request for the next roster.

    Raises: KnownError("team.no-lead") if nobody would lead the round.
    """
    gone = {*view.trust.cut, *(one.key for one in removed)}
    if not any("lead" in one.roles and any(key.sign not in gone for key in one.keys) for one in persons):
        raise KnownError("team.no-lead", exit_code=2)
    label = str(len(view.round_scope.slot("roster").history) + 1)
    return IssueRoster(label, tuple(view.trust.roots if roots is None else roots), tuple(persons), tuple(removed))


def listed(view: View, who: PublicPart, sources: Sources) -> tuple[Person, ...]:
    """Return the persons of the roster in force; before the first one, its author alone, who leads the round."""
    if view.trust.rosters:
        return tuple(view.trust.persons.values())
    own = DeviceKey(who.public, who.recipient)
    return (Person(id=_new_id(sources), name=who.name, roles=("lead", "inspector"), keys=(own,)),)


def with_person(
    view: View, who: PublicPart, sources: Sources, card: Card, *, name: str, roles: Sequence[Role], title: str = ""
) -> IssueRoster:
    """Return the roster with one more person.

    Raises: KnownError text.empty, text.control, team.no-role, and those of `require_new`.
    """
    require_new(view, card)
    person = Person(
        id=_new_id(sources), name=_needed(name), roles=_ordered(roles), title=clean(title), keys=(card.key,)
    )
    return _issue(view, (*listed(view, who, sources), person))


def with_device(view: View, person: str, card: Card) -> IssueRoster:
    """Return the roster with one more device of a person.

    Raises: KnownError team.person-unknown and those of `require_new`.
    """
    require_new(view, card)
    former = _person(view, person)
    return _with(view, msgspec.structs.replace(former, keys=(*former.keys, card.key)))


def with_duties(view: View, person: str, *, name: str, roles: Sequence[Role], title: str) -> IssueRoster:
    """Return the roster with another name, other roles or another title of a person.

    Raises: KnownError team.person-unknown, team.no-role, team.no-lead, text.empty, text.control.
    """
    former = _person(view, person)
    return _with(view, msgspec.structs.replace(former, name=_needed(name), roles=_ordered(roles), title=clean(title)))


def without(session: Session, keys: Sequence[PublicKey], reason: str) -> IssueRoster:
    """Return the roster on which keys are removed: what this dossier holds of them now is the last that is accepted.

    Raises: KnownError team.own-key, team.no-reason, team.no-lead.
    """
    if session.me in keys:
        raise KnownError("team.own-key", exit_code=2)
    why = clean(reason)
    if not why:
        raise KnownError("team.no-reason", exit_code=2)
    view = session.view
    return _issue(view, tuple(view.trust.persons.values()), removed=[removal(session, key, why) for key in keys])


def removal(session: Session, key: PublicKey, reason: str) -> Removal:
    """Return the removal of a key, with the ends of its chains that this dossier holds."""
    tips = sorted(
        one for found in session.log.tips.values() for one in found if session.log.statements[one].header.author == key
    )
    return Removal(key, tuple(tips), reason)


def with_root(view: View, key: PublicKey) -> IssueRoster:
    """Return the roster with one more root."""
    return _issue(view, tuple(view.trust.persons.values()), roots=(*view.trust.roots, key))


def with_paper_root(view: View, me: PublicKey, paper: PublicPart) -> IssueRoster:
    """Return the roster with a root that lies on paper: a key of the person's own, which opens what they receive."""
    former = _person(view, view.trust.person_of(me))
    person = msgspec.structs.replace(former, keys=(*former.keys, DeviceKey(paper.public, paper.recipient)))
    persons = tuple(person if one.id == person.id else one for one in view.trust.persons.values())
    return _issue(view, persons, roots=(*view.trust.roots, paper.public))


def without_root(view: View, key: PublicKey) -> IssueRoster:
    """Return the roster on which a key is a root no longer. What it said as one goes on holding (format.md, rule 6)."""
    return _issue(view, tuple(view.trust.persons.values()), roots=view.trust.roots - {key})


def back_to(view: View, former: View) -> IssueRoster:
    """Return the roster that says again what a former view held; removals stay, for nothing takes a removal back."""
    assert former.round == view.round
    return _issue(view, tuple(former.trust.persons.values()), roots=former.trust.roots)


def settled(view: View, roster: EntryId) -> IssueRoster:
    """Return one roster over all those in force, with the persons and roots of one of them and the removals of all."""
    body = next(body for one, body in current(view).items() if one.id == roster)
    return _issue(view, body.persons, roots=body.roots)


def _with(view: View, person: Person) -> IssueRoster:
    return _issue(view, tuple(person if one.id == person.id else one for one in view.trust.persons.values()))


def _person(view: View, person: str) -> Person:
    found = view.trust.persons.get(person)
    if found is None:
        raise KnownError("team.person-unknown", exit_code=2)
    return found


def _ordered(roles: Sequence[Role]) -> tuple[Role, ...]:
    if not roles:
        raise KnownError("team.no-role", exit_code=2)
    return tuple(role for role in ROLES if role in roles)


def _needed(name: str) -> str:
    cleaned = clean(name)
    if not cleaned:
        raise KnownError("text.empty", exit_code=2)
    return cleaned


def _new_id(sources: Sources) -> str:
    return sources.random_bytes(16).hex()
