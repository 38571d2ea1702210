"""What a paper is made from is pinned, and can be had again (format.md, rule 17)."""

from __future__ import annotations

from inspector.journal.bodies import Basis
from inspector.projection.basis import at_basis, basis_of
from inspector.projection.view import fold
from tests.builder import Laptop, World


def basis(laptop: Laptop, visit: str, present: frozenset[str] = frozenset()) -> Basis:
    view = fold(laptop.log).visits[visit]
    return basis_of(laptop.log, [view], present, layout="a", places="b", series="c", program="d")


def test_a_basis_names_the_tips_of_the_round_and_of_the_visit() -> None:
    lead, an = World().team("lead", "an")
    visit, other = lead.plan(), lead.plan()
    an.meet(lead)
    an.observe(other, "q1", "pass")
    one = an.observe(visit, "q1", "pass")
    tips = dict(basis(an, visit).tips)
    assert tips == {an.world.round: tuple(sorted(an.log.tips[an.world.round])), visit: (one,)}
    assert basis(an, visit).checklists == (an.world.checklist_id,)


def test_a_visit_without_checklist_and_statements_has_a_basis_too() -> None:
    (lead,) = World().team("lead")
    visit = lead.plan()
    assert set(dict(basis(lead, visit).tips)) == {lead.world.round}
    lead.observe("ab" * 32, "q1", "pass")
    assert basis(lead, "ab" * 32).checklists == ()


def test_what_is_here_is_part_of_a_basis() -> None:
    (lead,) = World().team("lead")
    visit = lead.plan()
    lead.photo(visit)
    assert basis(lead, visit).present != basis(lead, visit, frozenset(lead.blobs)).present


def test_what_is_said_later_or_elsewhere_does_not_change_what_a_basis_gives() -> None:
    (lead,) = World().team("lead")
    visit, other = lead.plan(), lead.plan()
    lead.observe(visit, "q1", "pass")
    before = basis(lead, visit)
    lead.observe(visit, "q1", "fail")
    lead.observe(other, "q1", "fail")
    again = fold(at_basis(lead.log, before)).visits[visit]
    assert again.results[("q1", "")].value == "pass"
    assert basis(lead, visit) != before
