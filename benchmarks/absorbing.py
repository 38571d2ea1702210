"""How fast a hundred visit files come in, beside the work that cannot be avoided.

The floor: start a worker for each file, copy and hash each, verify the signatures that are in them, INSERT OR IGNORE.
Taken in a second time, with nothing new, the floor is the same without the inserts.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.measuring import Figure, beside
from benchmarks.rounds import Key, Round, cache, round_of
from inspector.dossier import handover
from inspector.dossier.copying import copy_in
from inspector.dossier.cut import cut
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine_all
from inspector.dossier.known import Known
from inspector.dossier.reader import Rows, read_rows
from inspector.dossier.verdict import Intake, Row
from inspector.journal.entry import is_signed, read_header
from inspector.people.marks import Marks
from inspector.progress import Silent
from inspector.session import Session
from inspector.sources import SystemSources

PROMISE, PROMISE_AGAIN = 3.0, 2.0
VISITS, PER_VISIT = 100, 1800
TURNS = 2


def figures() -> Iterator[Figure]:
    made = round_of(VISITS, PER_VISIT)
    files = files_of(made)
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        work = _Work(Path(folder), made, files)
        name = f"absorb {len(files)} files, {made.entries // 1000} 000 entries"
        yield beside(name, work.absorb, work.floor, PROMISE, TURNS)
        with closing(work.session()) as session:
            again = partial(work.take_in, session, 0)
            yield beside("absorb them again, nothing new", again, work.floor_without_inserts, PROMISE_AGAIN, TURNS)


def files_of(made: Round) -> list[Path]:
    """Return a hand-over of each visit, written as the program writes them."""
    folder = cache() / f"{made.path.stem}-files"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        with Dossier.open(made.path) as dossier:
            (log,) = dossier.load().values()
            for visit in sorted(log.scopes.keys() - {log.round}):
                chosen = cut(dossier, log, visits=[visit], weight="statements")
                handover.write(chosen, dossier, part, day="20251121", team="A")
        part.rename(folder)
    return sorted(folder.iterdir())


class _Work:
    """Both sides of the comparison, over one set of files and the dossier of a lead who only planned."""

    def __init__(self, folder: Path, made: Round, files: list[Path]) -> None:
        self._files = files
        self._seed = made.seed
        self._marks = Marks(folder)
        self._home, self._working = folder / "home.thisat", folder / "working.thisat"
        self._private = folder / "private"
        self._private.mkdir()
        write_home(made, self._home)
        self._rows: dict[str, list[Row]] = {"entry": [], "payload": [], "signature": []}
        for path in files:
            for event in read_rows(str(path), 60):
                if isinstance(event, Rows):
                    self._rows[event.table] += zip(event.keys, event.values, strict=True)
        authors = {key: read_header(header).author for key, header in self._rows["entry"]}
        self._signed = sorted({(key.hex(), authors[key], signature) for key, signature in self._rows["signature"]})

    def session(self) -> Session:
        """Open the dossier as the last run left it."""
        return Session.open(self._working, Key(self._seed), SystemSources(), self._marks)

    def absorb(self) -> None:
        shutil.copyfile(self._home, self._working)
        with closing(self.session()) as session:
            self.take_in(session, VISITS * (PER_VISIT - 1))

    def take_in(self, session: Session, new: int) -> None:
        """Examine and unite all files, as the command does."""
        known = Known.of(session.dossier, {session.log.round: session.log})
        found = [intake for _, intake in examine_all(self._files, self._private, known)]
        intakes = [intake for intake in found if isinstance(intake, Intake)]
        assert len(intakes) == len(self._files)
        assert session.absorb(intakes).entries == new

    def floor(self) -> None:
        self.floor_without_inserts()
        shutil.copyfile(self._home, self._working)
        with closing(sqlite3.connect(self._working, isolation_level=None)) as db:
            for pragma in ("synchronous = EXTRA", "trusted_schema = OFF", "recursive_triggers = ON"):
                db.execute(f"PRAGMA {pragma}").fetchall()
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT OR IGNORE INTO entry (id, header) VALUES (?, ?)", self._rows["entry"])
            db.executemany("INSERT OR IGNORE INTO payload (entry, bytes) VALUES (?, ?)", self._rows["payload"])
            db.executemany("INSERT OR IGNORE INTO signature (entry, bytes) VALUES (?, ?)", self._rows["signature"])
            db.execute("COMMIT")

    def floor_without_inserts(self) -> None:
        for path in self._files:
            subprocess.run([sys.executable, "-I", "-c", "import apsw"], check=True)
            copy_in(path, self._private, 1 << 40, (), Silent()).path.unlink()
        for entry, author, signature in self._signed:
            assert is_signed(entry, author, signature)


def write_home(made: Round, path: Path) -> None:
    """Write the dossier of a lead who only planned."""
    lead = Key(made.seed).public
    with Dossier.open(made.path) as whole, Dossier.create(path) as home, home.writing() as writer:
        (log,) = whole.load().values()
        for one in log.scopes[log.round]:
            if one.header.author == lead and one.payload is not None:
                key = bytes.fromhex(one.id)
                signatures = [(key, signature) for signature in whole.signatures_of(one.id)]
                writer.add_rows([(key, whole.header_of(one.id))], [(key, one.payload)], signatures)
