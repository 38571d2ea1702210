"""Lost, forgotten, a new machine: every step that the page offers works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from inspector.people import key_file
from inspector.people.card import recovery_secret
from resources import say
from tests.window.beginning import WORDS, arrived, begun, page_of, start_of, told, unlocked
from tests.window.stage import PASSPHRASE, Seat, settle, until, workbench
from tests.window.test_start import Plain
from ui.app import Workbench
from ui.context import Place
from ui.screens import MAKERS
from ui.screens.start_parts.choose import Choose
from ui.screens.start_parts.key_card import KeyCard
from ui.screens.start_parts.lost import Lost, Remake
from ui.work.home import Home
from ui.work.keys import kept_aside
from ui.work.preferences import Preferences, write


@pytest.fixture
def seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    for name in ("home", "settings"):
        monkeypatch.setitem(MAKERS, name, Plain)
    person = settle(tmp_path)
    write(person.home, Preferences())
    return person


def lost_page(bench: Workbench) -> Lost:
    bench.context.go("start", part="lost")
    return page_of(bench, Lost)


def fill(page: Remake, name: str, secret: str = "") -> None:
    page.name.edit.setText(name)
    page.secret.edit.setText(secret)
    page.passphrase.first.edit.setText(WORDS)
    page.passphrase.second.edit.setText(WORDS)
    page.make.click()


def test_a_forgotten_passphrase_ends_in_a_new_key_its_request_and_the_old_file_kept(seat: Seat) -> None:
    before = seat.home.key_path.read_bytes()
    with begun(seat.home) as bench:
        lost_page(bench).anew.click()
        page = page_of(bench, Remake)
        assert page.name.text == seat.identity.name
        fill(page, seat.identity.name)
        card = page_of(bench, KeyCard)
        new = key_file.read(seat.home.key_path, WORDS)
        assert new.public != seat.identity.public
        assert card.request.words == new.words
        assert bench.context.identity == new
        card.onward.click()
        page_of(bench, Choose)
    assert [path.read_bytes() for path in kept_aside(seat.home)] == [before]


def test_the_key_on_paper_comes_back_on_another_machine(tmp_path: Path, seat: Seat) -> None:
    home = Home(tmp_path / "new machine")
    with begun(home) as bench:
        lost_page(bench)
        start_of(bench).show_from_paper()
        fill(page_of(bench, Remake), "Hạnh", recovery_secret(seat.identity).lower().replace(" ", ""))
        page_of(bench, KeyCard)
        assert key_file.read(home.key_path, WORDS).seed == seat.identity.seed
    assert kept_aside(home) == []


def test_a_mistyped_line_is_said_at_its_field_and_the_key_that_is_there_stays(seat: Seat) -> None:
    with begun(seat.home) as bench:
        lost_page(bench)
        start_of(bench).show_from_paper()
        page = page_of(bench, Remake)
        wrong = recovery_secret(seat.identity)[:-1] + "Q7"
        fill(page, "Hạnh", wrong)
        until(lambda: bool(page.secret.wrong))
        assert page.secret.wrong == say("key.recovery-mistyped")
        assert (page.secret.text, page.passphrase.first.text) == (wrong, WORDS)
    assert key_file.read(seat.home.key_path, PASSPHRASE) == seat.identity
    assert kept_aside(seat.home) == []


def test_a_lost_laptop_is_reported_in_words_to_copy(seat: Seat) -> None:
    with begun(seat.home) as bench:
        lost_page(bench).copy_report()
        assert seat.identity.name in QGuiApplication.clipboard().text()


def test_a_backup_becomes_a_dossier_beside_the_old_one_once_the_key_is_open(tmp_path: Path, seat: Seat) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    copy = copies / "dot-thu_01234567_20261121-080000.thisat"
    shutil.copy(seat.dossier, copy)
    write(seat.home, Preferences(backup_folder=str(copies)))
    with begun(seat.home) as bench:
        page = lost_page(bench)
        until(lambda: bool(page.rows))
        page.rows[0].click()
        assert told(page) == say("lost.unlock-first")
        unlocked(bench, seat)
        page = lost_page(bench)
        until(lambda: bool(page.rows))
        page.rows[0].click()
        arrived(bench, "home")
        assert bench.context.shown.path == seat.home.dossiers / "dot-thu-2.thisat"
    assert seat.dossier.exists()


def test_with_a_dossier_open_one_comes_back_to_where_one_was_or_goes_on_with_the_new_key(seat: Seat) -> None:
    with workbench(seat, Place("settings")) as bench:
        lost_page(bench).back.click()
        assert bench.context.at.screen == "settings"
        lost_page(bench).anew.click()
        fill(page_of(bench, Remake), "Hạnh")
        page_of(bench, KeyCard)
        until(lambda: bench.context.now_shown is None)
        assert bench.window is not None
        bench.window.back()
        assert bench.context.at.screen in ("start", "settings")
