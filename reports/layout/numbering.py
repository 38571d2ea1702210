"""How numbers, letters and dates are written in official papers."""

from __future__ import annotations

from datetime import date

# Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5.d: điểm by the letters of the Vietnamese alphabet.
_POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Return `number` (1 to 399) in Roman numerals."""
    assert 1 <= number < 400, number
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def point(number: int) -> str:
    """Return the letter of the `number`th điểm, from 1: a, b, c, d, đ, e, g …; aa, ab … when one letter is too few."""
    assert number >= 1, number
    more, index = divmod(number - 1, len(_POINTS))
    return (point(more) if more else "") + _POINTS[index]


def civil_date(day: date | None) -> str:
    """Return `ngày 05 tháng 6 năm 2026`; without a date, room to write one.

    A zero goes before days below 10 and before the months 1 and 2 only.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4.b.
    """
    if day is None:
        return f"ngày{' ' * 8}tháng{' ' * 8}năm{' ' * 10}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def document_number(number: str | None, symbol: str) -> str:
    """Return `Số: 05/BC-ĐKT`; without a number, room for the records clerk to write it."""
    return f"Số: {number}/{symbol}" if number is not None else f"Số:{' ' * 12}/{symbol}"
