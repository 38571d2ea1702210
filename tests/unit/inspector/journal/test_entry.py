"""What a header and a payload must be to be read at all, and that nothing else is ever written."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspector.journal import canon, entry
from inspector.journal.bodies import Observed, PhotoAdded, Withdrawn
from inspector.journal.canon import Malformed
from inspector.journal.entry import Clock, Header, Statement, check_header, check_payload, is_signed, read_header, short


class Signer:
    """The key of RFC 8032, section 7.1, test 1."""

    _private = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    public = _private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


GOOD: dict[str, Any] = {
    "about": ["obs", "fb_hotline_posted", ""],
    "at": {"boot": "5f0c11aa", "mono_ms": 8123456, "off_min": 420, "utc_ms": 1763692927000},
    "author": Signer.public,
    "blobs": [["aa" * 32, 384211], ["bb" * 32, 0]],
    "chain": "0123456789abcdef",
    "kind": "observed",
    "payload": "cc" * 32,
    "prev": "dd" * 32,
    "round": "ee" * 32,
    "scope": "ff" * 32,
    "seen": ["11" * 32, "22" * 32],
    "seq": 17,
    "supersedes": ["33" * 32, "44" * 32],
    "tick": 42,
    "v": 1,
}
GENESIS: dict[str, Any] = {
    **{name: member for name, member in GOOD.items() if name != "scope"},
    "about": [],
    "kind": "genesis",
    "prev": None,
    "round": None,
    "seen": [],
    "seq": 0,
    "supersedes": [],
    "tick": 0,
}


def without(name: str) -> dict[str, Any]:
    return {one: member for one, member in GOOD.items() if one != name}


@pytest.mark.parametrize(
    "members", [GOOD, GENESIS, {**GOOD, "zodiac": ["trâu"]}, {**GENESIS, "zodiac": "trâu"}, {**GOOD, "v": 2}]
)
def test_a_header_is_read(members: dict[str, Any]) -> None:
    data = canon.encode(members)
    assert check_header(data) == read_header(data)


@pytest.mark.parametrize("name", GOOD)
def test_no_member_may_be_missing(name: str) -> None:
    with pytest.raises(Malformed):
        check_header(canon.encode(without(name)))


@pytest.mark.parametrize("name", [name for name in GOOD if name not in ("prev", "round")])
def test_no_member_is_null_but_prev_and_round(name: str) -> None:
    with pytest.raises(Malformed):
        check_header(canon.encode({**GOOD, name: None}))


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("3: a slot is ASCII", {"about": ["fact", "điểm"]}),
        ("3: a slot is text", {"about": ["obs", 1, ""]}),
        ("3: a slot holds no control sign", {"about": ["obs", "a\nb", ""]}),
        ("3: a part of a slot is short", {"about": ["a" * 65]}),
        ("4: the author is a key", {"author": "ab" * 31}),
        ("4: the author is in lower case", {"author": Signer.public.upper()}),
        ("9: a tick is not negative", {"tick": -1}),
        ("9: a tick is at most 2^40", {"tick": 2**40 + 1}),
        ("9: a tick is a number", {"tick": "42"}),
        ("9: a tick is not true", {"tick": True}),
        ("12: blobs are sorted", {"blobs": [["bb" * 32, 1], ["aa" * 32, 1]]}),
        ("12: a blob is named once", {"blobs": [["aa" * 32, 1], ["aa" * 32, 1]]}),
        ("12: a blob has one size", {"blobs": [["aa" * 32, 1], ["aa" * 32, 2]]}),
        ("12: a blob has a size", {"blobs": [["aa" * 32]]}),
        ("12: a size is not negative", {"blobs": [["aa" * 32, -1]]}),
        ("16: v is at least 1", {"v": 0}),
        ("16: a kind has a plain name", {"kind": "Observed"}),
        ("16: a kind has a name", {"kind": ""}),
        ("16: an unknown member has a plain name", {"Zodiac": 1}),
        ("26: seen is sorted", {"seen": ["22" * 32, "11" * 32]}),
        ("26: seen names once", {"seen": ["11" * 32, "11" * 32]}),
        ("26: seen names 128 at most", {"seen": sorted(f"{one:064x}" for one in range(129))}),
        ("27: a blob has 256 MiB at most", {"blobs": [["aa" * 32, 2**28 + 1]]}),
        ("27: seq is below 2^31", {"seq": 2**31}),
        ("27: a header has 32 KiB at most", {"zodiac": "x" * 32768}),
        ("37: an unknown member is not null", {"zodiac": None}),
        ("33: a clock is whole", {"at": {"boot": "5f0c11aa", "mono_ms": 1, "off_min": 420}}),
        ("33: a clock counts whole numbers", {"at": {**GOOD["at"], "utc_ms": "x"}}),
        ("33: a boot is 8 hex digits", {"at": {**GOOD["at"], "boot": "5f0c11a"}}),
        ("37: supersedes is sorted", {"supersedes": ["44" * 32, "33" * 32]}),
        ("37: supersedes names once", {"supersedes": ["33" * 32, "33" * 32]}),
        ("37: an id is 64 digits", {"supersedes": ["33" * 31]}),
        ("37: an id is in lower case", {"supersedes": ["AA" * 32]}),
        ("37: an id has no line end", {"prev": "dd" * 32 + "\n"}),
        ("1: a chain is 16 digits", {"chain": "0123456789abcdeg"}),
        ("1: seq 0 follows nothing", {"seq": 0}),
        ("1: what follows nothing has seq 0", {"prev": None}),
        ("2: only a genesis has no round", {"round": None}),
        ("2: a genesis has no round", {"kind": "genesis"}),
        (
            "2: what has no scope has no round",
            {"scope": None, "round": None, "prev": None, "seq": 0, "seen": [], "supersedes": []},
        ),
    ],
)
def test_a_header_is_refused(rule: str, change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        check_header(canon.encode({**GOOD, **change}))


@pytest.mark.parametrize(
    "change",
    [
        {"scope": None},
        {"scope": "ff" * 32},
        {"round": "ee" * 32},
        {"kind": "observed"},
        {"seq": 1, "prev": "dd" * 32},
        {"seen": ["11" * 32]},
        {"supersedes": ["11" * 32]},
    ],
)
def test_a_genesis_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        check_header(canon.encode({**GENESIS, **change}))


@pytest.mark.parametrize("data", [b"", b"[]", b"1", b"null", canon.encode(GOOD) + b" ", canon.encode(GOOD)[:-1]])
def test_what_is_no_canonical_object_is_no_header(data: bytes) -> None:
    with pytest.raises(Malformed):
        check_header(data)


def test_a_member_twice_is_refused_though_the_reader_of_known_bytes_would_take_the_last() -> None:
    data = canon.encode(GOOD).replace(b'"tick":42', b'"tick":41,"tick":42')
    assert read_header(data).tick == 42
    with pytest.raises(Malformed):
        check_header(data)


# -- payloads -------------------------------------------------------------------------------------------------------


def payload_of(members: dict[str, Any], *, padded: bool = True) -> tuple[bytes, Header]:
    data = canon.pad(members) if padded else canon.encode(members)
    return data, msgspec.structs.replace(check_header(canon.encode(GOOD)), payload=canon.payload_hash(data))


SALT = "0123456789abcdef" * 2


def test_a_payload_is_read() -> None:
    assert check_payload(*payload_of({"value": "pass", "salt": SALT}))["value"] == "pass"


@pytest.mark.parametrize(
    "members",
    [
        {"value": "pass"},
        {"salt": SALT[1:]},
        {"salt": SALT.upper()},
        {"salt": SALT + "\n"},
        {"salt": 1},
    ],
)
def test_a_payload_without_a_proper_salt_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match="salt"):
        check_payload(*payload_of(members))


def test_a_payload_of_another_length_is_refused() -> None:
    with pytest.raises(Malformed, match="padding"):
        check_payload(*payload_of({"salt": SALT, "pad": ""}, padded=False))


@pytest.mark.parametrize("pad", ["x", 5, ["x"]])
def test_a_pad_of_anything_but_spaces_is_refused(pad: Any) -> None:
    members = {"pad": pad, "salt": SALT, "note": ""}
    members["note"] = "x" * (-len(canon.encode(members)) % 256)
    with pytest.raises(Malformed, match="padding"):
        check_payload(*payload_of(members, padded=False))


def test_a_payload_without_a_pad_is_refused_whatever_its_length() -> None:
    members = {"salt": SALT, "note": ""}
    members["note"] = "x" * (-len(canon.encode(members)) % 256)
    with pytest.raises(Malformed, match="padding"):
        check_payload(*payload_of(members, padded=False))


def test_a_payload_that_is_no_object_is_refused() -> None:
    data = canon.encode(["x" * 252])
    header = msgspec.structs.replace(check_header(canon.encode(GOOD)), payload=canon.payload_hash(data))
    with pytest.raises(Malformed, match="object"):
        check_payload(data, header)


def test_a_payload_that_the_header_does_not_name_is_refused() -> None:
    data, header = payload_of({"salt": SALT})
    with pytest.raises(Malformed, match="hash"):
        check_payload(canon.pad({"salt": SALT, "value": "fail"}), header)
    assert check_payload(data, header)


def test_a_payload_beyond_a_mebibyte_is_refused() -> None:
    with pytest.raises(Malformed, match="long"):
        check_payload(*payload_of({"salt": SALT, "note": "x" * 2**20}))


# -- writing --------------------------------------------------------------------------------------------------------

HEADER = check_header(canon.encode({**GOOD, "payload": "00" * 32}))
BODY = Observed(value="pass", checklist="aa" * 32)


def test_what_is_written_is_what_is_read_and_signed() -> None:
    written = entry.write(HEADER, BODY, bytes(16), Signer())
    header = check_header(written.header)
    assert check_payload(written.payload, header)["value"] == "pass"
    assert written.id == canon.entry_id(written.header)
    assert is_signed(written.id, Signer.public, written.signature)
    assert not is_signed(canon.entry_id(b""), Signer.public, written.signature)


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ({"seq": 2**31}, BODY),
        ({"tick": 2**40 + 1}, BODY),
        ({"about": ("điểm",)}, BODY),
        ({"about": ("\ud800",)}, BODY),
        ({"blobs": (("aa" * 32, 2**28 + 1),)}, BODY),
        ({"blobs": tuple((f"{one:064x}", 1) for one in range(500))}, BODY),
        ({"supersedes": ("44" * 32, "33" * 32)}, BODY),
        ({}, Observed(value="pass", checklist="", note="x" * 2**20)),
        ({}, Observed(value="pass", checklist="", note="\udcff")),
        ({}, PhotoAdded(original="", display="", name="", format="", width=2**53, height=1)),
        ({}, PhotoAdded(original="", display="", name="", format="", width=1, height=1, facts={"Make": "x"})),
    ],
)
def test_what_would_not_be_read_is_not_written(header: dict[str, Any], body: msgspec.Struct) -> None:
    with pytest.raises(Malformed):
        entry.write(msgspec.structs.replace(HEADER, **header), body, bytes(16), Signer())


def test_the_ids_of_a_fixed_statement_never_change() -> None:
    """If this fails, files in the field can no longer be read: nothing in it may ever be adapted."""
    written = entry.write(HEADER, BODY, bytes(range(16)), Signer())
    assert written.payload.startswith(b'{"checklist":"aaaa')
    assert written.payload.endswith(b'","salt":"000102030405060708090a0b0c0d0e0f","value":"pass"}')
    assert len(written.payload) == 256
    assert check_header(written.header).payload == GOLDEN_PAYLOAD
    assert written.id == GOLDEN_ID
    assert canon.signed_message(written.id).hex() == b"thisat1/sig/entry\0".hex() + GOLDEN_ID
    assert written.signature.hex() == GOLDEN_SIGNATURE


GOLDEN_PAYLOAD = "04f90af229f604b37d653aad9ec7ce7e7ea5b2bd7ea82d724ad8f4f084b34afe"
GOLDEN_ID = "fc8ec4e8079959f41d877d2b1db57b3f78720b0bf26b4952e67b7cad6c682833"
GOLDEN_SIGNATURE = (
    "5039f9500b9b0e8d525623c4ced49f504eba1e6353b175ee52167bc379de2a1a"
    "a7fa676c9fcd3a88679ad32b48e5d6cfebfa9d2566c6cb5926d817609826060f"
)


# -- statements -----------------------------------------------------------------------------------------------------


def test_a_genesis_is_its_own_round_and_scope() -> None:
    statement = Statement("99" * 32, check_header(canon.encode(GENESIS)), None)
    assert statement.round == statement.scope == statement.id


def test_a_statement_shows_kind_id_and_slot() -> None:
    statement = Statement("99" * 32, HEADER, None)
    assert repr(statement) == "<observed 99999999 obs/fb_hotline_posted/>"
    assert short("a7f3" + "0" * 60) == "#A7F3"


def test_a_clock_is_never_judged() -> None:
    """Clocks that are absurd are data like others; only their type is looked at."""
    at = Clock(boot="00000000", mono_ms=-canon.MAX_INTEGER, off_min=canon.MAX_INTEGER, utc_ms=-1)
    assert check_header(canon.encode({**GOOD, "at": at})).at == at


def test_a_withdrawal_needs_no_words() -> None:
    written = entry.write(HEADER, Withdrawn(), bytes(16), Signer())
    assert re.fullmatch(rb'\{"pad":" *","salt":"0{32}"\}', written.payload)
