"""What the panel for deciding shows is what the fold says, whatever a round has been through."""

from __future__ import annotations

from hypothesis import given, settings

from inspector.projection.view import fold
from inspector.synthesis.agreement import agreement
from tests.laws.worlds import World, log_of, worlds
from ui.work.agreeing import table
from ui.work.deciding import cases, value_words
from ui.work.explaining import explain

LAWS = settings(max_examples=80)


@given(world=worlds)
@LAWS
def test_open_cases_are_the_contested_results(world: World) -> None:
    view = fold(log_of(world.statements))
    visits = [visit for visit in view.visits.values() if not visit.is_void]
    contested = {(visit.id, *about[1:]) for visit in visits for about in visit.contested if about[0] == "obs"}
    found = cases(view, {})
    assert {case.key for case in found if case.is_open} == contested
    assert len({case.key for case in found}) == len(found)


@given(world=worlds)
@LAWS
def test_each_photo_of_an_item_stands_in_its_case_once(world: World) -> None:
    view = fold(log_of(world.statements))
    for case in cases(view, {}):
        photos = [photo.id for photo in case.all_photos]
        assert sorted(photos) == sorted(photo.id for photo in view.visits[case.visit].photos_of(case.item))
        assert all(value_words(case.asked, version.value, "vi") for version in case.versions)


@given(world=worlds)
@LAWS
def test_every_statement_about_a_result_is_told_once_and_those_that_hold_are_told_so(world: World) -> None:
    view = fold(log_of(world.statements))
    for visit in view.visits.values():
        for item, instance in visit.results:
            told = explain(view, visit.id, item, instance, {}, "vi")
            abouts = (("obs", item, instance), ("con", item, instance))
            said = {s.id for scope in visit.scopes for about in abouts for s in scope.slot(*about).history}
            assert sorted(line.statement for line in told.lines) == sorted(said)
            holding = {head.id for about in abouts for head in visit.slot(*about)}
            assert {line.statement for line in told.lines if line.fate == "holds"} == holding
            assert told.summary


@given(world=worlds)
@LAWS
def test_counts_never_exceed_what_they_are_counted_of(world: World) -> None:
    view = fold(log_of(world.statements))
    found = agreement(view)
    every = [
        found.whole,
        *found.items.values(),
        *found.pairs.values(),
        *found.persons.values(),
        *found.devices.values(),
    ]
    assert all(one.concluded <= one.count <= one.total for one in every)
    assert sum(len(lines) for lines in table(view, {}, "en").lines.values()) >= len(found.items)
