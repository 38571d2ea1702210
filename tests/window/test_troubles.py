"""When the world refuses: each trouble says its sentence, the form keeps what was typed, and nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from inspector.dossier.check import check
from inspector.journal.value import Measure
from inspector.session import Session
from inspector.sources import SystemSources
from resources import say
from tests.window.beginning import begun, page_of
from tests.window.stage import PASSPHRASE, Seat, closing, idle, press, screen_of, settle, until, workbench, write
from ui.app import Workbench
from ui.context import Place
from ui.importing import Import
from ui.screens.capture import Capture
from ui.screens.start_parts.unlock import Unlock
from ui.work.home import Home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these troubles are made with the means of Linux")
Key = Qt.Key


def page(bench: Workbench) -> Capture:
    return screen_of(bench, Capture)


def band(bench: Workbench) -> str:
    """Return the sentence that is shown, or nothing."""
    assert bench.window is not None
    refusal = bench.window.refusal
    return refusal.words.text() if refusal.isVisible() else ""


def foot(bench: Workbench) -> str:
    assert bench.window is not None
    return bench.window.foot.saved.accessibleName()


def retry(bench: Workbench) -> None:
    """Press "try again" in the foot, and wait for what comes of it."""
    assert bench.window is not None
    assert bench.window.foot.saved._retry.isVisible()
    bench.window.foot.saved._retry.click()
    idle(bench)


def answers(seat: Seat) -> dict[str, tuple[object, str]]:
    """Return value and note of every answer on disk, read anew."""
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        results = session.view.visits[seat.visits[0]].results.values()
        return {one.item: (one.value, one.observations[0].said.note) for one in results}


def say_much(bench: Workbench) -> None:
    """Say three things that cannot be saved: an answer, another in its place, and a number; and a note."""
    capture = page(bench)
    items = capture.listing.items
    press(items, Key.Key_1)
    press(items, Key.Key_1)
    items.go("pub_paper_booklet")
    capture.detail.note.setFocus()
    write(capture.detail.note, "Sổ cũ, in năm 2024")
    press(capture.detail.note, Key.Key_Escape)
    press(items, Key.Key_3)
    items.go("fb_register_kept")
    press(items, Key.Key_7)
    press(capture.detail.answers._first.field, Key.Key_Return)
    idle(bench)


SAID = {
    "pub_paper_booklet": ("fail", "Sổ cũ, in năm 2024"),
    "pub_qr_posted": ("pass", ""),
    "fb_register_kept": (Measure(count=7), ""),
}


def require_kept(bench: Workbench, sentence: str) -> None:
    """Look whether a trouble is told, and the form keeps what was typed, there and after coming back to the item."""
    assert sentence in band(bench)
    assert foot(bench) == say("saved.failed")
    capture = page(bench)
    capture.listing.items.go("fb_register_kept")
    assert capture.detail.answers._first.text == "7"
    capture.listing.items.go("pub_paper_booklet")
    assert capture.detail.note.text == "Sổ cũ, in năm 2024"
    assert capture.detail.answers._words.buttons["fail"].isChecked()
    idle(bench)
    assert foot(bench) == say("saved.failed")


@contextmanager
def at_capture(seat: Seat) -> Generator[Workbench]:
    """Open the window where answers are given; no trouble of the world may look like a fault of ours."""
    with workbench(seat, Place("capture", visit=seat.visits[0])) as bench:
        yield bench
        assert bench._dialog is None


@contextmanager
def small_disk(folder: Path) -> Generator[Path]:
    """Lend a disk of three megabytes, where one may be mounted."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("only root may mount a disk; the limit on files stands in for it")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        seat = settle(disk, mystery=False)
        with at_capture(seat) as bench:
            filler = disk / "filler"
            fill(filler)
            say_much(bench)
            require_kept(bench, "Ổ đĩa không còn đủ chỗ trống")
            assert bench.window is not None
            bench.window.everywhere.copy_to(tmp_path / "elsewhere")
            idle(bench)
            (copy,) = (tmp_path / "elsewhere").iterdir()
            assert check(copy).is_sound
            assert foot(bench) == say("saved.failed")
            filler.unlink()
            retry(bench)
            assert foot(bench).startswith(say("saved.saved"))
            assert band(bench) == ""
        assert answers(seat) == SAID


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(bytes(1024))


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """A full disk where no disk may be mounted: no file of this process grows."""
    seat = settle(tmp_path, mystery=False)
    with at_capture(seat) as bench:
        with no_growth(60_000):
            say_much(bench)
            sentence = band(bench)
            require_kept(bench, sentence)
            assert sentence
        retry(bench)
        assert foot(bench).startswith(say("saved.saved"))
    assert answers(seat) == SAID


@contextmanager
def no_growth(size: int) -> Generator[None]:
    """Let no file of this process be written beyond a size; the dossier is larger already."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    """A dossier on a disk that is locked against writing; then somebody moves its switch."""
    seat = settle(tmp_path, mystery=False)
    with ExitStack() as stack:
        if os.geteuid():
            lock, unlock = partial(seat.dossier.chmod, 0o400), partial(seat.dossier.chmod, 0o600)
        else:  # whom no permission holds back
            disk = stack.enter_context(small_disk(tmp_path / "disk"))
            home, seat = seat.dossier, Seat(seat.home, seat.identity, disk / seat.dossier.name, seat.visits)
            shutil.move(home, seat.dossier)
            lock, unlock = partial(remount, disk, "ro"), partial(remount, disk, "rw")
        lock()
        with at_capture(seat) as bench:
            say_much(bench)
            require_kept(bench, "chỉ cho đọc")
            unlock()
            retry(bench)
            assert foot(bench).startswith(say("saved.saved"))
            assert band(bench) == ""
        assert answers(seat) == SAID


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True, capture_output=True)


def test_a_stick_that_is_pulled_out_between_two_answers(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=False)
    stick = tmp_path / "stick"
    stick.mkdir()
    moved = Seat(seat.home, seat.identity, stick / seat.dossier.name, seat.visits)
    shutil.move(seat.dossier, moved.dossier)
    with at_capture(moved) as bench:
        press(page(bench).listing.items, Key.Key_1)
        idle(bench)
        page(bench).listing.items.go("pub_paper_booklet")
        stick.rename(tmp_path / "pulled")
        say_much(bench)
        require_kept(bench, moved.dossier.name)
        (tmp_path / "pulled").rename(stick)
        retry(bench)
        assert foot(bench).startswith(say("saved.saved"))
        assert band(bench) == ""
    assert answers(moved) == SAID


def test_a_second_window_on_the_same_dossier(tmp_path: Path) -> None:
    """Both say things, neither loses any, and each is told that the other is there."""
    seat = settle(tmp_path, mystery=False)
    other = Seat(Home(tmp_path / "other"), seat.identity, seat.dossier, seat.visits)
    shutil.copytree(seat.home.path, other.home.path, ignore=shutil.ignore_patterns("dossiers"))
    with at_capture(seat) as first, at_capture(other) as second:
        assert seat.dossier.name in band(second)
        press(page(first).listing.items, Key.Key_1)
        idle(first)
        page(second).listing.items.go("fb_register_kept")
        press(page(second).listing.items, Key.Key_7)
        press(page(second).detail.answers._first.field, Key.Key_Return)
        idle(second)
        press(page(first).listing.items, Key.Key_1)
        idle(first)
        assert (foot(first)[:6], foot(second)[:6]) == (say("saved.saved"), say("saved.saved"))
    assert answers(seat) == {
        "pub_paper_booklet": ("pass", ""), "pub_qr_posted": ("pass", ""), "fb_register_kept": (Measure(count=7), ""),
    }  # fmt: skip


def test_another_program_holds_the_file(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=False)
    with at_capture(seat) as bench:
        session = Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())
        with closing(session), session.dossier.writing():
            press(page(bench).listing.items, Key.Key_1)
            idle(bench)
            assert "đang được một chương trình khác ghi" in band(bench)
            assert foot(bench) == say("saved.failed")
        retry(bench)
        assert foot(bench).startswith(say("saved.saved"))
    assert answers(seat) == {"pub_paper_booklet": ("pass", "")}


def test_what_could_not_be_saved_goes_in_before_what_is_saved_next(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=False)
    with at_capture(seat) as bench:
        with no_growth(60_000):
            say_much(bench)
        page(bench).listing.items.go("pub_fees_posted")
        press(page(bench).listing.items, Key.Key_1)
        idle(bench)
        assert foot(bench).startswith(say("saved.saved"))
        assert band(bench) == ""
    assert answers(seat) == {**SAID, "pub_fees_posted": ("pass", "")}


def test_what_could_not_be_saved_is_tried_once_more_at_the_end(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=False)
    with at_capture(seat) as bench, no_growth(60_000):
        say_much(bench)
    assert answers(seat) == SAID


def test_a_wrong_passphrase(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=False)
    with begun(seat.home, dossier=seat.dossier) as bench:
        unlock = page_of(bench, Unlock)
        write(unlock.passphrase.edit, PASSPHRASE + "x")
        press(unlock.passphrase.edit, Key.Key_Return)
        until(lambda: bool(unlock.passphrase.wrong))
        assert "Mật khẩu khoá không đúng" in unlock.passphrase.wrong
        assert unlock.passphrase.text == PASSPHRASE + "x"
        assert bench.context.identity is None


def test_a_broken_photo(tmp_path: Path) -> None:
    """The broken one is told by its name, the good ones beside it are added, and what was typed stays."""
    seat = settle(tmp_path, mystery=False)
    good, broken, empty = (tmp_path / name for name in ("tot.jpg", "hong.jpg", "trong.jpg"))
    Image.effect_noise((320, 240), 60).save(good)
    broken.write_bytes(good.read_bytes()[:1500])
    empty.write_bytes(b"")
    with at_capture(seat) as bench:
        capture = page(bench)
        capture.detail.note.setFocus()
        write(capture.detail.note, "Ảnh chụp vội")
        capture.detail.photos.files_brought.emit([broken, good, empty])
        until(lambda: not Import.of(bench.context).is_running and bool(band(bench)))
        idle(bench)
        assert "hong.jpg" in band(bench)
        assert "trong.jpg" in band(bench)
        assert len(bench.context.shown.view.visits[seat.visits[0]].photos) == 1
        assert capture.detail.note.text == "Ảnh chụp vội"
        assert foot(bench).startswith(say("saved.saved"))


def test_a_pasted_picture_that_could_not_be_saved_is_saved_with_the_rest(tmp_path: Path) -> None:
    """Nobody has it elsewhere."""
    seat = settle(tmp_path, mystery=False)
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    with at_capture(seat) as bench:
        capture = page(bench)
        with no_growth(60_000):
            capture.detail.photos.image_brought.emit(picture)
            until(lambda: not Import.of(bench.context).is_running)
            idle(bench)
            assert band(bench)
            assert foot(bench) == say("saved.failed")
        retry(bench)
        assert foot(bench).startswith(say("saved.saved"))
        (photo,) = bench.context.shown.view.visits[seat.visits[0]].photos
        assert photo.items == ("pub_paper_booklet",)
