"""The verbs that tell where observers differ, on a dossier of the lead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from inspector.people.identity import Identity
from tests import differing as scene
from tests.differing import Differing
from ui.terminal.desk import Desk
from ui.terminal.verbs import cli
from ui.work.home import Home


@pytest.fixture(scope="module")
def made() -> Differing:
    return scene.differing()


@pytest.fixture
def dossier(made: Differing, tmp_path: Path) -> Path:
    return made.lead.save(tmp_path / "a.thisat")


def told(dossier: Path, *words: str) -> str:
    """Return what a verb of `show` prints."""
    desk = Desk(Home(dossier.parent / "home"), _identity=Identity(scene.NAMES["lead"], scene.seed_of("lead")))
    verb, *rest = words
    ended = CliRunner().invoke(cli, ["show", verb, str(dossier), *rest], obj=desk)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def data(dossier: Path, *words: str) -> Any:
    return json.loads(told(dossier, *words, "--json"))


def test_differences_are_listed_with_every_version(dossier: Path) -> None:
    lines = told(dossier, "differences").splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [line[0] for line in heads] == ["✓", "⇄", "⇄", "⇄", "⇄", "⇄", "⇄"]
    assert any(line.endswith(f"Lê Quốc Việt: Không đạt: {scene.RANG}") for line in lines)
    assert any("Lê Quốc Việt (máy 2): Không đạt" in line for line in lines)


def test_differences_as_data(made: Differing, dossier: Path) -> None:
    found = data(dossier, "differences", "--visit", made.visits[1])
    assert [(case["code"], case["open"], case["cause"]) for case in found] == [("D1", True, "observers")]
    assert found[0]["withdrawn"] == {"by": "Nguyễn Hoàng Lâm", "reason": "Sổ của quý trước"}
    assert {one["value"] for one in found[0]["versions"]} == {"good", "done"}
    every = data(dossier, "differences")
    assert every[0]["conclusions"] == [{"by": "Nguyễn Hoàng Lâm", "value": "fail", "reason": "Đã xem ảnh: mã bị che."}]
    assert {photo for case in every for one in case["versions"] for photo in one["photos"]} == set(made.photos)


def test_why_tells_the_chain(made: Differing, dossier: Path) -> None:
    lines = told(dossier, "why", "D1", "--visit", made.visits[1]).splitlines()
    assert "không thống nhất" in lines[0]
    assert len([line for line in lines if line.startswith("  #")]) == 4
    assert lines[-1] == "      " + lines[-1].strip()
    found = data(dossier, "why", "D1", "--visit", made.visits[1])
    assert [line["fate"] for line in found["lines"]] == ["holds", "holds", "replaced", "holds"]


def test_agreement_counts_with_denominators(dossier: Path) -> None:
    text = told(dossier, "agreement")
    assert text.startswith("6/7 kết quả")
    assert "6/7  Lê Quốc Việt  Khác chính mình: 1/1" in text
    found = data(dossier, "agreement")
    assert (found["whole"]["differs"], found["whole"]["total"], found["whole"]["concluded"]) == (6, 7, 1)
    pairs = {tuple(line["key"]): (line["differs"], line["total"]) for line in found["pairs"]}
    assert pairs == {("an", "binh"): (6, 7), ("an", "chi"): (0, 1), ("binh", "chi"): (1, 1)}
    assert [line["differs"] for line in found["items"]] == [1] * 6 + [0]
