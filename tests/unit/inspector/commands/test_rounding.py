"""What the lead says of the whole round."""

from __future__ import annotations

from inspector.commands.answering import Answer
from inspector.commands.rounding import (
    MOST_EXCLUDED,
    AcceptPart,
    ChooseSetting,
    DecideRecommendation,
    Erase,
    Exclude,
    IssueRoster,
    RecordDocument,
    RecordHandOver,
    RecordSignature,
    WithdrawExclusions,
)
from inspector.journal import canon
from inspector.journal.bodies import (
    Basis,
    DeviceKey,
    FactStated,
    HandedOver,
    PartAccepted,
    Person,
    Removal,
    Roster,
    said,
)
from inspector.journal.entry import VisitId
from inspector.projection.view import fold
from tests.builder import World
from tests.laws.desks import Desk, Key, persons, refused

BASIS = Basis(tips=(), present="0" * 64, checklists=(), layout="", places="", series="", program="")


def test_a_roster_is_issued_by_a_root_over_all_in_force(desks: list[Desk], lead: Desk, an: Desk) -> None:
    deputy = desks[1]
    roots = (lead.key.public, deputy.key.public)
    with refused("roster.not-a-root"):
        an.do(IssueRoster("2", roots, ()))
    lead.do(IssueRoster("2", roots, persons(desks)))
    deputy.do(IssueRoster("3", roots, persons(desks[:3])))
    lead.absorb(deputy)
    assert "roster.several" in [problem.key for problem in lead.session.view.problems]
    (last,) = lead.do(IssueRoster("4", (*reversed(roots), roots[0]), persons(desks))).added
    assert lead.session.view.trust.rosters == (last,)
    body = said(lead.held[last])
    assert isinstance(body, Roster)
    assert body.roots == tuple(sorted(roots))


def removal_of(desk: Desk) -> Removal:
    tips = [s for tips in desk.session.log.tips.values() for s in tips]
    own = sorted(tip for tip in tips if desk.session.log.statements[tip].header.author == desk.key.public)
    return Removal(desk.key.public, tuple(own), "mất máy")


def test_what_a_removed_key_said_goes_on_counting_though_nobody_lists_it(
    lead: Desk, an: Desk, desks: list[Desk], visit: VisitId
) -> None:
    roots = (lead.key.public, desks[1].key.public)
    an.do(Answer(visit, "q1", "pass"))
    lead.absorb(an)
    others = persons([desk for desk in desks if desk.key.public != an.key.public])
    lead.do(IssueRoster("2", roots, others, (removal_of(an),)))
    late = an.do(Answer(visit, "q2", "pass")).added
    lead.absorb(an)
    view = lead.session.view.visits[visit]
    assert view.result("q1") is not None
    assert view.result("q2") is None, "what the removal's tips do not cover has no effect"
    assert late[0] in lead.held
    lead.do(IssueRoster("3", roots, others))
    assert lead.session.view.visits[visit].result("q2") is None, "a later roster carries the removal over"


def test_a_removed_root_is_a_root_no_longer(lead: Desk, desks: list[Desk]) -> None:
    deputy, paper = desks[1], Key(b"paper").public
    roots = (lead.key.public, deputy.key.public)
    with refused("roster.roots"):
        lead.do(IssueRoster("2", roots, persons(desks), (removal_of(deputy),)))
    lead.do(IssueRoster("2", (*roots, paper), persons(desks), (removal_of(deputy),)))
    assert lead.session.view.trust.roots == {lead.key.public, paper}
    deputy.do(IssueRoster("trộm", roots, ()))
    lead.absorb(deputy)
    assert lead.session.view.trust.roots == {lead.key.public, paper}, "an ousted root cannot go back to what it was"


def test_a_roster_needs_two_roots_and_every_key_once(lead: Desk, an: Desk) -> None:
    with refused("roster.roots"):
        lead.do(IssueRoster("2", (lead.key.public, lead.key.public), ()))
    twice = tuple(
        Person(id=name, name=name, roles=("inspector",), keys=(DeviceKey(sign=an.key.public),)) for name in "ab"
    )
    with refused("roster.key-twice"):
        lead.do(IssueRoster("2", (lead.key.public, Key(b"paper").public), twice))


def test_only_roots_exclude_and_erase_and_only_for_a_reason(lead: Desk, an: Desk) -> None:
    with refused("roster.not-a-root"):
        an.do(Exclude("nhầm"))
    with refused("roster.not-a-root"):
        an.do(Erase("yêu cầu", "luật"))
    with refused("status.reason-missing"):
        lead.do(Exclude(""))
    with refused("status.reason-missing"):
        lead.do(Erase("", "luật"))


def test_a_hand_over_in_the_clear_needs_a_reason(an: Desk, visit: VisitId) -> None:
    with refused("handover.plain-needs-reason"):
        an.do(RecordHandOver((visit,), "display", ()))
    (one,) = an.do(RecordHandOver((visit,), "display", (), "máy in không đọc được")).added
    assert said(an.held[one]) == HandedOver(visits=(visit,), weight="display", plain_reason="máy in không đọc được")


def test_a_part_is_accepted_by_the_lead_for_a_reason(lead: Desk, an: Desk) -> None:
    with refused("status.reason-missing"):
        lead.do(AcceptPart("a.thisat", (), ""))
    with refused("role.not-allowed"):
        an.do(AcceptPart("a.thisat", (), "một phần"))
    (one,) = lead.do(AcceptPart("a.thisat", ("bb" * 32, "aa" * 32), "một phần")).added
    body = said(lead.held[one])
    assert isinstance(body, PartAccepted)
    assert body.tips == ("aa" * 32, "bb" * 32)


def test_a_number_is_given_to_one_paper_a_year(lead: Desk, visit: VisitId) -> None:
    def record(pdf: bytes, date: str) -> int:
        return len(lead.do(RecordDocument("minutes", (visit,), "01/BB", date, pdf, BASIS)).added)

    assert record(b"pdf", "2026-11-22") == 1
    assert record(b"pdf", "2026-11-22") == 0
    with refused("document.number-taken"):
        record(b"other", "2026-12-01")
    assert record(b"other", "2027-01-01") == 1


def test_no_paper_is_made_over_what_only_a_newer_program_knows() -> None:
    """lead: something about the visit of a kind that this program does not know"""
    (writer,) = World().team("lead")
    visit = writer.plan()
    command = RecordDocument("minutes", (visit,), "01/BB", "2026-11-22", b"pdf", BASIS)
    assert len(list(command.drafts(fold(writer.log), writer.key.public))) == 1
    writer.say(FactStated(value="mưa"), ("weather",), visit, kind="foretold")
    with refused("document.needs-newer"):
        list(command.drafts(fold(writer.log), writer.key.public))


def test_a_signed_paper_is_kept_and_named_by_its_hash(lead: Desk, visit: VisitId) -> None:
    (paper,) = lead.do(RecordDocument("minutes", (visit,), "01/BB", "2026-11-22", b"pdf", BASIS)).added
    lead.do(RecordSignature(paper, b"signed once", ("Lan",)))
    lead.do(RecordSignature(paper, b"signed twice", ("Lan", "Chủ tịch")))
    (document,) = lead.session.view.documents
    assert [one.value for one in document.signed] == [canon.blob_id(b"signed twice")]
    assert lead.session.dossier.blob(canon.blob_id(b"signed once")) == b"signed once"


def test_a_setting_is_chosen_by_a_lead_over_what_was_chosen_before(lead: Desk, an: Desk) -> None:
    lead.do(ChooseSetting("synthesis", {"most_percent": 75}))
    assert lead.session.view.setting("synthesis") == {"most_percent": 75}
    assert lead.do(ChooseSetting("synthesis", {"most_percent": 75})).added == ()
    lead.do(ChooseSetting("synthesis", {"grouping": "none"}))
    assert lead.session.view.setting("synthesis") == {"grouping": "none"}
    assert lead.session.view.setting("office") is None
    with refused("role.not-allowed"):
        an.do(ChooseSetting("synthesis", {}))


def test_two_leads_who_choose_differently_stop_papers_until_one_chooses_over_both(
    lead: Desk, desks: list[Desk]
) -> None:
    deputy = desks[1]
    lead.do(ChooseSetting("synthesis", {"most_percent": 75}))
    deputy.do(ChooseSetting("synthesis", {"most_percent": 70}))
    lead.absorb(deputy)
    with refused("setting.contested"):
        lead.session.view.setting("synthesis")
    assert "setting.differs" in [problem.key for problem in lead.session.view.problems]
    lead.do(ChooseSetting("synthesis", {"most_percent": 80}))
    assert lead.session.view.setting("synthesis") == {"most_percent": 80}
    assert "setting.differs" not in [problem.key for problem in lead.session.view.problems]


def test_a_recommendation_is_decided_with_a_reason_and_a_dispute_about_it_is_told(
    lead: Desk, desks: list[Desk]
) -> None:
    with refused("decision.reason-missing"):
        lead.do(DecideRecommendation("fb_hotline_posted", "own", ""))
    lead.do(DecideRecommendation("fb_hotline_posted", "own", "nhiều phản ánh"))
    (decided,) = lead.session.view.recommendations().values()
    assert (decided.value, decided.work) == ("own", "")
    deputy = desks[1]
    deputy.do(DecideRecommendation("fb_hotline_posted", "general", "đã đủ"))
    lead.absorb(deputy)
    with refused("recommendation.contested"):
        lead.session.view.recommendations()


def test_a_report_has_a_series_of_its_own(lead: Desk, visit: VisitId) -> None:
    lead.do(RecordDocument("report", (visit,), "01", "2026-11-22", b"%PDF 1", BASIS))
    lead.do(RecordDocument("minutes", (visit,), "01", "2026-11-22", b"%PDF 2", BASIS))
    with refused("document.number-taken"):
        lead.do(RecordDocument("report", (visit,), "01", "2026-12-22", b"%PDF 3", BASIS))
    assert [document.said.type for document in lead.session.view.documents] == ["report", "minutes"]


def test_more_statements_than_a_payload_takes_are_excluded_together_and_come_back_together(
    lead: Desk, an: Desk
) -> None:
    many = tuple(f"{number:064x}" for number in range(2 * MOST_EXCLUDED + 1))
    change = lead.do(Exclude("nhầm thẻ", many))
    assert len(change.added) == 3
    assert change.view.trust.excluded == set(many)
    with refused("roster.not-a-root"):
        an.do(WithdrawExclusions(change.added, "đúng thẻ"))
    with refused("status.reason-missing"):
        lead.do(WithdrawExclusions(change.added, ""))
    back = lead.do(WithdrawExclusions(change.added, "đúng thẻ"))
    assert back.view.trust.excluded == set()
    assert lead.do(WithdrawExclusions(change.added, "đúng thẻ")).added == (), "it says so already"
    with refused("thing.unknown"):
        lead.do(WithdrawExclusions(back.added, "đúng thẻ"))
