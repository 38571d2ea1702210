from __future__ import annotations

from datetime import date

import msgspec
import pytest

from inspector.errors import KnownError
from inspector.journal.value import FAIL, NOT_DONE, NOT_VERIFIABLE, PASS, Measure
from reports.outline.blocks import Paper, Photos, Table
from tests.flows.text import lines, said
from tests.unit.inspector.synthesis.rounds import Place, Round, article
from tests.unit.reports.outline.rounds import OFFICE, a_report, unit


def tables(paper: Paper, title: str) -> list[list[list[str]]]:
    (appendix,) = [one for one in paper.appendices if one.title == title]
    return [[[said(cell) for cell in row] for row in block.rows] for block in appendix.body if isinstance(block, Table)]


def test_the_overview_says_when_whom_and_how() -> None:
    text = lines(a_report(Round(article())))
    assert text[1].startswith("Thực hiện Quyết định số 0000/QĐ-UBND")
    assert text[1].endswith(
        "từ ngày 11/02/2025 đến ngày 08/05/2025, Đoàn Kiểm tra cải cách hành chính tỉnh Cà Mau kiểm tra đột xuất Bộ phận"
        " Một cửa của 16 đơn vị xã, thị trấn trên địa bàn 4 huyện gồm: U Minh, Thới Bình, Đầm Dơi và Trần Văn Thời."
    )
    assert "Phiếu kiểm tra phiên bản 2025.1 (14 nội dung)" in text[2]


def test_praise_then_song_then_what_the_provincial_chair_is_asked_to_order() -> None:
    text = lines(a_report(Round(article())))
    strengths = next(line for line in text if line.startswith("Với 16 đơn vị xã, thị trấn"))
    officials = next(
        line for line in text if line.startswith("Cũng theo ghi nhận của thành viên Đoàn Kiểm tra, hầu hết")
    )
    shortcomings = next(line for line in text if line.startswith("Song, bên cạnh đó, bộ phận một cửa các nơi"))
    asked = next(line for line in text if line.startswith("Qua kết quả kiểm tra, Đoàn Kiểm tra kiến nghị"))
    assert text.index(strengths) < text.index(officials) < text.index(shortcomings) < text.index(asked)
    assert "Trong đó, hầu hết các đơn vị" in shortcomings
    assert ". Theo ghi nhận, hầu hết các xã của huyện Đầm Dơi" in shortcomings
    assert "Trong đó, triển khai thực hiện Hệ thống nhận diện" in asked
    assert asked.endswith("đúng tiến độ đề ra./.")


def test_a_round_without_shortcomings_asks_for_nothing_new() -> None:
    paper = a_report(Round([unit("xã 1"), unit("xã 2"), unit("xã 3")]))
    text = lines(paper)
    assert "Đoàn Kiểm tra không ghi nhận tồn tại, hạn chế." in text
    assert any(line.endswith("tiếp tục duy trì kết quả đạt được./.") for line in text)
    assert [one.title for one in paper.appendices] == ["DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA", "BẢNG TỔNG HỢP KẾT QUẢ"]


def test_shortcomings_under_the_general_clause_alone_end_the_request() -> None:
    paper = a_report(Round([unit("xã 1", fb_hotline_posted=FAIL), unit("xã 2"), unit("xã 3")]))
    asked = next(line for line in lines(paper) if line.startswith("Qua kết quả kiểm tra"))
    assert asked.endswith("được Đoàn Kiểm tra chỉ ra./.")
    assert "DANH MỤC NHIỆM VỤ KIẾN NGHỊ" not in [one.title for one in paper.appendices]


def test_units_are_listed_with_day_score_minutes_and_seal() -> None:
    made = Round([unit("xã 1"), unit("xã 2", day="2025-03-05", fac_waiting=FAIL)])
    made.an.seal(made.visits["xã 1"])
    ((first, second),) = tables(a_report(made), "DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA")
    assert first[:6] == ["1", "Xã 1", "huyện A", "04/03/2025", "100,0%", "07/BB-ĐKT"]
    assert len(first[6]) == 23
    assert second[:4] == ["2", "Xã 2", "huyện A", "05/03/2025"]
    assert second[4:] == ["95,0%", "", "chưa niêm phong"]


def test_a_unit_that_waits_is_named_and_a_void_visit_counts_for_nothing() -> None:
    made = Round([unit("xã 1"), unit("xã 2", fac_waiting=FAIL), Place("xã 3", "huyện A", {})])
    made.an.status(made.visits["xã 2"], "void")
    text = lines(a_report(made))
    assert "Ghi chú: Đơn vị có trong kế hoạch, chưa có kết quả kiểm tra: xã 3." in text
    assert "01 đơn vị xã" in text[1]
    assert not any("ghế" in line for line in text)


def test_the_matrix_has_a_column_for_each_unit_and_at_most_twelve_to_a_table() -> None:
    made = Round([unit(f"xã {number}") for number in range(1, 14)])
    paper = a_report(made)
    (appendix,) = [one for one in paper.appendices if one.title == "BẢNG TỔNG HỢP KẾT QUẢ"]
    found = [block for block in appendix.body if isinstance(block, Table)]
    assert [[column.title for column in table.columns][1:] for table in found] == [
        [str(number) for number in range(1, 8)],
        [str(number) for number in range(8, 14)],
    ]
    assert all(table.dense for table in found)


def test_the_matrix_tells_outcomes_by_signs_and_ratios_by_numbers() -> None:
    made = Round(
        [
            Place("xã 1", "huyện A", {"fac_waiting": PASS, "staff_attitude": Measure(n=2, total=3)}),
            Place("xã 2", "huyện A", {"fac_waiting": FAIL, "staff_attitude": NOT_VERIFIABLE}),
            Place("xã 3", "huyện A", {"cert_ecopy": NOT_DONE}),
        ]
    )
    ((*rows,),) = tables(a_report(made), "BẢNG TỔNG HỢP KẾT QUẢ")
    assert {row[0].split(".")[0]: row[1:] for row in rows} == {
        "D1": ["", "", "K"],
        "F2": ["2/3", "KKT", ""],
        "G2": ["Đ", "K", ""],
    }


def test_tasks_name_who_directs_them_at_the_time_of_the_report() -> None:
    made = Round([unit("xã 1", cert_ecopy=NOT_DONE), unit("xã 2", "huyện B"), unit("xã 3", "huyện B")])
    ((row,),) = tables(a_report(made), "DANH MỤC NHIỆM VỤ KIẾN NGHỊ")
    assert row[2:4] == ["Xã 1 (huyện A)", "Chủ tịch UBND huyện A; Chủ tịch UBND cấp xã"]
    ((row,),) = tables(a_report(made, day=date(2025, 7, 1)), "DANH MỤC NHIỆM VỤ KIẾN NGHỊ")
    assert row[3] == "Chủ tịch UBND xã 1; Chủ tịch UBND cấp xã"


def test_photos_of_shortcomings_are_attached_four_to_a_page() -> None:
    made = Round([unit("xã 1", fac_waiting=FAIL), unit("xã 2"), unit("xã 3")])
    for name in ("xã 1", "xã 2"):
        photo = made.an.photo(made.visits[name])
        made.an.link(made.visits[name], photo, "fac_waiting")
    (appendix,) = [one for one in a_report(made).appendices if one.title.startswith("HÌNH ẢNH")]
    (photos,) = appendix.body
    assert isinstance(photos, Photos)
    assert (len(photos.photos), photos.per_page) == (1, 4)


def test_the_lead_signs_and_with_the_agencys_seal_by_the_office_held_there() -> None:
    made = Round([unit("xã 1"), unit("xã 2"), unit("xã 3")])
    (signature,) = a_report(made).signatures
    assert (signature.authority, signature.name, signature.office, signature.office_field) == (
        ("TRƯỞNG ĐOÀN",), "Lead", "", "",
    )  # fmt: skip
    sealed = msgspec.structs.replace(OFFICE, uses_agency_seal=True, lead_office="CHÁNH VĂN PHÒNG")
    (signature,) = a_report(made, office=sealed).signatures
    assert (signature.office, signature.office_field) == ("CHÁNH VĂN PHÒNG", "TruongDoanDau")


def test_a_final_report_needs_every_seal_and_every_dispute_decided() -> None:
    made = Round([unit("xã 1"), unit("xã 2")])
    with pytest.raises(KnownError, match=r"document\.not-sealed"):
        a_report(made, draft=False)
    for visit in made.visits.values():
        made.an.seal(visit)
    paper = a_report(made, draft=False)
    assert (paper.number, paper.symbol, paper.day) == ("05", "BC-ĐKT", date(2025, 5, 13))
    assert paper.addressees == ("Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",)
    made.lead.observe(made.visits["xã 2"], "fac_waiting", FAIL)
    with pytest.raises(KnownError) as refused:
        a_report(made, draft=False)
    assert (refused.value.key, refused.value.params["codes"]) == ("document.contested", "G2")
