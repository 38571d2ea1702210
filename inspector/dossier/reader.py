"""Reads the rows of a dossier that may be hostile: in this process, or as the work of a process of its own (`worker`).

As a worker it writes what it reads to its standard output. This is crash containment, not a sandbox: on Linux the process
gives up memory, files and time before it opens the copy, but code that an attacker gets to run in it has the rights of the
user. Whoever receives the rows checks all of them again.

A hundred files mean a hundred workers, so next to nothing is imported here, not even `typing` or `pathlib`: a worker is up
in 20 ms. The frames of `inspector.evidence.process` answer requests, where this is one stream; it has its own few lines.
"""

from __future__ import annotations

import os
import sys
import time
from struct import pack, unpack

import apsw

from inspector.dossier import schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 256 * 1024
CHUNK = 1024 * 1024
LONGEST_FRAME = 4 * CHUNK
MEMORY = 1 << 30
"""Bytes of address space that a worker may use."""
FILES = 16
MAX_BLOB = 256 * 1024 * 1024
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_STEPS = 2_000
"""Instructions of SQLite between two looks at the clock."""


class Rows:
    """Some rows of `entry`, `payload` or `signature`, in the order of the file: 32-byte keys and their values."""

    __slots__ = ("keys", "table", "values")

    def __init__(self, table: str, keys: list[bytes], values: list[bytes]) -> None:
        self.table = table
        self.keys = keys
        self.values = values


class BlobBegins:
    """A row of `blob`; its bytes follow in chunks."""

    __slots__ = ("key", "size")

    def __init__(self, key: bytes, size: int) -> None:
        self.key = key
        self.size = size


class Chunk:
    """The next bytes of the blob that began last."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class Damage:
    """What could not be read. `reason`: open, schema, pages, table, row, blob or worker; `key`: hex digits, of a row."""

    __slots__ = ("detail", "key", "reason", "table")

    def __init__(self, reason: str, table: str, key: str, detail: str) -> None:
        self.reason = reason
        self.table = table
        self.key = key
        self.detail = detail


class Done:
    """The file was read to its end; a stream that ends without it was cut."""

    __slots__ = ()


Event = Rows | BlobBegins | Chunk | Damage | Done

_LONGEST = {"entry": 32 * 1024, "payload": 1024 * 1024, "signature": 64}
_SELECT = {
    # A value that is too long comes as NULL, before it takes memory.
    "entry": "SELECT rowid, id, CASE WHEN length(header) <= 32768 THEN header END FROM entry",
    "payload": "SELECT rowid, entry, CASE WHEN length(bytes) <= 1048576 THEN bytes END FROM payload",
    "signature": "SELECT rowid, entry, CASE WHEN length(bytes) <= 64 THEN bytes END FROM signature",
}
_COLUMNS = {
    "entry": {"id", "header", "ROWID"},
    "payload": {"entry", "bytes", "ROWID"},
    "signature": {"entry", "bytes", "ROWID"},
    "blob": {"id", "bytes", "ROWID"},
    "sqlite_master": {"type", "name", "tbl_name", "sql"},
}


def read_rows(path: str, seconds: float, *, immutable: bool = True) -> Iterator[Event]:
    """Yield everything that can be read from the file at `path`, never raising for what the file is.

    Args:
        path: a private copy that nobody else writes to; one's own dossier with `immutable=False`.
        seconds: after so much processor time the reading ends as damaged.
        immutable: take no lock and look for no journal.
    """
    # Hostile pages have been seen to raise seven kinds of exception, UnicodeDecodeError and TypeError among them: here,
    # in the reading of hostile bytes, each of them means "damaged".
    try:
        db = _open(path, seconds, immutable=immutable)
    except Exception as error:
        yield Damage("open", "", "", _words(error))
        return
    try:
        try:
            found = _schema(db)
        except Exception as error:
            yield Damage("schema", "", "", _words(error))
            return
        if found != _EXPECTED:
            yield Damage("schema", "", "", "")
            return
        yield from _check_pages(db)
        for table in ("entry", "payload", "signature"):
            yield from _read_table(db, table)
        yield from _read_blobs(db)
        yield Done()
    finally:
        db.close(True)


_EXPECTED = sorted(schema.EXPECTED, key=repr)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _open(path: str, seconds: float, *, immutable: bool) -> apsw.Connection:
    """Source: sqlite.org/security.html, "Untrusted SQLite Database Files"."""
    quoted = "".join(chr(b) if chr(b) in _PLAIN else f"%{b:02X}" for b in os.fsencode(os.path.abspath(path)))  # noqa: PTH100
    uri = f"file:{quoted}?mode=ro" + ("&immutable=1" if immutable else "")
    db = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    for option, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
    ):
        db.config(option, value)
    for limit, most in (
        (apsw.SQLITE_LIMIT_LENGTH, MAX_BLOB + CHUNK),
        (apsw.SQLITE_LIMIT_SQL_LENGTH, 10_000),
        (apsw.SQLITE_LIMIT_COLUMN, 16),
        (apsw.SQLITE_LIMIT_EXPR_DEPTH, 10),
        (apsw.SQLITE_LIMIT_COMPOUND_SELECT, 3),
        (apsw.SQLITE_LIMIT_VDBE_OP, 25_000),
        (apsw.SQLITE_LIMIT_FUNCTION_ARG, 8),
        (apsw.SQLITE_LIMIT_ATTACHED, 0),
        (apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
        (apsw.SQLITE_LIMIT_VARIABLE_NUMBER, 10),
        (apsw.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ):
        db.limit(limit, most)
    end = time.process_time() + seconds  # not the clock: a worker that reads ahead waits for its reader
    db.set_progress_handler(lambda: time.process_time() > end, _STEPS)
    for pragma in ("mmap_size = 0", "cell_size_check = ON", "query_only = ON", "temp_store = MEMORY"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    db.set_busy_timeout(10_000)
    db.set_authorizer(_allow)
    if not immutable:
        db.execute("BEGIN")
    return db


def _allow(action: int, one: str | None, two: str | None, _database: str | None, _inner: str | None) -> int:
    """Allow reading the four tables and the schema, and the one check of all pages; nothing else at all."""
    allowed = (
        action == apsw.SQLITE_SELECT
        or (action == apsw.SQLITE_READ and two in _COLUMNS.get(one or "", ()))
        or (action == apsw.SQLITE_PRAGMA and one == "integrity_check")
        or (action == apsw.SQLITE_FUNCTION and two in ("length", "typeof"))
        or (action == apsw.SQLITE_TRANSACTION and one == "BEGIN")
    )
    return apsw.SQLITE_OK if allowed else apsw.SQLITE_DENY


def _schema(db: apsw.Connection) -> list[tuple[object, ...]]:
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    found = [row for row, _ in zip(rows, range(len(_EXPECTED) + 1), strict=False)]
    return sorted(found, key=repr)


def _check_pages(db: apsw.Connection) -> Iterator[Damage]:
    """A damaged page does not end the reading: what the other pages hold proves itself by its own hashes."""
    try:
        ((said,),) = db.execute("PRAGMA integrity_check(1)").fetchall()
    except Exception as error:
        said = _words(error)
    if said != "ok":
        yield Damage("pages", "", "", str(said)[:200])


def _read_table(db: apsw.Connection, table: str) -> Iterator[Event]:
    longest = _LONGEST[table]
    keys: list[bytes] = []
    values: list[bytes] = []
    size = 0
    try:
        for rowid, key, value in db.execute(_SELECT[table]):
            if type(key) is not bytes or len(key) != 32 or type(value) is not bytes or len(value) > longest:
                yield Damage("row", table, key.hex() if type(key) is bytes else f"row {rowid}", "type or length")
                continue
            keys.append(key)
            values.append(value)
            size += len(value) + 40
            if size >= BATCH:
                yield Rows(table, keys, values)
                keys, values, size = [], [], 0
    except Exception as error:
        yield Rows(table, keys, values)
        yield Damage("table", table, "", _words(error))
        return
    yield Rows(table, keys, values)


def _read_blobs(db: apsw.Connection) -> Iterator[Event]:
    try:
        for rowid, key, size, kind in db.execute("SELECT rowid, id, length(bytes), typeof(bytes) FROM blob"):
            if type(key) is not bytes or len(key) != 32 or kind != "blob" or size > MAX_BLOB:
                yield Damage("row", "blob", key.hex() if type(key) is bytes else f"row {rowid}", "type or length")
                continue
            yield BlobBegins(key, size)
            try:
                with db.blob_open("main", "blob", "bytes", rowid, False) as stream:
                    while data := stream.read(CHUNK):
                        yield Chunk(data)
            except Exception as error:
                yield Damage("blob", "blob", key.hex(), _words(error))
    except Exception as error:
        yield Damage("table", "blob", "", _words(error))


# -- frames ---------------------------------------------------------------------------------------------------------


def encode(event: Event) -> bytes:
    """Return an event as the body of a frame: one letter for its kind, then its members."""
    if isinstance(event, Rows):
        count = len(event.keys)
        head = event.table[0].encode() + pack(f">{count + 1}I", count, *map(len, event.values))
        return b"".join((head, *event.keys, *event.values))
    if isinstance(event, BlobBegins):
        return b"B" + event.key + event.size.to_bytes(8, "big")
    if isinstance(event, Chunk):
        return b"C" + event.data
    if isinstance(event, Damage):
        return b"D" + "\0".join(
            text.replace("\0", " ") for text in (event.reason, event.table, event.key, event.detail)
        ).encode("utf-8", "replace")
    return b"Z"


_TABLES = {name[0]: name for name in _SELECT}


def decode(body: bytes) -> Event:
    """Return the event that a frame holds.

    Raises: ValueError, if it holds none: the worker itself has been taken over, or broke.
    """
    kind = body[:1].decode("latin-1")
    if kind in _TABLES:
        return _decode_rows(_TABLES[kind], body)
    if kind == "B" and len(body) == 41:
        return BlobBegins(body[1:33], int.from_bytes(body[33:], "big"))
    if kind == "C":
        return Chunk(body[1:])
    if kind == "D":
        reason, table, key, detail = body[1:].decode().split("\0")
        return Damage(reason, table, key, detail)
    if body == b"Z":
        return Done()
    raise ValueError("frame")


def _decode_rows(table: str, body: bytes) -> Rows:
    count = int.from_bytes(body[1:5], "big")
    keys_at = 5 + 4 * count
    at = keys_at + 32 * count
    if at > len(body):
        raise ValueError("frame")
    keys = [body[start : start + 32] for start in range(keys_at, at, 32)]
    values = []
    for length in unpack(f">{count}I", body[5:keys_at]):
        values.append(body[at : at + length])
        at += length
    if at != len(body):
        raise ValueError("frame")
    return Rows(table, keys, values)


def _confine(seconds: float) -> None:
    if sys.platform != "linux":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(seconds) + 1),
    ):
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, limit))


def stream(path: str, seconds: str) -> None:
    """Be the worker: give up what is not needed, then write all events to the standard output as frames."""
    out = os.fdopen(os.dup(1), "wb", buffering=BATCH)
    os.dup2(2, 1)  # whatever a library prints must not fall between two frames
    _confine(float(seconds))
    out.write(b"\0\0\0\0")  # an empty frame: the worker is up
    out.flush()
    for event in read_rows(path, float(seconds)):
        body = encode(event)
        out.write(len(body).to_bytes(4, "big"))
        out.write(body)
    out.flush()
