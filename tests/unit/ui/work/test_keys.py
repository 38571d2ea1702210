"""Keys in a home: how hard a passphrase is to guess, and that no key file is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.errors import KnownError
from inspector.people import key_file
from inspector.people.card import recovery_secret
from inspector.sources import SystemSources
from ui.work.home import Home
from ui.work.keys import kept_aside, make_key, restore_key, strength

WORDS = "bon tu khong quen nhau"
SOURCES = SystemSources()


@pytest.mark.parametrize(
    ("passphrase", "found"),
    [
        ("ngan", "short"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "weak"),
        ("1234567890", "weak"),
        ("20261126", "weak"),
        ("matkhau26", "fair"),
        (WORDS, "strong"),
        ("bốn từ không quen nhau", "strong"),
    ],
)
def test_strength_goes_by_length_and_variety(passphrase: str, found: str) -> None:
    assert strength(passphrase) == found


def test_each_key_that_was_in_use_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    keys = [make_key(home, f"Khoá {number}", WORDS, SOURCES, key_file.FLOOR) for number in range(3)]
    assert key_file.read(home.key_path, WORDS) == keys[-1]
    assert {key_file.read(path, WORDS).public for path in kept_aside(home)} == {key.public for key in keys[:2]}
    back = restore_key(home, "Khoá 0", recovery_secret(keys[0]), WORDS, SOURCES, key_file.FLOOR)
    assert back.public == keys[0].public
    assert len(kept_aside(home)) == 3


def test_a_key_file_that_is_broken_is_kept_too(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.made()
    home.key_path.write_bytes(b"{broken")
    make_key(home, "Hạnh", WORDS, SOURCES, key_file.FLOOR)
    assert [path.read_bytes() for path in kept_aside(home)] == [b"{broken"]


@pytest.mark.parametrize(
    ("name", "passphrase", "key"), [(" ", WORDS, "text.empty"), ("Hạnh", "ngan", "key.passphrase-short")]
)
def test_what_cannot_be_a_key_changes_nothing(tmp_path: Path, name: str, passphrase: str, key: str) -> None:
    home = Home(tmp_path / "home")
    make_key(home, "Hạnh", WORDS, SOURCES, key_file.FLOOR)
    before = home.key_path.read_bytes()
    with pytest.raises(KnownError) as caught:
        make_key(home, name, passphrase, SOURCES, key_file.FLOOR)
    assert caught.value.key == key
    assert home.key_path.read_bytes() == before
    assert kept_aside(home) == []


def test_a_key_that_cannot_be_set_aside_is_not_replaced(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.made()
    home.key_path.mkdir()
    with pytest.raises(KnownError) as caught:
        make_key(home, "Hạnh", WORDS, SOURCES, key_file.FLOOR)
    assert caught.value.key == "key.unreadable"
