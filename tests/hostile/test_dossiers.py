"""Files that chance, disks and strangers broke: every one refused or taken in as it was, and nothing in between."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from inspector.dossier import schema
from inspector.dossier.foreign import examine, examine_all
from inspector.dossier.reader import Damage, Rows, read_rows
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from tests.flipping import flip, mutate, spread
from tests.pages import harmless
from tests.tampering import Visit, edited, judge_here

REPOSITORY = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("THISAT_CORPORA", REPOSITORY.parent / "shared")) / "corpora"
BROKEN = CORPORA / "sqlite-broken"
MUTATIONS = 5000

needs_corpora = pytest.mark.skipif(not BROKEN.is_dir(), reason=f"no test corpora in {CORPORA}: set THISAT_CORPORA")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small visit file of consecutive pages, with a photo that fills no whole number of them."""
    path = Visit(answers=4, photo=17000).save(tmp_path_factory.mktemp("sealed") / "visit.thisat")
    with edited(path):
        pass
    assert judge_here(path).is_intact
    return path


@pytest.fixture(scope="module")
def meaningless(sealed: Path) -> dict[int, str]:
    """Every byte that means nothing, with the name of its region as docs/format.md lists it."""
    return {position: name for region, name in harmless(sealed) for position in region}


def whole_rows(path: Path) -> list[int]:
    """Return the positions of one row of each table: its id and what it holds."""
    data = path.read_bytes()
    found: list[int] = []
    for event in read_rows(str(path), 10):
        if isinstance(event, Rows):
            key, value = event.keys[-1], event.values[-1]
            for piece in (key, value):
                at = data.index(piece)
                found += range(at - 4, at + len(piece))
    blob = next(s for s in judge_here(path).rounds[0].statements if s.header.kind == "photo_added").header.blobs
    small = bytes.fromhex(min(blob, key=lambda ref: ref[1])[0])
    at = data.index(small)
    return [*found, *range(at - 8, at + 32 + 900)]


def test_no_flipped_bit_changes_anything_in_silence(sealed: Path, meaningless: dict[int, str]) -> None:
    positions = sorted({*range(0, sealed.stat().st_size, 97), *whole_rows(sealed)})
    passed = spread(flip, sealed, positions)
    assert [at for at, content in passed if content != "same"] == []
    assert [at for at, _ in passed if at not in meaningless] == []
    assert len(positions) > 3000


def test_a_byte_of_the_version_may_only_become_a_minor_version(sealed: Path, tmp_path: Path) -> None:
    data = sealed.read_bytes()
    passed = []
    for bit in range(32):
        version = schema.USER_VERSION ^ 1 << bit
        copy = tmp_path / "copy.thisat"
        copy.write_bytes(data[:60] + version.to_bytes(4, "big") + data[64:])
        try:
            assert judge_here(copy).is_intact
        except KnownError:
            continue
        passed.append(version)
    assert all(version // 1000 == schema.MAJOR for version in passed)


def test_thousands_of_mutations_are_refused_or_taken_in_as_they_were(sealed: Path) -> None:
    said = spread(mutate, sealed, range(MUTATIONS))
    counted = Counter(what for _, what in said)
    assert counted["other"] == 0, [seed for seed, what in said if what == "other"]
    assert counted["refused"] > MUTATIONS // 50
    assert counted["damaged"] > MUTATIONS // 3
    assert sum(counted.values()) == MUTATIONS


def dressed(data: bytes) -> bytes:
    """Return a database with the header fields of a dossier over its own, filled up to whole pages."""
    padded = bytearray(data.ljust(100, b"\0"))
    padded += bytes(-len(padded) % schema.PAGE_SIZE)
    padded[:24] = b"SQLite format 3\0" + schema.PAGE_SIZE.to_bytes(2, "big") + b"\1\1\0\x40\x20\x20"
    padded[28:32] = (len(padded) // schema.PAGE_SIZE).to_bytes(4, "big")
    padded[44:48] = (4).to_bytes(4, "big")
    padded[48:56] = bytes(8)
    padded[56:60] = (1).to_bytes(4, "big")
    padded[60:64] = schema.USER_VERSION.to_bytes(4, "big")
    padded[64:68] = bytes(4)
    padded[68:72] = schema.APPLICATION_ID.to_bytes(4, "big")
    padded[72:92] = bytes(20)
    return bytes(padded)


def verdicts(folder: Path, numbers: Sequence[int]) -> list[tuple[str, str, float]]:
    """Read the files with these numbers as they are and dressed up; return what was said, and the seconds it took."""
    files = sorted(folder.rglob("*.db"))
    found = []
    for number in numbers:
        path = files[number]
        for kind in ("as it is", "dressed"):
            began = time.monotonic()
            if kind == "dressed":
                copy = Path(os.environ["THISAT_SCRATCH"]) / f"{os.getpid()}.thisat"
                copy.write_bytes(dressed(path.read_bytes()))
                said = "damaged" if judge_here(copy).damage else "intact"
            else:  # past the door, straight to the reader
                events = list(read_rows(str(path), 10))
                said = "damaged" if any(isinstance(event, Damage) for event in events) else "intact"
            found.append((path.name, said, time.monotonic() - began))
    return found


@pytest.mark.corpora
@needs_corpora
def test_every_broken_database_ends_as_damaged_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THISAT_SCRATCH", str(tmp_path))
    count = len(sorted(BROKEN.rglob("*.db")))
    found = spread(verdicts, BROKEN, range(count))
    assert len(found) == 2 * count > 500
    assert {said for _, said, _ in found} == {"damaged"}
    assert max(seconds for _, _, seconds in found) < 15


@pytest.mark.corpora
@needs_corpora
def test_a_worker_outlives_or_contains_every_broken_database(tmp_path: Path) -> None:
    files = random.Random(60).sample(sorted(BROKEN.rglob("*.db")), 60)
    paths = []
    for number, path in enumerate(files):
        copy = tmp_path / f"{number}.thisat"
        copy.write_bytes(path.read_bytes() if number % 4 == 0 else dressed(path.read_bytes()))
        paths.append(copy)
    began = time.monotonic()
    results = list(examine_all(paths, tmp_path / "private"))
    assert time.monotonic() - began < 60
    for number, (_, result) in enumerate(results):
        if number % 4 == 0:
            assert isinstance(result, KnownError)
            assert result.key == "dossier.not-a-dossier"
        else:
            assert isinstance(result, Intake)
            assert result.damage
            assert (result.new, result.blobs) == (0, {})


def test_a_worker_reports_what_this_process_reads(sealed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.thisat"
    for seed in range(12):
        data = bytearray(sealed.read_bytes())
        at = random.Random(seed).randrange(len(data))
        data[at] ^= 255
        copy.write_bytes(data)
        try:
            here = judge_here(copy)
        except KnownError as refusal:
            with pytest.raises(KnownError, match=refusal.key):
                examine(copy, tmp_path / "private")
            continue
        there = examine(copy, tmp_path / "private")
        assert there.findings == here.findings
        assert [one.statements for one in there.rounds] != [] or here.rounds == ()


@pytest.mark.parametrize("act", ["absorb", "hand over"])
def test_a_kill_at_any_moment_leaves_all_or_nothing(act: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", act, str(tmp_path), "36"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    killed, finished = map(int, done.stdout.split())
    assert killed + finished == 36
    assert killed >= 12, "the kills came too late to mean anything"
