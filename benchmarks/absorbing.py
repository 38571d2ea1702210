"""How fast a hundred visit files come in, against the work that cannot be avoided.

The floor: start a worker for each file, copy and hash each, verify the signatures that are in them, INSERT OR IGNORE.
Promise: at most three times the floor; taken in a second time, with nothing new, at most twice the floor less the inserts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measuring import Figure, beside
from inspector.dossier.absorb import absorb
from inspector.dossier.copying import copy_in
from inspector.dossier.cut import cut
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine_all
from inspector.dossier.known import Known
from inspector.dossier.reader import Rows, read_rows
from inspector.dossier.verdict import Intake, Row
from inspector.journal import entry
from inspector.journal.bodies import Observed
from inspector.journal.entry import Header, RoundId, Statement, is_signed
from inspector.journal.log import Log
from inspector.progress import Silent
from tests.builder import Laptop, World


def fill(laptop: Laptop, visit: str, count: int) -> None:
    """Write observations at the speed of the pen: one chain, each statement over the one before."""
    laptop.observe(visit, "item_0", "fail")
    last = laptop.statements[laptop.own[visit]]
    for number in range(1, count):
        header = Header(
            about=("obs", f"item_{number % 40}", ""),
            at=laptop.clock(),
            author=last.header.author,
            blobs=(),
            chain=last.header.chain,
            kind="observed",
            payload="0" * 64,
            prev=last.id,
            round=last.header.round,
            scope=visit,
            seen=(),
            seq=last.header.seq + 1,
            supersedes=(),
            tick=last.header.tick + 1,
            v=1,
        )
        body = Observed(value="pass" if number % 3 else "fail", checklist=laptop.world.checklist_id)
        made = entry.write(header, body, laptop.world.sources.random_bytes(16), laptop.key)
        last = Statement(made.id, entry.read_header(made.header), made.payload)
        laptop.entries[made.id], laptop.statements[made.id] = made, last
    laptop.own[visit] = last.id


def fixture(folder: Path, files: int, entries: int) -> tuple[Path, list[Path]]:
    """Return the lead's dossier and the visit files of as many inspectors."""
    world = World(seed=11)
    names = [f"p{number}" for number in range(files)]
    lead, *team = world.team("lead", *names)
    visits = [lead.plan(f"Xã {number}") for number in range(files)]
    home = lead.save(folder / "lead.thisat")
    received = []
    for laptop, visit in zip(team, visits, strict=True):
        laptop.meet(lead)
        laptop.open(visit)
        fill(laptop, visit, entries)
        path = laptop.save(folder / f"{laptop.name}.whole")
        with Dossier.open(path) as dossier:
            log = dossier.load()[world.round]
            chosen = cut(dossier, log, visits=[visit], weight="originals")
            target = folder / f"{laptop.name}.thisat"
            with Dossier.create(target) as out, out.writing() as writer:
                writer.add_rows(
                    [(bytes.fromhex(s.id), laptop.entries[s.id].header) for s in chosen.statements],
                    [(bytes.fromhex(s), laptop.entries[s].payload) for s in chosen.payloads],
                    [(bytes.fromhex(one), signature) for one, signature in chosen.signatures],
                )
        path.unlink()
        received.append(target)
        laptop.entries.clear()
        laptop.statements.clear()
    return home, received


def rows_of(received: list[Path]) -> dict[str, list[Row]]:
    """Return all rows of the files, by table."""
    rows: dict[str, list[Row]] = {"entry": [], "payload": [], "signature": []}
    for path in received:
        for event in read_rows(str(path), 60):
            if isinstance(event, Rows):
                rows[event.table] += zip(event.keys, event.values, strict=True)
    return rows


class Work:
    """Both sides of the comparison, over one set of files."""

    def __init__(self, folder: Path, files: int, entries: int) -> None:
        self.home, self.received = fixture(folder, files, entries)
        self.private = folder / "private"
        self.private.mkdir()
        self.rows = rows_of(self.received)
        self.authors = {key: entry.read_header(header).author for key, header in self.rows["entry"]}
        self.united = self._fresh()

    def _fresh(self) -> Path:
        copy = self.home.with_name("working.thisat")
        copy.write_bytes(self.home.read_bytes())
        return copy

    def floor_without_inserts(self) -> None:
        for path in self.received:
            subprocess.run([sys.executable, "-I", "-c", "import apsw"], check=True)
            copy_in(path, self.private, 1 << 40, (), Silent()).path.unlink()
        for key, signature in self.rows["signature"]:
            is_signed(key.hex(), self.authors[key], signature)

    def floor(self) -> None:
        self.floor_without_inserts()
        with Dossier.open(self._fresh()) as dossier:
            db = dossier._db
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT OR IGNORE INTO entry (id, header) VALUES (?, ?)", self.rows["entry"])
            db.executemany("INSERT OR IGNORE INTO payload (entry, bytes) VALUES (?, ?)", self.rows["payload"])
            db.executemany("INSERT OR IGNORE INTO signature (entry, bytes) VALUES (?, ?)", self.rows["signature"])
            db.execute("COMMIT")

    def absorb(self) -> None:
        self.united = self._fresh()
        with Dossier.open(self.united) as dossier:
            self._take_in(dossier, dossier.load())

    def absorb_again(self, dossier: Dossier, logs: Mapping[RoundId, Log]) -> None:
        assert self._take_in(dossier, logs) == 0

    def _take_in(self, dossier: Dossier, logs: Mapping[RoundId, Log]) -> int:
        known = Known.of(dossier, logs)
        intakes = [one for _, one in examine_all(self.received, self.private, known) if isinstance(one, Intake)]
        assert len(intakes) == len(self.received)
        return absorb(dossier, intakes).entries


def figures(files: int = 30, entries: int = 1800) -> Iterator[Figure]:
    """Measure both promises."""
    with tempfile.TemporaryDirectory() as name:
        work = Work(Path(name), files, entries)
        note = f"{files} files, {files * entries} entries"
        yield beside("absorb visit files", work.absorb, work.floor, 3, turns=2, note=note)
        with Dossier.open(work.united) as dossier:
            logs = dossier.load()
            yield beside(
                "absorb them again, nothing new",
                lambda: work.absorb_again(dossier, logs),
                work.floor_without_inserts,
                2,
                turns=2,
                note=note,
            )
