"""The plan's screen through its real widgets: list, seed, draw, days, and a file that opens for those who go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from inspector.commands.draft import Command
from inspector.commands.planning import DrawUnits, StatePlan, StateSeed
from inspector.commands.rounding import IssueRoster
from inspector.journal.bodies import DeviceKey, Person
from inspector.people import key_file
from inspector.people.exchange import decrypt_file
from inspector.people.identity import create
from inspector.progress import Silent
from inspector.projection.draws import drawn_units, seeds_of
from inspector.rules.round_plan import FrameUnit, RoundPlan
from inspector.session import Session
from inspector.sources import SystemSources
from resources import Language, say
from tests.window.beginning import visible_texts
from tests.window.stage import PASSPHRASE, Seat, closing, idle, press, screen_of, settle, until, workbench, write
from ui.app import Workbench
from ui.context import Place
from ui.models.units import COLUMNS
from ui.screens.home import HomeScreen
from ui.screens.plan import Plan
from ui.screens.plan_parts.coverage_page import CoveragePage
from ui.screens.plan_parts.days_page import DaysPage
from ui.screens.plan_parts.draw_page import DrawPage
from ui.screens.plan_parts.form_page import FormPage
from ui.work.choosing import plans
from ui.work.handing import hand_over_visits
from ui.work.home import Home
from ui.work.planning import plan_of
from ui.work.rounds import take_briefing
from ui.work.unit_table import TABLE_COLUMNS, read_table, table_of

FRAME = tuple(
    FrameUnit(name=f"xã Số {n:02}", code=f"320{n:02}", since="2025-07-01", stratum=f"huyện {n % 2}", complaints=n % 5)
    for n in range(1, 21)
)
PLAN = RoundPlan(start="2026-12-01", end="2026-12-15", frame=FRAME)


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path)


@pytest.fixture
def bench(seat: Seat) -> Iterator[Workbench]:
    with workbench(seat, Place("plan")) as opened:
        yield opened


def do(seat: Seat, *commands: Command) -> None:
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        for one in commands:
            session.do(one)


def screen(bench: Workbench) -> Plan:
    return screen_of(bench, Plan)


def turn(bench: Workbench, part: str) -> None:
    """Turn to a page as a person does, with the arrow keys."""
    plan = screen(bench)
    names = ["round", "draw", "days", "coverage"]
    while names[plan.segments.index] != part:
        ahead = names.index(part) > plan.segments.index
        press(plan.segments, Qt.Key.Key_Right if ahead else Qt.Key.Key_Left)
    idle(bench)


def form(bench: Workbench) -> FormPage:
    turn(bench, "round")
    page = screen(bench).page
    assert isinstance(page, FormPage)
    return page


def draw(bench: Workbench) -> DrawPage:
    turn(bench, "draw")
    page = screen(bench).page
    assert isinstance(page, DrawPage)
    return page


def days(bench: Workbench) -> DaysPage:
    turn(bench, "days")
    page = screen(bench).page
    assert isinstance(page, DaysPage)
    return page


def click(button: QAbstractButton, bench: Workbench) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    idle(bench)


def stated(bench: Workbench) -> RoundPlan:
    return plan_of(bench.context.shown.view)


def type_into(field: QLineEdit, text: str) -> None:
    field.selectAll()
    write(field, text)


def test_the_units_of_a_province_are_listed_and_the_plan_is_saved_when_one_goes_on(bench: Workbench) -> None:
    page = form(bench)
    until(lambda: page.provinces.count() > 0)
    page.provinces.setCurrentIndex(page.provinces.findText("Tỉnh Cà Mau"))
    type_into(page.fields.start, "01/12/2026")
    type_into(page.fields.share, "50%")
    click(page.list_units, bench)
    until(lambda: page.model.rowCount() == 64)
    turn(bench, "draw")
    plan = stated(bench)
    assert (plan.start, plan.share, len(plan.frame)) == ("2026-12-01", (1, 2), 64)


def test_from_the_seed_to_a_days_file(seat: Seat, tmp_path: Path) -> None:
    anna = create("Nguyễn An Mẫu", SystemSources())
    person = Person(
        id="2" * 32, name="Nguyễn An Mẫu", roles=("inspector",), keys=(DeviceKey(anna.public, anna.recipient),)
    )
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        trust = session.view.trust
        session.do(IssueRoster("2", tuple(trust.roots), (*trust.persons.values(), person)))
        session.do(StatePlan(PLAN))
    with workbench(seat, Place("plan", part="draw")) as bench:
        page = draw(bench)
        click(page.state, bench)
        (card,) = page.cards
        until(card.isVisible)
        assert card.code.text().count(" ") == 3
        click(card.act, bench)
        picks = drawn_units(seeds_of(bench.context.shown.view))
        assert len(picks) == 6
        assert page.model.rowCount() == 6
        until(lambda: say("draw.verdict.same", "vi") in visible_texts(page))
        click(page.go_on, bench)
        going = days(bench)
        rows = going._rows()
        assert {one.unit for one in rows if not one.visit} == {pick.unit for pick in picks}
        for at in (0, 1):
            going.table.selectionModel().select(
                going.model.index(at, 0),
                going.table.selectionModel().SelectionFlag.Select | going.table.selectionModel().SelectionFlag.Rows,
            )
        write(going.day, "01/12/2026")
        going.people[person.id].click()
        assert going.assign.text() == say("plan.assign", "vi", count=2)
        click(going.assign, bench)
        assert "2026-12-01" in going.lines
        folder = tmp_path / "thẻ"
        folder.mkdir()
        going.export_to("2026-12-01", folder)
        until(lambda: bool(list(folder.glob("*.thisat.age"))))
        idle(bench)
        assert "đã xuất lúc" in going.lines["2026-12-01"].told.text()
        (file,) = folder.glob("*.thisat.age")
        decrypt_file(file, tmp_path / "mở.thisat", [anna], Silent())
        turn(bench, "coverage")
        covered = screen(bench).page
        assert isinstance(covered, CoveragePage)
        until(lambda: covered.model.rowCount() > 0)
        assert "bốc 6/20, dự kiến 5" in covered.total.text()


def test_an_assignment_is_taken_back(seat: Seat) -> None:
    do(seat, StatePlan(PLAN), StateSeed("5" * 64))
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        session.do(DrawUnits(seeds_of(session.view)[0].id))
    with workbench(seat, Place("plan", part="days")) as bench:
        page = days(bench)
        before = len(bench.context.shown.view.visits)
        page.table.selectRow(0)
        click(page.assign, bench)
        assert len(bench.context.shown.view.visits) == before + 1
        assert bench.window is not None
        click(bench.window.toast._action, bench)
        assert len(bench.context.shown.view.visits) == before


def test_a_day_that_is_none_and_a_list_that_cannot_be_written_are_told(seat: Seat, tmp_path: Path) -> None:
    with workbench(seat, Place("plan", part="days")) as bench:
        page = days(bench)
        page.table.selectRow(1)
        write(page.day, "31/02/2026")
        click(page.assign, bench)
        assert "31/02/2026" in page.problem.words.text()
        page.export_to("2026-11-20", tmp_path)
        idle(bench)
        assert say("day-list.no-team", "vi", units="").split(":")[0] in page.problem.words.text()


def test_an_edited_list_leaves_the_seed_in_sight_and_asks_for_another(seat: Seat) -> None:
    do(seat, StatePlan(PLAN), StateSeed("5" * 64))
    with workbench(seat, Place("plan", part="round")) as bench:
        page = form(bench)
        column = COLUMNS.index("complaints")
        index = page.model.index(0, column)
        assert index.data() == "1"
        page.table.setCurrentIndex(index)
        page.table.edit(index)
        editor = page.table.findChild(QLineEdit)
        assert editor is not None
        editor.selectAll()
        write(editor, "9")
        press(editor, Qt.Key.Key_Return)
        idle(bench)
        assert page.model.index(0, COLUMNS.index("weight")).data() == str(100 + 9 * 20 + 36 * 5)
        drawn = draw(bench)
        assert stated(bench).frame[0].complaints == 9
        (card,) = drawn.cards
        until(card.isVisible)
        assert not card.act.isVisible()
        assert say("plan.seed-stale", "vi") in visible_texts(card)


def test_what_is_no_number_changes_nothing_and_is_told(seat: Seat) -> None:
    do(seat, StatePlan(PLAN))
    with workbench(seat, Place("plan", part="round")) as bench:
        page = form(bench)
        assert not page.model.setData(page.model.index(0, COLUMNS.index("overdue")), "nhiều")
        assert "“nhiều”" in page.problem.words.text()
        assert not page.model.setData(page.model.index(0, COLUMNS.index("last_visit")), "32/13/2026")
        page.model.setData(page.model.index(0, COLUMNS.index("overdue")), "3")  # more late files than files
        assert "nhiều hơn tổng số" in page.problem.words.text()
        type_into(page.fields.start, "40/12/2026")
        assert "Thời gian" in page.problem.words.text()
        turn(bench, "draw")
        assert stated(bench) == PLAN


def test_a_table_is_pasted_and_taken_back(seat: Seat) -> None:
    do(seat, StatePlan(PLAN))
    with workbench(seat, Place("plan", part="round")) as bench:
        page = form(bench)
        QApplication.clipboard().setText("Mã\tPhản ánh\n32001\t7\n")
        click(page.paste, bench)
        assert page.draft.frame[0].complaints == 7
        assert bench.window is not None
        click(bench.window.toast._action, bench)
        assert page.draft.frame == FRAME
        QApplication.clipboard().setText("chỉ là chữ")
        click(page.paste, bench)
        assert "không có cột Mã" in page.problem.words.text()
        page.table.selectRow(0)
        click(page.remove, bench)
        assert page.draft.frame == FRAME[1:]


def test_a_table_comes_from_a_file(seat: Seat, tmp_path: Path) -> None:
    do(seat, StatePlan(PLAN))
    file = tmp_path / "bảng.csv"
    with workbench(seat, Place("plan", part="round")) as bench:
        page = form(bench)
        page.bring_in(file)
        assert page.problem.isVisible()
        file.write_bytes("Mã;Phản ánh\n32001;8\n".encode("utf-16"))
        page.bring_in(file)
        assert "UTF-8" in page.problem.words.text()
        file.write_bytes("\ufeffMã;Phản ánh\n32001;8\n".encode())
        page.bring_in(file)
        assert page.draft.frame[0].complaints == 8
        idle(bench)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_copied_table_is_read_again(language: Language) -> None:
    headings = [say(f"plan.column.{name}", language) for name in TABLE_COLUMNS]
    found = read_table(table_of(FRAME, headings), ())
    assert [(one.code, one.name, one.stratum, one.complaints) for one in found] == [
        (one.code, one.name, one.stratum, one.complaints) for one in FRAME
    ]


def test_who_does_not_lead_sees_neither_plan_nor_draw(seat: Seat) -> None:
    do(seat, StatePlan(PLAN), StateSeed("5" * 64))
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        trust = session.view.trust
        me, deputy = trust.persons["0" * 32], trust.persons["1" * 32]
        plain = Person(id=me.id, name=me.name, roles=("inspector",), keys=me.keys)
        session.do(IssueRoster("2", tuple(trust.roots), (plain, deputy)))
    with workbench(seat, Place("plan", part="draw")) as bench:
        told = visible_texts(screen(bench))
        assert say("plan.for-leads", "vi") in told
        assert not any(isinstance(one, DrawPage) and one.isVisible() for one in screen(bench).findChildren(QWidget))


def test_an_inspectors_workbench_shows_no_visit_of_a_day_to_come(seat: Seat, tmp_path: Path) -> None:
    anna = create("Nguyễn An Mẫu", SystemSources())
    key = DeviceKey(anna.public, anna.recipient)
    person = Person(id="2" * 32, name="Nguyễn An Mẫu", roles=("inspector",), keys=(key,))
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        trust = session.view.trust
        session.do(IssueRoster("2", tuple(trust.roots), (*trust.persons.values(), person)))
        to = (anna.recipient, seat.identity.recipient)
        told = seat.visits[:1]
        (file,) = hand_over_visits(
            session, seat.home, SystemSources(), told, "statements", tmp_path, recipients=to, briefing=True
        )
    home = Home(tmp_path / "an")
    home.made()
    key_file.write(home.key_path, anna, PASSPHRASE, SystemSources(), key_file.FLOOR)
    theirs = Seat(home, anna, take_briefing(home, anna, SystemSources(), file), told)
    with workbench(theirs, Place("home")) as bench:
        assert len(bench.context.shown.view.visits) == 3
        workbench_screen = screen_of(bench, HomeScreen)
        until(lambda: workbench_screen.gathering.is_done)
        assert [row.visit for row in workbench_screen.gathering.rows] == list(told)
        assert [one.visit for one in plans(bench.context.shown.view)] == list(told)  # by its plan alone
