"""A window that opens reads no library of papers, pictures or the terminal: whoever starts it waits for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.starting import UNWANTED, start
from tests.window.stage import Seat, settle


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path, units=1, mystery=False)


def test_no_such_library_is_imported_until_the_recording_screen_is_painted(seat: Seat) -> None:
    start("benchmarks.begun", seat.home.path, seat.dossier, seat.identity.seed.hex(), seat.visits[0], *UNWANTED)


def test_what_is_imported_would_be_told(seat: Seat) -> None:
    with pytest.raises(RuntimeError, match=r"^msgspec$"):
        start(
            "benchmarks.begun",
            seat.home.path,
            seat.dossier,
            seat.identity.seed.hex(),
            seat.visits[0],
            *UNWANTED,
            "msgspec",
        )
