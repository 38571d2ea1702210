"""Bech32, by the vectors of BIP 173."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.people import bech32


@pytest.mark.parametrize(
    ("prefix", "text", "data"),
    [
        ("a", "A12UEL5L", ""),
        ("a", "a12uel5l", ""),
        ("abcdef", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "00443214c74254b635cf84653a56d7c675be77df"),
        (
            "split",
            "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
            "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d",
        ),
    ],
)
def test_the_vectors_of_the_proposal_are_read(prefix: str, text: str, data: str) -> None:
    assert bech32.decode(prefix, text).hex() == data
    assert bech32.encode(prefix, bytes.fromhex(data)) == text.lower()


@given(st.binary(max_size=70))
def test_what_is_written_is_read(data: bytes) -> None:
    assert bech32.decode("age", bech32.encode("age", data)) == data
    assert bech32.decode("age", bech32.encode("age", data).upper()) == data


@given(st.binary(min_size=32, max_size=32), st.integers(0, 57), st.integers(1, 31))
def test_one_wrong_letter_is_noticed(data: bytes, place: int, step: int) -> None:
    letters = list(bech32.encode("age", data)[4:])
    letters[place] = bech32.ALPHABET[(bech32.ALPHABET.index(letters[place]) + step) % 32]
    with pytest.raises(ValueError, match="checksum"):
        bech32.decode("age", "age1" + "".join(letters))


@given(st.binary(min_size=32, max_size=32), st.integers(0, 56))
def test_two_letters_that_changed_places_are_noticed(data: bytes, place: int) -> None:
    letters = list(bech32.encode("age", data)[4:])
    if letters[place] != letters[place + 1]:
        letters[place : place + 2] = reversed(letters[place : place + 2])
        with pytest.raises(ValueError, match="checksum"):
            bech32.decode("age", "age1" + "".join(letters))


@pytest.mark.parametrize(
    "text",
    ["", "a", "a1", "a12uel5", "a12UEL5L", "A12uel5l", "b12uel5l", "a12uel5lq", "a12ue15l", "a12uel5b", "a12uel5é"],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"prefix|letter|checksum"):
        bech32.decode("a", text)


def test_left_over_bits_are_refused() -> None:
    """One way to write some bytes: spare bits are zero and fewer than five."""
    for values in ([1], [0, 1], [0, 0, 0]):
        check = bech32._polymod("a", [*values, *[0] * 6]) ^ 1
        text = "a1" + "".join(bech32.ALPHABET[value] for value in [*values, *bech32._fives(check, 6)])
        with pytest.raises(ValueError, match="left-over"):
            bech32.decode("a", text)
