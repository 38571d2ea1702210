"""One statement: a header that is signed and kept for ever, and a payload that may be withheld.

The header says what kind of statement it is, what it speaks of, by whom and after what; the payload what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, Final, Protocol

import msgspec
from msgspec import Meta
from msgspec.structs import force_setattr

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

# Lengths only: to match a pattern with each member takes more time than all the rest of opening a dossier. `HeaderReader`
# looks at the characters.
_Hex64 = Annotated[str, Meta(min_length=64, max_length=64)]
_Hex16 = Annotated[str, Meta(min_length=16, max_length=16)]
_Hex8 = Annotated[str, Meta(min_length=8, max_length=8)]
_Kind = Annotated[str, Meta(min_length=1, max_length=64)]
_Part = Annotated[str, Meta(max_length=64)]
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


class Statement(msgspec.Struct, eq=False, gc=False):
    """An entry as the log holds it: its id, its header and its payload, or None where the payload is not here.

    Nothing in it ever leads back to it, so the garbage collector need not walk over hundreds of thousands of them.
    """

    id: EntryId
    header: Header
    payload: bytes | None
    scope: EntryId = ""
    said: Any = None
    """What the payload says, once `bodies.said` has decoded it."""

    def __post_init__(self) -> None:
        self.scope = self.header.scope or self.id

    @property
    def chain_key(self) -> tuple[PublicKey, EntryId, str]:
        """The chain that the statement stands in: author, scope and chain."""
        return (self.header.author, self.scope, self.header.chain)

    @property
    def round(self) -> RoundId:
        """The round that the statement belongs to; the genesis belongs to itself."""
        return self.header.round or self.id

    def __repr__(self) -> str:
        return f"<{self.header.kind} {self.id[:8]} {'/'.join(self.header.about)}>"


class Entry(msgspec.Struct, frozen=True):
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


class _Checked(dict[str, str]):
    """Words that passed a check, each kept once: looking one up gives the copy that is kept, or raises Malformed."""

    def __init__(self, require: Callable[[str], None]) -> None:
        super().__init__()
        self._require = require

    def __missing__(self, word: str) -> str:
        self._require(word)
        self[word] = word
        return word


def _require_digits(text: str) -> None:
    if not text.isascii() or text.encode().translate(None, b"0123456789abcdef"):
        raise Malformed("an id is not made of hex digits")


def _require_name(text: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", text):
        raise Malformed("a kind is not a name")


_decode = msgspec.json.Decoder(Header).decode


class HeaderReader:
    """Decodes many headers that were checked when they came in; see `check_header` for bytes that were not.

    Authors, scopes and kinds recur from header to header. Each is checked once and kept once, which saves a fourth of the
    memory of a large round.
    """

    def __init__(self) -> None:
        self._ids = _Checked(_require_digits)
        self._kinds = _Checked(_require_name)

    def read(self, data: bytes) -> Header:
        """Return the header that bytes stand for.

        Raises: Malformed.
        """
        try:
            header = _decode(data)
        except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
            raise Malformed(str(error)) from error
        ids = self._ids
        force_setattr(header, "author", ids[header.author])
        force_setattr(header, "chain", ids[header.chain])
        force_setattr(header, "kind", self._kinds[header.kind])
        force_setattr(header.at, "boot", ids[header.at.boot])
        if header.round is not None:
            force_setattr(header, "round", ids[header.round])
        if header.scope is not None:
            force_setattr(header, "scope", ids[header.scope])
        once = header.payload + (header.prev or "")
        if header.seen or header.supersedes or header.blobs:
            once += "".join((*header.seen, *header.supersedes, *[blob for blob, _ in header.blobs]))
        _require_digits(once)
        slot = "".join(header.about)
        if not slot.isascii() or not slot.isprintable():
            raise Malformed("a slot is not ASCII")
        return header


def read_header(data: bytes) -> Header:
    """Decode one header; see `HeaderReader`.

    Raises: Malformed.
    """
    return HeaderReader().read(data)


def check_header(data: bytes, reader: HeaderReader | None = None) -> Header:
    """Decode header bytes of unknown origin; for many of them, with one reader.

    Raises: Malformed, if they are not canonical, not a header, or beyond a limit.
    """
    if len(data) > MAX_HEADER:
        raise Malformed("header too long")
    header = (reader or HeaderReader()).read(data)
    # What encodes to the same bytes again has no unknown member and no other type: its profile is that of Header.
    if canon.encode(header) != data:
        canon.parse(data, nullable=("prev", "round"))
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
