"""Changing one's mind: every verb adds a statement, nothing is lost, and what counts is what the last word says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from resources import open_bytes
from tests.flows.stage import Person, Team

ONE, TWO = "xã Minh Hoạ Một", "xã Minh Hoạ Hai"
STARTED = "2025-04-02T08:05:00+07:00"
GOOD = {
    "A1": "đạt", "A2": "đạt", "B1": "đạt", "B2": "đạt", "C1": "3/3", "C2": "10/10", "C3": "10/10", "D1": "tốt",
    "E1": "tốt", "F1": "3/3", "F2": "3/3", "G1": "tốt", "G2": "đạt", "H1": "tốt",
}  # fmt: skip


def answer(person: Person, item: str, value: str, *more: str, unit: str = ONE) -> None:
    person.do("answer", person.dossier, item, value, "--visit", unit, *more)


def result(person: Person, item: str, unit: str = ONE) -> Any:
    """Return what a visit says of an item; None if it was not asked."""
    (visit,) = [one for one in person.show()["visits"] if one["unit"]["name"] == unit]
    return next((one for one in visit["results"] if one["item"] == item), None)


def value(person: Person, item: str, unit: str = ONE) -> Any:
    found = result(person, item, unit)
    return found["value"] if found else None


def visit_of(person: Person, unit: str = ONE) -> Any:
    (visit,) = [one for one in person.show()["visits"] if one["unit"]["name"] == unit]
    return visit


@pytest.fixture
def an(team: Team) -> Person:
    """An inspector who has begun the first visit."""
    an = team["an"]
    an.do("open", an.dossier, ONE, "--started", STARTED)
    return an


def give(sender: Person, receiver: Person, folder: Path, *units: str) -> Any:
    """Hand visits over to somebody, who takes them in."""
    to = receiver.do("key", "show", "--json")["recipient"]
    mine = sender.do("key", "show", "--json")["recipient"]
    visits = [part for unit in units or (ONE,) for part in ("--visit", unit)]
    files = sender.do("handover", sender.dossier, *visits, "--out", folder, "--to", to, "--to", mine, "--json")
    return receiver.do("absorb", *files["files"], "--into", receiver.dossier, "--json")


def test_undo_takes_back_step_by_step_and_redo_says_it_again(an: Person) -> None:
    answer(an, "A1", "đạt")
    answer(an, "A1", "không đạt", "--note", "không có bản giấy")
    answer(an, "B1", "đạt")
    count = an.show()["statements"]
    an.do("undo", an.dossier, "--visit", ONE)
    assert value(an, "fb_hotline_posted") is None
    an.do("undo", an.dossier, "--visit", ONE)
    assert value(an, "pub_paper_booklet") == "pass"
    an.do("redo", an.dossier, "--visit", ONE)
    assert value(an, "pub_paper_booklet") == "fail"
    assert result(an, "pub_paper_booklet")["observations"][0]["note"] == "không có bản giấy"
    an.do("redo", an.dossier, "--visit", ONE)
    assert value(an, "fb_hotline_posted") == "pass"
    assert an.show()["statements"] == count + 4, "each is one more statement; none is gone"


def test_undo_survives_that_the_program_was_closed_and_ends_where_one_began(an: Person) -> None:
    answer(an, "A1", "đạt")
    an.do("undo", an.dossier, "--visit", ONE)
    assert "hoàn tác" in an.refused(2, "undo", an.dossier, "--visit", ONE)
    answer(an, "A1", "không đạt", "--note", "x")
    assert "làm lại" in an.refused(2, "redo", an.dossier, "--visit", ONE)


def test_undo_takes_back_a_photo_with_all_that_came_with_it_and_a_comment(an: Person, tmp_path: Path) -> None:
    photo = tmp_path / "ghế chờ.jpg"
    photo.write_bytes(open_bytes("samples/photos/chairs.jpg"))
    an.do("comment", an.dossier, "Xem lại nơi ngồi chờ", "--visit", ONE, "--item", "G2")
    an.do("photo", "add", an.dossier, photo, "--visit", ONE, "--item", "G2", "--caption", "Ghế chờ")
    assert [one["caption"] for one in visit_of(an)["photos"]] == ["Ghế chờ"]
    an.do("undo", an.dossier, "--visit", ONE)
    assert visit_of(an)["photos"] == []
    assert len(visit_of(an)["comments"]) == 1
    an.do("undo", an.dossier, "--visit", ONE)
    assert visit_of(an)["comments"] == []
    for _ in range(2):
        an.do("redo", an.dossier, "--visit", ONE)
    assert [(one["items"], one["caption"]) for one in visit_of(an)["photos"]] == [(["fac_waiting"], "Ghế chờ")]
    assert [one["text"] for one in visit_of(an)["comments"]] == ["Xem lại nơi ngồi chờ"]


def test_a_seal_cannot_be_undone_but_what_follows_it_can(an: Person) -> None:
    for item, said in GOOD.items():
        answer(an, item, said)
    an.do("seal", an.dossier, "--visit", ONE)
    assert visit_of(an)["sealed"]
    assert "niêm phong" in an.refused(2, "undo", an.dossier, "--visit", ONE)
    answer(an, "A1", "không đạt", "--note", "xem lại")
    assert not visit_of(an)["sealed"]
    assert set(visit_of(an)["after_seal"].values()) == {"amendment"}
    an.do("seal", an.dossier, "--visit", ONE, "--purpose", "amendment")
    shown = visit_of(an)
    assert shown["sealed"]
    assert [one["purpose"] for one in shown["seals"]] == ["onsite", "amendment"]
    assert len({one["code"] for one in shown["seals"]}) == 2


def test_withdrawing_an_answer_leaves_the_item_as_not_asked(an: Person) -> None:
    answer(an, "D1", "chưa", "--note", "chưa triển khai")
    an.do("withdraw", an.dossier, "D1", "--visit", ONE, "--reason", "nhầm đơn vị")
    assert result(an, "cert_ecopy") is None
    an.do("undo", an.dossier, "--visit", ONE)
    assert value(an, "cert_ecopy") == "not_done"


def test_two_observers_keep_their_own_answers_and_the_lead_decides_or_takes_it_back(
    an: Person, team: Team, tmp_path: Path
) -> None:
    binh, lead = team["binh"], team["truong-doan"]
    binh.do("open", binh.dossier, ONE, "--started", STARTED)
    answer(an, "G1", "tốt")
    answer(binh, "G1", "có", "--note", "máy in hỏng")
    give(an, lead, tmp_path / "stick")
    give(binh, lead, tmp_path / "stick")
    assert result(lead, "fac_equipment")["state"] == "contested"
    # The lead's own undo reaches the lead's own words alone.
    assert "hoàn tác" in lead.refused(2, "undo", lead.dossier, "--visit", ONE)
    lead.do("decide", lead.dossier, "G1", "tốt", "--visit", ONE, "--reason", "đã có máy dự phòng")
    assert (result(lead, "fac_equipment")["state"], value(lead, "fac_equipment")) == ("concluded", "good")
    assert len(result(lead, "fac_equipment")["observations"]) == 2
    lead.do("withdraw", lead.dossier, "G1", "--visit", ONE, "--conclusion", "--reason", "xem lại ảnh")
    assert result(lead, "fac_equipment")["state"] == "contested"
    lead.do("undo", lead.dossier, "--visit", ONE)
    assert result(lead, "fac_equipment")["state"] == "concluded"
    # One of them giving way settles it without any decision.
    lead.do("undo", lead.dossier, "--visit", ONE)
    answer(binh, "G1", "tốt")
    give(binh, lead, tmp_path / "again")
    assert (result(lead, "fac_equipment")["state"], value(lead, "fac_equipment")) == ("agreed", "good")


def test_a_void_visit_leaves_every_result_but_not_the_file_and_can_be_reopened(an: Person, tmp_path: Path) -> None:
    answer(an, "A1", "đạt")
    count = an.show()["statements"]
    an.do("void", an.dossier, "--visit", ONE, "--reason", "đến nhầm đơn vị")
    assert visit_of(an)["void"]
    assert value(an, "pub_paper_booklet") == "pass"
    assert an.show()["statements"] == count + 1
    assert "chưa có lượt" in an.refused(3, "export", an.dossier, "--format", "csv", "--out", tmp_path / "trống")
    assert "huỷ" in an.refused(2, "seal", an.dossier, "--visit", ONE, "--with-gaps", "thử")
    an.do("reopen", an.dossier, "--visit", ONE, "--reason", "đúng là đơn vị này")
    assert not visit_of(an)["void"]
    an.do("undo", an.dossier, "--visit", ONE)
    assert visit_of(an)["void"]
    an.do("redo", an.dossier, "--visit", ONE)
    assert not visit_of(an)["void"]


def test_a_new_visit_of_the_same_name_is_found_before_the_void_one(an: Person) -> None:
    an.do("void", an.dossier, "--visit", ONE, "--reason", "nhập sai ngày")
    again = an.do("open", an.dossier, "--unit", ONE, "--checklist", "2025.1", "--started", STARTED, "--json")["visit"]
    answer(an, "A1", "đạt")
    shown = {one["id"]: one for one in an.show()["visits"] if one["unit"]["name"] == ONE}
    assert len(shown) == 2
    assert [one["item"] for one in shown[again]["results"]] == ["pub_paper_booklet"]
    an.do("reopen", an.dossier, "--visit", ONE, "--reason", "cả hai đều đúng")
    assert "2 lượt" in an.refused(2, "answer", an.dossier, "B1", "đạt", "--visit", ONE)


def test_two_visits_that_nobody_planned_are_joined_by_the_lead_and_by_nobody_else(
    an: Person, team: Team, tmp_path: Path
) -> None:
    binh, lead = team["binh"], team["truong-doan"]
    unit = "xã Ngoài Kế Hoạch"
    ids = [
        person.do(
            "open", person.dossier, "--unit", unit, "--checklist", "2025.1", "--started", STARTED, "--json"
        )["visit"]
        for person in (an, binh)
    ]  # fmt: skip
    answer(an, "A1", "đạt", unit=unit)
    answer(binh, "B1", "không đạt", "--note", "không có số", unit=unit)
    give(an, lead, tmp_path / "stick", unit)
    give(binh, lead, tmp_path / "stick", unit)
    assert len(lead.show()["visits"]) == 4
    lead.do("join", lead.dossier, *ids, "--reason", "hai người cùng kiểm tra một buổi")
    joined = visit_of(lead, unit)
    assert {one["item"] for one in joined["results"]} == {"pub_paper_booklet", "fb_hotline_posted"}
    assert len(lead.show()["visits"]) == 3
    count = lead.show()["statements"]
    assert "ít nhất hai" in lead.refused(2, "join", lead.dossier, *ids, "--reason", "lần nữa"), "they are one already"
    assert lead.show()["statements"] == count
    # Both ids find it, and each part is sealed by its own.
    for one in ids:
        answer(lead, "G2", "đạt", unit=one)
        assert not visit_of(lead, unit)["sealed"]
        lead.do("seal", lead.dossier, "--visit", one, "--purpose", "final", "--with-gaps", "chỉ hai tiêu chí")
    assert value(lead, "fac_waiting", unit) == "pass"
    assert visit_of(lead, unit)["sealed"]
    assert "Vai trò" in an.refused(2, "join", an.dossier, ids[0], ONE, "--reason", "thử")


def test_what_is_excluded_stays_in_the_file_and_counts_no_more_until_the_exclusion_is_taken_out(
    an: Person, team: Team, tmp_path: Path
) -> None:
    lead = team["truong-doan"]
    answer(an, "A1", "đạt")
    give(an, lead, tmp_path / "stick")
    (seen,) = result(lead, "pub_paper_booklet")["observations"]
    count = lead.show()["statements"]
    exclusion = lead.do("exclude", lead.dossier, seen["statement"][:12], "--reason", "ghi hộ người khác")
    assert result(lead, "pub_paper_booklet") is None
    assert lead.show()["statements"] == count + 1
    lead.do("take-out", lead.dossier, exclusion, "--reason", "đã xác minh lại")
    assert value(lead, "pub_paper_booklet") == "pass"
    lead.do("take-out", lead.dossier, exclusion, "--back", "--reason", "vẫn loại")
    assert result(lead, "pub_paper_booklet") is None
    assert "khoá gốc" in an.refused(2, "exclude", an.dossier, seen["statement"], "--reason", "thử")


def test_a_photo_a_comment_and_a_plan_are_taken_out_and_put_back(an: Person, team: Team, tmp_path: Path) -> None:
    lead = team["truong-doan"]
    photo = tmp_path / "quầy.jpg"
    photo.write_bytes(open_bytes("samples/photos/counter.jpg"))
    (added,) = an.do("photo", "add", an.dossier, photo, "--visit", ONE, "--item", "G1", "--json")
    thing = added["statements"][0]
    an.do("take-out", an.dossier, thing, "--reason", "chụp nhầm")
    assert visit_of(an)["photos"] == []
    an.do("take-out", an.dossier, thing, "--back")
    assert [one["items"] for one in visit_of(an)["photos"]] == [["fac_equipment"]]
    (plan,) = [one["id"] for one in lead.show()["visits"] if one["unit"]["name"] == TWO]
    lead.do("take-out", lead.dossier, plan, "--reason", "không đi nữa")
    assert [one["unit"]["name"] for one in lead.show()["visits"]] == [ONE]
    lead.do("take-out", lead.dossier, plan, "--back")
    assert len(lead.show()["visits"]) == 2


def test_what_the_law_wants_erased_is_withheld_leaves_this_machine_and_never_travels_again(
    an: Person, team: Team, tmp_path: Path
) -> None:
    lead = team["truong-doan"]
    photo = tmp_path / "người dân.jpg"
    photo.write_bytes(open_bytes("samples/photos/desk.jpg"))
    an.do("photo", "add", an.dossier, photo, "--visit", ONE, "--item", "G2", "--caption", "Có mặt người dân")
    answer(an, "E1", "chưa", "--note", "ông Nguyễn Văn Thử, 0912 000 111")
    give(an, lead, tmp_path / "stick")
    (shot,) = visit_of(lead)["photos"]
    (seen,) = result(lead, "sys_recognition")["observations"]
    words = ("--reason", "có dữ liệu cá nhân", "--basis", "Luật 91/2025/QH15", "--here")
    assert "khoá gốc" in an.refused(2, "erase", an.dossier, "--blob", shot["original"], *words)
    lead.do("erase", lead.dossier, "--blob", shot["original"], "--entry", seen["statement"], *words)
    assert shot["original"] not in visit_of(lead)["blobs_expected"], "withheld, not awaited"
    assert not visit_of(lead)["photos"][0]["here"]
    assert result(lead, "sys_recognition")["state"] == "withheld"
    report = lead.do("check", lead.dossier, "--json")
    assert report["sound"]
    assert report["blobs_withheld"] == [shot["original"]]
    assert report["payloads_withheld"] == [seen["statement"]]
    assert b"0912 000 111" not in lead.dossier.read_bytes()
    assert b"0912 000 111" in an.dossier.read_bytes(), "the other machine has not heard of it yet"
    # It comes back on no stick, and goes out on none.
    again = give(an, lead, tmp_path / "again")
    assert again["blobs"] == 0
    assert not visit_of(lead)["photos"][0]["here"]
    assert result(lead, "sys_recognition")["state"] == "withheld"
    give(lead, team["pho-doan"], tmp_path / "deputy")
    assert result(team["pho-doan"], "sys_recognition")["state"] == "withheld"


def test_a_draft_shows_a_dispute_and_says_what_it_lacks(an: Person, tmp_path: Path) -> None:
    answer(an, "A1", "đạt")
    file = tmp_path / "nháp.pdf"
    assert an.do("document", "minutes", an.dossier, "--visit", ONE, "--draft", "--out", file, "--json")["draft"]
    assert file.read_bytes().startswith(b"%PDF")
    assert an.show()["documents"] == [], "a draft is nobody's record"
