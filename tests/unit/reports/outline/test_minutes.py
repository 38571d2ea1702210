from __future__ import annotations

import pytest

from inspector.errors import KnownError
from inspector.journal.value import DONE, FAIL, GOOD, NOT_APPLICABLE, NOT_DONE, NOT_VERIFIABLE, PASS, Measure, Value
from reports.outline.blocks import Paper, Photos
from reports.outline.minutes import Numbered, minutes
from tests.flows.text import lines
from tests.unit.reports.outline.visits import ASKED, OFFICE, Scene

ALL_GOOD: dict[str, Value] = {
    "A1": PASS, "A2": PASS, "B1": PASS, "B2": PASS, "C1": Measure(n=3, total=3), "C2": Measure(n=9, total=9),
    "C3": Measure(n=9, total=9), "D1": GOOD, "E1": GOOD, "F1": Measure(n=3, total=3), "F2": Measure(n=3, total=3),
    "G1": GOOD, "G2": PASS, "H1": GOOD,
}  # fmt: skip
BOOKLET = "chưa công khai TTHC bằng bản giấy tại bàn hướng dẫn"
BOOKLET_TASK = "Công khai TTHC bằng hình thức điện tử dưới dạng mã QR kết hợp công khai TTHC dưới dạng đóng cuốn"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def part(paper: Paper, title: str) -> list[str]:
    """Return what stands between a title and the next one of its rank or above."""
    text = lines(paper)
    start = next(place for place, line in enumerate(text) if line.endswith(title)) + 1
    numbered = text[start - 1].split(" ")[0]
    above = ("I.", "II.", "III.", "IV.", "V.")
    ends = above if numbered in above else (*above, "1.", "2.")
    end = next(
        (
            place
            for place, line in enumerate(text[start:], start)
            if line.split(" ")[0] in ends and (numbered in above or line.split(" ", 1)[1][:1].isupper())
        ),
        len(text),
    )
    return text[start:end]


def test_strengths_come_before_shortcomings_in_the_order_in_which_reports_tell_them(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "E1": NOT_DONE})
    text = lines(scene.minutes())
    good, bad = text.index("1. Ưu điểm"), text.index("2. Tồn tại, hạn chế")
    assert good < bad
    told = text[good + 1 : bad]
    assert "cơ sở vật chất" in told[0]
    assert "đeo bảng tên" in told[1]
    assert "nơi ngồi chờ" in told[2]
    assert all(line.startswith("- ") for line in told)
    assert [line[-1] for line in told] == [";"] * (len(told) - 1) + ["."]
    assert text[bad + 1].startswith("- Chưa sử dụng Hệ thống nhận diện")
    assert text[bad + 1].endswith(".")


def test_officials_are_praised_as_such_and_not_as_the_unit(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    told = lines(scene.minutes())
    assert "- Công chức có mặt tại thời điểm kiểm tra chấp hành tốt việc đeo bảng tên theo quy định;" in told


def test_a_shortcoming_of_some_officials_says_how_many(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "F2": Measure(n=2, total=3)}, note="01 công chức trả lời cộc lốc")
    told = part(scene.minutes(), "Tồn tại, hạn chế")
    assert told[0] == "- Còn có công chức chưa có thái độ hoà nhã, thân thiện (2/3 công chức)."


def test_rows_that_officials_were_counted_by_are_told_in_the_remark_alone(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "F2": Measure(n=2, total=3)}, note="3: trả lời cộc lốc")
    before = lines(scene.minutes())
    for number, met, note in (("1", 1, ""), ("2", 1, "niềm nở"), ("3", 0, "trả lời cộc lốc")):
        scene.an.observe(scene.visit, ASKED.find("F2").id, Measure(n=met, total=1), note, number)
    assert lines(scene.minutes()) == before
    assert "3: trả lời cộc lốc" in before


def test_what_is_done_but_not_well_is_neither_praised_nor_a_shortcoming(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "D1": DONE})
    text = lines(scene.minutes())
    assert "Có thực hiện" in text
    assert not [line for line in text if line.startswith("- ") and "chứng thực" in line]


def test_publicity_is_praised_only_where_booklet_and_qr_code_are_both_there(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "A2": FAIL}, note="không có mã QR")
    text = lines(scene.minutes())
    assert not [line for line in text if "kết hợp công khai mã QR và bảng giấy" in line]
    assert "- Chưa công khai TTHC bằng mã QR." in text


def test_publicity_is_not_praised_where_nobody_asked_for_the_qr_code(scene: Scene) -> None:
    scene.answer({"A1": PASS})
    assert not [line for line in lines(scene.minutes()) if "kết hợp công khai mã QR" in line]


def test_a_unit_without_shortcomings_is_asked_to_go_on(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    paper = scene.minutes()
    assert "Không ghi nhận tồn tại, hạn chế." in lines(paper)
    assert part(paper, "KIẾN NGHỊ, YÊU CẦU") == ["Đề nghị đơn vị tiếp tục duy trì kết quả đạt được."]


def test_what_does_not_apply_or_could_not_be_checked_is_listed_and_not_counted(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "D1": NOT_APPLICABLE}, reason="không phát sinh")
    scene.answer({"E1": NOT_VERIFIABLE}, reason="mất điện")
    text = lines(scene.minutes())
    assert "Không tính vào kết quả: D1 (không áp dụng), E1 (không kiểm tra được)." in text
    assert "mất điện" in text
    bad = text.index("2. Tồn tại, hạn chế")
    assert text[bad + 1] == "Không ghi nhận tồn tại, hạn chế."


def test_what_was_not_asked_is_said_and_is_no_shortcoming(scene: Scene) -> None:
    scene.answer({"A1": PASS, "A2": PASS})
    text = lines(scene.minutes())
    assert "Nội dung không kiểm tra trong lượt này: B1, B2, C1, C2, C3, D1, E1, F1, F2, G1, G2." in text
    assert "Không ghi nhận tồn tại, hạn chế." in text


def test_what_rests_on_role_play_alone_stays_in_the_team(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "H1": NOT_DONE}, note="hướng dẫn sai")
    scene.photo("Người đóng vai ghi lại", "H1")
    scene.photo("Nơi ngồi chờ", "G2", "H1")
    paper = scene.minutes()
    text = lines(paper)
    assert not [line for line in text if "H1" in line or "quy trình, hồ sơ đúng với TTHC" in line]
    assert not [line for line in text if "Người đóng vai" in line]
    assert "G2 – Nơi ngồi chờ" in text
    assert not [line for line in text if "Đóng vai" in line]


def test_a_recommendation_stands_once_however_many_items_call_for_it(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "A1": FAIL, "A2": FAIL}, note="không có")
    tasks = [line for line in part(scene.minutes(), "KIẾN NGHỊ, YÊU CẦU") if BOOKLET_TASK in line]
    assert len(tasks) == 1
    assert tasks[0].startswith("1. ")
    assert tasks[0].endswith("; thời hạn 5 ngày làm việc.")


def test_an_item_is_spoken_for_by_another_that_was_met_or_not_asked(scene: Scene) -> None:
    scene.answer({"A2": FAIL}, note="không có mã QR")
    assert any(BOOKLET_TASK in line for line in part(scene.minutes(), "KIẾN NGHỊ, YÊU CẦU"))
    scene.answer({"A1": PASS})
    assert any(BOOKLET_TASK in line for line in part(scene.minutes(), "KIẾN NGHỊ, YÊU CẦU"))


def test_an_item_without_a_recommendation_of_its_own_falls_under_the_general_clause(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "B1": FAIL}, note="không có số điện thoại")
    paper = scene.minutes()
    general = "Đề nghị đơn vị khắc phục ngay những tồn tại, hạn chế nêu trên."
    assert part(paper, "KIẾN NGHỊ, YÊU CẦU") == [general]
    scene.answer({"E1": NOT_DONE}, note="chưa dùng")
    demands = part(scene.minutes(), "KIẾN NGHỊ, YÊU CẦU")
    assert demands[0] == f"{general} Trong đó:"
    assert [line[:2] for line in demands[1:]] == ["1."]
    assert "đường dây nóng" not in demands[1]


def test_a_draft_shows_what_observers_saw_differently_and_draws_nothing_from_it(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "G1": GOOD})
    scene.binh.meet(scene.an)
    scene.binh.open(scene.visit)
    scene.answer({"G1": NOT_DONE}, by=scene.binh, note="máy in hỏng")
    text = lines(scene.minutes())
    assert [line for line in text if line.startswith("Ghi nhận khác nhau: ")] == [
        "Ghi nhận khác nhau: Thực hiện tốt / Chưa thực hiện"
    ]
    assert "Chưa thống nhất, chờ Trưởng đoàn kết luận: G1." in text
    assert not [line for line in text if line.startswith("- ") and "trang thiết bị" in line]


def test_what_the_lead_concluded_is_told_with_the_reason(scene: Scene) -> None:
    scene.answer({**ALL_GOOD, "G1": NOT_DONE}, note="máy in hỏng")
    scene.lead.meet(scene.an)
    scene.lead.conclude(scene.visit, "fac_equipment", GOOD)
    text = lines(scene.minutes())
    assert "máy in hỏng; Trưởng đoàn kết luận: đã xem ảnh" in text
    assert any(line.startswith("- ") and "trang thiết bị" in line for line in text)


def test_what_is_withheld_is_said_and_is_no_dispute(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    (entry,) = [one.id for one in scene.an.statements.values() if one.header.about == ("obs", "fac_waiting", "")]
    paper = minutes(scene.view_without(entry), ASKED, OFFICE, Numbered(None, True), frozenset())
    text = lines(paper)
    assert "Chưa có nội dung" in text
    assert "Chưa có nội dung trong hồ sơ này, không tính vào kết quả: G2." in text
    assert not [line for line in text if "Chưa thống nhất" in line]


def test_a_photo_that_is_not_here_keeps_its_place_and_says_so(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    scene.photo("Nơi ngồi chờ", "G2")
    here, absent = (scene.minutes(present=held).appendices[0].body[0] for held in (None, frozenset[str]()))
    assert isinstance(here, Photos)
    assert isinstance(absent, Photos)
    assert here.photos[0].image is not None
    assert here.photos[0].caption[-1].startswith("Ảnh gốc ")
    assert absent.photos[0].image is None
    assert absent.photos[0].absent == "Ảnh chưa có trong tệp này hoặc đã được che theo quy định"
    assert absent.photos[0].caption[0] == "G2 – Nơi ngồi chờ"


def test_a_visit_without_photos_has_no_appendix(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    assert scene.minutes().appendices == ()


def test_those_who_were_there_are_named_also_before_anybody_answered(scene: Scene) -> None:
    assert part(scene.minutes(), "Đoàn Kiểm tra")[0] == "- An"
    scene.answer(ALL_GOOD, by=scene.binh)
    assert part(scene.minutes(), "Đoàn Kiểm tra")[:2] == ["- An", "- Binh"]


def test_nobody_is_said_to_have_been_there_for_signing_or_deciding_afterwards(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    scene.lead.conclude(scene.visit, "fac_waiting", "fail")
    paper = scene.minutes()
    assert [one.name for one in paper.signatures if "TRƯỞNG ĐOÀN" in one.authority] == ["Lead"]
    assert "- Lead" not in part(paper, "Đoàn Kiểm tra")


def test_the_facts_that_were_stated_are_told(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    for name, value in (
        ("ended", "2025-11-21T10:20:00+07:00"),
        ("representatives", "Ông Trần Văn Thử, Phó Chủ tịch"),
        ("unit_opinion", "Thống nhất."),
        ("refused_to_sign", "Đại diện đơn vị vắng mặt"),
    ):
        scene.an.fact(scene.visit, name, value)
    text = lines(scene.minutes())
    assert "- Ông Trần Văn Thử, Phó Chủ tịch" in text
    assert "Thống nhất." in text
    assert "Đơn vị không ký biên bản: Đại diện đơn vị vắng mặt" in text
    assert any("kết thúc lúc 10 giờ 20 phút cùng ngày" in line for line in text)


def test_without_an_opinion_there_is_room_to_write_one(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    assert [line for line in part(scene.minutes(), "Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA") if set(line) == {"."}]


def test_only_a_draft_is_made_of_a_visit_that_is_not_sealed(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    with pytest.raises(KnownError) as refused:
        scene.minutes(draft=False)
    assert refused.value.key == "document.not-sealed"
    draft = scene.minutes()
    assert draft.number is None
    assert draft.draft
    assert draft.verification is None
    assert draft.footer == ("Lượt kiểm tra còn nội dung chưa niêm phong",)


def test_the_paper_points_to_a_seal_that_covers_all_it_tells(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    first = scene.an.seal(scene.visit)
    assert scene.minutes(draft=False).verification is not None
    # A colleague answers too and seals what is on that laptop: neither seal is of both.
    scene.binh.open(scene.visit)
    scene.answer({"A1": PASS}, by=scene.binh)
    second = scene.binh.seal(scene.visit)
    with pytest.raises(KnownError, match=r"document\.not-sealed"):
        scene.minutes(draft=False)
    scene.view()
    final = scene.lead.seal(scene.visit, "final")
    verification = scene.minutes(draft=False).verification
    assert verification is not None
    assert verification.qr == final
    assert verification.qr not in (first, second)
    # A late seal of a part does not take its place.
    scene.binh.seal(scene.visit)
    again = scene.minutes(draft=False).verification
    assert again is not None
    assert again.qr == final


def test_signatures_are_for_secretary_lead_and_unit(scene: Scene) -> None:
    scene.answer(ALL_GOOD)
    paper = scene.minutes()
    assert paper.fields() == ("ThuKy", "TruongDoan", "DaiDienDonVi")
    assert [one.name for one in paper.signatures] == ["", "Lead", ""]
