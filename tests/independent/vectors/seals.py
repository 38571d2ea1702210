"""Seals, and what is said after them."""

from __future__ import annotations

from inspector.journal.bodies import (
    Sealed,
)
from inspector.journal.seal import root_of
from tests.builder import Laptop, World
from tests.independent.vectors.kit import (
    Rows,
    late,
    one_visit,
    two_openings,
    vector,
)


@vector
def sealed() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.photo(visit)
    binh.meet(an)
    binh.observe(visit, "a", "pass")
    binh.seal(visit)
    return Rows.of(binh)


@vector
def amended_after_the_seal() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.seal(visit)
    an.observe(visit, "a", "fail")
    binh.meet(an)
    binh.observe(visit, "b", "fail")
    return Rows.of(binh)


@vector
def concurrent_with_the_seal() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.seal(visit)
    binh.observe(visit, "a", "fail")
    return Rows.of(an, binh)


def knowing(rows: Rows, author: Laptop, entry: str, other: str) -> str:
    """Let an entry, the newest of its chain, name another one as seen; returns its new id."""
    header = rows.header(entry)
    seen = sorted({*header["seen"], other})
    tick = 1 + max(rows.header(one)["tick"] for one in [*seen, header["prev"]] if one)
    return rows.replace(author.key, entry, {"seen": seen, "tick": tick})


@vector
def amendment_known_through_the_round() -> Rows:
    lead, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    seal = an.seal(visit)
    lead.meet(an)
    noticed = lead.comment("đã nhận biên bản")
    answer = binh.observe(visit, "b", "fail")
    rows = Rows.of(lead, binh)
    knowing(rows, binh, answer, knowing(rows, lead, noticed, seal))
    return rows


@vector
def seal_known_through_another_visit_alone() -> Rows:
    """Nobody's program names statements in this way; a reader must not see an amendment where others see none."""
    lead, an, binh, visit = one_visit()
    other = lead.plan()
    an.observe(visit, "a", "pass")
    seal = an.seal(visit)
    elsewhere = binh.observe(other, "a", "pass")
    answer = binh.observe(visit, "b", "fail")
    rows = Rows.of(lead, an, binh)
    knowing(rows, binh, answer, knowing(rows, binh, elsewhere, seal))
    return rows


@vector
def sealed_again() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.seal(visit)
    an.observe(visit, "b", "pass")
    an.seal(visit, "final")
    return Rows.of(an)


@vector
def covert_phase_sealed() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.seal(visit, "covert")
    return Rows.of(an)


@vector
def sealed_while_a_photo_is_expected() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.photo(visit)
    an.seal(visit)
    rows = Rows.of(an)
    rows.blobs.clear()
    return rows


@vector
def sealed_by_an_unknown_key_twice() -> Rows:
    lead, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    stranger = late(lead.world, "stranger")
    stranger.meet(an)
    stranger.seal(visit)
    stranger.seal(visit)
    return Rows.of(stranger)


@vector
def seal_excluded() -> Rows:
    lead, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    seal = an.seal(visit)
    lead.meet(an)
    lead.exclude(seal)
    return Rows.of(lead)


@vector
def seal_by_a_clerk() -> Rows:
    lead, clerk, an = World(12).team("lead", "clerk", "an")
    visit = lead.plan()
    an.meet(lead)
    an.observe(visit, "a", "pass")
    clerk.meet(an)
    clerk.seal(visit)
    return Rows.of(clerk)


def sealed_as(entries: int, blobs: int, of: int, root: str = "") -> Rows:
    """Return three answers of which a seal covers the first `of`, and says that they are so many."""
    _, an, _, visit = one_visit()
    answers = [an.observe(visit, item, "pass") for item in "abc"]
    body = Sealed(
        purpose="final",
        tips=(answers[of - 1],),
        entries=entries,
        blobs=blobs,
        root=root or root_of([an.statements[one] for one in answers[:of]]),
        checklist=an.world.checklist_id,
        program="tests",
    )
    an.say(body, ("seal",), visit)
    return Rows.of(an)


@vector
def seal_with_another_root() -> Rows:
    return sealed_as(3, 0, of=3, root="00" * 32)


@vector
def seal_that_misstates_its_entries() -> Rows:
    return sealed_as(4, 0, of=3)


@vector
def seal_that_misstates_its_blobs() -> Rows:
    return sealed_as(3, 1, of=3)


@vector
def seal_of_a_part() -> Rows:
    return sealed_as(2, 0, of=2)


@vector
def seal_of_another_visit() -> Rows:
    lead, an, _, visit = one_visit()
    other = lead.plan()
    answer = an.observe(visit, "a", "pass")
    body = Sealed(
        purpose="final",
        tips=(answer,),
        entries=1,
        blobs=0,
        root=root_of([an.statements[answer]]),
        checklist=an.world.checklist_id,
        program="tests",
    )
    an.observe(other, "a", "pass")
    an.say(body, ("seal",), other)
    return Rows.of(lead, an)


@vector
def seal_with_a_tip_in_another_visit() -> Rows:
    """Its numbers would be so without the tip that lies elsewhere."""
    lead, an, _, visit = one_visit()
    tips = [an.observe(one, "a", "pass") for one in (visit, lead.plan())]
    body = Sealed(
        purpose="final",
        tips=tuple(sorted(tips)),
        entries=1,
        blobs=0,
        root=root_of([an.statements[tips[0]]]),
        checklist=an.world.checklist_id,
        program="tests",
    )
    an.say(body, ("seal",), visit)
    return Rows.of(lead, an)


@vector
def joined_visits_sealed_apart() -> Rows:
    lead, an, first, second = two_openings()
    an.seal(first)
    lead.meet(an)
    lead.same_visit(first, second)
    lead.seal(second)
    return Rows.of(lead)
