"""A person at work in a dossier: what they ask for becomes statements, signed and on disk, and a new view.

There is one way in (append statements) and one way out (fold them). A merge and an undo travel it like an answer does.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from inspector.commands.draft import Command, Draft
from inspector.dossier.file import Dossier
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal import canon, entry
from inspector.journal.bodies import Body, FormatVersion, Genesis, kind_of
from inspector.journal.entry import (
    MAX_SEEN,
    VERSION,
    Clock,
    Entry,
    EntryId,
    Header,
    PublicKey,
    RoundId,
    Signer,
    Statement,
)
from inspector.journal.log import ChainKey, Log, Mark
from inspector.progress import Progress
from inspector.projection.intake import union
from inspector.projection.judgement import is_approved, is_loose
from inspector.projection.trust import Trust, fold_trust
from inspector.projection.view import View, fold, refold
from inspector.sources import Sources

if TYPE_CHECKING:
    from inspector.dossier.absorb import Absorbed

PROGRAM = "thisat 0.1.0"


class Marks(Protocol):
    """High-water marks of this machine, kept outside the dossier, so that a restored copy is recognised as one."""

    def known(self, chain: str) -> Mark | None:
        """Return the newest entry of a chain that was ever written here."""

    def record(self, chain: str, mark: Mark) -> None:
        """Remember a newer one; called after it is on disk."""


class Change(msgspec.Struct, frozen=True):
    """What a request changed: the statements that it added, and the view after it."""

    view: View
    added: tuple[EntryId, ...]


class Session:
    """One person, one dossier, one round. Lives on one thread."""

    def __init__(self, dossier: Dossier, log: Log, signer: Signer, sources: Sources, marks: Marks) -> None:
        self.dossier = dossier
        self.log = log
        self.view = fold(log)
        self._signer = signer
        self._sources = sources
        self._marks = marks
        self._witnessed: dict[ChainKey, set[EntryId]] = {}

    @classmethod
    def open(
        cls, path: Path, signer: Signer, sources: Sources, marks: Marks, round_id: RoundId | None = None
    ) -> Session:
        """Open a dossier to work in one of its rounds.

        Raises: KnownError round.none, round.several, and what `Dossier.open` and `Dossier.load` raise.
        """
        dossier = Dossier.open(path)
        try:
            return cls(dossier, pick_round(dossier.load(), round_id), signer, sources, marks)
        except BaseException:
            dossier.close()
            raise

    def close(self) -> None:
        self.dossier.close()

    @property
    def me(self) -> PublicKey:
        return self._signer.public

    def do(self, command: Command) -> Change:
        """Carry out one request: all of its statements are on disk when this returns, or none.

        Raises: KnownError("blob.withheld") if it brings bytes again that were erased; those of command and dossier.
        """
        with self.dossier.writing() as writer:
            self._catch_up()
            made = self._make(command)
            if made:
                if not self.view.trust.erased_blobs.isdisjoint(command.blobs):
                    raise KnownError("blob.withheld")
                for blob, data in command.blobs.items():
                    writer.add_blob(blob, data)
                for one, _ in made:
                    writer.add(one)
        return self._settle([statement for _, statement in made])

    def absorb(self, intakes: Sequence[Intake], progress: Progress | None = None) -> Absorbed:
        """Unite received statements with what is here, in one transaction; nothing of one's own is added.

        Raises: KnownError("import.not-intact") and those of the dossier.
        """
        from inspector.dossier.absorb import absorb  # examining is slow to read, and most sessions only write

        trust = self.trust_after(intakes)
        late = any(entry.hex() in self.log for intake in intakes for one in intake.rounds for entry, _ in one.payloads)
        result = absorb(
            self.dossier,
            intakes,
            withheld_entries=trust.erased_entries,
            withheld_blobs=trust.erased_blobs,
            progress=progress,
        )
        if late:
            # What a statement says came after the statement itself: views that were made before must not change.
            self.log = pick_round(self.dossier.load(), self.log.round)
            self.view = fold(self.log)
            self._witnessed.clear()
        else:
            self._catch_up()
        return result

    def trust_after(self, intakes: Sequence[Intake]) -> Trust:
        """Return who may say what once these files are united: an erasure on one stick binds the bytes on another."""
        here = self.log.statements
        given = [s for intake in intakes for s in intake.statements(self.log.round)]
        news = [s for s in given if s.id not in here or (here[s.id].payload is None and s.payload is not None)]
        named = self.view.trust.erased_entries  # of what is not here yet nobody knows whether it may be erased at all
        if not any(s.header.kind in ("roster", "erased") or s.id in named for s in news):
            return self.view.trust
        return fold_trust(union(self.log, news))

    def _catch_up(self) -> None:
        """Read what another program wrote into the same file meanwhile, before one's own chain is continued."""
        added = [s for s in self.dossier.new_statements() if s.round == self.log.round and self.log.add(s)]
        if added:
            self._take_in(added)

    def _make(self, command: Command) -> list[tuple[Entry, Statement]]:
        """Turn drafts into signed entries, each knowing the one before it.

        Raises: KnownError("role.not-allowed") if the roster does not let the person say so.
        """
        made: list[tuple[Entry, Statement]] = []
        drafts = command.drafts(self.view, self.me)
        pending: dict[EntryId, Statement] = {}
        try:
            draft = next(drafts)
            while True:
                written = self._write(draft, pending)
                made.append(written)
                pending[written[1].id] = written[1]
                draft = drafts.send(written[1].id)
        except StopIteration:
            return made

    def _write(self, draft: Draft, pending: dict[EntryId, Statement]) -> tuple[Entry, Statement]:
        scope = draft.scope or self.log.round
        tip = self._own_tip(scope)
        unsaved = [s for s in pending.values() if s.scope == scope]
        last = unsaved[-1] if unsaved else tip
        chain = last.header.chain if last else self._sources.random_bytes(8).hex()
        lost = self._lost(scope, chain)
        seen = self._seen((self.me, scope, chain), lost.keys(), tip, unsaved)
        named = [*seen, *draft.supersedes, *([last.id] if last else [])]
        here = {**pending, **{one: self.log.statements[one] for one in named if one in self.log}}
        ticks = [here[one].header.tick if one in here else lost[one].tick for one in named]
        header = Header(
            about=draft.about,
            at=clock(self._sources, self.log.round),
            author=self.me,
            blobs=draft.blobs,
            chain=chain,
            kind=kind_of(draft.body),
            payload="0" * 64,
            prev=last.id if last else None,
            round=self.log.round,
            scope=scope,
            seen=seen,
            seq=last.header.seq + 1 if last else 0,
            supersedes=draft.supersedes,
            tick=1 + max(ticks, default=-1),
            v=VERSION,
        )
        body = msgspec.structs.replace(draft.body, step=unsaved[0].id) if unsaved else draft.body
        written = write_entry(header, body, self._sources, self._signer)
        statement = Statement(written.id, entry.read_header(written.header), written.payload)
        if not self.view.trust.may_say(statement):
            # Refused here rather than by every reader later: what is written is signed and stays.
            raise KnownError("role.not-allowed", kind=header.kind)
        self._require_open(statement)
        return written, statement

    def _require_open(self, statement: Statement) -> None:
        """Refuse what would add to a visit that stands approved.

        Raises: KnownError("visit.approved").
        """
        visit = self.view.visit_of(statement.scope)
        if visit is not None and is_approved(visit) and not is_loose(statement, visit.statements):
            raise KnownError("visit.approved", exit_code=3, unit=visit.unit.name)

    def _own_tip(self, scope: EntryId) -> Statement | None:
        """Return the statement that one's chain in a scope continues from; None where a new chain has to start.

        A copy that was restored from a backup lacks what this machine is known to have written after it: continuing
        there would fork the chain, so a new one starts, whose first statement names the mark that is known. Nor does one
        continue a chain whose rest was excluded: what is said there never counts.
        """
        tips = [self.log.statements[one] for one in self.log.tips.get(scope, ())]
        own = sorted((s for s in tips if s.header.author == self.me), key=lambda s: (-s.header.tick, s.id))
        for tip in own:
            mark = self._marks.known(tip.header.chain)
            if (mark is None or mark.id in self.log) and not self.view.trust.is_cut_off(tip):
                return tip
        return None

    def _lost(self, scope: EntryId, chain: str) -> dict[EntryId, Mark]:
        """Return the known ends of one's own earlier chains in a scope whose continuation is not in this copy."""
        tips = [self.log.statements[one] for one in self.log.tips.get(scope, ())]
        earlier = {s.header.chain for s in tips if s.header.author == self.me and s.header.chain != chain}
        marks = [mark for one in earlier if (mark := self._marks.known(one)) is not None]
        return {mark.id: mark for mark in marks if mark.id not in self.log}

    def _seen(
        self, chain: ChainKey, lost: Set[EntryId], tip: Statement | None, unsaved: Sequence[Statement]
    ) -> tuple[EntryId, ...]:
        """Return the heads learnt since one's own last entry, at most 128, sorted (format.md, rule 26).

        A head is every tip but one's own: of other people and scopes, of one's own earlier chains, and the other tip of
        a chain that forked. Ends that this copy lost come first: a new chain says at once what it knows to be missing.
        """
        scope = chain[1]
        scopes = self.log.tips if scope == self.log.round else (scope, self.log.round)
        heads = {head for one in scopes for head in self.log.tips.get(one, ())} - {tip.id if tip else ""}
        witnessed = self._witnessed_by(chain).union(*(s.header.seen for s in unsaved))
        return tuple(sorted([*sorted(lost - witnessed), *sorted(heads - witnessed)][:MAX_SEEN]))

    def _witnessed_by(self, chain: ChainKey) -> set[EntryId]:
        """Return all heads that one's own chain named so far."""
        found = self._witnessed.get(chain)
        if found is None:
            own = (s for s in self.log.scopes.get(chain[1], ()) if s.chain_key == chain)
            found = self._witnessed[chain] = {one for s in own for one in s.header.seen}
        return found

    def _settle(self, added: list[Statement]) -> Change:
        """Take what is on disk into the log and the view, and raise this machine's marks."""
        for statement in added:
            self.log.add(statement)
            header = statement.header
            self._marks.record(header.chain, Mark(header.seq, statement.id, header.tick))
        if added:
            self._take_in(added)
        return Change(self.view, tuple(statement.id for statement in added))

    def _take_in(self, added: list[Statement]) -> None:
        for statement in added:
            if statement.chain_key in self._witnessed:
                self._witnessed[statement.chain_key].update(statement.header.seen)
        self.view = refold(self.view, self.log, added)


def start_round(
    path: Path,
    signer: Signer,
    sources: Sources,
    *,
    title: str,
    other_roots: Sequence[PublicKey],
    blobs: Sequence[bytes] = (),
) -> RoundId:
    """Create a dossier with a new round in it: a genesis that names two roots or more, so that a lost key ends nothing.

    The genesis names the blobs too, such as the checklists of the round.

    Raises: KnownError roster.roots, and what `Dossier.create` raises.
    """
    roots = tuple(sorted({signer.public, *other_roots}))
    if len(roots) < 2:
        raise KnownError("roster.roots")
    named = {canon.blob_id(data): data for data in blobs}
    body = Genesis(
        roots=roots,
        nonce=sources.random_bytes(16).hex(),
        hash="sha-256",
        sig="ed25519",
        format=FormatVersion(1, 0),
        application_id="THS1",
        program=PROGRAM,
        title=title,
    )
    header = Header(
        about=(),
        at=clock(sources, ""),
        author=signer.public,
        blobs=tuple(sorted((blob, len(data)) for blob, data in named.items())),
        chain=sources.random_bytes(8).hex(),
        kind="genesis",
        payload="0" * 64,
        prev=None,
        round=None,
        seen=(),
        seq=0,
        supersedes=(),
        tick=0,
        v=VERSION,
    )
    genesis = write_entry(header, body, sources, signer)
    with Dossier.create(path) as dossier, dossier.writing() as writer:
        writer.add(genesis)
        for blob, data in named.items():
            writer.add_blob(blob, data)
    return genesis.id


def write_entry(header: Header, body: Body, sources: Sources, signer: Signer) -> Entry:
    """Return the signed entry of a header and a body.

    Raises: KnownError("entry.too-large") if it lies beyond a limit of the format.
    """
    try:
        return entry.write(header, body, sources.random_bytes(16), signer)
    except canon.Malformed as error:
        raise KnownError("entry.too-large", detail=str(error)) from error


def clock(sources: Sources, round_id: str) -> Clock:
    """Return what this machine believes about time: for people to read, never for order."""
    return Clock(
        boot=canon.boot_of(round_id, sources.boot_id()),
        mono_ms=sources.monotonic_ms(),
        off_min=sources.offset_min(),
        utc_ms=sources.utc_ms(),
    )


def pick_round(logs: dict[RoundId, Log], round_id: RoundId | None) -> Log:
    """Return the log of the round that is meant: the one named, or the only one.

    Raises: KnownError round.none, round.several.
    """
    if not logs:
        raise KnownError("round.none", exit_code=4)
    if round_id is None and len(logs) > 1:
        raise KnownError("round.several", exit_code=2, rounds=", ".join(sorted(one[:8] for one in logs)))
    found = [log for one, log in logs.items() if round_id is None or one.startswith(round_id)]
    if len(found) != 1:
        raise KnownError("round.none", exit_code=4)
    return found[0]
