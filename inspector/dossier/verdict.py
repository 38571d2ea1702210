"""What is said of a file: findings, lights, and an intake, which is a file examined and ready to be united or set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from typing import Final

import msgspec

from inspector.journal.entry import BlobId, EntryId, PublicKey, RoundId, Statement, VisitId

Row = tuple[bytes, bytes]
"""(32-byte key, value), as it stands in a table."""


class Code(StrEnum):
    """What can be said of a file or a row; worded by `resources.say("intake.<code>", table=…, id=…, detail=…)`."""

    # The file as a file.
    HEADER = "header"
    OPEN = "open"
    SCHEMA = "schema"
    PAGES = "pages"
    TABLE = "table"
    WORKER = "worker"
    # A row by itself.
    ROW = "row"
    ENTRY_ID = "entry-id"
    ENTRY_FORM = "entry-form"
    ENTRY_TWICE = "entry-twice"
    PAYLOAD = "payload"
    BLOB = "blob"
    BLOB_SIZE = "blob-size"
    SIGNATURE = "signature"
    SIGNATURE_MANY = "signature-many"
    # A row among the others.
    ORPHAN = "orphan"
    GENESIS = "genesis"
    GAP = "gap"
    CHAIN = "chain"
    TICK = "tick"
    TIP_UNSIGNED = "tip-unsigned"
    SIGNATURE_MISSING = "signature-missing"
    CUT = "cut"
    # No damage: what stands beside it.
    FORK = "fork"
    OLDER = "older"
    SEAL_UNSOUND = "seal-unsound"
    EXPECTED = "expected"
    WITHHELD = "withheld"
    WITHHELD_HERE = "withheld-here"


NO_DAMAGE: Final = frozenset(
    {Code.FORK, Code.OLDER, Code.SEAL_UNSOUND, Code.EXPECTED, Code.WITHHELD, Code.WITHHELD_HERE}
)


class Finding(msgspec.Struct, frozen=True):
    """One thing that was found. `table` and `id` name the row (64 hex digits), where it is about a row."""

    code: Code
    table: str = ""
    id: str = ""
    detail: str = ""
    """For experts: what SQLite or the reader of canonical bytes said."""

    @property
    def is_damage(self) -> bool:
        return self.code not in NO_DAMAGE

    @property
    def key(self) -> str:
        """The key of its sentence."""
        return f"intake.{self.code.value}"


class Integrity(Enum):
    """The first light: whether every byte is what its name, its signature and its neighbours say."""

    INTACT = "intact"
    DAMAGED = "damaged"


class Completeness(Enum):
    """The third light: whether anything is known to be missing. (The second, the author, follows from a roster.)"""

    SEALED = "sealed"
    """Every visit in it is sealed, and no observation stands outside its seals."""
    OPEN = "open"
    """It has no seal, or goes on after it: that nothing was cut off its end cannot be proven."""
    ROUND = "round"
    """There is no visit in it: a briefing, a roster."""
    OLDER = "older"
    """All of it is known here, and more."""
    FORK = "fork"
    """A chain goes on in two ways, in the file or between it and what is known here."""
    GAP = "gap"
    """Something before, within or after what it holds is missing."""


class ChainState(Enum):
    """How a chain of the file stands to what is known here."""

    SAME = "same"
    EXTENDS = "extends"
    OLDER = "older"
    FORK = "fork"
    GAP = "gap"


class ChainVerdict(msgspec.Struct, frozen=True):
    author: PublicKey
    scope: EntryId
    chain: str
    state: ChainState
    newest: int
    """The largest seq in the file."""
    known: int
    """The largest seq known here; -1 if none."""


@dataclass(frozen=True)
class RoundIntake:
    """What a file holds of one round, and the rows of it that are not here yet."""

    round: RoundId
    statements: tuple[Statement, ...]
    """In an order in which each one's `prev` comes before it; without those that have no place."""
    entries: tuple[Row, ...]
    """New here, in the same order."""
    payloads: tuple[Row, ...]
    """New here: of new entries, or of entries whose payload was not here."""
    signatures: tuple[Row, ...]
    known: int
    """How many of the statements are here already."""
    chains: tuple[ChainVerdict, ...]
    visits: tuple[VisitId, ...]
    """The scopes of it other than the round's own."""
    sealed: frozenset[VisitId]
    verified: frozenset[EntryId] | None = None
    """What may be taken in although the file is damaged; None where that is everything."""

    @property
    def new(self) -> int:
        return len(self.entries)


@dataclass(frozen=True)
class Intake:
    """A file that was examined. What it holds was checked from its bytes; nothing of it is in the dossier yet."""

    name: str
    sha256: str
    """Of the dossier itself."""
    received_sha256: str
    """Of the file as it came: another one if it was encrypted."""
    size: int
    copy: Path | None
    """The private copy, kept where the file is damaged."""
    findings: tuple[Finding, ...]
    rounds: tuple[RoundIntake, ...]
    blobs: Mapping[BlobId, Path] = msgspec.field(default_factory=dict)
    """Blobs that are new here, each in a private file, its hash verified."""
    blobs_received: int = 0
    blobs_expected: frozenset[BlobId] = frozenset()
    """Named by headers of the file, and neither in it nor here."""
    payloads_absent: frozenset[EntryId] = frozenset()
    """Statements of the file whose payload is not in it."""
    is_part: bool = False
    """Whether this is the verified prefix of a file that was not wholly intact."""

    @property
    def damage(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_damage)

    @property
    def integrity(self) -> Integrity:
        return Integrity.DAMAGED if self.damage else Integrity.INTACT

    @property
    def is_intact(self) -> bool:
        return not self.damage

    @property
    def completeness(self) -> Completeness:
        states = {chain.state for one in self.rounds for chain in one.chains}
        codes = {finding.code for finding in self.findings}
        if ChainState.GAP in states or codes & {Code.GAP, Code.CUT, Code.TABLE, Code.OPEN, Code.SCHEMA, Code.WORKER}:
            return Completeness.GAP
        if ChainState.FORK in states:
            return Completeness.FORK
        if ChainState.OLDER in states and ChainState.EXTENDS not in states:
            return Completeness.OLDER
        visits = [(one, visit) for one in self.rounds for visit in one.visits]
        if not visits:
            return Completeness.ROUND
        return Completeness.SEALED if all(v in one.sealed for one, v in visits) else Completeness.OPEN

    @property
    def new(self) -> int:
        """How many statements are new here."""
        return sum(one.new for one in self.rounds)

    @property
    def known(self) -> int:
        return sum(one.known for one in self.rounds)

    def statements(self, round_id: RoundId) -> tuple[Statement, ...]:
        """Return the file's statements of one round, each one's `prev` before it; none if it holds nothing of it."""
        return next((one.statements for one in self.rounds if one.round == round_id), ())
