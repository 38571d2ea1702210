"""The workbench, as a person reads it and works with it."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from inspector.commands.answering import Answer
from inspector.commands.rounding import RecordHandOver
from inspector.commands.visiting import OpenVisit, SealVisit
from inspector.journal.value import FAIL, NOT_APPLICABLE
from inspector.people import key_file
from inspector.people.identity import create
from inspector.rules.checklist import decode
from inspector.session import PROGRAM, Session
from inspector.sources import SystemSources
from resources import open_bytes
from tests.window.elsewhere import blank_screens
from tests.window.stage import CHECKLIST, PASSPHRASE, Seat, closing, idle, press, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.models.visits import Role
from ui.screens.home import HomeScreen
from ui.screens.home_parts.edges import FootPart
from ui.screens.home_parts.gaps import GapChip
from ui.screens.new_visit import NewVisit
from ui.work.home import Home
from ui.work.rounds import start_alone
from ui.work.stages import VisitRow

ITEMS = decode(open_bytes(CHECKLIST)).items


@pytest.fixture(autouse=True)
def elsewhere() -> Generator[None]:
    with blank_screens("home"):
        yield


@pytest.fixture
def seat(made: Seat, tmp_path: Path) -> Seat:
    """Return what `made` is, to do with as one likes."""
    home = Home(shutil.copytree(made.home.path, tmp_path / "home"))
    return replace(made, home=home, dossier=home.path / made.dossier.relative_to(made.home.path))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Seat:
    """Five units: 01 lacks all but two answers, 02 is complete, 03 sealed, 04 handed over, 05 planned."""
    seat = settle(tmp_path_factory.mktemp("made"), units=5)
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        first, *others = seat.visits
        session.do(Answer(first, ITEMS[0].id, NOT_APPLICABLE, reason="Không có"))
        session.do(Answer(first, ITEMS[1].id, FAIL, note="Không có mã"))
        for day, visit in enumerate(others[:3], 16):
            session.do(OpenVisit(visit, f"2026-11-{day}T08:00:00+07:00"))
            for item in ITEMS:
                session.do(Answer(visit, item.id, NOT_APPLICABLE, reason="Không có"))
        session.do(Answer(others[1], "staff_name_tag", FAIL, note="Không đeo thẻ"))
        for visit in others[1:3]:
            session.do(SealVisit(visit, "final", PROGRAM, session.dossier.blob_ids()))
        session.do(RecordHandOver((others[2],), "display", (), "thử"))
    return seat


def home_of(bench: Workbench) -> HomeScreen:
    screen = screen_of(bench, HomeScreen)
    until(lambda: screen.gathering.is_done)
    return screen


def groups(home: HomeScreen) -> dict[str, list[str]]:
    return {group.key: [row.unit for row in group.rows] for group in home.visits.tree.groups}


def select(home: HomeScreen, visit: str) -> VisitRow:
    home.visits.setCurrentIndex(home.visits.tree.index_of(visit))
    row = home.visits.currentIndex().data(Role.ROW)
    assert isinstance(row, VisitRow)
    return row


def test_each_visit_stands_in_the_group_of_its_stage(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        assert groups(home) == {
            "planned": ["Xã Minh Hoạ 05"],
            "recording": ["Xã Minh Hoạ 01"],
            "waiting": ["Xã Minh Hoạ 02"],
            "sealed": ["Xã Minh Hoạ 03"],
            "handed_over": ["Xã Minh Hoạ 04"],
        }
        tree = home.visits.tree
        opened = [home.visits.isExpanded(tree.index(number, 0)) for number in range(5)]
        assert opened == [True] * 5, "what an inspector handed over waits at the lead's"
        assert home.round.visited.text() == "4/5"
        assert home.hand_over.count.text() == "1 tệp chưa bàn giao"
        assert bench.window is not None
        assert bench.window.rail.entries["home"].accessibleDescription() == "1"
        assert home.worst.basis.text() == "Tính trên 2 lượt đã niêm phong."


def test_the_visit_in_hand_says_how_far_it_is_and_what_it_lacks(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        card = home_of(bench).card
        assert card.unit.text() == "Xã Minh Hoạ 01"
        assert card.state.words == "Đang ghi"
        assert card.ring.accessibleName() == f"2/{len(ITEMS)} tiêu chí"
        assert card.lacking.text() == f"Còn thiếu {len(ITEMS) - 1}"
        assert card.parts.text() == f"({len(ITEMS) - 2} tiêu chí, 1 ảnh) — bấm để đến đúng mục"
        assert "có đóng vai" in card.facts.text()


def test_a_chip_leads_to_the_item_that_lacks_something(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        chip = home.card.chips.parts[0]
        assert isinstance(chip, GapChip)
        assert (chip.text(), chip.item) == (ITEMS[2].code, ITEMS[2].id)
        chip.click()
        assert bench.context.at == Place("capture", visit=seat.visits[0], item=ITEMS[2].id)


def test_enter_runs_the_link_of_the_visit(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        for number, expected in (
            (0, Place("capture", visit=seat.visits[0])),
            (1, Place("review", visit=seat.visits[1])),
            (2, Place("review", visit=seat.visits[2], part="handover")),
        ):
            bench.context.go("home")
            home = home_of(bench)
            select(home, seat.visits[number])
            press(home.visits, Qt.Key.Key_Return)
            assert bench.context.at == expected


def test_a_click_on_the_link_and_a_double_click_on_the_row_run_it_too(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        view, index = home.visits, home.visits.tree.index_of(seat.visits[0])
        view.scrollTo(index)
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(view.viewport(), button, none, view.visualRect(index).center())
        assert bench.context.at.screen == "home", "a click on the name only selects"
        QTest.mouseClick(view.viewport(), button, none, view.visualRect(index.siblingAtColumn(4)).center())
        assert bench.context.at == Place("capture", visit=seat.visits[0])
        bench.context.go("home")
        QTest.mouseDClick(view.viewport(), button, none, view.visualRect(index).center() + QPoint(4, 0))
        assert bench.context.at == Place("capture", visit=seat.visits[0])


def test_the_link_of_a_planned_visit_opens_the_form_with_its_unit(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        select(home, seat.visits[4])
        press(home.visits, Qt.Key.Key_Enter)
        assert bench.window is not None
        (form,) = bench.window.findChildren(NewVisit)
        assert form.unit.text() == "Xã Minh Hoạ 05"
        form.reject()


def test_groups_fold_by_key_and_stay_folded(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        view = home.visits
        view.setCurrentIndex(view.tree.index(0, 0))
        press(view, Qt.Key.Key_Space)
        assert not view.isExpanded(view.tree.index(0, 0))
        bench.context.bridge.submit(Answer(seat.visits[0], ITEMS[3].id, NOT_APPLICABLE, reason="Không có"))
        idle(bench)
        home_of(bench)
        assert not view.isExpanded(view.tree.index(0, 0))
        press(view, Qt.Key.Key_Right)
        assert view.isExpanded(view.tree.index(0, 0))


def test_an_answer_changes_its_row_alone_and_keeps_what_is_current(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        select(home, seat.visits[2])
        before = {row.visit: row for row in home.gathering.rows}
        bench.context.bridge.submit(Answer(seat.visits[0], ITEMS[3].id, NOT_APPLICABLE, reason="Không có"))
        idle(bench)
        after = {row.visit: row for row in home_of(bench).gathering.rows}
        assert [visit for visit in after if after[visit] is not before[visit]] == [seat.visits[0]]
        current = home.visits.current_row()
        assert current is not None
        assert current.visit == seat.visits[2]
        assert home.card.ring.accessibleName() == f"3/{len(ITEMS)} tiêu chí"


def test_a_large_round_is_worked_out_slice_by_slice(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.screens.home_parts.gathering._SLICE_S", 0)  # one visit, then the window has its turn
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        assert [row.visit for row in home.gathering.rows] == list(bench.context.shown.view.visits)
        assert sum(map(len, groups(home).values())) == 5
        bench.context.bridge.submit(Answer(seat.visits[0], ITEMS[3].id, NOT_APPLICABLE, reason="Không có"))
        idle(bench)
        until(lambda: home.card.ring.accessibleName() == f"3/{len(ITEMS)} tiêu chí")


def test_the_visits_stand_by_day_if_somebody_wants_that(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        segments = next(
            one for one in home.findChildren(QAbstractButton) if one.accessibleName() == "Sắp xếp lượt kiểm tra"
        )
        press(segments, Qt.Key.Key_Right)
        assert list(groups(home)) == ["2026-11-20", "2026-11-18", "2026-11-17", "2026-11-16"]


def test_letters_and_deleting_keys_do_nothing_in_the_list(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        row = select(home, seat.visits[0])
        for key in (Qt.Key.Key_X, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            press(home.visits, key)
        idle(bench)
        assert home.visits.current_row() == row
        assert bench.context.at.screen == "home"


def test_hand_over_leads_to_the_first_visit_that_waits_for_it(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        select(home, seat.visits[0])
        home.actions_of_window.action("hand-over").trigger()
        assert bench.context.at == Place("review", visit=seat.visits[2], part="handover")


def test_hand_over_offers_all_where_several_wait(seat: Seat) -> None:
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        session.do(SealVisit(seat.visits[1], "final", PROGRAM, session.dossier.blob_ids()))
    with workbench(seat, Place("home")) as bench:
        home_of(bench).hand_over.button.click()
        assert bench.context.at is not None
        assert (bench.context.at.screen, bench.context.at.part) == ("review", "handover-all")


def test_the_clock_is_asked_about_once_a_day(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        assert not home.clock.isHidden()
        assert home.clock.words.text().startswith("Giờ máy ")
        next(one for one in home.clock.findChildren(QAbstractButton) if one.text() == "Đúng giờ").click()
        assert home.clock.isHidden()
        assert "giờ máy đã xác nhận lúc" in home.caption()
        bench.context.prefer(clock_confirmed="2020-01-01T08:00:00+07:00")
        home.refresh()
        assert not home.clock.isHidden()


def test_without_visits_there_is_one_sentence_and_a_way_to_begin(tmp_path: Path) -> None:
    sources, home = SystemSources(), Home(tmp_path / "home")
    home.made()
    identity = create("Trần Thị Mỹ Hạnh", sources)
    key_file.write(home.key_path, identity, PASSPHRASE, sources, key_file.FLOOR)
    started = start_alone(home, identity, sources, title="Đợt trống", checklist="2026.2", units=[])
    with workbench(Seat(home, identity, started.path, ()), Place("home")) as bench:
        screen = home_of(bench)
        assert screen.empty.isVisible()
        assert not screen.card.isVisible()
        assert screen.empty.words.text() == "Chưa có lượt kiểm tra nào trên máy này"
        buttons = {one.text(): one for one in screen.empty.findChildren(QAbstractButton)}
        assert list(buttons) == ["Bắt đầu lượt kiểm tra", "Dùng thử dữ liệu mẫu", "Kế hoạch", "Đoàn kiểm tra"]
        buttons["Dùng thử dữ liệu mẫu"].click()
        assert bench.context.at == Place("start", part="sample")


def test_where_room_is_short_the_right_column_goes_below_and_the_name_stays(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        assert bench.window is not None
        foot = home.foot()
        assert isinstance(foot, FootPart)
        until(lambda: home.round.mapTo(home, QPoint()).x() > home.visits.mapTo(home, QPoint()).x())
        until(lambda: foot.person.text() == "Trần Thị Mỹ Hạnh · Thành viên Tổ 2")
        bench.context.prefer(text_percent=150)
        bench.window.resize(1024, 640)
        until(lambda: home.round.mapTo(home, QPoint()).x() == home.card.mapTo(home, QPoint()).x())
        until(lambda: foot.person.text() == "Trần Thị Mỹ Hạnh")
        view = home.visits
        assert view.columnWidth(0) >= view.measures.widest(home.gathering.rows).unit, "no name is cut"


def test_the_last_second_copy_is_told_below(seat: Seat, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    with workbench(seat, Place("home")) as bench:
        home = home_of(bench)
        foot = home.foot()
        assert isinstance(foot, FootPart)
        until(lambda: foot.copy.text() == "Chưa chọn nơi sao lưu")
        bench.context.prefer(backup_folder=str(folder))
        home.refresh()
        until(lambda: foot.copy.text() == "Chưa có bản sao lưu nào")
        home.actions_of_window.action("checkpoint").trigger()
        until(lambda: foot.copy.text().startswith("Bản sao lưu gần nhất: "))


def test_the_workbench_speaks_english_if_asked(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        old = home_of(bench)
        bench.context.prefer(language="en")
        until(lambda: bench.window is not None and bench.window.screen_now is not old)
        home = home_of(bench)
        assert home.title() == "Workbench"
        assert home.card.state.words == "Recording"
        assert home.visits.tree.index(0, 0).data() == "Planned  1"


@pytest.mark.parametrize("percent", [100, 150])
def test_whatever_can_be_pressed_has_a_name_and_room_for_a_finger(seat: Seat, percent: int) -> None:
    with workbench(seat, Place("home")) as bench:
        old = home_of(bench)
        bench.context.prefer(text_percent=percent)
        if percent != 100:  # other sizes of text make the window anew
            until(lambda: home_of(bench) is not old)
        home = home_of(bench)
        until(lambda: any(one.isVisible() for one in home.findChildren(QAbstractButton)))
        pressed = [one for one in home.findChildren(QAbstractButton) if one.isVisible()]
        assert [one for one in pressed if not one.accessibleName()] == []
        assert [
            one.accessibleName() for one in pressed if min(one.sizeHint().width(), one.sizeHint().height()) < 24
        ] == []
