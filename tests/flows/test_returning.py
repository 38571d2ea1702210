"""A visit goes to the lead, comes back with comments, is amended, goes again and is approved; receipts tell what came."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from resources import open_bytes
from tests.flows.stage import Person, Team

UNIT = "xã Minh Hoạ Một"


def visit_of(one: Person) -> dict[str, Any]:
    visits: list[dict[str, Any]] = one.show()["visits"]
    (found,) = [visit for visit in visits if visit["unit"]["name"] == UNIT]
    return found


def answered_and_sealed(one: Person) -> None:
    one.do("open", one.dossier, UNIT)
    one.do("answer", one.dossier, "A1", "không đạt", "--visit", UNIT, "--note", "Chưa có biển")
    one.do("seal", one.dossier, "--visit", UNIT, "--with-gaps", "Còn kiểm tra tiếp")


def handed_over(one: Person, to: Person, stick: Path) -> list[Path]:
    files = [Path(file) for file in one.do("handover", one.dossier, "--visit", UNIT, "--out", stick, "--json")["files"]]
    to.do("absorb", *files, "--into", to.dossier)
    return files


def test_a_visit_is_returned_amended_and_approved_between_two_laptops(team: Team, tmp_path: Path) -> None:
    lead, an, stick = team["truong-doan"], team["an"], tmp_path / "thẻ"
    answered_and_sealed(an)
    handed_over(an, lead, stick)
    assert visit_of(lead)["judged"] is None

    (back,) = lead.do(
        "return", lead.dossier, "--visit", UNIT, "--comment", "A1=Thiếu ảnh biển hiệu", "--reason", "Bổ sung ảnh",
        "--out", stick, "--json",
    )["files"]  # fmt: skip
    assert visit_of(lead)["judged"]["value"] == "returned"
    assert visit_of(an)["judged"] is None
    an.do("absorb", back, "--into", an.dossier)
    told = visit_of(an)
    assert (told["judged"]["value"], told["judged"]["reasons"]) == ("returned", ["Bổ sung ảnh"])
    assert {"on": ["obs", told["results"][0]["item"], ""], "text": "Thiếu ảnh biển hiệu"} in told["comments"]

    an.do("answer", an.dossier, "A1", "đạt", "--visit", UNIT, "--note", "Đã treo biển")
    assert visit_of(an)["judged"]["value"] == "returned", "until it is sealed again"
    an.do("seal", an.dossier, "--visit", UNIT, "--with-gaps", "Đã bổ sung A1", "--purpose", "amendment")
    assert visit_of(an)["judged"] is None
    handed_over(an, lead, stick)
    assert visit_of(lead)["judged"] is None

    (approval,) = lead.do("approve", lead.dossier, "--visit", UNIT, "--out", stick, "--json")["files"]
    an.do("absorb", approval, "--into", an.dossier)
    for one in (lead, an):
        assert visit_of(one)["judged"]["value"] == "approved"
        assert "đã được Trưởng đoàn duyệt" in one.refused(3, "answer", one.dossier, "A1", "không đạt", "--visit", UNIT)
        assert "đã duyệt" in one.do("show", one.dossier)
    scopes = [one.roots()[1][visit_of(one)["id"]] for one in (lead, an)]
    assert scopes[0] == scopes[1], "both hold the same statements of the visit"

    lead.do("approve", lead.dossier, "--visit", UNIT, "--withdraw")
    lead.do("comment", lead.dossier, "Xem lại", "--visit", UNIT)
    assert visit_of(lead)["judged"] is None


def test_what_a_colleague_saw_and_hands_over_later_shows_on_the_approved_visit(team: Team, tmp_path: Path) -> None:
    lead, an, binh = team["truong-doan"], team["an"], team["binh"]
    answered_and_sealed(an)
    handed_over(an, lead, tmp_path)
    lead.do("approve", lead.dossier, "--visit", UNIT)
    binh.do("answer", binh.dossier, "A1", "không đạt", "--visit", UNIT, "--note", "Cũng thấy vậy")
    handed_over(binh, lead, tmp_path)
    told = visit_of(lead)
    assert (told["judged"]["value"], len(told["judged"]["added"])) == ("approved", 1)
    assert "đã duyệt, có thay đổi sau" in lead.do("show", lead.dossier)
    assert "visit.added-to" in [problem["key"] for problem in lead.show()["problems"]]


def test_a_receipt_tells_the_inspector_what_arrived(team: Team, tmp_path: Path) -> None:
    lead, an, stick = team["truong-doan"], team["an"], tmp_path / "thẻ"
    answered_and_sealed(an)
    files = handed_over(an, lead, stick)
    (receipt,) = lead.do("receipt", lead.dossier, *files, "--out", stick, "--json")["files"]
    assert visit_of(an)["arrived"] is None
    an.do("absorb", receipt, "--into", an.dossier)
    arrived = visit_of(an)["arrived"]
    assert (arrived["statements"], arrived["of_statements"]) == (3, 3)
    assert (arrived["whole"], arrived["doubtful"]) == (True, False)
    an.do("comment", an.dossier, "Ghi thêm", "--visit", UNIT)
    arrived = visit_of(an)["arrived"]
    assert (arrived["statements"], arrived["of_statements"], arrived["whole"]) == (3, 4, False)


def test_a_file_that_was_not_merged_gets_no_receipt(team: Team, tmp_path: Path) -> None:
    lead, an = team["truong-doan"], team["an"]
    answered_and_sealed(an)
    (file,) = an.do("handover", an.dossier, "--visit", UNIT, "--out", tmp_path, "--json")["files"]
    assert "chưa gộp" in lead.refused(3, "receipt", lead.dossier, file, "--out", tmp_path / "ra")


def test_only_those_who_lead_judge(team: Team) -> None:
    an = team["an"]
    answered_and_sealed(an)
    for arguments in (("approve",), ("return", "--reason", "thử")):
        assert an.refused(2, arguments[0], an.dossier, "--visit", UNIT, *arguments[1:])
    assert visit_of(an)["judged"] is None


def test_what_cannot_be_judged_is_refused_with_a_sentence(team: Team, tmp_path: Path) -> None:
    lead, an = team["truong-doan"], team["an"]
    assert "chưa niêm phong" in lead.refused(3, "approve", lead.dossier, "--visit", UNIT)
    assert "chưa niêm phong" in lead.refused(3, "return", lead.dossier, "--visit", UNIT, "--reason", "thử")
    answered_and_sealed(an)
    handed_over(an, lead, tmp_path)
    assert "chưa được trả lại" in lead.refused(2, "return", lead.dossier, "--visit", UNIT)
    lead.do("answer", lead.dossier, "A1", "đạt", "--visit", UNIT)
    lead.do("seal", lead.dossier, "--visit", UNIT, "--with-gaps", "thử")
    assert "ghi nhận khác nhau" in lead.refused(5, "approve", lead.dossier, "--visit", UNIT)


def test_a_receipt_counts_photos_and_names_what_is_missing(team: Team, tmp_path: Path) -> None:
    lead, an = team["truong-doan"], team["an"]
    picture = tmp_path / "quay.jpg"
    picture.write_bytes(open_bytes("samples/photos/counter.jpg"))
    an.do("open", an.dossier, UNIT)
    an.do("photo", "add", an.dossier, picture, "--visit", UNIT, "--item", "A1")
    answered_and_sealed(an)
    arrived = {}
    for weight in ("statements", "display", "originals"):
        told = an.do(
            "handover", an.dossier, "--visit", UNIT, "--weight", weight, "--out", tmp_path / "thẻ", "--json"
        )["files"]  # fmt: skip
        lead.do("absorb", *told, "--into", lead.dossier)
        (file,) = lead.do("receipt", lead.dossier, *told, "--out", tmp_path / "thẻ", "--json")["files"]
        an.do("absorb", file, "--into", an.dossier)
        arrived[weight] = visit_of(an)["arrived"]
    found = {weight: (one["photos"], one["of_photos"], len(one["without_original"])) for weight, one in arrived.items()}
    assert found == {"statements": (0, 1, 0), "display": (1, 1, 1), "originals": (1, 1, 0)}
    assert [one["whole"] for one in arrived.values()] == [False, False, True]
    assert not any(one["doubtful"] for one in arrived.values())
