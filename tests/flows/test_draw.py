"""From the plan to the day: a seed, a draw that others repeat, visits, and lists that open one day at a time."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.flows.conftest import PEOPLE
from tests.flows.stage import Person, Team

SCRIPT = Path(__file__).parents[1] / "independent" / "draw.py"


@pytest.fixture
def lead(team: Team) -> Person:
    """The lead, with a plan over the communes of Cà Mau."""
    found = team["truong-doan"]
    plan = ("--from", "01/12/2026", "--to", "15/12/2026", "--basis", "Quyết định 12/QĐ-UBND", "--province", "cà mau")
    found.do("round-plan", found.dossier, *plan, "--checklist", "2026.2")
    return found


def drawn(lead: Person) -> list[dict[str, Any]]:
    lead.do("draw", "seed", lead.dossier)
    return [pick["unit"] for pick in lead.do("draw", "units", lead.dossier, "--json")["picks"]]


def names_in(person: Person) -> set[str]:
    return {visit["unit"]["name"] for visit in person.show()["visits"]}


def test_at_least_three_in_ten_of_each_former_district_are_drawn(lead: Person) -> None:
    plan = lead.do("round-plan", lead.dossier, "--json")
    picks = drawn(lead)
    for stratum in {unit.get("stratum", "") for unit in plan["frame"]}:
        codes = {unit["code"] for unit in plan["frame"] if unit.get("stratum", "") == stratum}
        here = [pick for pick in picks if pick["code"] in codes]
        assert 10 * len(here) >= 3 * len(codes) > 10 * (len(here) - 1)


def test_anyone_draws_again_from_what_is_printed(lead: Person, tmp_path: Path) -> None:
    drawn(lead)
    told = tmp_path / "draw.json"
    told.write_text(json.dumps(lead.do("draw", "show", lead.dossier, "--json")), encoding="utf-8")
    again = [sys.executable, str(SCRIPT), str(told)]
    done = subprocess.run(again, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert " agrees " in done.stdout
    lead.do("draw", "check", lead.dossier)
    forged = json.loads(told.read_text(encoding="utf-8"))
    forged[0]["draws"][0]["picks"].reverse()
    told.write_text(json.dumps(forged), encoding="utf-8")
    assert subprocess.run(again, capture_output=True, text=True, check=False, cwd=tmp_path).returncode == 1


def test_the_deputys_machine_draws_the_same(lead: Person, team: Team, tmp_path: Path) -> None:
    picks = drawn(lead)
    deputy = team["pho-doan"]
    copy = tmp_path / "vong.thisat"
    copy.write_bytes(lead.dossier.read_bytes())
    (verdict,) = deputy.do("draw", "check", copy, "--json")
    assert verdict["verdict"] == "same"
    assert [pick["unit"] for pick in deputy.do("draw", "units", copy, "--json")["picks"]] == picks


def test_a_table_of_what_is_known_moves_the_weights(lead: Person, tmp_path: Path) -> None:
    before = lead.do("round-plan", lead.dossier, "--json")["weights"]
    code = next(iter(before))
    table = tmp_path / "so-lieu.csv"
    table.write_text(
        f"\ufeffMã;Quá hạn;Tổng hồ sơ;Phản ánh;Kiểm tra gần nhất\n{code};12;1.200;3;01/12/2026\n", encoding="utf-8"
    )
    after = lead.do("round-plan", lead.dossier, "--units", table, "--json")["weights"]
    assert before.pop(code) == 280
    assert after.pop(code) == 100 + 3 + 60
    assert after == before


def test_a_draw_over_an_edited_list_is_refused(lead: Person) -> None:
    lead.do("draw", "seed", lead.dossier)
    lead.do("round-plan", lead.dossier, "--share", "50%")
    assert "đã sửa sau khi ghi số bốc thăm" in lead.refused(2, "draw", "units", lead.dossier)
    lead.do("round-plan", lead.dossier, "--share", "3/10")
    lead.do("draw", "units", lead.dossier)


def test_a_days_list_opens_for_those_who_go_that_day_and_tells_of_no_other_day(
    lead: Person, team: Team, tmp_path: Path
) -> None:
    first, second, *rest = drawn(lead)
    for day, unit, who in (("01/12/2026", first, "an"), ("02/12/2026", second, "binh")):
        lead.do("draw", "visits", lead.dossier, "--day", day, "--who", PEOPLE[who][0], "--unit", unit["code"])
    lead.do("draw", "visits", lead.dossier, *(w for unit in rest[:1] for w in ("--unit", unit["code"])))
    folder = tmp_path / "ngay"
    (file,) = lead.do("day-list", lead.dossier, "--day", "01/12/2026", "--out", folder, "--json")["files"]
    assert "20261201_" in file
    goes, stays = team["an"], team["binh"]
    goes.do("absorb", file, "--into", goes.dossier)
    assert first["name"] in names_in(goes)
    assert names_in(goes).isdisjoint({second["name"], rest[0]["name"]})
    ended = stays.try_to("absorb", file, "--into", stays.dossier)
    assert ended.code == 6
    assert first["name"] not in names_in(stays)
    assert goes.do("draw", "show", goes.dossier, "--json") == []
    assert "chưa có ở đây" in goes.refused(5, "round-plan", goes.dossier)
    with closing(sqlite3.connect(goes.dossier)) as opened:
        payloads = b"".join(row[0] for row in opened.execute("SELECT bytes FROM payload"))
    assert first["name"].encode() in payloads
    assert second["name"].encode() not in payloads
    assert rest[0]["name"].encode() not in payloads


def test_an_ordinary_briefing_leaves_the_days_to_come_out(lead: Person, team: Team, tmp_path: Path) -> None:
    first, second, *_ = drawn(lead)
    for day, unit in (("01/12/2026", first), ("", second)):
        lead.do("draw", "visits", lead.dossier, "--day", day, "--unit", unit["code"])
    inspector = team["an"]
    card = inspector.do("key", "show", "--json")["recipient"], lead.do("key", "show", "--json")["recipient"]
    to = [word for one in card for word in ("--to", one)]

    def briefed(*more: str) -> set[str]:
        (file,) = lead.do("brief", lead.dossier, "--out", tmp_path, *to, *more, "--json")["files"]
        inspector.do("absorb", file, "--into", inspector.dossier)
        return names_in(inspector)

    assert briefed("--until", "30/11/2026").isdisjoint({first["name"], second["name"]})
    later = briefed("--until", "01/12/2026")
    assert first["name"] in later
    assert second["name"] not in later


def test_days_people_and_coverage(lead: Person, tmp_path: Path) -> None:
    first, *_ = drawn(lead)
    (visit,) = lead.do("draw", "visits", lead.dossier, "--unit", first["code"], "--json")["visits"]
    lead.do("assign", lead.dossier, visit, "--day", "03/12/2026")
    assert lead.do("day-list", lead.dossier).splitlines()[-1].startswith("03/12/2026\t1\t")
    assert "chưa có người đi" in lead.refused(2, "day-list", lead.dossier, "--day", "03/12/2026", "--out", tmp_path)
    assert "Không có lượt nào" in lead.refused(2, "day-list", lead.dossier, "--day", "04/12/2026", "--out", tmp_path)
    total = lead.do("coverage", lead.dossier, "--json")["total"]
    assert (total["planned"], total["visited"]) == (3, 0)
    assert "trong danh sách, bốc" in lead.do("coverage", lead.dossier)
    assert "Không có gì được ghi" in lead.refused(2, "assign", lead.dossier, first["name"], "--who", "Ai Đó")
    assert "Không có gì được ghi" in lead.refused(2, "draw", "visits", lead.dossier, "--unit", "00000")


@pytest.mark.parametrize("share", ["0/3", "x", "120%", "3/0"])
def test_a_share_that_is_none_is_refused(lead: Person, share: str) -> None:
    assert "Tỷ lệ" in lead.refused(2, "round-plan", lead.dossier, "--share", share)
