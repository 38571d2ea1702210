"""The full verification of a dossier: every row judged from its bytes, and everything that is wrong named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inspector.dossier.copying import PrivateCopy, judge_header
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import collector_paused, intake_of, seconds_for
from inspector.dossier.judge import Judge, Limits
from inspector.dossier.known import Known
from inspector.dossier.reader import read_rows
from inspector.dossier.verdict import ChainState, Code, Finding, Intake
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.entry import BlobId, EntryId
from inspector.journal.log import Mark
from inspector.progress import Progress, Silent

MarkOf = Callable[[str], Mark | None]
"""For a chain, the (seq, id) of the newest entry that this machine ever wrote or was shown."""


@dataclass(frozen=True)
class CheckReport:
    """What a check found. `findings` are the damage first, then what stands beside it and is none."""

    intake: Intake
    findings: tuple[Finding, ...]
    payloads_expected: frozenset[EntryId]
    """Statements whose payload is not here and that nothing withholds: it may come on another stick."""
    blobs_expected: frozenset[BlobId]
    payloads_withheld: frozenset[EntryId]
    blobs_withheld: frozenset[BlobId]

    @property
    def damage(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_damage)

    @property
    def is_sound(self) -> bool:
        """Tell whether all that is here is what its name, its signature and its neighbours say."""
        return not self.damage


def check(
    path: Path,
    *,
    marks: MarkOf | None = None,
    withheld_entries: Set[EntryId] = frozenset(),
    withheld_blobs: Set[BlobId] = frozenset(),
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Verify one's own dossier where it lies, in this process, under a lock that lets others go on reading.

    A file from elsewhere goes through `examine` first, and `report_on` then says the same of it.

    Args:
        path: the dossier. What a crash left half written is rolled back first, as with every opening.
        marks: high-water marks of this machine; None for none.
        withheld_entries: what effective erasures name: absent there is not expected.
        withheld_blobs: likewise blobs.
        limits: how much is read at all.
        progress: told of the bytes read.

    Raises: KnownError dossier.missing, dossier.not-a-dossier, dossier.too-new, import.too-many, those of `Dossier.open`
        where a journal lies beside the file; Cancelled.
    """
    if not path.is_file():
        raise KnownError("dossier.missing", exit_code=6, file=path.name)
    if path.with_name(path.name + "-journal").exists():
        with suppress(KnownError):  # what stays wrong is found below, row by row
            Dossier.open(path).close()
    progress = progress or Silent()
    size = path.stat().st_size
    with path.open("rb") as stream:
        findings = judge_header(stream.read(100), size, path.name)
    digest = canon.file_id(path)
    judge = Judge(Known(), limits or Limits(), None)
    judge.findings += findings
    with collector_paused():
        if not findings:
            for done, event in enumerate(read_rows(str(path), 60 * seconds_for(size), immutable=False)):
                progress.step(done, 0, "check.reading")
                judge.take(event)
        intake = intake_of(judge, PrivateCopy(path.name, path, digest, digest, size, findings))
    return report_on(
        intake,
        marks=marks,
        withheld_entries=withheld_entries,
        withheld_blobs=withheld_blobs,
    )


def report_on(
    intake: Intake,
    *,
    marks: MarkOf | None = None,
    withheld_entries: Set[EntryId] = frozenset(),
    withheld_blobs: Set[BlobId] = frozenset(),
) -> CheckReport:
    """Return the report on a file that was examined."""
    named = {blob for one in intake.rounds for s in one.statements for blob, _ in s.header.blobs}
    held = {s.id for one in intake.rounds for s in one.statements}
    expected = intake.blobs_expected - withheld_blobs
    absent_payloads = intake.payloads_absent
    notes = [
        *_older(intake, marks),
        *(
            Finding(Code.FORK, "entry", chain.author, f"{chain.chain} {chain.newest}")
            for one in intake.rounds
            for chain in one.chains
            if chain.state is ChainState.FORK
        ),
        *(Finding(Code.EXPECTED, "payload", one) for one in sorted(absent_payloads - withheld_entries)),
        *(Finding(Code.EXPECTED, "blob", one) for one in sorted(expected)),
        *(Finding(Code.WITHHELD, "payload", one) for one in sorted(absent_payloads & withheld_entries)),
        *(Finding(Code.WITHHELD, "blob", one) for one in sorted(intake.blobs_expected & withheld_blobs)),
        *(Finding(Code.WITHHELD_HERE, "payload", one) for one in sorted((withheld_entries & held) - absent_payloads)),
        *(Finding(Code.WITHHELD_HERE, "blob", one) for one in sorted((withheld_blobs & named) - intake.blobs_expected)),
    ]
    ordered = sorted(intake.findings, key=lambda finding: not finding.is_damage)
    return CheckReport(
        intake=intake,
        findings=(*ordered, *notes),
        payloads_expected=absent_payloads - withheld_entries,
        blobs_expected=expected,
        payloads_withheld=absent_payloads & withheld_entries,
        blobs_withheld=intake.blobs_expected & withheld_blobs,
    )


def _older(intake: Intake, marks: MarkOf | None) -> Iterator[Finding]:
    """Yield a finding for each chain that ends before what this machine knows to have existed."""
    if marks is None:
        return
    for one in intake.rounds:
        held = {s.id for s in one.statements}
        for chain in {verdict.chain for verdict in one.chains}:
            mark = marks(chain)
            if mark is not None and mark.id not in held:
                yield Finding(Code.OLDER, "entry", mark.id, f"{chain} {mark.seq}")
