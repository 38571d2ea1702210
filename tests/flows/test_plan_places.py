"""Planning a visit by the code of a unit: the list of communes in force fills in what was not typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.flows.stage import Person, Team
from tests.unit.ui.work.test_directories import newer, renamed_again


@pytest.fixture
def lead(team: Team) -> Person:
    return team["truong-doan"]


def planned(lead: Person, *arguments: object) -> dict[str, Any]:
    """Plan a visit and return its unit as the dossier has it."""
    visit = lead.do("plan", lead.dossier, *arguments, "--checklist", "2025.1", "--json")["visit"]
    (unit,) = [one["unit"] for one in lead.show()["visits"] if one["id"] == visit]
    return dict(unit)


def test_name_and_former_district_follow_from_the_code_of_a_former_unit(lead: Person) -> None:
    assert planned(lead, "--code", "32125") == {
        "name": "xã Phong Lạc",
        "code": "32125",
        "since": "2024-12-01",
        "district": "huyện Trần Văn Thời",
    }


def test_the_district_of_a_present_unit_is_the_one_it_mostly_comes_from(lead: Person) -> None:
    unit = planned(lead, "--code", "32092", "--since", "01/07/2025")
    assert unit == {"name": "xã Hồ Thị Kỷ", "code": "32092", "since": "2025-07-01", "district": "huyện Thới Bình"}


def test_any_day_of_its_period_tells_which_unit_of_a_code_is_meant(lead: Person) -> None:
    """The refusal shows the last day of a former unit, and that day is enough."""
    refused = lead.refused(2, "plan", lead.dossier, "--code", "32152", "--checklist", "2025.1")
    assert "thị trấn Đầm Dơi, huyện Đầm Dơi, tỉnh Cà Mau (30/06/2025)" in refused
    unit = planned(lead, "--code", "32152", "--since", "30/06/2025")
    assert (unit["name"], unit["since"]) == ("thị trấn Đầm Dơi", "2024-12-01")


def test_what_was_typed_is_kept(lead: Person) -> None:
    unit = planned(lead, "--code", "32125", "--unit", "Bộ phận Một cửa Phong Lạc", "--district", "huyện khác")
    assert (unit["name"], unit["district"]) == ("Bộ phận Một cửa Phong Lạc", "huyện khác")


def test_an_island_that_had_no_communes_has_no_district(lead: Person) -> None:
    unit = planned(lead, "--code", "26732")
    assert (unit["name"], unit.get("district", "")) == ("đặc khu Côn Đảo", "")


def test_a_newer_list_at_home_is_the_one_that_is_asked(lead: Person, tmp_path: Path) -> None:
    file = tmp_path / "mới.json"
    file.write_bytes(newer(renamed_again))
    lead.do("places", "update", file)
    assert planned(lead, "--code", "26368", "--since", "01/12/2026")["name"] == "phường Sân Bay"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Thiếu nội dung"),
        (["--code", "99999"], "99999"),
        (["--code", "32125", "--since", "01/07/2025"], "01/07/2025"),
        (["--code", "32125", "--since", "hôm qua"], "hôm qua"),
    ],
)
def test_a_unit_that_nobody_named_or_that_never_was_is_not_planned(
    lead: Person, arguments: list[str], said: str
) -> None:
    count = len(lead.show()["visits"])
    assert said in lead.refused(2, "plan", lead.dossier, *arguments, "--checklist", "2025.1")
    assert len(lead.show()["visits"]) == count
