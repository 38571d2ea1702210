"""The round at a glance holds the figures of the synthesis, and follows units to what they were made of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from inspector.commands.answering import Answer
from inspector.commands.visiting import OpenVisit, SealVisit, SetStatus
from inspector.journal.bodies import UnitRef
from inspector.journal.value import FAIL, PASS, Value
from inspector.places.directory import nation
from inspector.session import PROGRAM
from inspector.synthesis.coverage import Row
from inspector.synthesis.shares import failing
from inspector.synthesis.wording import tell
from tests.unit.inspector.synthesis.rounds import Place, Round, article
from tests.unit.ui.work.conftest import Somebody
from ui.work.overview import Overseen, oversee
from ui.work.previous import other_rounds
from ui.work.rounds import start_alone
from ui.work.trend import Tally
from ui.work.visits import checklists_in

TODAY = UnitRef(name="xã Trần Văn Thời", code="32095", since="2025-07-01")
FORMER = UnitRef(name="xã Phong Lạc", code="32125", since="2024-12-01", district="huyện Trần Văn Thời")
WAITING, HOTLINE = "fac_waiting", "fb_hotline_posted"


@pytest.fixture(scope="module")
def story() -> Overseen:
    round_ = Round(article())
    synthesis = round_.synthesis()
    return oversee(round_.view, synthesis.matrix.checklists, nation())


def test_the_ranking_tells_the_shares_of_the_report(story: Overseen) -> None:
    found = {one.item.code: (one.share.k, one.share.n, one.sentence is not None) for one in story.ranking}
    assert found == {
        "E1": (14, 16, True), "A1": (4, 16, True), "B1": (4, 16, True), "D1": (3, 16, True), "C1": (6, 16, False),
        "F2": (6, 16, False),
    }  # fmt: skip
    assert [one.item.code for one in story.ranking] == ["E1", "C1", "F2", "A1", "B1", "D1"]
    first = story.ranking[0].sentence
    assert first is not None
    assert tell(first).startswith("hầu hết các đơn vị được kiểm tra chưa sử dụng Hệ thống nhận diện")


def test_every_sum_is_one_of_the_matrix(story: Overseen) -> None:
    matrix = story.synthesis.matrix
    for line in story.lines:
        row = matrix.row(line.unit)
        assert line.tally == Tally(sum(cell.failed for cell in row), sum(cell.counts for cell in row))
    assert sum(line.tally.k for line in story.lines) == sum(failing(cells).k for cells in matrix.columns.values())
    assert [line.name for line in story.worst[:3]] == ["Xã Minh hoạ 05", "Xã Minh hoạ 06", "Xã Minh hoạ 07"]
    assert story.worst[0].tally == Tally(5, 14)
    assert {line.district for line in story.lines} == {"U Minh", "Thới Bình", "Đầm Dơi", "Trần Văn Thời"}


def test_the_report_s_sentences_of_an_item_are_found(story: Overseen) -> None:
    (sentence,) = story.sentences_of("sys_recognition")
    assert sentence in story.synthesis.findings.shortcomings
    assert story.sentences_of("no_such_item") == ()


def test_one_round_is_a_trend_of_one(story: Overseen) -> None:
    (now,) = story.trend
    assert now.is_present
    assert now.first_day == "2025-02-11"
    assert now.tallies == {line.unit.number: line.tally for line in story.lines}
    assert story.repeated == frozenset()


def begin(
    an: Somebody, unit: UnitRef, day: str, values: Mapping[str, Value], *, sealed: bool = True, title: str = "Đợt"
) -> Path:
    """A round with one visit of that day."""
    path = start_alone(an.home, an.identity, an.sources, title=title, units=[unit], day=day).path
    (visit,) = an.visits(path).values()
    answers = [Answer(visit, item, value, note="Đã xem tại chỗ") for item, value in values.items()]
    an.do(path, OpenVisit(visit, f"{day}T08:00:00+07:00"), *answers)
    if sealed:
        with an.session(path) as session:
            session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
    return path


def seen(an: Somebody, path: Path) -> Overseen:
    with an.session(path) as session:
        checklists = checklists_in(session.dossier, session.view.visits.values())
        view = session.view
    return oversee(view, checklists, nation(), other_rounds(an.home, path, view.round))


def test_what_a_former_unit_failed_is_repeated_by_the_one_that_it_was_merged_into(an: Somebody) -> None:
    begin(an, FORMER, "2025-02-12", {WAITING: FAIL, HOTLINE: PASS}, title="Đợt 2025")
    found = seen(an, begin(an, TODAY, "2026-11-02", {WAITING: FAIL, HOTLINE: FAIL}))
    assert found.repeated == {(1, WAITING)}
    previous = found.previous_of(found.lines[0].unit)
    assert previous is not None
    assert (previous.unit, previous.day, previous.is_predecessor) == ("xã Phong Lạc", "2025-02-12", True)
    then, now = found.trend
    assert (then.title, then.is_present, then.tallies) == ("Đợt 2025", False, {1: Tally(1, 2)})
    assert (now.is_present, now.tallies) == (True, {1: Tally(2, 2)})


def test_what_was_good_the_last_time_or_never_sealed_is_not_repeated(an: Somebody) -> None:
    begin(an, TODAY, "2026-01-10", {WAITING: FAIL})
    begin(an, TODAY, "2026-03-10", {WAITING: PASS, HOTLINE: PASS})
    begin(an, TODAY, "2026-05-10", {WAITING: FAIL, HOTLINE: FAIL}, sealed=False)
    found = seen(an, begin(an, TODAY, "2026-11-02", {WAITING: FAIL, HOTLINE: FAIL}))
    assert found.repeated == frozenset()
    assert [one.first_day for one in found.trend] == ["2026-01-10", "2026-03-10", "2026-05-10", "2026-11-02"]


def test_a_round_that_began_later_is_no_part_of_the_trend(an: Somebody) -> None:
    path = begin(an, TODAY, "2026-01-10", {WAITING: FAIL})
    begin(an, TODAY, "2026-11-02", {WAITING: FAIL})
    found = seen(an, path)
    assert [one.first_day for one in found.trend] == ["2026-01-10"]


def test_a_unit_that_waits_is_a_line_without_figures(an: Somebody) -> None:
    other = UnitRef(name="xã Khánh Hưng", district="huyện Trần Văn Thời")
    path = start_alone(an.home, an.identity, an.sources, title="Đợt", units=[TODAY, other], day="2026-11-02").path
    visit = an.visits(path)[TODAY.name]
    an.do(path, OpenVisit(visit, "2026-11-02T08:00:00+07:00"), Answer(visit, WAITING, PASS))
    found = seen(an, path)
    assert [(line.name, line.is_waiting, line.tally) for line in found.lines] == [
        ("Xã Trần Văn Thời", False, Tally(0, 1)),
        ("Xã Khánh Hưng", True, Tally(0, 0)),
    ]
    assert [line.unit.number for line in found.lines] == [1, 2]
    assert found.worst == (found.lines[0],)
    assert found.coverage == Row("", listed=0, drawn=0, planned=2, visited=1, sealed=0)


def test_void_visits_are_no_part_of_the_plan(an: Somebody) -> None:
    other = UnitRef(name="xã Khánh Hưng", district="huyện Trần Văn Thời")
    path = start_alone(an.home, an.identity, an.sources, title="Đợt", units=[TODAY, other], day="2026-11-02").path
    visits = an.visits(path)
    an.do(path, OpenVisit(visits[TODAY.name], "2026-11-02T08:00:00+07:00"), Answer(visits[TODAY.name], WAITING, PASS))
    an.do(path, SetStatus(visits[other.name], "void", "nhầm đơn vị"))
    assert seen(an, path).coverage == Row("", listed=0, drawn=0, planned=1, visited=1, sealed=0)


def test_a_round_of_another_person_s_making_that_cannot_be_judged_is_told(an: Somebody) -> None:
    (an.home.dossiers / "hong.thisat").parent.mkdir(parents=True, exist_ok=True)
    (an.home.dossiers / "hong.thisat").write_bytes(b"no dossier")
    found = seen(an, begin(an, TODAY, "2026-11-02", {WAITING: FAIL}))
    assert [one.key for one in found.problems] == ["dossier.not-a-dossier"]


def test_the_same_item_of_two_places_is_two_cells() -> None:
    places = [
        Place("xã Một", "huyện Mẫu", {HOTLINE: FAIL}),
        Place("xã Hai", "huyện Mẫu", {HOTLINE: PASS}),
    ]
    round_ = Round(places)
    found = oversee(round_.view, round_.synthesis().matrix.checklists, nation())
    (only,) = found.ranking
    assert (only.share.k, only.share.n) == (1, 2)
