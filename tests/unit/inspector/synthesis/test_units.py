"""Which units stand together, and who answers for them, before and since the communes of July 2025."""

from __future__ import annotations

from datetime import date

import pytest

from inspector.journal.bodies import SettingChosen, UnitRef
from inspector.journal.value import FAIL, PASS
from inspector.places.directory import nation
from inspector.synthesis.addressees import chairs_of
from inspector.synthesis.thresholds import Grouping
from inspector.synthesis.units import Group, Name, group_of, name_of, present_names
from inspector.synthesis.wording import capital, tell
from tests.unit.inspector.synthesis.rounds import Place, Round

FORMER, PRESENT = "2024-12-01", "2025-07-01"
TAN_BANG = UnitRef(name="xã Tân Bằng", code="32069", since=FORMER, district="huyện Thới Bình")
LOI_AN = UnitRef(name="xã Lợi An", code="32122", since=FORMER, district="huyện Trần Văn Thời")
HO_THI_KY = UnitRef(name="xã Hồ Thị Kỷ", code="32092", since=FORMER)
LUONG_THE_TRAN = UnitRef(name="xã Lương Thế Trân", code="32134", since=PRESENT)


@pytest.mark.parametrize(
    ("text", "kind", "bare"),
    [
        ("xã Hồ Thị Kỷ", "xã", "Hồ Thị Kỷ"),
        ("Thị trấn Trần Văn Thời", "thị trấn", "Trần Văn Thời"),
        ("Phường 5", "phường", "5"),
        ("thành phố Cà Mau", "thành phố", "Cà Mau"),
        ("Xã", "", "Xã"),
        ("Xãm Lớn", "", "Xãm Lớn"),
        ("#A7F3", "", "#A7F3"),
    ],
)
def test_the_kind_of_a_place_stands_apart_from_its_name(text: str, kind: str, bare: str) -> None:
    assert name_of(text) == Name(kind, bare)


@pytest.mark.parametrize(
    ("ref", "by", "names"),
    [
        (TAN_BANG, "former_district", ["huyện Thới Bình"]),
        (TAN_BANG, "present_unit", ["xã Biển Bạch"]),
        (TAN_BANG, "none", []),
        (HO_THI_KY, "former_district", ["huyện Thới Bình"]),
        (HO_THI_KY, "present_unit", ["xã Hồ Thị Kỷ"]),
        (LUONG_THE_TRAN, "former_district", ["huyện Cái Nước"]),
        (LUONG_THE_TRAN, "present_unit", ["xã Lương Thế Trân"]),
        (LOI_AN, "present_unit", ["phường Lý Văn Lâm", "xã Trần Văn Thời", "xã Lương Thế Trân"]),
    ],
)
def test_a_unit_stands_in_its_group(ref: UnitRef, by: Grouping, names: list[str]) -> None:
    assert [name.full for name in group_of(ref, nation(), by, is_gone=False).names] == names


def test_the_plans_word_holds_over_the_directory() -> None:
    ref = UnitRef(name="xã Lương Thế Trân", code="32134", since=PRESENT, district="huyện Trần Văn Thời")
    assert group_of(ref, nation(), "former_district", is_gone=True) == Group((Name("huyện", "Trần Văn Thời"),), True)


def test_a_code_that_no_list_has_is_no_reason_to_stop() -> None:
    ref = UnitRef(name="xã Lạ", code="99999", since=FORMER)
    assert present_names(ref, nation()) == (Name("xã", "Lạ"),)
    assert group_of(ref, nation(), "former_district", is_gone=False) == Group(())


def test_the_chair_in_charge_is_the_districts_until_june_2025_and_then_the_communes() -> None:
    made = Round([Place("xã Tân Bằng", "", {"fb_hotline_posted": FAIL}, ref=TAN_BANG)])
    (unit,) = made.synthesis().matrix.units
    assert [name.full for name in chairs_of(unit, nation(), date(2025, 6, 30))] == ["huyện Thới Bình"]
    assert [name.full for name in chairs_of(unit, nation(), date(2025, 7, 1))] == ["xã Biển Bạch"]


def test_chairs_of_a_divided_commune_are_asked_together() -> None:
    made = Round([Place("xã Lợi An", "", {"fb_hotline_posted": FAIL}, ref=LOI_AN)])
    (to,) = made.synthesis().addressees(date(2025, 8, 1))
    assert [name.full for name in to.places] == ["phường Lý Văn Lâm", "xã Trần Văn Thời", "xã Lương Thế Trân"]


def since(name: str, district: str, value: str) -> Place:
    return Place(name, district, {"fb_hotline_posted": value}, day="2025-11-21")


def test_a_round_after_the_districts_is_not_grouped_unless_it_says_so_and_then_speaks_of_former_ones() -> None:
    places = [since(f"xã K{n}", "huyện Đầm Dơi", FAIL) for n in range(4)]
    places += [since(f"xã Đ{n}", "huyện U Minh", PASS) for n in range(8)]
    made = Round(places)
    (sentence,) = made.synthesis().findings.shortcomings
    assert capital(tell(sentence)).startswith("Các xã: K0, K1, K2, K3 chưa công khai")
    made.lead.say(SettingChosen(value={"grouping": "former_district"}), ("setting", "synthesis"))
    (sentence,) = made.synthesis().findings.shortcomings
    assert capital(tell(sentence)).startswith("Các xã được kiểm tra trên địa bàn huyện Đầm Dơi (cũ) đều chưa công khai")
    assert tell(sentence).endswith("(4/4 xã trên địa bàn huyện Đầm Dơi (cũ))")


def test_visits_of_one_unit_are_one_unit_which_fails_where_one_visit_found_it_failing() -> None:
    places = [
        Place("xã 1", "huyện A", {"fb_hotline_posted": PASS, "fac_waiting": PASS}, day="2025-03-04"),
        Place("xã 1", "huyện A", {"fb_hotline_posted": FAIL}, day="2025-04-04"),
        Place("xã 2", "huyện A", {"fb_hotline_posted": PASS, "fac_waiting": PASS}, day="2025-03-05"),
    ]
    synthesis = Round(places).synthesis()
    assert [(unit.name.bare, len(unit.visits)) for unit in synthesis.matrix.units] == [("1", 2), ("2", 1)]
    (sentence,) = synthesis.findings.shortcomings
    assert tell(sentence).endswith("(1/2 đơn vị)")
    worst, other = [scored.score for scored in synthesis.matrix.scores]
    assert worst.points == 0
    assert worst.out_of == 4
    assert other.points == other.out_of


def test_namesakes_in_two_districts_that_no_code_tells_apart_get_a_letter_each() -> None:
    places = [since("xã Tân Lập", "huyện A", FAIL), since("xã Tân Lập", "huyện B", FAIL)]
    to = Round(places).synthesis().addressees(date(2025, 11, 28))
    assert [[unit.ref.district for unit in one.units] for one in to] == [["huyện A"], ["huyện B"]]
