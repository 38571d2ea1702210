from __future__ import annotations

import json
from datetime import date
from typing import Any
from unicodedata import is_normalized

import msgspec
import pytest

from inspector.journal.value import Measure, Value
from inspector.rules.answers import Standing, admits, standing
from inspector.rules.checklist import decode
from inspector.rules.gaps import gaps
from inspector.rules.score import score
from inspector.rules.shipped import shipped
from resources import open_bytes

RAW = open_bytes("samples/round-2025.json")
ROUND: dict[str, Any] = json.loads(RAW)
UNITS: list[dict[str, Any]] = ROUND["units"]
ASKED = decode(shipped(ROUND["checklist"]))
# Giỗ Tổ Hùng Vương, 30/4, 1/5, and 2/5 for which 26/4 was worked.
DAYS_OFF = {date(2025, 4, 7), date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)}
NAMED = ["Hồ Thị Kỷ", "Biển Bạch Đông", "Tân Bằng"]


def results(unit: dict[str, Any], place: int = 0) -> dict[str, Value]:
    values = unit["observations"][place]["values"]
    return {item: msgspec.convert(value, Value) for item, value in values.items()}


def units_with(item: str, value: str) -> list[dict[str, Any]]:
    return [unit for unit in UNITS if results(unit)[item] == value]


def pooled(item: str) -> tuple[int, int]:
    found = [results(unit)[item] for unit in UNITS]
    measures = [value for value in found if isinstance(value, Measure)]
    return sum(value.n or 0 for value in measures), sum(value.total or 0 for value in measures)


def districts(units: list[dict[str, Any]]) -> set[str]:
    return {unit["district"] for unit in units}


def test_sixteen_units_lie_in_four_districts() -> None:
    assert [sum(unit["district"] == name for unit in UNITS) for name in ROUND["districts"]] == [3, 4, 5, 4]
    assert len({unit["name"] for unit in UNITS}) == 16


def test_units_were_visited_on_working_days_in_the_order_of_the_file() -> None:
    days = [date.fromisoformat(unit["visited"]) for unit in UNITS]
    assert days == sorted(days)
    for day in days:
        assert date(2025, 2, 10) <= day <= date(2025, 5, 9)
        assert day.weekday() < 5
        assert day not in DAYS_OFF


def test_law_that_the_checklist_cites_was_in_force_on_every_visit() -> None:
    for unit in UNITS:
        for item in ASKED.items:
            for basis in item.legal:
                assert basis.in_force(date.fromisoformat(unit["visited"])), (unit["name"], basis.citation)


def test_every_item_is_answered_and_every_failure_has_a_note() -> None:
    for unit in UNITS:
        for place, observed in enumerate(unit["observations"]):
            found = results(unit, place)
            assert list(found) == [item.id for item in ASKED.items]
            assert not gaps(ASKED, found, dict.fromkeys(observed["notes"], True), {})
            for item, value in found.items():
                admits(ASKED.item(item), value)


def test_three_of_four_units_handle_the_mechanism_well() -> None:
    """P1: 12/16, and none of the three communes with a real name is among the other four."""
    percent = ASKED.settings.good_score_percent
    below = [unit for unit in UNITS if not score(ASKED, results(unit)).percent_at_least(percent)]
    assert len(below) == 4
    assert districts(below) == {"Đầm Dơi"}


def test_premises_and_waiting_areas_are_in_order_everywhere() -> None:
    """P2, P4"""
    assert len(units_with("fac_equipment", "good")) == 16
    assert len(units_with("fac_waiting", "pass")) == 16


def test_every_official_wears_a_tag() -> None:
    """P3"""
    assert pooled("staff_name_tag") == (46, 46)


def test_three_of_four_units_publish_by_qr_code_and_on_paper() -> None:
    """P5: 12/16"""
    both = [unit for unit in units_with("pub_qr_posted", "pass") if unit in units_with("pub_paper_booklet", "pass")]
    assert len(both) == 12


def test_some_units_provide_electronic_copies_well_and_three_named_ones_do_not() -> None:
    """P6: 6/16; N2: three"""
    assert len(units_with("cert_ecopy", "good")) == 6
    assert len(units_with("cert_ecopy", "done")) == 7
    assert [unit["name"] for unit in units_with("cert_ecopy", "not_done")] == NAMED
    assert districts(units_with("cert_ecopy", "not_done")) == {"Thới Bình"}


@pytest.mark.parametrize("item", ["staff_attitude", "proc_guidance"])
def test_most_officials_are_courteous_and_guide_well(item: str) -> None:
    """P7: 40/46"""
    assert pooled(item) == (40, 46)
    assert all(standing(ASKED.item(item), results(unit)[item]) is not Standing.UNMET for unit in UNITS)


def test_most_units_do_not_use_the_recognition_system() -> None:
    """N1: 14/16, in all districts"""
    assert len(units_with("sys_recognition", "not_done")) == 14
    assert districts(units_with("sys_recognition", "not_done")) == set(ROUND["districts"])


def test_the_same_four_of_five_units_of_one_district_lack_booklet_and_hotline() -> None:
    """N3 = N4"""
    lacking = units_with("pub_paper_booklet", "fail")
    assert lacking == units_with("fb_hotline_posted", "fail")
    assert len(lacking) == 4
    assert districts(lacking) == {"Đầm Dơi"}


def test_nothing_else_fails() -> None:
    failing = {
        item for unit in UNITS for item, value in results(unit).items()
        if standing(ASKED.item(item), value) is Standing.UNMET
    }  # fmt: skip
    assert failing == {"pub_paper_booklet", "fb_hotline_posted", "cert_ecopy", "sys_recognition"}


def test_only_the_communes_that_the_article_names_carry_real_names() -> None:
    assert [unit["name"] for unit in UNITS if not unit["illustrative"]] == NAMED
    for unit in UNITS:
        assert unit["illustrative"] == unit["name"].startswith("Minh hoạ ")


def test_two_inspectors_of_one_unit_differ_on_two_items_and_the_lead_concludes_as_the_first() -> None:
    twice = [unit for unit in UNITS if len(unit["observations"]) > 1]
    assert len(twice) == 1
    (unit,) = twice
    assert unit["illustrative"]
    first, second = results(unit, 0), results(unit, 1)
    differing = [item for item in first if first[item] != second[item]]
    assert differing == ["staff_attitude", "fac_equipment"]
    concluded = {one["item"]: msgspec.convert(one["value"], Value) for one in unit["conclusions"]}
    assert concluded == {item: first[item] for item in differing}
    assert all(one["reason"] for one in unit["conclusions"])


def test_the_text_is_composed_and_without_latin_eth() -> None:
    text = RAW.decode()
    assert is_normalized("NFC", text)
    assert "\u00d0" not in text
    assert "\u00f0" not in text
