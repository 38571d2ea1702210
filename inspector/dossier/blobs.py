"""Takes in blobs piece by piece: hashes every one, and writes those that are new into a private folder."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path
from typing import IO

from inspector.dossier.verdict import Code, Finding
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.entry import MAX_BLOB, BlobId


class Blobs:
    """One blob after the other; never is one held whole in memory.

    Args:
        known: blobs that are here already: hashed like the others, but not written.
        spool: where new ones go, each under its id; None to write nothing.
        limit: how many there may be; raises KnownError("import.too-many") beyond.
        findings: receives what is wrong with them.
    """

    def __init__(self, known: frozenset[BlobId], spool: Path | None, limit: int, findings: list[Finding]) -> None:
        self.received: set[BlobId] = set()
        """Blobs that are what their name says."""
        self.files: dict[BlobId, Path] = {}
        self._known = known
        self._spool = spool
        self._limit = limit
        self._findings = findings
        self._count = 0
        self._id: BlobId = ""
        self._size = 0
        self._taken = 0
        self._named: set[int] | None = None
        self._hasher = canon.blob_hasher()
        self._part: IO[bytes] | None = None

    def begin(self, blob: BlobId, size: int, named: set[int] | None) -> None:
        """Begin the next blob, of which headers name the sizes `named`; None if none names it.

        Raises: KnownError import.too-many, disk.full.
        """
        self.end()
        self._count += 1
        if self._count > self._limit:
            raise KnownError("import.too-many", exit_code=6, limit=self._limit)
        self._id, self._size, self._taken, self._named = blob, size, 0, named
        self._hasher = canon.blob_hasher()
        if self._spool is not None and named is not None and blob not in self._known and size <= MAX_BLOB:
            target = self._spool / blob
            if target.exists():  # another file of the same run brought it
                self.files[blob] = target
            else:
                self._part = (self._spool / f"{blob}.part").open("wb")

    def take(self, data: bytes) -> None:
        """Take the next piece.

        Raises: KnownError("disk.full").
        """
        self._taken += len(data)
        if not self._id or self._taken > self._size:
            return
        self._hasher.update(data)
        if self._part is not None:
            try:
                self._part.write(data)
            except OSError as error:
                self.drop()
                raise full_or_io(error) from error

    def end(self) -> None:
        """End the present blob, if there is one."""
        blob, part = self._id, self._part
        if not blob:
            return
        if self._taken != self._size or self._hasher.hexdigest() != blob:
            self._findings.append(Finding(Code.BLOB, "blob", blob))
            self.drop()
            return
        if self._named is not None and self._size not in self._named:
            self._findings.append(Finding(Code.BLOB_SIZE, "blob", blob))
            self.drop()
            return
        self._id, self._part = "", None
        self.received.add(blob)
        if part is not None and self._spool is not None:
            try:
                part.close()
            except OSError as error:
                raise full_or_io(error) from error
            self.files[blob] = self._spool / blob
            Path(part.name).replace(self.files[blob])

    def drop(self) -> None:
        """Forget the present blob."""
        blob, part = self._id, self._part
        self._id, self._part = "", None
        self.files.pop(blob, None)
        if part is not None:
            with suppress(OSError):  # its bytes are not wanted
                part.close()
            Path(part.name).unlink(missing_ok=True)


def full_or_io(error: OSError) -> KnownError:
    """Return what people are told when a private folder cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return KnownError("disk.full", exit_code=6, file="", detail="")
    return KnownError("import.private-folder", exit_code=6, reason=errno.errorcode.get(error.errno or 0, "?"))
