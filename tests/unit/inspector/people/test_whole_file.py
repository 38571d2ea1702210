"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest

from inspector.errors import Cancelled
from inspector.people.whole_file import written_whole
from tests.unit.inspector.people.helpers import names, refused


def test_the_file_appears_when_the_block_ends_and_is_private(tmp_path: Path) -> None:
    with written_whole(tmp_path / "a") as file:
        file.write(b"x")
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a").read_bytes() == b"x"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("end", [Cancelled(), ZeroDivisionError(), KeyboardInterrupt()])
def test_nothing_is_left_when_the_block_breaks_off(tmp_path: Path, end: BaseException) -> None:
    def break_off() -> None:
        with written_whole(tmp_path / "a") as file:
            file.write(b"x")
            raise end

    with pytest.raises(type(end)):
        break_off()
    assert names(tmp_path) == []


def test_an_existing_file_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with refused("people.file-exists"), written_whole(tmp_path / "a"):
        pass
    with written_whole(tmp_path / "a", replace=True) as file:
        file.write(b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"old")
    (tmp_path / "a").symlink_to("elsewhere")
    with refused("people.file-exists"), written_whole(tmp_path / "a"):
        pass
    with written_whole(tmp_path / "a", replace=True) as file:
        file.write(b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"old"
    assert not (tmp_path / "a").is_symlink()


def test_a_dangling_link_counts_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("nowhere")
    with refused("people.file-exists"), written_whole(tmp_path / "a"):
        pass


def fill_the_disk() -> None:
    raise OSError(errno.ENOSPC, "no space")


def test_a_missing_folder_and_a_full_disk_are_named(tmp_path: Path) -> None:
    with refused("people.file-unwritable", reason="ENOENT"), written_whole(tmp_path / "no" / "a"):
        pass
    with refused("people.file-unwritable", reason="ENOSPC"), written_whole(tmp_path / "a"):
        fill_the_disk()
    assert names(tmp_path) == []
