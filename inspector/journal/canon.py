"""Canonical bytes and every hash of the project; nothing else hashes.

Bytes are JSON in the canonical form of RFC 8785 within a narrow profile: names `[a-z][a-z0-9_]*`, integers up to
2^53-1, no fractions, no nesting deeper than 16. Within it `msgspec` writes the same bytes as the reference library,
which the tests hold it to. Identity is always that of the stored bytes: they are hashed first and parsed afterwards,
and nothing is ever written again in order to be verified.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec

MAX_DEPTH: Final = 16
MAX_INTEGER: Final = 2**53 - 1
PAD_MULTIPLE: Final = 256

ENTRY, PAYLOAD, SIGNATURE, BOOT = "thisat1/entry", "thisat1/payload", "thisat1/sig/entry", "thisat1/boot"
FRAME, DRAW = "thisat1/frame", "thisat1/draw"

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_USUAL_NAMES = frozenset({"value", "checklist", "note", "reason", "salt", "pad"})
_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder()


class Malformed(ValueError):
    """Bytes that are not canonical JSON within the profile. The message names the first reason found."""


def encode(value: object) -> bytes:
    """Return the canonical bytes of a value made of dicts, lists, strings, integers, booleans, null and Structs.

    Source: RFC 8785; member names sorted, no white space, shortest escapes.
    """
    return _encoder.encode(value)


def parse(data: bytes, nullable: tuple[str, ...] = ()) -> object:
    """Return the value that canonical bytes stand for.

    Args:
        data: the bytes, of any origin.
        nullable: members of the outermost object that may be null; all else that is not there is left out.

    Raises: Malformed, if the bytes are not exactly what `encode` would write, or leave the profile.
    """
    try:
        value = _decoder.decode(data)
        again = _encoder.encode(value)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError) as error:
        raise Malformed(f"not JSON: {error}") from error
    if again != data:
        raise Malformed("not canonical")
    if nullable and isinstance(value, dict):
        _require_profile({name: one for name, one in value.items() if one is not None or name not in nullable}, 1)
    else:
        _require_profile(value, 1)
    return value


def _require_profile(value: object, depth: int) -> None:
    if isinstance(value, (str, bool)):
        return
    if isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise Malformed("integer out of range")
        return
    if depth > MAX_DEPTH:
        raise Malformed("nested too deeply")
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in _USUAL_NAMES and not _NAME.match(name):
                raise Malformed(f"member name {name!r}")
            _require_profile(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _require_profile(member, depth + 1)
    else:
        raise Malformed("null" if value is None else "a number with a fraction")


def read(data: bytes) -> dict[str, Any]:
    """Return the members of an object whose bytes were checked when they came in."""
    value = _decoder.decode(data)
    assert isinstance(value, dict)
    return value


def pad(members: dict[str, object]) -> bytes:
    """Return the canonical bytes of `members` with a `pad` of spaces that makes their length a multiple of 256.

    The length of a short answer would give the answer away where the payload is withheld.
    """
    bare = len(encode({**members, "pad": ""}))
    return encode({**members, "pad": " " * (-bare % PAD_MULTIPLE)})


def digest(tag: str, data: bytes) -> bytes:
    """Return SHA-256 over the tag, a zero byte and the data: one tag, one purpose."""
    return hashlib.sha256(tag.encode("ascii") + b"\0" + data).digest()


_ENTRY_TAG, _PAYLOAD_TAG = ENTRY.encode() + b"\0", PAYLOAD.encode() + b"\0"


def entry_id(header: bytes) -> str:
    """Return the id of an entry: SHA-256 over `thisat1/entry`, a zero byte and the header bytes, as 64 hex digits."""
    return hashlib.sha256(_ENTRY_TAG + header).hexdigest()


def payload_hash(payload: bytes) -> str:
    """Return the hash under which a header names its payload, as 64 hex digits."""
    return hashlib.sha256(_PAYLOAD_TAG + payload).hexdigest()


def signed_message(entry: str) -> bytes:
    """Return the message that the author of an entry signs: `thisat1/sig/entry`, a zero byte and the 32 bytes of its id."""
    return SIGNATURE.encode() + b"\0" + bytes.fromhex(entry)


def blob_id(data: bytes) -> str:
    """Return the id of a blob: plain SHA-256, what `sha256sum` prints."""
    return hashlib.sha256(data).hexdigest()


def blob_hasher() -> hashlib._Hash:
    """Return what hashes a blob piece by piece: `update(data)` for each piece, then `hexdigest()` is the blob's id."""
    return hashlib.sha256()


def file_id(path: Path) -> str:
    """Return the blob id of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def boot_of(round_id: str, boot: str) -> str:
    """Return 8 hex digits that tell one run of a machine from another within one round, and identify no machine."""
    return digest(BOOT, f"{round_id}/{boot}".encode()).hex()[:8]


def set_digest(ids: Iterable[str]) -> str:
    """Return SHA-256 over the sorted distinct ids, 32 bytes each: the name of a set of entries, payloads or blobs."""
    return hashlib.sha256(b"".join(bytes.fromhex(one) for one in sorted(set(ids)))).hexdigest()


def merkle_root(entries: Iterable[str], blobs: Iterable[str]) -> str:
    """Return the root over the sorted distinct leaves `"e" || entry id` and `"b" || blob id`, as 64 hex digits.

    Source: RFC 6962 section 2.1 (leaves hashed with 0x00, nodes with 0x01, split at the largest power of two below n).
    """
    leaves = {b"e" + bytes.fromhex(one) for one in entries} | {b"b" + bytes.fromhex(one) for one in blobs}
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in sorted(leaves)]
    if not level:
        return hashlib.sha256(b"").hexdigest()
    # Pairing neighbours and carrying an odd last node upward yields the same tree as the recursive definition.
    while len(level) > 1:
        paired = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0].hex()
