"""The file that keeps a person's key between two days: one JSON document, the secret wrapped under a passphrase.

The passphrase is stretched with argon2id and the secret encrypted with ChaCha20-Poly1305. All else in the file (the
public part and the parameters) is the associated data, so that no member can be exchanged without the passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal
from unicodedata import normalize

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from inspector.errors import KnownError
from inspector.journal import canon
from inspector.people.identity import Identity, PublicPart
from inspector.people.whole_file import written_whole
from inspector.sources import Sources

SHORTEST_PASSPHRASE: Final = 8
_LARGEST_FILE: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Kdf:
    """What stretching a passphrase costs. Source: RFC 9106 sections 3.1 and 4 (argon2id)."""

    passes: int = 3
    memory_kib: int = 256 * 1024
    lanes: int = 4


DEFAULT: Final = Kdf()
FLOOR: Final = Kdf(passes=3, memory_kib=64 * 1024, lanes=4)
"""Source: RFC 9106 section 4, second recommended option. Less is refused, in writing and in reading."""
CEILING: Final = Kdf(passes=16, memory_kib=4 * 1024 * 1024, lanes=64)
"""More would only hang or exhaust the machine that opens the file."""

_Hex = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{2}){12,128}$", max_length=256)]


class _Argon2id(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Literal["argon2id"]
    passes: int
    memory_kib: int
    lanes: int
    salt: _Hex


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["thisat-key-1"]
    name: Annotated[str, msgspec.Meta(max_length=1000)]
    public: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$", max_length=64)]
    recipient: Annotated[str, msgspec.Meta(pattern=r"^age1[0-9a-z]{58}$", max_length=62)]
    kdf: _Argon2id
    cipher: Literal["chacha20-poly1305"]
    nonce: _Hex


class _KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    head: _Head
    wrapped: _Hex


def write(
    path: Path,
    identity: Identity,
    passphrase: str,
    sources: Sources,
    kdf: Kdf = DEFAULT,
    *,
    replace: bool = False,
) -> None:
    """Keep an identity in a file (mode 0600) that never exists by halves.

    Raises: KnownError key.passphrase-short, key.too-weak, key.too-heavy, key.memory, people.file-exists (unless
        `replace`), people.file-unwritable.
    """
    if len(normalize("NFC", passphrase)) < SHORTEST_PASSPHRASE:
        raise KnownError("key.passphrase-short", least=SHORTEST_PASSPHRASE)
    head = _Head(
        format="thisat-key-1",
        name=identity.name,
        public=identity.public,
        recipient=identity.recipient,
        kdf=_Argon2id("argon2id", kdf.passes, kdf.memory_kib, kdf.lanes, sources.random_bytes(16).hex()),
        cipher="chacha20-poly1305",
        nonce=sources.random_bytes(12).hex(),
    )
    wrapped = _cipher(head, passphrase).encrypt(bytes.fromhex(head.nonce), identity.seed, canon.encode(head))
    document = msgspec.json.format(canon.encode(_KeyFile(head, wrapped.hex())), indent=2)
    with written_whole(path, replace=replace) as file:
        file.write(document + b"\n")


def read(path: Path, passphrase: str) -> Identity:
    """Return the identity that a file keeps.

    Raises: KnownError key.passphrase-wrong (or a file that someone changed: the two cannot be told apart),
        key.missing, key.unreadable, key.too-weak, key.too-heavy, key.memory.
    """
    kept = _kept(path)
    sealed, nonce = bytes.fromhex(kept.wrapped), bytes.fromhex(kept.head.nonce)
    try:
        seed = _cipher(kept.head, passphrase).decrypt(nonce, sealed, canon.encode(kept.head))
    except InvalidTag as error:
        raise KnownError("key.passphrase-wrong") from error
    if len(seed) != 32:
        raise KnownError("key.unreadable", name=path.name)
    identity = Identity(kept.head.name, seed)
    if (identity.public, identity.recipient) != (kept.head.public, kept.head.recipient):
        raise KnownError("key.unreadable", name=path.name)
    return identity


def rewrap(path: Path, old: str, new: str, sources: Sources, kdf: Kdf = DEFAULT) -> None:
    """Change the passphrase of a file, its salt and its parameters; the key stays the same.

    Raises: what `read` and `write` raise; until the end the old file stands.
    """
    write(path, read(path, old), new, sources, kdf, replace=True)


def public_part(path: Path) -> PublicPart:
    """Return what a file says of its key without the passphrase: a claim, proven only when `read` succeeds.

    Raises: KnownError key.missing, key.unreadable.
    """
    head = _kept(path).head
    return PublicPart(head.public, head.recipient, head.name)


def _kept(path: Path) -> _KeyFile:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise KnownError("key.missing", name=path.name) from error
    except OSError as error:
        raise KnownError("key.unreadable", name=path.name) from error
    try:
        kept = msgspec.json.decode(data, type=_KeyFile)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise KnownError("key.unreadable", name=path.name) from error
    if len(data) > _LARGEST_FILE or len(kept.head.nonce) != 24 or len(kept.head.kdf.salt) != 32:
        raise KnownError("key.unreadable", name=path.name)
    return kept


def _cipher(head: _Head, passphrase: str) -> ChaCha20Poly1305:
    kdf = head.kdf
    cost = (kdf.passes, kdf.memory_kib, kdf.lanes)
    if any(asked < least for asked, least in zip(cost, (FLOOR.passes, FLOOR.memory_kib, FLOOR.lanes), strict=True)):
        raise KnownError("key.too-weak")
    if any(asked > most for asked, most in zip(cost, (CEILING.passes, CEILING.memory_kib, CEILING.lanes), strict=True)):
        raise KnownError("key.too-heavy", mib=kdf.memory_kib // 1024)
    stretch = Argon2id(
        salt=bytes.fromhex(kdf.salt),
        length=32,
        iterations=kdf.passes,
        lanes=kdf.lanes,
        memory_cost=kdf.memory_kib,
    )
    try:
        # Two keyboards may write one letter in two ways. A lone surrogate (a terminal's undecodable byte) is as good
        # as any other sign. Source: RFC 8265 section 4.2 (NFC).
        return ChaCha20Poly1305(stretch.derive(normalize("NFC", passphrase).encode("utf-8", "surrogatepass")))
    except MemoryError as error:
        raise KnownError("key.memory", mib=kdf.memory_kib // 1024) from error
