"""Rounds in which something is otherwise than in the article, printed and read back by poppler: the sentences by hand."""

from __future__ import annotations

from inspector.journal.value import NOT_APPLICABLE, NOT_DONE, PASS
from reports.pdf import render
from tests.flows.text import spaced
from tests.unit.inspector.synthesis.rounds import Place, Round, article
from tests.unit.reports.outline.rounds import a_report
from tests.unit.reports.poppler import run


def printed(places: list[Place]) -> str:
    """Return the words of the report on a round, as poppler reads them."""
    return spaced(run("pdftotext", render(a_report(Round(places)), {}), "-raw"))


def test_three_of_five_units_of_one_district_are_named() -> None:
    places = article()
    fourth = next(place for place in places if place.name == "xã Minh hoạ 08")
    fourth.answers |= {"pub_paper_booklet": PASS, "fb_hotline_posted": PASS}
    text = printed(places)
    assert (
        "Các xã: Minh hoạ 05, Minh hoạ 06, Minh hoạ 07 (huyện Đầm Dơi) chưa công khai TTHC bằng bản giấy tại bàn hướng"
        " dẫn, chưa công khai số điện thoại đường dây nóng tiếp nhận phản ánh, kiến nghị để tạo điều kiện thuận lợi cho"
        " người dân tra cứu khi cần thiết (3/16 đơn vị)."
    ) in text
    assert "hầu hết các xã của huyện Đầm Dơi" not in text


def test_sixteen_of_sixteen_lack_the_system() -> None:
    places = article()
    for place in places:
        place.answers["sys_recognition"] = NOT_DONE
    assert (
        "Trong đó, các đơn vị được kiểm tra đều chưa sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu công dân"
        " trong giải quyết TTHC cho người dân (16/16 đơn vị)."
    ) in printed(places)


def test_one_commune_to_which_the_system_does_not_apply_is_left_out_and_noted() -> None:
    places = article()
    places[0].answers["sys_recognition"] = NOT_APPLICABLE
    text = printed(places)
    assert (
        "Trong đó, hầu hết các đơn vị được kiểm tra chưa sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu công"
        " dân trong giải quyết TTHC cho người dân (13/15 đơn vị)."
    ) in text
    assert "Ghi chú: không tính vào tỷ lệ: E1 tại xã Minh hoạ 01 (không áp dụng: chưa được trang bị)." in text
