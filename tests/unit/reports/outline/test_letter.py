from __future__ import annotations

from datetime import date

import pytest

from inspector.errors import KnownError
from inspector.journal.value import FAIL, NOT_APPLICABLE, NOT_DONE, Measure
from inspector.projection.visit import State
from reports.outline.blocks import Table
from tests.flows.text import lines, said
from tests.unit.inspector.synthesis.rounds import Round
from tests.unit.reports.outline.rounds import a_letter, unit


def test_what_must_be_put_right_is_counted_first_then_praise_then_shortcomings() -> None:
    made = Round([unit("xã 1", cert_ecopy=NOT_DONE), unit("xã 2", fb_hotline_posted=FAIL), unit("xã 3")])
    text = lines(a_letter(made))
    assert text[0].startswith("Ngày 04/03/2025, Đoàn Kiểm tra cải cách hành chính tỉnh Cà Mau đã kiểm tra đột xuất")
    assert "Bộ phận Một cửa các xã: 1, 2, 3 (Báo cáo số 05/BC-ĐKT ngày 13/05/2025)" in text[0]
    assert "02 nội dung phải khắc phục; đề nghị trả lời bằng văn bản trước ngày 11/06/2025." in text[0]
    assert text[1].startswith("Các đơn vị được kiểm tra đều thực hiện tốt cơ chế một cửa")
    assert text[2] == "Tuy nhiên, bên cạnh đó vẫn còn tồn tại, hạn chế:"
    assert text[3].startswith("1. Xã 2 chưa công khai số điện thoại đường dây nóng")
    assert text[3].endswith("Căn cứ: khoản 2, khoản 3 Điều 10, khoản 3 Điều 13 Nghị định số 20/2008/NĐ-CP.")
    assert text[4].startswith("2. Xã 1 chưa triển khai thực hiện chứng thực bản sao điện tử")
    assert text[-1].endswith("trước ngày 11/06/2025./.")


def test_every_task_says_what_where_who_with_what_proof_and_by_when() -> None:
    made = Round([unit("xã 1", cert_ecopy=NOT_DONE), unit("xã 2", cert_ecopy=NOT_DONE, pub_paper_booklet=FAIL)])
    (table,) = [block for block in a_letter(made).body if isinstance(block, Table)]
    assert [column.title for column in table.columns][1:] == [
        "Việc phải làm", "Đơn vị", "Người thực hiện", "Sản phẩm", "Thời hạn",
    ]  # fmt: skip
    rows = [[said(cell) for cell in row] for row in table.rows]
    assert rows[0] == [
        "1",
        "Triển khai thực hiện chứng thực bản sao điện tử đạt hiệu quả, đúng tiến độ đề ra",
        "Các xã: 1, 2",
        "Chủ tịch UBND cấp xã",
        "Báo cáo kèm: ảnh màn hình hoặc sổ chứng thực đã che thông tin cá nhân; ngày của lượt gần nhất",
        "10/06/2025 (20 ngày làm việc)",
    ]
    assert (rows[1][2], rows[1][5]) == ("Xã 2", "20/05/2025 (5 ngày làm việc)")


def test_deadlines_beyond_the_tables_say_that_only_weekends_were_taken_out() -> None:
    made = Round([unit("xã 1", cert_ecopy=NOT_DONE)])
    text = lines(a_letter(made, day=date(2034, 12, 20)))
    assert any("Chưa có lịch nghỉ lễ năm 2034, 2035" in line for line in text)
    assert not any("Chưa có lịch nghỉ lễ" in line for line in lines(a_letter(made)))


def test_what_does_not_apply_is_told_below_the_shortcomings() -> None:
    made = Round(
        [unit("xã 1", cert_ecopy=NOT_DONE), unit("xã 2", cert_ecopy=NOT_APPLICABLE), unit("xã 3"), unit("xã 4")]
    )
    text = lines(a_letter(made))
    assert "Ghi chú: không tính vào tỷ lệ: D1 tại xã 2 (không áp dụng: chưa được trang bị)." in text
    assert any(line.startswith("1. Xã 1 chưa triển khai") and "(1/3 đơn vị)" in line for line in text)


def test_the_day_of_the_answer_is_the_offices_where_it_names_one() -> None:
    made = Round([unit("xã 1", cert_ecopy=NOT_DONE)])
    text = lines(a_letter(made, answer_by=date(2025, 6, 13)))
    assert "trước ngày 13/06/2025" in text[0]
    assert text[-1].endswith("trước ngày 13/06/2025./.")


def test_a_letter_speaks_of_its_own_units_alone_and_never_of_role_play() -> None:
    made = Round(
        [
            unit("xã 1", cert_ecopy=NOT_DONE, ms_accuracy=NOT_DONE),
            unit("xã 2", "huyện B", fb_hotline_posted=FAIL),
            unit("xã 3", "huyện B"),
        ]
    )
    text = " ".join(lines(a_letter(made, "xã 1")))
    assert "xã 2" not in text
    assert "đường dây nóng" not in text
    assert "01 nội dung" in text
    assert "hướng dẫn quy trình" not in text


def test_a_shortcoming_of_some_officials_is_asked_to_be_put_right_too() -> None:
    made = Round([unit("xã 1", staff_attitude=Measure(n=1, total=3))])
    text = lines(a_letter(made))
    assert any(line.startswith("1. Đa số công chức có mặt") and "(2/3 công chức), tại xã 1." in line for line in text)
    assert "01 nội dung phải khắc phục" in text[0]


def test_units_without_shortcomings_get_no_letter() -> None:
    with pytest.raises(KnownError) as refused:
        a_letter(Round([unit("xã 1")]))
    assert refused.value.key == "document.no-shortcoming"


def test_only_pictures_of_shortcomings_are_attached() -> None:
    made = Round([unit("xã 1", fac_waiting=FAIL, ms_accuracy=NOT_DONE)])
    visit = made.visits["xã 1"]
    for caption, item in (
        ("Thiếu ghế", "fac_waiting"),
        ("Quầy gọn gàng", "fac_equipment"),
        ("Ghi khi đóng vai", "ms_accuracy"),
    ):
        photo = made.an.photo(visit)
        made.an.caption(visit, photo, caption)
        made.an.link(visit, photo, item)
    text = lines(a_letter(made))
    assert "G2 – Thiếu ghế" in text
    assert not [line for line in text if "Quầy gọn gàng" in line or "đóng vai" in line or "H1" in line]


def test_rows_that_two_people_counted_in_another_order_hold_no_letter_up() -> None:
    made = Round([unit("xã 1", staff_attitude=Measure(n=1, total=2))])
    visit = made.visits["xã 1"]
    for by, first in ((made.an, 1), (made.lead, 0)):
        for number, met in (("1", first), ("2", 1 - first)):
            by.observe(visit, "staff_attitude", Measure(n=met, total=1), instance=number)
    before = lines(a_letter(Round([unit("xã 1", staff_attitude=Measure(n=1, total=2))])))
    assert made.view.visits[visit].results["staff_attitude", "1"].state is State.CONTESTED
    made.lead.seal(visit)
    paper = a_letter(made, draft=False)
    assert not paper.draft
    assert lines(paper)[: len(before)] == before


def test_head_and_signature_are_those_of_the_office_and_a_final_letter_needs_every_seal() -> None:
    made = Round([unit("xã 1", sys_recognition=NOT_DONE), unit("xã 2")])
    draft = a_letter(made)
    assert (draft.number, draft.day, draft.verification) == (None, None, None)
    made.an.seal(made.visits["xã 1"])
    with pytest.raises(KnownError, match=r"document\.not-sealed"):
        a_letter(made, draft=False)
    made.an.seal(made.visits["xã 2"])
    paper = a_letter(made, draft=False)
    assert (paper.number, paper.symbol, paper.place, paper.day) == ("101", "UBND-NC", "Cà Mau", date(2025, 5, 13))
    assert paper.fields() == ("NguoiKy",)
    assert paper.recipients[0] == "Như trên"
    assert paper.verification is not None
    assert paper.footer[0].startswith(f"Mã hồ sơ: {paper.verification.code}")
