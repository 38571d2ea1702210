"""From the start of a process to a window that somebody can use, beside a bare window that hashes the same dossier.

Ours is the program with the key already open: its window, a round of 20 000 entries read, checked, folded and published,
and the recording screen painted. The floor opens a bare window in the same type, imports SQLite and msgspec, and reads
and hashes the file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.bare import READY
from benchmarks.measuring import Figure, beside
from benchmarks.rounds import cache
from benchmarks.windowed import laid

PROMISE: Final = 1.5
TURNS: Final = 5
SEALED: Final = 84
UNWANTED: Final = ("sqlite_utils", "reportlab", "pyhanko", "pikepdf", "click", "PIL")
"""Libraries of papers, pictures and the terminal: a window that opens has no use for them."""


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        at = laid(Path(folder), SEALED, 1)
        seed, (visit,) = at.identity.seed.hex(), at.visits
        ours = partial(start, "benchmarks.begun", at.home.path, at.dossier, seed, visit, *UNWANTED)
        floor = partial(start, "benchmarks.bare", at.dossier)
        name = f"start with {at.entries // 1000} 000 entries"
        note = f"{at.dossier.stat().st_size // 2**20} MB"
        yield beside(name, ours, floor, PROMISE, TURNS, middle=True, note=note)


def start(module: str, *arguments: object) -> None:
    """Start a process and wait until it says that its window was painted; then it is ended.

    Raises: RuntimeError, if it says anything else.
    """
    command = [sys.executable, "-m", module, *map(str, arguments)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # who starts the program every day has it compiled
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as run:
        assert run.stdout is not None
        said = run.stdout.readline().strip()
        run.kill()
    if said != READY:
        raise RuntimeError(said or "the process ended before its window was painted")
