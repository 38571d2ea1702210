"""Counting one by one: rows that say what a ratio is the sum of."""

from __future__ import annotations

import pytest

from inspector.commands.answering import Answer, AnswerRows, WithdrawAnswer
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import SealVisit
from inspector.journal.bodies import Observed, said
from inspector.journal.entry import VisitId
from inspector.journal.value import Measure
from inspector.projection.rows import Row, in_order, is_row, row_of
from inspector.projection.steps import last_step
from inspector.projection.visit import State, VisitView
from inspector.synthesis.matrix import settled
from tests.laws.desks import Desk, refused
from tests.unit.inspector.commands.test_answering import Stray

THREE = (Row(True), Row(False, "không đeo bảng tên"), Row(False))


def seen(desk: Desk, visit: VisitId) -> VisitView:
    return desk.session.view.visits[visit]


def answer(desk: Desk, visit: VisitId) -> tuple[object, str] | None:
    result = seen(desk, visit).result("q1")
    return (result.value, result.observations[0].said.note) if result else None


def test_rows_and_their_sum_are_one_request(an: Desk, visit: VisitId) -> None:
    added = an.do(AnswerRows(visit, "q1", THREE)).added
    assert [an.held[one].header.about for one in added] == [("obs", "q1", number) for number in ("", "1", "2", "3")]
    assert answer(an, visit) == (Measure(n=1, total=3), "2: không đeo bảng tên")
    assert seen(an, visit).rows_of("q1") == {"an": THREE}
    assert seen(an, visit).rows_of("q2") == {}
    assert an.do(AnswerRows(visit, "q1", THREE)).added == ()
    step = last_step(an.session.view, visit, an.session.me)
    assert step is not None
    assert (step.kind, step.items) == ("observed", ("q1",))


def test_only_what_changed_is_said_again(an: Desk, visit: VisitId) -> None:
    an.do(AnswerRows(visit, "q1", THREE))
    added = an.do(AnswerRows(visit, "q1", (*THREE[:2], Row(True)), "xem ảnh")).added
    assert [an.held[one].header.about[2] for one in added] == ["", "3"]
    assert answer(an, visit) == (Measure(n=2, total=3), "xem ảnh")


def test_rows_that_are_gone_are_withdrawn_and_come_back_by_undo(an: Desk, visit: VisitId) -> None:
    an.do(AnswerRows(visit, "q1", THREE))
    an.do(AnswerRows(visit, "q1", THREE[:1]))
    assert answer(an, visit) == (Measure(n=1, total=1), "")
    assert seen(an, visit).rows_of("q1") == {"an": THREE[:1]}
    an.do(Undo(visit))
    assert seen(an, visit).rows_of("q1") == {"an": THREE}
    an.do(Redo(visit))
    assert seen(an, visit).rows_of("q1") == {"an": THREE[:1]}
    an.do(AnswerRows(visit, "q1", ()))
    assert seen(an, visit).results == {}
    assert an.do(AnswerRows(visit, "q1", ())).added == ()


def test_rows_are_told_only_while_they_add_up_to_the_answer(an: Desk, visit: VisitId) -> None:
    an.do(AnswerRows(visit, "q1", THREE))
    an.do(Answer(visit, "q1", Measure(n=3, total=3)))
    assert seen(an, visit).rows_of("q1") == {}
    an.do(Undo(visit))
    assert seen(an, visit).rows_of("q1") == {"an": THREE}
    an.do(WithdrawAnswer(visit, "q1"))
    assert seen(an, visit).rows_of("q1") == {}


def test_rows_of_two_people_never_contest_and_neither_touches_the_others(an: Desk, binh: Desk, visit: VisitId) -> None:
    an.do(AnswerRows(visit, "q1", THREE))
    binh.absorb(an)
    turned = THREE[::-1]
    binh.do(AnswerRows(visit, "q1", turned))
    an.absorb(binh)
    assert answer(an, visit) == (Measure(n=1, total=3), "2: không đeo bảng tên")
    assert seen(an, visit).results["q1", "1"].state is State.CONTESTED
    assert seen(an, visit).contested == ()
    assert seen(an, visit).rows_of("q1") == {"an": THREE, "bình": turned}
    an.do(AnswerRows(visit, "q1", ()))
    assert seen(an, visit).rows_of("q1") == {"bình": turned}


def test_one_person_on_two_devices_who_counted_differently_has_no_rows(an: Desk, tablet: Desk, visit: VisitId) -> None:
    an.do(AnswerRows(visit, "q1", (Row(True), Row(False))))
    tablet.do(AnswerRows(visit, "q1", (Row(False), Row(True))))
    an.absorb(tablet)
    assert seen(an, visit).rows_of("q1") == {}


def test_the_sum_alone_counts_and_rows_are_sealed_with_it(an: Desk, visit: VisitId) -> None:
    an.do(AnswerRows(visit, "q1", THREE))
    assert settled(seen(an, visit)) == {"q1": Measure(n=1, total=3)}
    an.do(SealVisit(visit, "onsite", "tests", frozenset()))
    assert seen(an, visit).is_sealed
    an.do(AnswerRows(visit, "q1", (*THREE[:2], Row(False, "cộc lốc"))))
    assert not seen(an, visit).is_sealed


def test_counting_needs_a_checklist(an: Desk) -> None:
    an.do(Stray())
    with refused("visit.no-checklist"):
        an.do(AnswerRows("ab" * 32, "q1", THREE))


@pytest.mark.parametrize(
    ("instance", "is_one"), [("1", True), ("9999", True), ("", False), ("0", False), ("01", False), ("10000", False)]
)
def test_a_number_in_its_shortest_form_is_a_row(instance: str, is_one: bool) -> None:
    assert is_row(instance) == is_one


def test_what_has_another_form_is_no_row(an: Desk, visit: VisitId) -> None:
    an.do(AnswerRows(visit, "q1", THREE[:1]))
    an.do(Answer(visit, "q1", "pass", instance="1"))
    assert seen(an, visit).rows_of("q1") == {}
    assert row_of(Observed(value=Measure(n=1, total=2), checklist="x")) is None
    assert in_order({"1": [Row(True)], "3": [Row(True)]}) == ()
    body = said(an.held[an.do(AnswerRows(visit, "q1", THREE[:1])).added[0]])
    assert body == Observed(value=Measure(n=1, total=1), checklist=getattr(body, "checklist", ""))
