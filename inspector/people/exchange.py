"""Files on their way from one laptop to another: encrypted for several people, opened by one of them.

age encrypts in chunks of 64 KiB, each with its own tag, and marks the last one. Plain bytes lie in a private file under a
name of their own until that last chunk has proven itself; a file that was cut or changed leaves nothing behind.
The keys of the encryption itself are drawn by the age library from the operating system.

Source: C2SP age.md (age-encryption.org/v1).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import pyrage

from inspector.errors import KnownError
from inspector.people.identity import Identity
from inspector.people.recipient import is_acceptable
from inspector.people.whole_file import reason, written_whole
from inspector.progress import Progress

LEAST_RECIPIENTS: Final = 2
"""The lead and a second person or key: one lost key must not lose what the others wrote."""
LARGEST_HEADER: Final = 64 * 1024
MOST_STANZAS: Final = 512
"""Room for 400 recipients. The library reads a header anew for every piece of it: one of 1 MiB would take minutes."""

_MAGIC: Final = b"age-encryption.org/v1\n"
_REPORT_EVERY: Final = 1 << 20


def encrypt_file(
    source: Path, target: Path, recipients: Sequence[str], progress: Progress, *, replace: bool = False
) -> None:
    """Write `target` so that each of at least two distinct age recipients can read what `source` holds.

    Raises: KnownError exchange.recipients, exchange.recipient, exchange.not-a-file, exchange.unreadable,
        people.file-exists (unless `replace`), people.file-unwritable; Cancelled.
    """
    distinct = sorted(set(recipients))
    if len(distinct) < LEAST_RECIPIENTS:
        raise KnownError("exchange.recipients", least=LEAST_RECIPIENTS)
    for recipient in distinct:
        if not is_acceptable(recipient):
            raise KnownError("exchange.recipient", recipient=recipient)
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in distinct]
    with _opened(source) as plain, written_whole(target, replace=replace) as sealed:
        reader, writer = _Reader(plain, source, progress, "exchange.encrypting"), _Writer(sealed)
        try:
            pyrage.encrypt_io(reader, writer, keys)
        except (pyrage.EncryptError, OSError) as error:
            stopped = reader.stopped or writer.stopped
            if stopped is None:
                raise
            raise stopped from error


def decrypt_file(
    source: Path, target: Path, identities: Sequence[Identity], progress: Progress, *, replace: bool = False
) -> None:
    """Write to `target` (mode 0600) what `source` holds, once all of it has proven to be whole.

    Raises: KnownError exchange.not-for-us (no recipient of the file is ours, or its first lines were changed),
        exchange.damaged, exchange.not-encrypted, exchange.not-a-file, exchange.unreadable, people.file-exists (unless
        `replace`), people.file-unwritable; Cancelled.
    """
    keys = [pyrage.x25519.Identity.from_str(identity.age_secret) for identity in identities]
    with _opened(source) as sealed:
        _require_header(sealed, source)
        with written_whole(target, replace=replace) as plain:
            reader, writer = _Reader(sealed, source, progress, "exchange.decrypting"), _Writer(plain)
            try:
                pyrage.decrypt_io(reader, writer, keys)
            except (pyrage.DecryptError, OSError) as error:
                raise reader.stopped or writer.stopped or _refusal(error, source) from error


class _Reader:
    """What the library reads from. It reports progress, and keeps an exception that the library would put into words."""

    def __init__(self, file: BinaryIO, path: Path, progress: Progress, key: str) -> None:
        self._file, self._path, self._progress, self._key = file, path, progress, key
        self._total = os.fstat(file.fileno()).st_size
        self._done = 0
        self._report_at = 0
        self.stopped: BaseException | None = None

    def read(self, count: int) -> bytes:
        try:
            if self._done >= self._report_at:
                self._progress.step(self._done, self._total, self._key)
                self._report_at = self._done + _REPORT_EVERY
            data = self._file.read(count)
        except OSError as error:
            self.stopped = _unreadable(self._path, error)
            raise
        except BaseException as error:
            self.stopped = error
            raise
        self._done += len(data)
        return data


class _Writer:
    """What the library writes to. It keeps a full disk apart from damage, which the library also calls an OSError."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.stopped: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.stopped = error
            raise

    def flush(self) -> None:
        """Do nothing: the file is flushed and synced when it is complete."""


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file, never through a link: a stick may bring links to anything on this machine."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise KnownError("exchange.not-a-file", name=path.name)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(path, flags), "rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    with file:
        yield file


def _require_header(file: BinaryIO, path: Path) -> None:
    try:
        start = file.read(LARGEST_HEADER)
        file.seek(0)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not start.startswith(_MAGIC):
        raise KnownError("exchange.not-encrypted", name=path.name)
    end = start.find(b"\n--- ")
    if end < 0 or start.count(b"\n-> ", 0, end) > MOST_STANZAS:
        raise KnownError("exchange.damaged", name=path.name)


def _unreadable(path: Path, error: OSError) -> KnownError:
    return KnownError("exchange.unreadable", name=path.name, reason=reason(error))


def _refusal(error: Exception, path: Path) -> KnownError:
    # The library has one exception for all; this text is the only thing that tells a stranger's file from a broken one.
    not_ours = isinstance(error, pyrage.DecryptError) and str(error) == "No matching keys found"
    return KnownError("exchange.not-for-us" if not_ours else "exchange.damaged", name=path.name)
