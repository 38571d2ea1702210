"""The life of a visit."""

from __future__ import annotations

from inspector.commands.answering import Answer
from inspector.commands.evidence import AddPhoto, SetPresence
from inspector.commands.rounding import Erase
from inspector.commands.visiting import (
    Comment,
    JoinVisits,
    OpenUnplanned,
    OpenVisit,
    PlanVisit,
    SealVisit,
    SetStatus,
    StateFact,
)
from inspector.journal import canon
from inspector.journal.bodies import Sealed, UnitRef, said
from inspector.journal.entry import EntryId, VisitId
from inspector.journal.seal import root_of
from tests.laws.desks import CHECKLIST, Desk, refused

STARTED = "2026-11-22T08:00+07:00"


def seal(desk: Desk, visit: VisitId, purpose: str = "onsite") -> Sealed:
    present = desk.session.dossier.blob_ids()
    command = SealVisit(visit, "covert" if purpose == "covert" else "onsite", "tests", present)
    (one,) = desk.do(command).added
    body = said(desk.held[one])
    assert isinstance(body, Sealed)
    return body


def test_a_plan_brings_its_checklist(lead: Desk) -> None:
    (visit,) = lead.do(PlanVisit(UnitRef(name="Xã Đất Mũi"), CHECKLIST, "2026-11-23", team=("an",))).added
    assert lead.session.view.visits[visit].checklist == canon.blob_id(CHECKLIST)
    assert lead.session.dossier.blob(canon.blob_id(CHECKLIST)) == CHECKLIST


def test_planning_is_for_the_lead(an: Desk) -> None:
    with refused("role.not-allowed"):
        an.do(PlanVisit(UnitRef(name="Xã Đất Mũi"), CHECKLIST))


def test_everybody_opens_a_visit_for_themselves(an: Desk, binh: Desk, visit: VisitId) -> None:
    an.do(OpenVisit(visit, STARTED))
    assert an.do(OpenVisit(visit, STARTED)).added == ()
    binh.do(OpenVisit(visit, "2026-11-22T08:10+07:00"))
    an.absorb(binh)
    assert [one.started[11:16] for one in an.session.view.visits[visit].opened] == ["08:00", "08:10"]
    an.do(OpenVisit(visit, "2026-11-22T07:55+07:00"))
    assert [one.started[11:16] for one in an.session.view.visits[visit].opened] == ["07:55", "08:10"]


def test_a_visit_that_is_not_known_is_not_opened(an: Desk) -> None:
    with refused("visit.unknown"):
        an.do(OpenVisit("ab" * 32, STARTED))


def test_a_visit_that_nobody_planned_is_named_by_its_opening(an: Desk) -> None:
    (visit,) = an.do(OpenUnplanned(UnitRef(name="Xã Đất Mũi"), CHECKLIST, STARTED)).added
    assert an.session.view.visits[visit].unit.name == "Xã Đất Mũi"


def test_a_fact_is_stated_over_what_was_stated_before(an: Desk, binh: Desk, visit: VisitId) -> None:
    an.do(StateFact(visit, "ended", "16:00"))
    binh.do(StateFact(visit, "ended", "17:00"))
    an.absorb(binh)
    an.do(StateFact(visit, "ended", "16:30"))
    assert an.session.view.visits[visit].facts("ended") == ("16:30",)
    assert an.do(StateFact(visit, "ended", "16:30")).added == ()


def test_a_visit_is_void_for_a_reason_and_can_be_reopened(an: Desk, visit: VisitId) -> None:
    with refused("status.reason-missing"):
        an.do(SetStatus(visit, "void", ""))
    an.do(SetStatus(visit, "void", "nhầm đơn vị"))
    with refused("visit.void"):
        seal(an, visit)
    an.do(SetStatus(visit, "open", "đúng đơn vị"))
    assert not an.session.view.visits[visit].is_void


def test_a_comment_speaks_of_a_slot_and_changes_nothing(an: Desk, visit: VisitId) -> None:
    an.do(Comment(visit, ("obs", "q1", ""), "xem lại"))
    ((_, body),) = an.session.view.visits[visit].comments
    assert (body.on, body.text) == (("obs", "q1", ""), "xem lại")
    with refused("visit.unknown"):
        an.do(Comment("ab" * 32, (), ""))


# -- joining --------------------------------------------------------------------------------------------------------


def two(lead: Desk) -> tuple[VisitId, VisitId]:
    a, b = (lead.do(OpenUnplanned(UnitRef(name=name), CHECKLIST, STARTED)).added[0] for name in ("A", "B"))
    return a, b


def test_joining_needs_two_visits_that_are_known(lead: Desk, visit: VisitId) -> None:
    with refused("visit.join-needs-two"):
        lead.do(JoinVisits((visit, visit), ""))
    with refused("visit.unknown"):
        lead.do(JoinVisits((visit, "ab" * 32), ""))


def test_visits_that_are_joined_are_not_joined_again(lead: Desk) -> None:
    a, b = two(lead)
    assert lead.do(JoinVisits((b, a), "một lượt")).added
    assert lead.do(JoinVisits((a, b), "một lượt")).added == ()


def test_a_join_can_be_taken_back(lead: Desk) -> None:
    a, b = two(lead)
    (join,) = lead.do(JoinVisits((a, b), "một lượt")).added
    lead.do(SetPresence(join, "out"))
    assert {a, b} <= set(lead.session.view.visits)


# -- sealing --------------------------------------------------------------------------------------------------------


def test_a_visit_without_answers_is_not_sealed(an: Desk, visit: VisitId) -> None:
    with refused("seal.nothing"):
        seal(an, visit)


def test_a_visit_whose_checklist_is_not_known_is_not_sealed(lead: Desk, an: Desk) -> None:
    """The plan, and the checklist that it names, were withheld"""
    (visit,) = lead.do(PlanVisit(UnitRef(name="Xã Đất Mũi"), CHECKLIST)).added
    lead.do(Answer(visit, "q1", "pass"))
    lead.do(Erase("yêu cầu", "luật", (visit,)))
    with refused("visit.no-checklist"):
        seal(lead, visit)


def test_a_seal_states_tips_counts_and_root(an: Desk, binh: Desk, visit: VisitId) -> None:
    """an q1, a photo;  bình q1, whom an has met"""
    binh.do(Answer(visit, "q1", "fail"))
    an.absorb(binh)
    an.do(Answer(visit, "q1", "pass"))
    an.do(AddPhoto(visit, b"a", b"b", "a.jpg", "JPEG", 1, 1, {}))
    held = [s for s in an.held.values() if s.scope == visit]
    body = seal(an, visit)
    assert body.root == root_of(held)
    assert (body.entries, body.blobs, len(body.tips)) == (3, 2, 2)
    assert body.contested == (("obs", "q1", ""),)
    assert (body.withheld, body.expected) == ((), ())


def test_a_second_seal_names_the_first(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    first = seal(an, visit)
    an.do(Answer(visit, "q2", "pass"))
    second = seal(an, visit)
    seals = an.session.view.visits[visit].seals
    assert [one.said for one in seals] == [first, second]
    assert seals[1].statement.header.supersedes == (seals[0].id,)


def test_a_seal_says_what_is_withheld_and_what_is_still_expected(lead: Desk, an: Desk, visit: VisitId) -> None:
    """an q1 (erased by the lead) and two photos, of which one is erased and the other has not come along"""
    erased: list[EntryId] = [*an.do(Answer(visit, "q1", "pass")).added]
    an.do(Answer(visit, "q2", "pass"))
    gone, late = canon.blob_id(b"gone"), canon.blob_id(b"late")
    for picture in (b"gone", b"late"):
        an.do(AddPhoto(visit, picture, b"small", "a.jpg", "JPEG", 1, 1, {}))
    lead.absorb(an)
    lead.do(Erase("yêu cầu", "Luật 91/2025/QH15", tuple(erased), (gone,)))
    command = SealVisit(visit, "onsite", "tests", lead.session.dossier.blob_ids() - {gone, late})
    (one,) = lead.do(command).added
    body = said(lead.held[one])
    assert isinstance(body, Sealed)
    assert body.withheld == tuple(sorted([*erased, gone]))
    assert body.expected == (late,)
