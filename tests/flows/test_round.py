"""The numbers of the article of 15 May 2025, counted again from the dossier in which the lead united everything.

Source: “Thị sát” bộ phận một cửa, Báo Cà Mau, 15/5/2025. The counting is the test's own; the program only shows what
the entries of the round amount to.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec
import pytest

from resources import open_bytes
from tests.flows.stage import Played

NAMED = {"xã Hồ Thị Kỷ", "xã Biển Bạch Đông", "xã Tân Bằng"}
CHECKLIST = msgspec.json.decode(open_bytes("checklists/one-stop-2025.1.json"))
MARKS = {"pass": Fraction(1), "good": Fraction(1), "done": Fraction(1, 2), "fail": Fraction(0), "not_done": Fraction(0)}


@pytest.fixture(scope="module")
def shown(played: Played) -> Any:
    return played.person("truong-doan").show()


@pytest.fixture(scope="module")
def units(shown: Any) -> dict[str, dict[str, Any]]:
    """Unit -> its district and the settled value of each item."""
    return {
        visit["unit"]["name"]: {
            "district": visit["unit"]["district"],
            "values": {one["item"]: one["value"] for one in visit["results"]},
            "visit": visit,
        }
        for visit in shown["visits"]
    }


def having(units: dict[str, dict[str, Any]], item: str, value: str) -> set[str]:
    return {name for name, unit in units.items() if unit["values"][item] == value}


def pooled(units: dict[str, dict[str, Any]], item: str) -> tuple[int, int]:
    values = [unit["values"][item] for unit in units.values()]
    return sum(one["n"] for one in values), sum(one["total"] for one in values)


def share(values: dict[str, Any]) -> Fraction:
    """Return the score of a unit: of each item's weight all, half or none, and of a ratio its own share."""
    points = weights = Fraction(0)
    for item in CHECKLIST["items"]:
        value = values[item["id"]]
        mark = MARKS[value] if isinstance(value, str) else Fraction(value["n"], value["total"])
        points += mark * item["weight"]
        weights += item["weight"]
    return points / weights


def test_sixteen_units_in_four_districts_are_all_sealed_and_answered_in_full(units: dict[str, dict[str, Any]]) -> None:
    districts = [unit["district"] for unit in units.values()]
    assert [districts.count(f"huyện {name}") for name in ("U Minh", "Thới Bình", "Đầm Dơi", "Trần Văn Thời")] == [
        3, 4, 5, 4,
    ]  # fmt: skip
    for name, unit in units.items():
        assert unit["visit"]["sealed"], name
        assert not unit["visit"]["void"], name
        assert len(unit["values"]) == 14, name
        assert None not in unit["values"].values(), name


def test_n1_fourteen_of_sixteen_do_not_use_the_recognition_system(units: dict[str, dict[str, Any]]) -> None:
    assert len(having(units, "sys_recognition", "not_done")) == 14


def test_n2_exactly_the_three_named_communes_do_not_certify_electronic_copies(
    units: dict[str, dict[str, Any]],
) -> None:
    assert having(units, "cert_ecopy", "not_done") == NAMED
    assert {units[name]["district"] for name in NAMED} == {"huyện Thới Bình"}


def test_n3_and_n4_the_same_four_of_five_units_of_dam_doi_lack_booklet_and_hotline(
    units: dict[str, dict[str, Any]],
) -> None:
    lacking = having(units, "pub_paper_booklet", "fail")
    assert lacking == having(units, "fb_hotline_posted", "fail")
    assert len(lacking) == 4
    inside = {name for name, unit in units.items() if unit["district"] == "huyện Đầm Dơi"}
    assert lacking < inside
    assert len(inside) == 5


def test_p1_twelve_of_sixteen_reach_eighty_per_cent(units: dict[str, dict[str, Any]]) -> None:
    assert sum(share(unit["values"]) >= Fraction(80, 100) for unit in units.values()) == 12


def test_p3_every_official_met_wears_a_name_tag(units: dict[str, dict[str, Any]]) -> None:
    assert pooled(units, "staff_name_tag") == (46, 46)


def test_p5_twelve_of_sixteen_publish_by_qr_code_and_on_paper(units: dict[str, dict[str, Any]]) -> None:
    assert len(having(units, "pub_qr_posted", "pass") & having(units, "pub_paper_booklet", "pass")) == 12


def test_p6_six_of_sixteen_certify_electronic_copies_well(units: dict[str, dict[str, Any]]) -> None:
    assert len(having(units, "cert_ecopy", "good")) == 6


@pytest.mark.parametrize("item", ["staff_attitude", "proc_guidance"])
def test_p7_forty_of_forty_six_officials_are_courteous_and_guide_well(
    units: dict[str, dict[str, Any]], item: str
) -> None:
    assert pooled(units, item) == (40, 46)


def test_p2_and_p4_premises_and_waiting_areas_are_in_order_everywhere(units: dict[str, dict[str, Any]]) -> None:
    assert len(having(units, "fac_equipment", "good")) == 16
    assert len(having(units, "fac_waiting", "pass")) == 16


def test_only_the_three_named_communes_carry_a_real_name(units: dict[str, dict[str, Any]]) -> None:
    assert {
        name for name in units if not name.removeprefix("xã ").removeprefix("thị trấn ").startswith("Minh hoạ ")
    } == NAMED
    for name, unit in units.items():
        assert bool(unit["visit"]["unit"].get("code")) == (name in NAMED)


def test_two_disagreements_existed_and_were_decided_by_statements_with_a_reason(shown: Any) -> None:
    disputed = [
        one
        for visit in shown["visits"]
        for one in visit["results"]
        if len({str(seen["value"]) for seen in one["observations"]}) > 1
    ]
    assert {one["item"] for one in disputed} == {"fac_equipment", "staff_attitude"}
    for one in disputed:
        assert one["state"] == "concluded"
        assert one["reason"]
        assert len({seen["by"] for seen in one["observations"]}) == 2
    assert not [slot for visit in shown["visits"] for slot in visit["contested"]]
    assert all(one["state"] == "agreed" for visit in shown["visits"] for one in visit["results"] if one not in disputed)


def test_everything_counts_and_every_picture_is_here(shown: Any) -> None:
    assert shown["problems"] == []
    for visit in shown["visits"]:
        assert visit["blobs_expected"] == []
        assert visit["photos"]
        assert all(photo["here"] for photo in visit["photos"])
    assert [one["type"] for one in shown["documents"]] == ["minutes"] * 16 + ["report"] + ["letter"] * 4


def test_the_dossier_of_the_round_is_sound_and_lacks_nothing_but_what_others_keep_to_themselves(
    played: Played,
) -> None:
    lead = played.person("truong-doan")
    report = lead.do("check", lead.dossier, "--json")
    assert report["sound"]
    # To whom an inspector handed what is told in records that do not travel with the visits.
    assert {(one["code"], one["table"]) for one in report["findings"]} == {("expected", "payload")}
    assert report["blobs_expected"] == []
    assert report["completeness"] == "sealed"
