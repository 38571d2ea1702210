"""Keys that receive: what age takes, and what must never be encrypted to."""

from __future__ import annotations

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.people import bech32
from inspector.people.recipient import is_acceptable, recipient_of, secret_text

FIELD = 2**255 - 19
LOW_ORDER = [
    0,
    1,
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
    FIELD - 1,
]


@given(secret=st.binary(min_size=32, max_size=32))
@settings(max_examples=25)
def test_age_reads_our_secrets_and_names_the_same_recipient(secret: bytes) -> None:
    identity = pyrage.x25519.Identity.from_str(secret_text(secret))
    assert str(identity.to_public()) == recipient_of(secret)
    assert is_acceptable(recipient_of(secret))
    assert pyrage.decrypt(pyrage.encrypt(b"x", [identity.to_public()]), [identity]) == b"x"


@pytest.mark.parametrize("point", LOW_ORDER)
def test_a_recipient_that_everybody_could_read_is_refused(point: int) -> None:
    """Source: RFC 7748 section 7; the five canonical points of order 1, 2, 4 and 8 on the curve and its twist."""
    assert not is_acceptable(bech32.encode("age", point.to_bytes(32, "little")))


def test_a_second_way_to_write_a_recipient_is_refused() -> None:
    point = bech32.decode("age", recipient_of(bytes(range(32))))
    for other in (int.from_bytes(point, "little") | 1 << 255, FIELD + 9):
        assert not is_acceptable(bech32.encode("age", other.to_bytes(32, "little")))
    assert not is_acceptable(recipient_of(bytes(range(32))).upper())


@pytest.mark.parametrize("text", ["", "age1", "age1xyz", "ssh-ed25519 AAAA", secret_text(bytes(32)), "é"])
def test_other_text_is_no_recipient(text: str) -> None:
    assert not is_acceptable(text)


def test_a_recipient_of_another_length_is_refused() -> None:
    assert not is_acceptable(bech32.encode("age", bytes(31) + b"\x09" + b"\x01"))
