"""What is written is what is read, byte for byte, for every kind and for kinds that nobody knows yet."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal import canon
from inspector.journal.bodies import KINDS, UNKNOWN, Body, PhotoAdded, SettingChosen, said, value_of
from inspector.journal.entry import Clock, Header, Statement, check_header, check_payload, read_header
from tests.laws.worlds import statement_of

EACH = settings(max_examples=20)
"""For each kind."""
hex64 = st.binary(min_size=32, max_size=32).map(bytes.hex)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
integers = st.integers(-canon.MAX_INTEGER, canon.MAX_INTEGER)


def bodies(kind: type[Body]) -> st.SearchStrategy[Body]:
    """Return bodies of one kind; texts are whatever the format allows."""
    st.register_type_strategy(str, texts)
    st.register_type_strategy(int, integers)
    if kind is SettingChosen:
        plain = texts | integers | st.booleans()
        inner = st.lists(plain, max_size=2) | st.dictionaries(names, plain, max_size=2)
        return st.builds(SettingChosen, value=st.dictionaries(names, plain | inner, max_size=3))
    if kind is PhotoAdded:
        return st.builds(PhotoAdded, facts=st.dictionaries(names, texts | integers, max_size=3))
    return st.from_type(kind)


@st.composite
def headers(draw: st.DrawFn, kind: str) -> Header:
    hexes = st.lists(hex64, max_size=4, unique=True).map(sorted).map(tuple)
    seq = draw(st.integers(0, 2**31 - 1))
    genesis = kind == "genesis"
    return Header(
        about=() if genesis else tuple(draw(st.lists(st.from_regex(r"[ -~]{0,9}", fullmatch=True), max_size=4))),
        at=Clock(boot="0a1b2c3d", mono_ms=draw(integers), off_min=draw(integers), utc_ms=draw(integers)),
        author=draw(hex64),
        blobs=tuple(sorted(draw(st.dictionaries(hex64, st.integers(0, 2**28), max_size=3)).items())),
        chain=draw(hex64)[:16],
        kind=kind,
        payload=draw(hex64),
        prev=draw(hex64) if seq and not genesis else None,
        round=None if genesis else draw(hex64),
        scope=None if genesis else draw(hex64),
        seen=() if genesis else draw(hexes),
        seq=0 if genesis else seq,
        supersedes=() if genesis else draw(hexes),
        tick=draw(st.integers(0, 2**40)),
        v=draw(st.integers(1, 3)),
    )


@pytest.mark.parametrize("name", [*KINDS, "foretold"])
@given(data=st.data())
@EACH
def test_a_header_reads_back_as_it_was_written(name: str, data: st.DataObject) -> None:
    header = data.draw(headers(name))
    written = canon.encode(header)
    assert check_header(written) == read_header(written) == header
    assert canon.encode(check_header(written)) == written


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
@EACH
def test_a_body_reads_back_as_it_was_written(name: str, data: st.DataObject) -> None:
    body = data.draw(bodies(KINDS[name].body))
    header = msgspec.structs.replace(data.draw(headers(name)), v=1)
    payload = canon.pad({**msgspec.to_builtins(body), "salt": "0" * 32})
    statement = Statement("0" * 64, msgspec.structs.replace(header, payload=canon.payload_hash(payload)), payload)
    check_payload(payload, statement.header)
    assert said(statement) == body


@given(
    data=st.data(),
    members=st.dictionaries(names, st.recursive(st.booleans() | integers | texts, st.lists, max_leaves=5)),
)
def test_a_body_of_an_unknown_kind_is_carried_as_it_is(data: st.DataObject, members: dict[str, object]) -> None:
    header = msgspec.structs.replace(data.draw(headers("foretold")), v=1)
    payload = canon.pad({**members, "salt": "0" * 32})
    statement = Statement("0" * 64, msgspec.structs.replace(header, payload=canon.payload_hash(payload)), payload)
    assert canon.encode(check_payload(payload, statement.header)) == payload
    assert said(statement) is UNKNOWN
    plain = {name: member for name, member in members.items() if name not in ("salt", "pad")}
    assert value_of(statement) == canon.encode(["foretold", plain])


@given(data=st.data())
def test_members_that_nobody_knows_are_carried_and_ignored(data: st.DataObject) -> None:
    header = data.draw(headers("observed"))
    written = canon.encode({**msgspec.to_builtins(header), "zodiac": "trâu"})
    assert check_header(written) == header


def test_a_salt_of_its_own_gives_the_same_words_another_hash() -> None:
    header = Header(
        about=(), at=Clock(boot="00000000", mono_ms=0, off_min=0, utc_ms=0), author="1" * 64, blobs=(), chain="2" * 16,
        kind="withdrawn", payload="0" * 64, prev=None, round="3" * 64, scope="3" * 64, seen=(), seq=0, supersedes=(),
        tick=0, v=1,
    )  # fmt: skip
    one, other = (statement_of(header, KINDS["withdrawn"].body(), salt) for salt in (1, 2))
    assert one.header.payload != other.header.payload
    assert value_of(one) == value_of(other)
