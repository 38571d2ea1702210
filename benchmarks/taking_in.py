"""Photos coming in while somebody answers: as fast as the work allows, and no key waits for them.

The floor is what no program of this kind can leave out, on two threads that give way to others: read, hash, decode at a
draft's size, shrink, encode, and write both copies to the disk. Beside it the window takes the same files in, while keys
are pressed on its recording screen as fast as a person types.
"""

from __future__ import annotations

import io
import os
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Final

from PIL import Image

from benchmarks.measuring import Figure, percentile
from benchmarks.photographs import photographs
from benchmarks.pressing import Pressed, Presses
from benchmarks.rounds import cache
from benchmarks.windowed import Desk, desk, rest, until, workbench
from inspector.evidence.answer import LONG_SIDE, fit
from inspector.evidence.process import NICENESS
from ui.app import Workbench
from ui.context import Place
from ui.importing import Import

PROMISE: Final = 1.3
PROMISE_KEY_S: Final = 0.050
PHOTOS: Final = 60
TURNS: Final = 3
"""How often it is measured before a promise counts as broken."""
_WORKERS: Final = 2
_PAUSE_MS: Final = 250
"""Between two keys."""
_VISITS: Final = 40
_SEALED: Final = 2


def figures() -> Iterator[Figure]:
    with desk(_SEALED, _VISITS) as at, workbench(at, Place("capture", visit=at.visits[0])) as bench:
        visits = iter(at.visits)
        ours, least, pressed = [], [], []
        for turn in range(1, TURNS + 1):
            with tempfile.TemporaryDirectory(dir=cache()) as folder:
                photos = photographs(Path(folder), PHOTOS, seed=turn)
                least.append(_floor(photos, Path(folder)))
                taken, keys = _taken_in(at, bench, photos, visits)
            ours.append(taken)
            pressed += keys
            figure = Figure(f"{PHOTOS} photos of 12 MP taken in", min(ours), min(least), PROMISE)
            answered = percentile([one.answered for one in pressed], 95)
            key = Figure("key answered meanwhile, p95", answered, None, PROMISE_KEY_S, f"{len(pressed)} presses")
            if figure.is_kept and key.is_kept:
                break
        yield figure
        yield key
        durable = percentile([one.durable for one in pressed], 95)
        yield Figure("key painted and durable meanwhile, p95", durable, None, None)


def _taken_in(at: Desk, bench: Workbench, photos: list[Path], visits: Iterator[str]) -> tuple[float, list[Pressed]]:
    """Take photos in and press keys until they are there; return the seconds and what the keys took."""
    coming = Import.of(bench.context)
    ended: list[float] = []
    coming.finished.connect(lambda added, refused: ended.append(perf_counter()))
    presses = Presses(bench, partial(rest, _PAUSE_MS))
    keys: list[Pressed] = []
    start = perf_counter()
    coming.add(at.visits[-1], None, photos)
    while not ended:
        for pressed in presses.answer(next(visits)):
            keys.append(pressed)
            if ended:
                break
    until(lambda: bench.bridge.pending == 0)
    assert len(bench.context.shown.view.visits[at.visits[-1]].photos) % len(photos) == 0
    return ended[0] - start, keys


def _floor(photos: list[Path], folder: Path) -> float:
    start = perf_counter()
    with ThreadPoolExecutor(_WORKERS, initializer=_step_back) as pool:
        for _ in pool.map(partial(_kept, folder), photos):
            pass
    return perf_counter() - start


def _step_back() -> None:
    """Give way to others as the program's workers do (Linux): else a busy machine would slow them alone."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _kept(folder: Path, photo: Path) -> None:
    """Keep one photo and its display copy, named by their hashes."""
    original = photo.read_bytes()
    with Image.open(io.BytesIO(original), formats=("JPEG",)) as picture:
        size = fit(*picture.size)
        picture.draft(None, size)
        shown = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    assert max(shown.size) == LONG_SIDE
    display = io.BytesIO()
    shown.save(display, "JPEG", quality=80)
    for data in (original, display.getvalue()):
        with (folder / sha256(data).hexdigest()).open("wb") as written:
            written.write(data)
            written.flush()
            os.fsync(written.fileno())
