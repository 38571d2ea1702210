"""Union: what was examined and found intact is added to what is here, in one transaction, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from inspector.dossier.blobs import full_or_io
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import collector_paused
from inspector.dossier.verdict import Intake, Row
from inspector.errors import KnownError
from inspector.journal.entry import BlobId, EntryId
from inspector.progress import Progress, Silent


@dataclass(frozen=True, slots=True)
class Absorbed:
    """How many rows are new. Payloads may be new where their entries were here before: the log has to be read again."""

    entries: int
    payloads: int
    signatures: int
    blobs: int


def absorb(
    dossier: Dossier,
    intakes: Sequence[Intake],
    *,
    withheld_entries: Set[EntryId] = frozenset(),
    withheld_blobs: Set[BlobId] = frozenset(),
    progress: Progress | None = None,
) -> Absorbed:
    """Unite files with a dossier: all of them, or on any error none.

    It may be run twice, and in any order, and adds no statement of its own. Photos and payloads that come later than the
    statements that name them find their place by themselves.

    Args:
        dossier: the receiving one.
        intakes: examined files, or the verified parts of them.
        withheld_entries: entries whose payload an effective erasure of the united set names: never written.
        withheld_blobs: likewise blobs.
        progress: told before each file; what it raises leaves the dossier as it was.

    Raises: KnownError("import.not-intact") if one is damaged; those of `Dossier.writing`; Cancelled.
    """
    for intake in intakes:
        if not intake.is_intact:
            raise KnownError("import.not-intact", exit_code=4, file=intake.name)
    hidden = {bytes.fromhex(one) for one in withheld_entries}
    progress = progress or Silent()
    with collector_paused(), dossier.writing() as writer:
        for done, intake in enumerate(intakes):
            progress.step(done, len(intakes), "intake.absorbing")
            for one in intake.rounds:
                writer.add_rows(one.entries, _shown(one.payloads, hidden), one.signatures)
            for blob in sorted(intake.blobs.keys() - withheld_blobs):
                try:
                    data = intake.blobs[blob].read_bytes()
                except OSError as error:
                    raise full_or_io(error) from error
                writer.add_blob(blob, data)
    return Absorbed(writer.entries, writer.payloads, writer.signatures, writer.blobs)


def _shown(rows: Sequence[Row], hidden: Set[bytes]) -> Sequence[Row]:
    return [row for row in rows if row[0] not in hidden] if hidden else rows
