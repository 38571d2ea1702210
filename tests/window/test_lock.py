"""The lock: nothing of the audit is seen, nothing half typed is lost, and only the passphrase opens it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from inspector.sources import SystemSources
from resources import say
from tests.window.beginning import visible_texts
from tests.window.stage import PASSPHRASE, press, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.lock import Hidden, Locked
from ui.screens import MAKERS
from ui.screens.screen import Screen
from ui.screens.start import Start
from ui.widgets.text import Label, column
from ui.work.preferences import Preferences, write


class Notes(Screen):
    """A screen with a note that is half typed."""

    left = 0

    def enter(self, place: Place) -> None:
        if not hasattr(self, "note"):
            self.note = QPlainTextEdit()
            self.setLayout(column(Label(self.context.theme, "Xã Minh Hoạ 01"), self.note))
        self.note.setFocus()

    def leave(self) -> None:
        self.left += 1


class Clock(SystemSources):
    """A clock that a test sets."""

    utc = 1_790_000_000_000
    running = 0

    def utc_ms(self) -> int:
        return self.utc

    def monotonic_ms(self) -> int:
        return self.running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bench(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Generator[Workbench]:
    monkeypatch.setitem(MAKERS, "home", Notes)
    seat = settle(tmp_path)
    write(seat.home, Preferences(lock_after_minutes=15))
    with workbench(seat, Place("home"), clock) as opened:
        yield opened


def notes(bench: Workbench) -> Notes:
    return screen_of(bench, Notes)


def cover_of(bench: Workbench, kind: type[Locked] | type[Hidden]) -> Locked | Hidden | None:
    assert bench.window is not None
    found = [one for one in bench.window.findChildren(kind) if one.isVisible()]
    return found[0] if found else None


def has_key(bench: Workbench) -> bool:
    return bench.context.identity is not None


def locked(bench: Workbench) -> Locked:
    cover = cover_of(bench, Locked)
    assert isinstance(cover, Locked)
    return cover


def unlock(bench: Workbench, passphrase: str) -> None:
    edit = locked(bench).unlock.passphrase.edit
    edit.setText(passphrase)
    press(edit, Qt.Key.Key_Return)


def test_a_locked_window_shows_nothing_and_gives_back_the_half_typed_note(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    notes(bench).note.setPlainText("Không có biển tên, quầy số")
    window.acts.action("lock").trigger()
    assert not has_key(bench)
    assert notes(bench).left >= 1
    assert window.windowTitle() == say("lock.neutral-title")
    seen = visible_texts(window)
    assert "Minh Hoạ" not in seen
    assert "Mỹ Hạnh" not in seen
    assert not notes(bench).note.isVisible()
    assert not window.acts.action("go-home").isEnabled()
    unlock(bench, PASSPHRASE)
    until(lambda: not window.is_covered)
    assert has_key(bench)
    assert notes(bench).note.toPlainText() == "Không có biển tên, quầy số"
    assert notes(bench).note.isVisible()
    assert window.windowTitle() == say("window.title")
    assert window.acts.action("go-home").isEnabled()
    assert bench.context.now_shown is not None


def test_a_wrong_passphrase_leaves_the_window_locked(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    window.acts.action("lock").trigger()
    unlock(bench, "sai roi day")
    page = locked(bench).unlock
    until(lambda: bool(page.passphrase.wrong))
    assert page.passphrase.wrong == say("key.passphrase-wrong")
    assert window.is_covered
    assert bench.context.identity is None


def test_what_a_job_asks_for_meanwhile_wakes_no_key(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    window.acts.action("lock").trigger()
    bench.context.go("home")
    assert window.is_covered
    assert not window.acts.action("go-home").isEnabled()


@pytest.mark.parametrize("which", ["utc", "running"])
def test_the_window_locks_after_the_minutes_that_the_person_chose(bench: Workbench, clock: Clock, which: str) -> None:
    """By the clock on the wall, which goes on while a laptop sleeps, and by the one that nobody can put back."""
    window = bench.window
    assert window is not None
    setattr(clock, which, getattr(clock, which) + 15 * 60_000 - 1)
    bench.lock.look()
    assert not window.is_covered
    setattr(clock, which, getattr(clock, which) + 1)
    bench.lock.look()
    assert window.is_covered


def test_a_key_puts_the_time_off(bench: Workbench, clock: Clock) -> None:
    window = bench.window
    assert window is not None
    window.activateWindow()
    native = window.windowHandle()
    until(window.isActiveWindow)
    clock.running += 14 * 60_000
    QTest.keyClick(native, Qt.Key.Key_Shift)
    clock.running += 14 * 60_000
    bench.lock.look()
    assert not window.is_covered
    clock.running += 60_000
    bench.lock.look()
    assert window.is_covered


def test_never_is_never(bench: Workbench, clock: Clock) -> None:
    window = bench.window
    assert window is not None
    bench.context.prefer(lock_after_minutes=0)
    clock.running += 10**9
    bench.lock.look()
    assert not window.is_covered


def test_f12_takes_the_window_away_and_a_key_brings_it_back_without_a_passphrase(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    notes(bench).note.setPlainText("Chờ 12 phút")
    window.acts.action("hide").trigger()
    assert window.isMinimized()
    assert bench.context.identity is not None
    window.showNormal()
    hidden = cover_of(bench, Hidden)
    assert hidden is not None
    assert visible_texts(window).strip() == say("lock.go-on")
    assert window.windowTitle() == say("lock.neutral-title")
    press(hidden, Qt.Key.Key_Escape)
    assert not window.is_covered
    assert notes(bench).note.toPlainText() == "Chờ 12 phút"
    assert notes(bench).note.isVisible()


def test_a_hidden_window_locks_too(bench: Workbench, clock: Clock) -> None:
    window = bench.window
    assert window is not None
    window.acts.action("hide").trigger()
    window.showNormal()
    clock.running += 15 * 60_000
    bench.lock.look()
    assert cover_of(bench, Hidden) is None
    assert bench.context.identity is None
    unlock(bench, PASSPHRASE)
    until(lambda: not window.is_covered)


def test_a_dialog_beside_the_window_goes_and_comes_with_it(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    dialog = QDialog(window)
    dialog.setLayout(column(Label(bench.theme, "Xã Minh Hoạ 02")))
    dialog.show()
    window.acts.action("lock").trigger()
    assert not dialog.isVisible()
    unlock(bench, PASSPHRASE)
    until(lambda: not window.is_covered)
    assert dialog.isVisible()
    dialog.close()


def test_without_a_key_file_the_window_stays_as_it_is(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    bench.context.home.key_path.unlink()
    window.acts.action("lock").trigger()
    assert not window.is_covered
    assert bench.context.identity is not None
    assert window.refusal.words.text() == say("lock.no-key-file")


def test_a_forgotten_passphrase_closes_the_dossier_and_leads_to_the_page_about_it(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    window.acts.action("lock").trigger()
    locked(bench).unlock.lost.emit()
    until(lambda: bench.context.now_shown is None)
    assert isinstance(window.screen_now, Start)
    assert window.screen_now.here().part == "lost"
    assert not window.is_covered
    assert bench.context.identity is None
    window.back()
    assert isinstance(window.screen_now, Start)


def test_a_file_that_comes_while_the_window_is_locked_waits_for_the_passphrase(bench: Workbench) -> None:
    window = bench.window
    assert window is not None
    path = bench.context.shown.path
    window.acts.action("lock").trigger()
    bench.raise_window(str(path))
    assert window.is_covered
    unlock(bench, PASSPHRASE)
    until(lambda: not window.is_covered)
    until(lambda: bench.context.at.screen == "home")
    assert bench.context.shown.path == path
