"""Answering, concluding, and taking either back."""

from __future__ import annotations

from inspector.commands.answering import Answer, Conclude, WithdrawAnswer, WithdrawConclusion
from inspector.commands.draft import Draft, Drafts, NoBlobs
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import JoinVisits, OpenUnplanned, SealVisit
from inspector.journal.bodies import UnitRef, Withdrawn
from inspector.journal.entry import PublicKey, VisitId
from inspector.journal.value import Measure
from inspector.projection.view import View
from tests.laws.desks import CHECKLIST, Desk, refused


class Stray(NoBlobs, frozen=True):
    """Speaks of a visit that nobody planned or opened."""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        yield Draft("ab" * 32, ("fact", "ended"), Withdrawn())


def result(desk: Desk, visit: VisitId, item: str = "q1") -> tuple[str, object]:
    view = desk.session.view.visit_of(visit)
    assert view is not None
    found = view.result(item)
    return (found.state.value, found.value) if found else ("not asked", None)


def test_an_answer_of_a_visit_that_nobody_knows_is_refused(an: Desk) -> None:
    with refused("visit.unknown"):
        an.do(Answer("ab" * 32, "q1", "pass"))


def test_an_answer_needs_a_checklist(an: Desk) -> None:
    """A statement of a visit whose plan did not come along makes it known, without a checklist"""
    an.do(Stray())
    with refused("visit.no-checklist"):
        an.do(Answer("ab" * 32, "q1", "pass"))


def test_not_applicable_needs_a_reason(an: Desk, visit: VisitId) -> None:
    for value in ("not_applicable", "not_verifiable"):
        with refused("answer.reason-missing"):
            an.do(Answer(visit, "q1", value))
    an.do(Answer(visit, "q1", "not_verifiable", reason="quầy đóng cửa"))
    assert result(an, visit) == ("agreed", "not_verifiable")


def test_a_measure_is_an_answer(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", Measure(n=3, total=10)))
    assert result(an, visit) == ("agreed", Measure(n=3, total=10))


def test_the_same_answer_again_changes_nothing_but_another_note_does(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    assert an.do(Answer(visit, "q1", "pass")).added == ()
    assert an.do(Answer(visit, "q1", "pass", note="rõ")).added != ()
    assert result(an, visit) == ("agreed", "pass")


def test_the_same_answer_after_a_redo_changes_nothing(an: Desk, visit: VisitId) -> None:
    """an q1 = đạt, undo, redo, and đạt once more"""
    for command in (Answer(visit, "q1", "pass"), Undo(visit), Redo(visit)):
        an.do(command)
    assert an.do(Answer(visit, "q1", "pass")).added == ()


def test_an_answer_never_touches_that_of_a_colleague(an: Desk, binh: Desk, visit: VisitId) -> None:
    """bình q1 = không đạt;  an, who has seen it, q1 = đạt"""
    binh.do(Answer(visit, "q1", "fail"))
    an.absorb(binh)
    (one,) = an.do(Answer(visit, "q1", "pass")).added
    assert an.held[one].header.supersedes == ()
    assert result(an, visit) == ("contested", None)


def test_an_answer_settles_what_two_devices_of_one_person_said(an: Desk, tablet: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    tablet.do(Answer(visit, "q1", "fail"))
    an.absorb(tablet)
    assert result(an, visit) == ("contested", None)
    an.do(Answer(visit, "q1", "fail"))
    assert result(an, visit) == ("agreed", "fail")


def test_a_withdrawn_answer_is_not_asked_again(an: Desk, visit: VisitId) -> None:
    assert an.do(WithdrawAnswer(visit, "q1")).added == ()
    an.do(Answer(visit, "q1", "pass"))
    an.do(WithdrawAnswer(visit, "q1", "nhầm mục"))
    assert result(an, visit) == ("not asked", None)
    assert an.do(WithdrawAnswer(visit, "q1")).added == ()


def test_nobody_withdraws_the_answer_of_a_colleague(an: Desk, binh: Desk, visit: VisitId) -> None:
    binh.do(Answer(visit, "q1", "fail"))
    an.absorb(binh)
    assert an.do(WithdrawAnswer(visit, "q1")).added == ()


def test_a_conclusion_needs_a_reason(lead: Desk, visit: VisitId) -> None:
    with refused("decision.reason-missing"):
        lead.do(Conclude(visit, "q1", "pass", ""))


def test_a_conclusion_holds_until_it_is_withdrawn(lead: Desk, an: Desk, binh: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    binh.do(Answer(visit, "q1", "fail"))
    lead.absorb(an)
    lead.absorb(binh)
    lead.do(Conclude(visit, "q1", "fail", "đã xem ảnh"))
    assert lead.do(Conclude(visit, "q1", "fail", "đã xem ảnh")).added == ()
    assert result(lead, visit) == ("concluded", "fail")
    lead.do(WithdrawConclusion(visit, "q1", "xem lại"))
    assert result(lead, visit) == ("contested", None)
    assert lead.do(WithdrawConclusion(visit, "q1", "xem lại")).added == ()


def test_a_conclusion_is_over_all_conclusions_that_are_known(desks: list[Desk], lead: Desk, visit: VisitId) -> None:
    deputy = desks[1]
    lead.do(Conclude(visit, "q1", "pass", "a"))
    deputy.do(Conclude(visit, "q1", "fail", "b"))
    lead.absorb(deputy)
    assert result(lead, visit) == ("contested", None)
    lead.do(Conclude(visit, "q1", "pass", "c"))
    assert result(lead, visit) == ("concluded", "pass")


def joined(an: Desk, lead: Desk) -> tuple[VisitId, VisitId]:
    """Return two visits that an opened by mistake and answered differently, joined by the lead."""
    open_it = OpenUnplanned(UnitRef(name="Xã Đất Mũi"), CHECKLIST, "2026-11-22T08:00+07:00")
    (a,), (b,) = an.do(open_it).added, an.do(open_it).added
    an.do(Answer(a, "q1", "pass"))
    an.do(Answer(b, "q1", "fail"))
    lead.absorb(an)
    lead.do(JoinVisits((a, b), "một lượt"))
    an.absorb(lead)
    return a, b


def test_one_answer_settles_a_joined_visit_in_all_its_parts(an: Desk, lead: Desk) -> None:
    """an A q1 = đạt, B q1 = không đạt;  A and B are one;  an q1 = đạt"""
    a, b = joined(an, lead)
    assert result(an, a) == ("contested", None)
    added = an.do(Answer(a, "q1", "pass")).added
    assert result(an, a) == result(an, b) == ("agreed", "pass")
    assert {an.held[one].scope for one in added} == {a, b}
    assert all(problem.key != "statement.supersedes-elsewhere" for problem in an.session.view.problems)


def test_a_withdrawal_takes_an_answer_out_of_all_parts_of_a_joined_visit(an: Desk, lead: Desk) -> None:
    a, _ = joined(an, lead)
    an.do(WithdrawAnswer(a, "q1"))
    assert result(an, a) == ("not asked", None)


def test_conclusions_of_both_parts_of_a_joined_visit_are_settled_by_one(an: Desk, lead: Desk) -> None:
    a, b = joined(an, lead)
    lead.do(Conclude(a, "q1", "pass", "x"))
    assert result(lead, b) == ("concluded", "pass")
    lead.do(Conclude(b, "q1", "fail", "y"))
    assert result(lead, a) == ("concluded", "fail")


def test_a_joined_visit_is_sealed_part_by_part(an: Desk, lead: Desk) -> None:
    a, b = joined(an, lead)
    for part in (a, b):
        view = an.session.view.visit_of(a)
        assert view is not None
        assert not view.is_sealed
        an.do(SealVisit(part, "onsite", "tests", an.session.dossier.blob_ids()))
    view = an.session.view.visit_of(a)
    assert view is not None
    assert view.is_sealed
