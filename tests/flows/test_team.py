"""The team by verbs: who belongs to it, who lacks the roster in force, a briefing for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspector.people.card import qr_png
from tests.flows.stage import SECRET, Person, Team


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


def test_a_newcomer_is_added_by_the_words_that_were_heard(team: Team, tmp_path: Path) -> None:
    lead, new = team["truong-doan"], Person(tmp_path / "moi")
    new.home.mkdir()
    (new.home / SECRET).write_text("mat khau cua nguoi moi\n", encoding="utf-8")
    shown = new.do("key", "new", "--name", "Lý Mới Mẫu", "--memory-mib", "64", "--json")
    words, card = " ".join(shown["words"]), ("--card", shown["card"])
    add = ("member", "add", lead.dossier, "--name", "Lý Mới Mẫu", "--role", "inspector", *card)
    assert "không phải của thẻ này" in lead.refused(2, *add, "--words", "một hai ba bốn năm sáu")
    added = lead.do(*add, "--words", words.upper(), "--json")["person"]
    assert "đã có trong danh sách" in lead.refused(2, *add, "--words", words)
    (member,) = [one for one in lead.do("team", lead.dossier, "--json")["members"] if one["id"] == added]
    assert (member["name"], member["roles"], member["briefing"]) == ("Lý Mới Mẫu", ["inspector"], "never")


def test_roles_roots_and_removals_are_edits_of_one_member(team: Team) -> None:
    lead = team["truong-doan"]

    def shown(name: str) -> Any:
        return next(one for one in lead.do("team", lead.dossier, "--json")["members"] if one["name"] == name)

    an = shown("Nguyễn An Mẫu")["id"]
    lead.do("member", "roles", lead.dossier, "nguyen an mau", "--role", "deputy", "--role", "inspector")
    assert (shown("Nguyễn An Mẫu")["roles"], shown("Nguyễn An Mẫu")["title"]) == (["deputy", "inspector"], "Thành viên")
    lead.do("member", "root", lead.dossier, an[:8])
    assert shown("Nguyễn An Mẫu")["devices"][0]["root"] is True
    lead.do("member", "root", lead.dossier, "Phạm Thị Mẫu", "--drop")
    assert shown("Phạm Thị Mẫu")["devices"][0]["root"] is False
    lead.do("member", "remove", lead.dossier, "Lê Bình Mẫu", "--reason", "mất máy")
    assert shown("Lê Bình Mẫu")["devices"][0]["removed"] is True
    assert "“ai đó”" in lead.refused(2, "member", "remove", lead.dossier, "ai đó", "--reason", "x")
    assert "--key" in lead.refused(2, "member", "root", lead.dossier, "Đỗ Ngọc Mẫu", "--drop")
    assert "đang dùng để ký" in lead.refused(2, "member", "remove", lead.dossier, "Trần Quốc Mẫu", "--reason", "x")


def test_a_further_device_is_scanned_from_a_picture(team: Team, tmp_path: Path) -> None:
    lead, new = team["truong-doan"], Person(tmp_path / "may-moi")
    new.home.mkdir()
    (new.home / SECRET).write_text("mat khau cua may moi\n", encoding="utf-8")
    shown = new.do("key", "new", "--name", "An", "--memory-mib", "64", "--json")
    picture = tmp_path / "the.png"
    picture.write_bytes(qr_png(shown["card"]))
    words = " ".join(shown["words"])
    lead.do("member", "device", lead.dossier, "Nguyễn An Mẫu", "--picture", picture, "--words", words)
    an = next(one for one in lead.do("team", lead.dossier, "--json")["members"] if one["name"] == "Nguyễn An Mẫu")
    assert [one["removed"] for one in an["devices"]] == [False, False]
    (old, _) = [one["key"] for one in an["devices"]]
    lead.do("member", "remove", lead.dossier, "Nguyễn An Mẫu", "--key", old[:8], "--reason", "hỏng máy")
    an = next(one for one in lead.do("team", lead.dossier, "--json")["members"] if one["name"] == "Nguyễn An Mẫu")
    assert sorted(one["removed"] for one in an["devices"]) == [False, True]
