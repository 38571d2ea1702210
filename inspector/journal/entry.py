"""One statement: a header that is signed and kept for ever, and a payload that may be withheld.

The header says what kind of statement it is, what it speaks of, by whom and after what; the payload what it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final, Protocol

import msgspec
from msgspec import Meta

from inspector.journal import canon
from inspector.journal.canon import Malformed
from inspector.journal.signature import is_valid

EntryId = str
"""64 lower-case hex digits; so are RoundId, VisitId, BlobId and PublicKey."""
RoundId = str
VisitId = str
BlobId = str
PublicKey = str
Slot = tuple[str, ...]
"""What a statement speaks of. Two statements rival each other only within one scope and one slot."""
BlobRef = tuple[BlobId, int]

MAX_HEADER: Final = 32 * 1024
MAX_PAYLOAD: Final = 1024 * 1024
MAX_BLOB: Final = 256 * 1024 * 1024
MAX_SEQ: Final = 2**31 - 1
MAX_TICK: Final = 2**40
MAX_SEEN: Final = 128
VERSION: Final = 1

_Hex64 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Hex16 = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
_Hex8 = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}\Z")]
_Kind = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z", max_length=64)]
_Part = Annotated[str, Meta(pattern=r"^[ -~]*\Z", max_length=64)]
_Int = Annotated[int, Meta(ge=-canon.MAX_INTEGER, le=canon.MAX_INTEGER)]


_SALT = re.compile(r"[0-9a-f]{32}\Z")


class Clock(msgspec.Struct, frozen=True, gc=False):
    """What the author's machine believed about time. Shown and compared by people; no value ever depends on it."""

    boot: _Hex8
    mono_ms: _Int
    off_min: _Int
    utc_ms: _Int


class Header(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """The signed part of an entry. `scope` is absent in the genesis alone, whose round and scope are its own id."""

    about: tuple[_Part, ...]
    at: Clock
    author: _Hex64
    blobs: tuple[tuple[_Hex64, Annotated[int, Meta(ge=0, le=MAX_BLOB)]], ...]
    chain: _Hex16
    kind: _Kind
    payload: _Hex64
    prev: _Hex64 | None
    round: _Hex64 | None
    scope: _Hex64 | None = None
    seen: Annotated[tuple[_Hex64, ...], Meta(max_length=MAX_SEEN)]
    seq: Annotated[int, Meta(ge=0, le=MAX_SEQ)]
    supersedes: tuple[_Hex64, ...]
    tick: Annotated[int, Meta(ge=0, le=MAX_TICK)]
    v: Annotated[int, Meta(ge=1, le=canon.MAX_INTEGER)]


class Statement:
    """An entry as the log holds it: its id, its header and its payload, or None where the payload is not here."""

    __slots__ = ("chain_key", "header", "id", "payload", "said", "scope")

    def __init__(self, entry_id: EntryId, header: Header, payload: bytes | None) -> None:
        self.id = entry_id
        self.header = header
        self.payload = payload
        self.said: Any = None  # what the payload says, once bodies.said has decoded it
        self.scope: EntryId = header.scope or entry_id
        self.chain_key = (header.author, self.scope, header.chain)

    @property
    def round(self) -> RoundId:
        """The round that the statement belongs to; the genesis belongs to itself."""
        return self.header.round or self.id

    def __repr__(self) -> str:
        return f"<{self.header.kind} {self.id[:8]} {'/'.join(self.header.about)}>"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as bytes, ready to be written: nothing of it is ever encoded again."""

    id: EntryId
    header: bytes
    payload: bytes
    signature: bytes


class Signer(Protocol):
    """Who can sign: the person's key on this device."""

    @property
    def public(self) -> PublicKey:
        """The Ed25519 public key, 64 hex digits."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of an Ed25519 signature."""


_header_decoder = msgspec.json.Decoder(Header)


def read_header(data: bytes) -> Header:
    """Decode header bytes that were checked when they came in; see `check_header` for bytes that were not."""
    try:
        return _header_decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise Malformed(str(error)) from error


def check_header(data: bytes) -> Header:
    """Decode header bytes of unknown origin.

    Raises: Malformed, if they are not canonical, not a header, or beyond a limit.
    """
    if len(data) > MAX_HEADER:
        raise Malformed("header too long")
    header = read_header(data)
    # What encodes to the same bytes again has no unknown member and no other type: its profile is that of Header.
    if canon.encode(header) != data:
        value = canon.parse(data)
        assert isinstance(value, dict)
        if (header.scope is None) != ("scope" not in value):
            raise Malformed("scope and round do not fit each other")
    if (header.round is None) != (header.scope is None):
        raise Malformed("scope and round do not fit each other")
    if (header.seq == 0) != (header.prev is None):
        raise Malformed("seq and prev do not fit each other")
    if header.round is None and (header.seq or header.kind != "genesis" or header.seen or header.supersedes):
        raise Malformed("only a genesis stands outside a round")
    if header.kind == "genesis" and header.round is not None:
        raise Malformed("a genesis inside a round")
    _require_sorted(header.seen, "seen")
    _require_sorted(header.supersedes, "supersedes")
    _require_sorted(tuple(blob for blob, _ in header.blobs), "blobs")
    return header


def _require_sorted(ids: tuple[str, ...], name: str) -> None:
    if len(ids) > 1 and any(a >= b for a, b in zip(ids, ids[1:], strict=False)):
        raise Malformed(f"{name} is not sorted, or repeats itself")


def check_payload(data: bytes, header: Header) -> dict[str, Any]:
    """Decode payload bytes of unknown origin against the header that names them.

    Raises: Malformed, if they are not what the header names, not canonical, or beyond a limit.
    """
    if len(data) > MAX_PAYLOAD:
        raise Malformed("payload too long")
    if canon.payload_hash(data) != header.payload:
        raise Malformed("payload hash")
    value = canon.parse(data)
    if not isinstance(value, dict):
        raise Malformed("payload is not an object")
    salt = value.get("salt")
    if not isinstance(salt, str) or not _SALT.match(salt):
        raise Malformed("payload without salt")
    if len(data) % canon.PAD_MULTIPLE or str(value.get("pad", "x")).strip(" "):
        raise Malformed("payload without padding")
    return value


def write(header: Header, body: msgspec.Struct, salt: bytes, signer: Signer) -> Entry:
    """Return the entry that `signer` makes of a header and a body; the header's payload hash is filled in here.

    Raises: Malformed, if the entry would lie beyond a limit of the format: what we refuse to read we refuse to write.
    """
    members = msgspec.to_builtins(body)
    assert isinstance(members, dict)
    try:
        payload = canon.pad({**members, "salt": salt.hex()})
        data = canon.encode(msgspec.structs.replace(header, payload=canon.payload_hash(payload)))
    except UnicodeEncodeError as error:  # half of a surrogate pair, as names of files may hold
        raise Malformed("text that is not Unicode") from error
    check_payload(payload, check_header(data))
    entry_id = canon.entry_id(data)
    return Entry(entry_id, data, payload, signer.sign(canon.signed_message(entry_id)))


def is_signed(entry_id: EntryId, author: PublicKey, signature: bytes) -> bool:
    """Tell whether `signature` is the author's over the entry (Ed25519, RFC 8032)."""
    return is_valid(author, signature, canon.signed_message(entry_id))


@lru_cache(maxsize=65536)
def short(entry_id: EntryId) -> str:
    """Return the form in which an id is shown to people: a mark and four digits, as in `#A7F3`."""
    return f"#{entry_id[:4].upper()}"
