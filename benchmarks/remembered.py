"""How much memory the window holds after visits were opened and their photos scrolled past. A process of its own."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Final

from benchmarks.windowed import Desk, rest, until, workbench
from inspector.journal.entry import BlobId, VisitId
from inspector.people.identity import Identity
from ui.app import Workbench
from ui.context import Place
from ui.pictures import Pictures
from ui.screens.capture import Capture
from ui.work.home import Home

_SETTLE_MS: Final = 40


def main(home: Path, dossier: Path, seed: str, item: str, early: int, visits: tuple[VisitId, ...]) -> None:
    """Open each visit at an item, scroll its strip of photos to the end, and print megabytes.

    Twice: after `early` visits, and after all; both times the first visit is opened once more before, so that the same
    screen is shown.
    """
    at = Desk(Home(home), Identity("Trần Thị Mỹ Hạnh", bytes.fromhex(seed)), dossier, visits, 0)
    with workbench(at, Place("capture", visit=visits[0])) as bench:
        seen: set[BlobId] = set()
        Pictures.of(bench.context).ready.connect(seen.add)
        for number, visit in enumerate(visits, 1):
            _scroll(bench, visit, item, seen)
            if number in (early, len(visits)):
                _scroll(bench, visits[0], item, seen)
                print(_resident_mb(), flush=True)


def _scroll(bench: Workbench, visit: VisitId, item: str, seen: set[BlobId]) -> None:
    """Scroll past all photos of a visit, and wait until each has been there to be seen."""
    bench.context.went.emit(Place("capture", visit=visit, item=item))
    assert bench.window is not None
    page = bench.window.screen_now
    assert isinstance(page, Capture)
    _settle(bench)
    view = page.detail.photos.strip.view
    assert view.rows.tiles
    bar = view.horizontalScrollBar()
    for value in range(0, bar.maximum() + bar.pageStep(), bar.pageStep()):
        bar.setValue(value)
        _settle(bench)
    until(lambda: all(tile.blob in seen for tile in view.rows.tiles))


def _settle(bench: Workbench) -> None:
    rest(_SETTLE_MS)
    until(lambda: bench.bridge.pending == 0)
    rest(_SETTLE_MS)


def _resident_mb() -> float:
    """Return how much of this process lies in memory (Linux)."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]), tuple(sys.argv[6:]))
