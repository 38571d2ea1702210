from __future__ import annotations

import pytest

from inspector.journal.value import DONE, FAIL, GOOD, NOT_APPLICABLE, NOT_DONE, NOT_VERIFIABLE, PASS, Measure, Value
from inspector.rules.checklist import decode
from inspector.rules.shipped import shipped, versions
from resources import catalogue
from ui.work.phrases import phrases_for
from ui.work.preferences import OwnPhrase

CHECKLIST = decode(shipped("2026.2"))


@pytest.mark.parametrize(
    ("item", "value", "phrases"),
    [
        ("fac_priority", FAIL, ("Chưa bố trí hỗ trợ, ưu tiên người cao tuổi, người khuyết tật.",)),
        ("fac_priority", PASS, ("Thực hiện tốt việc hỗ trợ, ưu tiên người cao tuổi, người khuyết tật.",)),
        ("staff_present", Measure(n=2, total=3), ("Có công chức chưa có mặt đúng giờ, đúng vị trí.",)),
        ("staff_present", Measure(n=3, total=3), ("Công chức được phân công có mặt đúng giờ, đúng vị trí.",)),
        ("cert_ecopy", NOT_DONE, ("Chưa triển khai thực hiện chứng thực bản sao điện tử theo quy định.",)),
        ("ms_wait", Measure(minutes="7"), ()),
    ],
)
def test_the_checklist_has_words_for_an_answer(item: str, value: Value, phrases: tuple[str, ...]) -> None:
    assert phrases_for(CHECKLIST.item(item), value) == phrases


def test_a_clause_for_all_comes_before_the_predicate() -> None:
    first, second = phrases_for(CHECKLIST.item("staff_name_tag"), Measure(n=3, total=3))
    assert first.startswith("Tại thời điểm kiểm tra, các công chức")
    assert second.startswith("Công chức có mặt")


@pytest.mark.parametrize("value", [NOT_APPLICABLE, NOT_VERIFIABLE])
def test_an_excuse_is_offered_its_reasons(value: str) -> None:
    phrases = phrases_for(CHECKLIST.item("fac_waiting"), value)
    ready = [sentence for key, sentence in catalogue("vi").items() if key.startswith(f"phrase.{value}.")]
    assert list(phrases) == ready
    assert ready


def test_ones_own_phrases_come_first_where_they_fit() -> None:
    own = (
        OwnPhrase("Cho mọi tiêu chí"),
        OwnPhrase("Ghế hỏng", "fac_waiting", "unmet"),
        OwnPhrase("Ghế mới", "fac_waiting", "met"),
        OwnPhrase("Tiêu chí khác", "fac_priority"),
        OwnPhrase("Cho mọi tiêu chí"),
    )
    item = CHECKLIST.item("fac_waiting")
    assert phrases_for(item, FAIL, own)[:2] == ("Cho mọi tiêu chí", "Ghế hỏng")
    assert len(phrases_for(item, FAIL, own)) == 3
    nothing_yet = phrases_for(item, None, own)
    assert {"Ghế hỏng", "Ghế mới"} < set(nothing_yet)
    assert "Tiêu chí khác" not in nothing_yet


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("version", versions())
def test_every_phrase_is_one_sentence(version: str, language: str) -> None:
    for item in decode(shipped(version)).items:
        marks = {"ternary": (PASS, FAIL), "graded": (GOOD, DONE, NOT_DONE)}.get(item.answer, ())
        for value in (None, NOT_APPLICABLE, NOT_VERIFIABLE, *marks):
            for phrase in phrases_for(item, value, (), "vi" if language == "vi" else "en"):
                assert phrase[0].isupper() or phrase[0].isdigit(), phrase
                assert phrase.endswith("."), phrase
                assert not phrase.endswith(".."), phrase
