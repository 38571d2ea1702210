"""Reading pictures out of a dossier, many at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from inspector.errors import KnownError
from inspector.journal.entry import BlobId
from inspector.progress import Progress
from inspector.session import Session

_NOWHERE: Final[Mapping[BlobId, Path]] = {}


def read(
    blobs: frozenset[BlobId], session: Session, progress: Progress, beside: Mapping[BlobId, Path] = _NOWHERE
) -> dict[BlobId, bytes | None]:
    """Return the bytes of blobs; None for one that is damaged or not here, which hides no other.

    Args:
        blobs: which.
        session: whose dossier holds them.
        progress: not told of anything.
        beside: files that hold blobs of a merge that is being prepared.
    """
    found: dict[BlobId, bytes | None] = {}
    for blob in blobs:
        try:
            found[blob] = beside[blob].read_bytes() if blob in beside else session.dossier.blob(blob)
        except (KnownError, OSError):  # a table of files that was emptied takes them with it
            found[blob] = None
    return found
