"""The list that the program carries, row by row beside lists gathered from other public sources."""

from __future__ import annotations

import csv
import os
import unicodedata
from pathlib import Path

import pytest

from inspector.places import directory
from inspector.places.unit import Unit

BESIDE = Path(__file__).parents[4].parent / "shared"
DATA = Path(os.environ.get("THISAT_CORPORA", BESIDE)) / "data"
places = directory.nation()
FORMER = {unit.code: unit for unit in places.units if unit.valid_to == "2025-06-30"}
PRESENT = {unit.code: unit for unit in places.units if unit.valid_to is None}
STEPS = {(step.old.code, step.new.code): step.extent for step in places.successions if step.new.from_ == "2025-07-01"}
EXTENTS = {"all": "all", "kept": "kept", "part": "part", "part_area": "part", "unknown": "disputed"}
"""Of the published table; there a part may be of the area alone, and what only one source has is unknown."""
SETTLED = {
    ("01615", "01648"): "disputed",  # the table sends the whole of Hồng Quang to two places, and Mỹ Hưng to none
    ("01651", "01648"): "all",
    ("02485", "02494"): "disputed",  # the whole of Công Đa to two places, and Phú Thịnh to none
    ("02482", "02494"): "all",
    ("18796", "18823"): "part",  # the whole of Kỳ Lợi, and two parts of it elsewhere
    ("00556", "00562"): "part",  # of Đặng Xá the table has one part and no other
}
"""Rows in which the published table contradicts itself, and what the list says instead."""
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    if not (DATA / name).exists():
        pytest.skip(f"{DATA / name} is absent: set THISAT_CORPORA to compare with the published lists")
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_former(row: Row) -> tuple[str | None, ...]:
    names = ("type", "name", "full_name", "district_code", "district_name", "province_code", "province_name")
    return tuple(row[name] for name in names)


def shown(unit: Unit) -> tuple[str | None, ...]:
    kind = unit.full_name.removesuffix(f" {unit.name}")
    above = (unit.district, unit.district_name, unit.province, unit.province_name)
    return kind, unit.name, unit.full_name, *above


def test_the_nation_is_counted_as_the_resolutions_count_it() -> None:
    assert (len(PRESENT), len(FORMER), len(STEPS), len(places.units)) == (3321, 10035, 10601, 3321 + 10035 + 10)
    assert sum(unit.kind == "đặc khu" for unit in PRESENT.values()) == 13
    assert len({unit.province for unit in PRESENT.values()}) == 34
    assert len({unit.province for unit in FORMER.values()}) == 63


def test_all_present_codes_of_ca_mau_were_codes_of_former_units_and_31_of_those_had_another_name() -> None:
    ca_mau = {code: unit for code, unit in PRESENT.items() if unit.province == "96"}
    assert ca_mau.keys() <= FORMER.keys()
    assert sum(unit.name != FORMER[code].name for code, unit in ca_mau.items()) == 31
    assert sorted(unit.kind for unit in ca_mau.values()) == ["phường"] * 9 + ["xã"] * 55


def test_former_units_of_ca_mau_and_bac_lieu_begin_as_dossiers_name_them() -> None:
    for unit in FORMER.values():
        assert unit.valid_from == ("2024-12-01" if unit.province in ("95", "96") else "2025-06-30")


def test_names_are_composed_and_without_eth() -> None:
    for unit in places.units:
        assert unicodedata.is_normalized("NFC", unit.address)
        assert "\u00d0" not in unit.address


def test_every_former_unit_has_a_successor_and_every_present_one_a_predecessor_but_five_islands() -> None:
    assert all(places.successors(unit.key) for unit in places.units if unit.valid_to is not None)
    alone = [unit.name for unit in places.units if unit.valid_from > "2025-06-30" and not places.predecessors(unit.key)]
    assert alone == ["Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"]


def test_a_unit_that_went_over_whole_went_to_one_place() -> None:
    for unit in FORMER.values():
        extents = [step.extent for step in places.successors(unit.key)]
        assert extents in (["all"], ["kept"]) or (len(extents) > 1 and set(extents) == {"part"})


@pytest.mark.corpora
def test_every_present_unit_of_the_nation_is_that_of_the_published_list() -> None:
    names = ("type", "name", "full_name", "province_code", "province_name")
    published = {row["commune_code"]: tuple(row[name] for name in names) for row in rows("vn_communes_3321.csv")}
    assert {code: (*shown(unit)[:3], unit.province, unit.province_name) for code, unit in PRESENT.items()} == published
    assert not any(unit.district for unit in PRESENT.values())


@pytest.mark.corpora
def test_every_former_unit_of_the_nation_is_that_of_the_published_list() -> None:
    published = {row["commune_code"]: as_former(row) for row in rows("vn_old_communes_10035.csv")}
    assert {code: shown(unit) for code, unit in FORMER.items()} == published


@pytest.mark.corpora
def test_every_former_district_is_that_of_the_published_list() -> None:
    published = {
        (row["district_code"], row["district_name"], row["province_code"], row["province_name"])
        for row in rows("vn_old_districts.csv")
    }
    ours = {(one.code, one.full_name, one.province, one.province_name) for one in places.districts}
    assert ours == published


@pytest.mark.corpora
def test_every_province_is_that_of_the_published_list() -> None:
    published = {row["province_code"]: row["full_name"] for row in rows("vn_provinces_34.csv")}
    assert {one.code: one.name for one in places.provinces if one.valid_to is None} == published


@pytest.mark.corpora
def test_every_step_of_the_nation_is_that_of_the_published_table() -> None:
    """All 10,601 pairs; in six the table contradicts itself, and they are named above with what they must be."""
    table = {(row["old_code"], row["new_code"]): row["extent"] for row in rows("vn_commune_map_old_to_new.csv")}
    published = {ends: EXTENTS[extent] for ends, extent in table.items()}
    assert all(published[ends] != extent for ends, extent in SETTLED.items())
    assert {**published, **SETTLED} == STEPS
    assert sum(extent == "disputed" for extent in STEPS.values()) == 35


@pytest.mark.corpora
def test_the_wards_of_2026_are_those_that_the_published_list_notes() -> None:
    noted = {row["commune_code"] for row in rows("vn_communes_3321.csv") if "237/NQ-UBTVQH16" in row["note"]}
    later = [step for step in places.successions if step.new.from_ == "2026-04-30"]
    assert {step.new.code for step in later} == noted
    assert len(later) == 10
    for step in later:
        was, now = places.unit(step.old), places.unit(step.new)
        assert (step.extent, was.code, was.name, was.valid_to) == ("kept", now.code, now.name, "2026-04-29")
        assert (was.kind, was.province_name) == ("xã", "Tỉnh Đồng Nai")
        assert (now.kind, now.province_name) == ("phường", "Thành phố Đồng Nai")


@pytest.mark.corpora
def test_present_units_of_ca_mau_are_those_of_the_published_list() -> None:
    published = {
        row["commune_code"]: (
            row["type"],
            row["name"],
            row["full_name"],
            None,
            None,
            row["province_code"],
            row["province_name"],
        )
        for row in rows("camau_communes_64.csv")
    }
    assert {code: shown(unit) for code, unit in PRESENT.items() if unit.province == "96"} == published


@pytest.mark.corpora
def test_former_units_of_ca_mau_and_bac_lieu_are_those_of_the_published_list() -> None:
    published = {row["commune_code"]: as_former(row) for row in rows("camau_baclieu_old_communes_164.csv")}
    assert {code: shown(unit) for code, unit in FORMER.items() if unit.province in ("95", "96")} == published


@pytest.mark.corpora
def test_the_four_districts_have_the_units_of_the_published_list() -> None:
    published = {row["commune_code"]: as_former(row) for row in rows("camau_four_districts_old.csv")}
    districts = {row[3] for row in published.values()}
    assert len(districts) == 4
    ours = {unit.code: shown(unit) for district in districts for unit in places.units_of(str(district))}
    assert ours == published


@pytest.mark.corpora
def test_every_step_of_ca_mau_is_that_of_the_published_list() -> None:
    published = {
        (row["old_code"], row["old_full_name"], row["new_code"], row["new_full_name"], row["extent"])
        for row in rows("camau_map_old_to_new.csv")
    }
    ours = {
        (step.old.code, places.unit(step.old).full_name, step.new.code, places.unit(step.new).full_name, step.extent)
        for step in places.successions
        if places.unit(step.new).province == "96"
    }
    assert ours == published
    assert len(ours) == 186
