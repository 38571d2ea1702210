"""Encrypted hand-overs: read by those they are for, whole or not at all."""

from __future__ import annotations

import os
import random
import stat
from base64 import b64encode
from pathlib import Path

import pyrage
import pytest

from inspector.errors import Cancelled, KnownError
from inspector.people import bech32
from inspector.people.exchange import LARGEST_HEADER, MOST_STANZAS, decrypt_file, encrypt_file
from inspector.people.identity import create
from inspector.progress import Silent
from tests.unit.inspector.people.helpers import Chance, names, refused

LEAD, OFFICE, STRANGER = (create(name, Chance(seed)) for seed, name in enumerate(("lead", "office", "stranger")))
BOTH = [LEAD.recipient, OFFICE.recipient]
MISTYPED = LEAD.recipient[:-1] + ("p" if LEAD.recipient.endswith("q") else "q")
CHUNK = 65536
TAG = 16
QUIET = Silent()


class Steps:
    """Progress that remembers, and stops at a step if told to."""

    def __init__(self, stop_at: int = -1) -> None:
        self.seen: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, key: str) -> None:
        self.seen.append((done, total, key))
        if len(self.seen) - 1 == self._stop_at:
            raise Cancelled


def sealed(folder: Path, data: bytes, recipients: list[str] = BOTH) -> Path:
    (folder / "plain").write_bytes(data)
    encrypt_file(folder / "plain", folder / "sealed", recipients, QUIET)
    (folder / "plain").unlink()
    return folder / "sealed"


def start_of_chunks(data: bytes) -> int:
    """Return where the encrypted chunks begin: after the header's last line and the nonce of 16 bytes."""
    return data.index(b"\n", data.index(b"\n--- ") + 1) + 1 + 16


def require_refusal(path: Path, *keys: str) -> None:
    """Expect that a file is refused with one of these keys and that nothing of it stays."""
    with pytest.raises(KnownError) as raised:
        decrypt_file(path, path.parent / "opened", [LEAD], QUIET)
    assert raised.value.key in keys
    assert raised.value.params["name"] == path.name
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("size", [0, 1, 8191, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 10_000_000])
def test_every_recipient_reads_what_was_sent(tmp_path: Path, size: int) -> None:
    data = random.Random(size).randbytes(size)
    path = sealed(tmp_path, data)
    for identity in (LEAD, OFFICE):
        decrypt_file(path, tmp_path / identity.name, [identity], QUIET)
        assert (tmp_path / identity.name).read_bytes() == data
        assert stat.S_IMODE((tmp_path / identity.name).stat().st_mode) == 0o600


def test_any_of_several_identities_opens(tmp_path: Path) -> None:
    decrypt_file(sealed(tmp_path, b"x"), tmp_path / "opened", [STRANGER, OFFICE], QUIET)
    assert (tmp_path / "opened").read_bytes() == b"x"


def test_a_hundred_people_may_receive_one_file(tmp_path: Path) -> None:
    people = [create("", Chance(seed)) for seed in range(100, 200)]
    path = sealed(tmp_path, b"x", [person.recipient for person in people])
    decrypt_file(path, tmp_path / "opened", [people[-1]], QUIET)
    assert (tmp_path / "opened").read_bytes() == b"x"


def test_the_largest_team_fits_into_the_header_that_we_read(tmp_path: Path) -> None:
    people = [create("", Chance(seed)) for seed in range(1000, 1400)]
    path = sealed(tmp_path, b"x", [person.recipient for person in people])
    assert start_of_chunks(path.read_bytes()) < LARGEST_HEADER
    decrypt_file(path, tmp_path / "opened", [people[-1]], QUIET)


def test_a_stranger_reads_nothing(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"x")
    with refused("exchange.not-for-us", name="sealed"):
        decrypt_file(path, tmp_path / "opened", [STRANGER], QUIET)
    with refused("exchange.not-for-us"):
        decrypt_file(path, tmp_path / "opened", [], QUIET)
    assert names(tmp_path) == ["sealed"]


@pytest.mark.parametrize("recipients", [[], [LEAD.recipient], [LEAD.recipient, LEAD.recipient]], ids=len)
def test_one_recipient_is_too_few(tmp_path: Path, recipients: list[str]) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    with refused("exchange.recipients", least=2):
        encrypt_file(tmp_path / "plain", tmp_path / "sealed", recipients, QUIET)
    assert names(tmp_path) == ["plain"]


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "age1",
        MISTYPED,
        LEAD.age_secret,
        bech32.encode("age", bytes(32)),
    ],
)
def test_a_recipient_that_is_none_is_named(tmp_path: Path, recipient: str) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    with refused("exchange.recipient"):
        encrypt_file(tmp_path / "plain", tmp_path / "sealed", [LEAD.recipient, recipient], QUIET)
    assert names(tmp_path) == ["plain"]


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_file_cut_at_or_around_any_chunk_is_damaged(tmp_path: Path, size: int) -> None:
    path = sealed(tmp_path, bytes(size))
    data = path.read_bytes()
    start = start_of_chunks(data)
    borders = [start - 16, start, *(start + nth * (CHUNK + TAG) for nth in (1, 2)), len(data)]
    for cut in {border + step for border in borders for step in (-1, 0, 1)}:
        if cut < len(data):
            path.write_bytes(data[:cut])
            require_refusal(path, "exchange.damaged")


def test_a_file_cut_within_its_header_is_refused(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"x")
    data = path.read_bytes()
    for cut in range(0, start_of_chunks(data) - 16, 7):
        path.write_bytes(data[:cut])
        require_refusal(path, "exchange.damaged", "exchange.not-encrypted")


def test_a_longer_file_is_damaged(tmp_path: Path) -> None:
    path = sealed(tmp_path, bytes(CHUNK))
    path.write_bytes(path.read_bytes() + b"\0")
    require_refusal(path, "exchange.damaged")


def test_chunks_that_changed_places_are_damaged(tmp_path: Path) -> None:
    path = sealed(tmp_path, bytes(3 * CHUNK))
    data = path.read_bytes()
    start, size = start_of_chunks(data), CHUNK + TAG
    first, second, rest = data[start : start + size], data[start + size : start + 2 * size], data[start + 2 * size :]
    for body in (second + first + rest, first + rest, first + second + second + rest):
        path.write_bytes(data[:start] + body)
        require_refusal(path, "exchange.damaged")


def test_a_flipped_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"the visit")
    data = path.read_bytes()
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        require_refusal(path, "exchange.damaged", "exchange.not-for-us", "exchange.not-encrypted")


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0", b"-----BEGIN AGE ENCRYPTED FILE-----\n"])
def test_another_kind_of_file_is_called_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "sealed").write_bytes(data)
    require_refusal(tmp_path / "sealed", "exchange.not-encrypted")


def test_a_file_under_a_passphrase_is_not_for_us(tmp_path: Path) -> None:
    """The work that such a file asks for is in its header; we never begin it."""
    salt = "A" * 22
    stanza = f"age-encryption.org/v1\n-> scrypt {salt} 22\n{'A' * 43}\n--- {'A' * 43}\n".encode()
    (tmp_path / "sealed").write_bytes(stanza + bytes(100))
    require_refusal(tmp_path / "sealed", "exchange.not-for-us", "exchange.damaged")


def test_an_endless_header_is_refused_before_the_library_reads_it(tmp_path: Path) -> None:
    (tmp_path / "sealed").write_bytes(b"age-encryption.org/v1\n" + b"-> a b\n\n" * 500_000 + b"--- A\n")
    require_refusal(tmp_path / "sealed", "exchange.damaged")


@pytest.mark.parametrize(
    "stanzas",
    [
        b"-> a b\n\n" * 8000,
        b"-> a b\n\n" * MOST_STANZAS,
        b"-> a b\n" + (b"A" * 64 + b"\n") * 990,
        b"-> a" + b" b" * 32000,
    ],
    ids=["too many", "the most", "one long", "one wide"],
)
def test_the_largest_header_of_nonsense_is_refused_soon(tmp_path: Path, stanzas: bytes) -> None:
    (tmp_path / "sealed").write_bytes(b"age-encryption.org/v1\n" + stanzas + b"\n--- " + b"A" * 43 + b"\n" + bytes(100))
    require_refusal(tmp_path / "sealed", "exchange.damaged", "exchange.not-for-us")


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_a_share_of_low_order_does_not_stop_the_program(tmp_path: Path, point: bytes) -> None:
    stanza = b"-> X25519 " + b64encode(point).rstrip(b"=") + b"\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    (tmp_path / "sealed").write_bytes(b"age-encryption.org/v1\n" + stanza + bytes(100))
    require_refusal(tmp_path / "sealed", "exchange.damaged", "exchange.not-for-us")


def test_random_bytes_after_the_first_line_are_refused(tmp_path: Path) -> None:
    chance = random.Random(4)
    good = sealed(tmp_path, b"x").read_bytes()
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(22, len(data))
            data[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
        (tmp_path / "sealed").write_bytes(data)
        if bytes(data) != good:
            require_refusal(tmp_path / "sealed", "exchange.damaged", "exchange.not-for-us")


def test_links_folders_and_pipes_are_not_files(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"x")
    (tmp_path / "link").symlink_to(path)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe"):
        with refused("exchange.not-a-file", name=name):
            decrypt_file(tmp_path / name, tmp_path / "opened", [LEAD], QUIET)
        with refused("exchange.not-a-file", name=name):
            encrypt_file(tmp_path / name, tmp_path / "other", BOTH, QUIET)
    assert names(tmp_path) == ["folder", "link", "pipe", "sealed"]


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with refused("exchange.unreadable", name="no", reason="ENOENT"):
        decrypt_file(tmp_path / "no", tmp_path / "opened", [LEAD], QUIET)


def test_an_existing_target_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"new")
    (tmp_path / "opened").write_bytes(b"old")
    with refused("people.file-exists", name="opened"):
        decrypt_file(path, tmp_path / "opened", [LEAD], QUIET)
    assert (tmp_path / "opened").read_bytes() == b"old"
    decrypt_file(path, tmp_path / "opened", [LEAD], QUIET, replace=True)
    assert (tmp_path / "opened").read_bytes() == b"new"


def test_a_failed_opening_keeps_the_target_that_it_was_to_replace(tmp_path: Path) -> None:
    path = sealed(tmp_path, bytes(2 * CHUNK))
    path.write_bytes(path.read_bytes()[:-1])
    (tmp_path / "opened").write_bytes(b"old")
    with refused("exchange.damaged"):
        decrypt_file(path, tmp_path / "opened", [LEAD], QUIET, replace=True)
    assert (tmp_path / "opened").read_bytes() == b"old"
    assert names(tmp_path) == ["opened", "sealed"]


def test_a_disk_that_cannot_be_written_is_told_from_damage(tmp_path: Path) -> None:
    path = sealed(tmp_path, bytes(CHUNK))
    with refused("people.file-unwritable", name="opened", reason="ENOENT"):
        decrypt_file(path, tmp_path / "no" / "opened", [LEAD], QUIET)


def test_a_disk_that_is_full_in_the_middle_is_told_from_damage(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit on the size of files")
    path = sealed(tmp_path, bytes(40 * CHUNK))
    (tmp_path / "plain").write_bytes(bytes(40 * CHUNK))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (CHUNK, before[1]))
    try:
        with refused("people.file-unwritable", name="opened", reason="EFBIG"):
            decrypt_file(path, tmp_path / "opened", [LEAD], QUIET)
        with refused("people.file-unwritable", name="other", reason="EFBIG"):
            encrypt_file(tmp_path / "plain", tmp_path / "other", BOTH, QUIET)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(tmp_path) == ["plain", "sealed"]


def test_progress_is_reported_for_every_mebibyte(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(bytes(3 << 20))
    steps = Steps()
    encrypt_file(tmp_path / "plain", tmp_path / "sealed", BOTH, steps)
    assert [done for done, _, _ in steps.seen] == [0, 1 << 20, 2 << 20, 3 << 20]
    assert {(total, key) for _, total, key in steps.seen} == {(3 << 20, "exchange.encrypting")}
    steps = Steps()
    decrypt_file(tmp_path / "sealed", tmp_path / "opened", [LEAD], steps)
    assert len(steps.seen) == 4
    assert steps.seen[0][2] == "exchange.decrypting"


@pytest.mark.parametrize("stop_at", [0, 2])
def test_who_cancels_leaves_nothing_behind(tmp_path: Path, stop_at: int) -> None:
    path = sealed(tmp_path, bytes(3 << 20))
    with pytest.raises(Cancelled):
        decrypt_file(path, tmp_path / "opened", [LEAD], Steps(stop_at))
    with pytest.raises(Cancelled):
        encrypt_file(path, tmp_path / "again", BOTH, Steps(stop_at))
    assert names(tmp_path) == ["sealed"]


def test_other_age_programs_read_our_files_and_we_read_theirs(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"x" * 100)
    secret = pyrage.x25519.Identity.from_str(OFFICE.age_secret)
    assert pyrage.decrypt(path.read_bytes(), [secret]) == b"x" * 100
    other = tmp_path / "theirs"
    other.write_bytes(pyrage.encrypt(b"y", [pyrage.x25519.Recipient.from_str(LEAD.recipient)]))
    decrypt_file(other, tmp_path / "opened", [LEAD], QUIET)
    assert (tmp_path / "opened").read_bytes() == b"y"


def test_nothing_of_the_plain_text_shows_in_the_file(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"CANARY-77" * 20_000)
    assert b"CANARY" not in path.read_bytes()
    assert LEAD.recipient.encode() not in path.read_bytes()
