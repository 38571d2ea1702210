"""The log: a set of statements that only grows, closed under `prev`. What it means is the projection's business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from inspector.journal.entry import EntryId, RoundId, Statement

ChainKey = tuple[str, str, str]
"""(author, scope, chain)."""


class Mark(NamedTuple):
    """The newest statement of a chain that a machine knows to have existed, whether or not it is still here.

    The tick is part of it: whoever names the statement in `seen` while it is not here must still count on from there.
    """

    seq: int
    id: EntryId
    tick: int


class Misfit(ValueError):
    """A statement that cannot stand where it claims to stand. `reason` is one of gap, chain, tick, round."""

    def __init__(self, statement: Statement, reason: str) -> None:
        super().__init__(f"{reason}: {statement!r}")
        self.statement = statement
        self.reason: Final = reason


class Log:
    """All statements of one round.

    Append-only lists per scope let a view that was made earlier go on reading its own prefix.
    """

    def __init__(self, round_id: RoundId) -> None:
        self.round = round_id
        self.statements: dict[EntryId, Statement] = {}
        self.scopes: dict[EntryId, list[Statement]] = {}
        self.tips: dict[EntryId, set[EntryId]] = {}
        self.forks: dict[EntryId, set[tuple[ChainKey, int]]] = {}
        self._starts: dict[ChainKey, EntryId] = {}

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Log:
        """Return the log of statements of one round, in any order.

        Raises: Misfit, if one of them has no place.
        """
        ordered = sorted(statements, key=lambda s: s.header.seq)
        assert ordered, "a round has a genesis"
        log = cls(ordered[0].round)
        for statement in ordered:
            log.add(statement)
        return log

    def __contains__(self, entry_id: EntryId) -> bool:
        return entry_id in self.statements

    def __len__(self) -> int:
        return len(self.statements)

    def __iter__(self) -> Iterator[Statement]:
        """Yield the statements in the one order that everybody shares: tick, author, id."""
        return iter(sorted(self.statements.values(), key=order))

    def add(self, statement: Statement) -> bool:
        """Add a statement whose `prev` is here; return whether it is new.

        Raises: Misfit, if it has no place in its chain.
        """
        one, header, scope = statement.id, statement.header, statement.scope
        if one in self.statements:
            return False
        if statement.round != self.round:
            raise Misfit(statement, "round")
        if header.prev is None:
            forked = self._starts.setdefault(statement.chain_key, one) != one
        else:
            before = self.statements.get(header.prev)
            if before is None:
                raise Misfit(statement, "gap")
            if not _follows(statement, before):
                raise Misfit(statement, "chain")
            tips = self.tips[scope]
            forked = header.prev not in tips
            tips.discard(header.prev)
        if forked:
            self.forks.setdefault(scope, set()).add((statement.chain_key, header.seq))
        self.statements[one] = statement
        if scope in self.scopes:
            self.tips[scope].add(one)
            self.scopes[scope].append(statement)
        else:
            self.tips[scope] = {one}
            self.scopes[scope] = [statement]
        return True

    def adopt(self, other: Log, scope: EntryId) -> None:
        """Take a whole scope over from another log of the round, whose statements were given their places there."""
        self.scopes[scope] = other.scopes[scope].copy()
        self.statements.update((statement.id, statement) for statement in self.scopes[scope])
        for statement in self.scopes[scope]:
            if statement.header.prev is None:
                self._starts.setdefault(statement.chain_key, statement.id)
        self.tips[scope] = other.tips[scope].copy()
        if scope in other.forks:
            self.forks[scope] = other.forks[scope].copy()

    def require_tick(self, statement: Statement) -> None:
        """Check the causal clock: one more than the largest tick among the statements that it names and that are here.

        Raises: Misfit("tick").
        """
        require_tick(statement, self.statements.get)

    def covered(self, tips: Iterable[EntryId]) -> set[EntryId]:
        """Return what one reaches from `tips` by `prev` alone; tips that are not here reach nothing."""
        reached: set[EntryId] = set()
        for tip in tips:
            one: EntryId | None = tip
            while one is not None and one in self.statements and one not in reached:
                reached.add(one)
                one = self.statements[one].header.prev
        return reached


def _follows(statement: Statement, before: Statement) -> bool:
    after, prior = statement.header, before.header
    return (
        after.seq == prior.seq + 1
        and after.chain == prior.chain
        and after.author == prior.author
        and statement.scope == before.scope
    )


def require_tick(statement: Statement, find: Callable[[EntryId], Statement | None]) -> int:
    """Check the causal clock of a statement against those that it names, as far as `find` knows them (format.md, rule 9).

    Returns: by how much it leaps ahead of all that it names and that is known; 0 where all of it is.

    Raises: Misfit("tick").
    """
    header = statement.header
    named = [*header.seen, *header.supersedes]
    if header.prev is not None:
        named.append(header.prev)
    ticks = [known.header.tick for one in named if (known := find(one)) is not None]
    least = 1 + max(ticks, default=-1)
    if header.tick < least or (header.tick != least and len(ticks) == len(named)):
        raise Misfit(statement, "tick")
    return header.tick - least


def order(statement: Statement) -> tuple[int, str, EntryId]:
    """Return the key of the one order in which statements are shown and serialised: tick, author, id."""
    return (statement.header.tick, statement.header.author, statement.id)
