from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from inspector.rules.calendar import DayOff, DayWorked, Source, Table, shipped
from resources import open_bytes

CALENDAR = shipped()
TABLES = {table.year: table for table in CALENDAR.years}
SOURCES = {source.id: source for source in CALENDAR.sources}
DAYS = [(table, one) for table in CALENDAR.years for one in table.days]


def shown(table: Table) -> list[str]:
    """Draw a year: a line for each run of days off with one name, and one for each exchange."""
    lines: list[tuple[str, list[date]]] = []
    for off in table.off:
        if lines and lines[-1][0] == off.name.vi:
            lines[-1][1].append(off.day)
        else:
            lines.append((off.name.vi, [off.day]))
    drawn = [f"{days[0]:%d/%m}{f'-{days[-1]:%d/%m}' if days[1:] else ''} {name}" for name, days in lines]
    return [*drawn, *(f"{worked.day:%d/%m} làm thay {worked.instead_of:%d/%m}" for worked in table.worked)]


def test_2025_is_as_the_notices_say() -> None:
    assert shown(TABLES[2025]) == [
        "01/01 Tết Dương lịch",
        "27/01-31/01 Tết Âm lịch",
        "07/04 Giỗ Tổ Hùng Vương",
        "30/04 Ngày Chiến thắng",
        "01/05 Ngày Quốc tế lao động",
        "02/05 Nghỉ hoán đổi dịp 30/4 và 01/5",
        "01/09 Ngày liền kề Quốc khánh",
        "02/09 Quốc khánh",
        "26/04 làm thay 02/05",
    ]


def test_2026_is_as_the_notices_say() -> None:
    assert shown(TABLES[2026]) == [
        "01/01 Tết Dương lịch",
        "02/01 Nghỉ hoán đổi dịp Tết Dương lịch",
        "16/02-20/02 Tết Âm lịch",
        "27/04 Nghỉ bù Giỗ Tổ Hùng Vương, Chủ nhật 26/4",
        "30/04 Ngày Chiến thắng",
        "01/05 Ngày Quốc tế lao động",
        "31/08 Nghỉ hoán đổi dịp Quốc khánh",
        "01/09 Ngày liền kề Quốc khánh",
        "02/09 Quốc khánh",
        "24/11 Ngày Văn hoá Việt Nam",
        "10/01 làm thay 02/01",
        "22/08 làm thay 31/08",
    ]


def test_2027_is_as_the_reports_of_the_decision_say() -> None:
    assert shown(TABLES[2027]) == [
        "01/01 Tết Dương lịch",
        "04/02-08/02 Tết Âm lịch",
        "09/02-10/02 Nghỉ bù Tết Âm lịch, thứ Bảy 06/02 và Chủ nhật 07/02",
        "16/04 Giỗ Tổ Hùng Vương",
        "30/04 Ngày Chiến thắng",
        "03/05 Nghỉ bù Ngày Quốc tế lao động, thứ Bảy 01/5",
        "02/09 Quốc khánh",
        "03/09 Ngày liền kề Quốc khánh",
        "24/11 Ngày Văn hoá Việt Nam",
    ]


@pytest.mark.parametrize("table", CALENDAR.years, ids=lambda table: str(table.year))
def test_a_year_has_the_paid_holidays_of_the_law_and_a_swapped_day_for_each_that_is_worked(table: Table) -> None:
    """Bộ luật Lao động 2019, Điều 112: 11 days; one more since Nghị quyết 28/2026/QH16."""
    assert len(table.off) - len(table.worked) == (11 if table.year < 2026 else 12)


@pytest.mark.parametrize(("table", "one"), DAYS, ids=lambda value: str(getattr(value, "day", "")))
def test_every_day_has_a_source_that_was_seen(table: Table, one: DayOff | DayWorked) -> None:
    assert one.source in table.sources
    assert SOURCES[one.source].seen


def test_what_travels_is_verified_for_the_years_whose_notices_are_out() -> None:
    assert {one.status for table, one in DAYS if table.year <= 2026} == {"V"}
    assert {one.status for table, one in DAYS if table.year == 2027} == {"V", "M"}


@pytest.mark.parametrize("source", CALENDAR.sources, ids=lambda source: source.id)
def test_a_citation_is_numbered_and_the_number_is_in_the_id(source: Source) -> None:
    assert re.search(r"\d", source.citation)
    number = re.findall(r"\d+", source.id)[0]
    assert number in re.findall(r"\d+", source.citation)


def test_tones_stand_where_the_house_puts_them() -> None:
    old = re.compile(r"(?:ò|ó|ỏ|õ|ọ)[ae]\b|(?:ù|ú|ủ|ũ|ụ)y\b", re.IGNORECASE)
    assert old.findall(open_bytes("calendar/vietnam.json").decode()) == []


def test_english_is_not_vietnamese() -> None:
    assert [one.day for _, one in DAYS if isinstance(one, DayOff) and one.name.vi == one.name.en] == []


def test_the_readme_names_every_document_of_the_table() -> None:
    readme = open_bytes("calendar/README.md").decode()
    numbers = [re.findall(r"\d+/[\w/-]*[^\W\d_]\w*", source.citation)[0] for source in CALENDAR.sources]
    assert [number for number in numbers if number not in readme] == []


def test_the_file_stays_one_day_on_a_line() -> None:
    lines = open_bytes("calendar/vietnam.json").decode().splitlines()
    assert sum('"day": ' in line for line in lines) == len(DAYS)
    assert msgspec.json.decode("\n".join(lines))["schema"] == 1
