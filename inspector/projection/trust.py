"""Who may say what: roots, rosters, removals, exclusions and erasures, folded before anything else is.

The strata of the fold: the genesis names the roots; rosters count if a root in force in every roster that they supersede
signed them; exclusions and erasures count from the roots in force; all the rest follows the roster. Nothing here reads a
clock, and nothing here depends on the order in which statements arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from graphlib import TopologicalSorter
from typing import Final

import msgspec

from inspector.errors import Problem
from inspector.journal.bodies import (
    BY_PERSON,
    KINDS,
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
from inspector.journal.entry import VERSION, BlobId, EntryId, PublicKey, Slot, Statement, short
from inspector.journal.log import Log, order

ROOT_KINDS: Final = frozenset({"genesis", "roster", "excluded", "erased"})
_EVERY_ROLE: Final[frozenset[Role]] = frozenset({"lead", "deputy", "inspector", "secretary", "clerk", "chair"})
_FAMILIES: Final = {kind.family: kind for kind in KINDS.values() if kind.family}


class Effect(Enum):
    """What a statement does: it counts; its key is on no roster yet; it may not say this; it was taken out; too new."""

    EFFECTIVE = "effective"
    UNCONFIRMED = "unconfirmed"
    REFUSED = "refused"
    EXCLUDED = "excluded"
    NEWER = "newer"


class Grant(msgspec.Struct, frozen=True):
    """A key's place on the roster: whose it is, and the roles that every current roster gives it."""

    person: str
    roles: frozenset[Role]


class Trust(msgspec.Struct, frozen=True):
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
    root_acts: frozenset[EntryId]
    """What the roots said that counts: the genesis, rosters, exclusions and what withdraws them, erasures."""
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
        """Return what a statement does. Depends on headers and on who may say what, never on payloads or clocks."""
        header = statement.header
        if header.v > VERSION:
            return Effect.NEWER
        if self._is_for_roots(statement):
            return Effect.EFFECTIVE if statement.id in self.root_acts else Effect.REFUSED
        if self._is_excluded(statement):
            return Effect.EXCLUDED
        if not _accepted(statement, self.cut):
            return Effect.REFUSED
        grant = self.grants.get(header.author)
        if grant is None and (self.rosters or header.author not in self.roots):
            return Effect.UNCONFIRMED
        roles = grant.roles if grant else _EVERY_ROLE
        stands = _stands(statement, at_round=statement.scope == self.round)
        return Effect.EFFECTIVE if stands and roles & self._roles_for(statement) else Effect.REFUSED

    def may_say(self, statement: Statement) -> bool:
        """Tell whether a statement that is about to be made would count, or at least wait for a roster to confirm it."""
        if self._is_for_roots(statement):
            return statement.header.author in self.roots and _accepted(statement, self.cut)
        return self.effect(statement) is not Effect.REFUSED

    def shown(self, statement: Statement) -> Statement:
        """Return the statement as the fold may read it: without its payload if that is withheld, though it may be here.

        So a view is the same on a laptop whose bytes were removed already and on one that waits for a person to confirm.
        """
        if statement.id in self.erased_entries and statement.payload is not None:
            return Statement(statement.id, statement.header, None)
        return statement

    def _is_for_roots(self, statement: Statement) -> bool:
        """Tell whether only roots may say such a thing: the upper strata, and the presence of an exclusion."""
        about = statement.header.about
        return statement.header.kind in ROOT_KINDS or (
            statement.scope == self.round and _speaks_of(about, "exists") and self.present.get(about[1]) == "excluded"
        )

    def _roles_for(self, statement: Statement) -> frozenset[Role]:
        """Return who may say this.

        What takes a thing of the round out, or a value back, or is of a kind that we do not know, asks for the right to
        state what stands there: a kind with a new name is no way around a role.
        """
        about = statement.header.about
        kind = KINDS.get(statement.header.kind)
        if _speaks_of(about, "exists") and statement.scope == self.round:
            kind = KINDS.get(self.present.get(about[1], ""), kind)
        elif about and (kind is None or kind.name == "withdrawn"):
            kind = _FAMILIES.get(about[0], kind)
        return kind.roles if kind else _EVERY_ROLE

    def _is_excluded(self, statement: Statement) -> bool:
        return statement.id in self.excluded or self.is_cut_off(statement)

    def is_cut_off(self, statement: Statement) -> bool:
        """Tell whether the rest of a chain was excluded from this statement, or from one before it, on."""
        header = statement.header
        return any(
            cut.chain == header.chain
            and cut.author == header.author
            and cut.scope == statement.scope
            and header.seq >= cut.from_seq
            for cut in self.excluded_chains
        )


def _stands(statement: Statement, *, at_round: bool) -> bool:
    """Tell whether a statement stands in a scope and a slot that its kind may stand in; of an unknown kind, anywhere."""
    about = statement.header.about
    kind = KINDS.get(statement.header.kind)
    if kind is None:
        return True
    if kind.scope == ("visit" if at_round else "round"):
        return False
    if kind.name == "withdrawn":
        return bool(about) and (about[0] not in _FAMILIES or _speaks_of(about, about[0]))
    if kind.family is None or (kind.name == "opened" and not about):
        return not about
    return _speaks_of(about, kind.family)


def _speaks_of(about: Slot, family: str) -> bool:
    return bool(about) and about[0] == family and len(about) == _FAMILIES[family].arity


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

    counted, current = _rosters(log, first_roots, problems)
    rosters = [counted[one] for one in current]
    # What somebody said as a root goes on holding when they are one no longer: an erasure must not lapse. A root that is
    # not to be believed any more is removed, with the last tips that are.
    ever_roots = first_roots.union(*(roster.roots for roster in counted.values()))
    roots = first_roots if not rosters else frozenset.intersection(*(frozenset(r.roots) for r in rosters))
    if len(rosters) > 1:
        problems.append(Problem("roster.several", tuple(current)))
    persons, grants = _grants(rosters, problems)

    cut: dict[PublicKey, frozenset[EntryId]] = {}
    for roster in rosters:
        for removal in roster.removed:
            accepted = frozenset(log.covered(removal.tips))
            cut[removal.key] = cut[removal.key] & accepted if removal.key in cut else accepted

    acts = _root_acts(scope, ever_roots, cut)
    excluding, erasing = _in_force(acts, log)
    present = {s.id: s.header.kind for s in scope if not s.header.about}
    return Trust(
        round=log.round,
        title=start.title if start else "",
        roots=roots,
        persons=persons,
        grants=grants,
        rosters=tuple(current),
        cut=cut,
        root_acts=frozenset({log.round, *counted, *(act.id for act in acts)}),
        excluded=frozenset(one for body in excluding for one in body.entries),
        excluded_chains=tuple(body.chain for body in excluding if body.chain),
        erased_entries=frozenset(one for body in erasing for one in body.entries if _erasable(one, log)),
        erased_blobs=frozenset(one for body in erasing for one in body.blobs),
        present=present,
        problems=tuple(sorted(set(problems), key=lambda one: (one.key, one.about, one.params))),
    )


def _rosters(
    log: Log, first_roots: frozenset[PublicKey], problems: list[Problem]
) -> tuple[dict[EntryId, Roster], list[EntryId]]:
    """Return the rosters that count, and the ids of those that no other one of them supersedes.

    A roster by a root whom another current roster removed, and whose last accepted tips do not cover it, has no effect,
    nor has one by somebody who is a root only by such a roster.
    Where two roots remove each other neither can be preferred, and both rosters count: holding a root's key is enough to
    stop a round, never to forge one.
    """
    found = (s for s in log.scopes[log.round] if s.header.kind == "roster" and s.header.about == ("roster",))
    rosters = {s.id: s for s in found if s.header.v <= VERSION}
    void: set[EntryId] = set()
    while True:
        counted = _counted(rosters, first_roots, void)
        superseded = {target for one in counted for target in rosters[one].header.supersedes}
        current = {one: counted[one] for one in counted if one not in superseded}
        ousted = _ousted(current, counted, rosters, log, first_roots, void)
        if not ousted:
            break
        void |= ousted
    problems += [Problem("roster.not-by-a-root", (one,)) for one in rosters if one not in counted]
    return counted, sorted(current)


def _counted(
    rosters: Mapping[EntryId, Statement], first_roots: frozenset[PublicKey], void: set[EntryId]
) -> dict[EntryId, Roster]:
    """Return the rosters that a root in force in every roster that they supersede has signed."""
    counted: dict[EntryId, Roster] = {}
    # Each after those that it supersedes; by what they name, for no value depends on a tick.
    named = {one: [t for t in s.header.supersedes if t in rosters] for one, s in rosters.items()}
    for one in TopologicalSorter(named).static_order():
        roster = said(rosters[one])
        in_force = [frozenset(counted[parent].roots) for parent in named[one] if parent in counted] or [first_roots]
        author = rosters[one].header.author
        if one not in void and isinstance(roster, Roster) and all(author in roots for roots in in_force):
            counted[one] = roster
    return counted


def _ousted(
    current: Mapping[EntryId, Roster],
    counted: Mapping[EntryId, Roster],
    rosters: Mapping[EntryId, Statement],
    log: Log,
    first_roots: frozenset[PublicKey],
    void: set[EntryId],
) -> set[EntryId]:
    """Return current rosters that another one, which itself stands undisputed, leaves without a root's word."""
    against: dict[EntryId, set[EntryId]] = {one: set() for one in current}
    for one in current:
        refused = _refused(one, counted, rosters, log)
        left = _counted(rosters, first_roots, void | refused) if refused else counted
        for other in current:
            if other != one and other not in left:
                against[other].add(one)
    defeated: set[EntryId] = set()
    while True:
        standing = {one for one, by in against.items() if one not in defeated and by <= defeated}
        fresh = {one for one, by in against.items() if one not in defeated and by & standing}
        if not fresh:
            return defeated
        defeated |= fresh


def _refused(
    one: EntryId, counted: Mapping[EntryId, Roster], rosters: Mapping[EntryId, Statement], log: Log
) -> set[EntryId]:
    """Return the rosters that one of them does not accept: by a key that it removes, and not what it builds upon."""
    built_on: set[EntryId] = set()
    waiting = [one]
    while waiting:
        fresh = [target for target in rosters[waiting.pop()].header.supersedes if target in counted]
        waiting += [target for target in fresh if target not in built_on]
        built_on.update(fresh)
    return {
        other
        for removal in counted[one].removed
        for other in counted.keys() - built_on - log.covered(removal.tips) - {one}
        if rosters[other].header.author == removal.key
    }


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
    scope: Iterable[Statement], roots: frozenset[PublicKey], cut: Mapping[PublicKey, frozenset[EntryId]]
) -> list[Statement]:
    """Return the exclusions and erasures of the roots, and what they say of the presence of exclusions, in order.

    `roots` are all who ever were one.
    """
    by_roots = [s for s in scope if s.header.author in roots and s.header.v <= VERSION and _accepted(s, cut)]
    by_roots = [s for s in by_roots if _stands(s, at_round=True)]
    acts = [s for s in by_roots if s.header.kind in ("excluded", "erased")]
    exclusions = {s.id for s in scope if s.header.kind == "excluded" and not s.header.about}
    acts += [s for s in by_roots if _speaks_of(s.header.about, "exists") and s.header.about[1] in exclusions]
    return sorted(acts, key=order)


def _in_force(acts: Iterable[Statement], log: Log) -> tuple[list[Excluded], list[Erased]]:
    """Return the exclusions that were not withdrawn, and the erasures, which cannot be."""
    erasing = [body for body in map(said, acts) if isinstance(body, Erased)]
    erased = {one for body in erasing for one in body.entries if _erasable(one, log)}
    slots: dict[EntryId, list[Statement]] = {}
    for act in acts:
        if act.header.about:
            slots.setdefault(act.header.about[1], []).append(act)
    out = {target for target, about_it in slots.items() if _says_out(about_it, erased)}
    excluding = [body for act in acts if isinstance(body := said(act), Excluded) and act.id not in out]
    return excluding, erasing


def _says_out(slot: list[Statement], erased: set[EntryId]) -> bool:
    """Tell whether everything that the roots say of one exclusion, and did not supersede, is that it is withdrawn."""
    superseded = {target for s in slot for target in s.header.supersedes}
    heads = [s for s in slot if s.id not in superseded]
    return all(
        isinstance(body := said(head), Presence) and body.value == "out" and head.id not in erased for head in heads
    )


def _erasable(entry_id: EntryId, log: Log) -> bool:
    statement = log.statements.get(entry_id)
    kind = KINDS.get(statement.header.kind) if statement else None
    return kind is None or kind.erasable


def is_by_person(about: tuple[str, ...]) -> bool:
    """Tell whether a slot belongs to one person at a time (format.md, rule 18)."""
    return bool(about) and about[0] in BY_PERSON
