"""Looking through what was said: the box that leads anywhere, the page of results, and where they lead."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from inspector.commands.answering import Answer
from inspector.commands.rounding import Erase, IssueRoster
from inspector.commands.visiting import Comment, OpenVisit, StateFinding
from inspector.journal.value import FAIL, PASS
from inspector.rules.checklist import decode
from inspector.session import Session
from inspector.sources import SystemSources
from inspector.synthesis.search import Hit, Marked
from resources import open_bytes
from tests.window.elsewhere import blank_screens
from tests.window.stage import CHECKLIST, Seat, closing, idle, press, screen_of, settle, until, workbench, write
from ui.app import Workbench
from ui.context import Place
from ui.models.results import Heading, More
from ui.omni import Omni
from ui.screens.new_visit import NewVisit
from ui.screens.search import Search
from ui.widgets.marked import laid_out

CODES = {item.id: item.code for item in decode(open_bytes(CHECKLIST)).items}
ITEM = "fb_hotline_posted"


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    """A round in which the second visit, begun openly, has notes, a finding and answers."""
    made = settle(tmp_path)
    with closing(Session.open(made.dossier, made.identity, SystemSources(), made.home.marks())) as session:
        visit = made.visits[1]
        session.do(OpenVisit(visit, "2026-11-20T09:40:00+07:00"))
        session.do(Answer(visit, ITEM, FAIL, note="Biển số đường dây nóng đã hoà vào tường, không đọc được"))
        for number, item in enumerate([one for one in CODES if decode_answer(one) == "ternary"][:12]):
            if item != ITEM:
                session.do(Answer(visit, item, PASS, note=f"ghi chú thử {number}"))
        session.do(StateFinding(visit, "ab" * 8, "Ghế chờ hỏng, người dân phải đứng"))
        session.do(Comment(visit, ("obs", ITEM, ""), "Xem lại ảnh biển số"))
    return made


def decode_answer(item: str) -> str:
    return decode(open_bytes(CHECKLIST)).item(item).answer


@pytest.fixture(autouse=True)
def elsewhere() -> Generator[None]:
    with blank_screens("home", "capture", "search"):
        yield


def omni(bench: Workbench, words: str) -> Omni:
    assert bench.window is not None
    bench.window.acts.action("omni").trigger()
    box = bench.window.everywhere.omni
    until(lambda: box._searching.is_ready)
    write(box.field, words)
    return box


def page(bench: Workbench, words: str = "") -> Search:
    assert bench.window is not None
    bench.window.acts.action("search").trigger()
    screen = bench.window.screen_now
    assert isinstance(screen, Search)
    until(lambda: screen._searching.is_ready)
    if words:
        write(screen.field, words)
    return screen


def drawn(screen: Search) -> list[str]:
    """Return the rows as lines: headings with their counts, hits with what was found in brackets."""
    lines = []
    for row in screen.view.results.rows:
        if isinstance(row, Heading):
            lines.append(f"== {row.kind} {row.count}")
        elif isinstance(row, More):
            lines.append(f"… {row.shown}/{row.count}")
        else:
            lines.append(bracketed(row))
    return lines


def bracketed(hit: Hit) -> str:
    text = hit.words.text
    for start, end in reversed(hit.words.spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def shown_chips(screen: Search) -> list[str]:
    return [chip.text() for chip in screen.chips.values() if chip.isVisible()]


def test_what_was_noted_is_found_from_the_box_and_opened_at_its_item(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        box = omni(bench, "hòa vào tường")
        kinds = [target.kind for target in box.found.targets]
        assert kinds == ["section", "hit", "all"]
        assert box.found.targets[0].words == "Tìm trong đợt: “hòa vào tường”"
        assert box.found.targets[1].detail == f"{CODES[ITEM]} · Xã Minh Hoạ 02"
        assert box.list.currentIndex().row() == 1
        press(box.field, Qt.Key.Key_Return)
        assert bench.context.at == Place("capture", visit=seat.visits[1], item=ITEM)
        assert box.isHidden()


def test_arrows_go_over_the_line_that_begins_what_was_said(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        box = omni(bench, "ghi")
        kinds = [target.kind for target in box.found.targets]
        assert kinds[kinds.index("section") :] == ["section", *["hit"] * 8, "all"]
        assert 0 < kinds.index("section") <= 5
        visited = []
        for _ in range(len(kinds)):
            visited.append(box.list.currentIndex().row())
            press(box.field, Qt.Key.Key_Down)
        assert kinds.index("section") not in visited
        press(box.field, Qt.Key.Key_Up)
        assert {*visited} == {*range(len(kinds))} - {kinds.index("section")}


def test_the_box_leads_to_all_that_was_found(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        box = omni(bench, "ghi chu")
        assert box.found.targets[-1].words == f"Xem cả {box._searching.find('ghi chu').total} kết quả"
        press(box.field, Qt.Key.Key_Up)
        press(box.field, Qt.Key.Key_Return)
        screen = screen_of(bench, Search)
        assert screen.field.text() == "ghi chu"
        assert screen.field.hasFocus()
        assert drawn(screen)[0].startswith("== note ")


def test_a_unit_stands_in_the_box_once_and_is_found_by_the_middle_of_its_name(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        found = omni(bench, "minh hoa").found.targets
        assert [target.kind for target in found[:3]] == ["visit"] * 3
        assert [one.hit.saying.kind for one in found if one.hit is not None] == ["note"]
        box = omni(bench, "inh hoa 03")
        assert [target.kind for target in box.found.targets] == ["section", "hit", "all"]
        press(box.field, Qt.Key.Key_Return)
        assert bench.window is not None
        (form,) = bench.window.findChildren(NewVisit)
        assert form.unit.text() == "Xã Minh Hoạ 03"
        form.reject()


def test_one_letter_looks_through_nothing(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert all(target.kind not in ("hit", "section") for target in omni(bench, "g").found.targets)
        screen = page(bench, "g")
        assert drawn(screen) == []
        assert "hai chữ cái" in screen.empty.words.text()


def test_results_stand_by_kind_with_what_was_found_in_them(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "ghe cho")
        assert drawn(screen) == ["== finding 1", "[Ghế] [chờ] hỏng, người dân phải đứng"]
        assert shown_chips(screen) == ["Tất cả 1", "Tồn tại ngoài phiếu 1"]
        screen.field.clear()
        write(screen.field, "bien so")
        assert drawn(screen) == [
            "== note 1",
            "[Biển] [số] đường dây nóng đã hoà vào tường, không đọc được",
            "== comment 1",
            "Xem lại ảnh [biển] [số]",
        ]


def test_a_kind_can_be_chosen_and_all_of_it_is_shown(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "ghi chú thử")
        count = sum(isinstance(row, Hit) for row in screen.view.results.rows)
        assert count == 5
        assert drawn(screen)[-1] == "… 5/11"
        for _ in range(6):
            press(screen.field, Qt.Key.Key_Down)
        press(screen.field, Qt.Key.Key_Return)
        assert len(drawn(screen)) == 12
        assert screen.chips["note"].isChecked()
        screen.chips[None].click()
        assert drawn(screen)[-1] == "… 5/11"


def test_enter_and_a_click_open_where_it_was_said(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "hoa vao tuong")
        press(screen.field, Qt.Key.Key_Return)
        assert bench.context.at == Place("capture", visit=seat.visits[1], item=ITEM)
        assert bench.window is not None
        bench.window.back()
        assert bench.window.screen_now is screen
        assert drawn(screen)[1] == "Biển số đường dây nóng đã [hoà] [vào] [tường], không đọc được"
        middle = screen.view.visualRect(screen.view.results.index(1)).center()
        QTest.mouseClick(screen.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
        assert bench.context.at == Place("capture", visit=seat.visits[1], item=ITEM)


def test_a_lead_opens_a_person_where_the_team_is(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "le quoc viet")
        assert drawn(screen) == ["== person 1", "[Lê] [Quốc] [Việt]"]
        press(screen.field, Qt.Key.Key_Return)
        assert bench.context.at.screen == "team"


def test_an_inspector_is_told_who_a_person_is(seat: Seat) -> None:
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        trust = session.view.trust
        me, deputy = trust.persons["0" * 32], trust.persons["1" * 32]
        fewer = msgspec.structs.replace(me, roles=("inspector",))
        session.do(IssueRoster("2", tuple(sorted(trust.roots)), (fewer, deputy)))
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "le quoc viet")
        told: list[str] = []
        bench.context.toasted.connect(lambda words, *_: told.append(words))
        press(screen.field, Qt.Key.Key_Return)
        assert bench.context.at.screen == "search"
        assert told == ["Lê Quốc Việt · Phó Trưởng đoàn"]


def test_signs_that_qt_counts_twice_shift_no_mark(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        marked = Marked("🌧🌧 mái dột 🌧", ((3, 6), (7, 10)))
        layout = laid_out(marked, bench.theme, 14, 400)
        text = layout.text().encode("utf-16-le")
        found = [text[2 * one.start : 2 * (one.start + one.length)] for one in layout.formats()[1:]]
        assert [one.decode("utf-16-le") for one in found] == ["mái", "dột"]


def test_what_is_said_while_the_page_is_open_is_found_at_once(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "mái dột")
        assert drawn(screen) == []
        assert "“mái dột”" in screen.empty.words.text()
        bench.context.bridge.submit(StateFinding(seat.visits[1], "cd" * 8, "Mái dột ở quầy số 2"))
        idle(bench)
        until(lambda: screen._searching.is_ready)
        assert drawn(screen) == ["== finding 1", "[Mái] [dột] ở quầy số 2"]
        assert screen._searching.find("hoa vao tuong").total == 1


def test_nothing_opens_over_the_page_of_somebody_who_poses_as_a_citizen(seat: Seat) -> None:
    with workbench(seat, Place("capture", visit=seat.visits[0])) as bench:
        assert bench.window is not None
        assert bench.window.screen_now is not None
        assert bench.window.screen_now.is_discreet()
        bench.window.acts.action("search").trigger()
        assert bench.context.at.screen == "capture"


def test_the_index_goes_with_the_dossier(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        searching = page(bench, "hoa vao tuong")._searching
        assert searching.find("hoa").total
        bench.context.bridge.close_dossier()
        until(lambda: bench.context.now_shown is None)
        assert searching.find("hoa").total == 0
        assert not searching.is_ready


def test_what_is_erased_is_found_no_more_not_even_in_what_was_read_before(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "hoa vao tuong")
        searching = screen._searching
        (row,) = [one for one in screen.view.results.rows if isinstance(one, Hit)]
        bench.context.go("home")
        bench.context.bridge.submit(Erase("theo yêu cầu", "Luật 91/2025/QH15", (row.saying.entry,)))
        idle(bench)
        assert searching.find("hoa").total == 0
        assert drawn(page(bench)) == []
        assert "“hoa vao tuong”" in screen.empty.words.text()


def test_results_are_told_to_a_screen_reader_with_their_place(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        screen = page(bench, "hoa vao tuong")
        told = str(screen.view.results.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
        assert told.startswith("Ghi nhận thực tế: Biển số đường dây nóng")
        assert "Xã Minh Hoạ 02" in told
        assert "Trần Thị Mỹ Hạnh" in told


def test_the_page_speaks_english_if_asked(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        old = bench.window
        page(bench, "hoa")
        bench.context.prefer(language="en")
        until(lambda: bench.window is not old)
        screen = page(bench, "fail")
        assert drawn(screen)[0] == "== answer 1"
        assert shown_chips(screen) == ["All 1", "Answers 1"]
