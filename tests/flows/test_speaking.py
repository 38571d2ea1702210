"""What the program says of a round through its verbs: the sample round, and a small one in which leads settle things."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resources import open_bytes
from tests.flows.stage import Person, Played, Team
from tests.flows.test_undo_void_join import GOOD, ONE, STARTED, TWO, answer, give
from tests.unit.reports.poppler import run


@pytest.fixture(scope="module")
def findings(played: Played) -> Any:
    lead = played.person("truong-doan")
    return lead.do("show", "findings", lead.dossier, "--json")


def test_every_sentence_names_units_items_statements_and_photos_that_the_round_has(
    findings: Any, played: Played
) -> None:
    shown = played.person("truong-doan").show()
    visits = {visit["id"]: visit for visit in shown["visits"]}
    for sentence in (*findings["strengths"], *findings["shortcomings"]):
        for unit in sentence["units"]:
            assert unit["name"] in [visits[one]["unit"]["name"] for one in unit["visits"]]
        told = {
            one["statement"]
            for visit in visits.values()
            for result in visit["results"]
            if result["item"] in sentence["items"]
            for one in result["observations"]
        }
        concluded = [one for visit in visits.values() for one in visit["results"] if one["state"] == "concluded"]
        assert sentence["statements"]
        # Where the lead concluded, the conclusion is the evidence and not what it decided over.
        assert len(set(sentence["statements"]) - told) <= len(concluded)
        photos = {photo["id"]: photo for visit in visits.values() for photo in visit["photos"]}
        for photo in sentence["photos"]:
            assert set(photos[photo["id"]]["items"]) & set(sentence["items"])


def test_the_shortcoming_of_one_district_is_proved_by_five_units_and_shown_by_its_photos(findings: Any) -> None:
    sentence = findings["shortcomings"][-1]
    assert sentence["text"]["vi"].startswith("Hầu hết các xã của huyện Đầm Dơi chưa công khai TTHC bằng bản giấy")
    assert [unit["name"] for unit in sentence["units"]] == [f"xã Minh hoạ {number:02}" for number in (5, 6, 7, 8)]
    assert sentence["items"] == ["pub_paper_booklet", "fb_hotline_posted"]
    assert [(claim["k"], claim["n"]) for claim in sentence["claims"]] == [(4, 16), (4, 16)]
    assert len(sentence["statements"]) == 2 * (16 + 1), "two inspectors saw one of the units"
    assert len(sentence["photos"]) == 4


def test_the_matrix_is_the_rounds_results(played: Played) -> None:
    lead = played.person("truong-doan")
    found = lead.do("show", "matrix", lead.dossier, "--json")
    shown = {visit["id"]: visit for visit in lead.show()["visits"]}
    assert len(found["units"]) == 16
    for unit, row in zip(found["units"], found["cells"], strict=True):
        results = {one["item"]: one for one in shown[unit["visits"][0]]["results"]}
        for item, cell in zip(found["items"], row, strict=True):
            value = results[item["id"]]["value"]
            if isinstance(value, dict):
                assert cell["ratio"] == f"{value['n']}/{value['total']}"
            else:
                met = {"good": "met", "pass": "met", "done": "partly", "fail": "unmet", "not_done": "unmet"}
                assert cell["outcome"] == met[value]
    told = lead.do("show", "matrix", lead.dossier)
    assert "xã Minh hoạ 16" not in told
    assert len(told.splitlines()) == 1 + 16 + 2


def test_recommendations_say_who_what_by_when(played: Played) -> None:
    lead = played.person("truong-doan")
    found = lead.do("show", "recommendations", lead.dossier, "--day", "13/05/2025", "--json")
    assert found["to"] == "Chủ tịch UBND các huyện: Đầm Dơi, Thới Bình, U Minh, Trần Văn Thời"
    assert [(task["item"], len(task["units"]), task["due"]) for task in found["tasks"]] == [
        ("sys_recognition", 14, "2025-06-24"),
        ("pub_paper_booklet", 4, "2025-05-20"),
        ("cert_ecopy", 3, "2025-06-10"),
    ]
    assert found["general_clause"] == ["fb_hotline_posted"]


def test_the_demo_prints_the_reports_key_sentences(played: Played, findings: Any) -> None:
    for sentence in (*findings["strengths"], *findings["shortcomings"]):
        assert sentence["text"]["vi"] in played.said
    assert "chỉ đạo Chủ tịch UBND các huyện: Đầm Dơi, Thới Bình, U Minh, Trần Văn Thời" in played.said


# -- a small round -----------------------------------------------------------------------------------------------------


@pytest.fixture
def lead(team: Team, tmp_path: Path) -> Person:
    """The lead of a small round: two communes, both sealed, with the same shortcoming."""
    an, lead = team["an"], team["truong-doan"]
    for unit in (ONE, TWO):
        an.do("open", an.dossier, unit, "--started", STARTED)
        for item, typed in {**GOOD, "B1": "không đạt"}.items():
            answer(an, item, typed, "--note", "không có bảng", unit=unit)
        an.do("seal", an.dossier, "--visit", unit, "--purpose", "onsite", "--with-gaps", "mẫu")
    give(an, lead, tmp_path / "thẻ", ONE, TWO)
    return lead


def test_the_hotline_gets_a_task_when_the_lead_decides_so(lead: Person) -> None:
    assert lead.do("show", "recommendations", lead.dossier, "--json")["tasks"] == []
    lead.do("recommend", lead.dossier, "B1", "own", "--reason", "nhiều phản ánh")
    (task,) = lead.do("show", "recommendations", lead.dossier, "--json")["tasks"]
    assert task["work"].startswith("công khai số điện thoại đường dây nóng")
    lead.do("recommend", lead.dossier, "B1", "own", "--reason", "rõ hơn", "--work", "Niêm yết số điện thoại")
    (task,) = lead.do("show", "recommendations", lead.dossier, "--json")["tasks"]
    assert task["work"] == "niêm yết số điện thoại"
    assert "A2" in lead.refused(2, "recommend", lead.dossier, "A2", "own", "--reason", "phiếu không có lời cho nó")


def test_settings_show_what_is_in_force_and_change_one_thing_at_a_time(lead: Person) -> None:
    before = lead.do("settings", "show", lead.dossier)
    assert json.loads(before)["synthesis"]["most_percent"] == 80
    lead.do("settings", "synthesis", lead.dossier, "--most-percent", "75", "--group", "none")
    lead.do("settings", "synthesis", lead.dossier, "--named-at-most", "2")
    found = json.loads(lead.do("settings", "show", lead.dossier))["synthesis"]
    assert (found["most_percent"], found["grouping"], found["named_at_most"]) == (75, "none", 2)
    lead.do("settings", "synthesis", lead.dossier, "--group", "auto")
    assert json.loads(lead.do("settings", "show", lead.dossier))["synthesis"]["grouping"] == "auto"


def test_papers_have_the_head_and_the_seal_that_the_round_settled_on(lead: Person, tmp_path: Path) -> None:
    office = json.loads(open_bytes("offices/ca-mau-sample.json"))
    office |= {
        "team": "ĐOÀN KIỂM TRA SỐ 7",
        "uses_agency_seal": True,
        "lead_office": "CHÁNH VĂN PHÒNG",
        "report_symbol": "BC-ĐKT7",
    }
    file = tmp_path / "cơ quan.json"
    file.write_text(json.dumps(office), encoding="utf-8")
    lead.do("settings", "office", lead.dossier, file)
    report = tmp_path / "báo cáo.pdf"
    lead.do("document", "report", lead.dossier, "--number", "07", "--day", "2025-05-13", "--out", report)
    text = " ".join(run("pdftotext", report.read_bytes(), "-raw").split())
    assert "ĐOÀN KIỂM TRA SỐ 7" in text
    assert "Số: 07/BC-ĐKT7" in text
    assert "CHÁNH VĂN PHÒNG" in text
    fields = run("pdfsig", report.read_bytes(), "-nocert")
    assert "TruongDoanDau" in fields
    again = tmp_path / "lại.pdf"
    lead.do("document", "again", lead.dossier, "07", "--out", again)
    assert again.read_bytes() == report.read_bytes()


def test_the_office_reaches_an_inspector_with_the_briefing(team: Team, tmp_path: Path) -> None:
    lead, binh = team["truong-doan"], team["binh"]
    office = json.loads(open_bytes("offices/ca-mau-sample.json")) | {"team": "ĐOÀN KIỂM TRA SỐ 7"}
    file = tmp_path / "cơ quan.json"
    file.write_text(json.dumps(office), encoding="utf-8")
    lead.do("settings", "office", lead.dossier, file)
    to = [part for one in (lead, binh) for part in ("--to", one.do("key", "show", "--json")["recipient"])]
    (brief,) = lead.do("brief", lead.dossier, "--out", tmp_path / "giao", *to, "--json")["files"]
    binh.do("absorb", brief, "--into", binh.dossier)
    assert json.loads(binh.do("settings", "show", binh.dossier))["office"]["team"] == "ĐOÀN KIỂM TRA SỐ 7"


def test_letters_are_numbered_on_and_an_inspector_may_not_settle_anything(
    lead: Person, team: Team, tmp_path: Path
) -> None:
    folder = tmp_path / "công văn"
    assert "101" in lead.refused(
        2, "document", "letters", lead.dossier, "--first-number", "mười", "--out", folder, "--day", "2025-05-13"
    )
    (made,) = lead.do(
        "document", "letters", lead.dossier, "--first-number", "0226", "--out", folder, "--day", "2025-05-13", "--json"
    )
    assert made["addressees"] == ["Chủ tịch Ủy ban nhân dân huyện Mẫu"]
    assert [file.name for file in folder.iterdir()] == ["CV_0226.pdf"]
    made = lead.do(
        "document", "letters", lead.dossier, "--first-number", "0227", "--out", folder, "--day", "2026-05-13", "--json"
    )
    assert [(one["number"], *one["addressees"]) for one in made] == [
        ("0227", f"Chủ tịch Ủy ban nhân dân {ONE}"),
        ("0228", f"Chủ tịch Ủy ban nhân dân {TWO}"),
    ]
    lead.refused(6, "document", "letters", lead.dossier, "--first-number", "0228", "--out", folder)
    an = team["an"]
    an.refused(2, "settings", "synthesis", an.dossier, "--most-percent", "75")
    an.refused(2, "recommend", an.dossier, "B1", "own", "--reason", "x")


def test_a_report_waits_for_decisions_and_seals(lead: Person, team: Team, tmp_path: Path) -> None:
    binh = team["binh"]
    binh.do("open", binh.dossier, ONE, "--started", STARTED)
    answer(binh, "A1", "không đạt", "--note", "không thấy")
    give(binh, lead, tmp_path / "thẻ của Bình")
    out = tmp_path / "báo cáo.pdf"
    order = ("document", "report", lead.dossier, "--number", "07", "--out", out)
    assert "A1" in lead.refused(5, *order)
    lead.do("document", "report", lead.dossier, "--draft", "--out", tmp_path / "nháp.pdf")
    lead.do("decide", lead.dossier, "A1", "đạt", "--visit", ONE, "--reason", "đã xem ảnh")
    lead.refused(3, *order)
    lead.do("seal", lead.dossier, "--visit", ONE, "--purpose", "final", "--with-gaps", "mẫu")
    lead.do(*order)
    assert out.exists()


def test_a_round_without_results_has_nothing_to_say(team: Team, tmp_path: Path) -> None:
    lead = team["truong-doan"]
    for shown in ("matrix", "findings", "recommendations"):
        lead.refused(3, "show", shown, lead.dossier)
    lead.refused(3, "document", "report", lead.dossier, "--draft", "--out", tmp_path / "x.pdf")


def test_english_is_spoken_where_it_is_asked_for(lead: Person) -> None:
    told = lead.try_to("show", "findings", lead.dossier, lang="en").out
    assert "Shortcomings" in told
    assert "did not post the hotline number" in told
