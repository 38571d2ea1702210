"""The key file: opened by its passphrase, whole or not at all, honest about its public part."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector.people import key_file
from inspector.people.identity import Identity, create
from inspector.people.key_file import CEILING, FLOOR, Kdf, public_part, read, rewrap, write
from tests.unit.inspector.people.helpers import Chance, names, refused

PASSPHRASE = "bốn từ rời nhau"
ME = create("Nguyễn Văn An", Chance())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "me.key"
    write(path, ME, PASSPHRASE, Chance(2), FLOOR)
    return path


def changed(kept: Path, folder: Path, **members: Any) -> Path:
    """Return a copy of the file whose named members (`kdf__salt`, `wrapped`) are others."""
    document = json.loads(kept.read_bytes())
    for name, value in members.items():
        inner = document if name == "wrapped" else document["head"]
        *steps, last = name.split("__")
        for step in steps:
            inner = inner[step]
        inner[last] = value
    (folder / "changed.key").write_text(json.dumps(document))
    return folder / "changed.key"


def test_the_passphrase_opens_the_file(kept: Path) -> None:
    assert read(kept, PASSPHRASE) == ME


def test_a_passphrase_typed_with_loose_marks_is_the_same(kept: Path) -> None:
    assert read(kept, "bo\u0302\u0301n tu\u031b\u0300 ro\u031b\u0300i nhau") == ME


def test_another_passphrase_does_not(kept: Path) -> None:
    for wrong in ("bon tu roi nhau", "", "\udcff"):
        with refused("key.passphrase-wrong"):
            read(kept, wrong)


def test_the_file_is_private_and_holds_no_secret_in_the_clear(kept: Path) -> None:
    text = kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert ME.seed.hex() not in text
    assert ME.age_secret not in text
    assert PASSPHRASE not in text


def test_the_public_part_needs_no_passphrase(kept: Path) -> None:
    assert public_part(kept) == ME.public_part


@pytest.mark.parametrize(
    "members",
    [
        {"name": "Trần Thị Bình"},
        {"public": "0" * 64},
        {"recipient": create("x", Chance(3)).recipient},
        {"nonce": "00" * 12},
        {"kdf__salt": "00" * 16},
        {"kdf__passes": 4},
        {"kdf__memory_kib": 65537},
        {"kdf__lanes": 5},
        {"wrapped": "00" * 48},
    ],
    ids=str,
)
def test_no_member_can_be_exchanged_without_the_passphrase(
    kept: Path, tmp_path: Path, members: dict[str, object]
) -> None:
    with refused("key.passphrase-wrong"):
        read(changed(kept, tmp_path, **members), PASSPHRASE)


@pytest.mark.parametrize(
    "weak", [{"kdf__passes": 2}, {"kdf__memory_kib": 65535}, {"kdf__lanes": 3}, {"kdf__passes": -1}]
)
def test_weakened_parameters_are_refused_before_they_are_used(
    kept: Path, tmp_path: Path, weak: dict[str, object]
) -> None:
    with refused("key.too-weak"):
        read(changed(kept, tmp_path, **weak), PASSPHRASE)


@pytest.mark.parametrize(
    "heavy",
    [{"kdf__passes": 17}, {"kdf__memory_kib": CEILING.memory_kib + 1}, {"kdf__lanes": 65}, {"kdf__passes": 2**63}],
)
def test_absurd_parameters_are_refused_before_they_are_used(
    kept: Path, tmp_path: Path, heavy: dict[str, object]
) -> None:
    with refused("key.too-heavy"):
        read(changed(kept, tmp_path, **heavy), PASSPHRASE)


@pytest.mark.parametrize("kdf", [replace(FLOOR, passes=2), replace(FLOOR, memory_kib=65535), replace(FLOOR, lanes=1)])
def test_a_weak_file_is_not_written_either(tmp_path: Path, kdf: Kdf) -> None:
    with refused("key.too-weak"):
        write(tmp_path / "a", ME, PASSPHRASE, Chance(), kdf)
    assert names(tmp_path) == []


@pytest.mark.parametrize("short", ["", "1234567", "o\u0302\u0301" * 7])
def test_a_short_passphrase_is_refused(tmp_path: Path, short: str) -> None:
    with refused("key.passphrase-short"):
        write(tmp_path / "a", ME, short, Chance(), FLOOR)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "members",
    [
        {"format": "thisat-key-2"},
        {"kdf__name": "scrypt"},
        {"cipher": "aes"},
        {"nonce": "00" * 13},
        {"kdf__salt": "00" * 15},
        {"kdf__passes": "3"},
        {"public": "A" * 64},
        {"recipient": "age1"},
        {"unknown": 1},
        {"kdf__unknown": 1},
        {"wrapped": "zz" * 48},
        {"name": None},
        {"name": "x" * 1001},
    ],
    ids=str,
)
def test_a_file_of_another_shape_is_unreadable(kept: Path, tmp_path: Path, members: dict[str, object]) -> None:
    path = changed(kept, tmp_path, **members)
    with refused("key.unreadable"):
        read(path, PASSPHRASE)
    with refused("key.unreadable"):
        public_part(path)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff", b"[" * 10_000, b"{" + b" " * 20_000 + b"}"], ids=["", "{}", "ff", "[", " "]
)
def test_other_bytes_are_unreadable(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with refused("key.unreadable"):
        read(tmp_path / "a", PASSPHRASE)


def test_a_long_file_is_unreadable_even_if_its_start_makes_sense(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(kept.read_bytes() + b" " * 20_000)
    with refused("key.unreadable"):
        read(tmp_path / "a", PASSPHRASE)


def test_a_missing_file_is_missing_and_a_folder_is_unreadable(tmp_path: Path) -> None:
    with refused("key.missing"):
        public_part(tmp_path / "a")
    with refused("key.unreadable"):
        public_part(tmp_path)


def test_who_knows_the_passphrase_cannot_name_another_public_key(tmp_path: Path) -> None:
    other = create("Bình", Chance(4))
    forged = Identity("An", ME.seed)
    object.__setattr__(forged, "public", other.public)
    write(tmp_path / "a", forged, PASSPHRASE, Chance(), FLOOR)
    with refused("key.unreadable"):
        read(tmp_path / "a", PASSPHRASE)


def test_a_secret_of_another_length_is_unreadable(tmp_path: Path) -> None:
    forged = Identity("An", ME.seed)
    object.__setattr__(forged, "seed", b"short")
    write(tmp_path / "a", forged, PASSPHRASE, Chance(), FLOOR)
    with refused("key.unreadable"):
        read(tmp_path / "a", PASSPHRASE)


def test_a_key_file_is_never_overwritten_unless_told(kept: Path) -> None:
    before = kept.read_bytes()
    with refused("people.file-exists"):
        write(kept, create("Bình", Chance(5)), PASSPHRASE, Chance(), FLOOR)
    assert kept.read_bytes() == before


def test_the_passphrase_can_be_changed_and_the_key_stays(tmp_path: Path) -> None:
    path = tmp_path / "me.key"
    write(path, ME, PASSPHRASE, Chance(2), FLOOR)
    before = json.loads(path.read_bytes())["head"]
    rewrap(path, PASSPHRASE, "một câu khác hẳn", Chance(6), FLOOR)
    after = json.loads(path.read_bytes())["head"]
    assert read(path, "một câu khác hẳn") == ME
    assert before["kdf"]["salt"] != after["kdf"]["salt"]
    assert before["nonce"] != after["nonce"]
    with refused("key.passphrase-wrong"):
        read(path, PASSPHRASE)


def test_a_failed_change_of_passphrase_leaves_the_old_file(kept: Path) -> None:
    before = kept.read_bytes()
    with refused("key.passphrase-wrong"):
        rewrap(kept, "không phải nó", "một câu khác hẳn", Chance(6), FLOOR)
    with refused("key.passphrase-short"):
        rewrap(kept, PASSPHRASE, "ngắn", Chance(6), FLOOR)
    assert kept.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to a limit of address space")
def test_too_little_memory_is_said(tmp_path: Path) -> None:
    """What the ceiling allows may still be more than this machine has left."""
    script = """
import resource, sys
from pathlib import Path
from inspector.errors import KnownError
from inspector.people.identity import Identity
from inspector.people.key_file import CEILING, write
from inspector.sources import SystemSources
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
try:
    write(Path(sys.argv[1]), Identity("", bytes(32)), "12345678", SystemSources(), CEILING)
except KnownError as error:
    print(error.key)
"""
    command = [sys.executable, "-c", script, str(tmp_path / "a")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[4])
    assert said.stdout.strip() == "key.memory"
    assert names(tmp_path) == []


def test_the_default_is_stronger_than_the_floor() -> None:
    assert key_file.DEFAULT.memory_kib == 256 * 1024
    assert key_file.DEFAULT.passes >= FLOOR.passes
