"""A stranger's file becomes a private copy, hashed on the way, and its first 100 bytes are judged by our own code."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from inspector.dossier import schema
from inspector.dossier.blobs import full_or_io
from inspector.dossier.file import require_ours
from inspector.dossier.verdict import Code, Finding
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.people.exchange import decrypt_file
from inspector.people.identity import Identity
from inspector.progress import Progress

_CHUNK: Final = 1 << 20
_AGE: Final = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """A copy that nobody else writes to (mode 0600)."""

    name: str
    path: Path
    sha256: str
    received_sha256: str
    size: int
    findings: tuple[Finding, ...]


def copy_in(path: Path, private: Path, limit: int, identities: Sequence[Identity], progress: Progress) -> PrivateCopy:
    """Copy a file into the private folder, decrypted if need be, and judge its header.

    Raises: KnownError import.not-a-file, import.too-large, import.unclosed, import.unreadable, import.private-folder,
        disk.full, dossier.not-a-dossier, dossier.too-new; for encrypted files those of `decrypt_file`; Cancelled.
    """
    private.mkdir(mode=0o700, parents=True, exist_ok=True)
    received, digest, size = _copy(path, private, limit, progress)
    try:
        with received.open("rb") as stream:
            is_encrypted = stream.read(len(_AGE)) == _AGE
        plain, plain_digest = received, digest
        if is_encrypted:
            plain = received.with_suffix(".plain")
            _decrypt(path.name, received, plain, identities, progress)
            received.unlink()
            plain_digest, size = canon.file_id(plain), plain.stat().st_size
        else:
            _require_closed(path)
        try:
            with plain.open("rb") as stream:
                findings = judge_header(stream.read(100), size, path.name)
        except BaseException:
            plain.unlink()
            raise
        return PrivateCopy(path.name, plain, plain_digest, digest, size, findings)
    except BaseException:
        received.unlink(missing_ok=True)
        raise


def _decrypt(name: str, sealed: Path, plain: Path, identities: Sequence[Identity], progress: Progress) -> None:
    """Decrypt a copy; what is wrong with it is told of the file that a person knows, not of the copy.

    Raises: KnownError of `decrypt_file`; Cancelled.
    """
    try:
        decrypt_file(sealed, plain, identities, progress)
    except KnownError as error:
        raise KnownError(error.key, exit_code=error.exit_code, **(error.params | {"name": name})) from error


def _require_closed(path: Path) -> None:
    for suffix in ("-journal", "-wal"):
        if os.path.lexists(path.with_name(path.name + suffix)):
            raise KnownError("import.unclosed", exit_code=4, file=path.name)


def _copy(path: Path, private: Path, limit: int, progress: Progress) -> tuple[Path, str, int]:
    source = _opened(path)
    with source:
        size = os.fstat(source.fileno()).st_size
        if size > limit:
            raise KnownError("import.too-large", exit_code=6, file=path.name, size=size, limit=limit)
        try:
            handle, name = tempfile.mkstemp(suffix=".thisat", dir=private)
        except OSError as error:
            raise full_or_io(error) from error
        hasher, copied = canon.blob_hasher(), 0
        try:
            with os.fdopen(handle, "wb") as target:
                while data := _piece(source, path):
                    copied += len(data)
                    if copied > size:
                        raise KnownError("import.unreadable", exit_code=6, file=path.name, reason="grows")
                    hasher.update(data)
                    try:
                        target.write(data)
                    except OSError as error:
                        raise full_or_io(error) from error
                    progress.step(copied, size, "intake.copying")
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return Path(name), hasher.hexdigest(), copied


def _opened(path: Path) -> IO[bytes]:
    """Open a regular file, never through a link, a pipe or a device: what was checked is what is read."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise KnownError("import.not-a-file", exit_code=6, file=path.name)
        flags = os.O_RDONLY
        for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
            flags |= getattr(os, name, 0)
        source = os.fdopen(os.open(path, flags), "rb")
        if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
            source.close()
            raise KnownError("import.not-a-file", exit_code=6, file=path.name)
    except OSError as error:
        raise _unreadable(path, error) from error
    return source


def _piece(source: IO[bytes], path: Path) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> KnownError:
    return KnownError("import.unreadable", exit_code=6, file=path.name, reason=error.strerror or "")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, where the system has such a thing."""
    if os.name == "nt":  # Windows opens no folder; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems of memory sticks refuse it; the files themselves are safe by now
            os.fsync(handle)
    finally:
        os.close(handle)


def judge_header(header: bytes, size: int, name: str) -> tuple[Finding, ...]:
    """Judge the first 100 bytes of a file of `size` bytes without asking SQLite; return a finding for what is wrong.

    Raises: KnownError dossier.not-a-dossier, dossier.too-new (exit code 7).
    Source: SQLite file format, section 1.3.
    """
    require_ours(header, name)

    def number(at: int, length: int) -> int:
        return int.from_bytes(header[at : at + length], "big")

    checks = (
        ("page size", number(16, 2) == schema.PAGE_SIZE),
        ("file format versions", header[18:20] == b"\1\1"),
        ("reserved bytes", header[20] == 0),
        ("payload fractions", header[21:24] == b"\x40\x20\x20"),
        ("page count", number(28, 4) * schema.PAGE_SIZE == size),
        ("schema format", number(44, 4) == 4),
        ("cache size", number(48, 4) == 0),
        ("auto vacuum", number(52, 4) == 0 and number(64, 4) == 0),
        ("text encoding", number(56, 4) == 1),
        ("reserved for expansion", not any(header[72:92])),
    )
    return tuple(Finding(Code.HEADER, "", "", what) for what, holds in checks if not holds)
