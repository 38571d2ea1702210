"""Changes dossiers byte by byte and at random, and holds what the program says against what was changed.

Runs in processes of its own: a reader that crashed would take the tests with it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from tests.tampering import judge_here

T = TypeVar("T")
Content = tuple[frozenset[str], frozenset[tuple[bytes, bytes]], int]


def content(intake: Intake) -> Content:
    return (
        frozenset(s.id for one in intake.rounds for s in one.statements),
        frozenset(row for one in intake.rounds for row in one.payloads),
        intake.blobs_received,
    )


def spread(work: Callable[[Path, Sequence[int]], list[T]], path: Path, numbers: Iterable[int]) -> list[T]:
    """Run `work` over the numbers in as many processes as there are processors, and return all that it returns."""
    every = list(numbers)
    count = os.cpu_count() or 1
    pieces = [every[start :: count * 4] for start in range(count * 4)]
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:
        futures = [pool.submit(work, path, piece) for piece in pieces if piece]
        return [one for future in futures for one in future.result()]


def flip(path: Path, positions: Sequence[int]) -> list[tuple[int, str]]:
    """Flip one bit at each position, and return those after which the file still passes: "same" or "other" content."""
    data = path.read_bytes()
    whole = content(judge_here(path))
    passed: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(shutil.copy(path, Path(name) / "flipped.thisat"))
        with copy.open("r+b", buffering=0) as stream:
            for position in positions:
                bit = 1 << random.Random(position).randrange(8)
                stream.seek(position)
                stream.write(bytes([data[position] ^ bit]))
                try:
                    intake = judge_here(copy)
                except KnownError:
                    pass
                else:
                    if intake.is_intact:
                        passed.append((position, "same" if content(intake) == whole else "other"))
                stream.seek(position)
                stream.write(data[position : position + 1])
    return passed


def mutate(path: Path, seeds: Sequence[int]) -> list[tuple[int, str]]:
    """Change the file at random, once for each seed, and return what was said of it: refused, damaged, same or other."""
    data = path.read_bytes()
    whole = content(judge_here(path))
    said: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "mutated.thisat"
        for seed in seeds:
            copy.write_bytes(mutation(data, random.Random(seed)))
            try:
                intake = judge_here(copy)
            except KnownError:
                said.append((seed, "refused"))
                continue
            if not intake.is_intact:
                part = {s.id for one in intake.rounds for s in one.statements if s.id in (one.verified or ())}
                said.append((seed, "damaged" if part <= whole[0] else "other"))
            else:
                said.append((seed, "same" if content(intake) == whole else "other"))
    return said


def mutation(data: bytes, chance: random.Random) -> bytes:
    """Return the file with one to four changes of the kinds that disks, sticks and people make."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed))
        length = min(chance.choice((1, 2, 4, 32, 512, 4096, 16384)), len(changed) - at)
        kind = chance.randrange(7)
        if kind == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            changed[at : at + length] = chance.randbytes(length)
        elif kind == 2:
            changed[at : at + length] = bytes(length)
        elif kind == 3:
            source = chance.randrange(len(changed) - length + 1)
            changed[at : at + length] = changed[source : source + length]
        elif kind == 4:
            start = at - at % 16384
            other = chance.randrange(len(changed) // 16384 + 1) * 16384
            changed[start : start + 16384] = changed[other : other + 16384]
        elif kind == 5:
            changed[at : at + 1] = bytes([chance.choice((0, 1, 127, 128, 255))])
        elif chance.random() < 0.3:
            del changed[at:]
            changed = changed or bytearray(b"S")
        else:
            position = chance.randrange(min(100, len(changed)))
            changed[position] = chance.randrange(256)
    return bytes(changed)
