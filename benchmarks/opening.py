"""Opening: reading, checking and folding all statements, beside reading and hashing the same bytes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import process_time

from benchmarks.measuring import Figure, beside
from benchmarks.rounds import round_of
from inspector.dossier.file import Dossier
from inspector.journal import canon
from inspector.projection.view import View, fold

PROMISE = 4.0
SIZES = ((84, 5), (1500, 3))
"""Visits, and how often each side is run: a round, and a province after five years."""


def figures() -> Iterator[Figure]:
    for visits, turns in SIZES:
        made = round_of(visits)
        path = made.path
        name = f"open {made.entries // 1000} 000 entries"
        peak = f"peak {_peak_mb(path)} MB"
        yield beside(name, partial(opened, path), partial(_hashed, path), PROMISE, turns, clock=process_time, note=peak)
        name = f"{name}, fold every visit"
        yield beside(name, partial(_folded, path), partial(_hashed, path), None, turns, clock=process_time)


def opened(path: Path) -> View:
    """Open a dossier as a session does."""
    with Dossier.open(path) as dossier:
        (log,) = dossier.load().values()
        return fold(log)


def _folded(path: Path) -> View:
    view = opened(path)
    for visit in view.visits.values():
        assert visit.scopes
    return view


def _hashed(path: Path) -> None:
    """Read the same rows and hash the same bytes, which is what no checking reader can avoid."""
    db = sqlite3.connect(path)
    for key, header in db.execute("SELECT id, header FROM entry"):
        assert canon.entry_id(header) == key.hex()
    for _, payload in db.execute("SELECT entry, bytes FROM payload"):
        canon.payload_hash(payload)
    db.close()


def _peak_mb(path: Path) -> int:
    """Return the peak memory of a process of its own that opens the dossier (Linux)."""
    told = subprocess.run([sys.executable, "-m", __name__, path], check=True, capture_output=True, text=True)
    return int(told.stdout)


if __name__ == "__main__":
    held = opened(Path(sys.argv[1]))
    # The largest resident size that getrusage tells may be that of the process which started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")))
