"""One visit as it stands (format.md, rules 13, 16 and 18 to 23)."""

from __future__ import annotations

import msgspec
import pytest

from inspector.errors import Problem
from inspector.journal.bodies import (
    Concluded,
    DeviceKey,
    FactStated,
    Linked,
    Observed,
    Person,
    Roster,
    Sealed,
    UnitRef,
    Withdrawn,
    said,
)
from inspector.journal.entry import EntryId
from inspector.journal.log import Log
from inspector.projection.trust import Effect
from inspector.projection.view import fold
from inspector.projection.visit import State, VisitView
from tests.builder import Laptop, World
from tests.unit.inspector.projection.reading import keys, view_of

CHECKLIST = "aa" * 32


class Team:
    """A lead, a deputy, two inspectors, an's second device, and a planned visit that everybody knows of."""

    def __init__(self) -> None:
        self.world = World()
        self.lead, self.deputy, self.an, self.binh = self.world.team("lead", "deputy", "an", "binh")
        self.tablet = self.world.laptop("an-tablet")
        keys = tuple(DeviceKey(sign=one.key.public) for one in (self.an, self.tablet))
        persons = [one.person() for one in (self.lead, self.deputy, self.binh)]
        persons.append(Person(id="an", name="An", roles=("inspector",), keys=keys))
        roots = tuple(sorted((self.lead.key.public, self.deputy.key.public)))
        self.lead.say(Roster(version="2", roots=roots, persons=tuple(persons)), ("roster",))
        self.visit = self.lead.plan()
        self.all = (self.lead, self.deputy, self.an, self.binh, self.tablet)
        self.meet()

    def meet(self) -> None:
        for one in self.all:
            for other in self.all:
                one.meet(other)

    @property
    def view(self) -> VisitView:
        return view_of(*self.all).visits[self.visit]

    def state(self, item: str = "q1") -> tuple[str, object]:
        result = self.view.result(item)
        return (result.state.value, result.value) if result else ("not asked", None)

    def meets_then(self, laptop: Laptop) -> Laptop:
        self.meet()
        return laptop


@pytest.fixture
def team() -> Team:
    return Team()


# -- observations ---------------------------------------------------------------------------------------------------


def test_nobody_answered(team: Team) -> None:
    assert team.state() == ("not asked", None)
    assert team.view.results == {}


def test_one_answer_is_the_result(team: Team) -> None:
    """an q1 = đạt"""
    one = team.an.observe(team.visit, "q1", "pass")
    result = team.view.result("q1")
    assert result is not None
    assert (result.state, result.value) == (State.AGREED, "pass")
    (observation,) = result.observations
    assert (observation.person, observation.statement.id) == ("an", one)
    assert observation.at == team.an.statements[one].header.at


def test_two_people_who_saw_the_same_agree(team: Team) -> None:
    """an q1 = đạt;  bình q1 = đạt, with a note"""
    team.an.observe(team.visit, "q1", "pass")
    team.binh.observe(team.visit, "q1", "pass", note="rõ")
    assert team.state() == ("agreed", "pass")


def test_two_people_who_never_met_disagree_in_the_view_not_in_the_merge(team: Team) -> None:
    """an q1 = đạt;  bình q1 = không đạt"""
    team.an.observe(team.visit, "q1", "pass")
    team.binh.observe(team.visit, "q1", "fail")
    assert team.state() == ("contested", None)
    assert team.view.contested == (("obs", "q1", ""),)


def test_a_person_corrects_their_own_answer(team: Team) -> None:
    """an q1 = đạt, then = không đạt"""
    team.an.observe(team.visit, "q1", "pass")
    team.an.observe(team.visit, "q1", "fail")
    assert team.state() == ("agreed", "fail")


def test_nobody_corrects_the_answer_of_another(team: Team) -> None:
    """an q1 = đạt;  bình q1 = không đạt, over an's answer"""
    one = team.an.observe(team.visit, "q1", "pass")
    team.meets_then(team.binh).say(
        Observed(value="fail", checklist=CHECKLIST), ("obs", "q1", ""), team.visit, supersedes=[one]
    )
    assert team.state() == ("contested", None)


def test_two_devices_of_one_person_that_differ_are_contested_until_that_person_settles_it(team: Team) -> None:
    """an q1 = đạt on the laptop, = không đạt on the tablet;  then, on the tablet, over both"""
    one = team.an.observe(team.visit, "q1", "pass")
    other = team.tablet.observe(team.visit, "q1", "fail")
    assert team.state() == ("contested", None)
    body = Observed(value="fail", checklist=CHECKLIST)
    team.meets_then(team.tablet).say(body, ("obs", "q1", ""), team.visit, supersedes=[one, other])
    assert team.state() == ("agreed", "fail")


def test_a_withdrawal_on_one_device_contests_the_answer_on_the_other(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    team.tablet.say(Withdrawn(), ("obs", "q1", ""), team.visit)
    assert team.state() == ("contested", None)


def test_who_withdraws_an_answer_no_longer_takes_part(team: Team) -> None:
    """an q1 = đạt;  bình q1 = không đạt, then nothing"""
    team.an.observe(team.visit, "q1", "pass")
    team.binh.observe(team.visit, "q1", "fail")
    team.binh.withdraw(team.visit, "obs", "q1", "")
    assert team.state() == ("agreed", "pass")


def test_when_all_withdrew_it_counts_as_not_asked(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    team.an.withdraw(team.visit, "obs", "q1", "")
    assert team.state() == ("not asked", None)


def test_what_was_superseded_does_not_come_back_when_its_successor_is_withdrawn(team: Team) -> None:
    """an q1 = đạt, = không đạt, = nothing"""
    team.an.observe(team.visit, "q1", "pass")
    team.an.observe(team.visit, "q1", "fail")
    team.an.withdraw(team.visit, "obs", "q1", "")
    assert team.state() == ("not asked", None)


def test_instances_of_an_item_are_items_of_their_own(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass", instance="01ab")
    team.an.observe(team.visit, "q1", "fail", instance="02cd")
    assert {key: result.value for key, result in team.view.results.items()} == {
        ("q1", "01ab"): "pass",
        ("q1", "02cd"): "fail",
    }


def test_an_answer_that_is_not_here_is_withheld_not_forgotten(team: Team) -> None:
    one = team.an.observe(team.visit, "q1", "pass")
    result = view_of(*team.all, without=(one,)).visits[team.visit].result("q1")
    assert result is not None
    assert result.state is State.WITHHELD


def test_an_answer_of_a_newer_kind_keeps_the_slot(team: Team) -> None:
    """an q1 = đạt, then something that this program does not know"""
    team.an.observe(team.visit, "q1", "pass")
    team.an.say(FactStated(value="?"), ("obs", "q1", ""), team.visit, kind="foretold")
    assert team.state() == ("unreadable", None)
    assert "statement.newer" in keys(view_of(*team.all))


def test_an_answer_of_the_wrong_form_is_unreadable(team: Team) -> None:
    team.an.say(FactStated(value="pass"), ("obs", "q1", ""), team.visit, kind="observed")
    assert team.state() == ("unreadable", None)
    assert "statement.unreadable" in keys(view_of(*team.all))


def test_an_answer_under_a_later_header_is_carried_and_not_counted(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    body = Observed(value="fail", checklist=CHECKLIST)
    team.an.say(body, ("obs", "q1", ""), team.visit, version=2)
    assert team.state() == ("agreed", "pass")
    assert "statement.newer" in keys(view_of(*team.all))


# -- conclusions ----------------------------------------------------------------------------------------------------


def test_a_conclusion_settles_a_dispute_and_leaves_the_observations(team: Team) -> None:
    """an q1 = đạt;  bình q1 = không đạt;  lead con q1 = đạt"""
    team.an.observe(team.visit, "q1", "pass")
    team.binh.observe(team.visit, "q1", "fail")
    team.meets_then(team.lead).conclude(team.visit, "q1", "pass")
    result = team.view.result("q1")
    assert result is not None
    assert (result.state, result.value) == (State.CONCLUDED, "pass")
    assert {one.person for one in result.observations} == {"an", "binh"}
    assert result.conclusion == Concluded(value="pass", reason="đã xem ảnh")
    assert team.view.contested == ()


def test_a_withdrawn_conclusion_brings_the_dispute_back(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    team.binh.observe(team.visit, "q1", "fail")
    team.meets_then(team.lead).conclude(team.visit, "q1", "pass")
    team.lead.withdraw(team.visit, "con", "q1", "")
    assert team.state() == ("contested", None)


def test_two_conclusions_that_differ_are_contested(team: Team) -> None:
    """lead con q1 = đạt;  deputy con q1 = không đạt"""
    team.lead.conclude(team.visit, "q1", "pass")
    team.deputy.conclude(team.visit, "q1", "fail")
    assert team.state() == ("contested", None)


def test_two_conclusions_that_agree_conclude(team: Team) -> None:
    team.lead.conclude(team.visit, "q1", "pass")
    team.deputy.conclude(team.visit, "q1", "pass")
    assert team.state() == ("concluded", "pass")


def test_a_conclusion_does_not_supersede_an_observation(team: Team) -> None:
    one = team.an.observe(team.visit, "q1", "pass")
    body = Concluded(value="fail", reason="khác")
    team.meets_then(team.lead).say(body, ("con", "q1", ""), team.visit, supersedes=[one])
    result = team.view.result("q1")
    assert result is not None
    assert [s.statement.id for s in result.observations] == [one]
    assert Problem("statement.supersedes-elsewhere", (result.statements[0].id,)) in view_of(*team.all).problems


def test_a_conclusion_that_is_not_here_is_withheld(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    one = team.lead.conclude(team.visit, "q1", "fail")
    result = view_of(*team.all, without=(one,)).visits[team.visit].result("q1")
    assert result is not None
    assert (result.state, result.conclusion) == (State.WITHHELD, None)


def test_a_conclusion_of_a_newer_kind_keeps_the_slot(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    team.lead.say(FactStated(value="?"), ("con", "q1", ""), team.visit, kind="foretold")
    assert team.state() == ("unreadable", None)


def test_what_a_statement_supersedes_may_come_later(team: Team) -> None:
    """an q1 = đạt, then = không đạt; a colleague has not got the first, and is told nothing about it"""
    first = team.an.observe(team.visit, "q1", "pass")
    second = team.an.observe(team.visit, "q1", "fail")
    world, held = team.world, dict(team.an.statements)
    body = held[second]
    fresh = Laptop(world, "c", team.an.key)
    fresh.meet(team.lead)
    alone = fresh.say(Observed(value="fail", checklist=CHECKLIST), ("obs", "q1", ""), team.visit, supersedes=[first])
    assert keys(view_of(fresh)) == []
    view = view_of(fresh, team.an)
    slot = view.visits.scope(team.visit).slot("obs", "q1", "")
    assert {s.id for s in slot.heads} == {alone, body.id}


# -- photos, comments, facts ----------------------------------------------------------------------------------------


def test_a_photo_is_evidence_for_the_items_it_is_tied_to(team: Team) -> None:
    photo = team.an.photo(team.visit)
    team.an.link(team.visit, photo, "q2")
    team.an.link(team.visit, photo, "q1")
    team.an.caption(team.visit, photo, "bảng niêm yết")
    (found,) = team.view.photos
    assert (found.id, found.items, found.caption) == (photo, ("q1", "q2"), "bảng niêm yết")
    assert [one.id for one in team.view.photos_of("q1")] == [photo]
    assert team.view.photos_of("q3") == ()


def test_a_photo_that_was_untied_is_no_evidence_any_more(team: Team) -> None:
    photo = team.an.photo(team.visit)
    team.an.link(team.visit, photo, "q1")
    team.an.link(team.visit, photo, "q1", "out")
    assert team.view.photos[0].items == ()


def test_two_captions_are_both_shown_and_contested(team: Team) -> None:
    photo = team.an.photo(team.visit)
    team.meet()
    team.an.caption(team.visit, photo, "cửa")
    team.binh.caption(team.visit, photo, "biển")
    assert team.view.photos[0].caption == "biển / cửa"
    assert team.view.contested == (("caption", photo),)


def test_a_photo_that_was_taken_out_does_not_count_and_can_be_put_back(team: Team) -> None:
    photo = team.an.photo(team.visit)
    team.an.presence(photo, "out", team.visit)
    assert not list(team.view.photos)
    team.an.presence(photo, "in", team.visit)
    assert [one.id for one in team.view.photos] == [photo]


def test_a_photo_that_one_takes_out_and_another_keeps_stays(team: Team) -> None:
    photo = team.an.photo(team.visit)
    team.meet()
    team.an.presence(photo, "out", team.visit)
    team.binh.presence(photo, "in", team.visit)
    assert [one.id for one in team.view.photos] == [photo]
    assert team.view.contested == (("exists", photo),)


def test_a_photo_whose_particulars_are_not_here_is_still_a_photo(team: Team) -> None:
    photo = team.an.photo(team.visit)
    (found,) = view_of(*team.all, without=(photo,)).visits[team.visit].photos
    assert (found.id, found.said) == (photo, None)


def test_a_tie_of_an_odd_slot_is_no_tie(team: Team) -> None:
    photo = team.an.photo(team.visit)
    team.an.say(Linked(value="in"), ("link", photo), team.visit)
    team.an.say(FactStated(value="?"), ("link", photo), team.visit, kind="foretold")
    assert team.view.photos[0].items == ()


def test_comments_are_read_in_the_common_order_and_can_be_taken_out(team: Team) -> None:
    first = team.an.comment("một", team.visit)
    second = team.binh.comment("hai", team.visit)
    assert {s.id for s, _ in team.view.comments} == {first, second}
    team.an.presence(first, "out", team.visit)
    assert [body.text for _, body in team.view.comments] == ["hai"]


def test_a_fact_is_one_text_or_several_that_differ(team: Team) -> None:
    assert team.view.facts("ended") == ()
    team.an.fact(team.visit, "ended", "16:30")
    assert team.view.facts("ended") == ("16:30",)
    team.binh.fact(team.visit, "ended", "17:00")
    assert sorted(team.view.facts("ended")) == ["16:30", "17:00"]
    assert team.view.contested == (("fact", "ended"),)


def test_an_answer_under_a_void_is_kept(team: Team) -> None:
    team.lead.status(team.visit, "void")
    team.an.observe(team.visit, "q1", "pass")
    assert (team.view.is_void, team.state()) == (True, ("agreed", "pass"))
    team.lead.status(team.visit, "open")
    assert (team.view.is_void, team.state()) == (False, ("agreed", "pass"))


def test_one_void_among_several_is_enough(team: Team) -> None:
    team.lead.status(team.visit, "void")
    team.deputy.status(team.visit, "open")
    assert team.view.is_void


# -- unit, opening, checklist ---------------------------------------------------------------------------------------


def test_a_planned_visit_has_the_unit_and_the_checklist_of_its_plan(team: Team) -> None:
    assert team.view.unit == UnitRef(name="Phường An Xuyên")
    assert team.view.checklist == team.world.checklist_id
    assert team.view.plan is not None
    assert team.view.opened == ()


def test_an_unplanned_visit_has_those_of_its_opening(team: Team) -> None:
    visit = team.an.open(unit="Xã Đất Mũi")
    view = view_of(*team.all).visits[visit]
    assert view.unit.name == "Xã Đất Mũi"
    assert view.plan is None
    assert len(view.opened) == 1


def test_the_earliest_start_comes_first(team: Team) -> None:
    team.binh.open(team.visit)
    team.an.observe(team.visit, "q1", "pass")
    team.an.open(team.visit)
    starts = [one.started for one in team.view.opened]
    assert len(starts) == 2
    assert starts == sorted(starts)


def test_a_visit_whose_introduction_is_not_here_has_a_mark_for_a_name(team: Team) -> None:
    """an answers in a visit whose plan, in the round's scope, did not come along"""
    stray = "ab" * 32
    team.an.observe(stray, "q1", "pass")
    view = view_of(*team.all).visits[stray]
    assert view.unit.name == "#ABAB"
    assert view.checklist is None
    assert view.opened == ()


def test_a_visit_whose_plan_is_withheld_has_neither_unit_nor_checklist(team: Team) -> None:
    view = view_of(*team.all, without=(team.visit,)).visits[team.visit]
    assert (view.unit.name, view.checklist) == (f"#{team.visit[:4].upper()}", None)


def test_a_checklist_that_was_chosen_comes_before_the_plans(team: Team) -> None:
    other = b'{"family":"khac"}'
    team.an.choose_checklist(team.visit, other)
    assert team.view.checklist != team.world.checklist_id
    team.binh.choose_checklist(team.visit, b'{"family":"nua"}')
    assert team.view.checklist is None


# -- joined visits --------------------------------------------------------------------------------------------------


def test_two_visits_that_the_lead_joins_are_one_and_can_be_parted_again(team: Team) -> None:
    """an opens A, q1 = đạt;  bình opens B, q1 = không đạt;  lead: A and B are one visit"""
    a, b = team.an.open(), team.binh.open()
    team.an.observe(a, "q1", "pass")
    team.binh.observe(b, "q1", "fail")
    team.meet()
    join = team.lead.same_visit(a, b)
    view = view_of(*team.all)
    assert view.visit_of(a) is view.visit_of(b)
    joined = view.visits[min(a, b)]
    assert joined.results[("q1", "")].state is State.CONTESTED
    assert len(view.visits) == 2
    team.lead.presence(join, "out")
    view = view_of(*team.all)
    assert (view.visits[a].results[("q1", "")].value, view.visits[b].results[("q1", "")].value) == ("pass", "fail")


def test_joining_is_for_the_lead(team: Team) -> None:
    a, b = team.an.open(), team.an.open()
    one = team.an.same_visit(a, b)
    view = view_of(*team.all)
    assert view.trust.effect(team.an.statements[one]) is Effect.REFUSED
    assert {a, b} <= set(view.visits)


def test_joins_that_overlap_make_one_visit(team: Team) -> None:
    a, b, c = (team.an.open() for _ in range(3))
    team.meet()
    team.lead.same_visit(a, b)
    team.lead.same_visit(b, c, "ff" * 32)
    view = view_of(*team.all)
    assert {view.visits.name_of(one) for one in (a, b, c)} == {min(a, b, c)}


def test_facts_that_differ_between_joined_visits_are_contested(team: Team) -> None:
    a, b = team.an.open(), team.binh.open()
    team.an.fact(a, "ended", "16:30")
    team.binh.fact(b, "ended", "17:00")
    team.meet()
    team.lead.same_visit(a, b)
    assert view_of(*team.all).visits[min(a, b)].contested == (("fact", "ended"),)


def test_a_joined_visit_has_the_unit_of_the_plan(team: Team) -> None:
    other = team.an.open(unit="Xã gõ vội")
    team.meet()
    team.lead.same_visit(team.visit, other)
    view = view_of(*team.all).visit_of(other)
    assert view is not None
    assert view.unit.name == "Phường An Xuyên"
    assert view.checklist == team.world.checklist_id


# -- seals ----------------------------------------------------------------------------------------------------------


def seal_of(team: Team, one: EntryId) -> frozenset[EntryId]:
    return next(seal.covered for seal in team.view.seals if seal.id == one)


def test_a_visit_is_sealed_while_a_seal_covers_all_its_observations(team: Team) -> None:
    one = team.an.observe(team.visit, "q1", "pass")
    sealed = [team.view.is_sealed]
    seal = team.an.seal(team.visit)
    sealed.append(team.view.is_sealed)
    assert one in seal_of(team, seal)
    team.an.observe(team.visit, "q1", "fail")
    assert [*sealed, team.view.is_sealed] == [False, True, False]


def test_the_closing_of_the_covert_phase_is_no_seal_of_the_visit(team: Team) -> None:
    """an q1 = đạt, covert seal, q2 = đạt: q2 came too late to be covert"""
    team.an.observe(team.visit, "q1", "pass")
    assert team.view.late_covert(frozenset({"q1", "q2"})) == ()
    team.an.seal(team.visit, "covert")
    late = team.an.observe(team.visit, "q2", "pass")
    assert not team.view.is_sealed
    assert team.view.after_seal == {}
    assert [one.statement.id for one in team.view.late_covert(frozenset({"q1", "q2"}))] == [late]
    assert team.view.late_covert(frozenset({"q1"})) == ()


def test_what_comes_after_a_seal_is_an_amendment_if_its_author_knew_of_it(team: Team) -> None:
    """an q1, seal;  bình, who does not know, q2;  then both meet, and bình says q3"""
    team.an.observe(team.visit, "q1", "pass")
    team.an.seal(team.visit)
    concurrent = team.binh.observe(team.visit, "q2", "pass")
    team.meet()
    amendment = team.binh.observe(team.visit, "q3", "pass")
    after = team.an.comment("bổ sung", team.visit)
    assert team.view.after_seal == {concurrent: "concurrent", amendment: "amendment", after: "amendment"}


def test_a_second_seal_replaces_neither_the_first_nor_its_code(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    first = team.an.seal(team.visit)
    team.an.observe(team.visit, "q2", "pass")
    second = team.an.seal(team.visit)
    assert [seal.id for seal in team.view.seals] == [first, second]
    assert team.view.is_sealed
    assert team.view.after_seal == {}


def test_a_seal_does_not_break_when_photos_are_expected_or_payloads_withheld(team: Team) -> None:
    one = team.an.observe(team.visit, "q1", "pass")
    team.an.seal(team.visit)
    view = view_of(*team.all, without=(one,)).visits[team.visit]
    assert view.is_sealed
    assert [seal.covered for seal in view.seals] == [seal.covered for seal in team.view.seals]


def test_the_seal_of_a_key_on_no_roster_does_not_count_even_when_it_sealed_twice(team: Team) -> None:
    stranger = team.world.laptop("stranger")
    stranger.meet(team.lead)
    for _ in range(2):
        stranger.seal(team.visit)
    assert view_of(*team.all, stranger).visits[team.visit].seals == ()


def test_an_excluded_seal_does_not_count(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    seal = team.an.seal(team.visit)
    team.meets_then(team.lead).exclude(seal)
    assert team.view.seals == ()
    assert not team.view.is_sealed


def test_a_seal_that_is_not_here_cannot_vouch_for_anything(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    seal = team.an.seal(team.visit)
    assert view_of(*team.all, without=(seal,)).visits[team.visit].seals == ()


def test_a_seal_that_misstates_its_root_proves_nothing(team: Team) -> None:
    team.an.observe(team.visit, "q1", "pass")
    seal = team.an.statements[team.an.seal(team.visit)]
    body = said(seal)
    assert isinstance(body, Sealed)
    team.an.say(msgspec.structs.replace(body, root="0" * 64), ("seal",), team.visit, supersedes=[seal.id])
    assert [one.id for one in team.view.seals] == [seal.id]


def test_a_joined_visit_is_sealed_when_each_of_its_parts_is(team: Team) -> None:
    a, b = team.an.open(), team.binh.open()
    team.an.observe(a, "q1", "pass")
    team.binh.observe(b, "q1", "pass")
    team.an.seal(a)
    team.meet()
    team.lead.same_visit(a, b)
    assert not view_of(*team.all).visits[min(a, b)].is_sealed
    team.binh.seal(b)
    assert view_of(*team.all).visits[min(a, b)].is_sealed


def test_a_seal_covers_nothing_outside_its_own_scope(team: Team) -> None:
    """A seal of A names, among its tips, a statement of B"""
    a, b = team.an.open(), team.an.open()
    one, other = team.an.observe(a, "q1", "pass"), team.an.observe(b, "q1", "pass")
    team.an.seal(a)
    seal = next(s for s in team.an.statements.values() if s.header.kind == "sealed")
    forged = Laptop(team.world, "an", team.an.key)
    forged.statements = {k: s for k, s in team.an.statements.items() if s is not seal}
    forged.own = {**team.an.own, a: one}
    body = said(seal)
    assert isinstance(body, Sealed)
    forged.say(msgspec.structs.replace(body, tips=tuple(sorted((one, other)))), ("seal",), a, supersedes=())
    forged.meet(team.lead)
    join = Laptop(team.world, "lead", team.lead.key)
    join.statements, join.own = dict(forged.statements), dict(team.lead.own)
    join.same_visit(a, b)
    view = fold(Log.of(join.statements.values())).visits[min(a, b)]
    assert view.seals == ()
    assert not view.is_sealed
