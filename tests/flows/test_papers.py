"""The papers of the demo, looked at by other programs: poppler and qpdf, which know nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inspector.dossier.file import Dossier
from inspector.journal import canon
from inspector.journal.bodies import Documented
from inspector.journal.seal import root_of
from inspector.projection.basis import at_basis
from inspector.projection.view import fold
from reports.outline.blocks import Paper
from reports.outline.office import office_of
from tests.flows.stage import At, Person, Played
from tests.flows.text import lines, spaced
from tests.unit.reports.poppler import run
from tests.unit.test_sentences import rows
from ui.work.directories import shipped
from ui.work.papers import Wanted, outline

MINUTES = [f"BB_{number:02}" for number in range(1, 17)]
REPORT = "BC_01"
LETTERS = [f"CV_{number}" for number in range(101, 105)]
PAPERS = [*MINUTES, REPORT, *LETTERS]
DRAFT = "BB_13_ban-nhap"
SIGNERS = {
    "BB": [("ThuKy", "Đỗ Ngọc Mẫu (MẪU)"), ("TruongDoan", "Trần Quốc Mẫu (MẪU)")],
    "BC": [("TruongDoan", "Trần Quốc Mẫu (MẪU)")],
    "CV": [("NguoiKy", "Nguyễn Văn Mẫu (MẪU)")],
}
STEMS = {"minutes": "BB", "report": "BC", "letter": "CV"}
MUST_ADDRESS = {
    "CV_101": "huyện Đầm Dơi",
    "CV_102": "huyện Thới Bình",
    "CV_103": "huyện U Minh",
    "CV_104": "huyện Trần Văn Thời",
}


@dataclass(frozen=True)
class Recorded:
    """A paper of the round: its bytes, what the dossier says of it, and its blocks, composed again from its basis."""

    data: bytes
    said: Documented
    paper: Paper


@pytest.fixture(scope="module")
def recorded(played: Played) -> dict[str, Recorded]:
    with Dossier.open(played.person("truong-doan").dossier, read_only=True) as dossier:
        (log,) = dossier.load().values()
        present = dossier.blob_ids()
        found = {}
        for document in fold(log).documents:
            said = document.said
            view = fold(at_basis(log, said.basis))
            stem = f"{STEMS[said.type]}_{said.number}"
            data = (played.papers / f"{stem}.pdf").read_bytes()
            visits = [visit for one in said.visits if (visit := view.visit_of(one)) is not None]
            wanted = Wanted(
                said.type, said.visits, said.number, date.fromisoformat(said.date), said.addressee, said.answer_by
            )
            paper = outline(dossier, view, wanted, visits, office_of(view), shipped(), present)
            found[stem] = Recorded(data, said, paper)
    return found


def test_every_paper_of_the_round_is_there_and_recorded(recorded: dict[str, Recorded], played: Played) -> None:
    assert sorted(recorded) == sorted(PAPERS)
    assert len(PAPERS) == 21
    assert sorted(file.stem for file in played.papers.glob("*.pdf")) == sorted([*PAPERS, DRAFT])


def signatures(told: str) -> Iterator[dict[str, str]]:
    """Yield what pdfsig tells of each field for signatures."""
    for part in told.split("Signature #")[1:]:
        pairs = re.findall(r"^\s+- ([^:\n]+)(?:: (.*))?$", part, re.MULTILINE)
        yield {**dict(pairs), "signed": "" if "The signature form field is not signed." in part else "yes"}


@pytest.mark.parametrize("stem", PAPERS)
def test_poppler_finds_every_signature_valid_and_the_last_over_the_whole_file(
    recorded: dict[str, Recorded], stem: str
) -> None:
    found = list(signatures(run("pdfsig", recorded[stem].data, "-nocert")))
    signed = [one for one in found if one["signed"]]
    assert [(one["Signature Field Name"], one["Signer Certificate Common Name"]) for one in signed] == SIGNERS[stem[:2]]
    for one in signed:
        assert one["Signature Validation"] == "Signature is Valid."
        assert one["Signature Type"] == "ETSI.CAdES.detached"
        assert one["Signing Hash Algorithm"] == "SHA-256"
    assert "Total document signed" in signed[-1]
    # The unit signs for itself, if it does: its field stays empty in the team's copy.
    empty = [one["Signature Field Name"] for one in found if not one["signed"]]
    assert empty == (["DaiDienDonVi"] if stem.startswith("BB") else [])


@pytest.mark.parametrize("stem", [*PAPERS, DRAFT])
def test_every_font_is_embedded_and_qpdf_finds_no_fault(played: Played, stem: str) -> None:
    data = (played.papers / f"{stem}.pdf").read_bytes()
    fonts = run("pdffonts", data).splitlines()[2:]
    assert fonts
    for line in fonts:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line
    checked = run("qpdf", data, "--check")
    assert "No syntax or stream encoding errors found" in checked
    assert "WARNING" not in checked


def words_of(data: bytes, paper: Paper) -> str:
    """Return the text that poppler reads, without what stands on every page: its number above the line at its foot."""
    repeated = {*map(spaced, paper.footer)}
    read = [spaced(line) for line in run("pdftotext", data, "-raw").replace("\f", "\n").splitlines()]
    numbers = {place for place, below in enumerate(read[1:]) if below in repeated and read[place].isdigit()}
    return spaced(" ".join(line for place, line in enumerate(read) if line not in repeated and place not in numbers))


@pytest.mark.parametrize("stem", PAPERS)
def test_the_text_can_be_read_back_word_for_word(recorded: dict[str, Recorded], stem: str) -> None:
    one = recorded[stem]
    text = words_of(one.data, one.paper)
    for line in lines(one.paper):
        assert line in text, line


@pytest.mark.parametrize("stem", MINUTES)
def test_minutes_say_number_time_place_people_and_where_they_go(recorded: dict[str, Recorded], stem: str) -> None:
    one = recorded[stem]
    text = words_of(one.data, one.paper)
    assert f"Số: {one.said.number}/BB-ĐKT" in text
    assert "BIÊN BẢN" in text
    assert re.search(r"hôm nay, lúc 08 giờ 05 phút, ngày \d\d/\d\d/2025, tại Bộ phận Một cửa", text)
    assert "kết thúc lúc 10 giờ 20 phút cùng ngày" in text
    assert "Kính gửi" not in text
    assert "Nơi nhận:" in text
    for name in ("Đỗ Ngọc Mẫu", "Trần Quốc Mẫu", "THƯ KÝ", "TRƯỞNG ĐOÀN"):
        assert name in text
    assert re.search(r"- (Nguyễn Hữu|Lê Thị Kim|Huỳnh Văn) Mẫu, Thành viên", text)
    # Role-play stays in the team: neither its item nor its code is in a paper that goes to the unit.
    assert "H1" not in re.findall(r"\b[A-H]\d\b", text)
    assert "Đóng vai" not in text


@pytest.mark.parametrize("stem", LETTERS)
def test_letters_say_number_date_addressee_signer_and_where_they_go(recorded: dict[str, Recorded], stem: str) -> None:
    one = recorded[stem]
    text = words_of(one.data, one.paper)
    assert f"Số: {one.said.number}/UBND-NC" in text
    assert "Cà Mau, ngày 15 tháng 5 năm 2025" in text
    assert f"Kính gửi: Chủ tịch Ủy ban nhân dân {MUST_ADDRESS[stem]}." in text
    assert "(Báo cáo số 01/BC-ĐKT ngày 13/05/2025)" in text
    assert "trước ngày 27/06/2025" in text
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text
    assert "Nguyễn Văn Mẫu" in text
    assert "Nơi nhận: - Như trên;" in text
    # Nothing of anybody else's units, and nothing of role-play.
    others = [name.removeprefix("huyện ") for other, name in MUST_ADDRESS.items() if other != stem]
    assert not [name for name in others if name in text]
    assert "H1" not in re.findall(r"\b[A-H]\d\b", text)


def test_the_report_says_what_the_article_says_in_its_order_and_with_numbers(recorded: dict[str, Recorded]) -> None:
    one = recorded[REPORT]
    text = words_of(one.data, one.paper)
    place = 0
    for expected in (
        "Số: 01/BC-ĐKT",
        "Cà Mau, ngày 13 tháng 5 năm 2025",
        "BÁO CÁO Kết quả kiểm tra đột xuất",
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Cà Mau.",
        "16 đơn vị xã, thị trấn trên địa bàn 4 huyện gồm: U Minh, Thới Bình, Đầm Dơi và Trần Văn Thời.",
        "Với 16 đơn vị xã, thị trấn được kiểm tra đột xuất, Đoàn Kiểm tra đánh giá, đa số các đơn vị",
        *(
            expected
            for title in ("What was good", "What was not", "What should be ordered")
            for expected in ours(title)
        ),
        "TRƯỞNG ĐOÀN",
        "Phụ lục I DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA",
        "Phụ lục II BẢNG TỔNG HỢP KẾT QUẢ",
        "Phụ lục III DANH MỤC NHIỆM VỤ KIẾN NGHỊ",
        "Phụ lục IV HÌNH ẢNH MINH CHỨNG",
    ):
        found = text.lower().find(expected.lower(), place)
        assert found >= place, expected
        place = found


def ours(title: str) -> list[str]:
    """Return the report's sentences of a table in docs/sentences.md; its first letters may stand inside a sentence."""
    return [row[2] for row in rows(title)]


def test_every_paper_bears_the_code_of_a_seal_that_covers_all_it_tells(
    recorded: dict[str, Recorded], played: Played
) -> None:
    visits = {one["id"]: one for one in played.person("truong-doan").show()["visits"]}
    for stem in MINUTES:
        one = recorded[stem]
        assert one.paper.verification is not None
        codes = {seal["code"]: seal["purpose"] for seal in visits[one.said.visits[0]]["seals"]}
        wanted = "final" if visits[one.said.visits[0]]["unit"]["name"] == "xã Minh hoạ 10" else "onsite"
        assert codes[one.paper.verification.code] == wanted
        text = words_of(one.data, one.paper)
        assert one.paper.verification.code in text, stem
        assert one.paper.verification.qr[:32] in text, stem


def test_the_report_lists_every_seal_and_is_proved_by_the_root_of_the_round(
    recorded: dict[str, Recorded], played: Played
) -> None:
    one = recorded[REPORT]
    text = words_of(one.data, one.paper)
    for visit in played.person("truong-doan").show()["visits"]:
        codes = [seal["code"] for seal in visit["seals"] if seal["purpose"] != "covert"]
        assert any(code in text for code in codes), visit["unit"]["name"]
    with Dossier.open(played.person("truong-doan").dossier, read_only=True) as dossier:
        (log,) = dossier.load().values()
    assert one.paper.verification is not None
    assert one.paper.verification.qr == root_of(at_basis(log, one.said.basis).statements.values())


def test_a_draft_says_so_on_every_page_and_cannot_be_signed(played: Played) -> None:
    data = (played.papers / f"{DRAFT}.pdf").read_bytes()
    pages = run("pdftotext", data, "-raw").removesuffix("\f").split("\f")
    assert len(pages) > 3
    for page in pages:
        assert "BẢN NHÁP" in spaced(page) or set("BẢNHÁP") <= set(page.replace("\n", ""))
    assert "Số: /BB-ĐKT" in spaced(pages[0])
    assert list(signatures(run("pdfsig", data, "-nocert"))) == []
    assert "CÁCH KIỂM TRA VĂN BẢN NÀY" not in spaced(" ".join(pages))


@pytest.fixture
def lead(played: Played, tmp_path: Path) -> Person:
    return played.move("truong-doan", tmp_path)


def test_the_same_state_makes_the_same_draft(lead: Person, tmp_path: Path, played: Played) -> None:
    made = []
    for name in ("một.pdf", "hai.pdf"):
        file = tmp_path / name
        lead.do("document", "minutes", lead.dossier, "--visit", "xã Minh hoạ 10", "--draft", "--out", file)
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert made[0] == (played.papers / f"{DRAFT}.pdf").read_bytes()


@pytest.mark.parametrize("stem", ["BB_04", "BB_13", REPORT, "CV_101", "CV_104"])
def test_a_recorded_paper_is_made_again_byte_for_byte(
    lead: Person, recorded: dict[str, Recorded], stem: str, tmp_path: Path
) -> None:
    one = recorded[stem]
    symbol = {"minutes": "BB-ĐKT", "report": "BC-ĐKT", "letter": "UBND-NC"}[one.said.type]
    lead.do("document", "again", lead.dossier, f"{one.said.number}/{symbol}", "--out", tmp_path / "lại.pdf")
    data = (tmp_path / "lại.pdf").read_bytes()
    assert canon.blob_id(data) == one.said.sha256
    assert one.data.startswith(data), "signatures are appended; what was made stands before them"


def test_a_number_that_two_kinds_of_papers_bear_is_asked_for_with_its_symbol(lead: Person, tmp_path: Path) -> None:
    told = lead.refused(2, "document", "again", lead.dossier, "01", "--out", tmp_path / "lại.pdf")
    assert "01/BB-ĐKT" in told
    assert "01/BC-ĐKT" in told


def test_what_is_recorded_is_what_lies_in_the_folder(recorded: dict[str, Recorded], played: Played) -> None:
    documents: dict[str, Any] = {one["sha256"]: one for one in played.person("truong-doan").show()["documents"]}
    for one in recorded.values():
        assert canon.blob_id(one.data[: one.said.size]) == one.said.sha256
        assert documents[one.said.sha256]["signed"] == [canon.blob_id(one.data)]


def test_the_verb_verifies_every_paper_against_the_root_and_by_name(played: Played) -> None:
    lead = played.person("truong-doan")
    lead.sources = At(datetime(2030, 1, 2, tzinfo=UTC))
    root = played.papers / "chung-thu-goc-mau.pem"
    file = played.papers / "BB_01.pdf"
    names = [part for _, name in SIGNERS["BB"] for part in ("--expect", name)]
    (told,) = lead.do("verify", file, "--root", root, *names, "--json")
    assert told["verdict"] == "valid"
    assert [one["field"] for one in told["signatures"]] == ["ThuKy", "TruongDoan"]
    (unknown,) = lead.do("verify", file, "--json", code=3)
    assert unknown["verdict"] == "unknown"
    (missing,) = lead.do("verify", file, "--root", root, "--expect", "Người Khác", "--json", code=3)
    assert missing["verdict"] == "missing"
    lead.sources = At(datetime(2036, 1, 2, tzinfo=UTC))
    (expired,) = lead.do("verify", file, "--root", root, "--json", code=3)
    assert expired["verdict"] == "expired"


def test_one_changed_byte_is_found(played: Played, tmp_path: Path) -> None:
    lead = played.person("truong-doan")
    data = bytearray((played.papers / "CV_101.pdf").read_bytes())
    data[5000] ^= 1
    file = tmp_path / "CV_101.pdf"
    file.write_bytes(data)
    (told,) = lead.do("verify", file, "--root", played.papers / "chung-thu-goc-mau.pem", "--json", code=4)
    assert told["verdict"] != "valid"
