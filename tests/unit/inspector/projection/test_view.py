"""The whole round: its visits, papers, forks and problems, and how it grows."""

from __future__ import annotations

import pytest

from inspector.errors import Problem
from inspector.journal.bodies import Basis, Commented, Documented, DocumentSigned, FactStated, Removal, StatusSet
from inspector.journal.entry import EntryId
from inspector.journal.log import Log
from inspector.projection.slots import SlotView
from inspector.projection.view import fold, refold
from tests.builder import Laptop, World
from tests.unit.inspector.projection.reading import keys, view_of

BASIS = Basis(tips=(), present="0" * 64, checklists=(), layout="", places="", series="", program="")


@pytest.fixture
def world() -> World:
    return World(title="Đợt kiểm tra tháng 11")


@pytest.fixture
def team(world: World) -> list[Laptop]:
    return world.team("lead", "deputy", "an", "binh")


def document(laptop: Laptop, visit: EntryId, number: str = "01/BB") -> EntryId:
    return laptop.say(
        Documented(
            type="minutes", visits=(visit,), number=number, date="2026-11-22", sha256="0" * 64, size=1, basis=BASIS
        )
    )


def test_a_round_has_its_title_and_its_visits(team: list[Laptop]) -> None:
    lead = team[0]
    first, second = lead.plan("Phường An Xuyên"), lead.plan("Xã Đất Mũi")
    view = view_of(lead)
    assert view.title == "Đợt kiểm tra tháng 11"
    assert list(view.visits) == [first, second]
    assert len(view.visits) == 2
    assert view.size == len(lead.statements)
    assert view.visit_of("00" * 32) is None
    assert view.problems == ()


def test_a_paper_has_its_signed_versions_and_can_be_taken_out(team: list[Laptop]) -> None:
    lead = team[0]
    visit = lead.plan()
    paper = document(lead, visit)
    lead.say(DocumentSigned(value="aa" * 32, signers=("Lan",)), ("signed", paper))
    (found,) = view_of(lead).documents
    assert (found.id, found.said.number, [one.signers for one in found.signed]) == (paper, "01/BB", [("Lan",)])
    lead.presence(paper, "out")
    assert view_of(lead).documents == ()


def test_papers_are_for_those_who_may_issue_them(team: list[Laptop]) -> None:
    """An inspector neither issues a paper nor takes one out."""
    lead, _, an, _ = team
    visit = lead.plan()
    paper = document(lead, visit)
    an.meet(lead)
    document(an, visit, "02/BB")
    an.presence(paper, "out")
    assert [one.id for one in view_of(lead, an).documents] == [paper]


def test_a_fork_keeps_both_branches_and_is_a_problem_that_names_the_split(team: list[Laptop]) -> None:
    """an q1 = đạt;  from there a copy says q2 = đạt and the laptop q3 = đạt"""
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    an.observe(visit, "q1", "pass")
    copy = an.clone()
    copy.observe(visit, "q2", "pass")
    an.observe(visit, "q3", "pass")
    view = view_of(lead, an, copy)
    assert {item for item, _ in view.visits[visit].results} == {"q1", "q2", "q3"}
    assert view.forks == ((an.key.public, 1),)
    assert Problem("chain.fork", (an.key.public,), (("seq", "1"),)) in view.problems


def test_what_two_branches_of_one_person_say_differently_is_contested(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    an.observe(visit, "q1", "pass")
    copy = an.clone()
    copy.observe(visit, "q2", "pass")
    an.observe(visit, "q2", "fail")
    assert view_of(lead, an, copy).visits[visit].contested == (("obs", "q2", ""),)


def test_problems_are_in_an_order_of_their_own(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    an.conclude(visit, "q1", "pass")
    an.say(FactStated(value="?"), ("weather",), visit, kind="foretold")
    an.say(StatusSet(value="void", reason="x"), ("status", "x"), visit)
    lead.comment("x")
    lead.exclude(lead.comment("y"))
    found = keys(view_of(lead, an))
    assert found == sorted(found)
    assert set(found) == {"statement.excluded", "statement.newer", "statement.refused"}


def test_introductions_that_do_not_count_are_named(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    an.plan()
    stranger = lead.world.laptop("stranger")
    stranger.meet(lead)
    stranger.comment("ai đó")
    an.say(Commented(on=(), text="x"), version=2)
    assert keys(view_of(lead, an, stranger)) == ["statement.newer", "statement.refused", "statement.unconfirmed"]


def test_a_visit_of_another_scope_is_named_where_a_statement_claims_to_replace_it(team: list[Laptop]) -> None:
    lead = team[0]
    one, other = lead.plan(), lead.plan()
    fact = lead.fact(one, "ended", "16:00")
    false = lead.say(FactStated(value="17:00"), ("fact", "ended"), other, supersedes=[fact])
    view = view_of(lead)
    assert view.problems == (Problem("statement.supersedes-elsewhere", (false,)),)
    assert view.visits[one].facts("ended") == ("16:00",)


def test_a_slot_of_which_nothing_was_said_is_empty(team: list[Laptop]) -> None:
    lead = team[0]
    slot = view_of(lead).round_scope.slot("weather")
    assert slot == SlotView(("weather",))
    assert slot.standing is None
    assert (slot.is_contested, slot.is_withheld, slot.is_unreadable, slot.needs_newer_program) == (False,) * 4


def test_what_stands_in_a_slot_is_what_its_heads_agree_on(team: list[Laptop]) -> None:
    lead, deputy, *_ = team
    visit = lead.plan()
    deputy.meet(lead)
    lead.fact(visit, "ended", "16:00")
    assert view_of(lead).visits.scope(visit).slot("fact", "ended").standing == FactStated(value="16:00")
    deputy.fact(visit, "ended", "17:00")
    assert view_of(lead, deputy).visits.scope(visit).slot("fact", "ended").standing is None


def test_an_unconfirmed_key_supersedes_its_own_words_alone(team: list[Laptop]) -> None:
    """lead ended = 16:00;  lạ ended = 17:00 over it, then 18:00 over both"""
    lead, stranger = team[0], team[0].world.laptop("stranger")
    visit = lead.plan()
    fact = lead.fact(visit, "ended", "16:00")
    stranger.meet(lead)
    first = stranger.fact(visit, "ended", "17:00")
    second = stranger.say(FactStated(value="18:00"), ("fact", "ended"), visit, supersedes=[fact, first])
    slot = view_of(lead, stranger).visits.scope(visit).slot("fact", "ended")
    assert ([s.id for s in slot.heads], [s.id for s in slot.unconfirmed]) == ([fact], [second])


# -- growing --------------------------------------------------------------------------------------------------------


def test_a_statement_folds_again_only_the_visit_that_it_touches(team: list[Laptop]) -> None:
    lead = team[0]
    one, other = lead.plan(), lead.plan()
    lead.observe(one, "q1", "pass")
    lead.observe(other, "q1", "pass")
    log = Log.of(lead.statements.values())
    before = fold(log)
    kept, stale = before.visits[one], before.visits[other]
    new = lead.statements[lead.observe(other, "q2", "fail")]
    log.add(new)
    after = refold(before, log, [new])
    assert after.visits[one] is kept
    assert after.visits[other] is not stale
    assert stale.result("q2") is None
    assert after.visits[other].results[("q2", "")].value == "fail"


def test_a_statement_of_the_round_keeps_the_visits_if_nobody_else_may_speak(team: list[Laptop]) -> None:
    lead = team[0]
    visit = lead.plan()
    lead.observe(visit, "q1", "pass")
    lead.open(visit)
    log = Log.of(lead.statements.values())
    before = fold(log)
    scope = before.visits.scope(visit)
    new = lead.statements[lead.open(visit)]
    log.add(new)
    assert refold(before, log, [new]).visits.scope(visit) is scope


def test_a_tip_that_a_removal_accepts_may_come_later(team: list[Laptop]) -> None:
    """an q1, q2 (accepted);  the lead removes an's key, and gets q1 and q2 one after the other"""
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    said = [an.statements[an.observe(visit, item, "pass")] for item in ("q1", "q2")]
    lead.issue_roster(team, removed=(Removal(key=an.key.public, tips=(said[1].id,)),))
    log = Log.of(lead.statements.values())
    view = fold(log)
    found = []
    for one in said:
        log.add(one)
        view = refold(view, log, [one])
        found.append({item for item, _ in view.visits[visit].results})
    assert found == [set(), {"q1", "q2"}]


def test_the_first_statement_of_an_unknown_visit_makes_it_a_visit(team: list[Laptop]) -> None:
    lead = team[0]
    log = Log.of(lead.statements.values())
    before = fold(log)
    new = lead.statements[lead.observe("ab" * 32, "q1", "pass")]
    log.add(new)
    assert list(refold(before, log, [new]).visits) == ["ab" * 32]
