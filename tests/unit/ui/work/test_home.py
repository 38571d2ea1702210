from __future__ import annotations

import os
from pathlib import Path

import pytest

from inspector.errors import KnownError
from tests.builder import SeededSources
from ui.work.home import Home, local_now, now, write_new


def test_a_file_is_written_whole_under_its_name_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "mới" / "sâu" / "tệp.pdf"
    write_new(target, b"data")
    assert target.read_bytes() == b"data"
    assert [one.name for one in target.parent.iterdir()] == ["tệp.pdf"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    target = tmp_path / "tệp.pdf"
    target.write_bytes(b"old")
    with pytest.raises(KnownError) as error:
        write_new(target, b"new")
    assert (error.value.key, error.value.exit_code) == ("file.exists", 6)
    assert target.read_bytes() == b"old"


def test_what_a_crash_left_unfinished_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "tệp.pdf.part").write_bytes(b"half of someth")
    write_new(tmp_path / "tệp.pdf", b"data")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("tệp.pdf", b"data")]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    (tmp_path / "chặn.pdf.part").mkdir()
    for target in (tmp_path / "tệp" / "con.pdf", tmp_path / "chặn.pdf"):
        with pytest.raises(KnownError) as error:
            write_new(target, b"data")
        assert (error.value.key, error.value.exit_code) == ("file.unwritable", 6)
        assert not target.exists()


def test_a_folder_for_examining_is_ones_own_and_gone_afterwards(tmp_path: Path) -> None:
    mine = tmp_path / "tmp"
    mine.mkdir()
    home = Home(tmp_path)
    with home.private() as one, home.private() as other:
        assert one != other
        assert one.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [mine]


def test_what_a_crashed_run_left_is_wiped_after_a_day(tmp_path: Path) -> None:
    fresh, old = tmp_path / ".examining-fresh", tmp_path / ".examining-old"
    for folder in (fresh, old):
        folder.mkdir()
    (old / "copy.thisat").write_bytes(b"plain")
    yesterday = fresh.stat().st_mtime - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    with Home(tmp_path).private():
        assert fresh.exists(), "another run may be at work in it"
        assert not old.exists()


def test_a_home_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "sâu" / "nhà")
    assert home.made() == home.path
    assert home.path.stat().st_mode & 0o077 == 0
    assert home.made() == home.path, "and may be there already"


def test_where_no_home_can_be_made_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "nhà").write_bytes(b"")
    with pytest.raises(KnownError, match=r"file\.unwritable"):
        Home(tmp_path / "nhà").made()


def test_the_present_moment_has_the_offset_of_the_clock() -> None:
    assert now(SeededSources(1)).utcoffset() is not None
    assert local_now(SeededSources(1)) == "2025-11-21T09:42:08+07:00"
