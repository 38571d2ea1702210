"""Chains that split."""

from __future__ import annotations

from tests.independent.vectors.kit import (
    Rows,
    answered,
    one_visit,
    vector,
)


def forked(mine: str, other: str) -> Rows:
    _, an, _, visit = one_visit()
    an.fact(visit, "ended", "1")
    copy = an.clone()
    an.fact(visit, "ended", mine)
    copy.fact(visit, "ended", other)
    copy.fact(visit, "who", "x")
    return Rows.of(an, copy)


@vector
def fork_whose_branches_differ() -> Rows:
    return forked("2", "3")


@vector
def fork_whose_branches_agree() -> Rows:
    return forked("2", "2")


@vector
def fork_in_three() -> Rows:
    _, an, _, visit = one_visit()
    an.fact(visit, "ended", "1")
    copies = [an, an.clone(), an.clone()]
    for place, copy in enumerate(copies):
        copy.fact(visit, "ended", str(place))
    return Rows.of(*copies)


@vector
def fork_at_the_start_of_a_chain() -> Rows:
    rows, an, _, answers = answered()
    rows.put(an.key, rows.header(answers[0]), {**rows.said(answers[0]), "value": "fail"})
    return rows


@vector
def fork_with_one_branch_excluded() -> Rows:
    lead, an, _, visit = one_visit()
    an.fact(visit, "ended", "1")
    copy = an.clone()
    an.fact(visit, "ended", "2")
    branch = copy.fact(visit, "ended", "3")
    for other in (an, copy):
        lead.meet(other)
    lead.exclude(branch)
    return Rows.of(lead)


@vector
def restored_copy_goes_on_in_a_new_chain() -> Rows:
    _, an, _, visit = one_visit()
    an.fact(visit, "ended", "1")
    copy = an.clone()
    copy.own.clear()
    an.fact(visit, "ended", "2")
    copy.fact(visit, "ended", "3")
    return Rows.of(an, copy)
