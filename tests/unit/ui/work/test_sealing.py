"""Seals: of what is complete, or with a reason; the covert phase first; with the key of whoever works in the dossier."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.commands.answering import Answer
from inspector.commands.visiting import JoinVisits, OpenVisit
from inspector.errors import KnownError
from inspector.journal.value import PASS
from inspector.people import key_file
from inspector.people.identity import Identity
from inspector.progress import Silent
from tests.unit.ui.work.conftest import Somebody
from ui.work.sealing import announce_decision, awaits_decision, confirmed, purpose_of, seal_visit, seal_whole

BEGAN = "2025-11-21T08:00:00+07:00"


def test_a_seal_with_gaps_needs_a_reason_and_keeps_it_with_the_advice(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN), Answer(visit, "fac_waiting", PASS))
    with an.session(path) as session:
        with pytest.raises(KnownError) as refused:
            seal_visit(session, visit, "onsite", with_gaps="  ")
        assert refused.value.key == "seal.gaps"
        made = seal_visit(session, visit, "onsite", with_gaps="Mất điện", advice="Nên xem lại B2")
        seen = session.view.visits[visit]
    assert seen.is_sealed
    assert [body.text for _, body in seen.comments] == ["Mất điện", "Nên xem lại B2"]
    assert {statement.id for statement, _ in seen.comments} <= made.seal.covered


def test_the_covert_phase_is_sealed_with_gaps_and_once(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN, mystery=True), Answer(visit, "fac_waiting", PASS))
    with an.session(path) as session:
        assert awaits_decision(session.view.visits[visit])
        made = announce_decision(session, visit, an.sources)
        seen = session.view.visits[visit]
    assert made is not None
    assert made.seal.said.purpose == "covert"
    assert not awaits_decision(seen)
    assert purpose_of(seen) == "onsite"
    assert not seen.is_sealed


def test_a_decision_may_be_announced_before_anything_was_observed(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN, mystery=True))
    with an.session(path) as session:
        assert announce_decision(session, visit, an.sources) is None
        seen = session.view.visits[visit]
    assert seen.facts("announced")
    assert not seen.seals
    assert not awaits_decision(seen)


def test_a_second_copy_that_fails_leaves_the_seal(an: Somebody, tmp_path: Path) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, BEGAN), Answer(visit, "fac_waiting", PASS))
    taken = tmp_path / "tệp"
    taken.write_bytes(b"")
    with an.session(path) as session:
        made = seal_whole(session, visit, "onsite", an.sources, Silent(), with_gaps="Mất điện", backup_folder=taken)
        assert session.view.visits[visit].is_sealed
        assert purpose_of(session.view.visits[visit]) == "amendment"
    assert made.copy is None
    assert made.copy_problem is not None
    assert made.copy_problem.key == "backup.unwritable"


def test_each_part_of_a_joined_visit_gets_a_seal_of_its_own(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một", "xã Hai").path
    one, two = an.visits(path).values()
    for visit in (one, two):
        an.do(path, OpenVisit(visit, BEGAN), Answer(visit, "fac_waiting", PASS))
    an.do(path, JoinVisits((one, two), "Hai máy cùng mở"))
    with an.session(path) as session:
        made = seal_whole(session, one, "onsite", an.sources, Silent(), with_gaps="Mất điện", advice="Nên xem lại B2")
        seen = session.view.visit_of(one)
    assert seen is not None
    assert seen.is_sealed
    assert len(made.seals) == 2
    assert [body.text for _, body in seen.comments].count("Nên xem lại B2") == 1


def test_nothing_that_is_no_visit_is_sealed(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    with an.session(path) as session, pytest.raises(KnownError) as refused:
        seal_visit(session, "f" * 64, "onsite")
    assert refused.value.key == "visit.unknown"


def test_only_the_key_that_works_in_the_dossier_seals(an: Somebody) -> None:
    an.home.made()
    key_file.write(an.home.key_path, an.identity, "mat khau de thu", an.sources, key_file.FLOOR)
    assert confirmed(an.home, "mat khau de thu", an.identity.public) == an.identity
    with pytest.raises(KnownError) as refused:
        confirmed(an.home, "mat khau de thu", Identity("Khác", b"x" * 32).public)
    assert refused.value.key == "seal.other-key"
    with pytest.raises(KnownError) as wrong:
        confirmed(an.home, "mat khau khac", an.identity.public)
    assert wrong.value.key == "key.passphrase-wrong"
