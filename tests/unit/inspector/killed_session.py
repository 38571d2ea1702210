"""Kills a person at work, again and again, and looks whether everything is there that was acknowledged.

    python -m tests.unit.inspector.killed_session <dossier> <times>

Prints how many requests were acknowledged in all; ends with an AssertionError if one is missing, or half of one is there.
A process of its own, because it forks.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from inspector.commands.answering import Answer
from inspector.commands.draft import Command
from inspector.commands.evidence import AddPhoto
from inspector.dossier.file import Dossier
from inspector.journal.entry import EntryId, VisitId
from inspector.session import Session
from tests.laws.desks import Chance, Key, MemoryMarks


def work(visit: VisitId, seed: int) -> Iterator[Command]:
    chance = random.Random(seed)
    for number in range(10_000):
        if number % 3:
            yield Answer(visit, f"q{chance.randrange(50)}", chance.choice(["pass", "fail"]), note=f"{seed} {number}")
        else:
            original = chance.randbytes(chance.randrange(1_000, 200_000))
            yield AddPhoto(visit, original, b"%d" % number, "a.jpg", "JPEG", 1, 1, {}, ("q1", "q2"), "chú thích")


def child(path: Path, pipe: int, seed: int) -> None:
    session = Session.open(path, Key(b"an"), Chance(seed), MemoryMarks())
    visit = next(iter(session.view.visits))
    for command in work(visit, seed):
        added = session.do(command).added
        os.write(pipe, f"{' '.join(added)}\n".encode())


def kill_one(path: Path, seed: int, delay: float) -> list[list[EntryId]]:
    """Return what a child acknowledged, request by request, until it was killed `delay` seconds after the first."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reader)
            child(path, writer, seed)
        finally:
            os._exit(1)
    os.close(writer)
    select.select([reader], [], [], 30)
    time.sleep(delay)
    os.kill(process, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL, "it ended by itself"
    with os.fdopen(reader, encoding="ascii") as stream:
        return [line.split() for line in stream.read().splitlines()]


def main(path: Path, times: int) -> None:
    chance = random.Random()
    total = 0
    with Dossier.open(path, read_only=True) as dossier:
        (before,) = dossier.load().values()
    for _ in range(times):
        seed, delay = chance.randrange(2**32), chance.random() * 0.03
        acknowledged = kill_one(path, seed, delay)
        total += len(acknowledged)
        with Dossier.open(path, read_only=False) as dossier:
            (after,) = dossier.load().values()
            blobs = dossier.blob_ids()
        new = set(after.statements) - set(before.statements)
        told = {one for request in acknowledged for one in request}
        assert told <= new, f"acknowledged and lost (seed {seed}, after {delay} s)"
        rest = sorted((after.statements[one].header for one in new - told), key=lambda header: header.tick)
        kinds = [header.kind for header in rest]
        assert kinds in ([], ["observed"], ["photo_added", "linked", "linked", "captioned"]), f"half of one: {kinds}"
        named = {blob for one in new for blob, _ in after.statements[one].header.blobs}
        assert named <= blobs, "a photo was acknowledged without its bytes"
        assert not after.forks
        before = after
    print(total)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
