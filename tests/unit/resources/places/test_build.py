from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import resources
from resources.places import build

CORRECTIONS: dict[str, Any] = json.loads(resources.open_bytes("places/corrections.json"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A package that knows one kept commune, one divided ward, an island without communes, and another province."""
    with sqlite3.connect(tmp_path / "dataset.db") as database:
        above = "provinceKey, districtKey, wardKey, wardCode, ward, districtCode, district, provinceCode, province"
        database.execute(f"CREATE TABLE admin_units_legacy ({above})")
        database.executemany(
            "INSERT INTO admin_units_legacy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                ("a", "b", "xac", "00002", "Xã C", "001", "Huyện B", "96", "Tỉnh A"),
                ("a", "b", "phuong2", "00001", "Phường 2", "001", "Huyện B", "96", "Tỉnh A"),
                ("a", "dao", None, None, None, "002", "Huyện Đảo", "96", "Tỉnh A"),
                ("z", "z", "xaz", "00009", "Xã Z", "009", "Huyện Z", "01", "Tỉnh Z"),
            ],
        )
        database.execute("CREATE TABLE admin_units (provinceKey, wardKey, wardCode, ward, provinceCode, province)")
        database.executemany(
            "INSERT INTO admin_units VALUES (?, ?, ?, ?, ?, ?)",
            [
                ("a", "xac", "00002", "Xã C", "96", "Tỉnh A"),
                ("a", "xad", "00001", "Xã Đ", "96", "Tỉnh A"),
                ("z", "xaz", "00009", "Xã Z", "01", "Tỉnh Z"),
            ],
        )
    database.close()
    parts = [{"newWardKey": "xac"}, {"newWardKey": "xad"}]
    converter = {
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"a": {"xac": ["a_b_xac", "a_dao_"]}, "z": {"xaz": ["z_z_xaz"]}},
        "DICT_PROVINCE_WARD_DIVIDED": {"a": {"a_b_phuong2": parts}},
    }
    (tmp_path / "converter_2025.json").write_text(json.dumps(converter), encoding="utf-8")
    return tmp_path


def corrections(**changed: list[dict[str, str]]) -> dict[str, Any]:
    return {"periods": CORRECTIONS["periods"], "communes": [], "districts": [], "successions": [], **changed}


def test_a_province_is_listed_with_its_former_units_and_steps(data: Path) -> None:
    kept = {"old": "00002", "new": "00002", "was": "all", "is": "kept"}
    spelled = {"code": "001", "was": "Huyện B", "is": "Huyện Bê"}
    listed = build.directory(data, ["96"], corrections(successions=[kept], districts=[spelled]))
    assert [(unit["code"], unit["kind"], unit["name"], unit["district_name"]) for unit in listed["units"]] == [
        ("00001", "phường", "2", "Huyện Bê"),
        ("00002", "xã", "C", "Huyện Bê"),
        ("00001", "xã", "Đ", None),
        ("00002", "xã", "C", None),
    ]
    steps = [(step["old"]["code"], step["new"]["code"], step["extent"]) for step in listed["successions"]]
    assert steps == [("00001", "00001", "part"), ("00001", "00002", "part"), ("00002", "00002", "kept")]


def test_a_correction_that_no_longer_meets_what_it_corrects_stops_the_build(data: Path) -> None:
    for each in ({"code": "001", "was": "Huyện X", "is": "Huyện Y"}, {"code": "777", "was": "", "is": ""}):
        with pytest.raises(SystemExit, match="no longer so"):
            build.directory(data, ["96"], corrections(districts=[each]))


def test_a_province_without_a_known_period_stops_the_build(data: Path) -> None:
    with pytest.raises(SystemExit, match="names no former period for the province 01"):
        build.directory(data, None, corrections())


def test_the_list_that_the_program_carries_has_the_form_that_the_script_writes() -> None:
    carried = resources.open_bytes("places/ca-mau.json").decode()
    assert build.written(json.loads(carried)) == carried


def test_the_corrections_are_in_the_list_that_the_program_carries() -> None:
    carried = json.loads(resources.open_bytes("places/ca-mau.json"))
    former = {unit["code"]: unit for unit in carried["units"] if unit["valid_to"] is not None}
    for each in CORRECTIONS["communes"]:
        assert each["is"].endswith(f" {former[each['code']]['name']}")
    for each in CORRECTIONS["districts"]:
        named = {unit["district_name"] for unit in former.values() if unit["district"] == each["code"]}
        assert named == {each["is"]}
    assert all(each["source"] for name in ("communes", "districts", "successions") for each in CORRECTIONS[name])
