"""The plan, the seed, the draw, and the visits that follow."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from inspector.commands.evidence import SetPresence
from inspector.commands.planning import Assigned, DrawUnits, PlanVisits, Reassign, StatePlan, StateSeed
from inspector.commands.rounding import ChooseSetting, Erase, Exclude
from inspector.commands.visiting import OpenVisit, SetStatus
from inspector.journal.bodies import Drawn, Pick, Planned, SeedStated, SettingChosen, UnitRef, said
from inspector.journal.entry import EntryId, VisitId
from inspector.projection.draws import Seed, drawn_units, is_as_drawn, picks_of, seeds_of
from inspector.projection.view import fold
from inspector.rules.round_plan import FrameUnit, RoundPlan, as_setting, frame_of
from inspector.rules.sampling import METHOD, draw
from tests.builder import World
from tests.laws.desks import CHECKLIST, Desk, refused

FRAME = tuple(
    FrameUnit(name=f"xã Số {n:02}", code=f"320{n:02}", since="2025-07-01", stratum=f"huyện {n % 2}", complaints=n % 5)
    for n in range(1, 21)
)
PLAN = RoundPlan(start="2026-11-20", end="2026-12-04", frame=FRAME)
SEED = "5a" * 32


@pytest.fixture
def seed(lead: Desk) -> EntryId:
    lead.do(StatePlan(PLAN))
    (made,) = lead.do(StateSeed(SEED)).added
    return made


def only(desk: Desk) -> Seed:
    (found,) = seeds_of(desk.session.view)
    return found


def test_the_seed_is_stated_first_and_its_statement_decides_the_draw(lead: Desk, seed: EntryId) -> None:
    (made,) = lead.do(DrawUnits(seed)).added
    drawn = said(lead.held[made])
    assert isinstance(drawn, Drawn)
    assert lead.held[made].header.prev == seed
    assert [one.unit.code for one in drawn.picks] == [one.code for one in draw(seed, SEED, frame_of(PLAN))]
    assert [one.stratum for one in drawn.picks] == ["huyện 0"] * 3 + ["huyện 1"] * 3
    assert is_as_drawn(only(lead), only(lead).draws[0])


def test_drawing_again_from_the_same_seed_says_nothing_new(lead: Desk, seed: EntryId) -> None:
    lead.do(DrawUnits(seed))
    assert lead.do(DrawUnits(seed)).added == ()


def test_another_laptop_draws_the_same(lead: Desk, desks: list[Desk], seed: EntryId) -> None:
    deputy = desks[1]
    deputy.absorb(lead)
    lead.do(DrawUnits(seed))
    deputy.do(DrawUnits(seed))
    lead.absorb(deputy)
    one, other = only(lead).draws
    assert one.said.picks == other.said.picks
    assert one.id != other.id


def other(**changes: object) -> FrameUnit:
    return msgspec.structs.replace(FRAME[0], **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"frame": FRAME[1:]},
        {"share": (1, 2)},
        {"strata": "together"},
        {"frame": (other(complaints=9), *FRAME[1:])},
        {"frame": (other(last_visit="2026-10-21"), *FRAME[1:])},
    ],
)
def test_a_draw_over_an_edited_list_is_refused(lead: Desk, seed: EntryId, changes: dict[str, Any]) -> None:
    lead.do(StatePlan(msgspec.structs.replace(PLAN, **changes)))
    with refused("draw.frame-edited"):
        lead.do(DrawUnits(seed))
    lead.do(StatePlan(PLAN))
    assert len(lead.do(DrawUnits(seed)).added) == 1


def test_words_of_the_plan_may_change_between_seed_and_draw(lead: Desk, seed: EntryId) -> None:
    lead.do(StatePlan(msgspec.structs.replace(PLAN, basis="Quyết định 12/QĐ-UBND")))
    assert len(lead.do(DrawUnits(seed)).added) == 1


def test_a_draw_can_be_repeated_after_the_plan_has_changed(lead: Desk, seed: EntryId) -> None:
    lead.do(DrawUnits(seed))
    lead.do(StatePlan(msgspec.structs.replace(PLAN, frame=FRAME[:5])))
    assert is_as_drawn(only(lead), only(lead).draws[0])


def test_units_that_somebody_slips_into_a_draw_show(lead: Desk, seed: EntryId) -> None:
    frame = frame_of(PLAN).digest
    honest = picks_of(only(lead))
    slipped = Drawn(seed=seed, frame=frame, picks=(Pick(unit=UnitRef(name="xã Khác")), *honest[1:]))
    world = World(3)
    (boss,) = world.team("lead")
    plan = boss.say(_setting(PLAN), ("setting", "plan"))
    stated = boss.say(SeedStated(seed=SEED, plan=plan, frame=frame, method=METHOD))
    boss.say(msgspec.structs.replace(slipped, seed=stated))
    (found,) = seeds_of(fold(boss.log))
    assert not is_as_drawn(found, found.draws[0])


def test_a_seed_that_names_another_list_than_its_digest_gives_nothing() -> None:
    world = World(4)
    (boss,) = world.team("lead")
    plan = boss.say(_setting(PLAN), ("setting", "plan"))
    boss.say(SeedStated(seed=SEED, plan=plan, frame="0" * 64, method=METHOD))
    boss.say(SeedStated(seed=SEED, plan="0" * 64, frame="0" * 64, method=METHOD))
    boss.say(SeedStated(seed=SEED, plan=plan, frame="0" * 64, method="dice"))
    differs, absent, other = seeds_of(fold(boss.log))
    for one, key in ((differs, "draw.frame-differs"), (absent, "draw.plan-absent"), (other, "draw.method")):
        with refused(key):
            picks_of(one)


def _setting(plan: RoundPlan) -> SettingChosen:
    return SettingChosen(value=as_setting(plan))


def test_a_seed_that_was_thrown_away_is_shown_all_the_same(lead: Desk, seed: EntryId) -> None:
    (second,) = lead.do(StateSeed("5b" * 32)).added
    (third,) = lead.do(StateSeed("5c" * 32)).added
    lead.do(DrawUnits(seed))
    lead.do(SetPresence(second, "out"))
    lead.do(Exclude("nhầm", (third,)))
    found = {one.id: one.counts for one in seeds_of(lead.session.view)}
    assert found == {seed: True, second: False, third: False}
    for one in (second, third):
        with refused("draw.seed-out"):
            lead.do(DrawUnits(one))


def test_a_seed_is_not_erased(lead: Desk, seed: EntryId) -> None:
    lead.do(Erase("theo yêu cầu", "Luật 91/2025", (seed,)))
    assert only(lead).said.seed == SEED


def test_only_leads_plan_and_draw(an: Desk) -> None:
    with refused("role.not-allowed"):
        an.do(StatePlan(PLAN))


def test_what_is_no_seed_is_refused(lead: Desk) -> None:
    with refused("draw.nothing"):
        lead.do(StateSeed(SEED))
    lead.do(StatePlan(PLAN))
    with refused("draw.seed"):
        lead.do(StateSeed("5A" * 32))
    with refused("draw.no-seed"):
        lead.do(DrawUnits("0" * 64))


def test_a_plan_that_cannot_be_read_is_not_stated(lead: Desk) -> None:
    with refused("plan.unit-twice"):
        lead.do(StatePlan(RoundPlan(frame=(FRAME[0], FRAME[0]))))
    lead.do(ChooseSetting("plan", {"later": "kind"}))
    with refused("plan.invalid"):
        lead.do(StateSeed(SEED))


def test_drawn_units_become_planned_visits_once(lead: Desk, seed: EntryId) -> None:
    lead.do(DrawUnits(seed))
    picks = drawn_units(seeds_of(lead.session.view))
    assert len(picks) == 6
    request = PlanVisits(tuple(Assigned(pick.unit, "2026-11-23", ("an",)) for pick in picks), CHECKLIST)
    made = lead.do(request).added
    bodies = [said(lead.held[one]) for one in made]
    assert [(body.unit, body.day, body.team) for body in bodies if isinstance(body, Planned)] == [
        (pick.unit, "2026-11-23", ("an",)) for pick in picks
    ]
    assert lead.do(request).added == ()


def test_a_visit_moves_to_another_day_until_it_begins(lead: Desk, visit: VisitId) -> None:
    lead.do(Reassign(visit, "2026-11-24", ("an", "bình")))
    (moved,) = lead.session.view.visits.values()
    assert moved.id != visit
    assert moved.plan is not None
    body = said(moved.plan)
    assert isinstance(body, Planned)
    assert (body.day, body.team, body.unit.name) == ("2026-11-24", ("an", "bình"), "Phường An Xuyên")
    assert lead.do(Reassign(moved.id, "2026-11-24", ("an", "bình"))).added == ()
    lead.do(OpenVisit(moved.id, "2026-11-24T08:00:00+07:00"))
    with refused("plan.begun"):
        lead.do(Reassign(moved.id, "2026-11-25", ()))


def test_a_void_visit_does_not_keep_a_unit_from_being_planned_anew(lead: Desk, visit: VisitId) -> None:
    unit = lead.session.view.visits[visit].unit
    request = PlanVisits((Assigned(unit, "2026-11-23"),), CHECKLIST)
    assert lead.do(request).added == ()
    lead.do(SetStatus(visit, "void", "nhầm đơn vị"))
    assert len(lead.do(request).added) == 1


def test_what_two_seeds_gave_is_each_unit_once_as_it_was_drawn_first(lead: Desk, seed: EntryId) -> None:
    (second,) = lead.do(StateSeed("5b" * 32)).added
    for one in (seed, second):
        lead.do(DrawUnits(one))
    first, other = (one.draws[0].said.picks for one in seeds_of(lead.session.view))
    assert set(first) & set(other)
    assert drawn_units(seeds_of(lead.session.view)) == (*first, *(pick for pick in other if pick not in first))
