"""Qt's own words in Vietnamese: what is committed is what the sources say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from resources import open_bytes

SOURCE = Path(__file__).parents[3] / "resources" / "translations" / "qtbase_vi.ts"

MESSAGES = [
    (context.findtext("name") or "", message.findtext("source") or "", message.findtext("translation") or "")
    for context in ElementTree.parse(SOURCE).getroot().iter("context")
    for message in context.iter("message")
]

BUTTONS = {
    "OK": "Đồng ý",
    "Cancel": "Huỷ",
    "Save": "Lưu",
    "Discard": "Bỏ thay đổi",
    "&Yes": "&Có",
    "&No": "&Không",
    "Retry": "Thử lại",
    "Close": "Đóng",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Help": "Trợ giúp",
    "Open": "Mở",
}


def test_the_compiled_words_are_those_of_the_source(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("pyside6-lrelease")
    fresh = tmp_path / "qtbase_vi.qm"
    subprocess.run([program, "-silent", SOURCE, "-qm", fresh], check=True, capture_output=True)
    assert fresh.read_bytes() == open_bytes("translations/qtbase_vi.qm"), "run: make translations"


def test_standard_buttons_say_what_the_glossary_says() -> None:
    said = {source: translation for context, source, translation in MESSAGES if context == "QPlatformTheme"}
    assert {source: said.get(source) for source in BUTTONS} == BUTTONS


def test_every_message_is_translated_and_keeps_its_placeholders() -> None:
    wrong = [
        (context, source, translation)
        for context, source, translation in MESSAGES
        if not translation or sorted(re.findall(r"%\d", source)) != sorted(re.findall(r"%\d", translation))
    ]
    assert wrong == []


def test_a_mnemonic_stands_once_before_a_letter_that_every_keyboard_has() -> None:
    marks = [(source, re.findall(r"&(.?)", translation)) for _, source, translation in MESSAGES if "&" in translation]
    wrong = [(source, found) for source, found in marks if len(found) != 1 or not re.fullmatch("[A-Za-z]", found[0])]
    assert wrong == []


def test_names_of_keys_are_left_as_they_stand_on_the_keyboard() -> None:
    assert [source for context, source, _ in MESSAGES if context == "QShortcut"] == []
