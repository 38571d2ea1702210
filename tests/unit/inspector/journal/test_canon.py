"""Canonical bytes: one way to write a value, and nothing else is read; hashes and the tree over ids."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from inspector.journal import canon
from inspector.journal.canon import MAX_DEPTH, MAX_INTEGER, Malformed

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]))
leaves = st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=25)


@given(values)
def test_it_writes_what_the_reference_library_writes(value: object) -> None:
    assert canon.encode(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(values)
def test_it_writes_what_the_standard_library_writes_within_the_profile(value: object) -> None:
    written = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # DEL is the one sign that both leave alone and that other writers escape.
    assert canon.encode(value) == written.encode()


@given(values)
def test_what_it_writes_it_reads(value: object) -> None:
    assert canon.parse(canon.encode(value)) == value


@pytest.mark.parametrize("data", [b"null", b'{"prev":null}', b'{"round":null}', b"[null]"])
def test_what_is_not_there_is_left_out_not_null(data: bytes) -> None:
    with pytest.raises(Malformed, match="null"):
        canon.parse(data)


def test_a_member_may_be_null_where_the_reader_says_so_and_there_alone() -> None:
    assert canon.parse(b'{"prev":null}', ("prev",)) == {"prev": None}
    with pytest.raises(Malformed, match="null"):
        canon.parse(b'{"at":{"prev":null}}', ("prev",))


@given(st.binary(max_size=40))
def test_no_bytes_raise_anything_but_malformed(data: bytes) -> None:
    try:
        value = canon.parse(data)
    except Malformed:
        return
    assert canon.encode(value) == data


def test_every_sign_below_two_hundred_fifty_six_is_escaped_as_rfc_8785_says() -> None:
    signs = "".join(map(chr, range(256))) + "\u2028\u2029\ufeff\U0001f600"
    assert canon.encode(signs) == rfc8785.dumps(signs)
    assert canon.parse(canon.encode(signs)) == signs


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("nothing", b""),
        ("white space before", b" 1"),
        ("white space after", b"1\n"),
        ("white space inside", b'{"a": 1}'),
        ("a byte order mark", b"\xef\xbb\xbf1"),
        ("a name twice", b'{"a":1,"a":1}'),
        ("a name twice with other values", b'{"a":2,"a":1}'),
        ("names out of order", b'{"b":1,"a":1}'),
        ("a capital in a name", b'{"A":1}'),
        ("an empty name", b'{"":1}'),
        ("a line end in a name", b'{"a\\n":1}'),
        ("a name that begins with a digit", b'{"1a":1}'),
        ("a name deep inside", b'[{"a":[{"B":1}]}]'),
        ("a fraction", b"1.5"),
        ("a whole number written as a fraction", b"1.0"),
        ("an exponent", b"1e2"),
        ("a minus zero", b"-0"),
        ("a zero in front", b"01"),
        ("a plus", b"+1"),
        ("not a number", b"NaN"),
        ("infinity", b"-Infinity"),
        ("an integer too large for a double", b"9007199254740992"),
        ("an integer too small for a double", b"-9007199254740992"),
        ("an integer beyond 64 bits", b"18446744073709551616"),
        ("an integer of five thousand digits", b"9" * 5000),
        ("an escape of a letter", b'"\\u0061"'),
        ("an escape of a letter with diacritics", b'"\\u00e9"'),
        ("an escaped slash", b'"\\/"'),
        ("an escape in capitals", b'"\\u001F"'),
        ("a long escape where there is a short one", b'"\\u000a"'),
        ("a control sign as it is", b'"\x01"'),
        ("half a surrogate pair", b'"\\ud800"'),
        ("half a surrogate pair as bytes", b'"\xed\xa0\x80"'),
        ("an overlong zero", b'"\xc0\x80"'),
        ("a byte that is no UTF-8", b'"\xff"'),
        ("text without an end", b'"a'),
        ("a comma too many", b"[1,]"),
        ("two values", b"1 2"),
        ("a comment", b"/**/1"),
        ("another encoding", '{"a":1}'.encode("utf-16")),
        ("nesting without an end", b"[" * 100_000),
        ("a bomb of nesting", b"[" * 100_000 + b"]" * 100_000),
        ("nesting one too deep", b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1)),
    ],
)
def test_it_refuses(what: str, data: bytes) -> None:
    with pytest.raises(Malformed):
        canon.parse(data)


@pytest.mark.parametrize(
    "data", [b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, b"9007199254740991", b"-9007199254740991", b"{}"]
)
def test_it_reads_what_lies_at_a_limit(data: bytes) -> None:
    assert canon.encode(canon.parse(data)) == data


@given(st.dictionaries(names.filter(lambda name: name != "pad"), leaves))
def test_a_pad_hides_the_length(members: dict[str, object]) -> None:
    padded = canon.pad(members)
    assert len(padded) % canon.PAD_MULTIPLE == 0
    value = canon.parse(padded)
    assert isinstance(value, dict)
    assert value.pop("pad").strip(" ") == ""
    assert value == members


def test_hashes_are_those_that_other_tools_print(tmp_path: Path) -> None:
    sha = hashlib.sha256
    assert canon.blob_id(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    (tmp_path / "a").write_bytes(b"abc")
    assert canon.file_id(tmp_path / "a") == canon.blob_id(b"abc")
    hasher = canon.blob_hasher()
    hasher.update(b"a")
    hasher.update(b"bc")
    assert hasher.hexdigest() == canon.blob_id(b"abc")
    assert canon.entry_id(b"{}") == sha(b"thisat1/entry\0{}").hexdigest()
    assert canon.payload_hash(b"{}") == sha(b"thisat1/payload\0{}").hexdigest()
    assert canon.signed_message("ab" * 32) == b"thisat1/sig/entry\0" + bytes.fromhex("ab" * 32)
    assert canon.boot_of("r", "b") == sha(b"thisat1/boot\0r/b").hexdigest()[:8]
    assert canon.set_digest(["bb" * 32, "aa" * 32, "bb" * 32]) == sha(b"\xaa" * 32 + b"\xbb" * 32).hexdigest()


# -- the tree -------------------------------------------------------------------------------------------------------

# The leaves and roots that the tests of Certificate Transparency use (certificate-transparency-go, testdata).
CT_LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962 section 2.1 defines it, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def test_the_definition_that_we_compare_with_gives_the_published_roots() -> None:
    assert [tree(CT_LEAVES[: count + 1]).hex() for count in range(8)] == CT_ROOTS


ids = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(st.lists(ids, max_size=40), st.lists(ids, max_size=40))
def test_the_root_is_that_of_rfc_6962_over_the_sorted_ids(entries: list[str], blobs: list[str]) -> None:
    leaves = {b"e" + bytes.fromhex(one) for one in entries} | {b"b" + bytes.fromhex(one) for one in blobs}
    assert canon.merkle_root(entries, blobs) == tree(sorted(leaves)).hex()
    assert canon.merkle_root([*reversed(entries), *entries], reversed(blobs)) == canon.merkle_root(entries, blobs)


def test_a_tree_of_any_size_up_to_seventy_is_that_of_rfc_6962() -> None:
    for size in range(70):
        entries = [canon.blob_id(b"%d" % one) for one in range(size)]
        assert canon.merkle_root(entries, ()) == tree(sorted(b"e" + bytes.fromhex(one) for one in entries)).hex()


def test_an_entry_and_a_blob_of_one_id_are_two_leaves() -> None:
    one = canon.blob_id(b"one")
    assert len({canon.merkle_root([one], []), canon.merkle_root([], [one]), canon.merkle_root([one], [one])}) == 3
