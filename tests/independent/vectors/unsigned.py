"""Signatures that are wrong or missing."""

from __future__ import annotations

from typing import Any

from inspector.journal import canon
from inspector.journal.bodies import Sealed
from tests.builder import Key, Laptop
from tests.independent import ed25519
from tests.independent.vectors.kit import (
    Rows,
    answered,
    one_visit,
    vector,
)
from tests.independent.vectors.signed import signature_with_nonce


@vector
def signatures_swapped() -> Rows:
    rows, _, _, answers = answered()
    one, other = answers[1:3]
    names = {one: other, other: one}
    rows.signatures = [(names.get(entry, entry), data) for entry, data in rows.signatures]
    return rows


def tampered(edit: Any, place: int = -1) -> Rows:
    rows, _, _, answers = answered()
    rows.signatures = [(entry, edit(data) if entry == answers[place] else data) for entry, data in rows.signatures]
    return rows


@vector
def signature_with_one_bit_changed() -> Rows:
    return tampered(lambda data: bytes([data[0] ^ 1]) + data[1:])


@vector
def signature_of_a_covered_entry_changed() -> Rows:
    return tampered(lambda data: data[:-1] + bytes([data[-1] ^ 1]), 1)


@vector
def signature_by_another_key() -> Rows:
    rows, _, _, answers = answered()
    rows.unsign(answers[-1])
    other = Key(bytes(range(32)))
    rows.signatures.append((answers[-1], other.sign(canon.signed_message(answers[-1]))))
    return rows


@vector
def signature_over_the_bare_id() -> Rows:
    rows, an, _, answers = answered()
    rows.unsign(answers[-1])
    rows.signatures.append((answers[-1], an.key.sign(bytes.fromhex(answers[-1]))))
    return rows


@vector
def signature_with_s_plus_l() -> Rows:
    def add_order(data: bytes) -> bytes:
        return data[:32] + (int.from_bytes(data[32:], "little") + ed25519.L).to_bytes(32, "little")

    return tampered(add_order)


@vector
def author_of_small_order() -> Rows:
    """Under the neutral element any S fits with R = S*B: such a key says nothing about who signed."""
    rows, _, _, answers = answered()
    neutral = Key(bytes(32))
    neutral.public = (1).to_bytes(32, "little").hex()
    entry = rows.replace(neutral, answers[0], None)
    header = rows.header(entry)
    rows.unsign(entry)
    del rows.entries[entry], rows.payloads[entry]
    for one in answers[1:]:
        rows.drop(one)
    entry = rows.put(neutral, {**header, "author": neutral.public}, {"value": "pass", "checklist": "00" * 32})
    rows.unsign(entry)
    base = (4 * pow(5, -1, ed25519.P) % ed25519.P).to_bytes(32, "little")
    rows.signatures.append((entry, base + (1).to_bytes(32, "little")))
    return rows


@vector
def author_that_is_no_point() -> Rows:
    rows, _, _, answers = answered()
    rows.replace(
        Key(bytes(32)),
        answers[-1],
        {"author": "02" + "00" * 31, "seq": 0, "prev": None, "tick": 99, "seen": ["ee" * 32]},
    )
    return rows


@vector
def newest_entry_unsigned() -> Rows:
    rows, _, _, answers = answered()
    rows.unsign(answers[-1])
    return rows


@vector
def tail_cut_off_a_thinned_chain() -> Rows:
    rows, _, _, answers = answered()
    rows.unsign(*answers[1:-1])
    rows.drop(answers[-1])
    return rows


@vector
def first_of_a_chain_unsigned() -> Rows:
    rows, _, _, answers = answered()
    rows.unsign(answers[0])
    return rows


@vector
def genesis_unsigned() -> Rows:
    rows, an, _, _ = answered()
    rows.unsign(an.world.round)
    return rows


@vector
def roster_unsigned() -> Rows:
    rows, an, _, _ = answered()
    rows.unsign(*[one.id for one in an.statements.values() if one.header.kind == "roster"])
    return rows


def sealed_and_after() -> tuple[Rows, Laptop, str]:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    seal = an.seal(visit)
    an.observe(visit, "b", "pass")
    return Rows.of(an), an, seal


@vector
def seal_unsigned() -> Rows:
    rows, _, seal = sealed_and_after()
    rows.unsign(seal)
    return rows


def long_chain(*unsigned: int) -> Rows:
    _, an, _, visit = one_visit()
    answers = [an.fact(visit, f"f{number}", "x") for number in range(67)]
    rows = Rows.of(an)
    rows.unsign(*[answers[place] for place in unsigned])
    return rows


@vector
def sixty_fourth_unsigned() -> Rows:
    return long_chain(64)


@vector
def all_between_the_sixty_fourth_unsigned() -> Rows:
    return long_chain(*range(1, 64), 65)


@vector
def five_signatures() -> Rows:
    rows, an, _, answers = answered()
    for nonce in (b"a", b"b", b"c", b"d"):
        rows.signatures.append((answers[-1], signature_with_nonce(an, answers[-1], nonce)))
    return rows


@vector
def seal_of_something_cut_off() -> Rows:
    """A seal names what it covers, so that a tail that another chain lost shows."""
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    cut = binh.observe(visit, "a", "pass")
    an.meet(binh)
    an.seal(visit)
    rows = Rows.of(an)
    rows.drop(cut)
    return rows


@vector
def seal_of_tips_that_never_were() -> Rows:
    _, an, _, visit = one_visit()
    body = Sealed(
        purpose="final",
        tips=("ab" * 32,),
        entries=1,
        blobs=0,
        root="00" * 32,
        checklist=an.world.checklist_id,
        program="tests",
    )
    an.say(body, ("seal",), visit)
    return Rows.of(an)
