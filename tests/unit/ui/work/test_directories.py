from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import resources
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.places.directory import SHIPPED, nation
from inspector.places.unit import UnitKey
from resources.places import build
from ui.work.directories import adopt, directory_by_hash, directory_of, shipped
from ui.work.home import Home

Change = Callable[[dict[str, Any]], None]
CARRIED = resources.open_bytes(SHIPPED)
LONG_THANH = ["26368", "phường", "Long Thành", None, "75", "2026-04-30", None]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "nhà")


def newer(*changes: Change, version: int = 3, as_of: str = "2026-11-01") -> bytes:
    """Return the list that the program carries as a later one, with some changes."""
    listed: dict[str, Any] = {**json.loads(CARRIED), "version": version, "as_of": as_of}
    for change in changes:
        change(listed)
    listed["units"].sort(key=lambda unit: (unit[0], unit[5]))
    return build.written(listed).encode()


def renamed_again(listed: dict[str, Any]) -> None:
    """Phường Long Thành becomes phường Sân Bay on 01/11/2026."""
    (row,) = [unit for unit in listed["units"] if unit == LONG_THANH]
    row[6] = "2026-10-31"
    listed["units"].append(["26368", "phường", "Sân Bay", None, "75", "2026-11-01", None])
    steps = [["26368", "26368", "kept"]]
    listed["changes"].append({"day": "2026-11-01", "source": "Nghị quyết (mẫu)", "steps": steps})


def put(home: Home, content: bytes, name: str = "") -> Path:
    """Lay a file into the home as somebody would by hand."""
    folder = home.path / "places"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"{canon.blob_id(content)}.json")
    path.write_bytes(content)
    return path


def test_without_a_newer_list_the_one_that_the_program_carries_is_in_force(home: Home) -> None:
    in_force = directory_of(home)
    assert in_force == shipped()
    assert (in_force.directory, in_force.sha256, in_force.path) == (nation(), canon.blob_id(CARRIED), None)
    assert not home.path.exists()


def test_a_newer_list_is_kept_under_its_hash_and_in_force_from_then_on(home: Home) -> None:
    content = newer(renamed_again)
    adopted, changed = adopt(home, content)
    assert adopted.path == home.path / "places" / f"{canon.blob_id(content)}.json"
    assert adopted.path.read_bytes() == content
    assert [path.name for path in adopted.path.parent.iterdir()] == [adopted.path.name]
    assert [unit.full_name for unit in changed.added] == ["Phường Sân Bay"]
    assert [unit.full_name for unit in changed.ended] == ["Phường Long Thành"]
    assert changed.renamed == ()
    in_force = directory_of(home)
    assert (in_force.sha256, in_force.path) == (adopted.sha256, adopted.path)
    assert in_force.directory.present_name(UnitKey("26368", "2025-07-01")) == "Phường Sân Bay"


def test_a_name_may_be_spelled_better_and_a_province_called_otherwise(home: Home) -> None:
    def spelled(listed: dict[str, Any]) -> None:
        next(unit for unit in listed["units"] if unit[0] == "32125")[2] = "Phong Lạc Mới"

    def called(listed: dict[str, Any]) -> None:
        next(one for one in listed["provinces"] if one[:2] == ["96", "Tỉnh Cà Mau"])[3] = "2026-10-31"
        at = [one[0] for one in listed["provinces"]].index("96") + 1
        listed["provinces"].insert(at, ["96", "Thành phố Cà Mau", "2026-11-01", None])

    _, changed = adopt(home, newer(spelled, called))
    assert (changed.added, changed.ended) == ((), ())
    assert ("Phong Lạc", "Phong Lạc Mới") in [(was.name, now.name) for was, now in changed.renamed]
    above = [(was, now) for was, now in changed.renamed if was.name == now.name]
    assert len(above) == 64
    assert all(was.address.replace("tỉnh Cà Mau", "thành phố Cà Mau") == now.address for was, now in above)


@pytest.mark.parametrize(
    ("version", "as_of"), [(2, "2026-11-01"), (2, "2026-04-30"), (1, "2027-01-01"), (3, "2026-04-29")]
)
def test_a_list_that_is_not_newer_is_refused(home: Home, version: int, as_of: str) -> None:
    def without_2026(listed: dict[str, Any]) -> None:
        """What begins after the day whose law it shows would make the list unsound."""
        if as_of < "2026-04-30":
            listed["units"] = [unit for unit in listed["units"] if unit[5] != "2026-04-30"]
            listed["changes"].pop()

    with pytest.raises(KnownError, match=r"places\.not-newer"):
        adopt(home, newer(without_2026, version=version, as_of=as_of))
    assert directory_of(home) == shipped()
    assert not home.path.exists()


def test_a_list_that_is_in_force_is_not_taken_twice(home: Home) -> None:
    content = newer()
    adopt(home, content)
    with pytest.raises(KnownError, match=r"places\.not-newer"):
        adopt(home, content)


def test_a_list_of_the_same_day_may_correct_the_one_before(home: Home) -> None:
    adopt(home, newer(version=3))
    assert adopt(home, newer(version=4))[0].sha256 == directory_of(home).sha256


def test_a_list_that_lost_a_unit_is_refused_and_the_unit_is_told(home: Home) -> None:
    def lost(listed: dict[str, Any]) -> None:
        listed["units"] = [unit for unit in listed["units"] if unit[0] != "32125"]
        for change in listed["changes"]:
            change["steps"] = [step for step in change["steps"] if step[0] != "32125"]

    with pytest.raises(KnownError, match=r"places\.lost-keys") as error:
        adopt(home, newer(lost))
    assert error.value.params == {"count": 1, "units": "xã Phong Lạc, huyện Trần Văn Thời, tỉnh Cà Mau (32125)"}
    assert directory_of(home) == shipped()


def test_a_list_with_other_first_days_lost_all_those_keys(home: Home) -> None:
    """The first day is part of what dossiers call a unit."""

    def moved(listed: dict[str, Any]) -> None:
        for row in (*listed["provinces"], *listed["units"]):
            row[-2] = "2024-12-01" if row[-2] == "2025-06-30" else row[-2]

    with pytest.raises(KnownError, match=r"places\.lost-keys") as error:
        adopt(home, newer(moved))
    assert error.value.params["count"] == 10035 - 164
    assert str(error.value.params["units"]).count(";") == 5


@pytest.mark.parametrize(
    ("place", "now"), [(1, "thị trấn"), (3, "964"), (6, "2025-06-29")], ids=["kind", "district", "last day"]
)
def test_a_list_in_which_a_key_names_something_else_is_refused(home: Home, place: int, now: str) -> None:
    def other(listed: dict[str, Any]) -> None:
        next(unit for unit in listed["units"] if unit[0] == "32125")[place] = now
        for change in listed["changes"]:
            change["steps"] = [step for step in change["steps"] if step[0] != "32125"]

    with pytest.raises(KnownError, match=r"places\.changed-keys") as error:
        adopt(home, newer(other))
    assert error.value.params["count"] == 1


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff" * 100, newer()[:-20], newer().replace(b"2025-07-01", b"hom-nay---")]
)
def test_what_is_not_sound_is_refused(home: Home, content: bytes) -> None:
    with pytest.raises(KnownError, match=r"places\.invalid"):
        adopt(home, content)
    assert not home.path.exists()


def test_a_home_that_cannot_be_written_is_told_and_nothing_changes(home: Home) -> None:
    home.path.mkdir()
    (home.path / "places").write_bytes(b"a file where the folder should be")
    with pytest.raises(KnownError, match=r"file\.unwritable"):
        adopt(home, newer())
    assert directory_of(home) == shipped()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"not a list", ""),
        (b"not a list", "ghi-chu.json"),
        (newer(), "danh-muc.json"),
        (newer(lambda listed: listed["units"].pop()), ""),
        (b"x" * 9_000_000, ""),
    ],
    ids=["no list", "no list, no hash", "under another name", "not sound", "too long"],
)
def test_a_file_that_is_no_list_is_told_and_passed_over(home: Home, content: bytes, name: str) -> None:
    path = put(home, content, name)
    told: list[Path] = []
    assert directory_of(home, lambda path, _: told.append(path)) == shipped()
    assert told == [path]
    assert path.exists()


def test_a_damaged_list_does_not_hide_a_sound_one_that_is_older(home: Home) -> None:
    good = adopt(home, newer(version=3))[0]
    put(home, newer(lambda listed: listed["units"].pop(), version=9, as_of="2030-01-01"))
    told: list[str] = []
    assert directory_of(home, lambda _, error: told.append(error.key)).sha256 == good.sha256
    assert told == ["places.invalid"]


def test_a_folder_that_is_named_like_a_list_is_told_and_passed_over(home: Home) -> None:
    folder = home.path / "places" / f"{'0' * 64}.json"
    folder.mkdir(parents=True)
    told: list[Path] = []
    assert directory_of(home, lambda path, _: told.append(path)) == shipped()
    assert told == [folder]


def test_a_list_that_is_older_than_the_one_carried_is_not_in_force_and_says_nothing(home: Home) -> None:
    """As after the program itself was renewed."""
    put(home, newer(version=1, as_of="2026-04-30"))
    told: list[Path] = []
    assert directory_of(home, lambda path, _: told.append(path)) == shipped()
    assert told == []


def test_a_list_is_found_again_by_the_hash_that_papers_name(home: Home) -> None:
    first = adopt(home, newer(version=3))[0]
    second = adopt(home, newer(renamed_again, version=4))[0]
    assert directory_of(home).sha256 == second.sha256
    again = directory_by_hash(home, first.sha256)
    assert (again.sha256, again.path, again.directory.version) == (first.sha256, first.path, 3)
    assert directory_by_hash(home, shipped().sha256) == shipped()


def test_a_hash_that_no_list_here_has_is_refused(home: Home) -> None:
    adopt(home, newer())
    for unknown in ("0" * 64, "", "../key", "*"):
        with pytest.raises(KnownError, match=r"places\.not-here") as error:
            directory_by_hash(home, unknown)
        assert error.value.exit_code == 6


def test_a_list_that_no_longer_has_its_hash_is_not_given_out(home: Home) -> None:
    adopted = adopt(home, newer())[0]
    assert adopted.path is not None
    adopted.path.write_bytes(newer(version=7))
    with pytest.raises(KnownError, match=r"places\.unreadable"):
        directory_by_hash(home, adopted.sha256)
