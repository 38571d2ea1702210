"""The box that leads anywhere, the sheet of keys, and the keys that work on every screen."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from inspector.rules.checklist import decode
from resources import open_bytes
from tests.window.elsewhere import blank_screens
from tests.window.stage import CHECKLIST, Seat, idle, press, settle, until, workbench, write
from ui.context import Place
from ui.keysheet import KeySheet
from ui.screens.new_visit import NewVisit
from ui.widgets.key_cap import KeyCap
from ui.window import Window

ITEMS = {item.code: item.id for item in decode(open_bytes(CHECKLIST)).items}


@pytest.fixture(autouse=True)
def elsewhere() -> Generator[None]:
    with blank_screens("home", "capture"):
        yield


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path)


def ask(window: Window, words: str) -> list[str]:
    """Open the box, write into it as an input method does, and return what it offers."""
    window.acts.action("omni").trigger()
    write(window.everywhere.omni.field, words)
    return [str(target.words) for target in window.everywhere.omni.found.targets]


@pytest.mark.parametrize(("words", "code"), [("a3", "A3"), ("đến A3", "A3"), ("duong day nong goi", "B2")])
def test_an_item_of_the_visit_in_hand_is_found_by_code_and_by_words(seat: Seat, words: str, code: str) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        ask(bench.window, words)
        press(bench.window.everywhere.omni.field, Qt.Key.Key_Return)
        assert bench.context.at == Place("capture", visit=seat.visits[0], item=ITEMS[code])
        assert bench.window.everywhere.omni.isHidden()


def test_arrows_choose_and_go_round(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        omni = bench.window.everywhere.omni
        offered = ask(bench.window, "minh hoa")
        assert offered == ["Xã Minh Hoạ 01", "Xã Minh Hoạ 02", "Xã Minh Hoạ 03"]
        press(omni.field, Qt.Key.Key_Up)
        assert omni.list.currentIndex().row() == 2
        press(omni.field, Qt.Key.Key_Down)
        assert omni.list.currentIndex().row() == 0
        press(omni.field, Qt.Key.Key_Return)
        assert bench.context.at == Place("capture", visit=seat.visits[0])


def test_a_planned_visit_opens_the_form(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        ask(bench.window, "minh hoa 03")
        press(bench.window.everywhere.omni.field, Qt.Key.Key_Return)
        (form,) = bench.window.findChildren(NewVisit)
        assert form.unit.text() == "Xã Minh Hoạ 03"
        form.reject()


def test_what_belongs_to_another_screen_leads_there(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        assert ask(bench.window, "niem phong")[0] == "Niêm phong lượt này"
        press(bench.window.everywhere.omni.field, Qt.Key.Key_Return)
        assert bench.context.at == Place("review", visit=seat.visits[0])


def test_escape_closes_the_box_and_gives_the_focus_back(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        before = bench.window.focusWidget()
        assert before is not None
        assert ask(bench.window, "khong co gi nhu the") == []
        assert bench.window.focusWidget() is bench.window.everywhere.omni.field
        press(bench.window.everywhere.omni.field, Qt.Key.Key_Escape)
        assert bench.window.everywhere.omni.isHidden()
        assert bench.window.focusWidget() is before
        assert bench.context.at.screen == "home"


def test_the_sheet_names_the_keys_of_the_screen_and_of_the_window(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        bench.window.acts.action("keys").trigger()
        (sheet,) = bench.window.findChildren(KeySheet)
        words = [label.text() for label in sheet.findChildren(QLabel)]
        caps = [cap.accessibleName() for cap in sheet.findChildren(KeyCap)]
        for key, does in (*bench.window.screen_now.keys(), *bench.window.acts.rows("home")):  # type: ignore[union-attr]
            assert does in words
            assert key in caps
        sheet.reject()


def test_touch_mode_goes_on_and_off_by_key(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        touch = bench.window.acts.action("touch")
        touch.trigger()
        assert bench.context.preferences.touch
        assert bench.theme.touch
        touch.trigger()
        assert not bench.theme.touch


def test_a_checkpoint_writes_a_second_copy_where_a_folder_is_chosen(seat: Seat, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        checkpoint = bench.window.acts.action("checkpoint")
        checkpoint.trigger()
        idle(bench)
        assert bench.window.foot.saved.property("role") == "flash"
        assert not folder.exists()
        bench.context.prefer(backup_folder=str(folder))
        told: list[object] = []
        bench.context.copied.connect(lambda: told.append(1))
        checkpoint.trigger()
        until(lambda: bool(told))
        assert len(list(folder.glob("dot-thu_*.thisat"))) == 1


def test_nothing_is_laid_over_the_page_of_somebody_who_poses_as_a_citizen(seat: Seat) -> None:
    with workbench(seat, Place("capture", visit=seat.visits[0])) as bench:
        assert bench.window is not None
        assert bench.window.screen_now is not None
        assert bench.window.screen_now.is_discreet()
        for name in ("omni", "keys", "new-visit", "hand-over", "touch"):
            bench.window.acts.action(name).trigger()
        assert bench.window.everywhere.omni.isHidden()
        assert bench.window.findChildren(QDialog) == []
        assert bench.window.toast.isHidden()
        assert bench.context.at.screen == "capture"


def test_the_box_speaks_english_if_asked(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        old = bench.window
        bench.context.prefer(language="en")
        until(lambda: bench.window is not old)
        assert bench.window is not None
        assert ask(bench.window, "seal")[0] == "Seal this visit"
        press(bench.window.everywhere.omni.field, Qt.Key.Key_Escape)
