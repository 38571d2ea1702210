"""Statements that do not fit their neighbours."""

from __future__ import annotations

from tests.builder import Key, World
from tests.independent.vectors.kit import (
    Rows,
    answered,
    changed,
    vector,
)


@vector
def gap_in_a_chain() -> Rows:
    rows, _, _, answers = answered()
    rows.drop(answers[2])
    return rows


@vector
def first_of_a_chain_missing() -> Rows:
    rows, _, _, answers = answered()
    rows.drop(answers[0])
    return rows


@vector
def genesis_missing() -> Rows:
    rows, an, _, _ = answered()
    rows.drop(an.world.round)
    return rows


@vector
def genesis_without_payload() -> Rows:
    rows, an, _, _ = answered()
    del rows.payloads[an.world.round]
    return rows


@vector
def round_that_is_no_genesis() -> Rows:
    rows, an, _, answers = answered()
    header = rows.header(answers[0])
    rows.put(an.key, {**header, "round": answers[1], "seen": [], "tick": 0}, rows.said(answers[0]))
    return rows


@vector
def round_of_another() -> Rows:
    rows, an, _, _ = answered()
    lead = World(8).team("lead", "an")[0]
    rows.entries |= Rows.of(lead).entries
    rows.payloads |= Rows.of(lead).payloads
    rows.signatures += Rows.of(lead).signatures
    newest = an.own[next(iter(an.own))]
    rows.replace(an.key, newest, {"round": lead.world.round})
    return rows


@vector
def sequence_with_a_hole() -> Rows:
    return changed({"seq": 5})


@vector
def sequence_repeated() -> Rows:
    return changed({"seq": 3})


@vector
def first_with_a_predecessor() -> Rows:
    return changed({"seq": 0})


@vector
def later_without_a_predecessor() -> Rows:
    return changed({"prev": None})


@vector
def predecessor_in_another_chain() -> Rows:
    return changed({"chain": "00" * 8})


@vector
def predecessor_in_another_scope() -> Rows:
    return changed({"scope": "ab" * 32})


@vector
def predecessor_of_another_author() -> Rows:
    rows, an, _, answers = answered()
    other = Key(bytes(range(32)))
    rows.replace(other, answers[-1], {"author": other.public})
    del an
    return rows


@vector
def tick_too_small() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], {"tick": rows.header(answers[-1])["tick"] - 1})
    return rows


@vector
def tick_too_large() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], {"tick": rows.header(answers[-1])["tick"] + 1})
    return rows


@vector
def tick_too_small_though_something_is_not_here() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], {"seen": ["ee" * 32], "tick": rows.header(answers[-1])["tick"] - 1})
    return rows


@vector
def tick_beyond_the_limit() -> Rows:
    return changed({"seen": ["ee" * 32], "tick": 2**40 + 1})


@vector
def tick_of_a_genesis() -> Rows:
    world = World(7)
    lead = world.laptop("lead")
    lead.begin()
    rows = Rows.of(lead)
    rows.replace(lead.key, world.round, {"tick": 1})
    return rows


@vector
def names_a_statement_of_another_round() -> Rows:
    """What another round holds is not here, so a tick that would fit it may be anything larger."""
    rows, an, _, answers = answered()
    lead = World(8).team("lead", "an")[0]
    rows.entries |= Rows.of(lead).entries
    rows.payloads |= Rows.of(lead).payloads
    rows.signatures += Rows.of(lead).signatures
    rows.replace(an.key, answers[-1], {"seen": [lead.world.round], "tick": 99})
    return rows
