"""Taking photos in: finding them in folders, reading them, decoding them through workers. Used on threads of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final

import msgspec

from inspector.commands.evidence import AddPhoto, LinkPhoto
from inspector.errors import KnownError
from inspector.evidence.answer import LARGEST_FILE
from inspector.journal import canon
from inspector.journal.entry import BlobId, EntryId, VisitId

if TYPE_CHECKING:
    from inspector.evidence.ingest import Ingest

LEAST_FREE: Final = 500 * 1024 * 1024
"""Bytes that stay free on the disk of a dossier: words must find room where pictures do not."""
_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})
"""What a camera's folder holds; a format that is not taken is refused by name, and never passed over in silence."""
_MOST_FILES: Final = 5000


class Wanted(msgspec.Struct, frozen=True):
    """A picture that is to be added to a visit: a file, or bytes that were pasted."""

    visit: VisitId
    item: str | None
    """None: it is to wait in the tray."""
    name: str
    path: Path | None
    data: bytes = b""


class Ingests:
    """A few workers that take pictures in, each for one thread at a time."""

    def __init__(self) -> None:
        self._spare: SimpleQueue[Ingest] = SimpleQueue()

    def take_in(
        self, wanted: Wanted, known: Mapping[BlobId, EntryId], disk: Path, least_free: int
    ) -> AddPhoto | LinkPhoto | None:
        """Return the request that adds a picture; None if the visit has it already.

        Args:
            wanted: what to add.
            known: the photos of the visit by their originals; of these nothing is decoded.
            disk: the folder of the dossier.
            least_free: bytes that must be free there.

        Raises: KnownError photo.no-space, photo.file-unreadable, and what `Ingest.take` raises.
        """
        require_room(disk, least_free)
        data = _bytes(wanted)
        photo = known.get(canon.blob_id(data))
        if photo is not None:
            return LinkPhoto(wanted.visit, photo, wanted.item) if wanted.item is not None else None
        try:
            ingest = self._spare.get_nowait()
        except Empty:
            from inspector.evidence.ingest import Ingest  # slow to read, and wanted with the first photo

            ingest = Ingest()
        try:
            taken = ingest.take(data, wanted.name)
        finally:
            self._spare.put(ingest)
        made = AddPhoto(
            wanted.visit, taken.original, taken.display, wanted.name, taken.format, taken.width, taken.height,
            taken.facts.stated(), (wanted.item,) if wanted.item is not None else (),
        )  # fmt: skip
        assert made.blobs, "hashed here, not on the thread that everything else waits for"
        return made

    def close(self) -> None:
        """End the workers that are not at work."""
        while not self._spare.empty():
            self._spare.get().__exit__(None, None, None)


def require_room(disk: Path, least_free: int = LEAST_FREE) -> None:
    """Refuse pictures where the disk is nearly full.

    Raises: KnownError("photo.no-space").
    """
    free = shutil.disk_usage(disk).free
    if free < least_free:
        needed = -(-(least_free - free) >> 20)
        raise KnownError("photo.no-space", free=free >> 20, needed=needed)


def _bytes(wanted: Wanted) -> bytes:
    return wanted.data if wanted.path is None else read_picture(wanted.path, wanted.name)


def read_picture(path: Path, name: str) -> bytes:
    """Return the bytes of a picture, of one that is too large one more than is allowed.

    Raises: KnownError("photo.file-unreadable").
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise KnownError("photo.file-unreadable", name=name) from error


def found_in(path: Path) -> list[Path]:
    """Return a file itself, or all pictures of a folder and the folders in it, by name.

    Raises: KnownError("photo.folder-empty").
    """
    if not path.is_dir():
        return [path]
    found = [
        Path(folder, name)
        for folder, _, names in os.walk(path)
        for name in names
        if Path(name).suffix.lower() in _SUFFIXES and not name.startswith(".")
    ]
    if not found:
        raise KnownError("photo.folder-empty", name=named(path))
    return sorted(found)[:_MOST_FILES]


def named(path: Path) -> str:
    """Return what a file is called, as text that a statement may hold: a disk's name may be no text at all."""
    return os.fsencode(path.name).decode("utf-8", "replace")
