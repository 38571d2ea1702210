"""One day's units, for those who go that day."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from inspector.commands.planning import Assigned, DrawUnits, PlanVisits, Reassign, StatePlan, StateSeed
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import OpenVisit, PlanVisit, SetStatus
from inspector.dossier.foreign import examine
from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person, Removal, UnitRef
from inspector.people.exchange import decrypt_file
from inspector.people.identity import Identity
from inspector.progress import Silent
from inspector.projection.draws import drawn_units, seeds_of
from inspector.rules import shipped
from inspector.rules.round_plan import FrameUnit, RoundPlan
from inspector.session import Session
from tests.unit.ui.work.conftest import Somebody
from ui.work.day_lists import day_lists, open_on, plan_of, write_day_list
from ui.work.home import Home
from ui.work.rounds import take_briefing

CHECKLIST = shipped.shipped(shipped.latest())
BINH, OLD = Identity("Bình", b"b" * 32), Identity("Bình, máy cũ", b"c" * 32)


def assigned(name: str, day: str, *team: str) -> PlanVisits:
    return PlanVisits((Assigned(UnitRef(name=name), day, team),), CHECKLIST)


def join(session: Session) -> str:
    """Put Bình on the roster with two devices, one of them lost since."""
    (lead,) = session.view.trust.persons.values()
    keys = tuple(DeviceKey(key.public, key.recipient) for key in (BINH, OLD))
    person = Person(id="b" * 32, name="Lê Bình Mẫu", roles=("inspector",), keys=keys)
    roots = tuple(session.view.trust.roots)
    session.do(IssueRoster("2", roots, (lead, person), (Removal(OLD.public, reason="mất máy"),)))
    return person.id


def names(session: Session, day: str) -> list[str]:
    return sorted(session.view.visits[one].unit.name for one in open_on(session.view, day))


def test_a_days_list_opens_with_the_keys_of_that_day_and_of_the_lead(an: Somebody, tmp_path: Path) -> None:
    started = an.start()
    with an.session(started.path) as session:
        person = join(session)
        session.do(assigned("xã Một", "2026-11-20", person))
        session.do(assigned("xã Hai", "2026-11-20", person))
        session.do(assigned("xã Ba", "2026-11-21"))
        first, second = day_lists(session.view)
        assert (first.day, len(first.visits), first.team, first.unassigned) == ("2026-11-20", 2, (person,), ())
        assert second.unassigned == ("xã Ba",)
        assert first.written is None
        (file,) = write_day_list(session, an.home, an.sources, "2026-11-20", tmp_path)
        assert day_lists(session.view)[0].written is not None
        session.do(assigned("xã Bốn", "2026-11-20", person))
        assert day_lists(session.view)[0].written is None
    assert file.path.name.startswith("20261120_")
    for number, key in enumerate((BINH, an.identity)):
        decrypt_file(file.path, tmp_path / f"{number}.thisat", [key], Silent())
    with pytest.raises(KnownError) as refused:
        decrypt_file(file.path, tmp_path / "old.thisat", [OLD], Silent())
    assert refused.value.key == "exchange.not-for-us"


def test_what_makes_no_list_is_refused(an: Somebody, tmp_path: Path) -> None:
    started = an.start()
    with an.session(started.path) as session:
        session.do(assigned("xã Một", "2026-11-20"))
        session.do(assigned("xã Hai", "2026-11-21", "0" * 32))

        def refused(day: str, out: Path = tmp_path) -> str:
            with pytest.raises(KnownError) as error:
                write_day_list(session, an.home, an.sources, day, out)
            return error.value.key

        assert refused("2026-11-19") == "day-list.none"
        assert refused("2026-11-20") == "day-list.no-team"
        assert refused("2026-11-21") == "day-list.no-key"
        assert refused("2026-11-21", tmp_path / "no") == "handing.gone"


def test_a_briefing_tells_of_days_gone_by_and_of_what_is_no_surprise(an: Somebody) -> None:
    started = an.start()
    with an.session(started.path) as session:
        session.do(assigned("xã Hôm Qua", "2026-11-19"))
        session.do(assigned("xã Hôm Nay", "2026-11-20"))
        session.do(assigned("xã Ngày Mai", "2026-11-21"))
        session.do(PlanVisit(UnitRef(name="xã Báo Trước"), CHECKLIST, "2026-11-21", announced=True))
        (early,) = session.do(assigned("xã Đi Sớm", "2026-11-21")).added
        session.do(OpenVisit(early, "2026-11-19T08:00:00+07:00"))
        session.do(assigned("xã Chưa Định", ""))
        frame = (FrameUnit(name="xã Bốc Được", code="1"),)
        session.do(StatePlan(RoundPlan(frame=frame)))
        (seed,) = session.do(StateSeed("5" * 64)).added
        session.do(DrawUnits(seed))
        (pick,) = drawn_units(seeds_of(session.view))
        session.do(PlanVisits((Assigned(pick.unit),), CHECKLIST))
        assert names(session, "2026-11-20") == sorted(
            ["xã Hôm Qua", "xã Hôm Nay", "xã Báo Trước", "xã Đi Sớm", "xã Chưa Định"]
        )


def test_a_void_visit_is_on_no_list(an: Somebody) -> None:
    started = an.start()
    with an.session(started.path) as session:
        (visit,) = session.do(assigned("xã Một", "2026-11-20")).added
        session.do(SetStatus(visit, "void", "nhầm"))
        assert day_lists(session.view) == ()


def test_who_had_the_plan_of_another_day_learns_that_it_moved(an: Somebody, tmp_path: Path) -> None:
    started, home = an.start(), Home(tmp_path / "binh")
    with an.session(started.path) as session:
        person = join(session)
        (first,) = session.do(assigned("xã Một", "2026-11-20", person)).added
        (early,) = write_day_list(session, an.home, an.sources, "2026-11-20", tmp_path)
        theirs = take_briefing(home, BINH, an.sources, early.path)
        session.do(Reassign(first, "2026-11-23", (person,)))
        (late,) = write_day_list(session, an.home, an.sources, "2026-11-23", tmp_path)
    with closing(Session.open(theirs, BINH, an.sources, home.marks())) as session:
        assert [visit.unit.name for visit in session.view.visits.values()] == ["xã Một"]
        with home.private() as private:
            session.absorb([examine(late.path, private, identities=[BINH])])
        (visit,) = session.view.visits.values()
        plan = plan_of(visit)
        assert plan is not None
        assert (visit.id != first, plan.day) == (True, "2026-11-23")
