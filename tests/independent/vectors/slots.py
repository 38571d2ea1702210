"""Photos, facts, comments, and statements that miss their slot."""

from __future__ import annotations

import unicodedata

from inspector.journal import canon
from inspector.journal.bodies import (
    Arranged,
    Commented,
    FactStated,
    Flagged,
    FreeFinding,
    InOut,
    Linked,
    Observed,
    Planned,
    Redrawn,
    UnitRef,
    Withdrawn,
)
from inspector.journal.drawing import Arrow, Blur, Box, Crop, Label, Rotate
from tests.builder import Laptop
from tests.independent.vectors.kit import (
    Rows,
    answered,
    one_visit,
    vector,
)


@vector
def photo_linked_and_captioned() -> Rows:
    _, an, binh, visit = one_visit()
    photo = an.photo(visit)
    an.link(visit, photo, "a")
    an.caption(visit, photo, "Bảng niêm yết")
    binh.meet(an)
    binh.link(visit, photo, "a", "out")
    return Rows.of(binh)


@vector
def links_and_captions_contested() -> Rows:
    _, an, binh, visit = one_visit()
    photo = an.photo(visit)
    binh.meet(an)
    for laptop, value, text in ((an, "in", "một"), (binh, "out", "hai")):
        laptop.say(Linked(value="in" if value == "in" else "out"), ("link", photo, "a"), visit)
        laptop.caption(visit, photo, text)
    return Rows.of(an, binh)


@vector
def photo_taken_out() -> Rows:
    _, an, binh, visit = one_visit()
    photo = an.photo(visit)
    binh.meet(an)
    binh.presence(photo, "out", visit)
    return Rows.of(binh)


@vector
def photo_presence_contested() -> Rows:
    _, an, binh, visit = one_visit()
    photo = an.photo(visit)
    binh.meet(an)
    an.presence(photo, "in", visit)
    binh.presence(photo, "out", visit)
    return Rows.of(an, binh)


@vector
def copies_marks_orders_and_findings() -> Rows:
    """The last copy has an operation that is none, so what it says is unreadable."""
    _, an, binh, visit = one_visit()
    a, b = (an.photo(visit) for _ in range(2))
    binh.meet(an)
    drawn = (
        Blur((0, 0, 9, 9)), Box((1, 1, 8, 8)), Arrow((0, 0), (9, 9)), Label((2, 2), "cửa"), Crop((0, 0, 9, 9)), Rotate(1)
    )  # fmt: skip
    source = "00" * 32
    an.say(Redrawn(value=canon.blob_id(b"a"), source=source, operations=drawn), ("copy", a), visit, blobs=[b"a"])
    marks: tuple[tuple[Laptop, InOut, tuple[str, ...]], ...] = ((an, "in", (a, b)), (binh, "out", (b, a)))
    for laptop, value, photos in marks:
        laptop.say(Flagged(value=value), ("flag", a, "letter"), visit)
        laptop.say(Arranged(value=photos), ("order", "x"), visit)
        laptop.say(FreeFinding(value=f"cửa {value}"), ("free", "0" * 16), visit)
    last = an.say(Redrawn(value=canon.blob_id(b"b"), source=source), ("copy", b), visit, blobs=[b"b"])
    rows = Rows.of(an, binh)
    rows.replace(
        an.key, last, payload={"operations": [{"op": "rotate", "turns": 1}, {"op": "blur", "area": [1, 2, 3]}]}
    )
    return rows


@vector
def status_void_and_reopened() -> Rows:
    _, an, binh, visit = one_visit()
    an.status(visit, "void")
    binh.meet(an)
    binh.status(visit, "open")
    an.status(visit, "void")
    return Rows.of(an, binh)


@vector
def facts_contested() -> Rows:
    _, an, binh, visit = one_visit()
    an.fact(visit, "ended", "10:30")
    binh.fact(visit, "ended", "10:35")
    return Rows.of(an, binh)


@vector
def checklist_contested() -> Rows:
    lead, an, _, visit = one_visit()
    lead.choose_checklist(visit, b'{"items":[]}')
    an.choose_checklist(visit, b'{"items":["a"]}')
    return Rows.of(lead, an)


@vector
def comments_never_contest() -> Rows:
    _, an, binh, visit = one_visit()
    an.comment("một", visit)
    binh.comment("hai", visit)
    an.comment("ba")
    return Rows.of(an, binh)


@vector
def supersedes_in_another_slot_is_ignored() -> Rows:
    _, an, _, visit = one_visit()
    first = an.observe(visit, "a", "pass")
    body = Observed(value="fail", checklist=an.world.checklist_id)
    an.say(body, ("obs", "b", ""), visit, supersedes=[first])
    return Rows.of(an)


@vector
def supersedes_in_another_scope_is_ignored() -> Rows:
    lead, an, _, visit = one_visit()
    other = lead.plan()
    an.meet(lead)
    first = an.observe(visit, "a", "pass")
    body = Observed(value="fail", checklist=an.world.checklist_id)
    an.say(body, ("obs", "a", ""), other, supersedes=[first])
    return Rows.of(an)


@vector
def supersedes_something_that_is_not_here() -> Rows:
    _, an, _, visit = one_visit()
    body = FactStated(value="10:30")
    an.say(body, ("fact", "ended"), visit, supersedes=["ab" * 32])
    return Rows.of(an)


@vector
def seen_names_something_that_is_not_here() -> Rows:
    rows, an, _, answers = answered()
    header = rows.header(answers[-1])
    rows.replace(an.key, answers[-1], {"seen": ["cd" * 32], "tick": header["tick"] + 7})
    return rows


@vector
def text_is_not_normalised() -> Rows:
    _, an, _, visit = one_visit()
    an.fact(visit, "ended", unicodedata.normalize("NFD", "Đất Mũi ế"))
    an.fact(visit, "who", 'a\u202eb\u0000\u007f\u2028"\\\t\u001f😀')
    return Rows.of(an)


@vector
def slot_of_a_kind_with_wrong_parts() -> Rows:
    _, an, _, visit = one_visit()
    body = Observed(value="fail", checklist=an.world.checklist_id)
    an.say(body, ("obs", "a"), visit, supersedes=[])
    an.say(body, ("con", "a", ""), visit, supersedes=[])
    an.say(body, (), visit)
    an.say(Commented(on=(), text="x"), ("fact", "x"), visit, supersedes=[])
    an.say(Withdrawn(), (), visit)
    return Rows.of(an)


@vector
def kind_in_the_wrong_scope() -> Rows:
    lead, _, _, visit = one_visit()
    lead.say(Observed(value="fail", checklist=lead.world.checklist_id), ("obs", "a", ""))
    lead.same_visit(visit)
    lead.say(Planned(unit=UnitRef(name="x"), checklist="00" * 32), (), visit)
    return Rows.of(lead)
