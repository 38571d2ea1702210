"""The one door to the session: work goes in, values come back, and one thread serves it."""

from __future__ import annotations

import threading
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from inspector.commands.visiting import Comment
from inspector.errors import KnownError
from inspector.progress import Progress
from inspector.sources import SystemSources
from resources import say
from tests.window.stage import Seat, application, idle, settle, until, workbench
from ui.app import Workbench
from ui.bridge import Bridge, Session
from ui.context import Place
from ui.job import Job


class Ear(QObject):
    """Writes down what a job tells."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        job.progressed.connect(self._progressed)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.crashed.connect(self._crashed)
        job.finished.connect(self._finished)

    def _progressed(self, done: int, total: int, key: str) -> None:
        self.heard.append(("progressed", (done, total, key)))

    def _done(self, value: object) -> None:
        self.heard.append(("done", value))

    def _failed(self, error: KnownError) -> None:
        self.heard.append(("failed", error.key))

    def _cancelled(self) -> None:
        self.heard.append(("cancelled", None))

    def _crashed(self, details: str) -> None:
        self.heard.append(("crashed", details.strip().splitlines()[-1]))

    def _finished(self) -> None:
        self.heard.append(("finished", None))


def all_of(job: Job) -> list[tuple[str, object]]:
    """Return everything that a job tells, once it has finished."""
    ear = Ear(job)
    until(lambda: ("finished", None) in ear.heard)
    return ear.heard


@pytest.fixture
def bridge() -> Generator[Bridge]:
    application()
    made = Bridge(SystemSources())
    yield made
    made.shut_down()


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path)


def test_work_is_done_on_a_thread_of_its_own_in_turn(bridge: Bridge) -> None:
    order: list[tuple[int, str]] = []

    def work(number: int, progress: Progress) -> None:
        order.append((number, threading.current_thread().name))

    ears = [Ear(bridge.aside(partial(work, number))) for number in range(5)]
    until(lambda: all(("finished", None) in ear.heard for ear in ears))
    assert order == [(number, "store") for number in range(5)]


def test_without_a_dossier_nothing_is_done_with_one(bridge: Bridge) -> None:
    job = bridge.run(lambda session, progress: 1)
    assert all_of(job) == [("failed", "dossier.none-open"), ("finished", None)]


def test_progress_is_told_and_a_cancelled_job_stops_at_its_next_step(bridge: Bridge) -> None:
    began, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress.step(1, 3, "job.working")
        began.set()
        assert go_on.wait(20)
        progress.step(2, 3, "job.working")
        raise AssertionError("nobody stopped it")

    job = bridge.aside(work)
    ear = Ear(job)
    assert began.wait(20)
    job.cancel()
    go_on.set()
    until(lambda: ("finished", None) in ear.heard)
    assert ear.heard == [("progressed", (1, 3, "job.working")), ("cancelled", None), ("finished", None)]


def test_a_fault_of_ours_is_told_and_the_thread_lives_on(bridge: Bridge) -> None:
    job = bridge.aside(lambda progress: 1 // 0)
    assert all_of(job) == [("crashed", "ZeroDivisionError: integer division or modulo by zero"), ("finished", None)]
    assert all_of(bridge.aside(lambda progress: 2)) == [("done", 2), ("finished", None)]


def test_what_was_handed_in_is_finished_before_the_end() -> None:
    application()
    bridge = Bridge(SystemSources())
    done: list[int] = []

    def work(number: int, progress: Progress) -> None:
        done.append(number)

    for number in range(20):
        bridge.aside(partial(work, number))
    bridge.shut_down()
    assert done == list(range(20))


def test_what_is_published_says_where_something_was_said(seat: Seat) -> None:
    with workbench(seat) as bench:
        shown = bench.context.shown
        assert shown.path == seat.dossier
        assert {checklist.version for checklist in shown.checklists.values()} == {"2026.2"}
        bench.bridge.submit(Comment(seat.visits[0], (), "Một dòng"))
        idle(bench)
        assert bench.context.shown.scopes == {seat.visits[0]}
        assert bench.context.shown.saved_ms >= shown.saved_ms


def test_closing_the_dossier_is_told_and_another_request_is_refused(seat: Seat) -> None:
    with workbench(seat) as bench:
        bench.bridge.close_dossier()
        until(lambda: bench.context.now_shown is None)
        assert all_of(bench.bridge.submit(Comment(seat.visits[0], (), "x")))[0] == ("failed", "dossier.none-open")


def test_a_request_that_changes_nothing_publishes_nothing(seat: Seat) -> None:
    with workbench(seat) as bench:
        before = bench.context.shown
        assert all_of(bench.bridge.run(_look))[0] == ("done", 3)
        assert bench.context.shown is before


def _look(session: Session, progress: Progress) -> int:
    return len(session.view.visits)


def test_the_words_of_a_failure_reach_the_window(seat: Seat) -> None:
    with workbench(seat) as bench:
        bench.context.went.emit(Place("home"))
        bench.bridge.run(_refuse)
        until(lambda: _band(bench) != "")
        assert _band(bench) == say("disk.full", file="dot.thisat", detail="")


def _refuse(session: Session, progress: Progress) -> None:
    raise KnownError("disk.full", file="dot.thisat", detail="")


def _band(bench: Workbench) -> str:
    assert bench.window is not None
    return bench.window.refusal.words.text() if bench.window.refusal.isVisible() else ""
