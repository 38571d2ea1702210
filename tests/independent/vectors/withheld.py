"""Exclusions, erasures, and bytes that are not here."""

from __future__ import annotations

from inspector.journal.bodies import (
    ChainCut,
    Erased,
    Excluded,
    Presence,
)
from tests.independent.vectors.kit import (
    Rows,
    answered,
    one_visit,
    vector,
)


@vector
def statement_excluded() -> Rows:
    lead, an, _, visit = one_visit()
    an.fact(visit, "ended", "1")
    wrong = an.fact(visit, "ended", "2")
    lead.meet(an)
    lead.exclude(wrong)
    return Rows.of(lead)


@vector
def exclusion_withdrawn() -> Rows:
    lead, an, _, visit = one_visit()
    wrong = an.fact(visit, "ended", "2")
    lead.meet(an)
    exclusion = lead.exclude(wrong)
    lead.presence(exclusion, "out")
    return Rows.of(lead)


@vector
def exclusion_withdrawn_and_put_back() -> Rows:
    lead, an, _, visit = one_visit()
    wrong = an.fact(visit, "ended", "2")
    lead.meet(an)
    exclusion = lead.exclude(wrong)
    lead.presence(exclusion, "out")
    lead.presence(exclusion, "in")
    return Rows.of(lead)


@vector
def exclusion_withdrawn_and_that_withdrawn() -> Rows:
    lead, an, _, visit = one_visit()
    wrong = an.fact(visit, "ended", "2")
    lead.meet(an)
    exclusion = lead.exclude(wrong)
    lead.presence(exclusion, "out")
    lead.withdraw(None, "exists", exclusion)
    return Rows.of(lead)


@vector
def exclusion_withdrawn_by_one_who_may_not() -> Rows:
    lead, an, binh, visit = one_visit()
    wrong = an.fact(visit, "ended", "2")
    lead.meet(an)
    exclusion = lead.exclude(wrong)
    binh.meet(lead)
    binh.presence(exclusion, "out")
    return Rows.of(binh)


@vector
def presence_of_another_thing_withdraws_nothing() -> Rows:
    lead, an, _, visit = one_visit()
    one, two = an.fact(visit, "ended", "1"), an.fact(visit, "who", "2")
    lead.meet(an)
    first, second = lead.exclude(one), lead.exclude(two)
    out = lead.presence(first, "out")
    lead.say(Presence(value="in"), ("exists", second), supersedes=[out])
    return Rows.of(lead)


@vector
def exclusion_by_no_root() -> Rows:
    _lead, an, binh, visit = one_visit()
    wrong = an.fact(visit, "ended", "1")
    binh.meet(an)
    binh.exclude(wrong)
    return Rows.of(binh)


@vector
def exclusion_of_a_roster() -> Rows:
    lead, _, _, _ = one_visit()
    lead.exclude(*[one.id for one in lead.statements.values() if one.header.kind in ("roster", "genesis")])
    return Rows.of(lead)


@vector
def exclusion_in_a_visit() -> Rows:
    lead, an, _, visit = one_visit()
    wrong = an.fact(visit, "ended", "1")
    lead.meet(an)
    lead.say(Excluded(entries=(wrong,), reason="nhầm"), (), visit)
    return Rows.of(lead)


@vector
def exclusion_about_something() -> Rows:
    lead, an, _, visit = one_visit()
    wrong = an.fact(visit, "ended", "1")
    lead.meet(an)
    lead.say(Excluded(entries=(wrong,), reason="nhầm"), ("fact", "ended"))
    return Rows.of(lead)


@vector
def rest_of_a_chain_excluded() -> Rows:
    lead, an, _, visit = one_visit()
    answers = [an.observe(visit, item, "pass") for item in "abc"]
    lead.meet(an)
    header = an.statements[answers[1]].header
    lead.exclude(chain=ChainCut(author=an.key.public, scope=visit, chain=header.chain, from_seq=1))
    return Rows.of(lead)


@vector
def payload_erased() -> Rows:
    lead, an, _, visit = one_visit()
    an.fact(visit, "who", "công dân")
    answer = an.observe(visit, "a", "pass")
    lead.meet(an)
    lead.erase([answer])
    rows = Rows.of(lead)
    del rows.payloads[answer]
    return rows


@vector
def withdrawal_erased() -> Rows:
    lead, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    withdrawal = an.withdraw(visit, "obs", "a", "")
    binh.observe(visit, "a", "fail")
    lead.meet(an)
    lead.meet(binh)
    lead.erase([withdrawal])
    return Rows.of(lead)


@vector
def withdrawal_of_an_exclusion_erased() -> Rows:
    lead, an, _, visit = one_visit()
    wrong = an.fact(visit, "ended", "2")
    lead.meet(an)
    lead.erase([lead.presence(lead.exclude(wrong), "out")])
    return Rows.of(lead)


@vector
def payload_erased_but_here() -> Rows:
    lead, an, _, visit = one_visit()
    answer = an.observe(visit, "a", "pass")
    lead.meet(an)
    lead.erase([answer])
    return Rows.of(lead)


@vector
def blob_erased() -> Rows:
    lead, an, _, visit = one_visit()
    an.photo(visit)
    lead.meet(an)
    blob = next(iter(an.statements[an.own[visit]].header.blobs))[0]
    lead.erase(blobs=[blob])
    rows = Rows.of(lead)
    del rows.blobs[blob]
    return rows


@vector
def erasure_by_no_root() -> Rows:
    _lead, an, binh, visit = one_visit()
    answer = an.observe(visit, "a", "pass")
    binh.meet(an)
    binh.erase([answer])
    rows = Rows.of(binh)
    del rows.payloads[answer]
    return rows


@vector
def erasure_of_a_seal() -> Rows:
    lead, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    seal = an.seal(visit)
    lead.meet(an)
    lead.erase([seal])
    rows = Rows.of(lead)
    del rows.payloads[seal]
    return rows


@vector
def erasure_taken_out_still_holds() -> Rows:
    lead, an, _, visit = one_visit()
    answer = an.observe(visit, "a", "pass")
    lead.meet(an)
    erasure = lead.erase([answer])
    lead.presence(erasure, "out")
    rows = Rows.of(lead)
    del rows.payloads[answer]
    return rows


@vector
def erasure_of_something_that_is_not_here() -> Rows:
    lead, _, _, _ = one_visit()
    lead.say(Erased(entries=("ab" * 32,), blobs=("cd" * 32,), reason="x", basis="y"))
    return Rows.of(lead)


@vector
def payload_expected() -> Rows:
    rows, _, _, answers = answered()
    del rows.payloads[answers[1]]
    return rows


@vector
def expected_beside_the_same_value() -> Rows:
    _, an, binh, visit = one_visit()
    an.fact(visit, "ended", "1")
    other = binh.fact(visit, "ended", "1")
    an.observe(visit, "a", "pass")
    answer = binh.observe(visit, "a", "pass")
    rows = Rows.of(an, binh)
    del rows.payloads[other], rows.payloads[answer]
    return rows


@vector
def blob_expected() -> Rows:
    _, an, _, visit = one_visit()
    an.photo(visit)
    rows = Rows.of(an)
    rows.blobs.clear()
    return rows


@vector
def genesis_payload_expected() -> Rows:
    lead, _, _, _ = one_visit()
    rows = Rows.of(lead)
    del rows.payloads[lead.world.round]
    return rows
