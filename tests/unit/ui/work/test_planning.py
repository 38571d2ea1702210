"""Lists of units from the directory, and draws as they are told."""

from __future__ import annotations

from datetime import date

import pytest

from inspector.errors import KnownError
from inspector.places.directory import nation
from inspector.projection.draws import seeds_of
from inspector.rules.round_plan import RoundPlan
from tests.unit.ui.work.conftest import Somebody
from ui.work.planning import (
    check,
    draw_units,
    plan_of,
    province_code,
    state_plan,
    state_seed,
    told,
    units_of_province,
)

CA_MAU = "96"


@pytest.mark.parametrize("typed", ["96", "Cà Mau", "ca mau", "Tỉnh Cà Mau"])
def test_a_province_is_found_by_code_or_name(typed: str) -> None:
    assert province_code(nation(), typed) == CA_MAU


def test_a_province_that_is_none_is_refused() -> None:
    with pytest.raises(KnownError) as refused:
        province_code(nation(), "Atlantis")
    assert refused.value.key == "place.unknown-province"


def test_the_units_of_a_province_stand_under_their_former_districts() -> None:
    """Cà Mau has 64 communes and wards since 01/7/2025. Source: Nghị quyết 1655/NQ-UBTVQH15."""
    units = units_of_province(nation(), CA_MAU)
    assert len(units) == 64
    assert all(unit.since == "2025-07-01" for unit in units)
    assert next(unit.stratum for unit in units if unit.name == "xã Hồ Thị Kỷ") == "huyện Thới Bình"
    assert len(units_of_province(nation(), CA_MAU, date(2025, 6, 30))) > 64


def test_a_draw_from_statement_to_verdict(an: Somebody) -> None:
    started = an.start("Đợt", "xã Một")
    with an.session(started.path) as session:
        assert plan_of(session.view) == RoundPlan()
        state_plan(session, RoundPlan(frame=units_of_province(nation(), CA_MAU)))
        first, second = state_seed(session, an.sources), state_seed(session, an.sources)
        picks = draw_units(session, first)
        assert draw_units(session, first) == picks
        one, other = told(session.view)
        assert (one.statement, other.statement) == (first, second)
        assert one.seed != other.seed
        assert [pick["code"] for pick in one.draws[0]["picks"]] == [pick.unit.code for pick in picks]
        assert other.draws == ()
        assert len(one.units) == 64
        assert [verdict for _, verdict in check(session.view)] == ["same", "not-drawn"]
        assert [seed.counts for seed in seeds_of(session.view)] == [True, True]
