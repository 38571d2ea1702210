"""Reading pictures out of a dossier, many at a time."""

from __future__ import annotations

from inspector.errors import KnownError
from inspector.journal.entry import BlobId
from inspector.progress import Progress
from inspector.session import Session


def read(blobs: frozenset[BlobId], session: Session, progress: Progress) -> dict[BlobId, bytes | None]:
    """Return the bytes of blobs; None for one that is damaged or not here, which hides no other."""
    found: dict[BlobId, bytes | None] = {}
    for blob in blobs:
        try:
            found[blob] = session.dossier.blob(blob)
        except KnownError:
            found[blob] = None
    return found
