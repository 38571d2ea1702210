"""Every key that the program can say has a sentence in both languages, with the same placeholders, in clean text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from string import Formatter

import pytest

from resources import Language, catalogue

LANGUAGES: tuple[Language, ...] = ("vi", "en")
ROOT = Path(__file__).resolve().parents[2]
_SAID = re.compile(r"""(?:KnownError|Problem|\bsay|\btell)\(\s*"([a-z0-9_]+(?:[.-][a-z0-9_-]+)+)\"""")


def said_in_code() -> set[str]:
    files = [file for folder in ("inspector", "reports", "ui", "resources") for file in (ROOT / folder).rglob("*.py")]
    return {key for file in [*files, ROOT / "main.py"] for key in _SAID.findall(file.read_text(encoding="utf-8"))}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_key_in_the_code_has_a_sentence() -> None:
    assert sorted(said_in_code() - catalogue("vi").keys()) == []


def test_both_languages_have_the_same_keys() -> None:
    assert catalogue("vi").keys() == catalogue("en").keys()


@pytest.mark.parametrize("key", sorted(catalogue("vi")))
def test_both_languages_use_the_same_placeholders(key: str) -> None:
    assert placeholders(catalogue("vi")[key]) == placeholders(catalogue("en")[key])


def test_sentences_are_composed_and_use_the_vietnamese_letter_d() -> None:
    texts = {(key, text) for language in LANGUAGES for key, text in catalogue(language).items()}
    assert [key for key, text in texts if not unicodedata.is_normalized("NFC", text)] == []
    assert {key for key, text in texts if "\u00d0" in text} == {"text.has-eth"}, "the sentence about that very letter"
