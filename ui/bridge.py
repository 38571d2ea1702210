"""The one door to the session: work is handed in, values come back. The session lives on one thread behind it.

Whatever is emitted here arrives in the interface's thread, for the objects that emit were made there; connect it to bound
methods of QObjects.
"""

from __future__ import annotations

import queue
import threading
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from inspector.commands.draft import Command
from inspector.errors import Cancelled, KnownError
from inspector.journal.bodies import ChecklistChosen, Opened, Planned, said
from inspector.journal.entry import BlobId, EntryId, PublicKey, RoundId, Signer, Slot, Statement
from inspector.journal.log import Log
from inspector.people.marks import Marks
from inspector.progress import Progress
from inspector.projection.view import View
from inspector.rules.checklist import Checklist, decode
from inspector.session import PROGRAM as PROGRAM  # noqa: PLC0414  # screens take both from here: they see no other door
from inspector.session import Session as Session  # noqa: PLC0414
from inspector.sources import Sources
from ui.job import SAVING, Job, Order, is_of_the_disk

T = TypeVar("T")

Work = Callable[[Session, Progress], Any]


_FRAME_S: Final = 0.016
_HEAD_START_S: Final = 0.0015
"""An answer is made, signed and handed to SQLite by then."""
_STALE: Final = frozenset({"dossier.read-only", "dossier.cannot-open", "dossier.io", "dossier.missing"})
"""After these the file has to be opened again, once it can be."""


class Published(msgspec.Struct, frozen=True):
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
    slots: frozenset[Slot] = frozenset()
    """What that spoke of; the empty slot is that of things that were introduced."""

    def is_about_others(self, item: str) -> bool:
        """Tell whether all that is new are observations of other items than one."""
        return bool(self.slots) and all(slot[:1] == ("obs",) and slot[1] != item for slot in self.slots)


class _Steps:
    """Tells how far a piece of work is, from the store thread to the interface."""

    def __init__(self, bridge: Bridge, order: Order) -> None:
        self._bridge = bridge
        self._order = order

    def step(self, done: int, total: int, key: str) -> None:
        """Report progress.

        Raises: Cancelled, if the person asked to stop.
        """
        if self._order.stop.is_set():
            raise Cancelled
        self._bridge.stepped.emit(self._order.number, done, total, key)


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

    stepped = Signal(int, int, int, str)
    """Of a piece of work: its number, how many of how many are done, and the key of the words for it."""
    _seen = Signal(object)
    _ended = Signal(int, str, object)

    def __init__(self, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources = sources
        self._queue: queue.SimpleQueue[tuple[Order, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._jobs: dict[int, Job] = {}
        self._numbers = count()
        self._session: Session | None = None
        self._open_again: Callable[[], Session]
        self._is_stale = False
        self._checklists: dict[BlobId, Checklist] = {}
        self._present: frozenset[BlobId] = frozenset()
        self._log: Log | None = None
        self._known = 0
        self._pending = 0
        self.unsaved: list[Job] = []
        """Saves that the disk refused, in order; handed in again by `save_again`, and before whatever is saved next."""
        self._seen.connect(self._tell)
        self._ended.connect(self._end)
        self.stepped.connect(self._step)
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    # -- asked in the interface's thread

    def open(self, path: Path, signer: Signer, marks: Marks, round_id: RoundId | None = None) -> Job:
        """Open a dossier to work in; `published` follows."""
        self.save_again()

        def work() -> Published:
            self._close()
            self._session = Session.open(path, signer, self.sources, marks, round_id)
            round_here = self._session.log.round
            self._open_again = partial(Session.open, path, signer, self.sources, marks, round_here)
            return self._publish()

        return self._hand_in("job.opening", work)

    def close_dossier(self) -> Job:
        """Close the dossier; `closed` follows."""
        self.save_again()

        def work() -> None:
            self._close()
            self.closed.emit()

        return self._hand_in("job.closing", work)

    def submit(self, command: Command, *more: Command, about: object = None) -> Job:
        """Carry out requests one after the other; `done` tells the `Change` of the last.

        Args:
            command: the first.
            more: the others.
            about: what they say anew; what was said about it before and could not be saved is given up.
        """

        def work(session: Session, progress: Progress) -> object:
            change = session.do(command)
            for one in more:
                change = session.do(one)
            return change

        return self.run(work, SAVING, about)

    def run(self, work: Work, label: str = "job.working", about: object = None) -> Job:
        """Do something with the session on its thread; `done` tells what it returns."""
        if about is not None:
            self.unsaved = [job for job in self.unsaved if job.about != about]
        if label == SAVING and not self._pending:  # what is being tried again need not be tried twice
            self.save_again()
        order = Order(next(self._numbers), label, work)
        return self._queue_up(Job(self, order, about), partial(self._work, order))

    def give_way(self, job: Job) -> None:
        """Let the store thread get as far as the disk, which takes the time that this thread needs to go on meanwhile.

        Both share one interpreter: whoever holds it keeps the other waiting.
        """
        if self._pending == 1:
            job.order.ended.wait(_HEAD_START_S)

    def linger(self, job: Job) -> None:
        """Wait for a save that is about to be on disk, no longer than a frame is shown, and tell what came of it at once.

        One layout and one picture then show it all. Where other work is before it nobody waits.
        """
        if self._pending == 1 and job.order.ended.wait(_FRAME_S):
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def save_again(self) -> None:
        """Hand in what the disk refused."""
        unsaved, self.unsaved = self.unsaved, []
        for job in unsaved:
            self._queue_up(job, partial(self._work, job.order))

    def _work(self, order: Order) -> Any:
        """Do what is ordered, in the dossier that it was meant for. Called on the store thread."""
        session = self._session
        if session is None or order.path not in (None, session.dossier.path):
            raise KnownError("dossier.none-open")
        order.path = session.dossier.path
        if self._is_stale and order.label == SAVING:
            session = self._reopened(session)
        before = session.view
        try:
            return order.work(session, _Steps(self, order))
        except KnownError as error:
            self._is_stale = error.key in _STALE
            raise
        finally:
            if session.view is not before:
                self._publish()

    def _reopened(self, old: Session) -> Session:
        """Open the dossier anew: a disk that was away, or could only be read, is not seen by what was opened before."""
        new = self._open_again()
        old.close()
        self._session, self._is_stale = new, False
        self._publish()
        return new

    def aside(self, work: Callable[[Progress], T], label: str = "job.working") -> Job:
        """Do something without a session, in its turn on the same thread."""
        order = Order(next(self._numbers), label, work)
        return self._queue_up(Job(self, order), partial(work, _Steps(self, order)))

    @property
    def pending(self) -> int:
        """How many pieces of work wait or run."""
        return self._pending

    def shut_down(self) -> None:
        """Finish what was handed in, try once more what could not be saved, end the thread. Blocks until then."""
        self.save_again()
        self._queue.put(None)
        self._thread.join()

    def _hand_in(self, label: str, task: Callable[[], Any]) -> Job:
        return self._queue_up(Job(self, Order(next(self._numbers), label, task)), task)

    def _queue_up(self, job: Job, task: Callable[[], Any]) -> Job:
        self._pending += 1
        self._jobs[job.order.number] = job
        self.busy.emit(self._pending)
        self._queue.put((job.order, task))
        return job

    def _tell(self, published: Published) -> None:
        self.published.emit(published)

    def _step(self, number: int, done: int, total: int, key: str) -> None:
        job = self._jobs.get(number)
        if job is not None:
            job.progressed.emit(done, total, key)

    def _end(self, number: int, fate: str, value: Any) -> None:
        job = self._jobs.pop(number)
        self._pending -= 1
        first, job.is_finished = not job.is_finished, True
        is_kept = fate == "failed" and job.label == SAVING and is_of_the_disk(value)
        if is_kept:
            self.unsaved.append(job)
        if fate == "done":
            job.done.emit(value)
        elif fate == "failed":
            if first:
                job.failed.emit(value)
            self.failed.emit(value, job)
        elif fate == "cancelled":
            job.cancelled.emit()
        else:
            job.crashed.emit(str(value))
            self.crashed.emit(str(value), job)
        if first:
            job.finished.emit()
        self.busy.emit(self._pending)
        if not is_kept:
            job.deleteLater()

    # -- on the store thread

    def _serve(self) -> None:
        while (taken := self._queue.get()) is not None:
            number, fate, value = taken[0].number, "done", None
            try:
                value = taken[1]()
            except KnownError as error:
                fate, value = "failed", error
            except Cancelled:
                fate = "cancelled"
            except Exception:  # a fault of ours: told with its details, and the thread lives on
                fate, value = "crashed", traceback.format_exc()
            # Nothing of it stays here while the thread waits: what it held has to die where it was made.
            order = taken[0]
            del taken
            self._ended.emit(number, fate, value)
            del value
            order.ended.set()
            del order
        self._close()

    def _close(self) -> None:
        session, self._session = self._session, None
        self._checklists, self._present, self._log, self._known = {}, frozenset(), None, 0
        self._is_stale = False
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
            slots=frozenset(statement.header.about for statement in fresh),
        )
        self._seen.emit(published)
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
