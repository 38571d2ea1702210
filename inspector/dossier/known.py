"""What the receiving dossier holds already, so that nothing is checked twice: an equal id means equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from inspector.dossier.file import Dossier
from inspector.journal.entry import BlobId, EntryId, RoundId, Statement
from inspector.journal.log import Log


class Known:
    """The statements, signatures and blobs of the receiving dossier, and what was checked on the way there.

    Args:
        logs: the dossier's logs by round.
        signatures: the signatures of each entry, 64 bytes each, one after the other.
        blobs: ids of the blobs that are here.
    """

    def __init__(
        self,
        logs: Mapping[RoundId, Log] | None = None,
        signatures: Mapping[EntryId, bytes] | None = None,
        blobs: frozenset[BlobId] = frozenset(),
    ) -> None:
        self.logs: Mapping[RoundId, Log] = logs or {}
        self.signatures: Mapping[EntryId, bytes] = signatures or {}
        self.blobs = blobs
        self.statement = self._finder()
        self.checked: dict[EntryId, Statement] = {}
        """Statements of files that were found intact before, in the same run; not here yet."""
        self.checked_signatures: set[tuple[EntryId, bytes]] = set()

    @classmethod
    def of(cls, dossier: Dossier, logs: Mapping[RoundId, Log]) -> Known:
        """Return what a dossier holds whose logs were loaded.

        Raises: KnownError of the dossier.
        """
        signatures: dict[EntryId, bytes] = {}
        for entry, signature in dossier.signatures():
            signatures[entry] = signatures[entry] + signature if entry in signatures else signature
        return cls(logs, signatures, dossier.blob_ids())

    def _finder(self) -> Callable[[EntryId], Statement | None]:
        """Return what looks an id up; most dossiers hold one round, and then it is the look-up of a dict."""
        if len(self.logs) == 1:
            (log,) = self.logs.values()
            return log.statements.get
        logs = tuple(self.logs.values())
        return lambda entry: next((log.statements[entry] for log in logs if entry in log.statements), None)

    def has_signature(self, entry: EntryId, signature: bytes) -> bool:
        held = self.signatures.get(entry)
        if held is None or held == signature:
            return held is not None
        return any(held[start : start + 64] == signature for start in range(0, len(held), 64))

    def log(self, round_id: RoundId) -> Log:
        """Return what is held of a round; an empty log if nothing is."""
        return self.logs.get(round_id) or Log(round_id)
