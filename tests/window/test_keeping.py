"""Preferences reach the disk beside the work: the newest of them, and what the disk refuses is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.window.stage import application, heard, idle, press, screen_of, settle, until, workbench
from ui.context import Place
from ui.keeping import Keeping
from ui.screens.capture import Capture
from ui.work.home import Home
from ui.work.preferences import NAME, Preferences, read


def test_the_newest_are_on_disk_at_the_end(tmp_path: Path) -> None:
    application()
    home = Home(tmp_path / "home")
    keeping = Keeping(home)
    for minutes in range(1, 30):
        keeping.keep(Preferences(lock_after_minutes=minutes))
    keeping.shut_down()
    assert read(home).preferences.lock_after_minutes == 29


def test_who_waits_finds_them_on_disk(tmp_path: Path) -> None:
    application()
    home = Home(tmp_path / "home")
    keeping = Keeping(home)
    keeping.keep(Preferences(language="en")).result()
    assert read(home).preferences.language == "en"
    keeping.shut_down()


def test_what_the_disk_refuses_is_told(tmp_path: Path) -> None:
    application()
    home = Home(tmp_path / "home")
    (home.made() / NAME).mkdir()
    keeping = Keeping(home)
    (error,) = heard(keeping.failed, lambda: keeping.keep(Preferences()))
    assert getattr(error, "key", None) == "file.unwritable"
    keeping.shut_down()


def test_the_item_one_moved_to_is_soon_on_disk(tmp_path: Path) -> None:
    seat = settle(tmp_path, units=1, mystery=False)
    with workbench(seat, Place("capture", visit=seat.visits[0])) as bench:
        page = screen_of(bench, Capture)
        press(page.listing.items, Qt.Key.Key_1)
        idle(bench)
        item = page.here().item
        until(lambda: [one.item for one in read(seat.home).preferences.recent] == [item])
