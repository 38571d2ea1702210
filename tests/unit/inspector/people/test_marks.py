"""High-water marks: they rise, they survive torn lines and a second program, and they never stand in the way."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.journal.log import Mark
from inspector.people.marks import NAME, Marks
from tests.unit.inspector.people.helpers import names, refused

ONE, TWO = "00000000000000aa", "00000000000000bb"


def entry(number: int) -> str:
    return f"{number:064x}"


def mark(seq: int, number: int) -> Mark:
    return Mark(seq, entry(number), 10 * number)


def test_what_is_recorded_is_known_after_a_restart(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "new" / "home")
    assert marks.known(ONE) is None
    marks.record(ONE, mark(0, 1))
    marks.record(ONE, mark(1, 2))
    marks.record(TWO, mark(7, 3))
    for one in (marks, Marks(tmp_path / "new" / "home")):
        assert one.known(ONE) == mark(1, 2)
        assert one.known(TWO) == mark(7, 3)
        assert one.problems == ()


def test_a_mark_never_falls(tmp_path: Path) -> None:
    """A backup that was restored and continued writes lower numbers, and may write the same number with another id."""
    marks = Marks(tmp_path)
    marks.record(ONE, mark(5, 5))
    marks.record(ONE, mark(4, 4))
    marks.record(ONE, mark(5, 6))
    assert marks.known(ONE) == mark(5, 5)
    assert (tmp_path / NAME).read_bytes().count(b"\n") == 1


def test_the_file_is_private_text(tmp_path: Path) -> None:
    Marks(tmp_path).record(ONE, mark(3, 3))
    assert (tmp_path / NAME).read_text() == f"{ONE} 3 30 {entry(3)}\n"
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_torn_last_line_is_ignored_and_does_not_tear_the_next(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    marks.record(ONE, mark(1, 1))
    marks.record(ONE, mark(2, 2))
    whole = (tmp_path / NAME).read_bytes()
    first = len(whole) // 2
    for cut in range(first + 1, len(whole)):
        (tmp_path / NAME).write_bytes(whole[:cut])
        torn = Marks(tmp_path)
        assert torn.known(ONE) == mark(1, 1)
        torn.record(TWO, mark(1, 3))
        again = Marks(tmp_path)
        assert again.known(TWO) == mark(1, 3)
        # A line that lost its end alone is whole once the next one begins below it.
        assert again.known(ONE) == (mark(2, 2) if cut == len(whole) - 1 else mark(1, 1))


@given(st.binary(max_size=300))
def test_no_content_of_the_file_stops_the_program(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / NAME).write_bytes(data)
        marks = Marks(Path(folder))
        marks.record(ONE, mark(2**31 - 1, 9))
        assert Marks(Path(folder)).known(ONE) == mark(2**31 - 1, 9)


def test_lines_that_are_none_are_ignored(tmp_path: Path) -> None:
    good = f"{ONE} 3 30 {entry(3)}"
    wrong = [
        f"{ONE} 04 40 {entry(4)}",
        f"{ONE} -4 40 {entry(4)}",
        f"{ONE} 99999999999 40 {entry(4)}",
        f"{ONE} 4 40 {entry(4)[1:]}",
        f"{ONE[1:]} 4 40 {entry(4)}",
        f"{ONE} 4 40 {entry(4)} ",
        f"{ONE} 4 {entry(4)}",
        f"{ONE} 4 -1 {entry(4)}",
        f"{ONE.upper()} 4 40 {entry(4)}",
        "",
        "é",
    ]
    (tmp_path / NAME).write_text("\n".join([*wrong, good, *wrong, ""]))
    assert Marks(tmp_path).known(ONE) == mark(3, 3)


def test_two_programs_may_append_to_one_file(tmp_path: Path) -> None:
    first, second = Marks(tmp_path), Marks(tmp_path)
    for seq in range(50):
        first.record(ONE, mark(seq, seq))
        second.record(TWO, mark(seq, seq))
    both = Marks(tmp_path)
    assert both.known(ONE) == both.known(TWO) == mark(49, 49)
    assert (tmp_path / NAME).read_bytes().count(b"\n") == 100


def test_a_long_file_is_shortened_when_it_is_read(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    for seq in range(300):
        marks.record(ONE, mark(seq, seq))
    marks.record(TWO, mark(1, 1))
    short = Marks(tmp_path)
    assert (tmp_path / NAME).read_text() == f"{ONE} 299 2990 {entry(299)}\n{TWO} 1 10 {entry(1)}\n"
    assert short.known(ONE) == mark(299, 299)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert names(tmp_path) == [NAME]


def test_a_file_of_many_chains_is_left_as_it_is(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    for chain in range(300):
        marks.record(f"{chain:016x}", mark(0, chain))
    before = (tmp_path / NAME).stat().st_ino
    Marks(tmp_path)
    assert (tmp_path / NAME).stat().st_ino == before


def test_a_program_that_was_open_before_the_shortening_still_records(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    for seq in range(300):
        marks.record(ONE, mark(seq, seq))
    Marks(tmp_path)
    marks.record(ONE, mark(300, 300))
    assert Marks(tmp_path).known(ONE) == mark(300, 300)


def test_shortening_after_a_torn_line_keeps_every_mark(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    for seq in range(300):
        marks.record(ONE, mark(seq, seq))
    with (tmp_path / NAME).open("ab") as file:
        file.write(b"torn")
    short = Marks(tmp_path)
    short.record(TWO, mark(1, 1))
    assert (tmp_path / NAME).read_text() == f"{ONE} 299 2990 {entry(299)}\n{TWO} 1 10 {entry(1)}\n"


def test_a_mark_that_cannot_be_written_is_a_problem_until_a_later_one_is(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    (tmp_path / NAME).mkdir()
    marks.record(ONE, mark(1, 1))
    (problem,) = marks.problems
    assert problem.key == "marks.unwritable"
    assert problem.params == (("reason", "EISDIR"),)
    assert marks.known(ONE) == mark(1, 1)
    (tmp_path / NAME).rmdir()
    marks.record(TWO, mark(2, 2))
    assert marks.problems == ()
    both = Marks(tmp_path)
    assert (both.known(ONE), both.known(TWO)) == (mark(1, 1), mark(2, 2))


def test_marks_that_cannot_be_read_are_an_error(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with refused("marks.unreadable", reason="EISDIR"):
        Marks(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with refused("marks.unreadable", reason="EEXIST"):
        Marks(tmp_path / "file")


def test_a_line_that_the_disk_took_half_is_written_again(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit on the size of files")
    marks = Marks(tmp_path)
    marks.record(ONE, mark(1, 1))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((tmp_path / NAME).stat().st_size + 20, before[1]))
    try:
        marks.record(ONE, mark(2, 2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert marks.problems != ()
    marks.record(ONE, mark(3, 3))
    assert marks.problems == ()
    assert Marks(tmp_path).known(ONE) == mark(3, 3)
