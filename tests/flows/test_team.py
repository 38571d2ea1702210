"""The team by verbs: who belongs to it, who lacks the roster in force, a briefing for each."""

from __future__ import annotations

from pathlib import Path

from tests.flows.stage import Team


def test_the_team_is_shown_with_keys_roles_and_briefings(team: Team) -> None:
    lead = team["truong-doan"]
    shown = lead.do("team", lead.dossier, "--json")
    assert [one["roles"] for one in shown["members"]] == [
        ["lead"],
        ["deputy"],
        ["inspector"],
        ["inspector"],
        ["secretary"],
    ]
    assert {one["briefing"] for one in shown["members"][1:]} == {"current"}
    assert shown["members"][0]["briefing"] is None
    assert shown["may_sign"] is True
    assert len(shown["roots"]) == 2
    assert "Trần Quốc Mẫu · Trưởng đoàn" in lead.do("team", lead.dossier)
    assert team["an"].do("team", team["an"].dossier, "--json")["may_sign"] is False


def test_after_a_removal_everyone_gets_a_file_of_their_own(team: Team, tmp_path: Path) -> None:
    lead, an = team["truong-doan"], team["an"]
    cards = {who: team[who].do("key", "show", "--json") for who in ("an", "binh")}
    people = lead.home / "danh-sach.toml"
    lead.do("roster", lead.dossier, "--people", people, "--remove", cards["binh"]["card"], "--reason", "mất máy")
    shown = lead.do("team", lead.dossier, "--json")
    state = {one["name"]: one["briefing"] for one in shown["members"]}
    assert state == {
        "Trần Quốc Mẫu": None, "Phạm Thị Mẫu": "outdated", "Nguyễn An Mẫu": "outdated", "Đỗ Ngọc Mẫu": "outdated",
        "Lê Bình Mẫu": None,
    }  # fmt: skip
    gone = next(one for one in shown["members"] if one["name"] == "Lê Bình Mẫu")
    assert [(one["removed"], one["reason"]) for one in gone["devices"]] == [(True, "mất máy")]
    made = lead.do("brief", lead.dossier, "--out", tmp_path, "--everyone", "--json")
    assert sorted(one["name"] for one in made) == ["Nguyễn An Mẫu", "Phạm Thị Mẫu", "Đỗ Ngọc Mẫu"]
    mine = next(one["files"][0] for one in made if one["name"] == "Nguyễn An Mẫu")
    an.do("absorb", mine, "--into", an.dossier)
    seen = an.do("team", an.dossier, "--json")["members"]
    assert [one["devices"][0]["removed"] for one in seen if one["name"] == "Lê Bình Mẫu"] == [True]
    theirs = next(one["files"][0] for one in made if one["name"] == "Phạm Thị Mẫu")
    assert lead.do("team", lead.dossier, "--json")["members"][1]["briefing"] == "current"
    assert an.try_to("absorb", theirs, "--into", tmp_path / "khac.thisat").code == 6  # encrypted for somebody else


def test_a_file_for_everyone_takes_no_other_recipients(team: Team, tmp_path: Path) -> None:
    lead = team["truong-doan"]
    lead.refused(2, "brief", lead.dossier, "--out", tmp_path, "--everyone", "--plain", "lý do")
