"""Briefings: who has one that holds the roster in force, what it tells, whom it is encrypted for."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from inspector.commands.rounding import RecordHandOver
from inspector.commands.visiting import OpenVisit, PlanVisit
from inspector.errors import KnownError
from inspector.journal.bodies import HandedOver, UnitRef, said
from inspector.journal.entry import VisitId
from inspector.people.identity import Identity
from inspector.progress import Silent
from inspector.rules.shipped import shipped
from inspector.session import Session
from tests.unit.ui.work.conftest import Somebody
from tests.unit.ui.work.test_rosters import add
from ui.work.briefing import brief, briefed, bytes_to_brief, plans
from ui.work.rosters import without
from ui.work.rounds import take_briefing
from ui.work.stages import handed_over

Usage = namedtuple("Usage", "total used free")
DUNG = Identity("Trần Dung Mẫu", b"d" * 32)


def plan(session: Session, name: str, *, day: str = "", announced: bool = False, team: tuple[str, ...] = ()) -> VisitId:
    (visit,) = session.do(PlanVisit(UnitRef(name=name), shipped("2026.2"), day, announced, team)).added
    return visit


def standing(session: Session, name: str) -> str:
    people = {one.name: one.id for one in session.view.trust.persons.values()}
    return briefed(session)[people[name]].standing


def test_a_briefing_opens_the_round_for_its_person_alone(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    with an.session(an.start("Đợt tháng 11", "xã Một", "xã Hai").path) as session:
        member = add(session, an, binh.identity)
        told = list(session.view.visits)[:1]
        (done,) = brief(session, an.home, an.sources, [member.id], told, tmp_path, progress=Silent())
        assert done.error is None
        (file,) = done.files
        assert "_lebinhmau_" in file.path.name
        assert file.size <= bytes_to_brief(session, told) + 4096
    path = take_briefing(binh.home, binh.identity, binh.sources, file.path)
    assert binh.visits(path).keys() >= {"xã Một"}
    with binh.session(path) as session:
        assert [one.unit for one in plans(session.view)] == ["Xã Một"]
        assert session.view.trust.grants[session.me].roles == {"inspector"}


def test_after_another_roster_a_briefing_is_outdated(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    with an.session(an.start("Đợt", "xã Một").path) as session:
        member = add(session, an, binh.identity)
        assert briefed(session).keys() == {member.id}
        assert standing(session, binh.identity.name) == "never"
        brief(session, an.home, an.sources, [member.id], list(session.view.visits), tmp_path, progress=Silent())
        assert standing(session, binh.identity.name) == "current"
        other = add(session, an, DUNG)
        assert [standing(session, one) for one in (binh.identity.name, DUNG.name)] == ["outdated", "never"]
        both = [member.id, other.id]
        done = brief(session, an.home, an.sources, both, list(session.view.visits), tmp_path, progress=Silent())
        assert [(one.person, len(one.files)) for one in done] == [(member.id, 1), (other.id, 1)]
        assert {one.standing for one in briefed(session).values()} == {"current"}


def test_what_an_inspector_hands_over_is_no_briefing(an: Somebody, binh: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    with an.session(path) as session:
        add(session, an, binh.identity)
        add(session, an, DUNG)
    binh.do(path, RecordHandOver((), "statements", (DUNG.recipient, an.identity.recipient)))
    with an.session(path) as session:
        assert standing(session, DUNG.name) == "never"


def test_nothing_is_encrypted_for_a_device_that_was_removed(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    with an.session(an.start("Đợt", "xã Một").path) as session:
        add(session, an, binh.identity, "deputy")
        other = add(session, an, DUNG)
        session.do(without(session, [binh.identity.public], "mất máy"))
        assert briefed(session).keys() == {other.id}
        brief(session, an.home, an.sources, [other.id], [], tmp_path, progress=Silent())
        (told,) = [said(one) for one in session.view.round_scope.things.values() if isinstance(said(one), HandedOver)]
        assert isinstance(told, HandedOver)
        assert binh.identity.recipient not in told.recipients
        assert {DUNG.recipient, an.identity.recipient} <= set(told.recipients)


def test_a_surprise_stays_out_until_its_day(an: Somebody) -> None:
    with an.session(an.start().path) as session:
        plan(session, "xã Mai", day="2026-11-27")
        plan(session, "xã Báo", day="2026-11-27", announced=True)
        plan(session, "xã Nay", day="2026-11-26")
        plan(session, "xã Sau")
        begun = plan(session, "xã Rồi", day="2026-11-25")
        session.do(OpenVisit(begun, "2026-11-25T08:00:00+07:00"))
        told = {one.unit: one.is_told for one in plans(session.view, "2026-11-26")}
    assert told == {"Xã Mai": False, "Xã Báo": True, "Xã Nay": True, "Xã Sau": True, "Xã Rồi": False}


def test_each_person_may_be_told_their_own_visits_only(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    with an.session(an.start().path) as session:
        member, other = add(session, an, binh.identity), add(session, an, DUNG)
        visits = [
            plan(session, "xã Một", team=(member.id,)), plan(session, "xã Hai", team=(other.id,)), plan(session, "xã Ba")
        ]  # fmt: skip
        (done,) = brief(session, an.home, an.sources, [member.id], visits, tmp_path, own_only=True, progress=Silent())
    path = take_briefing(binh.home, binh.identity, binh.sources, done.files[0].path)
    with binh.session(path) as session:
        assert [one.unit for one in plans(session.view)] == ["Xã Ba", "Xã Một"]


def test_a_visit_that_has_begun_is_not_handed_over_by_a_briefing(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    with an.session(an.start("Đợt", "xã Một", "xã Hai").path) as session:
        member = add(session, an, binh.identity)
        first, second = session.view.visits
        session.do(OpenVisit(first, "2026-11-20T08:00:00+07:00"))
        brief(session, an.home, an.sources, [member.id], [first, second], tmp_path, progress=Silent())
        assert handed_over(session.view.round_scope).keys() == {second}


def test_a_folder_that_is_gone_is_refused(an: Somebody, tmp_path: Path) -> None:
    with an.session(an.start().path) as session, pytest.raises(KnownError, match=r"handing\.gone"):
        brief(session, an.home, an.sources, [], [], tmp_path / "usb", progress=Silent())


def test_a_file_that_fails_keeps_nobody_from_theirs(
    an: Somebody, binh: Somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with an.session(an.start("Đợt", "xã Một").path) as session:
        people = [add(session, an, one).id for one in (binh.identity, DUNG)]
        free = iter([0])
        monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, next(free, 10**12)))
        first, second = brief(session, an.home, an.sources, people, [], tmp_path, progress=Silent())
    assert first.error is not None
    assert (first.error.key, first.files) == ("disk.full", ())
    assert second.error is None
    assert [file.path.exists() for file in second.files] == [True]
