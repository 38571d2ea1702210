"""A process of our own that handles foreign bytes: frames over two pipes, limits, a deadline.

This is crash containment, not a sandbox. A decoder that crashes, runs in circles or eats memory costs one process and
one answer; code that an attacker gets to run in the worker has the rights of the user. On Linux the worker lowers its
own limits before it reads the first byte; on Windows and macOS it runs without them, and the deadline alone holds.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

_START_DEADLINE: Final = 60.0
"""Seconds; generous, because a virus scanner may read every library at the first start."""
_QUIETLY: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
"""On Windows: without a console, and after whoever presses keys."""
NICENESS: Final = 10
"""How far the worker steps back elsewhere."""


class WorkerNotStarted(Exception):
    """The worker did not come up: a broken installation or no memory, nothing that the bytes could cause."""


class WorkerLost(Exception):
    """The worker died over a request, broke the protocol or passed its deadline; it is gone."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use where the system can say so (Linux). It may never write a file or leave a core dump."""

    memory: int
    """Bytes of address space."""
    cpu: int
    """Seconds of processor time for one request."""
    files: int
    """Open files, pipes included."""


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Write one frame: the length as 4 bytes, big-endian, then the body."""
    stream.write(len(body).to_bytes(4, "big"))
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes], longest: int) -> bytes:
    """Return the body of the next frame.

    Raises:
        EOFError: the stream ended, within the frame or before it.
        ValueError: the frame is longer than `longest` bytes.
    """
    length = int.from_bytes(_exactly(stream, 4), "big")
    if length > longest:
        raise ValueError(f"frame of {length} bytes, at most {longest}")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    body = stream.read(count)
    if len(body) != count:
        raise EOFError
    return body


class Worker:
    """The parent's side: asks a worker, starts it when needed, ends it when it fails. For one thread.

    Args:
        script: the file that the worker runs; it calls `serve`.
        deadline: seconds that one answer may take.
        longest_answer: bytes that one answer may have.
    """

    def __init__(self, script: Path, deadline: float, longest_answer: int) -> None:
        self._command = [sys.executable, "-I", str(script)]
        self._deadline = deadline
        self._longest = longest_answer
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the worker unless it runs, and wait until it is ready.

        Raises:
            WorkerNotStarted: it did not come up.
        """
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_QUIETLY,
            )
            self._exchange(b"", _START_DEADLINE, 0)
        except (OSError, WorkerLost) as error:
            raise WorkerNotStarted from error

    def ask(self, request: bytes) -> bytes:
        """Return the worker's answer to a request.

        Raises:
            WorkerNotStarted: there was no worker to ask.
            WorkerLost: it did not answer properly and in time; the next request gets a fresh worker.
        """
        self.start()
        return self._exchange(request, self._deadline, self._longest)

    def close(self) -> None:
        """End the worker, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not yet written has no reader any more
                    pipe.close()

    def _exchange(self, request: bytes, deadline: float, longest: int) -> bytes:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(deadline, end)
        timer.daemon = True
        timer.start()
        try:
            write_frame(process.stdin, request)
            answer = read_frame(process.stdout, longest)
        except BaseException as error:
            self.close()  # half a frame may lie in a pipe: nothing more can be said to this worker
            if isinstance(error, (OSError, EOFError, ValueError)):
                raise WorkerLost("deadline" if late.is_set() else str(error)) from error
            raise
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():  # killed between its answer and the end of the timer
            self.close()
        return answer


def serve(handle: Callable[[bytes], bytes], limits: Limits, longest_request: int) -> None:
    """The worker's side: lower the limits, then answer requests until the parent is gone.

    An empty request asks whether the worker is ready and gets an empty answer; `handle` does not see it.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall between two frames
    _confine(limits)
    if sys.platform != "win32":
        os.nice(NICENESS)  # somebody presses keys while pictures come in
    while True:
        try:
            request = read_frame(sys.stdin.buffer, longest_request)
        except EOFError:
            return
        _grant_cpu(limits.cpu)
        write_frame(answers, handle(request) if request else b"")


if sys.platform == "linux":
    import resource

    def _confine(limits: Limits) -> None:
        _lower(resource.RLIMIT_AS, limits.memory)
        _lower(resource.RLIMIT_NOFILE, limits.files)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_CORE, 0)

    def _lower(what: int, to: int) -> None:
        hard = resource.getrlimit(what)[1]
        limit = to if hard == resource.RLIM_INFINITY else min(to, hard)
        resource.setrlimit(what, (limit, limit))

    def _grant_cpu(seconds: int) -> None:
        """Let the process use this much more: the system counts from its start, we count for each request."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        soft = math.ceil(usage.ru_utime + usage.ru_stime) + seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))

else:

    def _confine(limits: Limits) -> None:
        """Nothing to lower here."""

    def _grant_cpu(seconds: int) -> None:
        """Nothing to grant here."""
