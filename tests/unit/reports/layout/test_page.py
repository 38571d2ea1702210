"""What stands on a page, and what stays together, measured in the PDF by a program that is not ours. Points.

What Nghị định 30/2020/NĐ-CP says of places, sizes and faces is in `test_profile`.
"""

from __future__ import annotations

import dataclasses
from io import BytesIO
from typing import Any, Literal

import pikepdf
import pytest

from inspector.errors import KnownError
from reports.layout import measure
from reports.layout.numbering import roman
from reports.outline.blocks import (
    Appendix,
    Column,
    Dashes,
    Heading,
    Item,
    KeyValues,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Photo,
    Photos,
    Qr,
    Run,
    Signature,
    Table,
    plain,
)
from reports.pdf import render
from tests.unit.reports import papers
from tests.unit.reports.poppler import Piece, one, pieces, run

LEFT, RIGHT = measure.MARGIN_LEFT, measure.PAGE[0] - measure.MARGIN_RIGHT
TALL = {"b": papers.picture(900, 1200)}
LONG = " ".join(["Đoàn Kiểm tra ghi nhận việc công khai thủ tục hành chính tại Bộ phận Một cửa."] * 12)


def letter_with(*body: Any, **changes: Any) -> Paper:
    return dataclasses.replace(papers.LETTER, body=body, **changes)


def test_a_long_addressee_wraps_beside_the_label() -> None:
    name = "Chủ tịch Ủy ban nhân dân các xã, phường: " + ", ".join(["Hồ Thị Kỷ", "Biển Bạch", "U Minh"] * 5)
    data = render(dataclasses.replace(papers.LETTER, addressees=(name,)), {})
    first = one(data, "Kính gửi: Chủ tịch Ủy ban nhân dân các xã, phường:")
    after = [piece for piece in pieces(data) if first.top < piece.top < first.top + 60 and piece.size == 14]
    assert first.left == pytest.approx(LEFT, abs=1)
    assert len(after) >= 2
    assert all(piece.left > LEFT + 50 for piece in after[:2])


def test_each_appendix_counts_its_pages_from_one() -> None:
    pages = (Paragraph(plain("Một")), PageBreak(), Paragraph(plain("Hai")))
    paper = letter_with(
        Paragraph(plain("Kèm hai phụ lục./.")),
        appendices=(Appendix("Danh sách đơn vị", "", pages), Appendix("Bảng tổng hợp", "", pages)),
    )
    found = pieces(render(paper, {}))
    numbers = [(piece.page, piece.text) for piece in found if piece.top < measure.MARGIN_TOP - 15]
    assert numbers == [(3, "2"), (5, "2")]
    assert [piece.text for piece in found if piece.text.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]


def test_minutes_have_no_line_for_place_and_date(minutes: bytes) -> None:
    words = [piece.text for piece in pieces(minutes) if piece.page == 1 and piece.top < 160]
    assert not any("ngày" in text for text in words)


def test_minutes_are_signed_left_by_the_secretary_and_right_by_the_lead(minutes: bytes) -> None:
    middle = LEFT + measure.TEXT_WIDTH / 2
    secretary, lead, unit = (one(minutes, text) for text in ("THƯ KÝ", "TRƯỞNG ĐOÀN", "ĐẠI DIỆN ĐƠN VỊ"))
    assert secretary.right < middle < lead.left
    assert secretary.top == lead.top
    assert unit.left > middle
    recipients = one(minutes, "Nơi nhận:")
    assert recipients.left == pytest.approx(LEFT, abs=1)
    assert recipients.top == pytest.approx(unit.top, abs=2)


def test_a_fourth_signature_leaves_the_recipients_a_row_of_their_own() -> None:
    witness = Signature("NguoiChungKien", ("NGƯỜI CHỨNG KIẾN",), "")
    data = render(dataclasses.replace(papers.MINUTES, signatures=(*papers.MINUTES.signatures, witness)), papers.IMAGES)
    assert one(data, "ĐẠI DIỆN ĐƠN VỊ").top == one(data, "NGƯỜI CHỨNG KIẾN").top < one(data, "Nơi nhận:").top


def test_without_recipients_there_is_no_list() -> None:
    data = render(dataclasses.replace(papers.LETTER, recipients=()), {})
    assert "Nơi nhận" not in run("pdftotext", data)


def lengths(count: int) -> Paper:
    """A letter whose text grows by one paragraph at a time."""
    filler = tuple(Paragraph(plain(f"{number}. Nội dung ghi nhận.")) for number in range(count))
    return letter_with(*filler, Heading("clause", 1, "Kiến nghị"), Paragraph(plain(LONG + "./.")))


@pytest.mark.parametrize("count", range(0, 24, 2))
def test_signatures_never_stand_on_a_page_without_two_lines_of_text(count: int) -> None:
    found = pieces(render(lengths(count), {}))
    signed = next(piece for piece in found if piece.text == "TM. ĐOÀN KIỂM TRA")
    together = [piece for piece in found if piece.text in {"TRƯỞNG ĐOÀN", "Nguyễn Hoàng Lâm", "Nơi nhận:"}]
    assert {piece.page for piece in together} == {signed.page}
    above = [piece for piece in found if piece.page == signed.page and 40 < piece.top < signed.top - 5]
    assert len({piece.top for piece in above if piece.size == 14}) >= 2


@pytest.mark.parametrize("count", range(10, 24))
def test_a_heading_never_ends_a_page(count: int) -> None:
    found = pieces(render(lengths(count), {}))
    heading = next(piece for piece in found if piece.text == "1. Kiến nghị")
    assert any(piece.page == heading.page and piece.top > heading.top and piece.size == 14 for piece in found)


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    rows = tuple((plain(str(number)), plain(LONG[:200])) for number in range(1, 25))
    paper = letter_with(Table((Column("TT", 1, "centre"), Column("Nội dung", 9)), rows), Paragraph(plain("Hết./.")))
    found = pieces(render(paper, {}))
    last = max(piece.page for piece in found)
    heads = [piece for piece in found if piece.text == "Nội dung"]
    assert [piece.page for piece in heads] == list(range(1, last + 1))
    assert all(piece.bold and piece.size == 12 for piece in heads)
    for page in range(1, last + 1):
        cells = [piece for piece in found if piece.page == page and piece.size == 12 and piece.left > LEFT + 45]
        begun = [piece for piece in cells if piece.text.startswith("Đoàn Kiểm tra ghi nhận việc")]
        assert cells.index(begun[0]) <= 6 if begun else True


def test_a_row_that_no_page_can_hold_goes_on_on_the_next() -> None:
    row = (plain("1"), plain(" ".join([LONG] * 8)))
    data = render(letter_with(Table((Column("TT", 1), Column("Nội dung", 3)), (row,)), Paragraph(plain("./."))), {})
    assert run("pdftotext", data).count("Nội dung") >= 2


def test_a_dense_table_sets_thirteen_columns_on_an_upright_page(report: bytes) -> None:
    found = [piece for piece in pieces(report) if piece.size in {8, 9} and piece.top < 780]
    heads = [piece for piece in found if piece.text == "Đơn vị"]
    assert [piece.page for piece in heads] == [2, 3]
    units = [piece for piece in found if piece.text.startswith("UBND xã")]
    assert len(units) == 4 * len(papers.UNITS)
    assert len({piece.left for piece in units}) == 1
    assert all(LEFT <= piece.left < piece.right <= RIGHT + 1 for piece in found)


def test_the_words_of_a_column_title_stay_whole(report: bytes) -> None:
    words = run("pdftotext", report, "-f", "2", "-l", "2", "-bbox")
    for word in ("Thực", "hiện", "tốt", "Chưa"):
        assert f">{word}</word>" in words


def test_a_column_title_wraps_and_a_line_feed_breaks_it() -> None:
    columns = (Column("TT", 1), Column("Kết quả\ntại thời điểm kiểm tra đột xuất của Đoàn", 2), Column("Ghi chú", 9))
    row = (plain("1"), plain("Đạt"), plain(""))
    found = pieces(render(letter_with(Table(columns, (row,)), Paragraph(plain("./."))), {}))
    assert any(piece.text == "Kết quả" for piece in found)
    lines = [piece for piece in found if piece.size == 12 and piece.bold and LEFT + 40 < piece.left < LEFT + 130]
    assert len(lines) >= 4


def test_titles_too_long_for_the_page_are_broken_rather_than_lost() -> None:
    columns = tuple(Column("Giảiquyếtthủtục" + "x" * 10, 1) for _ in range(12))
    data = render(letter_with(Table(columns, ()), Paragraph(plain("./."))), {})
    letters = "".join(run("pdftotext", data).split())
    assert letters.count("G") >= 12


def test_a_note_stands_small_without_indent_below_its_table(report: bytes) -> None:
    note = one(report, "Ghi chú:")
    assert (note.size, note.italic) == (11, True)
    assert note.left == pytest.approx(LEFT, abs=1)


@pytest.mark.parametrize(("per_page", "pages"), [(2, 6), (4, 3), (6, 2)])
def test_so_many_photos_stand_on_a_page(per_page: Literal[2, 4, 6], pages: int) -> None:
    photos = tuple(Photo("b", (f"Ảnh {number}", "08:21, 14/5/2025")) for number in range(12))
    data = render(letter_with(PageBreak(), Photos(photos, per_page), PageBreak(), Paragraph(plain("./."))), {**TALL})
    found = [piece for piece in pieces(data) if piece.text.startswith("Ảnh ")]
    assert [piece.page for piece in found] == sorted(list(range(2, 2 + pages)) * per_page)
    assert [piece.text for piece in found] == [f"Ảnh {number}" for number in range(12)]
    assert all(piece.top < measure.PAGE[1] - measure.MARGIN_BOTTOM for piece in found)


def test_an_absent_photo_keeps_its_place_in_two_columns() -> None:
    photos = (Photo(None, ("Ảnh 0",), "Ảnh chưa có"), Photo("b", ("Ảnh 1",)), Photo("b", ("Ảnh 2",)))
    data = render(letter_with(Photos(photos, 6), Paragraph(plain("./."))), TALL)
    middle = LEFT + measure.TEXT_WIDTH / 2
    assert one(data, "Ảnh chưa có").middle == pytest.approx(one(data, "Ảnh 0").middle, abs=1)
    assert one(data, "Ảnh 0").right < middle < one(data, "Ảnh 1").left
    assert one(data, "Ảnh 2").middle == pytest.approx(one(data, "Ảnh 0").middle, abs=1)


def test_the_other_office_of_the_signer_stands_above_the_name(report: bytes) -> None:
    office, name = one(report, "CHÁNH VĂN PHÒNG"), one(report, "Nguyễn Hoàng Lâm")
    assert (office.size, office.bold) == (14, True)
    assert office.middle == pytest.approx(name.middle, abs=1)
    assert 12 < name.top - office.top < 18
    assert office.top - one(report, "TRƯỞNG ĐOÀN").top > measure.SIGNATURE_BOX[1]


def test_sixty_four_sections_and_twenty_appendices_keep_their_numbers_and_their_outline() -> None:
    sections = tuple(
        block
        for number in range(1, 65)
        for block in (Heading("section", number, f"Đơn vị thứ {number}"), Paragraph(plain(LONG[:300])))
    )
    table = Table((Column("TT", 1), Column("Nội dung", 9)), tuple((plain(str(n)), plain("Đạt")) for n in range(60)))
    appendices = tuple(Appendix(f"Bảng {number}", "", (table,)) for number in range(20))
    data = render(letter_with(*sections, Paragraph(plain("./.")), appendices=appendices), {})
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[63] == "LXIV. Đơn vị thứ 64"
        assert titles[64:] == [f"Phụ lục {roman(number + 1)}. Bảng {number}" for number in range(20)]
        targets: list[Any] = [item.destination for item in outline.root]
        reached = [pdf.pages.index(pikepdf.Page(target[0])) + 1 for target in targets]
    found = pieces(data)
    assert reached[64:] == [piece.page for piece in found if piece.text.startswith("Phụ lục ")]
    assert reached[:64] == [piece.page for piece in found if ". ĐƠN VỊ THỨ" in piece.text]
    numbers = {piece.page: piece.text for piece in found if piece.top < measure.MARGIN_TOP - 15}
    assert all(page not in numbers and numbers[page + 1] == "2" for page in reached[64:])


def test_every_kind_of_block_is_printed() -> None:
    paper = letter_with(
        Heading("part", 1, "Quy định chung"),
        Heading("section", 2, "Nội dung"),
        Heading("clause", 3, "Tiêu đề khoản"),
        Heading("point", 5, "Tiêu đề điểm"),
        Item("clause", 4, plain("Khoản không có tiêu đề;")),
        Item("point", 5, plain("Điểm thứ năm;")),
        KeyValues((("Thời gian bắt đầu", "08 giờ 15 phút"), ("Địa điểm", "xã Hồ Thị Kỷ"))),
        Dashes((plain("Gạch đầu dòng;"), (Run("đậm", bold=True), Run(" và nghiêng", italic=True)))),
        Qr("THISAT1:7F3A9", "Quét để kiểm tra"),
        Note(plain("Ghi chú: không")),
        Paragraph(plain("Dòng một\nDòng hai./.")),
    )
    text = run("pdftotext", render(paper, {}))
    for line in (
        *("Phần I", "QUY ĐỊNH CHUNG", "II. NỘI DUNG", "3. Tiêu đề khoản", "đ) Tiêu đề điểm"),
        *("4. Khoản không có tiêu đề;", "đ) Điểm thứ năm;", "Thời gian bắt đầu: 08 giờ 15 phút"),
        *("- Gạch đầu dòng;", "- đậm và nghiêng", "Quét để kiểm tra", "Ghi chú: không", "Dòng một\nDòng hai./."),
    ):
        assert line in text, line


def test_two_photos_stand_on_a_page_within_the_margins_with_their_captions(minutes: bytes) -> None:
    captions = [piece for piece in pieces(minutes) if "SHA-256" in piece.text]
    assert [piece.page for piece in captions] == [4, 4, 5, 5]
    listed = run("pdfimages", minutes, "-list").splitlines()[2:]
    assert [line.split()[0] for line in listed] == ["4", "4", "5"]


def test_a_photo_that_is_absent_leaves_a_frame_that_says_so(minutes: bytes) -> None:
    assert one(minutes, "Ảnh đã được rút khỏi hồ sơ").page == 5


def test_an_absent_photo_alone_is_printed_too() -> None:
    data = render(letter_with(Photos((Photo(None, ("Ảnh số 1",), "Ảnh chưa có"),)), Paragraph(plain("./."))), {})
    assert one(data, "Ảnh chưa có").italic


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 not a photo", papers.picture(400, 300)[:900]])
def test_a_damaged_photo_is_named(data: bytes) -> None:
    paper = letter_with(Photos((Photo("anh-7", ("Ảnh",)),)))
    with pytest.raises(KnownError) as refused:
        render(paper, {"anh-7": data})
    assert (refused.value.key, refused.value.params) == ("papers.image-unreadable", {"name": "anh-7"})


def test_a_photo_for_the_printing_press_is_refused() -> None:
    from PIL import Image

    written = BytesIO()
    Image.new("CMYK", (40, 30)).save(written, "JPEG")
    with pytest.raises(KnownError, match=r"papers\.image-unreadable"):
        render(letter_with(Photos((Photo("anh", ()),))), {"anh": written.getvalue()})


def test_the_footer_stands_small_on_every_page(minutes: bytes) -> None:
    found = [piece for piece in pieces(minutes) if piece.text.startswith("Mã niêm phong")]
    assert [piece.page for piece in found] == [1, 2, 3, 4, 5, 6]
    assert {piece.size for piece in found} == {measure.SIZE_FOOTER}
    assert all(piece.top > measure.PAGE[1] - measure.MARGIN_BOTTOM for piece in found)


def test_a_draft_says_so_on_every_page_and_can_be_signed_nowhere() -> None:
    data = render(dataclasses.replace(papers.MINUTES, draft=True), papers.IMAGES)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert all("/Annots" not in page.obj for page in pdf.pages)
        pages = len(pdf.pages)
    assert [piece.page for piece in pieces(data) if piece.text == "BẢN NHÁP"] == list(range(1, pages + 1))


def test_a_paper_in_force_says_nowhere_that_it_is_a_draft(minutes: bytes) -> None:
    assert not any("NHÁP" in piece.text for piece in pieces(minutes))


def test_pieces_tell_where_a_stretch_ends() -> None:
    assert Piece(1, 10, 0, 20, 14, "", False, False).right == 30
