"""The settings: every choice holds at once, is kept, and nothing secret or personal leaves the machine."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.people import card, key_file
from inspector.people.words import words_of
from tests.window.stage import PASSPHRASE, Seat, press, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.screens.settings import SECTIONS, Settings
from ui.screens.settings_parts.about import About
from ui.screens.settings_parts.appearance import Appearance
from ui.screens.settings_parts.communes import Communes
from ui.screens.settings_parts.copies import Copies
from ui.screens.settings_parts.person import PersonAndKey
from ui.screens.settings_parts.phrases import Phrases
from ui.screens.settings_parts.tongue import Tongue
from ui.work.backup import last_backup
from ui.work.licences import DIRECT
from ui.work.preferences import OwnPhrase, Preferences, read, write


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Seat:
    return settle(tmp_path_factory.mktemp("seat"), units=1)


@pytest.fixture
def bench(seat: Seat) -> Generator[Workbench]:
    write(seat.home, Preferences(theme="light"))
    with workbench(seat, Place("settings")) as made:
        yield made


def screen(bench: Workbench) -> Settings:
    return screen_of(bench, Settings)


def shown(bench: Workbench, name: str) -> object:
    bench.context.go("settings", part=name)
    return screen(bench).part()


def test_the_arrows_walk_through_the_sections(bench: Workbench) -> None:
    settings = screen(bench)
    seen = [settings.here().part]
    for _ in range(len(SECTIONS) - 1):
        press(settings.sections, Qt.Key.Key_Down)
        seen.append(settings.here().part)
    assert seen == list(SECTIONS)


def test_letters_choose_no_section(bench: Workbench) -> None:
    QTest.keyClicks(screen(bench).sections, "gnc")
    assert screen(bench).here().part == "person"


def test_the_key_is_shown_as_others_may_know_it(bench: Workbench, seat: Seat) -> None:
    part = shown(bench, "person")
    assert isinstance(part, PersonAndKey)
    assert part.six.text() == " · ".join(words_of(seat.identity.public))
    assert part.role.text() == "Trưởng đoàn, Thành viên"
    part.copy.click()
    told = QGuiApplication.clipboard().text()
    assert card.from_qr_text(told.rsplit(" ", 1)[-1]) == (seat.identity.public, seat.identity.recipient)


def test_the_key_is_shown_while_it_is_closed(bench: Workbench, seat: Seat) -> None:
    bench.context.identity = None
    part = shown(bench, "person")
    assert isinstance(part, PersonAndKey)
    part.refresh()
    assert part.name.text() == seat.identity.name
    assert part.state.text() == "Khoá đang đóng."


def fill(part: PersonAndKey, old: str, new: str, again: str) -> None:
    for field, words in ((part.passphrase.old, old), (part.passphrase.new, new), (part.passphrase.again, again)):
        field.setText(words)
    part.passphrase.button.click()


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        (PASSPHRASE, "mat khau moi", "mat khau moj", "khác nhau"),
        (PASSPHRASE, "ngan", "ngan", "ngắn hơn 8"),
        ("khong dung dau", "mat khau moi", "mat khau moi", "không đúng"),
    ],
)
def test_a_passphrase_that_cannot_be_changed_is_told_and_kept_in_its_field(
    bench: Workbench, seat: Seat, old: str, new: str, again: str, told: str
) -> None:
    part = shown(bench, "person")
    assert isinstance(part, PersonAndKey)
    before = seat.home.key_path.read_bytes()
    fill(part, old, new, again)
    until(lambda: told in part.passphrase.told.text())
    assert part.passphrase.new.text() == new
    assert seat.home.key_path.read_bytes() == before


def test_a_new_passphrase_opens_the_same_key(bench: Workbench, seat: Seat) -> None:
    part = shown(bench, "person")
    assert isinstance(part, PersonAndKey)
    fill(part, PASSPHRASE, "bốn từ không quen", "bốn từ không quen")
    until(lambda: part.passphrase.old.text() == "")
    assert key_file.read(seat.home.key_path, "bốn từ không quen").public == seat.identity.public
    key_file.rewrap(seat.home.key_path, "bốn từ không quen", PASSPHRASE, bench.context.sources, key_file.FLOOR)


def test_a_theme_and_a_size_are_worn_at_once_and_kept(bench: Workbench, seat: Seat) -> None:
    part = shown(bench, "appearance")
    assert isinstance(part, Appearance)
    part.tiles["dark"].click()
    press(part.sizes, Qt.Key.Key_Right)
    assert (bench.theme.name, bench.theme.percent) == ("dark", 110)
    kept = read(seat.home).preferences
    assert (kept.theme, kept.text_percent) == ("dark", 110)


def test_touch_mode_and_going_on_are_kept(bench: Workbench, seat: Seat) -> None:
    part = shown(bench, "appearance")
    assert isinstance(part, Appearance)
    part.touch.click()
    part.advance.click()
    kept = read(seat.home).preferences
    assert (kept.touch, kept.auto_advance) == (True, False)
    assert bench.theme.touch


def test_the_language_changes_at_once_and_the_person_stays_where_they_are(bench: Workbench) -> None:
    part = shown(bench, "language")
    assert isinstance(part, Tongue)
    old = bench.window
    part.choices["en"].click()
    until(lambda: bench.window is not old)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert bench.window is not None
    assert bench.window.isVisible()
    assert screen(bench).here() == Place("settings", part="language")
    assert screen(bench).title() == "Settings"


def test_a_second_copy_is_written_and_told(bench: Workbench, seat: Seat, tmp_path: Path) -> None:
    bench.context.prefer(backup_folder=str(tmp_path))
    part = shown(bench, "backup")
    assert isinstance(part, Copies)
    until(lambda: "Chưa có bản nào" in part.last.text())
    part.copy.click()
    assert bench.context.now_shown is not None
    round_id = bench.context.now_shown.round
    until(lambda: last_backup(tmp_path, round_id) is not None)
    made = last_backup(tmp_path, round_id)
    assert made is not None
    until(lambda: made.path.name in part.last.text())


def test_a_folder_that_takes_no_copy_is_told_and_the_choice_stays(bench: Workbench, tmp_path: Path) -> None:
    blocked = tmp_path / "tệp"
    blocked.write_bytes(b"")
    bench.context.prefer(backup_folder=str(blocked))
    part = shown(bench, "backup")
    assert isinstance(part, Copies)
    part.copy_now()
    assert bench.window is not None
    until(bench.window.refusal.isVisible)
    assert "bản sao lưu" in bench.window.refusal.words.text()
    assert part.copy.isVisible()
    assert part.folder.text() == str(blocked)


def test_the_lock_is_set_in_minutes(bench: Workbench, seat: Seat) -> None:
    part = shown(bench, "backup")
    assert isinstance(part, Copies)
    press(part.minutes, Qt.Key.Key_Up)
    assert read(seat.home).preferences.lock_after_minutes == 10


def test_phrases_are_added_mended_removed_and_brought_back(bench: Workbench) -> None:
    part = shown(bench, "phrases")
    assert isinstance(part, Phrases)
    part.keep.click()
    assert "Câu đang trống" in part.told.text()
    part.text.setPlainText("Bản giấy\nđã cũ.")
    part.answer.setCurrentIndex(part.answer.findData("unmet"))
    part.keep.click()
    assert bench.context.preferences.phrases == (OwnPhrase("Bản giấy đã cũ.", answer="unmet"),)
    part.edit.click()
    part.text.setPlainText("Bản giấy rất cũ.")
    part.keep.click()
    assert bench.context.preferences.phrases == (OwnPhrase("Bản giấy rất cũ.", answer="unmet"),)
    part.remove.click()
    assert part.list.count() == 0
    assert bench.window is not None
    bench.window.toast._act()
    assert bench.context.preferences.phrases == (OwnPhrase("Bản giấy rất cũ.", answer="unmet"),)


def test_neither_backspace_nor_delete_removes_a_phrase(bench: Workbench) -> None:
    bench.context.prefer(phrases=(OwnPhrase("Một"),))
    part = shown(bench, "phrases")
    assert isinstance(part, Phrases)
    press(part.list, Qt.Key.Key_Backspace)
    press(part.list, Qt.Key.Key_Delete)
    assert bench.context.preferences.phrases == (OwnPhrase("Một"),)


def test_the_list_of_communes_is_told_and_a_file_that_is_none_is_refused(bench: Workbench, tmp_path: Path) -> None:
    part = shown(bench, "communes")
    assert isinstance(part, Communes)
    until(lambda: "2.611 xã" in part.present.text())
    assert part.place.text() == "Kèm theo chương trình"
    wrong = tmp_path / "x.json"
    wrong.write_bytes(b"{}")
    part.bring_in(wrong)
    until(lambda: "không phải danh mục" in part.told.text())


def test_every_direct_dependency_stands_among_the_licences(bench: Workbench) -> None:
    part = shown(bench, "about")
    assert isinstance(part, About)
    until(lambda: part.table.rowCount() > 0)
    model = part.table.model()
    rows = {model.index(row, 0).data(): model.index(row, 2).data() for row in range(model.rowCount())}
    assert {*DIRECT, "Be Vietnam Pro", "Inter", "Tabler Icons"} <= rows.keys()
    assert [name for name, terms in rows.items() if not terms] == []
    assert part.text.toPlainText()


def test_diagnostics_name_no_person_no_dossier_and_no_folder(bench: Workbench, seat: Seat) -> None:
    part = shown(bench, "about")
    assert isinstance(part, About)
    until(lambda: part.table.rowCount() > 0)
    part.copy.click()
    told = QGuiApplication.clipboard().text()
    assert "Qt " in told
    assert [secret for secret in (seat.identity.name, seat.dossier.stem, str(seat.home.path)) if secret in told] == []


def test_what_is_lost_has_a_page_of_its_own(bench: Workbench) -> None:
    went: list[Place] = []
    bench.context.went.disconnect()
    bench.context.went.connect(went.append)
    part = screen(bench).part()
    assert isinstance(part, PersonAndKey)
    part._lost()
    assert went == [Place("start", part="lost")]
