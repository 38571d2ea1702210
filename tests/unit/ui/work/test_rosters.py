"""Each edit of the team is one roster over those in force; what it grants is what the fold then says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.commands.draft import Drafts, NoBlobs
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import OpenVisit
from inspector.errors import KnownError
from inspector.journal.bodies import Role
from inspector.journal.entry import Statement
from inspector.people.identity import Identity, create
from inspector.projection.trust import Effect
from inspector.projection.view import View, fold
from inspector.session import Session
from tests.builder import SeededSources
from tests.unit.ui.work.conftest import Somebody
from ui.work.home import Home
from ui.work.rosters import (
    back_to,
    settled,
    with_device,
    with_duties,
    with_paper_root,
    with_person,
    with_root,
    without,
    without_root,
)
from ui.work.rounds import key_request
from ui.work.team import Member, card_in, tallies, team_of

DUNG = Identity("Trần Dung Mẫu", b"d" * 32)


class Late(NoBlobs, frozen=True):
    """A request made over what was in force before."""

    request: IssueRoster
    view: View

    def drafts(self, view: View, author: str) -> Drafts:
        return self.request.drafts(self.view, author)


def card(who: Identity) -> str:
    return key_request(who).card


def add(session: Session, an: Somebody, who: Identity, *roles: Role) -> Member:
    """Put a person on the roster and return them as the team then shows them."""
    request = with_person(
        session.view, an.identity.public_part, an.sources, card_in(card(who)), name=who.name, roles=roles or ("inspector",)
    )  # fmt: skip
    session.do(request)
    return next(one for one in team_of(session.view, session.me).members if one.name == who.name)


def refused(call: object, *arguments: object, **named: object) -> str:
    with pytest.raises(KnownError) as error:
        call(*arguments, **named)  # type: ignore[operator]
    return error.value.key


def test_a_person_from_a_card_belongs_to_the_team_and_may_speak(an: Somebody, binh: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    with an.session(path) as session:
        member = add(session, an, binh.identity)
        assert (member.roles, len(member.devices), member.has_left) == (("inspector",), 1, False)
        assert member.devices[0].words == binh.identity.words
        assert session.view.trust.grants[binh.identity.public].roles == {"inspector"}
        assert [one.name for one in team_of(session.view, session.me).members] == [an.identity.name, binh.identity.name]


def test_a_key_has_one_place_on_the_roster(an: Somebody, binh: Somebody) -> None:
    path = an.start().path
    with an.session(path) as session:
        member = add(session, an, binh.identity)
        again = card_in(card(binh.identity))
        assert refused(with_device, session.view, member.id, again) == "team.key-listed"
        session.do(without(session, [binh.identity.public], "mất máy"))
        assert refused(with_device, session.view, member.id, again) == "team.key-removed"


def test_what_came_before_the_removal_counts_and_what_comes_after_does_not(an: Somebody, binh: Somebody) -> None:
    """binh opened a visit here; what his machine says later finds no belief."""
    path = an.start("Đợt", "xã Một", "xã Hai").path
    with an.session(path) as session:
        add(session, an, binh.identity)
    first, second = an.visits(path).values()
    binh.do(path, OpenVisit(first, "2026-11-20T08:00:00+07:00"))
    with an.session(path) as session:
        before = tallies(session)[binh.identity.public]
        without_him = without(session, [binh.identity.public], "máy bị mất")
    binh.do(path, OpenVisit(second, "2026-11-20T09:00:00+07:00"))
    with an.session(path) as session:
        session.do(without_him)
        (member,) = [one for one in team_of(session.view, session.me).members if one.name == binh.identity.name]
        assert member.has_left
        assert (member.devices[0].reason, before.count) == ("máy bị mất", 1)
        effects = [session.view.trust.effect(one) for one in openings(session, binh)]
        assert effects == [Effect.EFFECTIVE, Effect.REFUSED]
        assert bool(session.view.visits[first].opened)
        assert not session.view.visits[second].opened


def openings(session: Session, who: Somebody) -> list[Statement]:
    said = (one for one in session.log if one.header.author == who.identity.public)
    return [one for one in said if one.header.kind == "opened"]


def test_a_removal_needs_a_reason_and_never_meets_the_key_that_signs(an: Somebody, binh: Somebody) -> None:
    path = an.start().path
    with an.session(path) as session:
        add(session, an, binh.identity)
        assert refused(without, session, [binh.identity.public], " ") == "team.no-reason"
        assert refused(without, session, [an.identity.public], "lý do") == "team.own-key"


def test_a_round_never_loses_its_last_lead(an: Somebody, binh: Somebody) -> None:
    path = an.start().path
    with an.session(path) as session:
        me = team_of(session.view, session.me).members[0]
        call = {"name": me.name, "title": ""}
        assert refused(with_duties, session.view, me.id, roles=("inspector",), **call) == "team.no-lead"
        assert refused(with_duties, session.view, me.id, roles=(), **call) == "team.no-role"
        add(session, an, binh.identity, "lead")
        session.do(with_duties(session.view, me.id, roles=("deputy",), **call))
        assert session.view.trust.grants[session.me].roles == {"deputy"}


def test_going_back_says_again_what_was_and_keeps_removals(an: Somebody, binh: Somebody) -> None:
    path = an.start().path
    with an.session(path) as session:
        add(session, an, binh.identity)
        former = session.view
        session.do(without(session, [binh.identity.public], "mất máy"))
        add(session, an, DUNG)
        session.do(back_to(session.view, former))
        left = {one.name: one.has_left for one in team_of(session.view, session.me).members}
        assert left == {an.identity.name: False, binh.identity.name: True}


def test_a_deputy_becomes_a_root_and_the_paper_may_go(an: Somebody, binh: Somebody) -> None:
    path = an.start().path
    with an.session(path) as session:
        team = team_of(session.view, session.me)
        assert len(team.holders) == 1  # the person and their sheet of paper
        (paper,) = [one.sign for one in team.roots if not one.is_here]
        add(session, an, binh.identity, "deputy")
        session.do(with_root(session.view, binh.identity.public))
        session.do(without_root(session.view, paper))
        team = team_of(session.view, session.me)
        assert {one.sign for one in team.roots} == {an.identity.public, binh.identity.public}
        assert len(team.holders) == 2
        assert refused(session.do, without_root(session.view, binh.identity.public)) == "roster.roots"


def test_a_new_sheet_of_paper_is_a_root_and_a_device_of_who_made_it(an: Somebody) -> None:
    path = an.start().path
    with an.session(path) as session:
        paper = create("Giấy", an.sources)
        session.do(with_paper_root(session.view, session.me, paper.public_part))
        team = team_of(session.view, session.me)
        assert paper.public in {one.sign for one in team.roots}
        assert [one.sign for one in team.members[0].devices].count(paper.public) == 1


def test_two_rosters_in_force_are_settled_by_one_over_both(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    """The lead and the deputy, both roots, issued a roster each and never met."""
    path = an.start().path
    with an.session(path) as session:
        add(session, an, binh.identity, "deputy")
        session.do(with_root(session.view, binh.identity.public))
        before = session.view
    deputy = with_person(
        before, binh.identity.public_part, SeededSources(9), card_in(card(DUNG)), name="Dung", roles=("clerk",)
    )
    lead = with_duties(
        before, team_of(before, an.identity.public).members[0].id, name="An", roles=("lead",), title="Trưởng đoàn"
    )
    an.do(path, Late(lead, before))
    binh.do(path, Late(deputy, before))
    with an.session(path) as session:
        team = team_of(session.view, session.me)
        assert sorted(one.only for one in team.versions) == [(), ("Dung",)]
        assert DUNG.public not in session.view.trust.grants
        wanted = next(one for one in team.versions if one.by == binh.identity.name)
        session.do(settled(session.view, wanted.id))
        assert len(team_of(session.view, session.me).versions) == 1
        assert session.view.trust.grants[DUNG.public].roles == {"clerk"}
        assert fold(session.log).trust == session.view.trust


EDITS = st.lists(
    st.tuples(st.sampled_from(["add", "device", "duties", "root", "paper"]), st.integers(0, 3)), max_size=4
)


@given(before=EDITS, after=EDITS, removes=st.booleans())
@settings(max_examples=12, deadline=None)
def test_after_any_edits_going_back_grants_what_was_granted_but_to_removed_keys(
    before: list[tuple[str, int]], after: list[tuple[str, int]], removes: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    an = Somebody(Home(tmp_path_factory.mktemp("an")), Identity("Nguyễn An Mẫu", b"a" * 32))
    with an.session(an.start().path) as session:
        for edit in before:
            apply(session, an, edit)
        former = session.view
        for edit in after:
            apply(session, an, edit)
        others = sorted(session.view.trust.grants.keys() - session.view.trust.roots)
        if removes and others:
            session.do(without(session, others[:1], "mất máy"))
        session.do(back_to(session.view, former))
        now, then = session.view.trust, former.trust
        assert {key: now.grants[key] for key in then.grants} == then.grants
        assert now.grants.keys() - then.grants.keys() <= now.cut.keys()
        assert now.roots == then.roots - now.cut.keys()
        assert fold(session.log).trust == now


def apply(session: Session, an: Somebody, edit: tuple[str, int]) -> None:
    """Make an edit, if it can be made of what there is."""
    what, number = edit
    fresh = create(f"Mẫu {number}", an.sources)
    people = team_of(session.view, session.me).members
    member = people[number % len(people)]
    match what:
        case "add":
            add(session, an, fresh, *(("deputy",) if number % 2 else ("inspector", "secretary")))
        case "device":
            session.do(with_device(session.view, member.id, card_in(card(fresh))))
        case "duties":
            roles: tuple[Role, ...] = ("lead", "clerk") if member.is_here else ("chair",)
            session.do(with_duties(session.view, member.id, name=member.name, roles=roles, title="CV"))
        case "root":
            session.do(with_root(session.view, member.devices[0].sign))
        case "paper":
            session.do(with_paper_root(session.view, session.me, fresh.public_part))
