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
places = directory.ca_mau()
FORMER = {unit.code: unit for unit in places.units if unit.valid_to is not None}
PRESENT = {unit.code: unit for unit in places.units if unit.valid_to is None}
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


def test_all_present_codes_were_codes_of_former_units_and_31_of_those_had_another_name() -> None:
    assert (len(PRESENT), len(FORMER), len(places.successions)) == (64, 164, 186)
    assert PRESENT.keys() <= FORMER.keys()
    assert sum(unit.name != FORMER[code].name for code, unit in PRESENT.items()) == 31
    assert sorted(unit.kind for unit in PRESENT.values()) == ["phường"] * 9 + ["xã"] * 55


def test_names_are_composed_and_without_eth() -> None:
    for unit in places.units:
        assert unicodedata.is_normalized("NFC", unit.address)
        assert "\u00d0" not in unit.address


def test_every_former_unit_has_a_successor_and_every_present_one_a_predecessor() -> None:
    assert {step.old.code for step in places.successions} == FORMER.keys()
    assert {step.new.code for step in places.successions} == PRESENT.keys()


def test_a_unit_that_went_over_whole_went_to_one_place() -> None:
    for code in FORMER:
        extents = [step.extent for step in places.successions if step.old.code == code]
        assert extents in (["all"], ["kept"]) or (len(extents) > 1 and set(extents) == {"part"})


@pytest.mark.corpora
def test_present_units_are_those_of_the_published_list() -> None:
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
    assert {code: shown(unit) for code, unit in PRESENT.items()} == published


@pytest.mark.corpora
def test_former_units_are_those_of_the_published_list() -> None:
    published = {row["commune_code"]: as_former(row) for row in rows("camau_baclieu_old_communes_164.csv")}
    assert {code: shown(unit) for code, unit in FORMER.items()} == published


@pytest.mark.corpora
def test_the_four_districts_have_the_units_of_the_published_list() -> None:
    published = {row["commune_code"]: as_former(row) for row in rows("camau_four_districts_old.csv")}
    districts = {row[3] for row in published.values()}
    assert len(districts) == 4
    ours = {unit.code: shown(unit) for district in districts for unit in places.units_of(str(district))}
    assert ours == published


@pytest.mark.corpora
def test_every_step_is_that_of_the_published_list() -> None:
    published = {
        (row["old_code"], row["old_full_name"], row["new_code"], row["new_full_name"], row["extent"])
        for row in rows("camau_map_old_to_new.csv")
    }
    ours = {
        (step.old.code, places.unit(step.old).full_name, step.new.code, places.unit(step.new).full_name, step.extent)
        for step in places.successions
    }
    assert ours == published
    assert len(ours) == 186
