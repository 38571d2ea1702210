from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import KnownError
from inspector.journal.value import Measure, Value
from inspector.rules.answers import Standing, admits, is_failure, parse, say_value, standing
from inspector.rules.item import Target
from resources import Language
from tests.unit.inspector.rules.examples import OF_TYPE, item


@pytest.mark.parametrize(
    ("answer", "typed", "value"),
    [
        ("ternary", "pass", "pass"),
        ("ternary", "ĐẠT", "pass"),
        ("ternary", "khong dat", "fail"),
        ("ternary", "khong_dat", "fail"),
        ("ternary", " Không  đạt ", "fail"),
        ("graded", "thuc hien tot", "good"),
        ("graded", "tốt", "good"),
        ("graded", "co", "done"),
        ("graded", "not_done", "not_done"),
        ("graded", "Chưa thực hiện", "not_done"),
        ("ratio", "40/46", Measure(n=40, total=46)),
        ("ratio", "0 / 3", Measure(n=0, total=3)),
        ("percent", "92,5", Measure(percent="92.5")),
        ("percent", "92.50 %", Measure(percent="92.5")),
        ("percent", "007,0", Measure(percent="7")),
        ("percent", "0", Measure(percent="0")),
        ("count", "0", Measure(count=0)),
        ("count", "12", Measure(count=12)),
        ("minutes", "12,5", Measure(minutes="12.5")),
        ("text", " Chờ lâu. ", Measure(text="Chờ lâu.")),
    ],
)
def test_what_a_person_types_is_read(answer: str, typed: str, value: Value) -> None:
    assert parse(item(answer), typed) == value


@pytest.mark.parametrize("answer", OF_TYPE)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("na", "not_applicable"),
        ("không áp dụng", "not_applicable"),
        ("not_applicable", "not_applicable"),
        ("nv", "not_verifiable"),
        ("Khong kiem tra duoc", "not_verifiable"),
        ("not_verifiable", "not_verifiable"),
    ],
)
def test_every_item_can_be_not_applicable_or_not_verifiable(answer: str, typed: str, value: str) -> None:
    assert parse(item(answer), typed) == value


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("ternary", "good"),
        ("ternary", ""),
        ("graded", "pass"),
        ("ratio", "47/46"),
        ("ratio", "0/0"),
        ("ratio", "46"),
        ("ratio", "-1/3"),
        ("ratio", "1/9999999999999999"),
        ("ratio", "٤/٤"),
        ("percent", "100,1"),
        ("percent", "-1"),
        ("percent", "1.234,5"),
        ("percent", "1,"),
        ("count", "1,5"),
        ("count", "-1"),
        ("count", "một"),
        ("minutes", "12 phút"),
        ("minutes", "1" * 17),
        ("text", "   "),
    ],
)
def test_what_does_not_fit_is_refused_with_the_forms_that_do(answer: str, typed: str) -> None:
    with pytest.raises(KnownError) as caught:
        parse(item(answer), typed)
    assert caught.value.key == "answer.unfit"
    assert caught.value.params["item"] == item(answer).code
    assert caught.value.params["allowed"]


def test_a_control_character_is_refused() -> None:
    with pytest.raises(KnownError, match=r"text\.control"):
        parse(item("text"), "\x07")


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("ternary", "good"),
        ("ternary", "nothing"),
        ("ternary", Measure(count=1)),
        ("graded", "fail"),
        ("ratio", Measure()),
        ("ratio", Measure(n=1)),
        ("ratio", Measure(total=1)),
        ("ratio", Measure(n=1, total=2, count=3)),
        ("ratio", Measure(n=-1, total=2)),
        ("ratio", Measure(n=0, total=0)),
        ("ratio", Measure(n=1, total=2**53)),
        ("ratio", Measure(percent="50")),
        ("percent", Measure(percent="-0")),
        ("percent", Measure(percent="5.0")),
        ("percent", Measure(percent="05")),
        ("percent", Measure(percent="5,5")),
        ("percent", Measure(percent="5\n")),
        ("percent", Measure(percent="100.1")),
        ("percent", Measure(percent="-1")),
        ("percent", Measure(percent="1" * 17)),
        ("percent", Measure(percent="5", count=5)),
        ("count", Measure(count=-1)),
        ("count", Measure(count=2**53)),
        ("minutes", Measure(minutes="-0.5")),
        ("text", Measure(text=" ")),
    ],
)
def test_a_value_of_another_shape_or_out_of_range_does_not_fit(answer: str, value: Value) -> None:
    with pytest.raises(KnownError, match=r"answer\.unfit"):
        admits(item(answer), value)
    with pytest.raises(KnownError, match=r"answer\.unfit"):
        standing(item(answer), value)


@pytest.mark.parametrize(
    ("answer", "value", "found"),
    [
        ("ternary", "pass", Standing.MET),
        ("ternary", "fail", Standing.UNMET),
        ("ternary", "not_applicable", Standing.LEFT_OUT),
        ("ternary", "not_verifiable", Standing.UNKNOWN),
        ("graded", "good", Standing.MET),
        ("graded", "done", Standing.PARTLY),
        ("graded", "not_done", Standing.UNMET),
        ("ratio", Measure(n=3, total=3), Standing.MET),
        ("ratio", Measure(n=2, total=3), Standing.PARTLY),
        ("ratio", Measure(n=1, total=2), Standing.PARTLY),
        ("ratio", Measure(n=1, total=3), Standing.UNMET),
        ("percent", Measure(percent="5"), Standing.MET),
        ("percent", Measure(percent="5.01"), Standing.UNMET),
        ("count", Measure(count=0), Standing.MET),
        ("count", Measure(count=1), Standing.UNMET),
        ("minutes", Measure(minutes="12"), Standing.NO_STANDING),
        ("text", Measure(text="Ổn"), Standing.NO_STANDING),
        ("text", "not_verifiable", Standing.UNKNOWN),
    ],
)
def test_an_answer_has_a_standing(answer: str, value: Value, found: Standing) -> None:
    assert standing(item(answer), value) is found


def test_a_target_without_half_way_is_met_or_unmet() -> None:
    only = msgspec.structs.replace(item("percent"), target=Target(at_least="77"))
    found = [standing(only, Measure(percent=share)) for share in ("77", "76.9")]
    assert found == [Standing.MET, Standing.UNMET]


def test_a_target_in_minutes_gives_a_standing() -> None:
    quick = msgspec.structs.replace(item("minutes"), target=Target(at_most="15"))
    assert standing(quick, Measure(minutes="15.5")) is Standing.UNMET


def test_some_who_failed_are_a_failure_and_work_that_is_only_done_is_not() -> None:
    assert is_failure(item("ratio"), Measure(n=2, total=3))
    assert is_failure(item("ternary"), "fail")
    assert not is_failure(item("graded"), "done")
    assert not is_failure(item("ternary"), "not_verifiable")


@pytest.mark.parametrize(
    ("answer", "value", "vi", "en"),
    [
        ("ternary", "pass", "Đạt", "Pass"),
        ("ternary", "fail", "Không đạt", "Fail"),
        ("graded", "good", "Thực hiện tốt", "Done well"),
        ("graded", "done", "Có thực hiện", "Done"),
        ("graded", "not_done", "Chưa thực hiện", "Not done"),
        ("text", "not_applicable", "Không áp dụng", "Not applicable"),
        ("text", "not_verifiable", "Không kiểm tra được", "Could not be verified"),
        ("ratio", Measure(n=40, total=46), "40/46 công chức", "40/46 officials"),
        ("percent", Measure(percent="92.5"), "92,5%", "92.5%"),
        ("count", Measure(count=0), "0 hồ sơ", "dossiers: 0"),
        ("minutes", Measure(minutes="12"), "12 phút", "12 min"),
        ("text", Measure(text="Chờ {lâu}"), "Chờ {lâu}", "Chờ {lâu}"),
    ],
)
def test_an_answer_reads_in_both_languages(answer: str, value: Value, vi: str, en: str) -> None:
    languages: tuple[Language, Language] = ("vi", "en")
    assert [say_value(item(answer), value, language) for language in languages] == [vi, en]


@given(st.sampled_from(sorted(OF_TYPE)), st.text())
def test_whatever_is_typed_is_a_fitting_answer_or_a_known_refusal(answer: str, typed: str) -> None:
    key = ""
    try:
        admits(item(answer), parse(item(answer), typed))
    except KnownError as error:
        key = error.key
    assert key in ("", "answer.unfit", "text.control")


@given(st.decimals(min_value=0, max_value=100, places=3))
def test_a_percentage_keeps_its_value_in_canonical_digits(share: object) -> None:
    value = parse(item("percent"), str(share).replace(".", ","))
    assert isinstance(value, Measure)
    assert value.percent is not None
    assert float(value.percent) == float(str(share))
    admits(item("percent"), value)
