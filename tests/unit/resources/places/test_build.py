from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import resources
from inspector.places import directory
from resources.places import build

ROOT = Path(__file__).resolve().parents[4]
CORRECTIONS: dict[str, Any] = json.loads(resources.open_bytes("places/corrections.json"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A package that knows a divided ward, an island without communes, and in another province a town that became one."""
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
                ("z", "z", "thitranv", "00008", "Thị trấn V", "009", "Huyện Z", "01", "Tỉnh Z"),
            ],
        )
        database.execute("CREATE TABLE admin_units (provinceKey, wardKey, wardCode, ward, provinceCode, province)")
        database.executemany(
            "INSERT INTO admin_units VALUES (?, ?, ?, ?, ?, ?)",
            [
                ("a", "xac", "00002", "Xã C", "96", "Tỉnh A"),
                ("a", "xad", "00001", "Xã Đ", "96", "Tỉnh A"),
                ("z", "xaz", "00009", "Xã Z", "01", "Tỉnh Z"),
                ("z", "dackhuv", "00008", "Đặc khu V", "01", "Tỉnh Z"),
            ],
        )
    database.close()
    parts = [{"newWardKey": "xac"}, {"newWardKey": "xad"}]
    converter = {
        "DICT_PROVINCE_WARD_NO_DIVIDED": {
            "a": {"xac": ["a_b_xac", "a_dao_"]},
            "z": {"xaz": ["z_z_xaz"], "dackhuv": ["z_z_thitranv"]},
        },
        "DICT_PROVINCE_WARD_DIVIDED": {"a": {"a_b_phuong2": parts}},
    }
    (tmp_path / "converter_2025.json").write_text(json.dumps(converter), encoding="utf-8")
    return tmp_path


def corrections(**changed: list[dict[str, Any]]) -> dict[str, Any]:
    empty: dict[str, Any] = {name: [] for name in ("provinces", "districts", "former", "present", "steps", "changes")}
    return {"cited": {"list": "Danh mục"}, "periods": CORRECTIONS["periods"], **empty, **changed}


def fixed(code: str, was: str, now: str) -> dict[str, Any]:
    return {"code": code, "was": was, "is": now, "source": "list"}


def test_the_nation_is_listed_with_its_former_units_and_steps(data: Path) -> None:
    listed = build.directory(data, corrections(districts=[fixed("001", "Huyện B", "Huyện Bê")]))
    assert listed["districts"] == [
        ("001", "Huyện Bê", "96", "2025-06-30"),
        ("009", "Huyện Z", "01", "2025-06-30"),
    ]
    assert listed["provinces"] == [
        ["01", "Tỉnh Z", "2025-06-30", None],
        ["96", "Tỉnh A", "2024-12-01", None],
    ]
    assert listed["units"] == [
        ["00001", "phường", "2", "001", "96", "2024-12-01", "2025-06-30"],
        ["00001", "xã", "Đ", None, "96", "2025-07-01", None],
        ["00002", "xã", "C", "001", "96", "2024-12-01", "2025-06-30"],
        ["00002", "xã", "C", None, "96", "2025-07-01", None],
        ["00008", "thị trấn", "V", "009", "01", "2025-06-30", "2025-06-30"],
        ["00008", "đặc khu", "V", None, "01", "2025-07-01", None],
        ["00009", "xã", "Z", "009", "01", "2025-06-30", "2025-06-30"],
        ["00009", "xã", "Z", None, "01", "2025-07-01", None],
    ]
    assert directory.read(build.written(listed).encode()).as_of == "2025-07-01"


def test_kept_is_what_went_over_whole_and_alone_under_its_code_and_is_no_special_zone(data: Path) -> None:
    (change,) = build.directory(data, corrections())["changes"]
    assert change["steps"] == [
        ["00001", "00001", "part"],
        ["00001", "00002", "part"],
        ["00002", "00002", "all"],
        ["00008", "00008", "all"],
        ["00009", "00009", "kept"],
    ]


def test_a_step_is_corrected_or_added_and_a_disputed_one_stands_beside_a_kept_one(data: Path) -> None:
    steps: list[dict[str, Any]] = [
        {"old": "00001", "new": "00001", "was": "part", "is": "all", "source": "list"},
        {"old": "00001", "new": "00002", "was": "part", "is": "disputed", "source": "Bảng chuyển đổi"},
        {"old": "00009", "new": "00008", "was": None, "is": "disputed", "source": "list"},
    ]
    listed = build.directory(data, corrections(steps=steps))
    assert listed["changes"][0]["steps"] == [
        ["00001", "00001", "kept"],
        ["00001", "00002", "disputed"],
        ["00002", "00002", "kept"],
        ["00008", "00008", "all"],
        ["00009", "00008", "disputed"],
        ["00009", "00009", "kept"],
    ]
    assert listed["corrections"] == [
        ["step", "00001 00001", "part", "all", "Danh mục"],
        ["step", "00001 00002", "part", "disputed", "Bảng chuyển đổi"],
        ["step", "00009 00008", None, "disputed", "Danh mục"],
    ]


WARD = {
    "day": "2026-04-30",
    "source": "Nghị quyết",
    "units": [{"code": "00009", "was": "Xã Z", "is": "Phường Z"}],
    "provinces": [{"code": "01", "was": "Tỉnh Z", "is": "Thành phố Z", "source": "Nghị quyết khác"}],
}


def test_a_later_change_ends_a_unit_and_begins_another(data: Path) -> None:
    listed = build.directory(data, corrections(changes=[WARD]))
    assert listed["as_of"] == "2026-04-30"
    assert [unit for unit in listed["units"] if unit[0] == "00009"] == [
        ["00009", "xã", "Z", "009", "01", "2025-06-30", "2025-06-30"],
        ["00009", "xã", "Z", None, "01", "2025-07-01", "2026-04-29"],
        ["00009", "phường", "Z", None, "01", "2026-04-30", None],
    ]
    assert listed["changes"][1]["steps"] == [["00009", "00009", "kept"]]
    assert listed["provinces"][:2] == [
        ["01", "Tỉnh Z", "2025-06-30", "2026-04-29"],
        ["01", "Thành phố Z", "2026-04-30", None],
    ]
    assert [each[:4] for each in listed["corrections"]] == [
        ["change", "00009", "Xã Z", "Phường Z"],
        ["change", "01", "Tỉnh Z", "Thành phố Z"],
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"districts": [fixed("001", "Huyện X", "Huyện Y")]},
        {"former": [fixed("77777", "", "")]},
        {"present": [fixed("00001", "Xã Khác", "Xã Đ")]},
        {"provinces": [fixed("96", "Tỉnh Khác", "Tỉnh A")]},
        {"steps": [{"old": "00001", "new": "00001", "was": "all", "is": "part", "source": "list"}]},
        {"steps": [{"old": "00001", "new": "00001", "was": None, "is": "part", "source": "list"}]},
        {"changes": [{**WARD, "units": [{"code": "00009", "was": "Xã Y", "is": "Phường Z"}]}]},
        {"changes": [{**WARD, "units": [{"code": "77777", "was": "Xã Z", "is": "Phường Z"}]}]},
        {"changes": [{**WARD, "provinces": [fixed("01", "Tỉnh Y", "Thành phố Z")]}]},
        {"changes": [{**WARD, "provinces": [fixed("77", "Tỉnh Z", "Thành phố Z")]}]},
    ],
)
def test_a_correction_that_no_longer_meets_what_it_corrects_stops_the_build(
    data: Path, wrong: dict[str, list[dict[str, Any]]]
) -> None:
    with pytest.raises(SystemExit, match="no longer so"):
        build.directory(data, corrections(**wrong))


def test_a_kind_that_no_law_knows_stops_the_build(data: Path) -> None:
    with pytest.raises(SystemExit, match="of no known kind: Thị Trấn"):
        build.directory(data, corrections(former=[fixed("00002", "Xã C", "Thị Trấn C")]))


def test_run_as_a_script_it_writes_the_list_and_prints_each_correction_used(data: Path, tmp_path: Path) -> None:
    """The package lacks what the first correction corrects, and the build stops there; with its own it goes through."""
    command = [sys.executable, "-m", "resources.places.build", "--data", str(data)]
    stopped = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    assert (stopped.returncode, stopped.stdout) == (1, "")
    assert "no longer so in the package" in stopped.stderr
    own = tmp_path / "corrections.json"
    own.write_text(json.dumps(corrections(former=[fixed("00002", "Xã C", "Xã Xê")])), encoding="utf-8")
    command += ["--corrections", str(own)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True)
    assert ended.stderr == "former 00002: Xã C -> Xã Xê (Danh mục)\n"
    assert directory.read(ended.stdout.encode()).version == build.VERSION


def test_the_list_that_the_program_carries_has_the_form_that_the_script_writes() -> None:
    carried = resources.open_bytes("places/vietnam.json").decode()
    assert build.written(json.loads(carried)) == carried
    assert max(map(len, carried.splitlines())) < 400


def test_every_correction_is_in_the_list_that_the_program_carries_with_its_source() -> None:
    listed = directory.nation()
    used = {(each.what, each.code): (each.was, each.is_, each.source) for each in listed.corrections}
    assert len(used) == len(listed.corrections)
    given: dict[tuple[str, str], tuple[str, str, str]] = {}
    for chapter, what in (
        ("provinces", "province"),
        ("districts", "district"),
        ("former", "former"),
        ("present", "present"),
    ):
        for each in build.cited(CORRECTIONS, chapter):
            given[what, each["code"]] = each["was"], each["is"], each["source"]
    for each in build.cited(CORRECTIONS, "steps"):
        given["step", f"{each['old']} {each['new']}"] = each["was"], each["is"], each["source"]
    for change in CORRECTIONS["changes"]:
        for each in (*change["units"], *change["provinces"]):
            given["change", each["code"]] = each["was"], each["is"], each.get("source", change["source"])
    assert used == given
    assert all(len(source) > 20 for _, _, source in used.values())
    former = {unit.code: unit.full_name for unit in listed.units if unit.valid_to == "2025-06-30"}
    assert all(former[code] == now for (what, code), (_, now, _) in used.items() if what == "former")
