"""The one door to the session: work is handed in, values come back. The session lives on one thread behind it.

Whatever is emitted here arrives in the interface's thread, for the objects that emit were made there; connect it to bound
methods of QObjects.
"""

from __future__ import annotations

import queue
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from inspector.commands.draft import Command
from inspector.errors import Cancelled, KnownError
from inspector.journal.bodies import ChecklistChosen, Opened, Planned, said
from inspector.journal.entry import BlobId, EntryId, PublicKey, RoundId, Signer, Statement
from inspector.journal.log import Log
from inspector.people.marks import Marks
from inspector.progress import Progress
from inspector.projection.view import View
from inspector.rules.checklist import Checklist, decode
from inspector.session import PROGRAM as PROGRAM  # noqa: PLC0414  # screens take both from here: they see no other door
from inspector.session import Session as Session  # noqa: PLC0414
from inspector.sources import Sources

T = TypeVar("T")

Work = Callable[[Session, Progress], Any]


@dataclass(frozen=True, slots=True)
class Published:
    """What the interface holds of a dossier: values only."""

    path: Path
    round: RoundId
    me: PublicKey
    view: View
    checklists: dict[BlobId, Checklist]
    """Every checklist that a visit uses and that is here."""
    present: frozenset[BlobId]
    """The blobs that are here; a photo whose bytes are not among them cannot be shown."""
    saved_ms: int
    """When the newest of this was known to be on disk, in milliseconds since 1970 UTC."""
    scopes: frozenset[EntryId] = frozenset()
    """Where something was said that the last `Published` did not tell: visits, or the round."""


class Job(QObject):
    """One piece of work. Exactly one of `done`, `failed`, `cancelled` and `crashed` is emitted, once."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    crashed = Signal(str)
    finished = Signal()
    """After any of the four."""

    def __init__(self, parent: QObject, work: Work | None, label: str) -> None:
        super().__init__(parent)
        self.label = label
        """Key of the words that name the work."""
        self.work = work
        self.is_finished = False
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what is finished stays finished."""
        self._stop.set()

    def step(self, done: int, total: int, key: str) -> None:
        """Report progress, on the thread that works.

        Raises: Cancelled, if the person asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, key)


@dataclass(frozen=True, slots=True)
class _Task:
    job: Job
    run: Callable[[], Any]


class Bridge(QObject):
    """Hands work to the store thread and tells what came of it."""

    published = Signal(object)
    """A `Published`, after anything changed."""
    closed = Signal()
    failed = Signal(object, object)
    """A `KnownError` and the `Job` that met it."""
    crashed = Signal(str, object)
    """The details of a fault of ours, and the `Job`."""
    busy = Signal(int)
    """How many pieces of work wait or run."""

    _ended = Signal(object, str, object)

    def __init__(self, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources = sources
        self._queue: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._session: Session | None = None
        self._checklists: dict[BlobId, Checklist] = {}
        self._present: frozenset[BlobId] = frozenset()
        self._log: Log | None = None
        self._known = 0
        self._pending = 0
        self._ended.connect(self._end)
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    # -- asked in the interface's thread

    def open(self, path: Path, signer: Signer, marks: Marks, round_id: RoundId | None = None) -> Job:
        """Open a dossier to work in; `published` follows."""

        def work() -> Published:
            self._close()
            self._session = Session.open(path, signer, self.sources, marks, round_id)
            return self._publish()

        return self._hand_in("job.opening", work)

    def close_dossier(self) -> Job:
        """Close the dossier; `closed` follows."""

        def work() -> None:
            self._close()
            self.closed.emit()

        return self._hand_in("job.closing", work)

    def submit(self, command: Command, *more: Command) -> Job:
        """Carry out requests one after the other; `done` tells the `Change` of the last."""

        def work(session: Session, progress: Progress) -> object:
            change = session.do(command)
            for one in more:
                change = session.do(one)
            return change

        return self.run(work, "job.saving")

    def run(self, work: Work, label: str = "job.working") -> Job:
        """Do something with the session on its thread; `done` tells what it returns."""
        job = Job(self, work, label)

        def task() -> Any:
            if self._session is None:
                raise KnownError("dossier.none-open")
            before = self._session.view
            try:
                return work(self._session, job)
            finally:
                if self._session.view is not before:
                    self._publish()

        return self._queue_up(job, task)

    def aside(self, work: Callable[[Progress], T], label: str = "job.working") -> Job:
        """Do something without a session, in its turn on the same thread."""
        job = Job(self, None, label)
        return self._queue_up(job, lambda: work(job))

    def again(self, job: Job) -> Job | None:
        """Hand in once more what failed; None if it was no work with the session."""
        return None if job.work is None else self.run(job.work, job.label)

    @property
    def pending(self) -> int:
        """How many pieces of work wait or run."""
        return self._pending

    def shut_down(self) -> None:
        """Finish what was handed in, close the dossier and end the thread. Blocks until then."""
        self._queue.put(None)
        self._thread.join()

    def _hand_in(self, label: str, task: Callable[[], Any]) -> Job:
        return self._queue_up(Job(self, None, label), task)

    def _queue_up(self, job: Job, task: Callable[[], Any]) -> Job:
        self._pending += 1
        self.busy.emit(self._pending)
        self._queue.put(_Task(job, task))
        return job

    def _end(self, job: Job, fate: str, value: object) -> None:
        self._pending -= 1
        job.is_finished = True
        if fate == "done":
            job.done.emit(value)
        elif fate == "failed":
            job.failed.emit(value)
            self.failed.emit(value, job)
        elif fate == "cancelled":
            job.cancelled.emit()
        else:
            job.crashed.emit(str(value))
            self.crashed.emit(str(value), job)
        job.finished.emit()
        self.busy.emit(self._pending)
        job.deleteLater()

    # -- on the store thread

    def _serve(self) -> None:
        while (task := self._queue.get()) is not None:
            try:
                result = task.run()
            except KnownError as error:
                self._ended.emit(task.job, "failed", error)
            except Cancelled:
                self._ended.emit(task.job, "cancelled", None)
            except Exception:  # a fault of ours: told with its details, and the thread lives on
                self._ended.emit(task.job, "crashed", traceback.format_exc())
            else:
                self._ended.emit(task.job, "done", result)
        self._close()

    def _close(self) -> None:
        session, self._session = self._session, None
        self._checklists, self._present, self._log, self._known = {}, frozenset(), None, 0
        if session is not None:
            session.close()

    def _publish(self) -> Published:
        session = self._session
        assert session is not None
        fresh = self._fresh(session)
        if any(statement.header.blobs for statement in fresh):
            self._present = session.dossier.blob_ids()
        self._load_checklists(session, fresh)
        published = Published(
            path=session.dossier.path,
            round=session.log.round,
            me=session.me,
            view=session.view,
            checklists=self._checklists,
            present=self._present,
            saved_ms=self.sources.utc_ms(),
            scopes=frozenset(statement.scope for statement in fresh),
        )
        self.published.emit(published)
        return published

    def _fresh(self, session: Session) -> list[Statement]:
        """Return the statements that were not published yet."""
        if session.log is not self._log:
            self._log, self._known = session.log, 0
        statements = session.log.statements
        fresh = list(islice(reversed(statements.values()), len(statements) - self._known))
        self._known = len(statements)
        return fresh

    def _load_checklists(self, session: Session, fresh: Iterable[Statement]) -> None:
        bodies = [said(one) for one in fresh if one.header.kind in ("planned", "opened", "checklist_chosen")]
        named = {body.checklist for body in bodies if isinstance(body, Planned | Opened)}
        named |= {body.value for body in bodies if isinstance(body, ChecklistChosen)}
        wanted = {blob for blob in named if blob is not None and blob in self._present} - self._checklists.keys()
        if wanted:
            self._checklists = {**self._checklists, **{blob: decode(session.dossier.blob(blob)) for blob in wanted}}
