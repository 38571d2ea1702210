"""A stick is collected by a verb: judged file by file, foreseen, united, taken out again and put back."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.flows.stage import Person, Played


@pytest.fixture
def deputy(played: Played, tmp_path: Path) -> Person:
    """The deputy, who took one file in and has the rest of the stick before them."""
    person = played.move("pho-doan", tmp_path, dossier=False)
    person.do("absorb", next(file for file in played.stick if not file.name.startswith("b")), "--into", person.dossier)
    return person


@pytest.fixture
def places(played: Played, tmp_path: Path) -> Path:
    """All that ever came, in folders within folders."""
    shutil.copytree(played.out / "the-nho", tmp_path / "thẻ" / "Tổ 1")
    shutil.copytree(played.out / "gui-sau", tmp_path / "thẻ" / "Tổ 1" / "gửi sau")
    return tmp_path / "thẻ"


def test_what_is_foreseen_is_what_comes_and_a_dry_run_writes_nothing(deputy: Person, places: Path) -> None:
    before = deputy.roots()
    seen = deputy.do("collect", places, "--into", deputy.dossier, "--dry-run", "--json", code=4)
    assert deputy.roots() == before
    assert "added" not in seen
    verdicts = Counter(one["verdict"] for one in seen["files"])
    # One is here already; a copy and an older copy lie in others of the stick.
    assert verdicts == {"valid": 17, "here": 2, "older": 1, "broken": 1}
    told = deputy.do("collect", places, "--into", deputy.dossier, "--json", code=4)
    assert told["preview"] == seen["preview"]
    assert (told["added"], told["preview"]["visits"]) == (seen["preview"]["statements"], 15)
    assert [name.startswith("bi-sua-") for name in told["quarantined"]] == [True]
    again = deputy.do("collect", places, "--into", deputy.dossier, "--json", code=4)
    assert {one["verdict"] for one in again["files"]} == {"here", "older", "broken"}


def test_collecting_gives_the_round_that_absorbing_gives(
    deputy: Person, places: Path, played: Played, tmp_path: Path
) -> None:
    other = played.move("pho-doan", tmp_path / "other", dossier=False)
    deputy.do("collect", places, "--into", deputy.dossier, code=4)
    other.do("absorb", *played.stick, *played.late, "--into", other.dossier, code=4)
    assert deputy.roots() == other.roots()


def test_a_merge_is_undone_by_its_number_and_put_back(deputy: Person, places: Path) -> None:
    deputy.do("collect", places, "--into", deputy.dossier, code=4)
    before = deputy.show()
    undone = deputy.do("undo-merge", deputy.dossier, "--merge", 1, "--reason", "Nhầm thẻ nhớ", "--json")
    assert [(one["number"], one["standing"]) for one in undone] == [(1, "out")]
    assert all(not visit["results"] for visit in deputy.show()["visits"][1:])
    back = deputy.do("undo-merge", deputy.dossier, "--merge", 1, "--reason", "Đúng thẻ nhớ", "--back", "--json")
    assert [one["standing"] for one in back] == ["in"]
    after = deputy.show()
    assert [one["results"] for one in after["visits"]] == [one["results"] for one in before["visits"]]


def test_a_merge_that_is_not_there_and_a_reason_that_is_missing_are_refused(deputy: Person, places: Path) -> None:
    assert "0 lần gộp" in deputy.refused(2, "undo-merge", deputy.dossier, "--merge", 1, "--reason", "Nhầm")
    deputy.do("collect", places, "--into", deputy.dossier, code=4)
    deputy.refused(2, "undo-merge", deputy.dossier, "--merge", 1)
