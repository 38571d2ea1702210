"""Hand-overs: a cut becomes one file or several, each a dossier that is valid alone, verified after it was written.

What lies at the target under its final name has been read back and judged by the same worker that judges a stranger's
file. A crash leaves nothing under such a name.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inspector.dossier import schema
from inspector.dossier.blobs import full_or_io
from inspector.dossier.copying import sync_folder
from inspector.dossier.cut import Cut
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import look_at
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.entry import BlobRef, EntryId
from inspector.people.exchange import LEAST_RECIPIENTS, encrypt_file
from inspector.progress import Progress, Silent

MAX_BYTES: Final = 3_900 * 1024 * 1024
"""FAT32, on which most memory sticks come, holds no file of 4 GiB."""
_SPARE: Final = 64 * 1024 * 1024
_EMPTY: Final = 16 * schema.PAGE_SIZE
"""Pages of a dossier without rows, and some."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one file of a hand-over holds."""

    cut: Cut
    size: int
    """Bytes on disk, estimated from above."""


def write(
    cut: Cut,
    dossier: Dossier,
    target: Path,
    *,
    day: str,
    team: str,
    max_bytes: int = MAX_BYTES,
    progress: Progress | None = None,
) -> list[Path]:
    """Write a cut into the folder `target` and return the files; each is complete, verified and on disk, or none is there.

    Args:
        cut: what travels.
        dossier: where it lies.
        target: a folder, a memory stick perhaps.
        day: `yyyymmdd`, for the file's name.
        team: a short code for the file's name; whatever is not an ASCII letter or digit is left out.
        max_bytes: the largest file; more becomes several parts, the first of which holds all statements.
        progress: told of bytes written.

    Raises: KnownError disk.full, handover.unwritable, handover.unsound (what was written does not verify: our own dossier
        or the target is damaged), blob.damaged, those of the dossier; Cancelled.
    """
    progress = progress or Silent()
    parts = _parts(cut, max_bytes)
    require_space(target, sum(part.size for part in parts))
    written: list[Path] = []
    with _translated(target), _none_left(written):
        total = sum(part.size for part in parts)
        for number, part in enumerate(parts):
            path = target / f".{canon.set_digest([cut.round, *(s.id for s in part.cut.statements)])[:16]}-{number}.part"
            path.unlink(missing_ok=True)
            written.append(path)
            _write_part(part.cut, dossier, path, progress, total)
            _verify(path, part.cut)
        stem = f"{day}_{re.sub('[^A-Za-z0-9]', '', team) or 'team'}_{canon.file_id(written[0])[:8]}"
        names = (
            [f"{stem}.thisat"]
            if len(parts) == 1
            else [f"{stem}_{n + 1}of{len(parts)}.thisat" for n in range(len(parts))]
        )
        _name(written, [target / name for name in names])
    return written


def hand_over(
    cut: Cut,
    dossier: Dossier,
    target: Path,
    private: Path,
    *,
    day: str,
    team: str,
    recipients: Sequence[str] = (),
    plain_reason: str = "",
    max_bytes: int = MAX_BYTES,
    progress: Progress | None = None,
) -> list[Path]:
    """Write a cut for others: encrypted for two recipients or more, or in the clear for a reason that is stated.

    Encrypted files are made in the private folder, so that nothing readable ever touches the stick. Arguments as for
    `write`; `recipients` are age recipients.

    Raises: KnownError handover.recipients, handover.plain-needs-reason, those of `write` and `encrypt_file`; Cancelled.
    """
    progress = progress or Silent()
    if not recipients:
        if not plain_reason.strip():
            raise KnownError("handover.plain-needs-reason", exit_code=2)
        return write(cut, dossier, target, day=day, team=team, max_bytes=max_bytes, progress=progress)
    if len(set(recipients)) < LEAST_RECIPIENTS:
        raise KnownError("handover.recipients", exit_code=2)
    private.mkdir(mode=0o700, parents=True, exist_ok=True)
    plain = write(cut, dossier, private, day=day, team=team, max_bytes=max_bytes, progress=progress)
    sealed: list[Path] = []
    try:
        for path in plain:
            sealed.append(path.with_name(path.name + ".age"))
            encrypt_file(path, sealed[-1], recipients, progress, replace=True)
            path.unlink()
        return deliver(sealed, target)
    finally:
        for path in (*plain, *sealed):
            path.unlink(missing_ok=True)


def deliver(files: Sequence[Path], target: Path) -> list[Path]:
    """Copy finished files into a folder, read each back from there, and give all of them their names at the end.

    Raises: KnownError disk.full, handover.unwritable, handover.unsound.
    """
    require_space(target, sum(path.stat().st_size for path in files))
    written: list[Path] = []
    with _translated(target), _none_left(written):
        for path in files:
            part = target / f".{path.name}.part"
            written.append(part)
            shutil.copyfile(path, part)
            _sync(part)
            if canon.file_id(part) != canon.file_id(path):
                raise KnownError("handover.unsound", exit_code=4, file=path.name)
        _name(written, [target / path.name for path in files])
    return written


def bytes_of(cut: Cut, max_bytes: int = MAX_BYTES) -> int:
    """Return how many bytes the files of a cut take on disk, estimated from above."""
    return sum(part.size for part in _parts(cut, max_bytes))


def _name(written: list[Path], names: list[Path]) -> None:
    for number, name in enumerate(names):
        written[number] = written[number].replace(name)
    sync_folder(names[0].parent)


def require_space(folder: Path, size: int) -> None:
    """Check that a folder takes `size` more bytes.

    Raises: KnownError disk.full, handover.unwritable.
    """
    with _translated(folder):
        free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise KnownError("disk.full", exit_code=6, file=folder.name, detail=f"{free} < {size}")


def _parts(cut: Cut, max_bytes: int) -> list[Part]:
    """Divide a cut into files: the first holds all statements, each further one blobs and the chains that name them."""
    chains: dict[EntryId, tuple[str, str, str]] = {s.id: s.chain_key for s in cut.statements}
    namers: dict[str, set[tuple[str, str, str]]] = {}
    for statement in cut.statements:
        for blob, _ in statement.header.blobs:
            namers.setdefault(blob, set()).add(chains[statement.id])
    parts: list[Part] = []
    whole = replace(cut, blobs=())
    present: list[BlobRef] = []
    size = base = _statement_size(whole)
    for blob, length in cut.blobs:
        row = _row_size(length)
        if present and size + row > max_bytes:
            parts.append(Part(_part(cut, present, namers, is_first=not parts), size))
            present, size = [], base
        present.append((blob, length))
        size += row
    if present or not parts:
        parts.append(Part(_part(cut, present, namers, is_first=not parts), size))
    return parts


def _part(cut: Cut, blobs: list[BlobRef], namers: dict[str, set[tuple[str, str, str]]], *, is_first: bool) -> Cut:
    if is_first:
        return replace(cut, blobs=tuple(blobs))
    wanted = {min(namers[blob]) for blob, _ in blobs}  # one chain that names it is enough
    statements = tuple(s for s in cut.statements if s.chain_key in wanted or s.id == cut.round)
    ids = {s.id for s in statements}
    signatures = tuple((one, signature) for one, signature in cut.signatures if one in ids)
    return replace(
        cut, statements=statements, payloads=frozenset({cut.round}), signatures=signatures, blobs=tuple(blobs)
    )


def _statement_size(cut: Cut) -> int:
    rows = sum(1200 + (len(s.payload) if s.payload and s.id in cut.payloads else 0) for s in cut.statements)
    return _EMPTY + 2 * rows + 400 * len(cut.signatures)


def _row_size(length: int) -> int:
    return (length // (schema.PAGE_SIZE - 4) + 2) * schema.PAGE_SIZE if length > 4000 else length + 4200


def _write_part(cut: Cut, dossier: Dossier, path: Path, progress: Progress, total: int) -> None:
    done = 0
    with Dossier.create(path) as file, file.writing() as writer:
        writer.add_rows(
            ((bytes.fromhex(s.id), dossier.header_of(s.id)) for s in cut.statements),
            ((bytes.fromhex(s.id), s.payload) for s in cut.statements if s.id in cut.payloads and s.payload),
            ((bytes.fromhex(one), signature) for one, signature in cut.signatures),
        )
        for blob, length in cut.blobs:
            writer.add_blob(blob, dossier.blob(blob))
            done += length
            progress.step(done, total, "handover.writing")
    _sync(path)


def _verify(path: Path, cut: Cut) -> None:
    """Judge the file as if a stranger had brought it, and hold what it has against what it should have.

    Raises: KnownError("handover.unsound").
    """
    found = look_at(path)
    same = (
        found.is_intact
        and {s.id for one in found.rounds for s in one.statements} == {s.id for s in cut.statements}
        and {row[0].hex() for one in found.rounds for row in one.payloads} == cut.payloads
        and found.blobs_received == len(cut.blobs)
    )
    if not same:
        codes = ", ".join(sorted({finding.code.value for finding in found.damage}))
        raise KnownError("handover.unsound", exit_code=4, file=path.name, detail=codes)


def _sync(path: Path) -> None:
    """Force a file onto its disk, and let the next reading come from there where the system can be asked to."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _none_left(written: list[Path]) -> Generator[None]:
    """Remove every file of an unfinished hand-over, and SQLite's journal beside it."""
    try:
        yield
    except BaseException:
        for path in _with_journals(written):
            path.unlink(missing_ok=True)
        raise


def _with_journals(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield path
        yield path.with_name(path.name + "-journal")


@contextmanager
def _translated(target: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        known = full_or_io(error)
        if known.key != "disk.full":
            known = KnownError("handover.unwritable", exit_code=6, folder=target.name, reason=error.strerror or "")
        raise known from error
