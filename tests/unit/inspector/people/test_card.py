"""A key on a screen and on paper: scanned and typed back, or refused."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector.people import bech32
from inspector.people.card import from_qr_text, from_recovery, qr_png, qr_svg, qr_terminal, qr_text, recovery_secret
from inspector.people.identity import create
from tests.unit.inspector.people.helpers import Chance, refused

ME = create("Nguyễn Văn An", Chance())
OTHER = create("Bình", Chance(2))
TEXT = qr_text(ME.public, ME.recipient)


def test_a_code_states_both_keys_and_a_checksum() -> None:
    assert TEXT.startswith(f"thisat1:key:{ME.public}:{ME.recipient}:")
    assert from_qr_text(TEXT) == (ME.public, ME.recipient)
    assert from_qr_text(TEXT + "\n") == (ME.public, ME.recipient)


def test_the_picture_of_a_code_is_read_by_another_program() -> None:
    with Image.open(io.BytesIO(qr_png(TEXT))) as picture:
        (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert from_qr_text(found.text) == (ME.public, ME.recipient)


def test_the_same_code_is_drawn_as_the_same_picture() -> None:
    assert qr_png(TEXT) == qr_png(TEXT)
    assert qr_svg(TEXT) == qr_svg(TEXT)
    assert b"<svg" in qr_svg(TEXT)


def test_a_terminal_shows_half_as_many_lines_as_modules() -> None:
    lines = qr_terminal(TEXT).splitlines()
    assert 20 < len(lines) < 40


@settings(max_examples=200)
@given(place=st.integers(0, len(TEXT) - 1), sign=st.sampled_from("0123456789abcdefq:xZ é"))
def test_a_code_with_one_wrong_sign_is_refused(place: int, sign: str) -> None:
    wrong = TEXT[:place] + sign + TEXT[place + 1 :]
    if wrong.strip() != TEXT:
        with refused("key.qr"):
            from_qr_text(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thisat1:key:",
        TEXT[:-1],
        TEXT.rpartition(":")[0],
        "thisat1:seal:0000",
        qr_text(ME.public, OTHER.age_secret),
        qr_text(ME.public.upper(), ME.recipient),
        qr_text("01" + "00" * 31, ME.recipient),
        qr_text(ME.public, bech32.encode("age", bytes(32))),
        qr_text(ME.public, ME.recipient + ":more"),
        "thisat1:key:\udcff",
    ],
)
def test_what_is_no_usable_key_is_refused(text: str) -> None:
    with refused("key.qr"):
        from_qr_text(text)


def test_a_card_restores_the_key() -> None:
    assert from_recovery(recovery_secret(ME), ME.name) == ME
    assert from_recovery(recovery_secret(ME), "Tên khác").public == ME.public


def test_a_card_is_one_line_in_groups_of_four() -> None:
    """Frozen: what is printed today must be read in ten years."""
    head, *groups = recovery_secret(ME).split(" ")
    assert head == "THISAT-RECOVERY-1"
    assert [len(group) for group in groups] == [4] * 14 + [2]


def test_a_card_may_be_typed_with_any_case_and_spaces() -> None:
    text = recovery_secret(ME)
    for typed in (text.lower(), text.replace(" ", ""), "  " + text.replace(" ", "\n "), text.title()):
        assert from_recovery(typed, ME.name) == ME


@settings(max_examples=100)
@given(place=st.integers(0, 57), step=st.integers(1, 31))
def test_a_card_with_one_wrong_letter_is_refused(place: int, step: int) -> None:
    text = recovery_secret(ME).replace(" ", "").lower()
    at = len("thisat-recovery-1") + place
    letter = bech32.ALPHABET[(bech32.ALPHABET.index(text[at]) + step) % 32]
    with refused("key.recovery-mistyped"):
        from_recovery(text[:at] + letter + text[at + 1 :], "An")


@pytest.mark.parametrize("text", ["", "THISAT-RECOVERY-1", ME.age_secret, bech32.encode("thisat-recovery-", bytes(31))])
def test_other_text_is_no_card(text: str) -> None:
    with refused("key.recovery-mistyped"):
        from_recovery(text, "An")


def test_a_name_with_control_signs_is_refused() -> None:
    with refused("text.control"):
        from_recovery(recovery_secret(ME), "\x07")
