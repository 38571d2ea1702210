"""Who may say what (format.md, rules 5, 6, 7 and 24)."""

from __future__ import annotations

import pytest

from inspector.journal.bodies import (
    ChainCut,
    Erased,
    Excluded,
    FactStated,
    Observed,
    Person,
    Presence,
    Removal,
    Roster,
    Withdrawn,
)
from inspector.journal.entry import EntryId
from inspector.projection.trust import Effect
from inspector.projection.view import View
from tests.builder import Laptop, World
from tests.unit.inspector.projection.reading import keys, view_of


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def team(world: World) -> list[Laptop]:
    return world.team("lead", "deputy", "an", "binh")


def effect(view: View, laptop: Laptop, one: EntryId) -> Effect:
    return view.trust.effect(laptop.statements[one])


def roster(*laptops: Laptop, roots: tuple[Laptop, ...] = (), removed: tuple[Removal, ...] = ()) -> Roster:
    return Roster(
        version="2",
        roots=tuple(sorted(one.key.public for one in roots or laptops[:2])),
        persons=tuple(one.person() for one in laptops),
        removed=removed,
    )


# -- before the first roster ----------------------------------------------------------------------------------------


def test_before_the_first_roster_the_roots_hold_every_role(world: World) -> None:
    lead, deputy, an = (world.laptop(name) for name in ("lead", "deputy", "an"))
    lead.begin([deputy.key.public])
    visit = lead.plan()
    deputy.meet(lead)
    an.meet(lead)
    by_deputy, by_an = deputy.observe(visit, "q1", "pass"), an.observe(visit, "q2", "pass")
    view = view_of(lead, deputy, an)
    assert effect(view, deputy, by_deputy) is Effect.EFFECTIVE
    assert effect(view, an, by_an) is Effect.UNCONFIRMED


def test_a_genesis_that_cannot_be_read_leaves_a_round_without_roots(world: World, team: list[Laptop]) -> None:
    view = view_of(*team, without=(world.round,))
    assert view.trust.roots == frozenset()
    assert view.title == ""
    assert "round.genesis-unreadable" in keys(view)


# -- rosters --------------------------------------------------------------------------------------------------------


def test_a_key_on_no_roster_is_shown_and_not_counted(world: World, team: list[Laptop]) -> None:
    """lạ q1 = đạt, before anybody put them on the roster"""
    lead, stranger = team[0], world.laptop("stranger")
    visit = lead.plan()
    stranger.meet(lead)
    one = stranger.observe(visit, "q1", "pass")
    view = view_of(lead, stranger)
    slot = view.visits.scope(visit).slot("obs", "q1", "")
    assert (slot.heads, [s.id for s in slot.unconfirmed]) == ((), [one])
    assert view.trust.name_of(stranger.key.public) == f"#{stranger.key.public[:4].upper()}"
    assert "statement.unconfirmed" in keys(view)


def test_a_late_roster_makes_earlier_statements_effective(world: World, team: list[Laptop]) -> None:
    lead, stranger = team[0], world.laptop("stranger")
    visit = lead.plan()
    stranger.meet(lead)
    one = stranger.observe(visit, "q1", "pass")
    lead.issue_roster([*team, stranger])
    view = view_of(lead, stranger)
    assert effect(view, stranger, one) is Effect.EFFECTIVE
    assert view.trust.name_of(stranger.key.public) == "Stranger"


def test_a_roster_by_somebody_who_is_no_root_does_not_count(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    false = an.say(roster(an, lead), ("roster",))
    view = view_of(*team)
    assert view.trust.rosters != (false,)
    assert effect(view, an, false) is Effect.REFUSED
    assert "roster.not-by-a-root" in keys(view)


def test_who_was_a_root_once_cannot_supersede_the_roster_that_dropped_them(team: list[Laptop]) -> None:
    """lead: roster 2 with roots lead and an;  deputy, a root in the genesis: roster 3 over roster 2"""
    lead, deputy, an, binh = team
    second = lead.say(roster(lead, deputy, an, binh, roots=(lead, an)), ("roster",))
    deputy.meet(lead)
    third = deputy.say(roster(deputy, lead), ("roster",), supersedes=[second])
    view = view_of(*team)
    assert view.trust.rosters == (second,)
    assert effect(view, deputy, third) is Effect.REFUSED


def test_a_roster_that_counted_stays_what_it_was_when_its_author_is_no_root_any_more(team: list[Laptop]) -> None:
    """lead: genesis, roster 1;  deputy: roster 2, whose roots are deputy and an"""
    lead, deputy, an, binh = team
    first = next(s.id for s in lead.statements.values() if s.header.kind == "roster")
    second = deputy.say(roster(lead, deputy, an, binh, roots=(deputy, an)), ("roster",))
    view = view_of(*team)
    assert view.trust.rosters == (second,)
    assert effect(view, lead, first) is Effect.EFFECTIVE
    assert effect(view, lead, view.round) is Effect.EFFECTIVE
    assert keys(view) == []


def test_of_several_rosters_in_force_a_grant_holds_only_if_all_contain_it(team: list[Laptop]) -> None:
    """lead: roster 2 without bình;  deputy, who has not seen it: roster 3 without an"""
    lead, deputy, an, binh = team
    two = lead.say(roster(lead, deputy, an), ("roster",))
    three = deputy.say(roster(lead, deputy, binh), ("roster",))
    view = view_of(*team)
    assert set(view.trust.rosters) == {two, three}
    assert set(view.trust.grants) == {lead.key.public, deputy.key.public}
    assert "roster.several" in keys(view)


def test_two_rosters_of_equal_content_settle_nothing_but_agree(team: list[Laptop]) -> None:
    lead, deputy, an, binh = team
    for one in (lead, deputy):
        one.say(roster(lead, deputy, an, binh), ("roster",))
    view = view_of(*team)
    assert len(view.trust.rosters) == 2
    assert not view.round_scope.slot("roster").is_contested
    assert set(view.trust.grants) == {one.key.public for one in team}


def test_a_role_that_two_rosters_give_differently_is_the_one_that_both_give(team: list[Laptop]) -> None:
    lead, deputy, an, binh = team
    visit = lead.plan()
    deputy.meet(lead)
    other = Person(id="an", name="An", roles=("clerk",), keys=an.person().keys)
    lead.say(roster(lead, deputy, an, binh), ("roster",))
    body = roster(lead, deputy, an, binh)
    deputy.say(
        Roster(version="x", roots=body.roots, persons=tuple(other if p.id == "an" else p for p in body.persons)),
        ("roster",),
    )
    an.meet(deputy)
    one = an.observe(visit, "q1", "pass")
    view = view_of(*team)
    assert view.trust.grants[an.key.public].roles == frozenset()
    assert effect(view, an, one) is Effect.REFUSED


def test_a_roster_over_all_rosters_in_force_ends_their_dispute(team: list[Laptop]) -> None:
    lead, deputy, an, binh = team
    lead.say(roster(lead, deputy, an), ("roster",))
    deputy.say(roster(lead, deputy, binh), ("roster",))
    lead.meet(deputy)
    last = lead.say(roster(lead, deputy, an, binh), ("roster",))
    view = view_of(*team)
    assert view.trust.rosters == (last,)
    assert binh.key.public in view.trust.grants


def test_a_key_that_a_roster_names_twice_is_a_problem(team: list[Laptop]) -> None:
    lead, deputy, an, _ = team
    body = roster(lead, deputy, an)
    double = Person(id="kép", name="Kép", roles=("lead",), keys=an.person().keys)
    lead.say(Roster(version="2", roots=body.roots, persons=(*body.persons, double)), ("roster",))
    view = view_of(*team)
    assert "roster.key-twice" in keys(view)
    assert view.trust.person_of(an.key.public) == "an"


def test_a_roster_of_a_later_version_is_carried_and_not_followed(team: list[Laptop]) -> None:
    lead = team[0]
    before = view_of(*team).trust.rosters
    later = lead.say(roster(*team), ("roster",), version=2)
    view = view_of(*team)
    assert view.trust.rosters == before
    assert effect(view, lead, later) is Effect.NEWER


# -- removal --------------------------------------------------------------------------------------------------------


def test_what_the_last_accepted_tips_do_not_cover_has_no_effect(team: list[Laptop]) -> None:
    """an q1 = đạt (accepted), then q2 = đạt, after the key was lost"""
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    good, bad = an.observe(visit, "q1", "pass"), an.observe(visit, "q2", "pass")
    lead.say(roster(*team, removed=(Removal(key=an.key.public, tips=(good,)),)), ("roster",))
    view = view_of(*team)
    assert (effect(view, an, good), effect(view, an, bad)) == (Effect.EFFECTIVE, Effect.REFUSED)


def test_a_removal_without_tips_takes_everything(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.observe(visit, "q1", "pass")
    lead.say(roster(*team, removed=(Removal(key=an.key.public),)), ("roster",))
    assert effect(view_of(*team), an, one) is Effect.REFUSED


def test_two_rosters_that_remove_a_key_accept_what_both_accept(team: list[Laptop]) -> None:
    lead, deputy, an, _ = team
    visit = lead.plan()
    for one in (deputy, an):
        one.meet(lead)
    good, bad = an.observe(visit, "q1", "pass"), an.observe(visit, "q2", "pass")
    deputy.meet(an)
    for root, tip in ((lead, good), (deputy, bad)):
        root.say(roster(*team, removed=(Removal(key=an.key.public, tips=(tip,)),)), ("roster",))
    view = view_of(*team)
    assert (effect(view, an, good), effect(view, an, bad)) == (Effect.EFFECTIVE, Effect.REFUSED)


def test_what_a_removed_root_said_before_stays(team: list[Laptop]) -> None:
    """deputy erases e1 (accepted), then e2;  lead removes the deputy's key after e1"""
    lead, deputy, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    first, second = an.observe(visit, "q1", "pass"), an.observe(visit, "q2", "pass")
    deputy.meet(an)
    tip = deputy.erase([first])
    deputy.erase([second])
    lead.meet(deputy)
    lead.say(
        roster(*team, roots=(lead, deputy), removed=(Removal(key=deputy.key.public, tips=(tip,)),)),
        ("roster",),
    )
    assert view_of(*team).trust.erased_entries == {first}


# -- roots against each other ---------------------------------------------------------------------------------------


def remove(by: Laptop, gone: Laptop, team: list[Laptop], *tips: EntryId, over: list[EntryId] | None = None) -> EntryId:
    """Let a root issue a roster that removes another one's key after the tips."""
    body = roster(*team, removed=(Removal(key=gone.key.public, tips=tuple(sorted(tips))),))
    return by.say(body, ("roster",), supersedes=over)


def test_a_removed_root_cannot_stop_the_round_with_a_roster_of_their_own(team: list[Laptop]) -> None:
    """lead: roster 2 removes the deputy;  whoever has the deputy's key: roster 3 beside it, with roots of their own"""
    lead, deputy, an, binh = team
    second = remove(lead, deputy, team)
    deputy.say(roster(lead, deputy, an, binh, roots=(deputy, an)), ("roster",))
    view = view_of(*team)
    assert view.trust.rosters == (second,)
    assert "roster.not-by-a-root" in keys(view)


def test_a_roster_that_the_last_accepted_tips_cover_stands(team: list[Laptop]) -> None:
    lead, deputy, an, binh = team
    first = next(s.id for s in lead.statements.values() if s.header.kind == "roster")
    beside = deputy.say(roster(lead, deputy, an, binh), ("roster",))
    lead.meet(deputy)
    second = remove(lead, deputy, team, beside, over=[first])
    assert set(view_of(*team).trust.rosters) == {beside, second}


def test_of_two_roots_who_remove_each_other_neither_is_preferred(team: list[Laptop]) -> None:
    lead, deputy, *_ = team
    one, other = remove(lead, deputy, team), remove(deputy, lead, team)
    view = view_of(*team)
    assert set(view.trust.rosters) == {one, other}
    assert "roster.several" in keys(view)


def test_who_is_ousted_ousts_nobody(team: list[Laptop]) -> None:
    """an, a root too, removes the deputy; the deputy, at the same time, removes the lead, whose roster stands"""
    lead, deputy, an, binh = team
    third = lead.say(roster(lead, deputy, an, binh, roots=(lead, deputy, an)), ("roster",))
    for one in (deputy, an):
        one.meet(lead)
    by_lead = lead.say(roster(*team, roots=(lead, deputy, an)), ("roster",), supersedes=[third])
    by_an = remove(an, deputy, team, over=[third])
    remove(deputy, lead, team, over=[third])
    assert set(view_of(*team).trust.rosters) == {by_lead, by_an}


def test_an_erasure_holds_when_its_author_is_a_root_no_longer(team: list[Laptop]) -> None:
    lead, deputy, an, binh = team
    visit = lead.plan()
    deputy.meet(lead)
    one = lead.observe(visit, "q1", "pass")
    lead.erase([one])
    deputy.meet(lead)
    deputy.say(roster(lead, deputy, an, binh, roots=(deputy, an)), ("roster",))
    view = view_of(*team)
    assert lead.key.public not in view.trust.roots
    assert view.trust.erased_entries == {one}


# -- roles ----------------------------------------------------------------------------------------------------------


def test_an_inspector_does_not_conclude(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.conclude(visit, "q1", "pass")
    view = view_of(*team)
    assert effect(view, an, one) is Effect.REFUSED
    assert view.visits[visit].result("q1") is None
    assert "statement.refused" in keys(view)


def test_a_clerk_does_not_observe(world: World) -> None:
    lead, clerk = world.team("lead", "clerk")
    visit = lead.plan()
    clerk.meet(lead)
    assert effect(view_of(clerk), clerk, clerk.observe(visit, "q1", "pass")) is Effect.REFUSED


def test_who_is_on_the_roster_without_a_role_is_refused_not_unknown(team: list[Laptop]) -> None:
    lead, deputy, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.observe(visit, "q1", "pass")
    foreign = an.say(FactStated(value="x"), ("weather",), visit, kind="foretold")
    body = roster(lead, deputy)
    nobody = Person(id="an", name="An", roles=(), keys=an.person().keys)
    lead.say(Roster(version="2", roots=body.roots, persons=(*body.persons, nobody)), ("roster",))
    view = view_of(*team)
    assert effect(view, an, one) is effect(view, an, foreign) is Effect.REFUSED


def test_taking_back_a_conclusion_needs_the_right_to_conclude(team: list[Laptop]) -> None:
    """lead con q1 = đạt;  an con q1 withdrawn"""
    lead, _, an, _ = team
    visit = lead.plan()
    lead.conclude(visit, "q1", "pass")
    an.meet(lead)
    one = an.withdraw(visit, "con", "q1", "")
    view = view_of(*team)
    assert effect(view, an, one) is Effect.REFUSED
    result = view.visits[visit].result("q1")
    assert result is not None
    assert result.value == "pass"


def test_a_kind_of_another_name_is_no_way_around_a_role(team: list[Laptop]) -> None:
    """lead con q1 = đạt;  an, with a newer program, says something unknown over it"""
    lead, _, an, _ = team
    visit = lead.plan()
    lead.conclude(visit, "q1", "pass")
    an.meet(lead)
    one = an.say(FactStated(value="fail"), ("con", "q1", ""), visit, kind="foretold")
    assert effect(view_of(*team), an, one) is Effect.REFUSED


@pytest.mark.parametrize(
    ("what", "about", "at_round"),
    [
        ("an observation of the round", ("obs", "q1", ""), True),
        ("an observation of another slot", ("fact", "q1"), False),
        ("an observation without an instance", ("obs", "q1"), False),
        ("an observation without a slot", (), False),
    ],
)
def test_what_stands_where_its_kind_may_not_stand_is_refused(
    team: list[Laptop], what: str, about: tuple[str, ...], at_round: bool
) -> None:
    lead = team[0]
    visit = lead.plan()
    body = Observed(value="pass", checklist="aa" * 32)
    one = lead.say(body, about, None if at_round else visit, supersedes=())
    assert effect(view_of(lead), lead, one) is Effect.REFUSED


@pytest.mark.parametrize("about", [(), ("exists",), ("roster",), ("seal", "x")])
def test_a_withdrawal_needs_a_slot_that_it_may_stand_in(team: list[Laptop], about: tuple[str, ...]) -> None:
    lead = team[0]
    one = lead.say(Withdrawn(), about, supersedes=())
    assert effect(view_of(lead), lead, one) is Effect.REFUSED


def test_taking_a_plan_out_needs_the_right_to_plan(team: list[Laptop]) -> None:
    lead, deputy, an, _ = team
    visit = lead.plan()
    for one in (deputy, an):
        one.meet(lead)
    by_an = an.presence(visit, "out")
    assert effect(view_of(*team), an, by_an) is Effect.REFUSED
    assert visit in view_of(*team).visits
    deputy.presence(visit, "out")
    assert visit not in view_of(*team).visits


@pytest.mark.parametrize("kind", ["genesis", "erased"])
def test_what_roots_said_for_good_is_not_taken_out(team: list[Laptop], kind: str) -> None:
    lead = team[0]
    lead.erase([])
    target = next(s.id for s in lead.statements.values() if s.header.kind == kind)
    one = lead.presence(target, "out")
    assert effect(view_of(lead), lead, one) is Effect.REFUSED


# -- exclusion ------------------------------------------------------------------------------------------------------


def test_an_excluded_statement_leaves_the_fold_and_stays_in_the_set(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.observe(visit, "q1", "pass")
    lead.meet(an)
    lead.exclude(one)
    view = view_of(*team)
    assert effect(view, an, one) is Effect.EXCLUDED
    assert view.visits[visit].result("q1") is None
    assert [s.id for s in view.visits.scope(visit).slot("obs", "q1", "").history] == [one]


def test_what_an_excluded_statement_superseded_holds_again(team: list[Laptop]) -> None:
    """an q1 = đạt, then q1 = không đạt, which is excluded"""
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    an.observe(visit, "q1", "pass")
    lead.meet(an)
    lead.exclude(an.observe(visit, "q1", "fail"))
    result = view_of(*team).visits[visit].result("q1")
    assert result is not None
    assert result.value == "pass"


def test_the_rest_of_a_chain_is_excluded_and_what_comes_before_stays(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    first, second, third = (an.observe(visit, item, "pass") for item in ("q1", "q2", "q3"))
    header = an.statements[second].header
    cut = ChainCut(author=header.author, scope=visit, chain=header.chain, from_seq=header.seq)
    lead.exclude(chain=cut)
    view = view_of(*team)
    effects = [effect(view, an, one) for one in (first, second, third)]
    assert effects == [Effect.EFFECTIVE, Effect.EXCLUDED, Effect.EXCLUDED]


def test_an_exclusion_that_a_root_withdrew_has_no_effect(team: list[Laptop]) -> None:
    lead, deputy, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.observe(visit, "q1", "pass")
    deputy.meet(an)
    exclusion = deputy.exclude(one)
    lead.meet(deputy)
    withdrawal = lead.presence(exclusion, "out")
    view = view_of(*team)
    assert effect(view, an, one) is effect(view, lead, withdrawal) is Effect.EFFECTIVE
    lead.presence(exclusion, "in")
    assert effect(view_of(*team), an, one) is Effect.EXCLUDED


def test_two_roots_who_disagree_about_an_exclusion_leave_it_in_force(team: list[Laptop]) -> None:
    lead, deputy, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.observe(visit, "q1", "pass")
    lead.meet(an)
    exclusion = lead.exclude(one)
    deputy.meet(lead)
    lead.presence(exclusion, "out")
    deputy.presence(exclusion, "in")
    assert effect(view_of(*team), an, one) is Effect.EXCLUDED


def test_who_is_no_root_neither_excludes_nor_withdraws_an_exclusion(team: list[Laptop]) -> None:
    lead, _, an, binh = team
    visit = lead.plan()
    for one in (an, binh):
        one.meet(lead)
    said = an.observe(visit, "q1", "pass")
    lead.meet(an)
    exclusion = lead.exclude(said)
    an.meet(lead)
    withdrawal = an.presence(exclusion, "out")
    false = binh.exclude(visit)
    view = view_of(*team)
    assert effect(view, an, said) is Effect.EXCLUDED
    assert effect(view, an, withdrawal) is effect(view, binh, false) is Effect.REFUSED
    assert not view.round_scope.is_out(exclusion)


def test_a_withdrawal_supersedes_within_its_own_exclusion_alone(team: list[Laptop]) -> None:
    """lead excludes a and b, withdraws the first, and says "out" of the second over the first's "out" """
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    a, b = an.observe(visit, "q1", "pass"), an.observe(visit, "q2", "pass")
    lead.meet(an)
    one, other = lead.exclude(a), lead.exclude(b)
    out = lead.presence(one, "out")
    lead.say(Presence(value="out"), ("exists", other), supersedes=[out])
    view = view_of(*team)
    assert effect(view, an, a) is effect(view, an, b) is Effect.EFFECTIVE


def test_rosters_cannot_be_excluded(team: list[Laptop]) -> None:
    lead = team[0]
    (current,) = view_of(*team).trust.rosters
    lead.exclude(current)
    view = view_of(*team)
    assert view.trust.rosters == (current,)
    assert effect(view, lead, current) is Effect.EFFECTIVE


def test_an_exclusion_in_a_slot_or_a_visit_is_none(team: list[Laptop]) -> None:
    lead = team[0]
    visit = lead.plan()
    one = lead.observe(visit, "q1", "pass")
    wrong = [
        lead.say(Excluded(entries=(one,), reason="x"), ("status",)),
        lead.say(Excluded(entries=(one,), reason="x"), (), visit),
        lead.say(Erased(entries=(one,), reason="x", basis="x"), (), visit),
    ]
    view = view_of(lead)
    assert [effect(view, lead, entry) for entry in wrong] == [Effect.REFUSED] * 3
    assert effect(view, lead, one) is Effect.EFFECTIVE
    assert view.trust.erased_entries == frozenset()


# -- erasure --------------------------------------------------------------------------------------------------------


def test_what_is_erased_reads_as_withheld_though_its_bytes_are_here(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.observe(visit, "q1", "pass", note="số điện thoại của người dân")
    lead.meet(an)
    lead.erase([one])
    view = view_of(*team)
    assert view.visits.scope(visit).slot("obs", "q1", "").is_withheld
    result = view.visits[visit].result("q1")
    assert result is not None
    assert (result.state.value, result.value) == ("withheld", None)


def test_an_erased_value_still_supersedes(team: list[Laptop]) -> None:
    """an q1 = đạt, then q1 = không đạt, whose payload is withheld"""
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    an.observe(visit, "q1", "pass")
    second = an.observe(visit, "q1", "fail")
    lead.meet(an)
    lead.erase([second])
    result = view_of(*team).visits[visit].result("q1")
    assert result is not None
    assert [s.id for s in result.statements] == [second]


@pytest.mark.parametrize("kind", ["genesis", "roster", "excluded", "erased", "sealed"])
def test_what_may_not_be_erased_is_not(team: list[Laptop], kind: str) -> None:
    lead = team[0]
    visit = lead.plan()
    lead.exclude()
    lead.erase([])
    lead.seal(visit)
    target = next(s.id for s in lead.statements.values() if s.header.kind == kind)
    lead.erase([target])
    assert view_of(lead).trust.erased_entries == frozenset()


def test_an_erasure_may_name_what_is_not_here_yet(team: list[Laptop]) -> None:
    """Until it comes nobody knows whether it may be withheld; a seal turns out not to."""
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    seal = an.seal(visit)
    lead.erase([seal])
    assert view_of(lead).trust.erased_entries == {seal}
    assert view_of(lead, an).trust.erased_entries == frozenset()


def test_an_erased_withdrawal_of_an_exclusion_withdraws_nothing(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    one = an.observe(visit, "q1", "pass")
    lead.meet(an)
    exclusion = lead.exclude(one)
    lead.erase([lead.presence(exclusion, "out")])
    assert effect(view_of(*team), an, one) is Effect.EXCLUDED


def test_may_say_foretells_the_effect(team: list[Laptop]) -> None:
    lead, _, an, _ = team
    visit = lead.plan()
    an.meet(lead)
    before = view_of(*team)
    allowed = [an.observe(visit, "q1", "pass"), lead.exclude()]
    refused = [an.conclude(visit, "q1", "pass"), an.exclude(), an.say(roster(an, lead), ("roster",))]
    held = {**lead.statements, **an.statements}
    assert [before.trust.may_say(held[one]) for one in allowed] == [True, True]
    assert [before.trust.may_say(held[one]) for one in refused] == [False, False, False]
