"""Who may say what: roots, rosters, removals, exclusions and erasures, folded before anything else is.

The strata of the fold: the genesis names the roots; rosters count if a root in force in every roster that they supersede
signed them; exclusions and erasures count from the roots in force; all the rest follows the roster. Nothing here reads a
clock, and nothing here depends on the order in which statements arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from inspector.errors import Problem
from inspector.journal.bodies import (
    BY_PERSON,
    KINDS,
    Body,
    ChainCut,
    Erased,
    Excluded,
    Genesis,
    Person,
    Presence,
    Role,
    Roster,
    said,
)
from inspector.journal.entry import VERSION, BlobId, EntryId, PublicKey, Statement, short
from inspector.journal.log import Log

ROOT_KINDS: Final = frozenset({"genesis", "roster", "excluded", "erased"})
NO_ROLE: Final[frozenset[Role]] = frozenset()
_EVERY_ROLE: Final[frozenset[Role]] = frozenset({"lead", "deputy", "inspector", "secretary", "clerk", "chair"})
_LEADS: Final[frozenset[Role]] = frozenset({"lead", "deputy"})
_FAMILY_ROLES: Final = {kind.family: kind.roles for kind in KINDS.values() if kind.family}


class Effect(Enum):
    """What a statement does: it counts; its key is on no roster yet; it may not say this; it was taken out; too new."""

    EFFECTIVE = "effective"
    UNCONFIRMED = "unconfirmed"
    REFUSED = "refused"
    EXCLUDED = "excluded"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Grant:
    """A key's place on the roster: whose it is, and the roles that every current roster gives it."""

    person: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Trust:
    """Everything that decides a statement's effect."""

    round: EntryId
    title: str
    roots: frozenset[PublicKey]
    persons: Mapping[str, Person]
    grants: Mapping[PublicKey, Grant]
    rosters: tuple[EntryId, ...]
    """The current ones; more than one is a Problem."""
    cut: Mapping[PublicKey, frozenset[EntryId]]
    """Removed keys, and the statements of theirs that the last accepted tips cover."""
    excluded: frozenset[EntryId]
    excluded_chains: tuple[ChainCut, ...]
    erased_entries: frozenset[EntryId]
    erased_blobs: frozenset[BlobId]
    present: Mapping[EntryId, str]
    """Kinds of the introductions in round scope, for `presence`: who may take out what depends on what it is."""
    problems: tuple[Problem, ...]

    def person_of(self, key: PublicKey) -> str:
        """Return the id of the person whose device a key is; a key on no roster stands for itself."""
        grant = self.grants.get(key)
        return grant.person if grant else key

    def name_of(self, key: PublicKey) -> str:
        """Return the name that the roster gives, or `#A7F3`: never a name that a file claims for itself."""
        grant = self.grants.get(key)
        return self.persons[grant.person].name if grant else short(key)

    def effect(self, statement: Statement) -> Effect:
        """Return what a statement of the last stratum does. Depends on headers and roster, never on payloads or clocks."""
        header = statement.header
        kind = KINDS.get(header.kind)
        if header.v > VERSION:
            return Effect.NEWER
        if header.kind in ROOT_KINDS:
            return Effect.EFFECTIVE if self._may_root(statement) else Effect.REFUSED
        if self._is_excluded(statement):
            return Effect.EXCLUDED
        grant = self.grants.get(header.author)
        roles = grant.roles if grant else _EVERY_ROLE if not self.rosters and header.author in self.roots else NO_ROLE
        if not roles:
            return Effect.UNCONFIRMED
        accepted = self.cut.get(header.author)
        if accepted is not None and statement.id not in accepted:
            return Effect.REFUSED
        if kind is None:
            return Effect.EFFECTIVE
        if kind.scope == ("visit" if statement.scope == self.round else "round"):
            return Effect.REFUSED
        if not _fits(header.about, kind.family, kind.arity, header.kind):
            return Effect.REFUSED
        return Effect.EFFECTIVE if roles & self._roles_for(statement) or self._as_root(statement) else Effect.REFUSED

    def _roles_for(self, statement: Statement) -> frozenset[Role]:
        kind = KINDS[statement.header.kind]
        about = statement.header.about
        if kind.name == "withdrawn":
            return _FAMILY_ROLES.get(about[0], kind.roles) if about else NO_ROLE
        if kind.name == "presence" and self.present.get(about[1]) in ("planned", "same_visit"):
            return _LEADS
        return kind.roles

    def _as_root(self, statement: Statement) -> bool:
        about = statement.header.about
        return (
            statement.header.kind == "presence"
            and self.present.get(about[1]) == "excluded"
            and statement.header.author in self.roots
        )

    def _may_root(self, statement: Statement) -> bool:
        if statement.header.kind in ("genesis", "roster"):
            return statement.id in self.rosters or statement.header.author in self.roots
        return statement.header.author in self.roots and _accepted(statement, self.cut)

    def _is_excluded(self, statement: Statement) -> bool:
        if statement.id in self.excluded:
            return True
        header = statement.header
        return any(
            cut.chain == header.chain
            and cut.author == header.author
            and cut.scope == statement.scope
            and header.seq >= cut.from_seq
            for cut in self.excluded_chains
        )


def _fits(about: tuple[str, ...], family: str | None, arity: int, kind: str) -> bool:
    if kind == "withdrawn":
        return len(about) > 0
    if kind == "opened" and not about:
        return True
    return about == () if family is None else len(about) == arity and about[0] == family


def fold_trust(log: Log) -> Trust:
    """Fold the first three strata of a round."""
    scope = log.scopes[log.round]
    genesis = log.statements[log.round]
    body = said(genesis)
    start = body if isinstance(body, Genesis) else None
    problems: list[Problem] = []
    if start is None:
        problems.append(Problem("round.genesis-unreadable", (genesis.id,)))
    first_roots = frozenset(start.roots) if start else frozenset()

    counted, current = _rosters(scope, first_roots, problems)
    rosters = [counted[one] for one in current]
    roots = first_roots if not rosters else frozenset.intersection(*(frozenset(r.roots) for r in rosters))
    if len(rosters) > 1:
        problems.append(Problem("roster.several", tuple(current)))
    persons, grants = _grants(rosters, problems)

    cut: dict[PublicKey, frozenset[EntryId]] = {}
    for roster in rosters:
        for removal in roster.removed:
            accepted = frozenset(log.covered(removal.tips))
            cut[removal.key] = cut[removal.key] & accepted if removal.key in cut else accepted

    entries, chains, erased_entries, erased_blobs = _root_acts(scope, roots, cut, log)
    present = {s.id: s.header.kind for s in scope if not s.header.about}
    return Trust(
        round=log.round,
        title=start.title if start else "",
        roots=roots,
        persons=persons,
        grants=grants,
        rosters=tuple(current),
        cut=cut,
        excluded=frozenset(entries),
        excluded_chains=tuple(chains),
        erased_entries=frozenset(erased_entries),
        erased_blobs=frozenset(erased_blobs),
        present=present,
        problems=tuple(problems),
    )


def _rosters(
    scope: Iterable[Statement], first_roots: frozenset[PublicKey], problems: list[Problem]
) -> tuple[dict[EntryId, Roster], list[EntryId]]:
    """Return the rosters that count, and the ids of those that no other one of them supersedes."""
    counted: dict[EntryId, Roster] = {}
    superseded: set[EntryId] = set()
    # A roster's tick is larger than that of every roster it supersedes, so one pass in tick order is enough.
    for statement in sorted(scope, key=lambda s: s.header.tick):
        if statement.header.kind != "roster" or statement.header.about != ("roster",) or statement.header.v > VERSION:
            continue
        roster = said(statement)
        parents = [counted[one] for one in statement.header.supersedes if one in counted]
        in_force = [frozenset(parent.roots) for parent in parents] or [first_roots]
        if not isinstance(roster, Roster) or not all(statement.header.author in roots for roots in in_force):
            problems.append(Problem("roster.not-by-a-root", (statement.id,)))
            continue
        counted[statement.id] = roster
        superseded.update(one for one in statement.header.supersedes if one in counted)
    return counted, sorted(set(counted) - superseded)


def _grants(rosters: list[Roster], problems: list[Problem]) -> tuple[dict[str, Person], dict[PublicKey, Grant]]:
    """Return what all current rosters grant together: a key counts only if every one of them names it alike."""
    if not rosters:
        return {}, {}
    tables: list[dict[PublicKey, Grant]] = []
    for roster in rosters:
        table: dict[PublicKey, Grant] = {}
        for person in roster.persons:
            for device in person.keys:
                if device.sign in table:
                    problems.append(Problem("roster.key-twice", (device.sign,)))
                table.setdefault(device.sign, Grant(person.id, frozenset(person.roles)))
        tables.append(table)
    grants: dict[PublicKey, Grant] = {}
    for key, grant in tables[0].items():
        rest = [table.get(key) for table in tables[1:]]
        if all(other is not None and other.person == grant.person for other in rest):
            roles = frozenset.intersection(grant.roles, *(other.roles for other in rest if other))
            grants[key] = Grant(grant.person, roles)
    persons = {person.id: person for roster in rosters for person in roster.persons}
    return persons, grants


def _accepted(statement: Statement, cut: Mapping[PublicKey, frozenset[EntryId]]) -> bool:
    accepted = cut.get(statement.header.author)
    return accepted is None or statement.id in accepted


def _root_acts(
    scope: Iterable[Statement],
    roots: frozenset[PublicKey],
    cut: Mapping[PublicKey, frozenset[EntryId]],
    log: Log,
) -> tuple[set[EntryId], list[ChainCut], set[EntryId], set[BlobId]]:
    acts = [s for s in scope if s.header.author in roots and _accepted(s, cut) and s.header.v <= VERSION]
    out = _taken_out(acts)
    entries: set[EntryId] = set()
    chains: list[ChainCut] = []
    erased_entries: set[EntryId] = set()
    erased_blobs: set[BlobId] = set()
    for act in acts:
        body = said(act)
        if isinstance(body, Excluded) and act.id not in out:
            entries.update(body.entries)
            chains += [body.chain] if body.chain else []
        elif isinstance(body, Erased):
            erased_blobs.update(body.blobs)
            erased_entries.update(one for one in body.entries if _erasable(one, log))
    return entries, chains, erased_entries, erased_blobs


def _erasable(entry_id: EntryId, log: Log) -> bool:
    statement = log.statements.get(entry_id)
    kind = KINDS.get(statement.header.kind) if statement else None
    return kind is None or kind.erasable


def _taken_out(acts: list[Statement]) -> set[EntryId]:
    """Return the exclusions that the roots took back: every unsuperseded presence statement about them says "out"."""
    values: dict[EntryId, list[Statement]] = {}
    superseded: set[EntryId] = set()
    for act in acts:
        about = act.header.about
        if act.header.kind == "presence" and len(about) == 2 and about[0] == "exists":
            values.setdefault(about[1], []).append(act)
            superseded.update(act.header.supersedes)
    out: set[EntryId] = set()
    for target, statements in values.items():
        bodies: list[Body | object] = [said(s) for s in statements if s.id not in superseded]
        if bodies and all(isinstance(body, Presence) and body.value == "out" for body in bodies):
            out.add(target)
    return out


def is_by_person(about: tuple[str, ...]) -> bool:
    """Tell whether a slot belongs to one person at a time (format.md, rule 18)."""
    return bool(about) and about[0] in BY_PERSON
