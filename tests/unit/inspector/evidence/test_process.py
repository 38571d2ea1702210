from __future__ import annotations

import io
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspector.evidence.process import Worker, WorkerLost, WorkerNotStarted, read_frame, write_frame

ROOT = Path(__file__).resolve().parents[4]
Start = Callable[..., Worker]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Start]:
    """Start workers whose handler is given as source text."""
    started: list[Worker] = []

    def start(
        body: str, deadline: float = 30.0, longest_answer: int = 1000, memory: int = 1 << 30, cpu: int = 5
    ) -> Worker:
        script = tmp_path / f"worker{len(started)}.py"
        script.write_text(
            f"import sys, os, time\nsys.path.insert(0, {str(ROOT)!r})\n"
            "from inspector.evidence.process import Limits, serve\n"
            f"def handle(request):\n{textwrap.indent(textwrap.dedent(body), '    ')}\n"
            f"serve(handle, Limits(memory={memory}, cpu={cpu}, files=32), longest_request=1000)\n",
            encoding="utf-8",
        )
        started.append(Worker(script, deadline, longest_answer))
        return started[-1]

    yield start
    for one in started:
        one.close()


def test_a_frame_comes_back_as_it_was_written() -> None:
    stream = io.BytesIO()
    for body in (b"", b"one", bytes(70_000)):
        write_frame(stream, body)
    stream.seek(0)
    assert [read_frame(stream, 70_000) for _ in range(3)] == [b"", b"one", bytes(70_000)]


@pytest.mark.parametrize("data", [b"", b"\0\0", b"\0\0\0\5four"])
def test_a_stream_that_ends_within_a_frame_is_an_end(data: bytes) -> None:
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(data), 100)


def test_a_longer_frame_than_expected_is_not_read() -> None:
    stream = io.BytesIO(b"\xff\xff\xff\xff" + bytes(10))
    with pytest.raises(ValueError, match="at most 100"):
        read_frame(stream, 100)
    assert stream.tell() == 4


def test_one_worker_answers_many_requests(worker: Start) -> None:
    asked = worker("return str(os.getpid()).encode() + request")
    first, second = asked.ask(b"a"), asked.ask(b"b")
    assert first[:-1] == second[:-1]
    assert (first[-1:], second[-1:]) == (b"a", b"b")


def test_what_the_handler_prints_does_not_fall_between_frames(worker: Start) -> None:
    assert worker("print('hello'); os.write(1, b'there'); return request").ask(b"x") == b"x"


@pytest.mark.parametrize(
    "death", ["os.abort()", "os._exit(0)", "raise RuntimeError", "os.kill(os.getpid(), 9)", "return bytes(1001)"]
)
def test_a_worker_that_dies_is_replaced(worker: Start, death: str) -> None:
    asked = worker(f"if request == b'die': {death}\nreturn request")
    assert asked.ask(b"before") == b"before"
    with pytest.raises(WorkerLost):
        asked.ask(b"die")
    assert asked.ask(b"after") == b"after"


def test_a_worker_that_died_between_two_requests_is_replaced(worker: Start) -> None:
    asked = worker("return request")
    assert asked.ask(b"before") == b"before"
    process = asked._process
    assert process is not None
    process.kill()
    process.wait()
    assert asked.ask(b"after") == b"after"


def test_a_worker_past_its_deadline_is_killed(worker: Start) -> None:
    asked = worker("if request == b'hang': time.sleep(600)\nreturn request", deadline=0.3)
    asked.start()
    process = asked._process
    assert process is not None
    with pytest.raises(WorkerLost, match="deadline"):
        asked.ask(b"hang")
    assert process.poll() is not None


def test_a_worker_that_does_not_come_up_is_told_apart(tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text("import no_such_module", encoding="utf-8")
    with pytest.raises(WorkerNotStarted):
        Worker(script, 5.0, 100).ask(b"x")


def test_a_closed_worker_is_gone_and_may_be_closed_twice(worker: Start) -> None:
    asked = worker("return request")
    asked.start()
    process = asked._process
    assert process is not None
    asked.close()
    asked.close()
    assert process.poll() is not None


if sys.platform == "linux":

    def test_a_worker_has_no_more_memory_than_its_limit(worker: Start) -> None:
        asked = worker(
            """
            try:
                return str(len(bytes(int(request) << 20))).encode()
            except MemoryError:
                return b"none"
            """,
            memory=1 << 29,
        )
        assert asked.ask(b"100") == str(100 << 20).encode()
        assert asked.ask(b"600") == b"none"

    def test_a_worker_cannot_write_files_or_open_many(worker: Start, tmp_path: Path) -> None:
        asked = worker(
            f"""
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            try:
                with open({str(tmp_path / "out")!r}, "wb") as out:
                    out.write(b"x")
            except OSError as error:
                import errno, resource
                return f"{{errno.errorcode[error.errno]}} {{resource.getrlimit(resource.RLIMIT_NOFILE)}}".encode()
            """
        )
        assert asked.ask(b"x") == b"EFBIG (32, 32)"

    def test_processor_time_is_limited_for_each_request(worker: Start) -> None:
        asked = worker(
            """
            import resource
            def used():
                return int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
            if request == b"spin":
                while True:
                    pass
            return str(resource.getrlimit(resource.RLIMIT_CPU)[0] - used()).encode()
            """,
            cpu=1,
        )
        assert asked.ask(b"left") in (b"1", b"2")
        with pytest.raises(WorkerLost):
            asked.ask(b"spin")
