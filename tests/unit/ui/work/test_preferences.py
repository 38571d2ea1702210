from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from inspector.errors import KnownError
from resources import say
from ui.work.home import Home
from ui.work.preferences import MOST_RECENT, OwnPhrase, Preferences, Read, Recent, forgotten, opened, read, write


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "nhà")


def test_without_a_file_the_defaults_hold_and_nothing_is_made(home: Home) -> None:
    assert read(home) == Read(Preferences())
    assert not home.path.exists()


def test_what_is_written_is_read(home: Home) -> None:
    chosen = Preferences(
        language="en", theme="outdoor", text_percent=150, touch=True, auto_advance=False, backup_folder="E:/sao lưu",
        lock_after_minutes=0, recent=(Recent("a.thisat", "Đợt", "2026-11-02T08:00:00+07:00", "v", "fac_waiting"),),
        geometry="AdnQyw==", clock_confirmed="2026-11-02T08:00:00+07:00", phrases=(OwnPhrase("Tốt", "fac_waiting", "met"),),
    )  # fmt: skip
    write(home, chosen)
    assert read(home) == Read(chosen)
    assert [path.name for path in home.path.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"theme":"purple"}', b'{"text_percent":117}', b'{"lock_after_minutes":-1}'],
)
def test_a_broken_file_yields_the_defaults_and_is_kept_aside(home: Home, content: bytes) -> None:
    home.made()
    (home.path / "preferences.json").write_bytes(content)
    found = read(home)
    assert found.preferences == Preferences()
    assert found.problem is not None
    assert "preferences.broken.json" in say(found.problem.key, "vi", **dict(found.problem.params))
    assert (home.path / "preferences.broken.json").read_bytes() == content
    assert read(home) == Read(Preferences()), "told once"


def test_a_folder_in_the_place_of_the_file_is_no_reason_to_stop(home: Home) -> None:
    (home.path / "preferences.json").mkdir(parents=True)
    assert read(home).preferences == Preferences()


def test_members_of_a_newer_program_are_passed_over(home: Home) -> None:
    home.made()
    (home.path / "preferences.json").write_bytes(b'{"touch":true,"hologram":1}')
    assert read(home) == Read(Preferences(touch=True))


def test_where_nothing_can_be_written_it_is_told(home: Home) -> None:
    home.path.write_bytes(b"")
    with pytest.raises(KnownError, match=r"file\.unwritable"):
        write(home, Preferences())


def test_the_last_dossier_comes_first_and_stands_there_once() -> None:
    preferences = Preferences()
    for number in range(20):
        preferences = opened(preferences, Recent(f"{number}", "", ""))
    assert [one.path for one in preferences.recent] == [f"{number}" for number in range(19, 19 - MOST_RECENT, -1)]
    again = opened(preferences, Recent("15", "Đợt", "", "v", "i"))
    assert [one.path for one in again.recent[:3]] == ["15", "19", "18"]
    assert len(again.recent) == MOST_RECENT
    assert "15" not in [one.path for one in forgotten(again, "15").recent]


def test_preferences_do_not_change_under_whoever_holds_them() -> None:
    with pytest.raises(AttributeError):
        Preferences().touch = True  # type: ignore[misc]
    assert msgspec.structs.replace(Preferences(), touch=True).touch
