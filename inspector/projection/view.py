"""The whole round as it stands, and how one more statement changes it without folding the rest again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import msgspec

from inspector.errors import KnownError, Problem
from inspector.journal.bodies import (
    Documented,
    DocumentSigned,
    RecommendationDecided,
    SameVisit,
    SettingChosen,
    Withdrawn,
    said,
)
from inspector.journal.entry import EntryId, Statement, VisitId
from inspector.journal.log import Log, order
from inspector.projection.judgement import judgement_of
from inspector.projection.slots import ScopeView, SlotView, add_to_scope, fold_scope
from inspector.projection.trust import Trust, fold_trust
from inspector.projection.visit import VisitView

_FEW: Final = 100
"""Statements that are sooner added one by one than by folding the round's own scope and what they touch."""


class Document(msgspec.Struct, frozen=True):
    """A paper that was made: its particulars and, where they were recorded, its signed versions that hold."""

    id: EntryId
    statement: Statement
    said: Documented
    signed: tuple[DocumentSigned, ...]


class Visits(Mapping[VisitId, VisitView]):
    """All visits of the round by id. A visit is folded when it is first looked at, from the log as it was then."""

    def __init__(
        self,
        names: dict[VisitId, tuple[EntryId, ...]],
        sources: dict[EntryId, tuple[list[Statement], int]],
        scopes: dict[EntryId, ScopeView],
        round_scope: ScopeView,
        trust: Trust,
        name_of: dict[EntryId, VisitId] | None = None,
    ) -> None:
        self._names = names
        self._name_of = name_of or {one: name for name, ids in names.items() for one in ids}
        self._sources = sources
        self._scopes = scopes
        self._round_scope = round_scope
        self._trust = trust
        self._views: dict[VisitId, VisitView] = {}

    def __getitem__(self, visit: VisitId) -> VisitView:
        view = self._views.get(visit)
        if view is None:
            view = self._views[visit] = self._fold(visit)
        return view

    def __iter__(self) -> Iterator[VisitId]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def scope(self, scope: EntryId) -> ScopeView:
        """Return the fold of one scope, made on first use."""
        view = self._scopes.get(scope)
        if view is None:
            statements, count = self._sources.get(scope, ([], 0))
            view = self._scopes[scope] = fold_scope(scope, statements[:count], self._trust)
        return view

    def _fold(self, visit: VisitId) -> VisitView:
        ids = self._names[visit]
        things = self._round_scope.things
        # What a plan says of unit and checklist comes before what an opening says; then as the ids are, not the ticks.
        introductions = sorted((things[one] for one in ids if one in things), key=lambda s: s.header.kind != "planned")
        return VisitView(
            id=visit,
            scopes=tuple(self.scope(one) for one in ids),
            trust=self._trust,
            plan=next((s for s in introductions if s.header.kind == "planned"), None),
            introductions=tuple(introductions),
            openings=tuple(self._round_scope.slot("opened", one) for one in ids),
            round_scope=self._round_scope,
        )

    def name_of(self, scope: EntryId) -> VisitId | None:
        """Return the name of the visit that an id was joined into; None if there is no such visit."""
        return self._name_of.get(scope)

    def with_statement(self, statement: Statement, log: Log) -> Visits:
        """Return the same visits after one more statement about one of them; only its slot is folded again."""
        scope = statement.scope
        scopes = self._scopes.copy()
        if scope in scopes:
            scopes[scope] = add_to_scope(scopes[scope], statement, self._trust)
        sources = {**self._sources, scope: (log.scopes[scope], len(log.scopes[scope]))}
        fresh = Visits(self._names, sources, scopes, self._round_scope, self._trust, self._name_of)
        fresh._views = self._views.copy()
        fresh._views.pop(self._name_of[scope], None)
        return fresh

    def untouched(self, log: Log) -> dict[EntryId, ScopeView]:
        """Return the folded scopes that hold all that the log now has of them."""
        return {one: view for one, view in self._scopes.items() if view.size == len(log.scopes.get(one, ()))}


@dataclass(frozen=True)
class View:
    """What the statements of a round mean now."""

    round: EntryId
    trust: Trust
    round_scope: ScopeView
    visits: Visits
    size: int
    """How many statements were folded."""
    forks: tuple[tuple[EntryId, int], ...]
    """(author, seq) of every split found in a chain."""

    @property
    def title(self) -> str:
        return self.trust.title

    def visit_of(self, scope: EntryId) -> VisitView | None:
        """Return the visit that an id belongs to, also where the lead joined it to another."""
        name = self.visits.name_of(scope)
        return None if name is None else self.visits[name]

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The papers that were made, in the common order."""
        found = []
        for statement in sorted(self.round_scope.things.values(), key=order):
            body = said(statement)
            if isinstance(body, Documented) and not self.round_scope.is_out(statement.id):
                heads = map(said, self.round_scope.slot("signed", statement.id).heads)
                signed = tuple(head for head in heads if isinstance(head, DocumentSigned))
                found.append(Document(statement.id, statement, body, signed))
        return tuple(found)

    def setting(self, name: str) -> dict[str, Any] | None:
        """Return a setting of the round; None if nobody chose one.

        Raises: KnownError setting.contested, if two leads chose differently; setting.unreadable, if what was chosen is
            withheld, or needs a newer program.
        """
        slot = self.round_scope.slot("setting", name)
        if slot.is_contested:
            raise KnownError("setting.contested", exit_code=5, setting=name)
        body = slot.standing
        if body is not None and not isinstance(body, SettingChosen | Withdrawn):
            raise KnownError("setting.unreadable", exit_code=5, setting=name)
        return body.value if isinstance(body, SettingChosen) else None

    def recommendations(self) -> dict[str, RecommendationDecided]:
        """Return what leads decided on the recommendations of items, by item.

        Raises: KnownError recommendation.contested, if two leads decided differently; setting.unreadable, if a decision
            is withheld, or needs a newer program.
        """
        decided: dict[str, RecommendationDecided] = {}
        for slot in self._settings("rec"):
            if slot.is_contested:
                raise KnownError("recommendation.contested", exit_code=5, item=slot.about[1])
            body = slot.standing
            if isinstance(body, RecommendationDecided):
                decided[slot.about[1]] = body
            elif body is not None and not isinstance(body, Withdrawn):
                raise KnownError("setting.unreadable", exit_code=5, setting=slot.about[1])
        return decided

    def _settings(self, family: str) -> list[SlotView]:
        slots = self.round_scope.slots.items()
        return [slot for about, slot in slots if about[0] == family and len(about) == 2]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What a person should know: rosters at odds, forks, statements without right or meaning. Folds every visit."""
        found = list(self.trust.problems)
        found += [Problem("chain.fork", (author,), (("seq", str(seq)),)) for author, seq in self.forks]
        found += [
            Problem("setting.differs", tuple(head.id for head in slot.heads), (("setting", slot.about[1]),))
            for family in ("setting", "rec")
            for slot in self._settings(family)
            if slot.is_contested
        ]
        found += [
            Problem("visit.added-to", judgement.added, (("visit", visit.id[:8]), ("count", str(len(judgement.added)))))
            for visit in self.visits.values()
            if (judgement := judgement_of(visit)) is not None and judgement.added
        ]
        scopes = [self.round_scope, *(s for visit in self.visits.values() for s in visit.scopes)]
        for scope in scopes:
            found += _scope_problems(scope, self.trust)
        found += _supersedes_elsewhere(scopes)
        return tuple(sorted(found, key=lambda one: (one.key, one.about, one.params)))


def _scope_problems(scope: ScopeView, trust: Trust) -> Iterator[Problem]:
    for statement in scope.set_aside:
        yield Problem(f"statement.{trust.effect(statement).value}", (statement.id,))
    for statement in scope.unconfirmed_things.values():
        yield Problem("statement.unconfirmed", (statement.id,))
    for slot in scope.slots.values():
        for statement in slot.refused:
            yield Problem("statement.refused", (statement.id,))
        for statement in slot.unconfirmed:
            yield Problem("statement.unconfirmed", (statement.id,))
        if slot.needs_newer_program or slot.newer:
            yield Problem("statement.newer", tuple(s.id for s in (*slot.heads, *slot.newer)))
        if slot.is_unreadable:
            yield Problem("statement.unreadable", tuple(s.id for s in slot.heads))


def _supersedes_elsewhere(scopes: list[ScopeView]) -> Iterator[Problem]:
    """Find what names a statement of another slot or scope; one that is not here yet may still turn out to fit."""
    doubtful: list[tuple[Statement, set[EntryId]]] = []
    for scope in scopes:
        for slot in scope.slots.values():
            ids = {s.id for s in slot.history}
            doubtful += [(s, rest) for s in slot.history if (rest := set(s.header.supersedes) - ids)]
    if doubtful:
        here = {s.id for scope in scopes for s in scope.statements()}
        yield from (Problem("statement.supersedes-elsewhere", (s.id,)) for s, rest in doubtful if rest & here)


def fold(log: Log, known: View | None = None) -> View:
    """Fold a round: first who may say what, then the round's own scope; visits are folded when they are looked at.

    From a view `known` of the same log, scopes are kept that nothing touched, if who may say what is the same.
    """
    trust = fold_trust(log)
    round_scope = fold_scope(log.round, log.scopes[log.round], trust)
    sources = {scope: (statements, len(statements)) for scope, statements in log.scopes.items() if scope != log.round}
    kept = known.visits.untouched(log) if known and known.trust == trust else {}
    visits = Visits(_names(round_scope, sources), sources, kept, round_scope, trust)
    return View(log.round, trust, round_scope, visits, len(log), _forks(log))


def refold(view: View, log: Log, added: Sequence[Statement]) -> View:
    """Return the view after statements that the log already holds, folding again only what they touch."""
    if len(added) > _FEW:
        return fold(log, view)
    visits = view.visits
    count = view.size
    trust = view.trust
    for statement in added:
        if statement.scope == log.round or visits.name_of(statement.scope) is None:
            return fold(log, view)
        if statement.header.author in trust.cut or statement.id in trust.erased_entries:
            # The last accepted tips reach further now; or it turns out whether this may be withheld at all.
            return fold(log, view)
        visits = visits.with_statement(statement, log)
        count += 1
    return View(view.round, view.trust, view.round_scope, visits, count, _forks(log))


def _forks(log: Log) -> tuple[tuple[EntryId, int], ...]:
    return tuple(sorted((key[0], seq) for found in log.forks.values() for key, seq in found))


def _names(round_scope: ScopeView, sources: Mapping[EntryId, object]) -> dict[VisitId, tuple[EntryId, ...]]:
    """Return every visit by its name, the smallest of the ids that were joined into it (union-find)."""
    things = round_scope.things
    ids = [one for one, s in things.items() if s.header.kind in ("planned", "opened") and not round_scope.is_out(one)]
    parent = {one: one for one in [*ids, *(scope for scope in sources if not round_scope.is_out(scope))]}

    def find(one: EntryId) -> EntryId:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for statement in things.values():
        body = said(statement)
        if isinstance(body, SameVisit) and not round_scope.is_out(statement.id):
            here = [one for one in body.visits if one in parent]
            for other in here[1:]:
                a, b = sorted((find(here[0]), find(other)))
                parent[b] = a
    groups: dict[VisitId, list[EntryId]] = {}
    for one in parent:
        groups.setdefault(find(one), []).append(one)
    ordered = sorted(groups, key=lambda name: order(things[name]) if name in things else (0, "", name))
    return {name: tuple(sorted(groups[name])) for name in ordered}
