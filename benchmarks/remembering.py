"""Memory after fifty visits were opened and two thousand photos scrolled past, beside that after five visits."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageDraw

from benchmarks.measuring import Figure
from benchmarks.photographs import commented, drawn
from benchmarks.rounds import cache
from benchmarks.windowed import Desk, laid
from inspector.commands.evidence import AddPhoto
from inspector.evidence.answer import LONG_SIDE
from inspector.evidence.display import encode_display
from inspector.session import Session
from inspector.sources import SystemSources

PROMISE_MB: Final = 50.0
VISITS, EARLY, PHOTOS = 50, 5, 2000
_ITEM: Final = "pub_paper_booklet"
_SIZE: Final = (LONG_SIDE, LONG_SIDE * 3 // 4)
_SEALED: Final = 2


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        at = laid(Path(folder), _SEALED, VISITS)
        _fill(at)
        early, late = _measured(at)
    name = f"memory, {VISITS} visits and {PHOTOS} photos"
    yield Figure(name, late - early, None, PROMISE_MB, f"{early:.0f} MB after {EARLY} visits, then {late:.0f} MB", "MB")


def _fill(at: Desk) -> None:
    """Give each visit its share of the photos, all of one item; only their display copies are of real size."""
    random = Random(1)
    pictures = [drawn(_SIZE, random) for _ in range(4)]
    small = pictures[0].resize((160, 120))
    original = encode_display(small)
    session = Session.open(at.dossier, at.identity, SystemSources(), at.home.marks())
    for number in range(PHOTOS):
        display = encode_display(_numbered(pictures[number % len(pictures)], number))
        session.do(
            AddPhoto(
                at.visits[number * len(at.visits) // PHOTOS], commented(original, str(number)), display,
                f"{number}.jpg", "jpeg", *small.size, {}, (_ITEM,),
            )
        )  # fmt: skip
    session.close()


def _numbered(picture: Image.Image, number: int) -> Image.Image:
    made = picture.copy()
    ImageDraw.Draw(made).text((20, 20), str(number), fill="white")
    return made


def _measured(at: Desk) -> tuple[float, float]:
    """Return the megabytes that the window holds after the first visits, and after all."""
    seed = at.identity.seed.hex()
    command = [sys.executable, "-m", "benchmarks.remembered", str(at.home.path), str(at.dossier)]
    command += [seed, _ITEM, str(EARLY), *at.visits]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    early, late = map(float, told.split())
    return early, late
