"""Before a dossier is open: which are known, which file is one's own, which copy is the newest."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.errors import KnownError
from ui.work.home import Home
from ui.work.opening import Known, all_copies, copies_of, is_to_work_in, known_dossiers, make_ready
from ui.work.preferences import Recent


def recent(path: Path) -> Recent:
    return Recent(path=str(path), title="Đợt", opened="2026-11-20T08:00:00+07:00")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.dossiers.mkdir(parents=True)
    return home


def test_what_was_open_comes_first_and_each_dossier_once(home: Home, tmp_path: Path) -> None:
    one, two = home.dossiers / "mot.thisat", home.dossiers / "hai.thisat"
    for path in (one, two):
        path.touch()
    gone = tmp_path / "gone.thisat"
    assert known_dossiers(home, [recent(gone), recent(two)]) == (
        Known(gone, "Đợt", "2026-11-20T08:00:00+07:00", is_here=False),
        Known(two, "Đợt", "2026-11-20T08:00:00+07:00", is_here=True),
        Known(one, "mot", "", is_here=True),
    )


def test_ones_own_are_those_of_the_home_and_those_that_were_open(home: Home, tmp_path: Path) -> None:
    there = tmp_path / "stick" / "x.thisat"
    assert is_to_work_in(home, home.dossiers / "x.thisat", [])
    assert not is_to_work_in(home, there, [])
    assert is_to_work_in(home, there, [recent(there)])
    assert not is_to_work_in(home, home.dossiers / "x.thisat.age", [])


def test_copies_are_told_by_their_names_the_newest_first(tmp_path: Path) -> None:
    names = [
        "mot_01234567_20261120-080000.thisat",
        "mot_01234567_20261121-080000.thisat",
        "mot_01234567_20261121-080000-2.thisat",
        "hai_01234567_20261122-080000.thisat",
        "mot.thisat",
    ]
    for name in names:
        (tmp_path / name).touch()
    assert [path.name for path in copies_of(tmp_path, Path("home") / "mot.thisat")] == [names[2], names[1], names[0]]
    assert all_copies(tmp_path)[0].name == names[3]
    assert copies_of(tmp_path / "gone", Path("mot.thisat")) == []


def test_nobody_works_in_a_folder_that_is_sent_to_a_cloud(home: Home, tmp_path: Path) -> None:
    cloud = tmp_path / "Dropbox" / "x.thisat"
    cloud.parent.mkdir()
    cloud.touch()
    with pytest.raises(KnownError) as caught:
        make_ready(home, cloud)
    assert caught.value.key == "drive.cloud"
