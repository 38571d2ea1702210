"""The panel for deciding, alone in a window: what keys do, what is marked, what is told, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector.commands.answering import Conclude, WithdrawConclusion
from inspector.commands.draft import Command
from inspector.commands.evidence import LinkPhoto
from inspector.journal.entry import short
from inspector.journal.value import FAIL, NOT_APPLICABLE, PASS, Measure
from inspector.projection.view import fold
from inspector.projection.visit import Result, State
from inspector.rules.checklist import decode
from resources import Language
from tests import differing as scene
from tests.differing import CALLED, ECOPY, GUIDANCE, HARASSMENT, HOTLINE, QR, RANG, WAITING, Differing
from tests.window import walking
from tests.window.differing import seat_of
from tests.window.stage import Seat, heard, idle, press, until, workbench, write
from tests.window.wording import foreign_words
from ui.app import Workbench
from ui.context import Place
from ui.models.cases import CaseLine
from ui.widgets.deciding import Deciding
from ui.widgets.deciding.version import VersionColumn
from ui.widgets.deciding.why import WhyDialog
from ui.work.preferences import Preferences, TextPercent
from ui.work.preferences import write as store

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Stand:
    """The panel in a window of its own, owned as a screen would own it."""

    def __init__(self, bench: Workbench, made: Differing) -> None:
        assert bench.window is not None
        self.bench = bench
        self.made = made
        self.said: list[list[Command]] = []
        self.window = QWidget(bench.window, Qt.WindowType.Window)
        self.window.setObjectName("page")
        self.panel = Deciding(bench.context)
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.panel.decided.connect(self.said.append)
        self.window.resize(1278, 420)
        self.window.show()
        self.window.activateWindow()
        until(self.window.isActiveWindow)

    def show(self) -> None:
        """Show what is published."""
        shown = self.bench.context.shown
        self.panel.show_view(shown.view, shown.checklists, shown.present)
        self.wait()

    def wait(self) -> None:
        until(lambda: self.bench.context.aside.pending == 0)

    def carry_out(self) -> None:
        """Write what was decided last, as the owner of the panel does at once, and show it."""
        self.bench.bridge.submit(*self.said[-1])
        idle(self.bench)
        self.show()

    def go(self, item: str, visit: int = 0) -> None:
        self.panel.go_to(self.made.visits[visit], item)
        assert self.panel.case is not None
        assert self.panel.case.item == item

    def result(self, item: str, visit: int = 0) -> Result:
        """Return what is on record."""
        found = self.bench.context.shown.view.visits[self.made.visits[visit]].result(item)
        assert found is not None
        return found

    def side_of(self, name: str) -> VersionColumn:
        """Return the column in which somebody's version stands."""
        return next(one for one in (self.panel.page.left, self.panel.page.right) if name in one.about.text())

    def take(self, name: str) -> None:
        """Take somebody's version by its arrow."""
        is_left = self.side_of(name) is self.panel.page.left
        press(self.panel.page.list, Key.Key_Left if is_left else Key.Key_Right)

    def lines(self) -> list[str]:
        """Return the list as it is drawn: code and sign."""
        return [
            f"{line.case.code} {'⇄' if line.is_open else '✓'}" if isinstance(line, CaseLine) else line.words
            for line in self.panel.page.model.lines
        ]


@contextmanager
def standing(made: Differing, seat: Seat) -> Iterator[Stand]:
    with workbench(seat, Place("home")) as bench:
        stand = Stand(bench, made)
        stand.show()
        yield stand
        stand.window.close()


@pytest.fixture(scope="module")
def made() -> Differing:
    return scene.differing()


@pytest.fixture
def seat(made: Differing, tmp_path: Path) -> Seat:
    return seat_of(made, tmp_path)


@pytest.fixture
def stand(made: Differing, seat: Seat) -> Generator[Stand]:
    with standing(made, seat) as found:
        yield found


def test_the_list_names_visits_and_says_what_waits(stand: Stand) -> None:
    assert stand.lines() == [
        "Xã Minh Hoạ 02 · 21/11/2025", "A2 ✓", "B2 ⇄", "C1 ⇄", "F4 ⇄", "G1 ⇄", "G2 ⇄",
        "Xã Minh Hoạ 05 · 21/11/2025", "D1 ⇄",
    ]  # fmt: skip
    assert (stand.panel.open_count, stand.panel.case_count) == (6, 7)
    assert stand.panel.page.count.text() == "Còn 6/7 xung đột"
    assert stand.panel.case is not None
    assert stand.panel.case.code == "B2", "the first that waits is shown"


def test_f7_goes_to_the_next_that_waits_and_round(stand: Stand) -> None:
    def code() -> str:
        assert stand.panel.case is not None
        return stand.panel.case.code

    seen = [code()]
    for _ in range(6):
        press(stand.panel.page.list, Key.Key_F7)
        seen.append(code())
    assert seen == ["B2", "C1", "F4", "G1", "G2", "D1", "B2"]
    press(stand.panel.page.list, Key.Key_F7, SHIFT)
    assert code() == "D1"


def test_words_that_differ_are_marked_and_photos_stand_with_who_brought_them(stand: Stand) -> None:
    stand.go(HOTLINE)
    an, binh = stand.side_of("Trần Thị Mỹ Hạnh"), stand.side_of("Lê Quốc Việt")
    assert an.text.text == CALLED
    assert binh.text.text == RANG
    assert "15:52" in an.text.differing
    assert not any("Gọi số niêm yết" in run for run in (*an.text.differing, *binh.text.differing))
    assert "15:52" in an.text.accessibleDescription()
    assert [len(one.photos.rows.tiles) for one in (an, binh)] == [2, 1]
    assert (an.chip.words, binh.chip.words) == ("Đạt", "Không đạt")
    assert "Trần Thị Mỹ Hạnh" in an.accessibleName()


def test_an_arrow_fills_the_draft_and_enter_states_it(stand: Stand) -> None:
    stand.go(HOTLINE)
    stand.panel.page.list.setFocus()
    stand.take("Lê Quốc Việt")
    result = stand.panel.page.result
    assert result.hasFocus()
    assert result.values.value == FAIL
    assert result.reason.text.startswith("Lấy theo bản ")
    assert RANG in result.reason.text
    assert stand.said == [], "nothing is said before it is stated"
    press(result, Key.Key_Return)
    assert stand.said == [[Conclude(stand.made.visits[0], HOTLINE, FAIL, result_reason(stand))]]
    stand.carry_out()
    assert stand.result(HOTLINE).state is State.CONCLUDED
    assert stand.result(HOTLINE).value == FAIL
    assert stand.panel.open_count == 5
    assert stand.panel.case is not None
    assert stand.panel.case.code == "C1", "and the next one is shown"


def result_reason(stand: Stand) -> str:
    (command,) = stand.said[-1]
    assert isinstance(command, Conclude)
    return command.reason


def test_ready_words_can_be_edited(stand: Stand) -> None:
    stand.go(HOTLINE)
    stand.take("Lê Quốc Việt")
    result = stand.panel.page.result
    result.reason.moveCursor(QTextCursor.MoveOperation.End)
    write(result.reason, " Đã gọi lại ngày 22/11.")
    result.state.click()
    assert result_reason(stand).endswith("trả lời. Đã gọi lại ngày 22/11.")


def test_keys_are_letters_while_a_text_is_written(stand: Stand) -> None:
    """At the end of a text an arrow to the right moves nothing, and Qt hands it on."""
    stand.go(HOTLINE)
    reason = stand.panel.page.result.reason
    reason.setFocus()
    write(reason, "Lời riêng")
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Home, Key.Key_Left):
        press(reason, key)
    press(reason, Key.Key_End)
    press(reason, Key.Key_Right)
    assert stand.panel.page.result.draft.value is None
    press(reason, Key.Key_Plus)
    press(reason, Key.Key_1)
    press(reason, Key.Key_Return)
    assert stand.panel.page.result.draft.value is None
    assert reason.text == "Lời riêng+1"
    assert stand.said == []


def test_plus_joins_the_notes_and_the_value_is_still_to_be_chosen(stand: Stand) -> None:
    stand.go(HOTLINE)
    result = stand.panel.page.result
    press(stand.panel.page.left, Key.Key_Plus)
    assert CALLED in result.reason.text
    assert RANG in result.reason.text
    assert "Trần Thị Mỹ Hạnh: " in result.reason.text
    press(result, Key.Key_Return)
    assert stand.said == []
    assert result.wrong.isVisible()
    assert "B2" in result.wrong.text()
    press(result, Key.Key_3)
    assert not result.wrong.isVisible()
    press(result, Key.Key_Enter)
    (command, *rest) = stand.said[-1]
    assert isinstance(command, Conclude)
    assert command.value == FAIL
    assert rest == []


@pytest.mark.parametrize(("key", "value"), [(Key.Key_1, PASS), (Key.Key_3, FAIL), (Key.Key_0, NOT_APPLICABLE)])
def test_digits_choose_the_value(stand: Stand, key: Key, value: str) -> None:
    stand.go(HOTLINE)
    press(stand.panel.page.right, key)
    assert stand.panel.page.result.draft.value == value
    press(stand.panel.page.result, Key.Key_Return)
    assert stand.said == [], "a conclusion needs a reason"
    assert "lý do" in stand.panel.page.result.wrong.text()


def test_letters_and_backspace_and_delete_do_nothing(stand: Stand) -> None:
    stand.go(HOTLINE)
    before = stand.panel.page.result.draft
    for widget in (stand.panel.page.list, stand.panel.page.left, stand.panel.page.result):
        for key in (Key.Key_A, Key.Key_B, Key.Key_Backspace, Key.Key_Delete, Key.Key_2):
            press(widget, key)
    assert stand.panel.page.result.draft == before
    assert stand.said == []


def test_a_measure_is_typed_and_checked(stand: Stand) -> None:
    stand.go(GUIDANCE)
    result = stand.panel.page.result
    field = result.values.field
    press(stand.panel.page.left, Key.Key_6)
    assert field.hasFocus()
    assert field.text() == "6"
    write(field, "/5")
    press(field, Key.Key_Return)
    assert result.reason.hasFocus()
    write(result.reason, "Đếm lại theo ảnh")
    result.state.click()
    assert stand.said == []
    assert "C1" in result.wrong.text()
    field.selectAll()
    write(field, "4/5")
    result.state.click()
    assert stand.said == [[Conclude(stand.made.visits[0], GUIDANCE, Measure(n=4, total=5), "Đếm lại theo ảnh")]]


def test_a_measure_can_be_left_out_with_control(stand: Stand) -> None:
    stand.go(GUIDANCE)
    press(stand.panel.page.left, Key.Key_0, CTRL)
    assert stand.panel.page.result.draft.value == NOT_APPLICABLE
    assert stand.panel.page.result.values.field.text() == ""


def test_of_three_observers_two_are_compared_and_all_can_be(stand: Stand) -> None:
    stand.go(GUIDANCE)
    left, right = stand.panel.page.left, stand.panel.page.right
    assert left.choice.isVisible()
    assert left.choice.count() == right.choice.count() == 3
    shown = {left.choice.currentIndex(), right.choice.currentIndex()}
    (third,) = {0, 1, 2} - shown
    right.chosen.emit(third)
    assert right.choice.currentIndex() == third
    kept = left.choice.currentIndex()
    right.chosen.emit(kept)
    assert (left.choice.currentIndex(), right.choice.currentIndex()) == (third, kept), "they change places"


def test_one_person_on_two_devices_is_told_so(stand: Stand) -> None:
    stand.go(WAITING)
    page = stand.panel.page
    assert {page.left.about.text()[:20], page.right.about.text()[:20]} == {
        "Lê Quốc Việt (máy 1)",
        "Lê Quốc Việt (máy 2)",
    }
    assert "Lê Quốc Việt" in page.result.told.text()
    keys = {short(stand.made.binh.key.public), short(stand.made.binh_again.key.public)}
    assert {page.left.about.toolTip().split()[-1], page.right.about.toolTip().split()[-1]} == keys


def test_a_reason_for_not_applicable_is_compared_as_a_note_is(stand: Stand) -> None:
    stand.go(HARASSMENT)
    binh = stand.side_of("Lê Quốc Việt")
    assert binh.text.text == "Không gặp công chức nào"
    assert stand.side_of("Trần Thị Mỹ Hạnh").without_note.isVisible()


def test_photos_of_the_other_version_are_untied_only_if_that_is_asked(stand: Stand) -> None:
    stand.go(HOTLINE)
    keep = stand.panel.page.result.keep
    assert keep.isVisible()
    assert keep.isChecked()
    assert not keep.isEnabled(), "as long as nobody's version was taken, all stay"
    stand.take("Trần Thị Mỹ Hạnh")
    assert keep.isEnabled()
    keep.click()
    stand.panel.page.result.state.click()
    visit, photo = stand.made.visits[0], stand.made.photos[2]
    assert stand.said[-1][1:] == [LinkPhoto(visit, photo, HOTLINE, "out")]
    stand.carry_out()
    photos = stand.bench.context.shown.view.visits[visit].photos_of(HOTLINE)
    assert [one.id for one in photos] == stand.made.photos[:2]
    stand.panel.undo()
    stand.carry_out()
    photos = stand.bench.context.shown.view.visits[visit].photos_of(HOTLINE)
    assert {one.id for one in photos} == set(stand.made.photos)


def test_undo_brings_the_dispute_back_with_the_draft(stand: Stand) -> None:
    stand.go(HOTLINE)
    stand.take("Lê Quốc Việt")
    stand.panel.page.result.state.click()
    reason = result_reason(stand)
    stand.carry_out()
    press(stand.panel.page.list, Key.Key_Z, CTRL)
    stand.carry_out()
    assert stand.result(HOTLINE).state is State.CONTESTED
    assert stand.panel.case is not None
    assert stand.panel.case.item == HOTLINE
    assert stand.panel.page.result.reason.text == reason
    press(stand.panel.page.list, Key.Key_Z, CTRL)
    assert len(stand.said) == 2, "there is nothing more to take back"


def test_the_toast_tells_what_was_concluded_and_offers_the_way_back(stand: Stand) -> None:
    stand.go(HOTLINE)
    stand.take("Lê Quốc Việt")
    words, action, call = heard(stand.bench.context.toasted, stand.panel.page.result.state.click)
    assert (words, action) == ("Đã kết luận B2: Không đạt", "Hoàn tác")
    assert callable(call)
    call()
    assert isinstance(stand.said[-1][0], WithdrawConclusion)


def test_a_conclusion_can_be_changed(stand: Stand) -> None:
    stand.go(QR)
    result = stand.panel.page.result
    assert "Nguyễn Hoàng Lâm kết luận lúc" in result.about.text()
    assert (result.values.value, result.reason.text) == (FAIL, "Đã xem ảnh: mã bị che.")
    press(result, Key.Key_1)
    result.state.click()
    stand.carry_out()
    assert stand.result(QR).value == PASS
    stand.panel.undo()
    stand.carry_out()
    assert stand.result(QR).value == FAIL, "undo says the former conclusion again"


def test_a_withdrawn_conclusion_brings_the_dispute_back(stand: Stand) -> None:
    stand.go(QR)
    result = stand.panel.page.result
    result.withdraw.click()
    assert result.why.hasFocus()
    result.why.setText("  ")
    press(result.why, Key.Key_Return)
    assert stand.said == [], "a withdrawal needs its reason"
    press(result.why, Key.Key_Tab)
    result.withdraw.click()
    press(result.why, Key.Key_Escape)
    assert not result.why.isVisible()
    result.withdraw.click()
    result.why.setText("Ảnh chụp ngày khác")
    press(result.why, Key.Key_Return)
    assert stand.said == [[WithdrawConclusion(stand.made.visits[0], QR, "Ảnh chụp ngày khác")]]
    stand.carry_out()
    assert stand.result(QR).state is State.CONTESTED
    assert stand.panel.open_count == 7
    assert "Ảnh chụp ngày khác" in result.told.text()
    assert not result.withdraw.isVisible()


def test_a_reason_that_is_being_written_stays_when_something_is_published(stand: Stand) -> None:
    stand.go(QR)
    result = stand.panel.page.result
    result.withdraw.click()
    result.why.setText("Ảnh chụp")
    stand.show()
    assert result.why.isVisible()
    assert result.why.text() == "Ảnh chụp"
    stand.go(HOTLINE)
    assert not result.why.isVisible()


def test_a_draft_stays_while_one_looks_at_another_case_and_when_something_is_published(stand: Stand) -> None:
    stand.go(HOTLINE)
    write(stand.panel.page.result.reason, "Đang nghĩ")
    press(stand.panel.page.left, Key.Key_3)
    stand.go(GUIDANCE)
    assert stand.panel.page.result.reason.text == ""
    stand.show()
    stand.go(HOTLINE)
    assert stand.panel.page.result.draft.value == FAIL
    assert stand.panel.page.result.reason.text == "Đang nghĩ"


def test_in_a_preview_decisions_show_as_made_and_are_held(stand: Stand) -> None:
    preview = fold(stand.made.lead.log)
    checklists = {stand.made.world.checklist_id: decode(stand.made.world.checklist)}
    stand.panel.show_view(preview, checklists, frozenset())
    stand.wait()
    stand.go(HOTLINE)
    stand.take("Lê Quốc Việt")
    stand.panel.page.result.state.click()
    assert stand.panel.open_count == 5
    assert "B2 ✓" in stand.lines()
    assert stand.panel.held == stand.said[-1]
    stand.go(HOTLINE)
    result = stand.panel.page.result
    assert result.about.text() == "Đã kết luận, ghi cùng lần gộp"
    result.reason.setPlainText("Đã gọi lại")
    result.state.click()
    assert [command.reason for command in stand.panel.held if isinstance(command, Conclude)] == ["Đã gọi lại"]
    stand.panel.undo()
    assert stand.panel.open_count == 5, "undo brings the former decision back"
    assert stand.panel.held == stand.said[0]
    result.withdraw.click()
    press(result.why, Key.Key_Return)
    assert stand.panel.held == []
    assert stand.panel.open_count == 6
    stand.bench.bridge.submit(*[command for said in stand.said for command in said])
    idle(stand.bench)
    assert stand.result(HOTLINE).state is State.CONTESTED, "the requests end where the panel did"


def test_what_is_held_goes_when_the_merge_is_written(stand: Stand) -> None:
    preview = fold(stand.made.lead.log)
    stand.panel.show_view(preview, {}, frozenset())
    stand.wait()
    stand.go(HOTLINE)
    stand.take("Lê Quốc Việt")
    stand.panel.page.result.state.click()
    stand.carry_out()
    assert stand.panel.held == []
    assert stand.result(HOTLINE).state is State.CONCLUDED
    assert stand.panel.open_count == 5


def test_a_preview_that_is_given_up_can_be_looked_at_until_the_cases_of_the_round_are_there(stand: Stand) -> None:
    other = scene.differing()
    visit = other.lead.plan("Xã Minh Hoạ 09")
    for one, value in ((other.an, PASS), (other.binh, FAIL)):
        one.meet(other.lead)
        scene.see(one, visit, HOTLINE, value)
    stand.panel.show_view(other.view, {}, frozenset())
    stand.wait()
    stand.panel.go_to(visit, HOTLINE)
    shown = stand.bench.context.shown
    stand.panel.show_view(shown.view, shown.checklists, shown.present)
    press(stand.panel.page.list, Key.Key_F7)
    press(stand.panel.page.list, Key.Key_F7, SHIFT)
    stand.panel.show_why()
    stand.wait()
    assert stand.panel.open_count == 6
    assert stand.panel.case is not None
    assert stand.panel.case.visit in stand.made.visits


def test_cases_that_are_known_after_the_dossier_was_closed_are_not_shown(stand: Stand) -> None:
    context = stand.bench.context
    shown = context.shown
    context.bridge.close_dossier()
    until(lambda: context.now_shown is None)
    stand.panel.show_view(shown.view, {}, frozenset())
    stand.wait()
    assert stand.panel.case_count == 7, "what was shown before stays until another dossier is opened"


def test_a_photo_of_a_preview_says_that_it_comes_with_the_merge(stand: Stand) -> None:
    visit = stand.made.visits[0]
    data = frozenset(stand.made.lead.blobs)
    late = scene.differing()
    photo = scene.photograph(late.binh, late.visits[0], HOTLINE, "desk")
    late.meet()
    view = fold(late.lead.log)
    stand.panel.show_view(view, {}, data | frozenset(late.lead.blobs))
    stand.wait()
    stand.go(HOTLINE)
    tiles = {tile.photo: tile for tile in stand.side_of("Lê Quốc Việt").photos.rows.tiles}
    assert tiles[photo].standing == "coming"
    assert "sau khi gộp" in tiles[photo].words
    assert tiles[stand.made.photos[2]].standing == "here"
    at = stand.bench.context.at
    stand.side_of("Lê Quốc Việt").photos.opened.emit(photo)
    assert stand.bench.context.at == at
    assert visit == late.visits[0]


def test_a_photo_of_what_is_published_opens(stand: Stand) -> None:
    stand.go(HOTLINE)
    stand.side_of("Lê Quốc Việt").photos.opened.emit(stand.made.photos[2])
    assert stand.bench.context.at == Place("photo", stand.made.visits[0], HOTLINE, stand.made.photos[2])


def test_why_shows_the_whole_chain(stand: Stand) -> None:
    stand.go(ECOPY, visit=1)
    dialog = stand.panel.show_why()
    assert isinstance(dialog, WhyDialog)
    told = [dialog.explained.lines.item(row).text() for row in range(dialog.explained.lines.count())]
    assert len(told) == 4
    assert "rút lại: Sổ của quý trước" in told[-1]
    assert walking.nameless(dialog) == []
    dialog.close()


def test_stating_what_holds_already_says_nothing(stand: Stand) -> None:
    stand.go(QR)
    press(stand.panel.page.result, Key.Key_Return)
    assert stand.said == []
    assert stand.panel.case is not None
    assert stand.panel.case.code == "B2"


def test_only_some_visits_can_be_shown(stand: Stand) -> None:
    shown = stand.bench.context.shown
    stand.panel.show_view(shown.view, shown.checklists, shown.present, {stand.made.visits[1]})
    stand.wait()
    assert stand.lines() == ["Xã Minh Hoạ 05 · 21/11/2025", "D1 ⇄"]


def test_an_item_that_is_asked_for_before_it_is_known_is_shown_then(stand: Stand) -> None:
    shown = stand.bench.context.shown
    stand.panel.show_view(shown.view, shown.checklists, shown.present)
    panel = Deciding(stand.bench.context)
    panel.setParent(stand.window)
    panel.go_to(stand.made.visits[0], WAITING)
    panel.show_view(shown.view, shown.checklists, shown.present)
    stand.wait()
    assert panel.case is not None
    assert panel.case.item == WAITING


def test_without_the_checklist_a_version_can_still_be_taken(stand: Stand) -> None:
    shown = stand.bench.context.shown
    stand.panel.show_view(shown.view, {}, shown.present)
    stand.wait()
    stand.go(HOTLINE)
    press(stand.panel.page.left, Key.Key_1)
    assert stand.panel.page.result.draft.value is None
    stand.take("Lê Quốc Việt")
    stand.panel.page.result.state.click()
    (command,) = stand.said[-1]
    assert isinstance(command, Conclude)
    assert command.value == FAIL


def test_where_nobody_differs_the_page_says_so(tmp_path: Path) -> None:
    made = scene.team()
    with standing(made, seat_of(made, tmp_path)) as stand:
        assert stand.panel.empty.isVisible()
        assert stand.panel.open_count == 0
        press(stand.panel, Key.Key_F7)
        press(stand.panel, Key.Key_Left)
        press(stand.panel, Key.Key_Return)
        stand.panel.undo()
        assert stand.panel.show_why() is None
        assert stand.said == []


def test_an_inspector_may_look_and_no_more(made: Differing, tmp_path: Path) -> None:
    with standing(made, seat_of(made, tmp_path, "an")) as stand:
        stand.go(HOTLINE)
        page = stand.panel.page
        assert not page.result.state.isVisible()
        assert not page.left.act.isVisible()
        for key in (Key.Key_Left, Key.Key_Right, Key.Key_Plus, Key.Key_1, Key.Key_Return):
            press(page.left, key)
        page.result.state.clicked.emit()
        assert page.result.draft.value is None
        assert stand.said == []


def test_what_is_filled_in_is_scrolled_to_where_the_window_is_small(stand: Stand) -> None:
    def is_seen(widget: QWidget) -> bool:
        return not widget.visibleRegion().isEmpty()

    stand.window.resize(936, 360)
    stand.go(HOTLINE)
    page = stand.panel.page
    until(lambda: not is_seen(page.result.state))
    stand.take("Lê Quốc Việt")
    until(lambda: is_seen(page.result.state))
    stand.go(QR)
    until(lambda: is_seen(page.left.chip))
    page.result.withdraw.click()
    until(lambda: is_seen(page.result.why))


def test_where_there_is_room_photos_and_the_reason_are_larger(stand: Stand) -> None:
    stand.go(HOTLINE)
    page = stand.panel.page
    low = (page.left.photos.height(), page.result.reason.height())
    stand.window.resize(1278, 620)
    until(lambda: page.left.photos.height() > low[0] and page.result.reason.height() > low[1])
    stand.window.resize(1278, 380)
    until(lambda: (page.left.photos.height(), page.result.reason.height()) == low)


def test_the_keys_of_the_panel_are_told(stand: Stand) -> None:
    told = stand.panel.keys()
    assert [key for key, _ in told] == ["F7", "Shift+F7", "Left", "Right", "+", "1 2 3 0 9", "Enter"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("percent", [100, 125, 150])
def test_the_panel_is_named_reachable_and_readable(
    made: Differing, seat: Seat, language: Language, percent: TextPercent
) -> None:
    store(seat.home, Preferences(language=language, text_percent=percent, theme="light"))
    faults: dict[str, list[str]] = {}
    with standing(made, seat) as stand:
        for item, size in product(
            (HOTLINE, GUIDANCE, QR, WAITING), (QSize(1278, 360), QSize(1278, 620), QSize(936, 500))
        ):
            stand.go(item)
            stand.window.resize(size)
            for _ in range(6):
                QApplication.sendPostedEvents()
            root = stand.window
            found = [
                *walking.nameless(root), *walking.small(root), *walking.clipped(root), *walking.overlapping(root),
                *walking.astray(root),
            ]  # fmt: skip
            if language == "vi":
                found += foreign_words(walking.texts(root), frozenset({"quay-2"}))
            if found:
                faults[f"{item} {size.width()}×{size.height()}"] = found
    assert faults == {}
