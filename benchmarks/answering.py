"""One answer made durable: drafted, signed, written, read back, committed and folded, beside a bare commit of its rows."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

from benchmarks.measuring import Figure, beside
from benchmarks.rounds import Key, cache, round_of
from inspector.commands.answering import Answer
from inspector.journal.entry import EntryId
from inspector.people.marks import Marks
from inspector.session import Session
from inspector.sources import SystemSources

PROMISE = 3.0
TURNS = 150
SIZES = (84, 1500)
PAGE_SIZE = 16384


def figures() -> Iterator[Figure]:
    for visits in SIZES:
        with tempfile.TemporaryDirectory(dir=cache()) as folder:
            yield _figure(visits, Path(folder))


def _figure(visits: int, folder: Path) -> Figure:
    made = round_of(visits)
    path = folder / "round.thisat"
    shutil.copyfile(made.path, path)
    session = Session.open(path, Key(made.seed), SystemSources(), Marks(folder))
    visit = next(iter(session.view.visits))
    items = sorted({item for item, instance in session.view.visits[visit].results if not instance})
    answers = cycle([Answer(visit, item, value) for value in ("pass", "fail") for item in items])
    (added,) = session.do(next(answers)).added
    floor = Floor(folder / "floor.sqlite", session, added)

    def answer() -> None:
        change = session.do(next(answers))
        assert len(change.added) == 1

    name = f"answer among {made.entries // 1000} 000 entries"
    figure = beside(name, answer, floor.commit, PROMISE, TURNS, middle=True)
    floor.close()
    session.close()
    return figure


class Floor:
    """Three rows of the same sizes in one transaction with the same safety, and nothing else."""

    def __init__(self, path: Path, session: Session, entry: EntryId) -> None:
        header, payload = session.dossier.header_of(entry), session.log.statements[entry].payload
        (signature,) = session.dossier.signatures_of(entry)
        assert payload is not None
        self._random = Random(1)
        self._rows = (("entry", header), ("payload", payload), ("signature", signature))
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        for pragma in ("journal_mode = DELETE", "synchronous = EXTRA"):
            self._db.execute(f"PRAGMA {pragma}").fetchall()
        for table, _ in self._rows:
            self._db.execute(f"CREATE TABLE {table} (id BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT")

    def commit(self) -> None:
        key = self._random.randbytes(32)
        self._db.execute("BEGIN IMMEDIATE")
        for table, data in self._rows:
            self._db.execute(f"INSERT INTO {table} VALUES (?, ?)", (key, data))
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()
