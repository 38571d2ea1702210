"""What a plan may say, and how many points a unit has."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from inspector.errors import KnownError
from inspector.rules.round_plan import (
    FrameUnit,
    Points,
    RoundPlan,
    as_setting,
    frame_of,
    months,
    read_plan,
    weight_of,
)

UNIT = {"name": "xã Đất Mũi", "code": "32244"}
PLAN = RoundPlan(start="2026-11-20", end="2026-12-04", basis="Quyết định 12/QĐ-UBND")


def test_a_plan_comes_back_as_it_was_stated() -> None:
    plan = RoundPlan(
        start="2026-11-20", share=(1, 3), strata="together", points=Points(base=5),
        frame=(FrameUnit(name="xã Đất Mũi", code="32244", since="2025-07-01", overdue=3, handled=20),),
    )  # fmt: skip
    assert read_plan(as_setting(plan)) == plan
    assert read_plan(None) == RoundPlan()


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"share": [3, 0]}, "plan.invalid"),
        ({"unknown": 1}, "plan.invalid"),
        ({"frame": [{"name": "", "code": "1"}]}, "plan.invalid"),
        ({"points": {"base": 0}}, "plan.invalid"),
        ({"start": "20/11/2026"}, "plan.days"),
        ({"start": "2026-W47-1"}, "plan.days"),
        ({"start": "2026-11-20", "end": "2026-11-19"}, "plan.days"),
        ({"share": [11, 10]}, "plan.share"),
        ({"frame": [UNIT, UNIT]}, "plan.unit-twice"),
        ({"frame": [{**UNIT, "overdue": 2, "handled": 1}]}, "plan.overdue"),
        ({"frame": [{**UNIT, "last_visit": "hôm qua"}]}, "plan.last-visit"),
    ],
)
def test_what_makes_no_plan_is_refused(value: dict[str, Any], key: str) -> None:
    with pytest.raises(KnownError) as refused:
        read_plan(value)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("unit", "points"),
    [
        (FrameUnit(name="a", code="1", last_visit="2026-11-20"), 100),
        (FrameUnit(name="a", code="1"), 100 + 36 * 5),
        (FrameUnit(name="a", code="1", last_visit="2026-10-21"), 100 + 5),
        (FrameUnit(name="a", code="1", last_visit="2026-10-22"), 100),
        (FrameUnit(name="a", code="1", last_visit="2030-01-01"), 100),
        (FrameUnit(name="a", code="1", last_visit="2000-01-01"), 100 + 36 * 5),
        (FrameUnit(name="a", code="1", last_visit="2026-11-20", overdue=1, handled=7), 100 + 42),
        (FrameUnit(name="a", code="1", last_visit="2026-11-20", complaints=3), 160),
        (FrameUnit(name="a", code="1", last_visit="2026-11-20", complaints=300), 300),
    ],
)
def test_points_are_what_a_person_works_out_by_hand(unit: FrameUnit, points: int) -> None:
    assert weight_of(unit, PLAN) == points


def test_without_a_first_day_every_unit_counts_as_long_unvisited() -> None:
    assert months(FrameUnit(name="a", code="1", last_visit="2026-01-01"), RoundPlan()) == 36


def test_strata_are_those_of_the_list_or_none() -> None:
    units = (FrameUnit(name="a", code="1", stratum="huyện Ơ"), FrameUnit(name="b", code="2", stratum="huyện Đ"))
    each, together = (frame_of(RoundPlan(frame=units, strata=strata)) for strata in ("each", "together"))
    assert list(each.strata) == ["huyện Đ", "huyện Ơ"]
    assert list(together.strata) == [""]
    assert each.digest != together.digest
    assert each.share == Fraction(3, 10)


def test_nothing_is_drawn_from_an_empty_list() -> None:
    with pytest.raises(KnownError) as refused:
        frame_of(PLAN)
    assert refused.value.key == "draw.nothing"
