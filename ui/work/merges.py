"""The history of merges: what each one brought, taking that out again, and putting it back; all of it by statements.

What was merged stays in the dossier. An exclusion takes it out of every result; withdrawn, the exclusion counts no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from inspector.commands.rounding import Exclude, WithdrawExclusions
from inspector.errors import KnownError
from inspector.journal.bodies import Excluded, said
from inspector.journal.entry import EntryId, RoundId
from inspector.projection.trust import ROOT_KINDS
from inspector.session import Change, Session
from inspector.text import clean
from ui.work.home import Home
from ui.work.receiving import HISTORY


class MergedFile(msgspec.Struct, frozen=True):
    """A file as the history remembers it."""

    file: str
    sha256: str = ""
    verdict: str = ""


class Merge(msgspec.Struct, frozen=True):
    """One merge of this machine's history. Of those before statements were remembered only the counts are known."""

    at: str
    """RFC 3339 with its offset, by this machine's clock."""
    files: tuple[MergedFile, ...]
    statements: int
    blobs: int
    round: RoundId = ""
    entries: tuple[EntryId, ...] = ()


Standing = Literal["in", "part", "out", "nothing"]
"""What a merge brought counts; some of it does; none of it; there is nothing of it that could be taken out."""

_line = msgspec.json.Decoder(Merge)


def merges_of(home: Home, round_id: RoundId) -> list[Merge]:
    """Return the merges into a round that this machine remembers, the latest first; a line that is torn is passed over.

    Raises: KnownError("file.unreadable").
    """
    return sorted(_remembered(home, round_id), key=lambda one: one.at, reverse=True)


def _remembered(home: Home, round_id: RoundId) -> Iterator[Merge]:
    path = home.path / HISTORY
    if not path.exists():
        return
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=path.name) from error
    for line in lines:
        try:
            merge = _line.decode(line)
        except msgspec.MsgspecError:
            continue
        if merge.round == round_id:
            yield merge


def within_reach(session: Session, merge: Merge) -> tuple[EntryId, ...]:
    """Return the statements of a merge that an exclusion reaches: not what roots say as roots (format.md, rule 24)."""
    held = session.log.statements
    return tuple(one for one in merge.entries if one in held and held[one].header.kind not in ROOT_KINDS)


def standing(session: Session, merge: Merge) -> Standing:
    """Return whether what a merge brought counts."""
    reached = within_reach(session, merge)
    out = sum(one in session.view.trust.excluded for one in reached)
    if not reached:
        return "nothing"
    return "in" if not out else "out" if out == len(reached) else "part"


def take_out(session: Session, merge: Merge, reason: str) -> Change:
    """Take what a merge brought out of every result, as far as an exclusion reaches; see `Exclude`.

    Raises: KnownError("merge.nothing-to-undo"), and those of `Exclude`.
    """
    excluded = session.view.trust.excluded
    left = [one for one in within_reach(session, merge) if one not in excluded]
    if not left:
        raise KnownError("merge.nothing-to-undo", exit_code=2)
    return session.do(Exclude(clean(reason), tuple(left)))


def put_back(session: Session, merge: Merge, reason: str) -> Change:
    """Withdraw the exclusions that took out statements of a merge and of nothing else.

    Raises: KnownError("merge.nothing-to-put-back"), and those of `WithdrawExclusions`.
    """
    brought = set(merge.entries)
    scope = session.view.round_scope
    found = [
        one
        for one, statement in scope.things.items()
        if isinstance(body := said(statement), Excluded)
        and body.entries
        and brought.issuperset(body.entries)
        and not scope.is_out(one)
    ]
    if not found:
        raise KnownError("merge.nothing-to-put-back", exit_code=2)
    return session.do(WithdrawExclusions(tuple(sorted(found)), clean(reason)))


class Past(msgspec.Struct, frozen=True):
    """The history of merges into one round, the latest first, and how many visits were begun in it."""

    merges: tuple[Merge, ...] = ()
    standings: tuple[Standing, ...] = ()
    visits: int = 0
    may_exclude: bool = False

    @property
    def last_counting(self) -> Merge | None:
        """The latest merge of which anything counts."""
        pairs = zip(self.merges, self.standings, strict=True)
        return next((merge for merge, how in pairs if how in ("in", "part")), None)


def past_of(session: Session, home: Home) -> Past:
    """Return the history of the round that a session works in.

    Raises: KnownError("file.unreadable").
    """
    found = merges_of(home, session.log.round)
    return Past(
        merges=tuple(found),
        standings=tuple(standing(session, one) for one in found),
        visits=len(session.log.scopes.keys() - {session.log.round}),
        may_exclude=session.me in session.view.trust.roots,
    )
