"""A person's home: the folder that keeps their key, marks, dossiers and lists, and how files are written into it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from inspector.errors import KnownError
from inspector.people.marks import Marks
from inspector.sources import Sources

KEY_NAME = "key.json"
_EXAMINING = ".examining-"
_ABANDONED_S = 24 * 60 * 60


class Home(msgspec.Struct, frozen=True):
    """The folder of one person on one machine. Nothing is made in it before it is needed."""

    path: Path

    @property
    def key_path(self) -> Path:
        return self.path / KEY_NAME

    @property
    def dossiers(self) -> Path:
        """Where the window keeps the working dossiers of its person."""
        return self.path / "dossiers"

    @property
    def quarantine(self) -> Path:
        """Where damaged files are kept as evidence."""
        return self.path / "quarantine"

    def made(self) -> Path:
        """Return the folder, made for its owner alone if it was not there.

        Raises: KnownError("file.unwritable").
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise KnownError(
                "file.unwritable", exit_code=6, file=self.path.name, detail=error.strerror or ""
            ) from error
        return self.path

    def marks(self) -> Marks:
        """Return the marks of this machine.

        Raises: KnownError("marks.unreadable").
        """
        return Marks(self.path)

    @contextmanager
    def private(self) -> Generator[Path]:
        """Lend a new folder that others cannot read, for copies of received files; it is gone when the block ends.

        Each run has its own, below the home rather than among the system's temporary files, for the disk that keeps the
        dossiers is the one that is encrypted.
        """
        with TemporaryDirectory(prefix=_EXAMINING, dir=self.made(), ignore_cleanup_errors=True) as folder:
            _wipe_abandoned(Path(folder))
            yield Path(folder)


def _wipe_abandoned(fresh: Path) -> None:
    """Remove what crashed runs left beside a fresh folder: all that is a day older by the disk's own clock."""
    now = fresh.stat().st_mtime
    for folder in fresh.parent.glob(f"{_EXAMINING}*"):
        with suppress(OSError):
            if now - folder.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(folder, ignore_errors=True)


def now(sources: Sources) -> datetime:
    """Return the present moment of a clock, with its offset."""
    zone = timezone(timedelta(minutes=sources.offset_min()))
    return datetime.fromtimestamp(sources.utc_ms() / 1000, UTC).astimezone(zone)


def local_now(sources: Sources) -> str:
    """Return the present moment of a clock as statements have it: RFC 3339 with its offset, to the second."""
    return now(sources).isoformat(timespec="seconds")


def remove_unfinished(part: Path) -> None:
    """Remove a dossier that was never finished, and the journal beside it, which SQLite would apply to the next one."""
    for left in (part, part.with_name(part.name + "-journal")):
        left.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; see `write_whole`.

    Raises: KnownError file.exists, file.unwritable.
    """
    if path.exists():
        raise KnownError("file.exists", exit_code=6, file=path.name)
    write_whole(path, data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole, or leave what was there as it was.

    Raises: KnownError("file.unwritable").
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise KnownError("file.unwritable", exit_code=6, file=path.name, detail=error.strerror or "") from error
