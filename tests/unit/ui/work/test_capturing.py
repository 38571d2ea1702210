"""A visit as the inspector sees it while recording."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.commands.answering import Answer, AnswerRows
from inspector.commands.draft import Command
from inspector.commands.undoing import Undo
from inspector.commands.visiting import Flag, OpenVisit
from inspector.journal.entry import VisitId
from inspector.journal.value import DONE, FAIL, NOT_APPLICABLE, PASS, Measure
from inspector.projection.rows import Row
from inspector.rules.checklist import Checklist
from tests.unit.ui.work.conftest import Somebody
from ui.work.capturing import Sheet, look_of, next_gap, next_unanswered, own_answer, settled, sheet, short_value
from ui.work.steps import step_words
from ui.work.visits import checklist_of

BEGAN = "2026-11-20T08:40:00+07:00"


@dataclass
class Desk:
    an: Somebody
    path: Path
    visit: VisitId

    def do(self, *commands: Command) -> Sheet:
        """Say something and return the sheet as it then stands."""
        self.an.do(self.path, *commands)
        with self.an.session(self.path) as session:
            visit = session.view.visits[self.visit]
            return sheet(visit, checklist_of(session, visit), "vi")

    def checklist(self) -> Checklist:
        with self.an.session(self.path) as session:
            return checklist_of(session, session.view.visits[self.visit])

    def words(self, *, redo: bool = False) -> str:
        """Return what an undo or a redo would do."""
        with self.an.session(self.path) as session:
            checklist = checklist_of(session, session.view.visits[self.visit])
            return step_words(session.view, self.visit, session.me, checklist, "vi", redo=redo)


@pytest.fixture
def desk(an: Somebody) -> Desk:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN))
    return Desk(an, path, visit)


def test_nothing_is_answered_at_first_and_the_count_says_so(desk: Desk) -> None:
    found = desk.do()
    assert (found.answered, found.missing, len(found.rows)) == (0, 39, 39)
    assert {row.state for row in found.rows} == {"unanswered"}
    assert found.group("A") == (0, 6)


def test_a_failure_lacks_its_note_and_its_photo(desk: Desk) -> None:
    found = desk.do(Answer(desk.visit, "pub_paper_booklet", FAIL))
    row = found.row("pub_paper_booklet")
    assert row is not None
    assert (row.state, row.words, row.lacks_note, row.lacks_photo, row.has_gap) == (
        "unmet",
        "Không đạt",
        True,
        True,
        True,
    )
    assert found.missing == 38 + 2


def test_measures_are_short_and_look_as_they_stand(desk: Desk) -> None:
    found = desk.do(
        Answer(desk.visit, "staff_name_tag", Measure(n=40, total=46)),
        Answer(desk.visit, "fb_register_kept", Measure(count=0)),
        Answer(desk.visit, "ms_impression", Measure(text="Hướng dẫn tận tình")),
        Answer(desk.visit, "cert_ecopy", NOT_APPLICABLE, reason="Chưa phát sinh"),
    )
    words = {row.item.id: (row.state, row.words) for row in found.rows if row.is_answered}
    assert words == {
        "staff_name_tag": ("partly", "40/46"),
        "fb_register_kept": ("met", "0"),
        "ms_impression": ("no_standing", "Đã ghi"),
        "cert_ecopy": ("left_out", "Không áp dụng"),
    }


def test_a_flag_shows_on_its_row(desk: Desk) -> None:
    found = desk.do(Flag(desk.visit, "fb_hotline_posted", "review"))
    assert [row.item.code for row in found.rows if row.is_flagged] == ["B1"]


def test_gaps_go_round_in_both_directions(desk: Desk) -> None:
    found = desk.do(Answer(desk.visit, "pub_qr_resolves", PASS))
    assert next_gap(found, "pub_qr_posted") == "pub_list_current"
    assert next_gap(found, "pub_list_current", forward=False) == "pub_qr_posted"
    assert next_gap(found, "ms_impression") == "pub_paper_booklet"
    assert next_gap(found, "") == "pub_paper_booklet"


def test_the_next_unanswered_item_passes_those_on_their_way_to_the_disk(desk: Desk) -> None:
    found = desk.do(Answer(desk.visit, "pub_paper_booklet", PASS))
    assert next_unanswered(found, "pub_paper_booklet") == "pub_qr_posted"
    assert next_unanswered(found, "pub_paper_booklet", frozenset({"pub_qr_posted"})) == "pub_qr_resolves"


def test_ones_own_answer_and_what_all_agree_on(desk: Desk) -> None:
    desk.do(Answer(desk.visit, "cert_ecopy", DONE, note="Đã làm 3 bản"))
    with desk.an.session(desk.path) as session:
        visit = session.view.visits[desk.visit]
        own = own_answer(session.view, visit, "cert_ecopy", session.me)
        assert own is not None
        assert (own.value, own.note) == (DONE, "Đã làm 3 bản")
        assert own_answer(session.view, visit, "cert_ecopy", "f" * 64) is None
        agreed = settled(visit.result("cert_ecopy"))
        assert agreed is not None
        assert (agreed.value, agreed.note) == (DONE, "Đã làm 3 bản")
        assert settled(visit.result("cert_vneid")) is None


def test_looks_follow_the_target(desk: Desk) -> None:
    item = desk.checklist().item("sys_digitization")
    assert look_of(item, Measure(percent="100")) == "met"
    assert look_of(item, Measure(percent="0")) == "unmet"
    assert short_value(item, Measure(percent="92.5"), "vi") == "92,5%"


def test_an_undo_is_told_in_words(desk: Desk) -> None:
    assert desk.words() == ""
    desk.do(Answer(desk.visit, "pub_paper_booklet", PASS))
    assert desk.words() == "Đã hoàn tác: A1 Đạt → Chưa ghi"
    desk.do(Answer(desk.visit, "pub_paper_booklet", FAIL))
    assert desk.words() == "Đã hoàn tác: A1 Không đạt → Đạt"
    desk.do(Answer(desk.visit, "pub_paper_booklet", FAIL, note="Sổ cũ"))
    assert desk.words() == "Đã hoàn tác: ghi chú A1"
    desk.do(Undo(desk.visit), Undo(desk.visit))
    assert desk.words(redo=True) == "Đã làm lại: A1 Đạt → Không đạt"


def test_rows_of_a_ratio_are_one_step_and_one_answer(desk: Desk) -> None:
    rows = (Row(True, "Tư pháp"), Row(False, "Địa chính"))
    found = desk.do(AnswerRows(desk.visit, "staff_name_tag", rows))
    row = found.row("staff_name_tag")
    assert row is not None
    assert row.words == "1/2"
    assert desk.do(Undo(desk.visit)).answered == 0
