"""The seal code: short enough for paper, and a slip of the pen shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.journal import canon
from inspector.journal.entry import Clock, Header, Statement
from inspector.journal.seal import code_of, read_code, root_of

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ids = st.binary(min_size=32, max_size=32).map(bytes.hex)


def test_a_code_is_the_first_ninety_five_bits() -> None:
    assert code_of("0" * 64) == "00000 00000 00000 00000"
    assert code_of("f" * 64).startswith("ZZZZZ ZZZZZ ZZZZZ ZZZZ")
    # 0x00443214c74254b635cf8465…: five bits each give 0 1 2 3 … of the alphabet.
    bits = "".join(f"{digit:05b}" for digit in range(19)) + "0" * 161
    assert code_of(f"{int(bits, 2):064x}") == "01234 56789 ABCDE FGHJ" + code_of(f"{int(bits, 2):064x}")[-1]


@given(ids)
def test_a_code_is_read_as_it_is_printed(seal: str) -> None:
    code = code_of(seal)
    assert read_code(code) == code
    assert set(code.replace(" ", "")) <= set(ALPHABET)


@given(ids)
def test_a_code_is_read_however_it_is_typed(seal: str) -> None:
    code = code_of(seal)
    typed = code.replace(" ", "-").lower().replace("1", "l").replace("0", "o")
    assert read_code(typed) == read_code(typed.replace("l", "i")) == code


@given(seal=ids, place=st.integers(0, 19), other=st.sampled_from(ALPHABET))
def test_one_wrong_character_shows(seal: str, place: int, other: str) -> None:
    code = code_of(seal).replace(" ", "")
    wrong = code[:place] + other + code[place + 1 :]
    assert read_code(wrong) == ("" if wrong != code else code_of(seal))


def test_every_wrong_character_shows_in_every_place() -> None:
    code = code_of(canon.blob_id(b"seal")).replace(" ", "")
    wrong = [code[:at] + one + code[at + 1 :] for at in range(20) for one in ALPHABET if one != code[at]]
    assert not any(map(read_code, wrong))


def test_two_neighbours_that_changed_places_show_unless_they_are_0_and_z() -> None:
    """Luhn's algorithm sees every transposition but that of its first and its last digit."""
    unseen = set()
    for a in ALPHABET:
        for b in ALPHABET:
            for at in range(19):
                text = "7" * at + a + b + "7" * (18 - at)
                whole = next((w for w in (text[:19] + c for c in ALPHABET) if read_code(w)), "") if at < 18 else ""
                if whole and a != b and read_code(whole[:at] + b + a + whole[at + 2 :]):
                    unseen.add((a, b))
    assert unseen == {("0", "Z"), ("Z", "0")}


@pytest.mark.parametrize("typed", ["", "0", "0" * 19, "0" * 21, "U" + "0" * 19, "٠" * 20, "0" * 19 + "é", "ß" * 10])
def test_what_is_no_code_reads_as_nothing(typed: str) -> None:
    assert read_code(typed) == ""


def test_a_root_does_not_ask_whether_payloads_are_here() -> None:
    header = Header(
        about=(), at=Clock(boot="00000000", mono_ms=0, off_min=0, utc_ms=0), author="1" * 64,
        blobs=(("aa" * 32, 1), ("bb" * 32, 2)), chain="2" * 16, kind="photo_added", payload="0" * 64, prev=None,
        round="3" * 64, scope="3" * 64, seen=(), seq=0, supersedes=(), tick=0, v=1,
    )  # fmt: skip
    here, withheld = Statement("cc" * 32, header, b"{}"), Statement("cc" * 32, header, None)
    assert root_of([here]) == root_of([withheld]) == canon.merkle_root(["cc" * 32], ["aa" * 32, "bb" * 32])
    assert root_of([]) == canon.blob_id(b"")
