"""Kills a child in the middle of its work, again and again, and looks at what it left behind.

    python -m tests.killing "absorb" | "hand over" <folder> <times>

Prints how many children were killed at work, and how many had finished; ends with an AssertionError if one left half a
thing. A process of its own, because it forks.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from inspector.dossier.absorb import absorb
from inspector.dossier.check import check
from inspector.dossier.cut import cut
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine
from inspector.dossier.handover import write
from inspector.dossier.known import Known
from tests.tampering import Visit, content_of, judge_here


def child(work: Callable[[], object], delay: float) -> bool:
    """Fork, let the child work, kill it after `delay` seconds; return whether it had finished."""
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    time.sleep(delay)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed by itself"
    return not os.WIFSIGNALED(status)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def absorbing(folder: Path, times: int) -> int:
    visit = Visit(answers=150, photo=400_000)
    home = visit.lead.save(folder / "lead.thisat")
    received = visit.save(folder / "received.thisat")
    with Dossier.open(home) as dossier:
        intake = examine(received, folder / "private", Known.of(dossier, dossier.load()))
    before = content_of(judge_here(home, spool=folder / "private"))
    after = content_of(judge_here(received, spool=folder / "private"))
    copy = folder / "copy.thisat"

    def work() -> None:
        with Dossier.open(copy) as dossier:
            absorb(dossier, [intake])

    def fresh() -> None:
        shutil.copy(home, copy)
        copy.with_name("copy.thisat-journal").unlink(missing_ok=True)

    fresh()
    usual = seconds(work)
    chance, finished = random.Random(1), 0
    for _ in range(times):
        fresh()
        finished += child(work, chance.uniform(0, usual * 1.1))
        assert check(copy).is_sound
        assert content_of(judge_here(copy, spool=folder / "private")) in (before, after)
    return finished


def handing_over(folder: Path, times: int) -> int:
    visit = Visit(answers=60, photo=400_000)
    path = visit.save(folder / "an.thisat")
    stick = folder / "stick"
    stick.mkdir()

    def work() -> None:
        with Dossier.open(path) as dossier:
            log = dossier.load()[visit.world.round]
            chosen = cut(dossier, log, visits=[visit.visit], weight="originals")
            write(chosen, dossier, stick, day="20251121", team="d1", max_bytes=400_000)

    usual = seconds(work)
    whole = {one.name: content_of(judge_here(one, spool=folder)) for one in stick.glob("*.thisat")}
    assert len(whole) >= 2
    chance, finished = random.Random(2), 0
    for _ in range(times):
        shutil.rmtree(stick)
        stick.mkdir()
        finished += child(work, chance.uniform(0, usual * 1.1))
        for one in stick.glob("*.thisat"):
            intake = judge_here(one, spool=folder)
            assert intake.is_intact
            assert content_of(intake) == whole[one.name]
    return finished


if __name__ == "__main__":
    tries = int(sys.argv[3])
    ended = (absorbing if sys.argv[1] == "absorb" else handing_over)(Path(sys.argv[2]), tries)
    print(tries - ended, ended)
