"""How much of a plan is done."""

from __future__ import annotations

from inspector.journal.bodies import Drawn, Pick, Planned, SeedStated, SettingChosen, UnitRef
from inspector.projection.view import fold
from inspector.rules.round_plan import FrameUnit, RoundPlan, as_setting, frame_of
from inspector.rules.sampling import METHOD
from inspector.synthesis.coverage import coverage_of
from tests.builder import Laptop, World

FRAME = tuple(
    FrameUnit(name=f"xã Số {n}", code=f"3200{n}", since="2025-07-01", stratum="huyện Đ" if n < 4 else "huyện Ơ")
    for n in range(1, 7)
)
PLAN = RoundPlan(frame=FRAME)


def ref(number: int) -> UnitRef:
    return UnitRef(name=f"xã Số {number}", code=f"3200{number}", since="2025-07-01")


def planned(boss: Laptop, unit: UnitRef) -> str:
    return boss.say(Planned(unit=unit, checklist=boss.world.checklist_id), blobs=[boss.world.checklist])


def test_units_are_counted_by_stratum_from_list_to_seal() -> None:
    world = World(8)
    (boss,) = world.team("lead")
    plan = boss.say(SettingChosen(value=as_setting(PLAN)), ("setting", "plan"))
    seed = boss.say(SeedStated(seed="5a" * 32, plan=plan, frame=frame_of(PLAN).digest, method=METHOD))
    picks = tuple(Pick(unit=ref(n), stratum="huyện Đ" if n < 4 else "huyện Ơ") for n in (2, 1, 5))
    boss.say(Drawn(seed=seed, frame=frame_of(PLAN).digest, picks=picks))
    first, second = planned(boss, ref(1)), planned(boss, ref(2))
    boss.open(first)
    boss.observe(first, "q1", "pass")
    boss.seal(first, "final")
    boss.open(second)
    void = planned(boss, ref(5))
    boss.status(void, "void")
    elsewhere = boss.open(unit="Xã Đất Mũi")
    boss.observe(elsewhere, "q1", "pass")
    found = coverage_of(fold(boss.log), PLAN)
    rows = [(r.stratum, r.listed, r.drawn, r.planned, r.visited, r.sealed) for r in (*found.rows, found.total)]
    assert rows == [
        ("", 0, 0, 1, 1, 0),
        ("huyện Đ", 3, 2, 2, 2, 1),
        ("huyện Ơ", 3, 1, 0, 0, 0),
        ("", 6, 3, 3, 3, 1),
    ]
    assert [one.name for one in found.unvisited] == ["xã Số 5"]
