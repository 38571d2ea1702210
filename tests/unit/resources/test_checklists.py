from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import is_normalized

import msgspec
import pytest

from inspector.rules.checklist import Checklist, decode, encode
from inspector.rules.shipped import shipped, versions
from resources import catalogue

CORE = {"pub_qr_posted", "fb_hotline_posted", "cert_ecopy", "staff_name_tag", "sys_recognition"}
OF_THE_ARTICLE = [
    "pub_paper_booklet", "pub_qr_posted", "fb_hotline_posted", "fb_channels_posted", "proc_guidance", "proc_receipt",
    "proc_deadline", "cert_ecopy", "sys_recognition", "staff_name_tag", "staff_attitude", "fac_equipment",
    "fac_waiting", "ms_accuracy",
]  # fmt: skip


def checklist(version: str) -> Checklist:
    return decode(shipped(version))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for member in value.values():
            yield from texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("version", versions())
def test_the_file_is_the_canonical_bytes(version: str) -> None:
    assert encode(checklist(version)) == shipped(version)


@pytest.mark.parametrize("version", versions())
def test_texts_are_composed_and_without_latin_eth(version: str) -> None:
    for text in texts(msgspec.json.decode(shipped(version))):
        assert is_normalized("NFC", text), text
        assert "\u00d0" not in text, text
        assert "\u00f0" not in text, text


@pytest.mark.parametrize("version", versions())
def test_tones_stand_where_the_house_puts_them(version: str) -> None:
    """hoà, xoá, khoá, thuỷ: the mark on the last vowel of an open syllable."""
    old = re.compile(r"(?:ò|ó|ỏ|õ|ọ)[ae]\b|(?:ù|ú|ủ|ũ|ụ)y\b", re.IGNORECASE)
    for text in texts(msgspec.json.decode(shipped(version))):
        assert not old.search(text), text


@pytest.mark.parametrize("version", versions())
def test_english_is_not_vietnamese_and_both_are_there(version: str) -> None:
    for item in checklist(version).items:
        wordings = [item.full, item.short, item.evidence.wanted, item.responsible]
        wordings += [item.prose.positive, item.prose.negative] if item.prose else []
        for wording in wordings:
            assert wording.vi != wording.en
            assert not re.search("[ăâđêôơư]", wording.en), wording.en


@pytest.mark.parametrize("version", versions())
def test_negative_prose_reads_after_a_subject(version: str) -> None:
    for item in checklist(version).items:
        if item.prose:
            assert item.prose.negative.vi.startswith("chưa "), item.id
            assert not item.prose.positive.vi.startswith("chưa "), item.id


@pytest.mark.parametrize("version", versions())
def test_the_five_core_items_are_asked(version: str) -> None:
    assert {item.id for item in checklist(version).items if item.core} == CORE


@pytest.mark.parametrize("version", versions())
def test_codes_count_within_their_group(version: str) -> None:
    items = checklist(version).items
    for group in checklist(version).groups:
        codes = [item.code for item in items if item.group == group.code]
        assert codes == [f"{group.code}{number}" for number in range(1, len(codes) + 1)]


@pytest.mark.parametrize("version", versions())
def test_the_role_play_group_is_covert(version: str) -> None:
    for item in checklist(version).items:
        assert item.covert >= (item.group == "H"), item.id
        assert not item.covert or "role_play" in item.method, item.id


def test_the_version_of_2025_asks_what_the_article_reports() -> None:
    assert [item.id for item in checklist("2025.1").items] == OF_THE_ARTICLE


def test_the_version_of_2026_asks_39_items_and_keeps_those_of_2025() -> None:
    old, new = checklist("2025.1"), checklist("2026.2")
    assert len(new.items) == 39
    for item in old.items:
        again = new.item(item.id)
        assert (again.answer, again.weight, again.target, again.prose) == (
            item.answer, item.weight, item.target, item.prose,
        )  # fmt: skip


@pytest.mark.parametrize("version", versions())
def test_law_is_in_force_on_the_first_day_of_the_version(version: str) -> None:
    asked = checklist(version)
    for item in asked.items:
        for basis in item.legal:
            assert basis.in_force(asked.since), (item.id, basis.citation)
            assert basis.since is None or basis.since <= date(2026, 7, 1)


def test_recommendations_follow_the_article() -> None:
    asked = checklist("2025.1")
    assert not asked.item("fb_hotline_posted").own_recommendation
    assert asked.item("pub_qr_posted").recommended_with == "pub_paper_booklet"
    assert asked.item("pub_paper_booklet").recommendation == (
        "Công khai TTHC bằng hình thức điện tử dưới dạng mã QR kết hợp công khai TTHC dưới dạng đóng cuốn để tại bàn "
        "ghi thông tin nhằm phục vụ người dân tra cứu khi cần thiết"
    )


def test_strengths_follow_the_order_of_the_article() -> None:
    told = [item for item in checklist("2025.1").items if item.report_order]
    assert [item.id for item in sorted(told, key=lambda item: item.report_order or 0)] == [
        "fac_equipment", "staff_name_tag", "fac_waiting", "pub_paper_booklet", "cert_ecopy", "staff_attitude",
        "proc_guidance",
    ]  # fmt: skip


def test_the_words_for_answers_are_there_in_both_languages() -> None:
    rooms = ("answer.", "checklist.")
    vi, en = ({key for key in catalogue(language) if key.startswith(rooms)} for language in ("vi", "en"))
    assert vi == en
    assert vi >= {f"answer.{word}" for word in ("pass", "fail", "good", "done", "not_done", "unfit")}
