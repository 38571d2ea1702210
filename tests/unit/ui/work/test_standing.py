"""The newest place survives a program that is killed; what is left of it never keeps anybody from opening."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.work.home import Home
from ui.work.preferences import Preferences, Recent, opened
from ui.work.standing import NAME, Standing


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.made()
    return made


def _at(item: str, title: str = "Đợt thử") -> Recent:
    return Recent("/dot.thisat", title, "2026-11-20T08:40:00+07:00", visit="v", item=item, screen="capture")


def test_the_last_place_written_is_the_one_that_holds(home: Home) -> None:
    standing = Standing(home)
    standing.write(_at("a", title="Đ" * 4000))  # longer than a record of one page
    standing.write(_at("b"))
    found = Standing(home).completed(opened(Preferences(), _at("x")))
    assert [one.item for one in found.recent] == ["b"]


def test_a_dossier_that_was_forgotten_stays_so(home: Home) -> None:
    standing = Standing(home)
    standing.write(_at("a"))
    assert standing.completed(Preferences()) == Preferences()


@pytest.mark.parametrize("left", [b"", b"\0" * 4096, b'{"path": "/dot', b"[]", b"\xff\xfe"])
def test_what_cannot_be_read_is_passed_over(home: Home, left: bytes) -> None:
    standing = Standing(home)
    (home.path / NAME).write_bytes(left)
    known = opened(Preferences(), _at("x"))
    assert standing.completed(known) == known


def test_a_home_that_takes_no_file_is_no_obstacle(tmp_path: Path) -> None:
    standing = Standing(Home(tmp_path / "nowhere"))
    standing.write(_at("a"))
    assert standing.completed(Preferences()) == Preferences()
