"""A round as a file for other programs: workbook, CSV, Data Package, GeoJSON or a database. Whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from inspector.dossier.copying import sync_folder
from inspector.errors import KnownError
from inspector.journal.seal import root_of
from inspector.progress import Part, Progress
from inspector.session import Session
from inspector.sources import Sources
from inspector.synthesis.flat.columns import LAYOUTS
from inspector.synthesis.flat.flatten import flatten
from inspector.tables import Flat, Table
from resources import Language
from ui.work.directories import directory_of
from ui.work.home import Home, now
from ui.work.papers import synthesis_of
from ui.work.rounds import slug

DATABASE: Final = "thi-sat.db"
_READING: Final = 10
"""Hundredths of the work that laying the round out takes, where it is written as a workbook."""


class Format(Enum):
    """What a round can be written as. CSV, Data Package and database are folders, the others one file."""

    XLSX = "xlsx"
    CSV = "csv"
    PACKAGE = "package"
    SQLITE = "sqlite"
    GEOJSON = "geojson"

    @property
    def ending(self) -> str:
        """What the name ends in."""
        return {"xlsx": ".xlsx", "geojson": ".geojson"}.get(self.value, f"-{self.value}")


class Exported(msgspec.Struct, frozen=True):
    """What was written, and how many rows its tables have."""

    path: Path
    rows: int


def export(
    session: Session, home: Home, sources: Sources, wanted: Format, out: Path, language: Language, progress: Progress
) -> Exported:
    """Write a round as a file or folder that is not there yet, into a folder that is.

    Raises: KnownError handing.gone, file.exists, file.unwritable, disk.full, export.no-geometry, and those of
        `synthesis_of`; Cancelled. Nothing is left then.
    """
    with written_whole(out) as part:
        flat = flat_of(session, home, sources, language, Part(progress, 0, _READING))
        WRITERS[wanted](flat, part, Part(progress, _READING, 100))
    return Exported(out, sum(len(table.rows) for table in flat.tables))


def export_table(
    session: Session, home: Home, sources: Sources, name: str, out: Path, language: Language, progress: Progress
) -> Exported:
    """Write one table of a round as a CSV file; see `export`.

    Raises: KnownError("export.unknown-table") and those of `export`.
    """
    if name not in LAYOUTS:
        raise KnownError("export.unknown-table", exit_code=2, table=name, tables=", ".join(LAYOUTS))
    with written_whole(out) as part:
        table = flat_of(session, home, sources, language, progress).table(name)
        _write_table(table, part, language)
    return Exported(out, len(table.rows))


def flat_of(session: Session, home: Home, sources: Sources, language: Language, progress: Progress) -> Flat:
    """Return the tables of a round as it stands; raises as `synthesis_of`, and Cancelled."""
    places = directory_of(home)
    return flatten(
        synthesis_of(session, places.directory),
        root=root_of(session.log.statements.values()),
        places=places.sha256,
        made=now(sources).replace(microsecond=0),
        language=language,
        progress=progress,
    )


def target(folder: Path, title: str, sources: Sources, wanted: Format) -> Path:
    """Return where in a folder a round may be written: named after it and the day, and free."""
    stem = f"{slug(title)}-{now(sources):%Y%m%d}"
    path, number = folder / f"{stem}{wanted.ending}", 2
    while os.path.lexists(path):
        path, number = folder / f"{stem}-{number}{wanted.ending}", number + 1
    return path


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """Yield where to write what takes the name `out` when the block ends well, after fsync; else nothing is left of it.

    It lies in a folder of its own beside `out`, which may take temporary files too.

    Raises: KnownError handing.gone, file.exists; disk.full and file.unwritable, also for an OSError of the block.
    """
    if os.path.lexists(out):
        raise KnownError("file.exists", exit_code=6, file=out.name)
    if not out.parent.is_dir():
        raise KnownError("handing.gone", exit_code=6, folder=out.parent.name)
    try:
        with tempfile.TemporaryDirectory(prefix=".thisat-", dir=out.parent, ignore_cleanup_errors=True) as folder:
            part = Path(folder) / out.name
            yield part
            for file in part.iterdir() if part.is_dir() else [part]:
                _sync(file)
            if part.is_dir():
                sync_folder(part)
            part.rename(out)
            sync_folder(out.parent)
    except OSError as error:
        raise _refusal(out, error) from error


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _refusal(out: Path, error: OSError) -> KnownError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return KnownError("disk.full", exit_code=6)
    return KnownError("file.unwritable", exit_code=6, file=out.name, detail=error.strerror or str(error))


# -- the formats; each of their libraries is read when it is asked for


def _workbook(flat: Flat, out: Path, progress: Progress) -> None:
    from reports.tables.xlsx import write_workbook

    write_workbook(flat, out, progress)


def _csv(flat: Flat, out: Path, progress: Progress) -> None:
    out.mkdir()
    for done, table in enumerate(flat.tables):
        progress.step(done, len(flat.tables), "export.writing")
        _write_table(table, out / f"{table.name}.csv", flat.language)


def _write_table(table: Table, out: Path, language: Language) -> None:
    from reports.tables.csv_text import write_for_people

    with out.open("w", encoding="utf-8", newline="") as stream:
        write_for_people(table, stream, language)


def _package(flat: Flat, out: Path, progress: Progress) -> None:
    from reports.tables.csv_text import write_for_programs
    from reports.tables.data_package import DESCRIPTOR, File, descriptor

    out.mkdir()
    files = {}
    for done, table in enumerate(flat.tables):
        progress.step(done, len(flat.tables), "export.writing")
        file = out / f"{table.name}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            write_for_programs(table, stream)
        data = file.read_bytes()
        files[table.name] = File(len(data), sha256(data).hexdigest())
    (out / DESCRIPTOR).write_bytes(descriptor(flat, slug(flat.title), files))


def _database(flat: Flat, out: Path, progress: Progress) -> None:
    from inspector.dossier.analysis import METADATA, metadata, write_database

    out.mkdir()
    write_database(flat, out / DATABASE, progress)
    (out / METADATA).write_bytes(metadata(flat, Path(DATABASE).stem))


def _geojson(flat: Flat, out: Path, progress: Progress) -> None:
    from reports.tables.geojson import geojson

    progress.step(0, 1, "export.writing")
    out.write_bytes(geojson(flat))


WRITERS: Final[dict[Format, Callable[[Flat, Path, Progress], None]]] = {
    Format.XLSX: _workbook,
    Format.CSV: _csv,
    Format.PACKAGE: _package,
    Format.SQLITE: _database,
    Format.GEOJSON: _geojson,
}
