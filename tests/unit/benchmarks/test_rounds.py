"""The rounds that are measured with must be rounds as a team writes them, or the figures mean nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from benchmarks.rounds import Key, Round, round_of
from inspector.dossier.file import Dossier
from inspector.journal.entry import is_signed
from inspector.journal.log import Log
from inspector.projection.view import fold


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Round:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return round_of(2, 60)


def log_of(made: Round) -> Log:
    with Dossier.open(made.path) as dossier:
        (log,) = dossier.load().values()
        return log


def test_it_holds_as_many_statements_as_asked_for(made: Round) -> None:
    assert len(log_of(made)) == made.entries == 122


def test_its_visits_are_sealed_with_photos_and_without_a_problem(made: Round) -> None:
    view = fold(log_of(made))
    assert view.problems == ()
    assert [visit.is_sealed for visit in view.visits.values()] == [True, True]
    assert all(len(visit.photos) == 9 for visit in view.visits.values())


def test_every_statement_keeps_causal_time_and_bears_its_authors_signature(made: Round) -> None:
    log = log_of(made)
    with Dossier.open(made.path) as dossier:
        for statement in log:
            log.require_tick(statement)
            (signature,) = dossier.signatures_of(statement.id)
            assert is_signed(statement.id, statement.header.author, signature)


def test_the_lead_is_the_one_who_planned(made: Round) -> None:
    view = fold(log_of(made))
    plans = [visit.plan for visit in view.visits.values()]
    assert {plan.header.author for plan in plans if plan} == {Key(made.seed).public}


def test_a_round_that_is_kept_is_not_made_again(made: Round) -> None:
    before = made.path.stat().st_mtime_ns
    assert round_of(2, 60) == made
    assert made.path.stat().st_mtime_ns == before
