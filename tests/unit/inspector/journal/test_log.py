"""The log takes in what has a place, once, and knows its tips, its forks and what a tip covers."""

from __future__ import annotations

import pytest

from inspector.journal.entry import Clock, Header, Statement
from inspector.journal.log import Log, Misfit, order, require_tick

GENESIS = "0" * 64


def said(
    name: str, prev: Statement | None = None, *, author: str = "an", scope: str = GENESIS, chain: str = "", tick: int = 0,
    seen: tuple[str, ...] = (), supersedes: tuple[str, ...] = (), seq: int | None = None, round_id: str = GENESIS,
) -> Statement:  # fmt: skip
    """Return a statement whose id is its name; of the same chain as the one before it."""
    header = Header(
        about=(),
        at=Clock(boot="00000000", mono_ms=0, off_min=0, utc_ms=0),
        author=prev.header.author if prev else author,
        blobs=(),
        chain=chain or (prev.header.chain if prev else "1" * 16),
        kind="commented",
        payload="0" * 64,
        prev=prev.id if prev else None,
        round=None if name == GENESIS else round_id,
        scope=None if name == GENESIS else (prev.scope if prev else scope),
        seen=seen,
        seq=seq if seq is not None else (prev.header.seq + 1 if prev else 0),
        supersedes=supersedes,
        tick=tick,
        v=1,
    )
    return Statement(name, header, None)


@pytest.fixture
def genesis() -> Statement:
    return said(GENESIS)


@pytest.fixture
def log(genesis: Statement) -> Log:
    return Log.of([genesis])


def test_a_statement_is_taken_in_once(log: Log) -> None:
    a = said("a", chain="2" * 16)
    assert log.add(a)
    assert not log.add(a)
    assert len(log) == 2
    assert "a" in log


def test_statements_may_come_in_any_order_into_a_new_log(genesis: Statement) -> None:
    """an: a ← b ← c"""
    a = said("a", chain="2" * 16)
    b = said("b", a)
    c = said("c", b)
    assert Log.of([c, b, genesis, a]).tips == {GENESIS: {GENESIS, "c"}}


def test_a_statement_whose_predecessor_is_missing_leaves_a_gap(log: Log) -> None:
    b = said("b", said("a", chain="2" * 16, scope="visit"))
    with pytest.raises(Misfit, match="gap") as raised:
        log.add(b)
    assert raised.value.reason == "gap"
    assert raised.value.statement is b
    assert "b" not in log
    assert log.tips == {GENESIS: {GENESIS}}


def test_a_statement_of_another_round_has_no_place(log: Log) -> None:
    with pytest.raises(Misfit, match="round"):
        log.add(said("a", round_id="f" * 64))


@pytest.mark.parametrize("change", [{"chain": "3" * 16}, {"seq": 2}, {"seq": 0}])
def test_a_statement_continues_its_own_chain_by_one(log: Log, change: dict[str, object]) -> None:
    a = said("a", chain="2" * 16)
    log.add(a)
    with pytest.raises(Misfit, match="chain"):
        log.add(said("b", a, **change))  # type: ignore[arg-type]


def test_two_statements_after_one_are_a_fork_and_both_stay(log: Log) -> None:
    """an: a ← b, and from a copy of the laptop a ← c"""
    a = said("a", chain="2" * 16)
    for one in (a, said("b", a), said("c", a)):
        log.add(one)
    assert log.forks == {GENESIS: {(a.chain_key, 1)}}
    assert log.tips[GENESIS] == {GENESIS, "b", "c"}


def test_two_beginnings_of_one_chain_are_a_fork(log: Log) -> None:
    a = said("a", chain="2" * 16)
    log.add(a)
    log.add(said("b", chain="2" * 16))
    assert log.forks == {GENESIS: {(a.chain_key, 0)}}


def test_a_fork_after_a_tip_that_went_on_is_found(log: Log) -> None:
    """an: a ← b ← c, and from a copy a ← d"""
    a = said("a", chain="2" * 16)
    b = said("b", a)
    for one in (a, b, said("c", b), said("d", a)):
        log.add(one)
    assert log.forks == {GENESIS: {(a.chain_key, 1)}}
    assert log.tips[GENESIS] == {GENESIS, "c", "d"}


def test_one_chain_name_of_two_people_is_two_chains(log: Log) -> None:
    log.add(said("a", chain="2" * 16))
    log.add(said("b", chain="2" * 16, author="binh"))
    assert log.forks == {}


def test_it_is_read_by_tick_then_author_then_id(log: Log) -> None:
    for one in (
        said("d", chain="4" * 16, author="an", tick=2),
        said("c", chain="3" * 16, author="binh", tick=1),
        said("b", chain="2" * 16, author="an", tick=1),
        said("a", chain="5" * 16, author="binh", tick=1),
    ):
        log.add(one)
    assert [s.id for s in log] == [GENESIS, "b", "a", "c", "d"]
    assert order(log.statements["b"]) == (1, "an", "b")


def test_a_tip_covers_what_lies_before_it_in_its_chain_alone(log: Log) -> None:
    """an: a ← b (which has seen x) ← c;  bình: x"""
    a = said("a", chain="2" * 16)
    b = said("b", a, seen=("x",))
    for one in (a, b, said("c", b), said("x", chain="3" * 16, author="binh")):
        log.add(one)
    assert log.covered(["b"]) == {"a", "b"}
    assert log.covered(["b", "a", "x"]) == {"a", "b", "x"}
    assert log.covered(["not here"]) == set()


@pytest.mark.parametrize(
    ("what", "statement", "holds"),
    [
        ("nothing named", said("s"), True),
        ("nothing named, but a tick", said("s", tick=1), False),
        ("one more than what it saw", said("s", seen=("five",), tick=6), True),
        ("as much as what it saw", said("s", seen=("five",), tick=5), False),
        ("more than one more", said("s", seen=("five",), tick=7), False),
        ("the largest counts", said("s", seen=("five",), supersedes=("nine",), tick=10), True),
        ("not the smallest", said("s", seen=("five",), supersedes=("nine",), tick=6), False),
        ("what is not here may have any tick", said("s", seen=("absent", "five"), tick=99), True),
        ("but not one below what is here", said("s", seen=("absent", "five"), tick=5), False),
        ("nothing that it names is here", said("s", seen=("absent",), tick=0), True),
    ],
)
def test_a_tick_is_one_more_than_the_largest_that_it_names(what: str, statement: Statement, holds: bool) -> None:
    known = {"five": said("five", tick=5), "nine": said("nine", tick=9)}
    if holds:
        require_tick(statement, known.get)
    else:
        with pytest.raises(Misfit, match="tick"):
            require_tick(statement, known.get)


def test_the_tick_of_the_entry_before_counts_too(log: Log) -> None:
    a = said("a", chain="2" * 16, tick=4, seen=("absent",))
    log.add(a)
    log.require_tick(said("b", a, tick=5))
    with pytest.raises(Misfit, match="tick"):
        log.require_tick(said("b", a, tick=6))
