from __future__ import annotations

import pytest

from ui.work.going import Target, find

TARGETS = [
    Target("item", "Niêm yết mã QR tra cứu TTHC", "pub_qr_posted", code="A2"),
    Target("item", "Mã QR mở đúng TTHC còn hiệu lực", "pub_qr_opens", code="A3"),
    Target("item", "Công khai số điện thoại đường dây nóng", "fb_hotline_posted", code="B1", more="hộp thư góp ý"),
    Target("visit", "Xã Đất Mũi", "v1", more="huyện Ngọc Hiển"),
    Target("act", "Niêm phong lượt này", "seal"),
    Target("act", "Sao lưu ngay một bản", "checkpoint"),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("a3", "pub_qr_opens"),
        ("đến A3", "pub_qr_opens"),
        ("duong day nong", "fb_hotline_posted"),
        ("đường dây", "fb_hotline_posted"),
        ("nong duong", "fb_hotline_posted"),
        ("gop y", "fb_hotline_posted"),
        ("dat mui", "v1"),
        ("ngoc hien", "v1"),
        ("niem phong", "seal"),
        ("SAO LUU", "checkpoint"),
    ],
)
def test_words_without_diacritics_lead_to_what_they_mean(query: str, first: str) -> None:
    assert find(TARGETS, query)[0].name == first


def test_a_code_half_typed_offers_all_that_begin_so() -> None:
    assert [target.code for target in find(TARGETS, "a")][:2] == ["A2", "A3"]


def test_nothing_asked_and_nothing_known_find_nothing() -> None:
    assert find(TARGETS, "  ") == []
    assert find(TARGETS, "khong co gi") == []
    assert len(find(TARGETS, "a", limit=1)) == 1
