"""The door for files that others wrote: each is copied, read by a worker, and judged here from its bytes alone.

A received file is never opened in place, never worked in, and nothing of it is believed: not its name, not its schema, not
what the worker says. What comes out is an `Intake`, which a person looks at before `absorb` takes it in.

Source: sqlite.org/security.html, "Untrusted SQLite Database Files".
"""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from inspector.dossier import reader
from inspector.dossier.copying import PrivateCopy, copy_in, judge_header
from inspector.dossier.judge import Judge, Limits
from inspector.dossier.known import Known
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.evidence.process import read_frame
from inspector.people.identity import Identity
from inspector.progress import Progress, Silent

_START_SECONDS: Final = 60.0
"""Generous, because a virus scanner may read every library at the first start."""
_WORKER: Final = Path(__file__).with_name("worker.py")
_AHEAD: Final = 2
"""Workers that read while an earlier file is being judged: one for each core of a small laptop."""


def seconds_for(size: int) -> float:
    """Return how long the reading of a file of `size` bytes may take: a slow disk's time, and some."""
    return 12.0 + size / (8 << 20)


class Worker:
    """A process that reads one private copy. It starts at once and reads ahead as far as its pipe takes it."""

    def __init__(self, copy: Path, seconds: float) -> None:
        """Raises: KnownError("import.no-worker")."""
        self._seconds = seconds
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(_WORKER), str(copy), str(seconds)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=reader.CHUNK,
                pipesize=reader.CHUNK,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise KnownError("import.no-worker", exit_code=6) from error

    def events(self) -> Iterator[reader.Event]:
        """Yield what the worker reads; whatever is wrong with the worker itself is damage of the file.

        Raises: KnownError("import.no-worker") if it did not come up at all.
        """
        stream = self._process.stdout
        assert stream is not None
        timer = threading.Timer(_START_SECONDS + self._seconds, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            read_frame(stream, 0)
            event: reader.Event | None = None
            while not self._is_last(event):
                try:
                    event = reader.decode(read_frame(stream, reader.LONGEST_FRAME))
                except (EOFError, ValueError) as error:  # ValueError: also text that is not UTF-8
                    event = reader.Damage("worker", "", "", type(error).__name__)
                yield event
        except (EOFError, ValueError) as error:
            raise KnownError("import.no-worker", exit_code=6) from error
        finally:
            timer.cancel()

    @staticmethod
    def _is_last(event: reader.Event | None) -> bool:
        ends = isinstance(event, reader.Damage) and event.reason in ("open", "schema", "worker")
        return ends or isinstance(event, reader.Done)

    def close(self) -> None:
        """End the worker."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def examine(
    path: Path,
    private: Path,
    known: Known | None = None,
    *,
    identities: Sequence[Identity] = (),
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Intake:
    """Examine one file; see `examine_all`.

    Raises: KnownError of `copy_in`, import.no-worker, import.too-many, disk.full, import.private-folder; Cancelled.
    """
    results = examine_all([path], private, known, identities=identities, limits=limits, progress=progress)
    for _, result in results:
        if isinstance(result, KnownError):
            raise result
        return result
    raise AssertionError("one file, one result")


def examine_all(
    paths: Iterable[Path],
    private: Path,
    known: Known | None = None,
    *,
    identities: Sequence[Identity] = (),
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Path, Intake | KnownError]]:
    """Examine files, each by itself, and yield what was found of each in the order given; see `Intake`.

    What one intact file brought is not checked again in the next, and a blob that several bring is written once.

    Args:
        paths: the files, dossiers or encrypted dossiers.
        private: a folder of ours that others cannot read; receives copies and new blobs, and is for the caller to wipe.
        known: what the receiving dossier holds; None for nothing.
        identities: keys that may open encrypted files.
        limits: how much of a file is taken in at all.
        progress: told of each copy and each file.

    Raises: Cancelled.
    """
    known, limits, progress = known or Known(), limits or Limits(), progress or Silent()
    todo = deque(paths)
    total, done = len(todo), 0
    ahead: deque[tuple[Path, PrivateCopy | KnownError, Worker | None]] = deque()
    try:
        while todo or ahead:
            while todo and len(ahead) <= _AHEAD:
                ahead.append(_prepare(todo.popleft(), private, limits, identities, progress))
            path, copy, worker = ahead.popleft()
            result = copy if isinstance(copy, KnownError) else _judged(copy, worker, known, limits, private)
            done += 1
            progress.step(done, total, "intake.examining")
            yield path, result
    finally:
        for _, _, worker in ahead:
            if worker is not None:
                worker.close()


def _prepare(
    path: Path, private: Path, limits: Limits, identities: Sequence[Identity], progress: Progress
) -> tuple[Path, PrivateCopy | KnownError, Worker | None]:
    try:
        copy = copy_in(path, private, limits.size, identities, progress)
        return path, copy, None if copy.findings else Worker(copy.path, seconds_for(copy.size))
    except KnownError as error:
        return path, error, None


def _judged(
    copy: PrivateCopy, worker: Worker | None, known: Known, limits: Limits, private: Path
) -> Intake | KnownError:
    judge = Judge(known, limits, private)
    judge.findings += copy.findings
    try:
        if worker is not None:
            with closing(worker), collector_paused():
                for event in worker.events():
                    judge.take(event)
        with collector_paused():
            intake = intake_of(judge, copy)
    except KnownError as error:
        judge.blobs.drop()
        return error
    if intake.is_intact:
        judge.remember()
        copy.path.unlink()
    return intake


def look_at(path: Path, limits: Limits | None = None) -> Intake:
    """Examine a file of our own making where it lies, by the same worker and the same judge; nothing is copied.

    Raises: KnownError dossier.not-a-dossier, dossier.too-new, import.no-worker, import.too-many.
    """
    with path.open("rb") as stream:
        header = stream.read(100)
    size = path.stat().st_size
    copy = PrivateCopy(path.name, path, "", "", size, judge_header(header, size, path.name))
    judge = Judge(Known(), limits or Limits(), None)
    judge.findings += copy.findings
    with collector_paused():
        if not copy.findings:
            with closing(Worker(path, seconds_for(size))) as worker:
                for event in worker.events():
                    judge.take(event)
        return intake_of(judge, copy)


def intake_of(judge: Judge, copy: PrivateCopy) -> Intake:
    """Return what a judge who was given all events says of a file."""
    judge.blobs.end()
    rounds = judge.rounds()
    findings = tuple(judge.findings)
    return Intake(
        name=copy.name,
        sha256=copy.sha256,
        received_sha256=copy.received_sha256,
        size=copy.size,
        copy=copy.path if any(finding.is_damage for finding in findings) else None,
        findings=findings,
        rounds=rounds,
        blobs=judge.blobs.files,
        blobs_received=len(judge.blobs.received),
        blobs_expected=judge.expected_blobs(),
        payloads_absent=judge.absent_payloads(),
    )


@contextmanager
def collector_paused() -> Generator[None]:
    """Keep the garbage collector from walking over a heap that only grows, time and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
