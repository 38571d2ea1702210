from __future__ import annotations

from pathlib import Path

from inspector.commands.answering import Answer
from inspector.commands.evidence import AddPhoto
from inspector.commands.visiting import OpenVisit, SealVisit, SetStatus
from inspector.journal.bodies import UnitRef
from inspector.journal.value import FAIL, NOT_APPLICABLE, PASS
from inspector.places.directory import nation
from inspector.projection.view import View
from inspector.session import PROGRAM
from tests.unit.ui.work.conftest import Somebody
from ui.work.previous import OtherRounds, Previous, day_of, other_rounds, previous_visit
from ui.work.rounds import start_alone

TODAY = UnitRef(name="xã Trần Văn Thời", code="32095", since="2025-07-01")
FORMER = UnitRef(name="xã Phong Lạc", code="32125", since="2024-12-01", district="huyện Trần Văn Thời")
ELSEWHERE = UnitRef(name="xã Trần Văn Thời", code="99999", since="2025-07-01")
UNCODED = UnitRef(name="Đơn vị 01", district="huyện Mẫu")


def begin(an: Somebody, unit: UnitRef, day: str, *, sealed: bool = True, title: str = "Đợt") -> Path:
    """A round with one visit of that day, in which two items were answered."""
    path = start_alone(an.home, an.identity, an.sources, title=title, units=[unit], day=day).path
    (visit,) = an.visits(path).values()
    an.do(
        path,
        OpenVisit(visit, f"{day}T08:00:00+07:00"),
        Answer(visit, "fac_waiting", FAIL, note="Thiếu ghế"),
        Answer(visit, "cert_ecopy", NOT_APPLICABLE, reason="Không có thẩm quyền"),
        AddPhoto(visit, day.encode(), b"display", "a.jpg", "JPEG", 1, 1, {}, ("fac_waiting",)),
    )
    if sealed:
        with an.session(path) as session:
            session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
    return path


def view_of(an: Somebody, path: Path) -> View:
    with an.session(path) as session:
        return session.view


def look(an: Somebody, path: Path) -> Previous | None:
    view = view_of(an, path)
    (visit,) = view.visits.values()
    others = other_rounds(an.home, path, view.round)
    assert others.problems == ()
    return previous_visit(view, others.views, visit, nation())


def test_the_last_time_may_have_been_at_a_unit_that_is_merged_now(an: Somebody) -> None:
    begin(an, FORMER, "2025-02-12", title="Đợt 2025")
    found = look(an, begin(an, TODAY, "2026-11-02"))
    assert found is not None
    assert (found.unit, found.day, found.title, found.is_predecessor) == (
        "xã Phong Lạc", "2025-02-12", "Đợt 2025", True,
    )  # fmt: skip
    waiting = found.items["fac_waiting"]
    assert (waiting.value, waiting.note, len(waiting.photos)) == (FAIL, "Thiếu ghế", 1)
    assert found.items["cert_ecopy"].note == "Không có thẩm quyền"
    assert "fac_equipment" not in found.items


def test_the_newest_time_counts(an: Somebody) -> None:
    begin(an, FORMER, "2025-02-12")
    begin(an, TODAY, "2026-01-10")
    begin(an, TODAY, "2026-12-24")
    found = look(an, begin(an, TODAY, "2026-11-02"))
    assert found is not None
    assert (found.day, found.is_predecessor) == ("2026-01-10", False)


def test_what_is_not_sealed_or_void_or_elsewhere_is_no_earlier_visit(an: Somebody) -> None:
    begin(an, TODAY, "2026-01-10", sealed=False)
    begin(an, ELSEWHERE, "2026-01-10")
    void = begin(an, TODAY, "2026-02-10")
    (visit,) = an.visits(void).values()
    an.do(void, SetStatus(visit, "void", "nhầm đơn vị"))
    begin(an, UNCODED, "2026-03-10")
    assert look(an, begin(an, TODAY, "2026-11-02")) is None


def test_a_unit_without_a_code_is_known_by_its_name(an: Somebody) -> None:
    begin(an, UNCODED, "2026-01-10")
    found = look(an, begin(an, UnitRef(name="đơn vị 01", district="Huyện Mẫu"), "2026-11-02"))
    assert found is not None
    assert found.unit == "Đơn vị 01"
    assert look(an, begin(an, UnitRef(name="Đơn vị 01", district="huyện Khác"), "2026-11-02")) is None


def test_a_successor_was_not_there_before(an: Somebody) -> None:
    begin(an, TODAY, "2025-01-10")
    assert look(an, begin(an, FORMER, "2025-02-12")) is None


def test_other_rounds_are_read_and_what_cannot_be_read_is_told(an: Somebody) -> None:
    first, second = begin(an, TODAY, "2026-01-10"), begin(an, TODAY, "2026-02-10")
    (an.home.dossiers / "hong.thisat").write_bytes(b"no dossier")
    view = view_of(an, first)
    found = other_rounds(an.home, first, view.round)
    (other,) = found.views
    assert other.round == view_of(an, second).round
    assert found.paths == {other.round: second}
    assert [(one.key, dict(one.params)["file"]) for one in found.problems] == [("dossier.not-a-dossier", "hong.thisat")]


def test_a_person_without_other_rounds_has_none(an: Somebody) -> None:
    path = begin(an, TODAY, "2026-01-10")
    view = view_of(an, path)
    assert other_rounds(an.home, path, view.round) == OtherRounds((), {}, ())


def test_the_day_of_a_visit_is_that_on_which_it_began_else_the_one_foreseen(an: Somebody) -> None:
    path = start_alone(an.home, an.identity, an.sources, title="Đợt", units=[TODAY], day="2026-11-02").path
    (visit,) = an.visits(path).values()
    assert day_of(view_of(an, path).visits[visit]) == "2026-11-02"
    an.do(path, OpenVisit(visit, "2026-11-03T08:00:00+07:00"), Answer(visit, "fac_waiting", PASS))
    assert day_of(view_of(an, path).visits[visit]) == "2026-11-03"
