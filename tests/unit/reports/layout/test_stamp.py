from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from reports.layout.stamp import stamp, vietnam_time
from tests.unit.reports import papers
from tests.unit.reports.poppler import pieces, run

AT = datetime(2026, 11, 23, 2, 14, 22, tzinfo=UTC)


def test_the_time_is_that_of_vietnam_wherever_the_machine_is() -> None:
    assert vietnam_time(AT) == "23/11/2026 09:14:22 +07:00"
    assert vietnam_time(AT.astimezone(timezone(timedelta(hours=-5)))) == "23/11/2026 09:14:22 +07:00"


def test_a_stamp_says_who_signed_and_when() -> None:
    text = run("pdftotext", stamp("Nguyễn Hoàng Lâm", AT, "", 164, 65))
    assert text.split("\n")[:3] == [
        "Chữ ký số",
        "Người ký: Nguyễn Hoàng Lâm",
        "Thời gian ký: 23/11/2026 09:14:22 +07:00",
    ]
    assert "MẪU" not in text


def test_a_sample_says_that_it_is_one() -> None:
    assert "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in run(
        "pdftotext", stamp("Lâm", AT, "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", 164, 65)
    )


@pytest.mark.parametrize("picture", [None, papers.picture(600, 200, "PNG")])
def test_a_long_name_stays_within_its_box(picture: bytes | None) -> None:
    name = "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Lâm, Trưởng đoàn Kiểm tra cải cách hành chính tỉnh"
    for piece in pieces(stamp(name, AT, "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", 164, 65, picture)):
        assert piece.left >= 3
        assert piece.right <= 162
        assert 0 <= piece.top <= 62


def test_the_same_stamp_has_the_same_bytes() -> None:
    assert stamp("Lâm", AT, "", 164, 65) == stamp("Lâm", AT, "", 164, 65)
