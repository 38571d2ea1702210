"""Visits that went back to the inspector, or stand, and what is said of them afterwards."""

from __future__ import annotations

from typing import Literal

from inspector.journal.bodies import Commented, Flagged, Received, ReceivedFile, VisitJudged, Withdrawn
from tests.builder import Laptop
from tests.independent.vectors.kit import Rows, one_visit, two_openings, vector


def judge(laptop: Laptop, visit: str, seal: str, value: Literal["returned", "approved"]) -> str:
    return laptop.say(VisitJudged(value=value, seal=seal, reason="đã xem"), ("judged",), visit)


def sealed() -> tuple[Laptop, Laptop, Laptop, str, str]:
    """Return a lead and an inspector who hold the same sealed visit, a colleague who does not, the visit and its seal."""
    lead, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    seal = an.seal(visit)
    lead.meet(an)
    return lead, an, binh, visit, seal


@vector
def returned() -> Rows:
    lead, _, _, visit, seal = sealed()
    judge(lead, visit, seal, "returned")
    lead.say(Commented(on=("obs", "a", ""), text="chưa có ảnh"), (), visit)
    return Rows.of(lead)


@vector
def returned_and_amended() -> Rows:
    lead, an, _, visit, seal = sealed()
    judge(lead, visit, seal, "returned")
    an.meet(lead)
    an.observe(visit, "a", "fail")
    an.seal(visit, "amendment")
    return Rows.of(an)


@vector
def returned_and_not_yet_sealed_again() -> Rows:
    lead, an, _, visit, seal = sealed()
    judge(lead, visit, seal, "returned")
    an.meet(lead)
    an.observe(visit, "a", "fail")
    return Rows.of(an)


@vector
def approved() -> Rows:
    lead, _, _, visit, seal = sealed()
    lead.conclude(visit, "a", "fail")
    judge(lead, visit, seal, "approved")
    return Rows.of(lead)


@vector
def approved_and_added_to() -> Rows:
    lead, _, binh, visit, seal = sealed()
    binh.observe(visit, "a", "fail")
    judge(lead, visit, seal, "approved")
    return Rows.of(lead, binh)


@vector
def approved_and_marked() -> Rows:
    lead, an, _, visit, seal = sealed()
    judge(lead, visit, seal, "approved")
    comment = lead.say(Commented(on=(), text="đã trao đổi"), (), visit)
    lead.presence(comment, "out", visit)
    lead.say(Flagged(value="in"), ("flag", "a", "review"), visit)
    an.meet(lead)
    return Rows.of(an)


@vector
def approved_and_sealed_again() -> Rows:
    lead, an, _, visit, seal = sealed()
    judge(lead, visit, seal, "approved")
    an.seal(visit)
    an.seal(visit, "covert")
    lead.meet(an)
    return Rows.of(lead)


@vector
def approval_taken_back() -> Rows:
    lead, _, _, visit, seal = sealed()
    judge(lead, visit, seal, "approved")
    lead.say(Withdrawn(), ("judged",), visit)
    return Rows.of(lead)


@vector
def judged_by_an_inspector() -> Rows:
    _, an, _, visit, seal = sealed()
    judge(an, visit, seal, "approved")
    return Rows.of(an)


@vector
def judged_differently_by_two_leads() -> Rows:
    lead, _, _, visit, seal = sealed()
    deputy = lead.clone()
    judge(lead, visit, seal, "approved")
    judge(deputy, visit, seal, "returned")
    return Rows.of(lead, deputy)


@vector
def judged_on_a_seal_that_is_not_here() -> Rows:
    lead, _, _, visit, _ = sealed()
    judge(lead, visit, "00" * 32, "approved")
    return Rows.of(lead)


@vector
def joined_visit_approved_in_part() -> Rows:
    lead, an, first, second = two_openings()
    seals = [an.seal(first), lead.seal(second)]
    lead.meet(an)
    lead.same_visit(first, second)
    judge(lead, first, seals[0], "approved")
    return Rows.of(lead)


@vector
def receipt() -> Rows:
    lead, _, _, visit, seal = sealed()
    files = (ReceivedFile("20261126_doan_1.thisat", "ab" * 32),)
    lead.say(Received(visit=visit, tips=(seal,), entries=2, blobs=0, expected=(), files=files))
    return Rows.of(lead)


@vector
def receipt_by_an_inspector() -> Rows:
    _, an, _, visit, seal = sealed()
    an.say(Received(visit=visit, tips=(seal,), entries=2, blobs=0))
    return Rows.of(an)
