"""What the worker reads and how it says it."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.dossier import reader
from inspector.dossier.reader import BlobBegins, Chunk, Damage, Done, Rows, decode, encode, read_rows
from tests.tampering import Visit

EVENTS = [
    Rows("entry", [b"k" * 32, b"l" * 32], [b"header", b""]),
    Rows("signature", [], []),
    BlobBegins(b"b" * 32, 2**40),
    Chunk(b""),
    Chunk(b"\0\xff"),
    Damage("row", "entry", "ab", "đọc không được"),
    Done(),
]


@pytest.mark.parametrize("event", EVENTS)
def test_frames_give_back_what_was_put_in(event: reader.Event) -> None:
    again = decode(encode(event))
    assert type(again) is type(event)
    assert [getattr(again, name) for name in event.__slots__] == [getattr(event, name) for name in event.__slots__]


@given(st.binary(max_size=200), st.sampled_from([b"e", b"p", b"s", b"B", b"C", b"D", b"Z", b""]))
def test_what_is_no_frame_is_a_value_error_and_nothing_else(body: bytes, kind: bytes) -> None:
    with suppress(ValueError):
        decode(kind + body)


def test_a_text_with_a_zero_byte_stays_one_text() -> None:
    again = decode(encode(Damage("open", "", "", "a\0b")))
    assert isinstance(again, Damage)
    assert again.detail == "a b"


def test_large_tables_come_in_batches(tmp_path: Path) -> None:
    visit = Visit(answers=400)
    path = visit.save(tmp_path / "a.thisat")
    batches = [event for event in read_rows(str(path), 10) if isinstance(event, Rows) and event.table == "entry"]
    assert len(batches) > 1
    assert sum(len(batch.keys) for batch in batches) == len(visit.an.statements)
    assert all(len(encode(batch)) < reader.LONGEST_FRAME for batch in batches)


def test_the_connection_refuses_everything_but_reading(tmp_path: Path) -> None:
    path = Visit().save(tmp_path / "a.thisat")
    before = path.read_bytes()
    db = reader._open(str(path), 10.0, immutable=True)
    for statement in (
        "DELETE FROM entry",
        "UPDATE blob SET bytes = x''",
        "CREATE TABLE more (a)",
        "CREATE TEMP TABLE more (a)",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = WAL",
        "SELECT load_extension('x')",
        "SELECT randomblob(9)",
        "SELECT * FROM pragma_table_info('entry')",
        "SELECT rootpage FROM sqlite_schema",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "VACUUM",
        "REINDEX",
    ):
        with pytest.raises(apsw.Error):
            db.execute(statement).fetchall()
    db.close()
    assert path.read_bytes() == before


def test_reading_ends_when_its_time_is_up(tmp_path: Path) -> None:
    path = Visit(answers=300).save(tmp_path / "a.thisat")
    events = list(read_rows(str(path), -1.0))
    assert any(isinstance(event, Damage) for event in events)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process exist on Linux only")
def test_the_worker_gives_up_what_it_does_not_need(tmp_path: Path) -> None:
    script = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]);"
        "from inspector.dossier.reader import _confine; _confine(9.0);"
        "print(*[resource.getrlimit(getattr(resource, 'RLIMIT_' + n))[1] for n in"
        " ('AS', 'NOFILE', 'FSIZE', 'CORE', 'CPU')])"
    )
    root = Path(reader.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(root)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.split() == [str(1 << 30), "16", "0", "0", "10"]


def test_the_worker_imports_next_to_nothing() -> None:
    root = Path(reader.__file__).parents[2]
    script = (
        f"import sys; sys.path.insert(0, {str(root)!r}); import inspector.dossier.reader;"
        "print(sorted({'typing', 'pathlib', 're', 'msgspec', 'sqlite3', 'hashlib', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=False)
    if (
        "apsw" in done.stderr
    ):  # without site-packages there is no apsw: ask the ordinary way, site's own imports allowed
        done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert not {"msgspec", "sqlite3", "hashlib", "PySide6", "pathlib"} & set(eval(done.stdout))


def test_chance_bytes_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "x.thisat"
    for seed in range(20):
        path.write_bytes(b"SQLite format 3\0" + random.Random(seed).randbytes(5000))
        assert any(isinstance(event, Damage) for event in read_rows(str(path), 5.0))
    assert any(isinstance(event, Damage) for event in read_rows(str(tmp_path / "none"), 5.0))
