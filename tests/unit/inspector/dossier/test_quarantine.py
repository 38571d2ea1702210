"""Damaged files are kept as evidence, whole, with what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspector.dossier.foreign import examine
from inspector.dossier.prefix import tips_of, verified_prefix
from inspector.dossier.quarantine import COPY, VERDICT, quarantine
from inspector.dossier.verdict import Intake
from inspector.journal import canon
from tests.tampering import Visit, edited, take_out


@pytest.fixture(scope="module")
def visit() -> Visit:
    return Visit()


@pytest.fixture
def damaged(visit: Visit, tmp_path: Path) -> Intake:
    path = visit.save(tmp_path / "an.thisat")
    with edited(path) as db:
        take_out(db, visit.answers[4])
    return examine(path, tmp_path / "private")


def test_the_file_and_its_verdict_are_kept(visit: Visit, damaged: Intake, tmp_path: Path) -> None:
    folder = quarantine(tmp_path, damaged)
    assert folder == tmp_path / "quarantine" / damaged.sha256
    assert canon.file_id(folder / COPY) == canon.file_id(tmp_path / "an.thisat")
    said = json.loads((folder / VERDICT).read_text("utf-8"))
    assert (said["name"], said["integrity"], said["completeness"]) == ("an.thisat", "damaged", "gap")
    assert {"code": "gap", "table": "entry", "id": visit.answers[5], "detail": ""} in said["findings"]
    assert [one["round"] for one in said["rounds"]] == [visit.world.round]


def test_a_second_time_changes_nothing(damaged: Intake, tmp_path: Path) -> None:
    folder = quarantine(tmp_path, damaged)
    (folder / VERDICT).write_text("as it was")
    assert quarantine(tmp_path, damaged) == folder
    assert (folder / VERDICT).read_text() == "as it was"
    assert [one.name for one in folder.parent.iterdir()] == [damaged.sha256]


def test_the_verified_part_ends_before_the_damage(visit: Visit, damaged: Intake) -> None:
    part = verified_prefix(damaged)
    assert (part.is_part, part.is_intact) == (True, True)
    kept = {s.id for s in part.statements(visit.world.round)}
    assert set(visit.answers[:4]) <= kept
    assert not kept & {*visit.answers[4:], visit.photo, visit.seal}
    assert {*visit.second, visit.last} <= kept, "a colleague's chain is not torn by it"
    assert {visit.answers[3], visit.last} <= set(tips_of(part))
    assert verified_prefix(part) is part
