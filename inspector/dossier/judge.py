"""Judges the rows of a file by their bytes alone: every name, every signature, every neighbour, every blob.

It is given what the reader read, from the worker or in this process, and trusts none of it. What the receiving dossier
holds already is not judged again: an id is the hash of the bytes, so an equal id means that they were judged when they
came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector.dossier import reader
from inspector.dossier.blobs import Blobs
from inspector.dossier.known import Known
from inspector.dossier.prefix import verified_in
from inspector.dossier.standing import chain_verdicts, sealed_visits, unsigned
from inspector.dossier.verdict import Code, Finding, RoundIntake, Row
from inspector.errors import KnownError
from inspector.journal.canon import Malformed, entry_id
from inspector.journal.entry import (
    BlobId,
    EntryId,
    HeaderReader,
    RoundId,
    Statement,
    check_header,
    check_payload,
    is_signed,
)
from inspector.journal.log import Log, Misfit, require_tick

MAX_SIGNATURES: Final = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken in at all; settings of the installation, not of the format."""

    size: int = 64 << 30
    entries: int = 2_000_000
    blobs: int = 200_000
    leap: int = 1 << 20
    """By how much a causal clock may run ahead of all that is known: no round has as many statements between two that are
    here. Whoever could leap at will would soon stand at the format's limit, where nobody can write any more."""


class Judge:
    """Takes events one after the other; `rounds` then says what they amount to.

    Args:
        known: what the receiving dossier holds.
        limits: raises KnownError("import.too-many") beyond them.
        spool: the private folder that receives blobs which are new; None to look at them only.
    """

    def __init__(self, known: Known, limits: Limits, spool: Path | None) -> None:
        self.findings: list[Finding] = []
        self._known = known
        self._limits = limits
        self._headers = HeaderReader()
        self._statements: dict[EntryId, Statement] = {}
        self._entries: dict[EntryId, Row] = {}
        self._payloads: dict[EntryId, Row] = {}
        self._with_payload: set[EntryId] = set()
        self._signatures: dict[EntryId, list[Row]] = {}
        self._signed: set[EntryId] = set()
        self._signature_count: dict[EntryId, int] = {}
        self._named: dict[BlobId, set[int]] = {}
        self._bad: set[EntryId] = set()
        """Entries of which something was found already: what follows from it is not said again."""
        self._is_whole = True
        """Whether all rows of `entry` could be read."""
        self.blobs = Blobs(known.blobs, spool, limits.blobs, self.findings)

    def take(self, event: reader.Event) -> None:
        """Take what was read next.

        Raises: KnownError import.too-many, disk.full.
        """
        if isinstance(event, reader.Rows):
            if event.table == "entry":
                self._take_entries(event)
            elif event.table == "payload":
                self._take_payloads(event)
            else:
                self._take_signatures(event)
        elif isinstance(event, reader.Chunk):
            self.blobs.take(event.data)
        elif isinstance(event, reader.BlobBegins):
            blob = event.key.hex()
            named = self._named.get(blob)
            if named is None and not self._bad and self._is_whole:
                self._find(Code.ORPHAN, "blob", blob)
            self.blobs.begin(blob, event.size, named)
        elif isinstance(event, reader.Damage):
            self._take_damage(event)
        else:
            self.blobs.end()

    def _find(self, code: Code, table: str = "", row: str = "", detail: str = "") -> None:
        self.findings.append(Finding(code, table, row, detail))

    def _take_damage(self, event: reader.Damage) -> None:
        code = Code(event.reason) if event.reason in _REASONS else Code.WORKER
        if code is Code.BLOB:
            self.blobs.drop()
        if event.table == "entry" and event.key:
            self._bad.add(event.key)
        elif code is not Code.PAGES and event.table in ("", "entry"):
            self._is_whole = False
        self._find(code, event.table, event.key, event.detail)

    def _take_entries(self, rows: reader.Rows) -> None:
        find, checked = self._known.statement, self._known.checked
        statements, named = self._statements, self._named
        for key, data in zip(rows.keys, rows.values, strict=True):
            one = entry_id(data)
            if bytes.fromhex(one) != key:
                self._bad.add(key.hex())
                self._find(Code.ENTRY_ID, "entry", key.hex())
                continue
            if one in statements:
                self._find(Code.ENTRY_TWICE, "entry", one)
                continue
            statement = find(one)
            if statement is None:
                try:
                    header = checked[one].header if one in checked else check_header(data, self._headers)
                except Malformed as error:
                    self._bad.add(one)
                    self._find(Code.ENTRY_FORM, "entry", one, str(error))
                    continue
                statement = Statement(one, header, None)
                self._entries[one] = (key, data)
            statements[one] = statement
            for blob, size in statement.header.blobs:
                named.setdefault(blob, set()).add(size)
        if len(statements) > self._limits.entries:
            raise KnownError("import.too-many", exit_code=6, limit=self._limits.entries)

    def _take_payloads(self, rows: reader.Rows) -> None:
        statements = self._statements
        for key, data in zip(rows.keys, rows.values, strict=True):
            one = key.hex()
            statement = statements.get(one)
            if statement is None or one in self._with_payload:
                self._find_orphan("payload", one, twice=statement is not None)
                continue
            if statement.payload != data and not self._is_new_payload(statement, data):
                continue
            self._with_payload.add(one)
            if statement.payload is None:
                self._payloads[one] = (key, data)
                if one not in self._entries:  # it stands in the receiving log, which must not change under its feet
                    statement = statements[one] = Statement(one, statement.header, None)
                statement.payload = data

    def _is_new_payload(self, statement: Statement, data: bytes) -> bool:
        checked = self._known.checked.get(statement.id)
        if checked is not None and checked.payload == data:
            return True
        try:
            check_payload(data, statement.header)
        except Malformed as error:
            self._find(Code.PAYLOAD, "payload", statement.id, str(error))
            return False
        return True

    def _find_orphan(self, table: str, one: EntryId, twice: bool = False) -> None:
        if twice:
            self._find(Code.ENTRY_TWICE, table, one)
        elif one not in self._bad and self._is_whole:
            self._find(Code.ORPHAN, table, one)

    def _take_signatures(self, rows: reader.Rows) -> None:
        known, statements, counts = self._known, self._statements, self._signature_count
        for key, data in zip(rows.keys, rows.values, strict=True):
            one = key.hex()
            statement = statements.get(one)
            if statement is None:
                self._find_orphan("signature", one)
                continue
            counts[one] = counts.get(one, 0) + 1
            if counts[one] > MAX_SIGNATURES:
                self._find(Code.SIGNATURE_MANY, "signature", one)
            elif known.has_signature(one, data):
                self._signed.add(one)
            elif (one, data) in known.checked_signatures or is_signed(one, statement.header.author, data):
                self._signed.add(one)
                self._signatures.setdefault(one, []).append((key, data))
            else:
                self._find(Code.SIGNATURE, "signature", one)

    def expected_blobs(self) -> frozenset[BlobId]:
        """Return the blobs that headers name and that are neither in the file nor here."""
        return frozenset(self._named.keys() - self.blobs.received - self._known.blobs)

    def absent_payloads(self) -> frozenset[EntryId]:
        """Return the statements whose payload is not in the file."""
        return frozenset(self._statements.keys() - self._with_payload)

    def rounds(self) -> tuple[RoundIntake, ...]:
        """Judge each statement among the others; rounds side by side are kept apart."""
        by_round: dict[RoundId, list[Statement]] = {}
        for statement in self._statements.values():
            by_round.setdefault(statement.round, []).append(statement)
        placed = {one: self._place(one, by_round[one]) for one in sorted(by_round)}
        signed = self._signed
        for log, _ in placed.values():
            self.findings += unsigned(log, signed)
        sealed = {one: sealed_visits(log, self.findings) for one, (log, _) in placed.items()}
        is_damaged = any(finding.is_damage for finding in self.findings)
        found = []
        for one, (log, astray) in placed.items():
            verified = verified_in(log, signed, self._unfit | self._bad) if is_damaged else None
            if verified is not None and not self._has_genesis(one):
                verified = frozenset()
            found.append(self._intake(log, astray, sealed[one], verified))
        return tuple(found)

    def _has_genesis(self, round_id: RoundId) -> bool:
        genesis = self._statements.get(round_id)
        return genesis is not None and genesis.header.round is None and genesis.payload is not None

    @property
    def _unfit(self) -> set[EntryId]:
        return {f.id for f in self.findings if f.code in (Code.TICK, Code.SIGNATURE_MISSING)}

    def _place(self, round_id: RoundId, statements: Collection[Statement]) -> tuple[Log, list[Statement]]:
        """Return the log of the statements that have a place, and those that have none."""
        if not self._has_genesis(round_id) or round_id not in self._with_payload:
            self._find(Code.GENESIS, "entry", round_id)
        log, known = Log(round_id), self._known.log(round_id)
        whole = self._known_scopes(statements, known)
        for scope in whole:
            log.adopt(known, scope)
        astray: dict[EntryId, Statement] = {}
        for statement in sorted((s for s in statements if s.scope not in whole), key=lambda s: s.header.seq):
            try:
                log.add(statement)
            except Misfit as error:
                astray[statement.id] = statement
                prev = statement.header.prev
                if prev not in astray and prev not in self._bad:
                    self._find(Code.GAP if error.reason == "gap" else Code.CHAIN, "entry", statement.id)
        here, there = log.statements, known.statements
        for one in self._entries.keys() & here.keys():
            try:
                leap = require_tick(here[one], lambda named: here.get(named) or there.get(named))
            except Misfit:
                self._find(Code.TICK, "entry", one)
                continue
            if leap > self._limits.leap:
                self._find(Code.TICK, "entry", one, "leap")
        return log, list(astray.values())

    def _known_scopes(self, statements: Collection[Statement], known: Log) -> set[EntryId]:
        """Return the scopes of which the file holds exactly what is known: their statements have had their places long."""
        if self._payloads:
            return set()
        counts = Counter(statement.scope for statement in statements)
        changed = {self._statements[one].scope for one in self._entries}
        return {one for one, n in counts.items() if one not in changed and n == len(known.scopes.get(one, ()))}

    def _intake(
        self,
        log: Log,
        astray: list[Statement],
        sealed: frozenset[EntryId],
        verified: frozenset[EntryId] | None,
    ) -> RoundIntake:
        ordered = sorted(log.statements.values(), key=lambda s: s.header.tick)
        ids = [s.id for s in ordered]
        entries, payloads, signatures = self._entries, self._payloads, self._signatures
        return RoundIntake(
            round=log.round,
            statements=tuple(ordered),
            entries=tuple([entries[one] for one in ids if one in entries]),
            payloads=tuple([payloads[one] for one in ids if one in payloads]),
            signatures=tuple([row for one in ids if one in signatures for row in signatures[one]]),
            known=sum(one not in entries for one in ids),
            chains=chain_verdicts(log, self._known.log(log.round), astray),
            visits=tuple(sorted(log.scopes.keys() - {log.round})),
            sealed=sealed,
            verified=verified,
        )

    def remember(self) -> None:
        """Keep what was checked for the files that follow in the same run; only for a file that was intact."""
        known = self._known
        known.checked.update((one, self._statements[one]) for one in self._entries)
        known.checked_signatures.update((key.hex(), data) for rows in self._signatures.values() for key, data in rows)


_REASONS: Final = frozenset({"open", "schema", "pages", "table", "row", "blob", "header", "worker"})
