from __future__ import annotations

from datetime import date, timedelta
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from inspector import text
from inspector.errors import KnownError

VIETNAMESE = "aàảãáạăằâầđeêếiyoôơởuưữĐÐðHòaà \n.,-0123456789\u0301\u0323\u200b\u200e\u00ad\u0309xX"
typed = st.one_of(st.text(VIETNAMESE), st.text(st.characters(exclude_categories=("Cs", "Cc"))))
anything = st.one_of(typed, st.text())


def test_eth_of_old_fonts_becomes_the_vietnamese_letter() -> None:
    assert text.clean("\u00d0ầm Dơi, xã \u00f0ông") == "\u0110ầm Dơi, xã \u0111ông"


def test_text_typed_with_combining_marks_is_stored_composed() -> None:
    assert text.clean(normalize("NFD", "Hồ Thị Kỷ")) == "Hồ Thị Kỷ"


def test_invisible_and_direction_signs_are_dropped() -> None:
    assert text.clean("\ufeffPhong\u200b Lạc\u202e") == "Phong Lạc"


def test_lines_of_any_system_end_alike_and_tabs_are_spaces() -> None:
    assert text.clean("một\r\nhai\rba\tbốn\u2028năm \n") == "một\nhai\nba bốn\nnăm"


@pytest.mark.parametrize(
    ("sign", "code"), [("\0", "U+0000"), ("\x1b", "U+001B"), ("\x85", "U+0085"), ("\ud800", "U+D800")]
)
def test_control_characters_are_refused_and_named(sign: str, code: str) -> None:
    with pytest.raises(KnownError, match=r"text\.control") as error:
        text.clean(f"a{sign}b")
    assert error.value.params == {"code": code}


@given(typed)
def test_cleaning_twice_changes_nothing(written: str) -> None:
    assert text.clean(text.clean(written)) == text.clean(written)


@given(typed)
def test_how_a_keyboard_composes_letters_does_not_matter(written: str) -> None:
    assert text.clean(normalize("NFD", written)) == text.clean(normalize("NFC", written))


@given(typed)
def test_cleaned_text_is_not_suspicious(written: str) -> None:
    assert text.suspicious(text.clean(written)) == ()


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Trần Văn Thời", "tran van thoi"),
        ("  ĐẤT   MŨI\n", "dat mui"),
        ("\u00d0ầm Dơi", "dam doi"),
        ("Quyển Ơ Ư", "quyen o u"),
    ],
)
def test_folding_leaves_bare_lower_case_letters(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Khánh Hòa", "khánh hoà"), ("thuỷ", "thủy"), ("Hoá", "HÓA")]
)
def test_where_the_tone_stands_does_not_matter(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)
    assert text.sort_key(one)[:2] == text.sort_key(other)[:2]


@given(anything)
def test_folding_twice_changes_nothing(written: str) -> None:
    assert text.fold(text.fold(written)) == text.fold(written)


@given(anything)
def test_folding_ignores_how_letters_are_composed(written: str) -> None:
    assert text.fold(normalize("NFD", written)) == text.fold(normalize("NFC", written))


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["Đơn vị 02", "Đơn vị 2", "Đơn vị 10", "Đơn vị 100"],
        ["An", "An Bình", "Anh", "Ăn", "Ân"],
        ["Da", "Dạ", "Đa", "Đá Bạc", "Đất Mũi"],
        ["Phường 1", "Phường 2", "Phường 10", "Phường An Xuyên"],
        ["Hoà An", "Hòa Bình", "Hoà Thành"],
        ["a b", "a-b", "a.b", "a2", "aa", "aб"],
    ],
)
def test_order_is_that_of_vietnamese_dictionaries(ordered: list[str]) -> None:
    mixed = ordered[1::2] + ordered[::2]
    assert sorted(mixed, key=text.sort_key) == ordered


@given(anything, anything)
def test_order_is_total_and_equal_only_for_the_same_text(one: str, other: str) -> None:
    a, b = text.sort_key(one), text.sort_key(other)
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a == b) == (normalize("NFC", one) == normalize("NFC", other))


@given(st.text(VIETNAMESE), st.text(VIETNAMESE))
def test_words_with_the_same_letters_and_tones_fold_alike(one: str, other: str) -> None:
    swapped = one.swapcase()
    assert text.sort_key(one)[:2] == text.sort_key(swapped)[:2]
    if text.sort_key(one)[:2] == text.sort_key(other)[:2]:
        without_zeros = [text.fold(each).replace("0", "") for each in (one, other)]
        assert without_zeros[0] == without_zeros[1]


def test_numbers_longer_than_an_integer_may_be_are_sorted() -> None:
    assert text.sort_key("9" * 5000) < text.sort_key("1" + "0" * 5000)


@pytest.mark.parametrize(
    ("read", "keys"),
    [
        ("Đầm Dơi\nxã", ()),
        (normalize("NFD", "Đầm"), ("text.not-nfc",)),
        ("\u00d0ầm", ("text.has-eth",)),
        ("a\u202eb", ("text.has-direction",)),
        ("a\u200bb", ("text.has-invisible",)),
        ("a\tb\0", ("text.has-control",)),
    ],
)
def test_text_that_was_read_is_shown_as_suspicious_not_changed(read: str, keys: tuple[str, ...]) -> None:
    assert text.suspicious(read) == keys


@given(st.dates())
def test_dates_are_written_as_people_write_them_and_read_back(day: date) -> None:
    written = text.civil_date(day.isoformat())
    assert len(written) == 10
    assert text.iso_date(written) == day.isoformat()


@pytest.mark.parametrize("typed_date", ["2/11/2026", "02-11-2026", " 2.11.2026 "])
def test_a_date_may_be_typed_with_any_of_three_signs(typed_date: str) -> None:
    assert text.iso_date(typed_date) == "2026-11-02"


@pytest.mark.parametrize("wrong", ["2026-02-30", "20261122", "2026-W47-7", "22/11/2026", "", "2026-11-22 "])
def test_what_is_no_iso_date_is_refused(wrong: str) -> None:
    with pytest.raises(KnownError, match=r"text\.date"):
        text.civil_date(wrong)


@pytest.mark.parametrize("wrong", ["30/2/2026", "2/11/26", "2/11-2026", "hôm nay", "1/1/0000"])
def test_what_is_no_typed_date_is_refused(wrong: str) -> None:
    with pytest.raises(KnownError, match=r"text\.date"):
        text.iso_date(wrong)


@pytest.mark.parametrize(
    ("utc_ms", "off_min", "written"),
    [
        (1763692927999, 420, "21/11/2025 09:42:07 +07:00"),
        (0, -210, "31/12/1969 20:30:00 -03:30"),
        (0, 0, "01/01/1970 00:00:00 +00:00"),
    ],
)
def test_an_instant_is_written_with_its_offset(utc_ms: int, off_min: int, written: str) -> None:
    assert text.instant(utc_ms, off_min) == written


@given(st.integers(0, 4_000_000_000_000))
def test_an_instant_is_the_wall_clock_of_its_offset(utc_ms: int) -> None:
    """Midnight in Vietnam is 17:00 of the day before in UTC."""
    assert text.instant(utc_ms, 420)[:19] == text.instant(utc_ms + 420 * 60_000, 0)[:19]
    day = date(1970, 1, 1) + timedelta(days=utc_ms // 86_400_000)
    assert text.instant(utc_ms, 0)[:10] == text.civil_date(day.isoformat())


@pytest.mark.parametrize("utc_ms", [2**53, -(2**53), 10**40])
def test_an_instant_outside_the_calendar_is_refused(utc_ms: int) -> None:
    with pytest.raises(KnownError, match=r"text\.instant"):
        text.instant(utc_ms, 420)


@pytest.mark.parametrize(
    "key",
    ["control", "date", "instant", "has-control", "not-nfc", "has-direction", "has-invisible", "has-eth"],
)
def test_every_key_has_a_sentence_in_both_languages(key: str) -> None:
    for language in ("vi", "en"):
        assert f"text.{key}" in resources.catalogue(language)
