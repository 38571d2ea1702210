"""What of a damaged file may be taken in all the same: a set that would pass every check if it came alone."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from inspector.dossier.standing import must_be_signed
from inspector.dossier.verdict import Intake, RoundIntake, Row
from inspector.journal.bodies import Sealed, said
from inspector.journal.entry import EntryId, Statement
from inspector.journal.log import Log


def verified_in(log: Log, signed: Set[EntryId], unfit: Set[EntryId]) -> frozenset[EntryId]:
    """Return the largest set of statements of `log` that proves itself.

    It holds the genesis, is closed under `prev`, lies under valid signatures, and holds what its seals name: a statement
    without that, and all that follow it in its chain, stay outside.
    """
    kept = _without(log, set(log.statements), unfit)
    while True:
        covered = log.covered(one for one in kept if one in signed)
        torn = {
            one
            for one in covered
            if log.statements[one].header.kind == "sealed"
            and isinstance(body := said(log.statements[one]), Sealed)
            and not covered.issuperset(body.tips)
        }
        torn |= {one for one in covered if one not in signed and must_be_signed(log.statements[one], set())}
        covered = _without(log, covered, torn)
        if covered == kept:
            return frozenset(covered if log.round in covered else ())
        kept = covered


def _without(log: Log, ids: set[EntryId], unfit: Set[EntryId]) -> set[EntryId]:
    """Return `ids` less those that are unfit and those that come after one that is not in the set."""
    kept: set[EntryId] = set()
    for statement in sorted((log.statements[one] for one in ids), key=lambda s: s.header.seq):
        prev = statement.header.prev
        if statement.id not in unfit and (prev is None or prev in kept):
            kept.add(statement.id)
    return kept


def verified_prefix(intake: Intake) -> Intake:
    """Return what of a file can be taken in: the file itself if it is intact, else its verified part, marked as such.

    That a part was taken is for a person to decide and to state.
    """
    if intake.is_intact:
        return intake
    rounds = tuple(_cut(one) for one in intake.rounds if one.verified)
    named = {blob for one in rounds for s in one.statements for blob, _ in s.header.blobs}
    blobs = {blob: path for blob, path in intake.blobs.items() if blob in named}
    return replace(intake, findings=(), rounds=rounds, blobs=blobs, is_part=True)


def tips_of(intake: Intake) -> tuple[EntryId, ...]:
    """Return the newest statements of everything that an intake holds, sorted: what `part_accepted` names."""
    statements = [s for one in intake.rounds for s in one.statements]
    followed = {s.header.prev for s in statements}
    return tuple(sorted(s.id for s in statements if s.id not in followed))


def _cut(one: RoundIntake) -> RoundIntake:
    verified = one.verified or frozenset()

    def kept(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(row for row in rows if row[0].hex() in verified)

    statements: tuple[Statement, ...] = tuple(s for s in one.statements if s.id in verified)
    entries = kept(one.entries)
    return replace(
        one,
        statements=statements,
        entries=entries,
        payloads=kept(one.payloads),
        signatures=kept(one.signatures),
        known=len(statements) - len(entries),
        visits=tuple(visit for visit in one.visits if any(s.scope == visit for s in statements)),
        verified=None,
    )
