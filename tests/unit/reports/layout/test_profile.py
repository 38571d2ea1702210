"""The layout profile "nd30-2020", measured in the PDF by programs that are not ours.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: phần I (paper, margins, page numbers), II (each element), III (phụ lục), IV
(the drawing with its numbered boxes), V (sizes and faces, by the decree's own samples). Lengths in points; places in the
drawing as fractions of the text's width.
"""

from __future__ import annotations

import dataclasses
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from reports.layout import measure
from reports.pdf import render
from tests.unit.reports import papers
from tests.unit.reports.poppler import one, pieces, rules, run

LEFT, WIDTH = measure.MARGIN_LEFT, measure.TEXT_WIDTH
RIGHT = LEFT + WIDTH
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
ONE = "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"


@pytest.fixture(scope="session")
def addressed() -> bytes:
    """A letter to one office."""
    return render(dataclasses.replace(papers.LETTER, addressees=(ONE,)), {})


@pytest.fixture(scope="session")
def documents(letter: bytes, addressed: bytes, report: bytes, minutes: bytes) -> dict[str, bytes]:
    return {"letter": letter, "addressed": addressed, "report": report, "minutes": minutes}


def share(x: float) -> float:
    """Return a place on the page as a fraction of the text's width."""
    return (x - LEFT) / WIDTH


# Mục V: what stands there, size, bold, italic. The decree gives ranges; its samples have these sizes.
LETTERHEAD = [
    (COUNTRY, 12, True, False),
    (MOTTO, 13, True, False),
    ("ỦY BAN NHÂN DÂN", 12, False, False),
    ("TỈNH CÀ MAU", 12, False, False),
    ("ĐOÀN KIỂM TRA", 12, True, False),
    ("CẢI CÁCH HÀNH CHÍNH", 12, True, False),
]
END = [
    ("TM. ĐOÀN KIỂM TRA", 14, True, False),
    ("TRƯỞNG ĐOÀN", 14, True, False),
    ("Nguyễn Hoàng Lâm", 14, True, False),
    ("Nơi nhận:", 12, True, True),
    ("- Như trên;", 11, False, False),
    ("- Lưu: VT, ĐKT.", 11, False, False),
]
FACES = {
    "letter": [
        *LETTERHEAD,
        ("Số: 05/ĐKT", 13, False, False),
        ("Cà Mau, ngày 06 tháng 5 năm 2025", 13, False, True),
        ("V/v khắc phục", 12, False, False),
        ("Kính gửi:", 14, False, False),
        ("- Chủ tịch Ủy ban nhân dân huyện Đầm Dơi;", 14, False, False),
        ("Từ đầu năm đến nay", 14, False, False),
        ("1. Kết quả đạt được", 14, True, False),
        *END,
    ],
    "addressed": [("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Cà Mau.", 14, False, False)],
    "report": [
        *LETTERHEAD,
        ("Số: 05/BC-ĐKT", 13, False, False),
        ("Cà Mau, ngày 06 tháng 5 năm 2025", 13, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Kết quả kiểm tra đột xuất bộ phận", 14, True, False),
        ("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Cà Mau.", 14, False, False),
        ("Thực hiện Quyết định", 14, False, False),
        ("I. KHÁI QUÁT", 14, True, False),
        ("2. Tồn tại, hạn chế", 14, True, False),
        ("1. Chỉ đạo các đơn vị", 14, False, False),
        *END,
        ("CHÁNH VĂN PHÒNG", 14, True, False),
        ("BẢNG TỔNG HỢP KẾT QUẢ", 14, True, False),
        ("(Kèm theo Báo cáo số", 14, False, True),
        ("Phụ lục III", 14, True, False),
    ],
    "minutes": [
        ("BIÊN BẢN", 14, True, False),
        ("Kiểm tra đột xuất", 14, True, False),
        ("Thực hiện Quyết định", 14, False, True),
        ("I. THÀNH PHẦN", 14, True, False),
        ("a) Triển khai", 14, False, False),
        ("THƯ KÝ", 14, True, False),
        ("Phụ lục", 14, True, False),
        ("HÌNH ẢNH TẠI THỜI ĐIỂM KIỂM TRA", 14, True, False),
        ("(Kèm theo", 14, False, True),
    ],
}


@pytest.mark.parametrize(
    ("name", "text", "size", "bold", "italic"),
    [(name, *expected) for name, elements in FACES.items() for expected in elements],
)
def test_each_element_has_its_size_and_face(
    documents: dict[str, bytes], name: str, text: str, size: int, bold: bool, italic: bool
) -> None:
    found = one(documents[name], text)
    assert (found.size, found.bold, found.italic) == (size, bold, italic)


# Mục IV: left and right edge of each box in the drawing. The text's middle is that of its box, give or take a twentieth
# of the width; quốc hiệu in 12 points is wider than its box on A4, and ends where the box does.
BOXES = [
    ("letter", "1", 0.52, 0.98, (COUNTRY, MOTTO)),
    ("letter", "2", 0.01, 0.44, ("ỦY BAN NHÂN DÂN", "ĐOÀN KIỂM TRA", "CẢI CÁCH HÀNH CHÍNH")),
    ("letter", "3", 0.01, 0.43, ("Số: 05/ĐKT",)),
    ("letter", "4", 0.53, 0.98, ("Cà Mau, ngày 06",)),
    ("letter", "5b", 0.07, 0.35, ("V/v khắc phục",)),
    ("letter", "7a", 0.50, 0.98, ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN")),
    ("letter", "7b", 0.53, 0.96, ("Nguyễn Hoàng Lâm",)),
    ("addressed", "9a", 0.41, 0.85, ("Kính gửi:",)),
    ("report", "1", 0.52, 0.98, (COUNTRY, MOTTO)),
    ("report", "2", 0.01, 0.44, ("ỦY BAN NHÂN DÂN", "ĐOÀN KIỂM TRA")),
    ("report", "3", 0.01, 0.43, ("Số: 05/BC-ĐKT",)),
    ("report", "4", 0.53, 0.98, ("Cà Mau, ngày 06",)),
    ("report", "7a", 0.50, 0.98, ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN")),
    ("report", "7b", 0.53, 0.96, ("CHÁNH VĂN PHÒNG", "Nguyễn Hoàng Lâm")),
    ("report", "9a", 0.41, 0.85, ("Kính gửi:",)),
]


@pytest.mark.parametrize(("name", "box", "left", "right", "texts"), BOXES, ids=[f"{one[0]}-{one[1]}" for one in BOXES])
def test_each_element_lies_in_its_box_of_the_drawing(
    documents: dict[str, bytes], name: str, box: str, left: float, right: float, texts: tuple[str, ...]
) -> None:
    for text in texts:
        found = one(documents[name], text)
        assert share(found.middle) == pytest.approx((left + right) / 2, abs=0.05), (box, text)
        assert -0.005 <= share(found.left) < share(found.right) <= 1.005, (box, text)


@pytest.mark.parametrize("name", ["letter", "report"])
def test_recipients_stand_flush_left_and_level_with_the_signature(documents: dict[str, bytes], name: str) -> None:
    """Ô 9b from 0.01, level with ô 7a."""
    data = documents[name]
    label = one(data, "Nơi nhận:")
    assert share(label.left) == pytest.approx(0.01, abs=0.02)
    assert label.top == pytest.approx(one(data, "TM. ĐOÀN KIỂM TRA").top, abs=2)
    for entry in ("- Như trên;", "- Thành viên Đoàn Kiểm tra;", "- Lưu: VT, ĐKT."):
        assert one(data, entry).left == label.left


@pytest.mark.parametrize("name", ["report", "minutes"])
def test_type_and_subject_stand_in_the_middle_of_the_page(documents: dict[str, bytes], name: str) -> None:
    """Ô 5a."""
    named, *subject = {
        "report": ("BÁO CÁO", "Kết quả kiểm tra đột xuất bộ phận"),
        "minutes": ("BIÊN BẢN", "Kiểm tra đột xuất"),
    }[name]
    for text in (named, *subject):
        assert share(one(documents[name], text).middle) == pytest.approx(0.5, abs=0.003)


def test_the_head_stands_in_the_order_of_the_drawing(letter: bytes, report: bytes) -> None:
    def tops(data: bytes, *texts: str) -> list[int]:
        return [one(data, text).top for text in texts]

    for data in (letter, report):
        assert one(data, "ỦY BAN NHÂN DÂN").top == one(data, COUNTRY).top
        assert one(data, "Số:").top == one(data, "Cà Mau, ngày").top
        assert one(data, COUNTRY).top - measure.MARGIN_TOP < 5
        assert one(data, "ỦY BAN NHÂN DÂN").middle == pytest.approx(one(data, "Số:").middle, abs=1)
        assert one(data, COUNTRY).middle == pytest.approx(one(data, "Cà Mau, ngày").middle, abs=1)
    order = ("ĐOÀN KIỂM TRA", "Số:", "V/v", "Kính gửi:", "- Chủ tịch Ủy ban nhân dân huyện Đầm Dơi", "Từ đầu năm")
    assert all(above < below for above, below in pairwise(tops(letter, *order)))
    order = ("ĐOÀN KIỂM TRA", "Số:", "BÁO CÁO", "Kết quả kiểm tra đột xuất bộ phận", "Kính gửi:", "Thực hiện Quyết")
    assert all(above < below for above, below in pairwise(tops(report, *order)))


def test_the_motto_stands_single_spaced_below_the_country(letter: bytes) -> None:
    assert one(letter, MOTTO).top - one(letter, COUNTRY).top == pytest.approx(12 * measure.SINGLE, abs=1.5)


@pytest.mark.parametrize(
    ("name", "number", "text", "least", "most"),
    [
        ("letter", 1, MOTTO, 1, 1),
        ("letter", 0, "CẢI CÁCH HÀNH CHÍNH", 1 / 3, 1 / 2),
        ("report", 2, "Kết quả kiểm tra đột xuất bộ phận", 1 / 3, 1 / 2),
        ("minutes", 2, "Kiểm tra đột xuất", 1 / 3, 1 / 2),
    ],
)
def test_lines_below_texts_have_their_length(
    documents: dict[str, bytes], name: str, number: int, text: str, least: float, most: float
) -> None:
    """Below tiêu ngữ as long as the text; below the issuing body and the subject a third to half of it; in its middle."""
    left, right, height = rules(documents[name])[number]
    found = max((piece for piece in pieces(documents[name]) if piece.text.startswith(text)), key=lambda one: one.width)
    assert least - 0.01 <= (right - left) / found.width <= most + 0.01
    assert (left + right) / 2 == pytest.approx(found.middle, abs=1)
    lines = 2 if name == "minutes" else 1
    assert 0 < measure.PAGE[1] - height - found.top - found.size < 8 + (lines - 1) * 17


def test_the_regarding_of_a_letter_stands_six_points_below_its_number(letter: bytes) -> None:
    number, regarding = one(letter, "Số:"), one(letter, "V/v")
    assert regarding.top - number.top - 13 * measure.SINGLE == pytest.approx(6, abs=1.5)


def test_several_addressees_stand_below_one_another_with_dashes_under_the_colon(letter: bytes) -> None:
    label = one(letter, "Kính gửi:")
    names = [piece for piece in pieces(letter) if piece.text.startswith("- Chủ tịch Ủy ban")]
    assert [piece.text[-1] for piece in names] == [";", ";", ";", "."]
    for piece in names:
        assert label.right - 6 <= piece.left <= label.right
    assert [piece.top for piece in names] == sorted({piece.top for piece in names})
    assert names[0].top > label.top
    assert max(share(piece.right) for piece in names) <= 1.005
    # Ô 9a begins at 0.41; a name this long makes it begin further left, no further than it must.
    assert share(label.left) == pytest.approx(1 - (max(piece.right for piece in names) - label.left) / WIDTH, abs=0.02)


@pytest.mark.parametrize("addressee", ["UBND xã Hồ Thị Kỷ", "Sở Nội vụ"])
def test_a_short_addressee_keeps_within_its_box(addressee: str) -> None:
    found = one(render(dataclasses.replace(papers.LETTER, addressees=(addressee,)), {}), f"Kính gửi: {addressee}.")
    assert 0.41 <= share(found.left) < share(found.right) <= 0.85


def test_the_page_is_a4_with_the_margins_of_the_decree(documents: dict[str, bytes]) -> None:
    """Top and bottom 20 to 25 mm, left 30 to 35 mm, right 15 to 20 mm."""
    for data in documents.values():
        assert "595.276 x 841.89 pts (A4)" in run("pdfinfo", data)
        found = pieces(data)
        for piece in found:
            assert piece.left >= int(LEFT) - 1, piece
            assert piece.right <= RIGHT + 1.5, piece
        text = [piece for piece in found if piece.size != measure.SIZE_FOOTER and piece.top > measure.MARGIN_TOP - 15]
        assert min(piece.top for piece in text) >= measure.MARGIN_TOP - 1
        assert max(piece.top + piece.size for piece in text) <= measure.PAGE[1] - measure.MARGIN_BOTTOM + 1


def test_full_lines_of_the_body_reach_both_margins(letter: bytes) -> None:
    line = one(letter, "kiểm tra đột xuất bộ phận một cửa của 16 đơn vị")
    assert line.left == pytest.approx(LEFT, abs=1)
    assert line.right == pytest.approx(RIGHT, abs=1.5)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter", "Từ đầu năm đến nay"),
        ("letter", "1. Kết quả đạt được"),
        ("report", "I. KHÁI QUÁT"),
        ("report", "1. Chỉ đạo các đơn vị"),
        ("minutes", "a) Triển khai"),
        ("minutes", "Thực hiện Quyết định"),
    ],
)
def test_first_lines_stand_back_by_a_centimetre_or_half_an_inch(
    documents: dict[str, bytes], name: str, text: str
) -> None:
    indent = one(documents[name], text).left - LEFT
    assert measure.mm(10) - 1 <= indent <= measure.mm(12.7) + 1


def test_lines_stand_between_single_and_one_and_a_half_apart_and_paragraphs_six_points_more(letter: bytes) -> None:
    first = one(letter, "Đa số các đơn vị được kiểm tra thực hiện tốt")
    second = next(piece for piece in pieces(letter) if piece.top > first.top + 5 and piece.page == 1)
    spacing = second.top - first.top
    assert 14 * 1.15 - 1 <= spacing <= 14 * 1.15 * 1.5
    assert first.top - one(letter, "1. Kết quả đạt được").top - spacing >= 6 - 1


def test_the_text_ends_as_every_model_form_does(documents: dict[str, bytes]) -> None:
    for data in documents.values():
        assert run("pdftotext", data).count("./.") == 1


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_page_two(
    documents: dict[str, bytes], minutes: bytes, report: bytes
) -> None:
    """13 to 14 points, upright; every appendix counts its own from 1, which is not shown."""
    for data in documents.values():
        for piece in (piece for piece in pieces(data) if piece.top < measure.MARGIN_TOP - 15):
            assert (piece.size, piece.bold, piece.italic) == (14, False, False)
            assert share(piece.middle) == pytest.approx(0.5, abs=0.003)
    numbers = [(piece.page, piece.text) for piece in pieces(minutes) if piece.top < measure.MARGIN_TOP - 15]
    assert numbers == [(2, "2"), (3, "3"), (5, "2")]
    numbers = [(piece.page, piece.text) for piece in pieces(report) if piece.top < measure.MARGIN_TOP - 15]
    assert numbers == [(3, "2"), (5, "2"), (7, "2"), (8, "3")]


def test_an_appendix_says_its_number_its_title_and_to_what_it_belongs_in_the_middle(report: bytes) -> None:
    """III.1: Roman numerals tell several apart, the title in capitals below, then (Kèm theo …) in italics."""
    found = [piece for piece in pieces(report) if piece.page == 2][:4]
    assert [piece.text for piece in found[:2]] == ["Phụ lục I", "BẢNG TỔNG HỢP KẾT QUẢ"]
    assert found[2].text.startswith("(Kèm theo Báo cáo số")
    assert found[3].text.endswith("của Đoàn Kiểm tra)")
    for piece in found:
        assert share(piece.middle) == pytest.approx(0.5, abs=0.005)


def test_an_appendix_alone_has_no_number(minutes: bytes) -> None:
    assert one(minutes, "Phụ lục").text == "Phụ lục"


def test_recipients_end_in_semicolons_and_a_full_stop(letter: bytes) -> None:
    text = run("pdftotext", letter, "-layout")
    assert "- Thành viên Đoàn Kiểm tra;" in text
    assert "- Lưu: VT, ĐKT." in text


@pytest.mark.parametrize("name", ["letter", "report"])
def test_a_person_signs_between_title_and_name_and_the_office_over_the_left_of_it(
    documents: dict[str, bytes], name: str
) -> None:
    """Ô 7c and ô 8."""
    data = documents[name]
    title = one(data, "TRƯỞNG ĐOÀN")
    below = one(data, "CHÁNH VĂN PHÒNG" if name == "report" else "Nguyễn Hoàng Lâm")
    with pikepdf.open(BytesIO(data)) as pdf:
        form: Any = pdf.Root.AcroForm
        rects = {str(field.T): [float(edge) for edge in field.Rect] for field in form.Fields}
    left, bottom, right, top = rects["TruongDoan"]
    height = measure.PAGE[1]
    assert title.top + 14 <= height - top < height - bottom <= below.top + 1
    assert (left + right) / 2 == pytest.approx(title.middle, abs=1)
    assert share((left + right) / 2) == pytest.approx((0.71 + 0.87) / 2, abs=0.06)
    assert rects["CoQuan"][0] < left < rects["CoQuan"][2] < (left + right) / 2
