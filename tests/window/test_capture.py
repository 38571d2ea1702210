"""The recording screen, driven by keys: what is typed becomes statements, and what does nothing does nothing."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from inspector.commands.answering import Answer
from inspector.commands.visiting import OpenVisit
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Measure
from tests.window.stage import Seat, idle, press, screen_of, settle, until, workbench, write
from ui.app import Workbench
from ui.context import Place
from ui.screens.capture import Capture
from ui.work.preferences import Preferences
from ui.work.preferences import write as store

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path, mystery=False)


@pytest.fixture
def bench(seat: Seat) -> Generator[Workbench]:
    with workbench(seat, Place("capture", visit=seat.visits[0])) as opened:
        yield opened


def screen(bench: Workbench) -> Capture:
    return screen_of(bench, Capture)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def values(bench: Workbench, seat: Seat) -> dict[str, object]:
    """Return what is on record, by the code of the item."""
    idle(bench)
    shown = bench.context.shown
    visit = shown.view.visits[seat.visits[0]]
    checklist = shown.checklists[visit.checklist or ""]
    codes = {item.id: item.code for item in checklist.items}
    return {codes[result.item]: result.value for result in visit.results.values() if not result.instance}


def test_digits_answer_and_lead_on(bench: Workbench, seat: Seat) -> None:
    items = screen(bench).listing.items
    for key in (Key.Key_1, Key.Key_3, Key.Key_1):
        press(items, key)
    assert values(bench, seat) == {"A1": "pass", "A2": "fail", "A3": "pass"}
    assert screen(bench).here().item == "pub_list_current"


def test_a_digit_without_an_answer_says_so(bench: Workbench, seat: Seat) -> None:
    press(screen(bench).listing.items, Key.Key_2)
    assert values(bench, seat) == {}
    assert bench.window is not None
    assert "A1" in bench.window.toast.accessibleName()


@pytest.mark.parametrize("key", [getattr(Key, f"Key_{letter}") for letter in "ABCDEFGHI"])
def test_letters_answer_nothing(bench: Workbench, seat: Seat, key: Key) -> None:
    press(screen(bench).listing.items, key)
    assert values(bench, seat) == {}
    assert screen(bench).here().item == "pub_paper_booklet"


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_backspace_and_delete_change_no_answer(bench: Workbench, seat: Seat, key: Key) -> None:
    items = screen(bench).listing.items
    press(items, Key.Key_1)
    idle(bench)
    press(items, Key.Key_Up)
    press(items, key)
    assert values(bench, seat) == {"A1": "pass"}


def test_zero_and_nine_ask_for_a_reason(bench: Workbench, seat: Seat) -> None:
    items = screen(bench).listing.items
    press(items, Key.Key_0)
    assert values(bench, seat) == {}
    press(focus(), Key.Key_Return)
    press(items, Key.Key_9)
    write(screen(bench).detail.reason._own, "Mất điện từ 8 giờ")
    press(screen(bench).detail.reason._own, Key.Key_Return)
    assert values(bench, seat) == {"A1": NOT_APPLICABLE, "A2": NOT_VERIFIABLE}
    visit = bench.context.shown.view.visits[seat.visits[0]]
    second = visit.result("pub_qr_posted")
    assert second is not None
    assert second.observations[0].said.reason == "Mất điện từ 8 giờ"


def test_a_low_window_gives_its_room_to_the_reason_while_it_is_asked_for(seat: Seat) -> None:
    store(seat.home, Preferences(text_percent=150))
    with workbench(seat, Place("capture", visit=seat.visits[0])) as bench:
        assert bench.window is not None
        bench.window.resize(1024, 640)
        detail = screen(bench).detail
        press(screen(bench).listing.items, Key.Key_0)
        until(detail.reason.isVisible)
        until(lambda: detail.reason.height() >= detail.reason.minimumSizeHint().height())
        assert detail.answers.isHidden()
        detail.reason.leave()
        assert not detail.answers.isHidden()


def test_a_ratio_takes_digits_and_enter(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    page.listing.items.go("pub_list_current")
    for key in (Key.Key_4, Key.Key_0, Key.Key_Return, Key.Key_4, Key.Key_6, Key.Key_Return):
        press(page.listing.items if not page.detail.answers._is_typing else focus(), key)
    assert values(bench, seat) == {"A4": Measure(n=40, total=46)}


def test_a_number_that_is_none_says_so_and_stays(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    page.listing.items.go("pub_list_current")
    for key in (Key.Key_9, Key.Key_Return, Key.Key_3, Key.Key_Return):
        press(page.listing.items if not page.detail.answers._is_typing else focus(), key)
    assert values(bench, seat) == {}
    assert "9/3" in page.detail.answers.wrong.text()
    assert page.detail.answers._first.text == "9"


def test_a_note_is_kept_before_there_is_an_answer_and_goes_into_it(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    page.actions_of_window.action("note").trigger()
    write(page.detail.note, "Sổ cũ, in năm 2024")
    press(page.detail.note, Key.Key_Escape)
    assert page.drafts.text((seat.visits[0], "pub_paper_booklet")) == "Sổ cũ, in năm 2024"
    press(page.listing.items, Key.Key_3)
    assert values(bench, seat) == {"A1": "fail"}
    result = bench.context.shown.view.visits[seat.visits[0]].result("pub_paper_booklet")
    assert result is not None
    assert result.observations[0].said.note == "Sổ cũ, in năm 2024"
    assert page.drafts.text((seat.visits[0], "pub_paper_booklet")) == ""


def test_a_note_flushes_by_itself(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    press(page.listing.items, Key.Key_1)
    idle(bench)
    press(page.listing.items, Key.Key_Up)
    page.detail.note.setFocus()
    write(page.detail.note, "Bìa ghi tháng 10/2026")

    def noted() -> bool:
        result = bench.context.shown.view.visits[seat.visits[0]].result("pub_paper_booklet")
        return result is not None and result.observations[0].said.note == "Bìa ghi tháng 10/2026"

    until(noted)


def test_undo_and_redo(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    press(page.listing.items, Key.Key_1)
    assert values(bench, seat) == {"A1": "pass"}
    page.actions_of_window.action("undo").trigger()
    assert values(bench, seat) == {}
    page.actions_of_window.action("redo").trigger()
    assert values(bench, seat) == {"A1": "pass"}


def test_the_minus_of_the_keypad_takes_an_answer_back(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    press(page.listing.items, Key.Key_1)
    idle(bench)
    page.listing.items.go("pub_paper_booklet")
    press(page.listing.items, Key.Key_Minus, KEYPAD)
    assert values(bench, seat) == {}


def test_the_next_gap_goes_round(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    press(page.listing.items, Key.Key_1)
    idle(bench)
    page.listing.items.go("ms_impression")
    page.actions_of_window.action("next-gap").trigger()
    assert page.here().item is not None
    assert page._foot._missing.text().endswith("38")


def test_the_search_finds_without_diacritics(bench: Workbench) -> None:
    page = screen(bench)
    page.actions_of_window.action("find").trigger()
    write(page.listing.search, "duong day nong")
    codes = [page._checklist.item(one).code for one in page.listing.model.items()] if page._checklist else []
    assert codes == ["B1", "B2"]


def test_pasted_text_is_made_fit_to_be_stored(bench: Workbench) -> None:
    page = screen(bench)
    data = QMimeData()
    data.setText("\u00d0ã kie\u0302\u0309m tra\u200b")
    QGuiApplication.clipboard().setMimeData(data)
    page.detail.note.setFocus()
    page.detail.note.paste()
    assert page.detail.note.text == "Đã kiểm tra"


def test_a_flag_is_set_and_taken_off(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    for expected in (True, False):
        page.actions_of_window.action("flag").trigger()
        idle(bench)
        flagged = bench.context.shown.view.visits[seat.visits[0]].is_flagged("pub_paper_booklet", "review")
        assert flagged is expected


def test_a_finding_outside_the_checklist(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    page.detail.findings.add()
    write(focus(), "Sân lầy lội, chưa có chỗ để xe")
    page.leave()
    idle(bench)
    (finding,) = bench.context.shown.view.visits[seat.visits[0]].findings
    assert finding.texts == ("Sân lầy lội, chưa có chỗ để xe",)


def test_a_planned_visit_is_begun_from_here(bench: Workbench, seat: Seat) -> None:
    bench.context.go("capture", visit=seat.visits[1])
    page = screen(bench)
    page._begin.click()
    idle(bench)
    assert bench.context.shown.view.visits[seat.visits[1]].opened
    assert page._stack.currentIndex() == 1


def test_the_place_is_remembered(bench: Workbench, seat: Seat) -> None:
    press(screen(bench).listing.items, Key.Key_1)
    idle(bench)
    recent = bench.context.preferences.recent[0]
    assert (recent.screen, recent.visit, recent.item) == ("capture", seat.visits[0], "pub_qr_posted")


def test_while_posing_as_a_citizen_the_screen_is_neutral(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=True)
    with workbench(seat, Place("capture", visit=seat.visits[0])) as bench:
        page = screen(bench)
        assert bench.window is not None
        assert bench.window.windowTitle() == "Ghi chú"
        assert not bench.window.rail.isVisible()
        press(page.covert.neutral, Key.Key_1)
        idle(bench)
        visit = bench.context.shown.view.visits[seat.visits[0]]
        assert visit.comments[-1][1].text.endswith("Đến nơi")
        press(page.covert.neutral, Key.Key_Escape)
        assert bench.window.rail.isVisible()
        page.listing.items.go("ms_wait")
        press(page.listing.items, Key.Key_Home)
        page.listing.items.go("pub_paper_booklet")
        press(page.listing.items, Key.Key_1)
        idle(bench)
        page.covert.reveal.click()
        idle(bench)
        visit = bench.context.shown.view.visits[seat.visits[0]]
        assert [seal.said.purpose for seal in visit.seals] == ["covert"]
        assert visit.facts("announced")
        assert not page.covert.pill.isVisible()


class Painted(QObject):
    """Remembers how much of a widget was painted last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.high = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.high = max(self.high, event.region().boundingRect().height())
        return False


def test_an_answer_that_comes_back_repaints_its_row_alone(bench: Workbench, seat: Seat) -> None:
    page = screen(bench)
    rows = page.listing.items.viewport()
    until(lambda: not bench.bridge.pending)
    QApplication.sendPostedEvents()
    painted = Painted(rows)
    bench.bridge.submit(Answer(seat.visits[0], "pub_qr_posted", "pass"))
    until(lambda: painted.high > 0)
    assert painted.high < rows.height() / 2


def test_the_answers_stand_still_once_the_longest_question_was_seen(bench: Workbench) -> None:
    page = screen(bench)
    ids = list(page.listing.model.items())
    highest = [_height_of_answers(page, item) for item in ids]
    assert [_height_of_answers(page, item) for item in ids] == [max(highest)] * len(ids)


def _height_of_answers(page: Capture, item: str) -> int:
    page.listing.items.go(item)
    for _ in range(4):  # a layout asks for another
        QApplication.sendPostedEvents()
    return page.detail.answers.y()


def test_saving_is_told_only_when_it_takes_long(bench: Workbench) -> None:
    assert bench.window is not None
    saved = bench.window.foot.saved
    before = saved.accessibleName()
    saved.saving()
    assert saved.accessibleName() == before
    until(lambda: saved.accessibleName() == bench.context.say("saved.saving"))
    saved.saved("08:52:07")
    assert "08:52:07" in saved.accessibleName()


def test_another_visit_at_the_same_item_is_the_one_that_is_answered(bench: Workbench, seat: Seat) -> None:
    page, other = screen(bench), seat.visits[1]
    press(page.listing.items, Key.Key_1)
    bench.bridge.submit(OpenVisit(other, "2026-11-20T10:05:00+07:00"))
    idle(bench)
    page.listing.items.go("pub_paper_booklet")
    bench.context.went.emit(Place("capture", visit=other, item="pub_paper_booklet"))
    assert page.here() == Place("capture", other, "pub_paper_booklet")
    assert not any(button.isChecked() for button in page.detail.answers._words.buttons.values())
    press(page.listing.items, Key.Key_3)
    idle(bench)
    (result,) = bench.context.shown.view.visits[other].results.values()
    assert (result.item, result.value) == ("pub_paper_booklet", "fail")
