"""The review: what is missing leads to its field, a seal needs all of it or a reason, and what is sealed stays."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from inspector.commands.answering import Answer
from inspector.commands.visiting import Flag
from inspector.journal.seal import code_of
from inspector.journal.value import FAIL
from tests.window.answering import answer, item_of
from tests.window.stage import PASSPHRASE, Seat, idle, press, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.screens.capture import Capture
from ui.screens.review import Review
from ui.screens.review_parts.answers import AnswersModel, ItemLine
from ui.window import Window

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path, mystery=False)


@pytest.fixture
def bench(seat: Seat) -> Generator[Workbench]:
    with workbench(seat, Place("review", visit=seat.visits[0])) as opened:
        yield opened


@pytest.fixture
def ready(seat: Seat) -> Generator[Workbench]:
    """A visit that lacks nothing, on a machine whose clock somebody has confirmed."""
    answer(seat, seat.visits[0])
    with workbench(seat, Place("review", visit=seat.visits[0])) as opened:
        opened.context.prefer(clock_confirmed=opened.context.now().isoformat(timespec="seconds"))
        yield opened


def screen(bench: Workbench) -> Review:
    return screen_of(bench, Review)


def wake(bench: Workbench) -> Window:
    """Let the window have the keyboard."""
    window = bench.window
    assert window is not None
    window.activateWindow()
    until(window.isActiveWindow)
    return window


def seal(bench: Workbench, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase, press the button, wait for what comes of it."""
    box = screen(bench).seal_box
    box.passphrase.setText(passphrase)
    box.seal.click()
    until(lambda: not box.is_busy)
    idle(bench)


def test_an_untouched_visit_says_in_one_row_that_nothing_is_recorded(bench: Workbench) -> None:
    shown = screen(bench)
    assert "39" in shown.summary.heading.text()
    (link,) = shown.summary.links
    assert "A1, A2, A3" in link.accessibleName()


def test_rows_lead_to_their_items(seat: Seat) -> None:
    answer(seat, seat.visits[0], skip=["A6"], A2="pass")
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        shown = screen(bench)
        assert [link.accessibleName().split(":")[0] for link in shown.summary.links] == ["A6", "A2"]
        shown.summary.links[0].click()
        assert bench.window is not None
        assert isinstance(bench.window.screen_now, Capture)
        assert bench.context.at.item == item_of("A6")


def test_f7_walks_the_rows_and_goes_round(seat: Seat) -> None:
    answer(seat, seat.visits[0], skip=["A6", "B2"])
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        shown, window = screen(bench), wake(bench)
        assert shown.summary.heading.hasFocus()
        first, second = shown.summary.links
        for key, modifiers, wanted in (
            (Key.Key_F7, Qt.KeyboardModifier.NoModifier, first),
            (Key.Key_F7, Qt.KeyboardModifier.NoModifier, second),
            (Key.Key_F7, Qt.KeyboardModifier.NoModifier, first),
            (Key.Key_F7, SHIFT, second),
        ):
            press(window, key, modifiers)
            assert wanted.hasFocus()


def test_a_marked_item_is_advice_that_blocks_nothing(seat: Seat) -> None:
    answer(seat, seat.visits[0])
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        bench.bridge.submit(Flag(seat.visits[0], item_of("B2"), "review"))
        idle(bench)
        found = screen(bench).found
        assert found is not None
        assert [row.kind for row in found.should] == ["flag"]
        assert not found.must


def test_a_blocked_seal_moves_the_focus_to_the_first_row_and_says_so(seat: Seat) -> None:
    answer(seat, seat.visits[0], skip=["A6"])
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        shown, window = screen(bench), wake(bench)
        press(window, Key.Key_Return, CTRL)
        assert shown.summary.links[0].hasFocus()
        assert "A6" in shown.seal_box.trouble
        assert shown.visit is not None
        assert not shown.visit.seals


def test_with_a_stated_reason_a_visit_is_sealed_although_something_is_missing(seat: Seat) -> None:
    answer(seat, seat.visits[0], skip=["A6"])
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        bench.context.prefer(clock_confirmed=bench.context.now().isoformat(timespec="seconds"))
        screen(bench).seal_box.ask_reason()
        screen(bench).seal_box.reason.setPlainText("Đơn vị cúp điện, không vào được hệ thống")
        seal(bench)
        visit = screen(bench).visit
        assert visit is not None
        assert visit.is_sealed
        assert [body.text for _, body in visit.comments] == ["Đơn vị cúp điện, không vào được hệ thống"]


def test_nobody_seals_before_the_clock_is_confirmed(seat: Seat) -> None:
    answer(seat, seat.visits[0])
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        box = screen(bench).seal_box
        wake(bench)
        seal(bench)
        visit = screen(bench).visit
        assert visit is not None
        assert not visit.is_sealed
        assert box.clock_right.hasFocus()
        box.clock_right.click()
        seal(bench)
        visit = screen(bench).visit
        assert visit is not None
        assert visit.is_sealed


def test_a_wrong_passphrase_keeps_what_was_typed_and_says_what_happened(ready: Workbench) -> None:
    box = screen(ready).seal_box
    seal(ready, "khong phai mat khau nay")
    assert box.passphrase.text() == "khong phai mat khau nay"
    assert box.trouble == ready.context.say("key.passphrase-wrong")
    visit = screen(ready).visit
    assert visit is not None
    assert not visit.is_sealed


def test_the_passphrase_is_never_shown(ready: Workbench) -> None:
    box = screen(ready).seal_box
    box.passphrase.setText(PASSPHRASE)
    assert PASSPHRASE not in box.passphrase.displayText()


def test_after_the_seal_the_code_is_shown_and_spoken_group_by_group(ready: Workbench) -> None:
    seal(ready)
    shown = screen(ready)
    visit = shown.visit
    assert visit is not None
    (made,) = visit.seals
    assert made.said.purpose == "onsite"
    code = code_of(made.id)
    assert shown.sealed_box.isVisible()
    assert not shown.seal_box.isVisible()
    assert shown.sealed_box.code.text() == code
    assert " ".join(code.split()[0]) + "," in shown.sealed_box.code.accessibleName()
    assert shown.seal_box.passphrase.text() == ""
    assert shown.answers.list.link == ready.context.say("review.look")


def test_the_seal_brings_a_second_copy_into_the_backup_folder(ready: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "USB TS-02"
    folder.mkdir()
    ready.context.prefer(backup_folder=str(folder))
    seal(ready)
    (copy,) = folder.glob("*.thisat")
    assert copy.name in screen(ready).sealed_box.second.text()


def test_without_a_backup_folder_the_box_says_that_there_is_no_second_copy(ready: Workbench) -> None:
    seal(ready)
    assert screen(ready).sealed_box.second.text() == ready.context.say("review.no-backup")


def test_a_backup_that_fails_is_told_and_the_seal_stands(ready: Workbench, tmp_path: Path) -> None:
    taken = tmp_path / "no-folder"
    taken.write_text("a file", encoding="utf-8")
    ready.context.prefer(backup_folder=str(taken))
    seal(ready)
    visit = screen(ready).visit
    assert visit is not None
    assert visit.is_sealed
    assert "no-folder" in screen(ready).sealed_box.second.text()


def test_what_is_added_to_a_sealed_visit_gets_a_seal_of_its_own(ready: Workbench, seat: Seat) -> None:
    seal(ready)
    first = screen(ready).sealed_box.code.text()
    screen(ready).sealed_box.amendment.click()
    assert seat.visits[0] in ready.context.amending
    ready.bridge.submit(Answer(seat.visits[0], item_of("A3"), FAIL, "Mã dẫn tới trang đã gỡ"))
    ready.bridge.submit(Answer(seat.visits[0], item_of("A3"), "not_applicable", "", "Đơn vị không niêm yết"))
    idle(ready)
    ready.context.go("review", visit=seat.visits[0])
    shown = screen(ready)
    assert shown.seal_box.isVisible()
    seal(ready)
    visit = shown.visit
    assert visit is not None
    assert [one.said.purpose for one in visit.seals] == ["onsite", "amendment"]
    assert seat.visits[0] not in ready.context.amending
    assert shown.sealed_box.code.text() != first


def test_the_covert_phase_is_closed_before_anything_else(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=True)
    answer(seat, seat.visits[0])
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        shown = screen(bench)
        assert shown.covert_box.isVisible()
        assert not shown.seal_box.isVisible()
        shown.covert_box.announce.click()
        idle(bench)
        visit = shown.visit
        assert visit is not None
        assert [one.said.purpose for one in visit.seals] == ["covert"]
        assert shown.seal_box.isVisible()
        assert not visit.is_sealed


def test_the_decision_may_be_announced_before_anything_was_seen(tmp_path: Path) -> None:
    seat = settle(tmp_path, mystery=True)
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        screen(bench).covert_box.announce.click()
        idle(bench)
        visit = bench.context.shown.view.visits[seat.visits[0]]
        assert visit.facts("announced")
        assert not visit.seals
        assert not screen(bench).covert_box.isVisible()


def test_filters_show_what_is_not_met_and_what_has_a_note(seat: Seat) -> None:
    answer(seat, seat.visits[0], noted=["B1"], A3="fail")
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        card = screen(bench).answers
        card.unmet.click()
        assert codes(card.model) == ["A3"]
        card.noted.click()
        assert codes(card.model) == ["A3"]
        card.unmet.click()
        assert codes(card.model) == ["A2", "A3", "B1"]


def test_every_item_stands_in_the_list_and_enter_opens_it(ready: Workbench) -> None:
    card = screen(ready).answers
    assert len(codes(card.model)) == 39
    card.list.setCurrentIndex(card.model.index(card.model.row_of(item_of("B2"))))
    press(card.list, Key.Key_Return)
    assert ready.context.at == Place("capture", visit=ready.context.at.visit, item=item_of("B2"))


def test_letters_and_backspace_do_nothing_in_the_list(ready: Workbench) -> None:
    card = screen(ready).answers
    before = card.list.currentIndex()
    for key in (Key.Key_B, Key.Key_Backspace, Key.Key_Delete):
        press(card.list, key)
    assert card.list.currentIndex() == before
    assert ready.context.at.screen == "review"


def test_the_screen_stands_in_both_languages_and_on_a_small_window_with_large_text(ready: Workbench) -> None:
    assert ready.window is not None
    ready.window.resize(1024, 640)
    ready.context.prefer(text_percent=150)
    shown = screen(ready)
    until(lambda: shown.seal_box.width() > shown.width() // 2)
    assert shown.seal_box.isVisible()
    ready.context.prefer(language="en")
    until(lambda: ready.window is not None and "Review" in screen(ready).title())


def codes(model: AnswersModel) -> list[str]:
    """Return the codes of the items that a model shows."""
    lines = [model.line(model.index(row)) for row in range(model.rowCount())]
    return [line.item.code for line in lines if isinstance(line, ItemLine)]


def test_whatever_takes_the_focus_has_a_name_and_is_large_enough(seat: Seat) -> None:
    answer(seat, seat.visits[0], skip=["A6"])
    with workbench(seat, Place("review", visit=seat.visits[0])) as bench:
        shown = screen(bench)
        shown.seal_box.ask_reason()
        assert nameless(shown) == []
        for dialog in (shown.open_minutes, shown.open_hand_over):
            dialog()
            idle(bench)
            assert shown.dialog is not None
            assert nameless(shown.dialog) == []
            shown.dialog.close()
            until(lambda: shown.dialog is None)


def nameless(root: QWidget) -> list[str]:
    """Return the visible widgets that take the focus by Tab without a name, or are smaller than a finger's tip."""
    found = []
    for widget in root.findChildren(QWidget):
        takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if (
            not takes
            or not widget.isVisible()
            or isinstance(widget, QScrollArea)
            or widget.objectName().startswith("qt_")
        ):
            continue
        words = widget.accessibleName() or getattr(widget, "text", str)()
        if not words or min(widget.width(), widget.height()) < 24:
            found.append(f"{type(widget).__name__} {words!r} {widget.width()}x{widget.height()}")
    return found
