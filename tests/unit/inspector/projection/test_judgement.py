"""What follows from judgements, seals and ancestors (format.md, section 13)."""

from __future__ import annotations

from typing import Literal

import pytest

from inspector.errors import Problem
from inspector.journal.bodies import Commented, Flagged, Redrawn, VisitJudged, Withdrawn, said
from inspector.journal.entry import EntryId
from inspector.projection.judgement import comments_since, is_approved, judgement_of
from inspector.projection.view import View
from tests.builder import Laptop, World
from tests.unit.inspector.projection.reading import view_of


class Two:
    """A lead and two inspectors, who all know of one planned visit; an has sealed it, and the lead knows of that."""

    def __init__(self) -> None:
        self.world = World()
        self.lead, self.deputy, self.an, self.binh = self.world.team("lead", "deputy", "an", "binh")
        self.visit = self.lead.plan()
        self.meet()
        self.an.observe(self.visit, "q1", "pass")
        self.seal = self.an.seal(self.visit)
        self.lead.meet(self.an)

    def meet(self) -> None:
        everybody = (self.lead, self.deputy, self.an, self.binh)
        for one in everybody:
            for other in everybody:
                one.meet(other)

    def judge(
        self, value: Literal["returned", "approved"], by: Laptop | None = None, seal: EntryId = "", reason: str = ""
    ) -> EntryId:
        body = VisitJudged(value=value, seal=seal or self.seal, reason=reason)
        return (by or self.lead).say(body, ("judged",), self.visit)

    def comment(self, text: str, by: Laptop | None = None) -> EntryId:
        return (by or self.lead).say(Commented(on=("obs", "q1", ""), text=text), (), self.visit)

    @property
    def view(self) -> View:
        return view_of(self.lead, self.deputy, self.an, self.binh)

    @property
    def state(self) -> str:
        judgement = judgement_of(self.view.visits[self.visit])
        return judgement.value if judgement is not None else ""

    @property
    def added(self) -> tuple[EntryId, ...]:
        judgement = judgement_of(self.view.visits[self.visit])
        assert judgement is not None
        return judgement.added


@pytest.fixture
def two() -> Two:
    return Two()


def test_a_sealed_visit_waits_until_it_is_judged(two: Two) -> None:
    assert two.state == ""
    assert not is_approved(two.view.visits[two.visit])


def test_a_return_holds_until_the_visit_is_sealed_again(two: Two) -> None:
    """lead returns;  an q1 = không đạt, seal"""
    two.judge("returned", reason="thiếu ảnh")
    two.an.meet(two.lead)
    states = [two.state]
    two.an.observe(two.visit, "q1", "fail")
    states.append(two.state)
    two.an.seal(two.visit, "amendment")
    assert [*states, two.state] == ["returned", "returned", ""]


def test_an_amendment_by_somebody_who_did_not_know_of_the_return_ends_it_too(two: Two) -> None:
    two.judge("returned")
    two.an.observe(two.visit, "q1", "fail")
    two.an.seal(two.visit, "amendment")
    assert two.state == ""


def test_the_covert_phase_closed_again_ends_no_return(two: Two) -> None:
    two.judge("returned")
    two.an.seal(two.visit, "covert")
    assert two.state == "returned"


def test_a_seal_that_a_colleague_made_of_their_own_is_no_answer_to_a_return(two: Two) -> None:
    two.judge("returned")
    two.binh.observe(two.visit, "q2", "pass")
    two.binh.seal(two.visit)
    assert two.state == "returned"


def test_a_judgement_that_was_taken_back_holds_no_longer(two: Two) -> None:
    two.judge("approved")
    two.lead.say(Withdrawn(), ("judged",), two.visit)
    assert two.state == ""


def test_two_leads_who_differ_leave_the_visit_waiting(two: Two) -> None:
    two.deputy.meet(two.an)
    two.judge("approved")
    two.judge("returned", two.deputy)
    visit = two.view.visits[two.visit]
    assert (two.state, ("judged",) in visit.contested) == ("", True)


def test_two_leads_who_agree_need_nothing(two: Two) -> None:
    two.deputy.meet(two.an)
    two.judge("approved", reason="đủ")
    two.judge("approved", two.deputy, reason="rõ")
    judgement = judgement_of(two.view.visits[two.visit])
    assert judgement is not None
    assert set(judgement.reasons) == {"đủ", "rõ"}
    assert len(judgement.statements) == 2


def test_an_inspector_judges_nothing(two: Two) -> None:
    two.judge("approved", two.an)
    assert two.state == ""


@pytest.mark.parametrize("seal", ["ab" * 32, "the plan"])
def test_a_judgement_of_what_is_no_seal_holds_nothing(two: Two, seal: str) -> None:
    two.judge("approved", seal=two.visit if seal == "the plan" else seal)
    assert two.state == ""


def test_a_judgement_whose_payload_is_not_here_holds_nothing(two: Two) -> None:
    judged = two.judge("approved")
    view = view_of(two.lead, two.an, without=(judged,))
    assert judgement_of(view.visits[two.visit]) is None


def test_what_the_lead_knew_when_approving_is_approved_with_it(two: Two) -> None:
    """an q1 sealed;  lead concludes q1, then approves"""
    two.lead.conclude(two.visit, "q1", "fail")
    two.judge("approved")
    assert (two.state, two.added) == ("approved", ())


def test_what_comes_later_is_told_as_added_and_the_approval_holds(two: Two) -> None:
    one = two.binh.observe(two.visit, "q1", "fail")
    two.judge("approved")
    other = two.an.observe(two.visit, "q2", "pass")
    two.an.seal(two.visit, "amendment")
    assert (two.state, two.added) == ("approved", tuple(sorted((one, other))))
    problem = Problem("visit.added-to", two.added, (("visit", two.visit[:8]), ("count", "2")))
    assert problem in two.view.problems


def test_comments_marks_and_blurred_copies_add_nothing(two: Two) -> None:
    photo = two.an.photo(two.visit)
    two.an.seal(two.visit)
    two.lead.meet(two.an)
    two.judge("approved", seal=two.view.visits[two.visit].seals[-1].id)
    comment = two.comment("đã trao đổi")
    two.lead.presence(comment, "out", two.visit)
    two.lead.say(Flagged(value="in"), ("flag", photo, "letter"), two.visit)
    two.lead.say(Redrawn(value="ab" * 32, source="cd" * 32), ("copy", photo), two.visit)
    assert two.added == ()
    two.lead.presence(photo, "out", two.visit)
    assert len(two.added) == 1, "that a photo does not count is no comment"


def test_what_is_not_effective_adds_nothing(two: Two) -> None:
    two.judge("approved")
    stranger = two.world.laptop("stranger")
    stranger.meet(two.lead)
    stranger.observe(two.visit, "q1", "fail")
    judgement = judgement_of(view_of(stranger, two.lead).visits[two.visit])
    assert judgement is not None
    assert judgement.added == ()


def test_a_joined_visit_is_approved_when_each_of_its_ids_is(two: Two) -> None:
    other = two.binh.open()
    two.binh.observe(other, "q1", "pass")
    second = two.binh.seal(other)
    two.lead.meet(two.binh)
    two.lead.same_visit(two.visit, other)
    name = min(two.visit, other)
    two.judge("approved")
    states = [judgement_of(two.view.visits[name])]
    two.lead.say(VisitJudged(value="approved", seal=second), ("judged",), other)
    whole = judgement_of(two.view.visits[name])
    assert states == [None]
    assert whole is not None
    assert whole.seals == {two.seal, second}
    two.lead.say(VisitJudged(value="returned", seal=second), ("judged",), other)
    back = judgement_of(two.view.visits[name])
    assert back is not None
    assert back.value == "returned"
    assert back.seals == {second}


def test_comments_that_no_seal_covers_are_to_be_answered(two: Two) -> None:
    """an remarks before the seal;  lead remarks after it;  an answers, and seals again"""
    assert comments_since(two.view.visits[two.visit]) == ()
    two.judge("returned")
    mine = two.comment("thiếu ảnh")
    two.an.meet(two.lead)
    answer = two.comment("đã bổ sung", two.an)
    found = comments_since(two.view.visits[two.visit])
    assert [one.id for one, _ in found] == [mine, answer]
    assert all(said(one) is body for one, body in found)
    two.an.seal(two.visit, "amendment")
    assert comments_since(two.view.visits[two.visit]) == ()
