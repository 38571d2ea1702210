"""What statements can say, and when two of them say the same."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from inspector.journal import canon
from inspector.journal.bodies import (
    ABSENT,
    KINDS,
    UNKNOWN,
    UNREADABLE,
    Body,
    Observed,
    Presence,
    Role,
    Withdrawn,
    kind_of,
    said,
    value_of,
)
from inspector.journal.entry import Clock, Header, Statement
from inspector.journal.value import Measure

CHECKLIST = "aa" * 32


def statement(kind: str, payload: bytes | None, v: int = 1) -> Statement:
    header = Header(
        about=("x",), at=Clock(boot="00000000", mono_ms=0, off_min=0, utc_ms=0), author="1" * 64, blobs=(),
        chain="2" * 16, kind=kind, payload=canon.payload_hash(payload or b""), prev=None, round="3" * 64,
        scope="4" * 64, seen=(), seq=0, supersedes=(), tick=0, v=v,
    )  # fmt: skip
    return Statement("5" * 64, header, payload)


def of(body: Body, salt: str = "0" * 32) -> Statement:
    return statement(kind_of(body), canon.pad({**msgspec.to_builtins(body), "salt": salt}))


def test_every_kind_has_a_body_of_its_own() -> None:
    assert len({kind.body for kind in KINDS.values()}) == len(KINDS)
    assert kind_of(Withdrawn()) == "withdrawn"


def test_no_two_kinds_share_a_family() -> None:
    families = [kind.family for kind in KINDS.values() if kind.family]
    assert len(families) == len(set(families))


def test_roles_are_those_of_a_roster() -> None:
    assert set().union(*(kind.roles for kind in KINDS.values())) <= set(get_args(Role))


def test_every_member_that_is_compared_exists() -> None:
    for kind in KINDS.values():
        if kind.family:
            assert set(kind.value) <= {field.name for field in msgspec.structs.fields(kind.body)}, kind.name


def test_what_may_never_be_withheld() -> None:
    fixed = {name for name, kind in KINDS.items() if not kind.erasable}
    roots = {"genesis", "roster", "excluded", "erased"}
    assert fixed == roots | {"seed_stated", "sealed", "documented", "document_signed", "received"}


def test_a_body_is_decoded_once_and_kept() -> None:
    one = of(Observed(value="pass", checklist=CHECKLIST))
    assert said(one) is said(one)
    assert said(one) == Observed(value="pass", checklist=CHECKLIST)


def test_what_is_not_here_is_absent() -> None:
    assert said(statement("observed", None)) is ABSENT


def test_what_nobody_knows_is_unknown_whether_it_is_here_or_not() -> None:
    assert said(statement("foretold", canon.pad({"salt": "0" * 32}))) is UNKNOWN
    assert said(statement("foretold", None)) is UNKNOWN
    assert said(statement("observed", None, v=2)) is UNKNOWN


@pytest.mark.parametrize(
    "members", [{}, {"value": 5}, {"value": None}, {"value": "pass"}, {"value": "pass", "checklist": 1}]
)
def test_a_known_kind_without_its_members_is_unreadable(members: dict[str, object]) -> None:
    assert said(statement("observed", canon.pad({**members, "salt": "0" * 32}))) is UNREADABLE


def test_members_that_a_later_version_added_are_ignored() -> None:
    members: dict[str, object] = {"value": "pass", "checklist": CHECKLIST, "mood": ["tốt"], "salt": "0" * 32}
    assert said(statement("observed", canon.pad(members))) == Observed(value="pass", checklist=CHECKLIST)


def test_notes_and_salts_are_no_part_of_the_value() -> None:
    one = of(Observed(value="pass", checklist=CHECKLIST, note="rõ"))
    assert value_of(one) == value_of(of(Observed(value="pass", checklist="bb" * 32), "1" * 32))


def test_a_measure_equals_itself_alone() -> None:
    third = Measure(n=1, total=3)
    bodies = [Observed(value=value, checklist=CHECKLIST) for value in (third, Measure(n=1, total=2), "pass", "fail")]
    assert len({value_of(of(body)) for body in bodies}) == 4
    assert value_of(of(bodies[0])) == value_of(of(Observed(value=Measure(n=1, total=3), checklist=CHECKLIST)))


def test_the_same_word_of_two_kinds_is_two_values() -> None:
    assert value_of(of(Presence(value="in"))) != value_of(of(Withdrawn()))


def test_all_withdrawals_say_the_same() -> None:
    assert value_of(of(Withdrawn(reason="nhầm"))) == value_of(of(Withdrawn()))


def test_of_an_unknown_kind_everything_but_salt_and_pad_is_compared() -> None:
    one = statement("foretold", canon.pad({"value": 1, "note": "a", "salt": "0" * 32}))
    same = statement("foretold", canon.pad({"value": 1, "note": "a", "salt": "1" * 32}))
    other = statement("foretold", canon.pad({"value": 1, "note": "b", "salt": "0" * 32}))
    assert value_of(one) == value_of(same) != value_of(other)


def test_what_is_absent_equals_only_itself() -> None:
    one, other = of(Withdrawn(), "0" * 32), of(Withdrawn(), "1" * 32)
    gone = [Statement("5" * 64, s.header, None) for s in (one, other)]
    assert value_of(gone[0]) != value_of(gone[1])
    assert value_of(gone[0]) != value_of(one)
