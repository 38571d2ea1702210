from __future__ import annotations

from datetime import date

import pytest

from reports.layout.numbering import civil_date, document_number, point, roman


@pytest.mark.parametrize(
    ("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX"), (64, "LXIV"), (149, "CXLIX")]
)
def test_parts_and_sections_count_in_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [point(number) for number in range(1, 9)] == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    assert [point(23), point(24), point(25)] == ["y", "aa", "ab"]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2025, 2, 28), "ngày 28 tháng 02 năm 2025"),
        (date(2025, 6, 9), "ngày 09 tháng 6 năm 2025"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_a_zero_goes_before_small_days_and_before_january_and_february_only(day: date, written: str) -> None:
    assert civil_date(day) == written


def test_without_date_and_number_there_is_room_to_write_them() -> None:
    assert civil_date(None).split() == ["ngày", "tháng", "năm"]
    assert document_number(None, "BB-ĐKT").split() == ["Số:", "/BB-ĐKT"]
    assert "   " in civil_date(None)


def test_a_number_is_text_and_keeps_its_zeros() -> None:
    assert document_number("0226", "TB-UBND") == "Số: 0226/TB-UBND"
