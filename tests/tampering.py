"""Changing dossiers behind the program's back, and judging the result as a stranger's file, without starting a process."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from inspector.dossier.copying import PrivateCopy, judge_header
from inspector.dossier.foreign import intake_of
from inspector.dossier.judge import Judge, Limits
from inspector.dossier.known import Known
from inspector.dossier.reader import read_rows
from inspector.dossier.verdict import Intake
from inspector.journal.entry import Entry
from tests.builder import Laptop, World

Content = tuple[frozenset[str], frozenset[tuple[bytes, bytes]], frozenset[str]]
"""Ids of statements, payload rows, ids of blobs: what a file says, whatever its bytes are."""


def judge_here(path: Path, known: Known | None = None, spool: Path | None = None) -> Intake:
    """Do what `examine` does, in this process and in place.

    Raises: KnownError dossier.not-a-dossier, dossier.too-new.
    """
    with path.open("rb") as stream:
        header = stream.read(100)
    size = path.stat().st_size
    copy = PrivateCopy(path.name, path, "0" * 64, "0" * 64, size, judge_header(header, size, path.name))
    judge = Judge(known or Known(), Limits(), spool)
    judge.findings += copy.findings
    if not copy.findings:
        for event in read_rows(str(path), 10.0):
            judge.take(event)
    return intake_of(judge, copy)


def content_of(intake: Intake) -> Content:
    """Return what a file that was judged against nothing known says."""
    return (
        frozenset(s.id for one in intake.rounds for s in one.statements),
        frozenset(row for one in intake.rounds for row in one.payloads),
        frozenset(intake.blobs),
    )


@contextmanager
def edited(path: Path) -> Generator[sqlite3.Connection]:
    """Open a dossier in a tool that knows nothing of it, its triggers out of the way; they stand there again afterwards."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = OFF")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        yield db
        left = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for name, statement in triggers:
            if name.split("_")[0] in left:
                db.execute(statement)
        db.execute("VACUUM")
    finally:
        db.close()


def put(db: sqlite3.Connection, entry: Entry, *, signature: bytes | None = None) -> None:
    """Add an entry's rows."""
    key = bytes.fromhex(entry.id)
    db.execute("INSERT INTO entry VALUES (?, ?)", (key, entry.header))
    db.execute("INSERT INTO payload VALUES (?, ?)", (key, entry.payload))
    db.execute("INSERT INTO signature VALUES (?, ?)", (key, entry.signature if signature is None else signature))


def take_out(db: sqlite3.Connection, entry: str, *tables: str) -> None:
    """Remove an entry's rows, from all tables or from those named."""
    for table in tables or ("entry", "payload", "signature"):
        column = "id" if table == "entry" else "entry"
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (bytes.fromhex(entry),))


class Visit:
    """A round with one sealed visit of two inspectors, two photos and a comment: what the tamperer gets to work on."""

    def __init__(self, seed: int = 5, answers: int = 9, photo: int = 3000) -> None:
        self.world = World(seed)
        self.lead, self.an, self.binh = self.world.team("lead", "an", "binh")
        self.visit = self.lead.plan()
        self.an.meet(self.lead)
        self.an.open(self.visit)
        self.answers = [self.an.observe(self.visit, f"item_{n}", "fail", "ghi chú") for n in range(answers)]
        self.photo = self.an.photo(self.visit, photo)
        self.an.link(self.visit, self.photo, "item_1")
        self.binh.meet(self.an)
        self.second = [self.binh.observe(self.visit, f"item_{n}", "pass") for n in range(3)]
        self.last = self.binh.comment("đã xong", self.visit)
        self.an.meet(self.binh)
        self.seal = self.an.seal(self.visit)

    @property
    def laptop(self) -> Laptop:
        return self.an

    def save(self, path: Path) -> Path:
        return self.an.save(path)
