from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from inspector.commands.answering import Answer
from inspector.commands.rounding import RecordHandOver
from inspector.commands.visiting import OpenVisit, SealVisit, SetStatus
from inspector.journal.entry import VisitId
from inspector.journal.value import FAIL, NOT_APPLICABLE, PASS
from inspector.session import PROGRAM, Session
from tests.unit.ui.work.conftest import Somebody
from ui.work.stages import VisitRow, checklist_for, current, handed_over, heading, row_of, shortcomings
from ui.work.visits import checklists_in

BEGAN = "2025-11-21T08:00:00+07:00"


def rows(session: Session) -> list[VisitRow]:
    view = session.view
    checklists = checklists_in(session.dossier, view.visits.values())
    handed = handed_over(view.round_scope)
    return [row_of(visit, checklist_for(visit, checklists), handed) for visit in view.visits.values()]


def only(an: Somebody, path: Path) -> VisitRow:
    with an.session(path) as session:
        (row,) = rows(session)
    return row


def complete(an: Somebody, path: Path, visit: VisitId) -> None:
    """Leave no gap: every item is not applicable, and says why."""
    with an.session(path) as session:
        checklist = next(iter(checklists_in(session.dossier, session.view.visits.values()).values()))
        for item in checklist.items:
            session.do(Answer(visit, item.id, NOT_APPLICABLE, reason="Không có thẩm quyền"))


def seal(an: Somebody, path: Path, visit: VisitId) -> None:
    with an.session(path) as session:
        session.do(SealVisit(visit, "final", PROGRAM, session.dossier.blob_ids()))


def test_what_was_sent_back_is_work_in_hand_for_its_inspector_alone(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    (row,) = [only(an, path)]
    sent_back = msgspec.structs.replace(row, stage="returned", started=BEGAN)
    assert current([row, sent_back], "") == sent_back
    assert current([row, sent_back], "", is_lead=True) is None


def test_a_visit_goes_from_stage_to_stage(an: Somebody) -> None:
    """planned, opened, complete, sealed, handed over, answered once more."""
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    assert only(an, path).stage == "planned"
    an.do(path, OpenVisit(visit, BEGAN, mystery=True))
    assert only(an, path).stage == "recording"
    complete(an, path, visit)
    assert only(an, path).stage == "waiting"
    seal(an, path, visit)
    assert only(an, path).stage == "sealed"
    an.do(path, RecordHandOver((visit,), "display", (), "thử"))
    assert only(an, path).stage == "handed_over"
    an.do(path, Answer(visit, "fac_waiting", PASS))
    assert only(an, path).stage == "waiting"
    seal(an, path, visit)
    assert only(an, path).stage == "sealed", "what left before the last seal did not take it along"


def test_a_visit_that_was_called_off_is_told_as_such(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN), SetStatus(visit, "void", "Nhầm đơn vị"))
    assert only(an, path).stage == "void"


def test_a_row_counts_answers_and_what_is_missing_by_kind(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN, announced=True), Answer(visit, "pub_qr_posted", FAIL))
    row = only(an, path)
    assert (row.unit, row.announced, row.mystery, row.started) == ("Xã Một", True, False, BEGAN)
    assert (row.answered, row.total) == (1, row.total)
    assert (row.gaps.notes, row.gaps.photos) == (("pub_qr_posted",), ("pub_qr_posted",))
    assert row.lacking == row.total - 1 + 2
    assert row.failed == row.judged == {"pub_qr_posted"}


def test_without_its_checklist_a_visit_is_still_a_row(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN), Answer(visit, "pub_qr_posted", FAIL))
    with an.session(path) as session:
        row = row_of(session.view.visits[visit], None, {})
    assert (row.stage, row.total, row.lacking) == ("recording", 0, 0)


def test_shortcomings_are_counted_over_sealed_visits_alone(an: Somebody) -> None:
    """Một: qr and hotline fail. Hai: qr fails, hotline is met. Ba fails too, and is not sealed."""
    path = an.start("Đợt", "xã Một", "xã Hai", "xã Ba").path
    visits = an.visits(path)
    for name, hotline in (("xã Một", FAIL), ("xã Hai", PASS), ("xã Ba", FAIL)):
        visit = visits[name]
        an.do(
            path,
            OpenVisit(visit, BEGAN),
            Answer(visit, "pub_qr_posted", FAIL, note="Không có"),
            Answer(visit, "fb_hotline_posted", hotline, note="Đã xem"),
            Answer(visit, "cert_ecopy", NOT_APPLICABLE, reason="Không có thẩm quyền"),
        )
        if name != "xã Ba":
            seal(an, path, visit)
    with an.session(path) as session:
        worst, sealed = shortcomings(rows(session), 5)
    assert [(one.item, one.failed, one.judged) for one in worst] == [
        ("pub_qr_posted", 2, 2),
        ("fb_hotline_posted", 1, 2),
    ]
    assert sealed == 2


def test_the_visit_in_hand_is_the_one_remembered_else_the_newest_that_is_not_sealed(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một", "xã Hai", "xã Ba").path
    visits = an.visits(path)
    an.do(path, OpenVisit(visits["xã Một"], BEGAN), OpenVisit(visits["xã Hai"], "2025-11-22T08:00:00+07:00"))
    with an.session(path) as session:
        found = rows(session)
    for remembered, expected in (("", "Xã Hai"), (visits["xã Một"], "Xã Một"), (visits["xã Ba"], "Xã Hai")):
        row = current(found, remembered)
        assert row is not None
        assert row.unit == expected
    assert current([], "") is None


@pytest.mark.parametrize(("name", "shown"), [("xã Phong Lạc", "Xã Phong Lạc"), ("đặc khu", "Đặc khu"), ("", "")])
def test_a_heading_begins_with_a_capital(name: str, shown: str) -> None:
    assert heading(name) == shown
