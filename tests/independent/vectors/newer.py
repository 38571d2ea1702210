"""What a newer program may have written, and payloads that cannot be read."""

from __future__ import annotations

from inspector.journal.bodies import (
    Excluded,
    FactStated,
    Opened,
    Roster,
)
from inspector.journal.value import Measure
from tests.independent.vectors.kit import (
    Rows,
    answered,
    one_visit,
    vector,
)


@vector
def unknown_kind_in_a_known_slot() -> Rows:
    _, an, _, visit = one_visit()
    an.fact(visit, "ended", "1")
    an.say(FactStated(value="2"), ("fact", "ended"), visit, kind="fact_stated_in_braille")
    return Rows.of(an)


@vector
def unknown_kinds_that_differ() -> Rows:
    _, an, binh, visit = one_visit()
    for laptop, value in ((an, "1"), (binh, "2")):
        laptop.say(FactStated(value=value), ("weather",), visit, kind="weather_felt")
        laptop.say(FactStated(value="3"), ("wind",), visit, kind="wind_felt")
    return Rows.of(an, binh)


@vector
def unknown_kind_over_an_answer() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.say(FactStated(value="2"), ("obs", "a", ""), visit, kind="observed_twice")
    return Rows.of(an)


@vector
def unknown_kind_introduces() -> Rows:
    _, an, _, visit = one_visit()
    an.say(FactStated(value="2"), (), visit, kind="sound_recorded", blobs=[b"riff"])
    an.say(FactStated(value="2"), (), None, kind="sound_recorded")
    return Rows.of(an)


@vector
def newer_version_is_not_folded() -> Rows:
    _, an, _, visit = one_visit()
    an.fact(visit, "ended", "1")
    an.say(FactStated(value="2"), ("fact", "ended"), visit, version=2)
    an.say(FactStated(value="2"), ("fact", "who"), visit, version=9)
    return Rows.of(an)


@vector
def newer_version_of_root_kinds() -> Rows:
    lead, an, _, visit = one_visit()
    fact = an.fact(visit, "ended", "1")
    lead.meet(an)
    lead.say(Excluded(entries=(fact,), reason="x"), (), version=2)
    roots = tuple(sorted((lead.key.public, an.key.public)))
    lead.say(Roster(version="2", roots=roots, persons=(lead.person(),)), ("roster",), version=2)
    return Rows.of(lead)


@vector
def unknown_members() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], {"weather": {"rain": [1, True, "lát"]}}, {"mood_2": "tốt"})
    return rows


@vector
def payload_without_a_required_member() -> Rows:
    rows, an, _, answers = answered()
    said = rows.said(answers[-1])
    del said["checklist"]
    header = rows.header(answers[-1])
    rows.drop(answers[-1])
    rows.put(an.key, header, said)
    return rows


@vector
def payload_with_a_member_of_another_type() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], None, {"value": ["pass"]})
    return rows


@vector
def withdrawal_with_a_member_of_another_type() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.conclude(visit, "a", "pass")
    withdrawal = an.withdraw(visit, "obs", "a", "")
    rows = Rows.of(an)
    rows.replace(an.key, withdrawal, None, {"reason": 7})
    return rows


@vector
def payload_with_null() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], None, {"undoes": None})
    return rows


@vector
def payload_with_null_inside_an_unknown_member() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], None, {"mood_2": {"why": [None]}})
    return rows


@vector
def payload_with_null_of_an_unknown_kind() -> Rows:
    _, an, _, visit = one_visit()
    said = an.say(FactStated(value="2"), (), visit, kind="sound_recorded")
    rows = Rows.of(an)
    rows.replace(an.key, said, None, {"value": None})
    return rows


@vector
def header_with_null_in_an_unknown_member() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], {"weather": None})
    return rows


@vector
def header_with_null_deep_down_and_a_name_that_may_be_null() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], {"weather": {"prev": None}})
    return rows


@vector
def measure_with_an_unknown_member() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", Measure(count=3))
    other = binh.observe(visit, "a", Measure(count=3))
    rows = Rows.of(an, binh)
    rows.replace(binh.key, other, None, {"value": {"count": 3, "unit": "tờ"}})
    return rows


@vector
def false_written_out_equals_false_left_out() -> Rows:
    _, an, binh, visit = one_visit()
    for laptop in (an, binh):
        laptop.say(Opened(started="2025-11-21T08:00:00+07:00"), ("opened", visit))
    rows = Rows.of(an, binh)
    rows.replace(an.key, an.own[an.world.round], None, {"mystery": False})
    return rows


@vector
def rosters_that_differ_in_an_unknown_member_of_a_person() -> Rows:
    lead, an, _, _ = one_visit()
    an.meet(lead)
    both = [laptop.issue_roster([lead, an]) for laptop in (lead, an)]
    rows = Rows.of(lead, an)
    said = rows.said(both[1])
    rows.replace(an.key, both[1], None, {"persons": [{**one, "hat": "nón lá"} for one in said["persons"]]})
    return rows


@vector
def rosters_of_which_one_says_that_nobody_is_removed() -> Rows:
    lead, an, _, _ = one_visit()
    an.meet(lead)
    both = [laptop.issue_roster([lead, an]) for laptop in (lead, an)]
    rows = Rows.of(lead, an)
    rows.replace(an.key, both[1], None, {"removed": []})
    return rows
