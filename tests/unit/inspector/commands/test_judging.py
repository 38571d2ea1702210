"""Sending back, approving, and what an approved visit still takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspector.commands.answering import Answer, Conclude
from inspector.commands.draft import Command
from inspector.commands.evidence import AddPhoto
from inspector.commands.judging import ApproveVisit, ItemComment, Receipt, ReturnVisit, WithdrawJudgement
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import Comment, Flag, SealVisit, SetStatus, StateFact, StateFinding
from inspector.journal.bodies import Commented, Received, ReceivedFile, VisitJudged, said
from inspector.journal.entry import VisitId
from inspector.projection.judgement import judgement_of
from inspector.projection.receipts import receipts_in
from tests.laws.desks import Desk, refused


def sealed(an: Desk, lead: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    an.do(SealVisit(visit, "onsite", "tests", an.session.dossier.blob_ids()))
    lead.absorb(an)


def state(desk: Desk, visit: VisitId) -> str:
    judgement = judgement_of(desk.session.view.visits[visit])
    return judgement.value if judgement is not None else ""


def comments(desk: Desk, visit: VisitId) -> list[str]:
    return [body.text for _, body in desk.session.view.visits[visit].comments]


def test_a_return_and_its_comments_are_one_request(lead: Desk, an: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    added = lead.do(ReturnVisit(visit, (ItemComment("q1", "thiếu ảnh"), ItemComment("q2", "chưa rõ")), "bổ sung")).added
    judged, *remarks = map(said, (lead.held[one] for one in added))
    assert isinstance(judged, VisitJudged)
    assert (judged.value, judged.reason) == ("returned", "bổ sung")
    assert [one.on for one in remarks if isinstance(one, Commented)] == [("obs", "q1", ""), ("obs", "q2", "")]
    assert {one.step for one in remarks if isinstance(one, Commented)} == {added[0]}
    lead.do(Undo(visit))
    assert (state(lead, visit), comments(lead, visit)) == ("", [])
    lead.do(Redo(visit))
    assert (state(lead, visit), comments(lead, visit)) == ("returned", ["thiếu ảnh", "chưa rõ"])


def test_a_return_says_something(lead: Desk, an: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    with refused("judge.says-nothing"):
        lead.do(ReturnVisit(visit))


def test_what_is_not_sealed_is_not_judged(lead: Desk, an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    lead.absorb(an)
    for command in (ReturnVisit(visit, reason="thử"), ApproveVisit(visit)):
        with refused("judge.not-sealed"):
            lead.do(command)


def test_a_dispute_is_decided_before_the_visit_is_approved(lead: Desk, an: Desk, binh: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    binh.do(Answer(visit, "q1", "fail"))
    binh.do(SealVisit(visit, "onsite", "tests", binh.session.dossier.blob_ids()))
    lead.absorb(binh)
    lead.do(SealVisit(visit, "onsite", "tests", lead.session.dossier.blob_ids()))
    with refused("judge.contested"):
        lead.do(ApproveVisit(visit))
    lead.do(Conclude(visit, "q1", "fail", "đã xem ảnh"))
    lead.do(ApproveVisit(visit))
    judgement = judgement_of(lead.session.view.visits[visit])
    assert judgement is not None
    assert judgement.added == ()


def test_a_void_visit_is_not_approved(lead: Desk, an: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    lead.do(SetStatus(visit, "void", "nhầm"))
    with refused("visit.void"):
        lead.do(ApproveVisit(visit))


def test_judging_is_for_those_who_lead(lead: Desk, an: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    for command in (ReturnVisit(visit, reason="thử"), ApproveVisit(visit)):
        with refused("role.not-allowed"):
            an.do(command)


def test_saying_the_same_again_says_nothing(lead: Desk, an: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    lead.do(ApproveVisit(visit))
    assert lead.do(ApproveVisit(visit)).added == ()
    lead.do(WithdrawJudgement(visit))
    assert lead.do(WithdrawJudgement(visit)).added == ()
    assert state(lead, visit) == ""


LOCKED: tuple[Callable[[VisitId], Command], ...] = (
    lambda visit: Answer(visit, "q2", "pass"),
    lambda visit: StateFact(visit, "ended", "x"),
    lambda visit: StateFinding(visit, "0" * 16, "bàn ghế hỏng"),
    lambda visit: AddPhoto(visit, b"original", b"display", "a.jpg", "JPEG", 1, 1, {}, ("q1",), ""),
    lambda visit: SetStatus(visit, "void", "nhầm"),
    lambda visit: SealVisit(visit, "amendment", "tests", frozenset()),
)


@pytest.mark.parametrize("make", LOCKED)
def test_an_approved_visit_takes_nothing_more(
    lead: Desk, an: Desk, visit: VisitId, make: Callable[[VisitId], Command]
) -> None:
    sealed(an, lead, visit)
    lead.do(ApproveVisit(visit))
    an.absorb(lead)
    with refused("visit.approved"):
        an.do(make(visit))
    lead.do(WithdrawJudgement(visit))
    an.absorb(lead)
    assert an.do(make(visit)).added


def test_nor_is_anything_undone_in_it(lead: Desk, an: Desk, binh: Desk, visit: VisitId) -> None:
    """an answers, bình seals, the lead approves"""
    an.do(Answer(visit, "q1", "pass"))
    binh.absorb(an)
    binh.do(SealVisit(visit, "onsite", "tests", binh.session.dossier.blob_ids()))
    lead.absorb(binh)
    lead.do(ApproveVisit(visit))
    an.absorb(lead)
    with refused("visit.approved"):
        an.do(Undo(visit))


def test_of_an_approved_visit_one_may_still_talk(lead: Desk, an: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    lead.do(ApproveVisit(visit))
    an.absorb(lead)
    an.do(Comment(visit, (), "đã rõ"))
    an.do(Undo(visit))
    an.do(Flag(visit, "q1", "review"))
    assert comments(an, visit) == []
    judgement = judgement_of(an.session.view.visits[visit])
    assert judgement is not None
    assert judgement.added == ()


def test_a_receipt_states_what_is_here(lead: Desk, an: Desk, visit: VisitId) -> None:
    sealed(an, lead, visit)
    file = ReceivedFile("20261126_an.thisat", "ab" * 32)
    (added,) = lead.do(Receipt((visit,), (file,), lead.session.dossier.blob_ids())).added
    body = said(lead.held[added])
    assert isinstance(body, Received)
    assert (body.visit, body.entries, body.expected, body.files) == (visit, 2, (), (file,))
    assert lead.do(Receipt((visit,), (file,), lead.session.dossier.blob_ids())).added == (), "it was stated already"
    an.absorb(lead)
    assert set(receipts_in(an.session.view.round_scope)) == {visit}


def test_what_is_expected_is_named(lead: Desk, an: Desk, visit: VisitId) -> None:
    an.do(AddPhoto(visit, b"original", b"display", "a.jpg", "JPEG", 1, 1, {}, ("q1",), ""))
    sealed(an, lead, visit)
    blobs = [blob for s in lead.session.view.visits[visit].statements.values() for blob, _ in s.header.blobs]
    (added,) = lead.do(Receipt((visit,), (), lead.session.dossier.blob_ids() - {blobs[0]})).added
    body = said(lead.held[added])
    assert isinstance(body, Received)
    assert (body.blobs, body.expected) == (1, (blobs[0],))


def test_of_a_visit_of_which_nothing_came_nothing_is_receipted(lead: Desk, visit: VisitId) -> None:
    assert lead.do(Receipt((visit,), (), frozenset())).added == ()
    with refused("visit.unknown"):
        lead.do(Receipt(("ab" * 32,), (), frozenset()))
