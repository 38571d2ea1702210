"""Files that exist whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from inspector.errors import KnownError


@contextmanager
def written_whole(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """Yield a file (mode 0600) beside `path` that takes its name when the block ends well, after fsync.

    When the block raises, nothing is left of it. A link at `path` is replaced, never followed.

    Raises: KnownError people.file-exists, unless `replace`; people.file-unwritable, also for an OSError of the block.
    """
    if not replace and os.path.lexists(path):
        raise KnownError("people.file-exists", name=path.name)
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise KnownError("people.file-unwritable", name=path.name, reason=reason(error)) from error


def reason(error: OSError) -> str:
    """Return the name of an operating system's error, such as ENOSPC: the same on every machine and in every language."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folder; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems of memory sticks refuse it; the file itself is safe by now
            os.fsync(handle)
    finally:
        os.close(handle)
