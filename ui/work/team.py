"""The team of a round: who belongs to it, by which keys and in which roles, and what a key card says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person, Role, Roster, said
from inspector.journal.entry import Clock, EntryId, PublicKey, Statement, short
from inspector.people.card import from_qr_text, qr_text
from inspector.people.words import words_of
from inspector.projection.trust import Trust
from inspector.projection.view import View
from inspector.session import Session
from ui.work.photos import named, read_picture

ROLES: Final[tuple[Role, ...]] = ("lead", "deputy", "inspector", "secretary", "clerk", "chair")
"""In the order in which they are listed."""
LEADS: Final[frozenset[Role]] = frozenset({"lead", "deputy"})
_CARD: Final = re.compile(r"thisat1:key:[0-9a-f]+:age1[a-z0-9]+:[0-9a-f]{8}")
_NAMED: Final = re.compile(r"^(?:Họ tên|Name): (.+)$", re.MULTILINE)
"""How a request of `ui.work.rounds.KeyRequest` names the person, in either language."""


class Device(msgspec.Struct, frozen=True):
    """A key of a person, on a laptop or on paper."""

    sign: PublicKey
    receive: str
    is_here: bool
    """It is the key that is open now."""
    is_root: bool
    is_removed: bool
    reason: str = ""
    """Why it was removed."""

    @property
    def words(self) -> tuple[str, ...]:
        """Six words to compare by telephone."""
        return words_of(self.sign)

    @property
    def mark(self) -> str:
        """The short form for display, as in `#A7F3`."""
        return short(self.sign)


class Member(msgspec.Struct, frozen=True):
    """A person on the roster."""

    id: str
    name: str
    title: str
    roles: tuple[Role, ...]
    devices: tuple[Device, ...]

    @property
    def active(self) -> tuple[Device, ...]:
        """The devices that were not removed."""
        return tuple(one for one in self.devices if not one.is_removed)

    @property
    def has_left(self) -> bool:
        """Tell whether no device of theirs speaks for the round any more."""
        return not self.active

    @property
    def is_here(self) -> bool:
        """Tell whether it is the person whose key is open now."""
        return any(one.is_here for one in self.devices)


class Root(msgspec.Struct, frozen=True):
    """A key that may issue rosters."""

    sign: PublicKey
    person: str
    """Id of the member whose key it is; nothing if it is nobody's, as that of a sheet of paper may be."""
    name: str
    is_here: bool

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.sign)


class Version(msgspec.Struct, frozen=True):
    """A roster in force."""

    id: EntryId
    label: str
    by: str
    at: Clock
    members: int
    only: tuple[str, ...] = ()
    """Names of those whom not every roster in force lists."""


class Team(msgspec.Struct, frozen=True):
    """Who belongs to a round, as all its rosters in force say together."""

    members: tuple[Member, ...]
    """Those who lead first, those who left last."""
    roots: tuple[Root, ...]
    versions: tuple[Version, ...]
    """More than one: nobody may say more than all of them grant, until a root issues one roster over them."""
    may_sign: bool
    """Whether the key that is open is a root."""

    def member(self, person: str) -> Member | None:
        """Return the member of an id."""
        return next((one for one in self.members if one.id == person), None)

    @property
    def holders(self) -> frozenset[str]:
        """Whose the roots are; a key that is nobody's stands for itself."""
        return frozenset(one.person or one.sign for one in self.roots)


class Tally(msgspec.Struct, frozen=True):
    """What this dossier holds of a key's statements."""

    count: int
    last: Clock
    """By the clock of the device that made the last one."""


def team_of(view: View, me: PublicKey) -> Team:
    """Return the team of a round as the holder of a key sees it."""
    trust = view.trust
    reasons = {one.key: one.reason for roster in current(view).values() for one in roster.removed}
    members = (_member(person, trust, reasons, me) for person in trust.persons.values())
    roots = (Root(key, _holder(trust, key), trust.name_of(key), key == me) for key in trust.roots)
    return Team(
        members=tuple(sorted(members, key=_rank)),
        roots=tuple(sorted(roots, key=lambda one: (not one.is_here, one.name, one.sign))),
        versions=_versions(view),
        may_sign=me in trust.roots,
    )


def _versions(view: View) -> tuple[Version, ...]:
    found = current(view)
    lists = Counter(person.id for roster in found.values() for person in roster.persons)
    versions = (
        Version(
            one.id, roster.version, view.trust.name_of(one.header.author), one.header.at, len(roster.persons),
            tuple(person.name for person in roster.persons if lists[person.id] < len(found)),
        )
        for one, roster in found.items()
    )  # fmt: skip
    return tuple(sorted(versions, key=lambda one: one.id))


def _member(person: Person, trust: Trust, reasons: Mapping[PublicKey, str], me: PublicKey) -> Member:
    devices = tuple(
        Device(
            key.sign, key.receive, key.sign == me, key.sign in trust.roots, key.sign in trust.cut, reasons.get(key.sign, "")
        )
        for key in person.keys
    )  # fmt: skip
    return Member(
        person.id, person.name, person.title, tuple(role for role in ROLES if role in person.roles),
        tuple(sorted(devices, key=lambda one: one.is_removed)),
    )  # fmt: skip


def _rank(member: Member) -> tuple[bool, int, str]:
    return member.has_left, min(map(ROLES.index, member.roles), default=len(ROLES)), member.name


def _holder(trust: Trust, key: PublicKey) -> str:
    grant = trust.grants.get(key)
    return grant.person if grant else ""


def current(view: View) -> dict[Statement, Roster]:
    """Return the rosters in force."""
    history = view.round_scope.slot("roster").history
    bodies = ((one, said(one)) for one in history if one.id in view.trust.rosters)
    return {one: body for one, body in bodies if isinstance(body, Roster)}


def receiving(trust: Trust, persons: Iterable[Person]) -> tuple[str, ...]:
    """Return the age recipients of persons, on every device of theirs that was not removed."""
    return tuple(
        dict.fromkeys(key.receive for one in persons for key in one.keys if key.receive and key.sign not in trust.cut)
    )


def tallies(session: Session) -> dict[PublicKey, Tally]:
    """Return what this dossier holds of each key's statements."""
    counts: dict[PublicKey, int] = {}
    last: dict[PublicKey, Statement] = {}
    for one in session.log.statements.values():
        author = one.header.author
        counts[author] = counts.get(author, 0) + 1
        if author not in last or last[author].header.at.utc_ms < one.header.at.utc_ms:
            last[author] = one
    return {key: Tally(count, last[key].header.at) for key, count in counts.items()}


# -- a card


class Card(msgspec.Struct, frozen=True):
    """What a key card says. Whose it is, a person confirms by telephone."""

    sign: PublicKey
    receive: str
    name: str = ""
    """As the request names it, if the card came in one."""

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.sign)

    @property
    def key(self) -> DeviceKey:
        return DeviceKey(self.sign, self.receive)

    @property
    def line(self) -> str:
        """The line of the card, which is also what its code holds."""
        return qr_text(self.sign, self.receive)


def has_card(text: str) -> bool:
    """Tell whether something of the shape of a whole card stands in a text."""
    return _CARD.search(text) is not None


def card_in(text: str) -> Card:
    """Return the key card in a text: its line alone, a whole request as the start page copies it, or a scanned code.

    Raises: KnownError("key.qr") if there is none, or it was mistyped; team.cards-several if there are several.
    """
    lines = sorted(set(_CARD.findall(text)))
    if len(lines) > 1:
        raise KnownError("team.cards-several", exit_code=2, count=len(lines))
    sign, receive = from_qr_text(lines[0] if lines else text)
    named = _NAMED.search(text)
    return Card(sign, receive, named[1].strip() if named else "")


def require_new(view: View, card: Card) -> None:
    """Refuse a key that has a place on the roster, or had one.

    Raises: KnownError team.key-listed, team.key-removed.
    """
    if card.sign in view.trust.cut:
        raise KnownError("team.key-removed", exit_code=2)
    if card.sign in view.trust.grants:
        raise KnownError("team.key-listed", exit_code=2, name=view.trust.name_of(card.sign))


def card_in_picture(data: bytes, name: str) -> Card:
    """Return the key card whose QR code is in a picture. Foreign bytes are decoded in a process of their own.

    Args:
        data: a picture of a format that photos may have.
        name: what messages call it.

    Raises: KnownError("team.no-code"), those of `card_in` and of `Ingest.take`.
    """
    from inspector.evidence.ingest import Ingest  # both are slow to read, and a card is scanned once in a round
    from inspector.evidence.qr import read

    with Ingest() as ingest:
        display = ingest.take(data, name).display
    cards = [code.text for code in read(display) if code.text.startswith("thisat1:")]
    if not cards:
        raise KnownError("team.no-code", exit_code=2, name=name)
    return card_in("\n".join(cards))


def card_in_file(path: Path) -> Card:
    """Return the key card in a picture on a disk; raises as `card_in_picture`, and photo.file-unreadable."""
    return card_in_picture(read_picture(path, named(path)), named(path))
