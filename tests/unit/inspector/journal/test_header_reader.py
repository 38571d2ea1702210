"""Reading many headers: no check is lost by making it once, and what recurs is kept once."""

from __future__ import annotations

from typing import Any

import pytest

from inspector.journal import canon
from inspector.journal.canon import Malformed
from inspector.journal.entry import HeaderReader
from tests.unit.inspector.journal.test_entry import GOOD

OTHER: dict[str, Any] = {
    "about": ["obs", "bảng", ""],
    "author": "A" * 64,
    "blobs": [["g" * 64, 1]],
    "chain": "0123456789abcde ",
    "kind": "observed\n",
    "payload": "é" * 64,
    "prev": "0" * 63 + "G",
    "round": "x" * 64,
    "scope": "\n" * 64,
    "seen": ["11" * 32, "2" * 63 + "-"],
    "supersedes": ["0x" * 32],
}


@pytest.mark.parametrize("name", OTHER)
def test_a_word_of_other_characters_is_refused_again_and_again(name: str) -> None:
    reader = HeaderReader()
    reader.read(canon.encode(GOOD))
    for _ in range(2):
        with pytest.raises(Malformed):
            reader.read(canon.encode({**GOOD, name: OTHER[name]}))


def test_the_run_of_a_machine_is_named_in_hex_digits() -> None:
    with pytest.raises(Malformed):
        HeaderReader().read(canon.encode({**GOOD, "at": {**GOOD["at"], "boot": "5f0c11aZ"}}))


def test_a_delete_character_is_none_that_a_slot_may_hold() -> None:
    with pytest.raises(Malformed):
        HeaderReader().read(canon.encode({**GOOD, "about": ["obs", "\x7f", ""]}))


def test_words_that_recur_are_kept_once() -> None:
    reader = HeaderReader()
    one, two = (reader.read(canon.encode(GOOD)) for _ in range(2))
    assert one == two
    assert one is not two
    for name in ("author", "chain", "kind", "round", "scope"):
        assert getattr(one, name) is getattr(two, name)
    assert one.at.boot is two.at.boot


def test_words_of_one_length_do_not_stand_for_those_of_another() -> None:
    reader = HeaderReader()
    reader.read(canon.encode(GOOD))
    with pytest.raises(Malformed):
        reader.read(canon.encode({**GOOD, "author": GOOD["chain"]}))
