from __future__ import annotations

from datetime import date

import pytest

from inspector.errors import KnownError
from inspector.journal.value import FAIL, NOT_DONE, Measure
from reports.outline.blocks import Table
from tests.flows.text import lines, said
from tests.unit.reports.outline.test_minutes import ALL_GOOD
from tests.unit.reports.outline.visits import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_praise_comes_first_then_what_must_be_put_right_by_whom_and_when(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "D1": NOT_DONE, "B1": FAIL}, note="chưa có")
    paper = scene.letter()
    text = lines(paper)
    assert "02 nội dung phải khắc phục; đề nghị trả lời bằng văn bản trước ngày 13/06/2025." in text[0]
    assert "(Biên bản số 05/BB-ĐKT)" in text[0]
    assert text[1].startswith("Đơn vị bố trí cơ sở vật chất")
    assert ". Công chức có mặt tại thời điểm kiểm tra chấp hành tốt" in text[1]
    assert text[2] == "Tuy nhiên, bên cạnh đó vẫn còn tồn tại, hạn chế:"
    (table,) = [block for block in paper.body if isinstance(block, Table)]
    rows = [[said(cell) for cell in row] for row in table.rows]
    assert [row[0][:30] for row in rows] == ["Chưa công khai số điện thoại đ", "Chưa triển khai thực hiện chứn"]
    assert rows[1][2] == "20 ngày làm việc"
    assert all(row[1] and row[3] for row in rows)


def test_orders_are_numbered_and_the_last_asks_for_a_report(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "A1": FAIL, "A2": FAIL, "E1": NOT_DONE}, note="chưa có")
    numbered = [line for line in lines(scene.letter()) if line[:2] in ("1.", "2.", "3.", "4.")]
    assert len(numbered) == 3, "one recommendation speaks for both of the first items"
    assert numbered[-1].startswith("3. Báo cáo kết quả khắc phục bằng văn bản")
    assert numbered[-1].endswith("trước ngày 13/06/2025./.")
    assert all(line.endswith(".") for line in numbered)


def test_a_shortcoming_of_some_officials_is_asked_to_be_put_right_too(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "F2": Measure(n=2, total=3)}, note="trả lời cộc lốc")
    text = lines(scene.letter())
    assert "Còn có công chức chưa có thái độ hoà nhã, thân thiện (2/3 công chức)" in text
    assert "01 nội dung phải khắc phục" in text[0]


def test_a_unit_without_shortcomings_gets_no_letter(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    with pytest.raises(KnownError) as refused:
        scene.letter()
    assert refused.value.key == "document.no-shortcoming"


def test_only_pictures_of_shortcomings_are_attached_and_none_of_role_play(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "G2": FAIL, "H1": NOT_DONE}, note="thiếu ghế")
    scene.photo("Thiếu ghế", "G2")
    scene.photo("Quầy gọn gàng", "G1")
    scene.photo("Ghi khi đóng vai", "H1")
    text = lines(scene.letter())
    assert "G2 – Thiếu ghế" in text
    assert not [line for line in text if "Quầy gọn gàng" in line or "đóng vai" in line or "H1" in line]


def test_head_and_signature_are_those_of_the_office(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "E1": NOT_DONE}, note="chưa dùng")
    draft = scene.letter()
    assert (draft.number, draft.day, draft.verification) == (None, None, None)
    with pytest.raises(KnownError, match=r"document\.not-sealed"):
        scene.letter(draft=False)
    scene.an.seal(scene.visit)
    paper = scene.letter(draft=False)
    assert (paper.number, paper.symbol, paper.place, paper.day) == ("101", "UBND-NC", "Cà Mau", date(2025, 5, 13))
    assert paper.addressees == ("Chủ tịch Ủy ban nhân dân xã Minh Hoạ",)
    assert paper.fields() == ("NguoiKy",)
    assert paper.recipients[0] == "Như trên"
    assert paper.recipients[-1].startswith("Lưu: VT")
    assert paper.verification is not None
