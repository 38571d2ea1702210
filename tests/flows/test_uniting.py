"""Whatever comes on the stick, in whatever order and however often: the round is the same round afterwards.

The deputy, to whom every file is addressed too, unites the stick of the demo again and again from nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from inspector.dossier.absorb import absorb
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine_all
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal.seal import root_of
from tests.flows.stage import SECRET, Person, Played, opened

Roots = tuple[str, dict[str, str]]


def stem(one: dict[str, Any]) -> str:
    return str(one["file"])


@pytest.fixture
def deputy(played: Played, tmp_path: Path) -> Person:
    """The deputy, who has a key and no dossier yet."""
    return played.move("pho-doan", tmp_path, dossier=False)


@pytest.fixture(scope="module")
def intakes(played: Played, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Intake]:
    """Every intact file, examined once; what was found of it does not depend on who takes it in."""
    home = played.person("pho-doan").home
    identity = opened(home / "key.json", home / SECRET)
    found = {}
    for path in [*played.stick, *played.late]:
        ((_, one),) = examine_all([path], tmp_path_factory.mktemp("private"), identities=[identity])
        assert not isinstance(one, KnownError)
        if one.is_intact:
            found[path.name] = one
    return found


def united(intakes: Sequence[Sequence[Intake]], path: Path) -> Roots:
    """Take batches in one after the other, and return the roots of what came out."""
    with Dossier.create(path) as dossier:
        for batch in intakes:
            absorb(dossier, batch)
        (log,) = dossier.load().values()
    return root_of(log.statements.values()), {one: root_of(held) for one, held in log.scopes.items()}


def batches(intakes: list[Intake], sizes: Sequence[int]) -> list[list[Intake]]:
    left, found = list(intakes), []
    for size in sizes:
        found.append(left[:size])
        left = left[size:]
    return [batch for batch in [*found, left] if batch]


def test_any_order_and_any_batching_gives_the_same_roots(intakes: dict[str, Intake], tmp_path: Path) -> None:
    chance = random.Random(20250515)
    expected = united([list(intakes.values())], tmp_path / "all.thisat")
    assert len(expected[1]) == 17, "the round and sixteen visits"
    for number in range(8):
        order = list(intakes.values())
        chance.shuffle(order)
        sizes = [chance.randint(1, 5) for _ in range(5)] if number % 2 else [1] * len(order)
        again = order[: chance.randint(0, len(order))] if number % 3 else []
        assert united([*batches(order, sizes), again], tmp_path / f"{number}.thisat") == expected, number


def test_verbs_unite_files_in_two_orders_to_one_round_which_is_the_one_of_the_lead(
    deputy: Person, played: Played, tmp_path: Path
) -> None:
    other = played.move("pho-doan", tmp_path / "other", dossier=False)
    files = [*played.stick, *played.late]
    deputy.do("absorb", *files, "--into", deputy.dossier, code=4)
    backwards = files[::-1]
    for batch in (backwards[:1], backwards[1:4], backwards[4:]):
        other.try_to("absorb", *batch, "--into", other.dossier)
    assert deputy.roots() == other.roots()
    mine, theirs = deputy.show(), played.person("truong-doan").show()
    assert {one["id"] for one in mine["visits"]} == {one["id"] for one in theirs["visits"]}
    for visit in theirs["visits"]:
        decided = any(result["state"] == "concluded" for result in visit["results"])
        same = mine["scopes"][visit["id"]]["root"] == theirs["scopes"][visit["id"]]["root"]
        assert same != decided, visit["unit"]["name"]
    report = deputy.do("check", deputy.dossier, "--json")
    assert report["sound"]
    assert report["blobs_expected"] == []
    # The same statements print the same papers, on whichever laptop and in whatever order they came together.
    for unit in ("xã Hồ Thị Kỷ", "xã Minh hoạ 10"):
        drafts = [tmp_path / f"{number}-{unit}.pdf" for number in (1, 2)]
        for person, draft in zip((deputy, other), drafts, strict=True):
            person.do("document", "minutes", person.dossier, "--visit", unit, "--draft", "--out", draft)
        assert drafts[0].read_bytes() == drafts[1].read_bytes(), unit


def test_what_was_taken_in_once_adds_nothing_again(deputy: Person, played: Played) -> None:
    files = played.stick
    first = deputy.do("absorb", *files, "--into", deputy.dossier, "--json", code=4)
    assert first["added"] > 500
    roots = deputy.roots()
    again = deputy.do("absorb", *files, "--into", deputy.dossier, "--json", code=4)
    assert (again["added"], again["blobs"]) == (0, 0)
    assert {one["verdict"] for one in again["files"] if not one["code"]} == {"already-here"}
    assert deputy.roots() == roots


def test_each_file_on_the_stick_is_told_apart(deputy: Person, played: Played) -> None:
    told = deputy.do("absorb", *played.stick, "--into", deputy.dossier, "--json", code=4)["files"]
    assert [stem(one) for one in told] == [file.name for file in played.stick]
    tampered = [one for one in told if one["code"]]
    assert [stem(one) for one in tampered] == [file.name for file in played.stick if file.name.startswith("bi-sua-")]
    assert [one["verdict"] for one in tampered] == ["damaged"]
    # The older copy was handed over before the photos and the seal: its tail cannot be proved.
    assert len([one for one in told if one["lights"]["completeness"] == "open"]) == 1
    assert {one["lights"]["author"] for one in told if not one["code"]} == {"roster"}


def test_the_older_copy_and_the_duplicate_add_nothing_to_the_whole(deputy: Person, played: Played) -> None:
    (copy,) = [file for file in played.stick if file.name.startswith("ban-sao-")]
    original = copy.with_name(copy.name.removeprefix("ban-sao-"))
    newer, older = sorted(played.out.glob("the-nho/20250212_*"), key=lambda one: one.stat().st_size, reverse=True)
    deputy.do("absorb", original, newer, "--into", deputy.dossier)
    roots = deputy.roots()
    told = deputy.do("absorb", copy, older, "--into", deputy.dossier, "--json")
    assert (told["added"], told["blobs"]) == (0, 0)
    assert [one["verdict"] for one in told["files"]] == ["already-here", "already-here"]
    assert deputy.roots() == roots


def test_the_same_statements_in_a_file_of_other_bytes_add_nothing(
    deputy: Person, played: Played, tmp_path: Path
) -> None:
    unit = "xã Minh hoạ 02"
    inspector = next(
        person
        for person in (played.person(f"thanh-vien-{n}") for n in (1, 2, 3))
        if any(one["unit"]["name"] == unit and one["seals"] for one in person.show()["visits"])
    )
    deputy.do("absorb", *played.out.glob("the-nho/20250212_*"), "--into", deputy.dossier)
    scopes = deputy.roots()[1]
    author = played.move(inspector.home.name, tmp_path / "author")
    names = [file.name for file in played.stick]
    cards = (played.person(who).do("key", "show", "--json") for who in ("truong-doan", "pho-doan"))
    to = [part for card in cards for part in ("--to", card["recipient"])]
    for weight in ("statements", "display", "originals"):
        (file,) = author.do(
            "handover", author.dossier, "--visit", unit, "--weight", weight, "--out", tmp_path / weight, *to, "--json"
        )["files"]
        assert Path(file).name not in names
        told = deputy.do("absorb", file, "--into", deputy.dossier, "--json")
        # Only the record of this very hand-over is new, and what it says does not travel.
        assert told["files"][0]["new"] == told["added"]
        assert told["blobs"] == 0
        visits = {scope: root for scope, root in deputy.roots()[1].items() if scope != deputy.show()["round"]}
        assert visits == {scope: root for scope, root in scopes.items() if scope in visits}
    before = deputy.roots()
    again = deputy.do("absorb", *tmp_path.glob("*/*.age"), "--into", deputy.dossier, "--json")
    assert again["added"] == 0
    assert deputy.roots() == before


def test_a_tampered_file_is_refused_named_by_its_row_and_kept_as_evidence(
    deputy: Person, played: Played, tmp_path: Path
) -> None:
    (tampered,) = [file for file in played.stick if file.name.startswith("bi-sua-")]
    deputy.do("absorb", played.late[0], "--into", deputy.dossier)
    roots, data = deputy.roots(), deputy.dossier.read_bytes()
    told = deputy.do("absorb", tampered, "--into", deputy.dossier, "--json", code=4)
    (one,) = told["files"]
    assert one["code"] == "payload"
    assert one["lights"]["integrity"] == "damaged"
    ((table, row),) = [(found["table"], found["id"]) for found in one["findings"] if found["code"] == "payload"]
    assert table == "payload"
    assert len(row) == 64
    assert row[:16] in one["sentence"]
    assert (told["added"], told["blobs"]) == (0, 0)
    assert deputy.roots() == roots
    assert deputy.dossier.read_bytes() == data, "output unchanged, byte for byte"
    kept = Path(one["quarantine"])
    assert kept.parent == deputy.home / "quarantine"
    assert (kept / "received.thisat").read_bytes() == tampered.read_bytes()
    verdict = json.loads((kept / "verdict.json").read_text(encoding="utf-8"))
    assert verdict["integrity"] == "damaged"
    assert row in {found["id"] for found in verdict["findings"]}


def test_a_tampered_file_does_not_even_begin_a_round(deputy: Person, played: Played) -> None:
    (tampered,) = [file for file in played.stick if file.name.startswith("bi-sua-")]
    told = deputy.do("absorb", tampered, "--into", deputy.dossier, "--json", code=4)
    assert not deputy.dossier.exists()
    assert Path(told["files"][0]["quarantine"]).is_dir()


def test_a_stick_that_breaks_off_is_taken_in_whole_or_not_at_all(
    deputy: Person, played: Played, tmp_path: Path
) -> None:
    good, bad = played.stick[0], tmp_path / "cut.thisat.age"
    data = played.stick[1].read_bytes()
    bad.write_bytes(data[: len(data) // 2])
    deputy.do("absorb", good, "--into", deputy.dossier)
    roots = deputy.roots()
    told = deputy.do("absorb", bad, "--into", deputy.dossier, "--json", code=4)
    assert (told["added"], told["blobs"]) == (0, 0)
    assert deputy.roots() == roots
    assert deputy.do("check", deputy.dossier, "--json")["sound"]


def test_photos_that_come_later_find_their_place(deputy: Person, played: Played) -> None:
    (late,) = played.late
    day = late.name.split("_")[0]
    (statements,) = [file for file in played.stick if file.name.startswith(day)]
    deputy.do("absorb", statements, "--into", deputy.dossier)
    (before,) = [one for one in deputy.show()["visits"] if one["blobs_expected"]]
    assert len(before["blobs_expected"]) == 2 * len(before["photos"]) == 6, "originals and display copies"
    assert before["sealed"]
    assert not any(photo["here"] for photo in before["photos"])
    told = deputy.do("absorb", late, "--into", deputy.dossier, "--json")
    assert told["blobs"] == 6
    (after,) = [one for one in deputy.show()["visits"] if one["id"] == before["id"]]
    assert after["blobs_expected"] == []
    assert after["sealed"]
    assert all(photo["here"] for photo in after["photos"])
    assert [photo["items"] for photo in after["photos"]] == [photo["items"] for photo in before["photos"]]


def test_a_preview_changes_nothing(deputy: Person, played: Played) -> None:
    told = deputy.do("absorb", *played.stick[:2], "--into", deputy.dossier, "--dry-run", "--json")
    assert not deputy.dossier.exists()
    assert all(one["new"] > 0 for one in told["files"])
    deputy.do("absorb", played.stick[0], "--into", deputy.dossier)
    data = deputy.dossier.read_bytes()
    (tampered,) = [file for file in played.stick if file.name.startswith("bi-sua-")]
    deputy.do("absorb", played.stick[1], tampered, "--into", deputy.dossier, "--dry-run", code=4)
    assert deputy.dossier.read_bytes() == data
    assert not (deputy.home / "quarantine").exists()


def test_nothing_readable_is_left_where_files_were_examined(deputy: Person, played: Played) -> None:
    deputy.do("absorb", *played.stick[:3], "--into", deputy.dossier)
    assert not (deputy.home / "tmp").exists()
    assert sorted(one.name for one in deputy.home.iterdir()) == sorted(
        ["key.json", SECRET, "imports.jsonl", deputy.dossier.parent.name]
    )
    assert [one.name for one in deputy.dossier.parent.iterdir()] == [deputy.dossier.name]


def test_somebody_to_whom_a_file_is_not_addressed_cannot_open_it(played: Played, tmp_path: Path) -> None:
    secretary = played.move("thu-ky", tmp_path, dossier=True)
    roots = secretary.roots()
    ended = secretary.try_to("absorb", played.stick[0], "--into", secretary.dossier)
    assert ended.code == 6
    assert played.stick[0].name in ended.out
    assert secretary.roots() == roots


def test_the_lead_may_take_in_the_intact_part_of_a_damaged_file_and_it_is_recorded(
    played: Played, tmp_path: Path
) -> None:
    (tampered,) = [file for file in played.stick if file.name.startswith("bi-sua-")]
    lead = played.move("truong-doan", tmp_path)
    lead.dossier.unlink()
    (lead.home / "marks.log").unlink()
    lead.do("absorb", played.late[0], "--into", lead.dossier)
    before = lead.show()["statements"]
    told = lead.do(
        "absorb", tampered, "--into", lead.dossier, "--accept-part", "Phần trước chỗ bị sửa vẫn cần dùng", "--json"
    )
    (one,) = told["files"]
    assert one["code"] == "payload"
    assert one["accepted"] > 0
    assert Path(one["quarantine"]).is_dir()
    shown = lead.show()
    assert shown["statements"] == before + told["added"] + 1, "and one that says that it was accepted, and why"
    assert lead.do("check", lead.dossier, "--json")["sound"]


def test_the_intact_part_of_another_rounds_file_is_left_where_it_is(played: Played, tmp_path: Path) -> None:
    (tampered,) = [file for file in played.stick if file.name.startswith("bi-sua-")]
    lead = played.move("truong-doan", tmp_path)
    card = played.person("pho-doan").do("key", "show", "--json")["card"]
    other = lead.home / "dot-khac.thisat"
    lead.do("new", other, "--title", "Đợt khác (dữ liệu mẫu)", "--root", card)
    before = lead.roots(other)
    told = lead.do("absorb", tampered, "--into", other, "--accept-part", "Nhầm đợt", "--json", code=4)
    assert told["added"] == 0
    assert "accepted" not in told["files"][0]
    assert lead.roots(other) == before, "the dossier still holds one round, and nothing was stated"
