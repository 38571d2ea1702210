"""The dossier as a file: created, read, and added to. Rows are written once; nothing derived is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from inspector.dossier import schema
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.canon import Malformed
from inspector.journal.entry import MAX_BLOB, BlobId, Entry, EntryId, HeaderReader, RoundId, Statement
from inspector.journal.log import Log, Misfit
from inspector.progress import Progress

_BUSY_S: Final = 10.0
_PAGES_A_STEP: Final = 2048
"""Of a copy: some 8 MB, between two words to whoever waits."""
_MAGIC: Final = b"SQLite format 3\0"


class _Names(msgspec.Struct, gc=False):
    """The one member of a header that reading back looks at."""

    payload: str


_names: Final = msgspec.json.Decoder(_Names)


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Turn what SQLite raises into what people are told.

    Raises: KnownError dossier.locked, disk.full, dossier.read-only, dossier.damaged, dossier.io.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        key, exit_code = {
            sqlite3.SQLITE_BUSY: ("dossier.locked", 6),
            sqlite3.SQLITE_LOCKED: ("dossier.locked", 6),
            sqlite3.SQLITE_FULL: ("disk.full", 6),
            sqlite3.SQLITE_READONLY: ("dossier.read-only", 6),
            sqlite3.SQLITE_CANTOPEN: ("dossier.cannot-open", 6),
            sqlite3.SQLITE_IOERR: ("dossier.io", 6),
            sqlite3.SQLITE_CORRUPT: ("dossier.damaged", 4),
            sqlite3.SQLITE_NOTADB: ("dossier.damaged", 4),
        }.get(code, ("dossier.io", 1))
        raise KnownError(key, exit_code=exit_code, file=path.name, detail=str(error)) from error


@dataclass(slots=True)
class Writer:
    """One transaction. What it is given is on disk, read back and compared, when the transaction has ended."""

    db: sqlite3.Connection
    entries: int = 0
    payloads: int = 0
    signatures: int = 0
    blobs: int = 0
    _starts: dict[str, int] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Write one entry of our own making."""
        key = bytes.fromhex(entry.id)
        self.db.execute("INSERT INTO entry (id, header) VALUES (?, ?)", (key, entry.header))
        self.db.execute("INSERT INTO payload (entry, bytes) VALUES (?, ?)", (key, entry.payload))
        self.db.execute("INSERT INTO signature (entry, bytes) VALUES (?, ?)", (key, entry.signature))
        self.entries += 1

    def add_rows(
        self,
        entries: Iterable[tuple[bytes, bytes]],
        payloads: Iterable[tuple[bytes, bytes]],
        signatures: Iterable[tuple[bytes, bytes]],
    ) -> None:
        """Unite rows that were examined before with what is here; a row that is here already is left as it is.

        An entry keeps at most four signatures (format.md, rule 15): one more says nothing that four do not.
        """
        self.entries += self._add_all("INSERT OR IGNORE INTO entry (id, header) VALUES (?, ?)", entries)
        self.payloads += self._add_all("INSERT OR IGNORE INTO payload (entry, bytes) VALUES (?, ?)", payloads)
        self.signatures += self._add_all(
            "INSERT OR IGNORE INTO signature (entry, bytes) SELECT ?, ?"
            " WHERE (SELECT count(*) FROM signature WHERE entry = ?) < 4",
            ((entry, signature, entry) for entry, signature in signatures),
        )

    def _add_all(self, statement: str, rows: Iterable[tuple[bytes, ...]]) -> int:
        before = self.db.total_changes
        self.db.executemany(statement, rows)
        return self.db.total_changes - before

    def add_blob(self, blob: BlobId, data: bytes) -> None:
        """Write a photo, a checklist or a signed PDF; one that is here already is left as it is.

        Raises: KnownError("blob.too-large").
        """
        if len(data) > MAX_BLOB:
            raise KnownError("blob.too-large", size=len(data), limit=MAX_BLOB)
        assert canon.blob_id(data) == blob
        before = self.db.total_changes
        self.db.execute("INSERT OR IGNORE INTO blob (id, bytes) VALUES (?, ?)", (bytes.fromhex(blob), data))
        self.blobs += self.db.total_changes - before

    def begin(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        for table in ("entry", "payload", "blob"):
            (self._starts[table],) = self.db.execute(f"SELECT ifnull(max(rowid), 0) FROM {table}").fetchone()  # noqa: S608

    def read_back(self) -> None:
        """Read what this transaction wrote and compare its hashes, before anybody is told that it is saved."""
        new = self._starts
        for key, header in self.db.execute("SELECT id, header FROM entry WHERE rowid > ?", (new["entry"],)):
            _require(canon.entry_id(header) == key.hex())
        late = "SELECT e.header, p.bytes FROM payload p JOIN entry e ON e.id = p.entry WHERE p.rowid > ?"
        for header, payload in self.db.execute(late, (new["payload"],)):
            _require(canon.payload_hash(payload) == _names.decode(header).payload)
        for rowid, key in self.db.execute("SELECT rowid, id FROM blob WHERE rowid > ?", (new["blob"],)).fetchall():
            with self.db.blobopen("blob", "bytes", rowid, readonly=True) as stream:
                _require(canon.blob_id(stream.read()) == key.hex())


def _require(equal: bool) -> None:
    if not equal:
        raise KnownError("dossier.read-back", exit_code=4)


class Dossier:
    """An open dossier: our own file, on our own disk. A stranger's file is never opened with this class."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        self._read_to = 0

    @classmethod
    def create(cls, path: Path) -> Dossier:
        """Create an empty dossier.

        Raises: KnownError("dossier.exists"), and what `translated` raises.
        """
        # It takes as long to load as all the rest of this room, and who opens a dossier needs none of it.
        import sqlite_utils

        if path.exists():
            raise KnownError("dossier.exists", exit_code=6, file=path.name)
        with translated(path):
            db = _connect(path, f"file:{_quoted(path)}?mode=rwc")
            with _closed_on_error(db):
                db.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
                db.execute("PRAGMA auto_vacuum = NONE")
                db.execute("PRAGMA encoding = 'UTF-8'")
                _set_guards(db)
                database = sqlite_utils.Database(db, execute_plugins=False)
                db.execute("BEGIN IMMEDIATE")
                db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {schema.USER_VERSION}")
                for statement in schema.STATEMENTS:
                    database.execute(statement)
                db.execute("COMMIT")
        return cls(path, db)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Dossier:
        """Open our own dossier.

        Raises: KnownError dossier.missing, dossier.not-a-dossier, dossier.too-new, and what `translated` raises.
        """
        if not path.is_file():
            raise KnownError("dossier.missing", exit_code=6, file=path.name)
        try:
            with path.open("rb") as stream:
                header = stream.read(100)
        except OSError as error:
            raise KnownError("dossier.cannot-open", exit_code=6, file=path.name, detail=str(error)) from error
        require_ours(header, path.name)
        with translated(path):
            db = _connect(path, f"file:{_quoted(path)}?mode={'ro' if read_only else 'rw'}")
            with _closed_on_error(db):
                _set_guards(db)
                found = frozenset(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
                if found != schema.EXPECTED:
                    raise KnownError("dossier.schema", exit_code=4, file=path.name)
        return cls(path, db)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """Run one transaction: all of it is on disk when the block ends, or none of it.

        Raises: KnownError("dossier.read-back") if the disk gives back other bytes, and what `translated` raises.
        """
        with translated(self.path):
            writer = Writer(self._db)
            writer.begin()
            try:
                yield writer
                writer.read_back()
                self._db.execute("COMMIT")
            except BaseException:
                # A failed COMMIT (a full disk) has already rolled back by itself.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def new_statements(self) -> list[Statement]:
        """Return the statements that this object has not returned before, in the order in which they were written.

        Raises: KnownError("dossier.damaged") if a row is not what its id says.
        """
        rows = (
            "SELECT e.rowid, e.id, e.header, p.bytes FROM entry e LEFT JOIN payload p ON p.entry = e.id"
            " WHERE e.rowid > ? ORDER BY e.rowid"
        )
        with translated(self.path):
            return list(self._checked(self._db.execute(rows, (self._read_to,))))

    def load(self) -> dict[RoundId, Log]:
        """Read all statements into logs, one for each round in the file.

        Raises: KnownError("dossier.damaged").
        """
        logs: dict[RoundId, Log] = {}
        with self._reading():
            entries = self._db.execute("SELECT rowid, id, header FROM entry ORDER BY rowid")
            payloads = self._db.execute("SELECT entry, bytes FROM payload ORDER BY rowid")
            for statement in self._checked(_side_by_side(entries, payloads)):
                log = logs.get(statement.round)
                if log is None:
                    log = logs[statement.round] = Log(statement.round)
                try:
                    log.add(statement)
                except Misfit as error:
                    raise self._damaged(error) from error
        return logs

    @contextmanager
    def _reading(self) -> Generator[None]:
        """Keep everything that is read in the block to one state of the file."""
        with translated(self.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("COMMIT")

    def _checked(self, rows: Iterable[tuple[int, bytes, bytes, bytes | None]]) -> Iterator[Statement]:
        """Yield the statements of rows (rowid, id, header, payload), each hashed and compared with what names it."""
        entry_id, payload_hash, read = canon.entry_id, canon.payload_hash, HeaderReader().read
        try:
            for rowid, key, header_bytes, payload in rows:
                one = entry_id(header_bytes)
                if one != key.hex():
                    raise Malformed("entry id")
                header = read(header_bytes)
                if payload is not None and payload_hash(payload) != header.payload:
                    raise Malformed("payload hash")
                yield Statement(one, header, payload)
                self._read_to = rowid
        except Malformed as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> KnownError:
        return KnownError("dossier.damaged", exit_code=4, file=self.path.name, detail=str(error))

    def header_of(self, entry: EntryId) -> bytes:
        """Return the header bytes of an entry that is here."""
        with translated(self.path):
            row = self._db.execute("SELECT header FROM entry WHERE id = ?", (bytes.fromhex(entry),)).fetchone()
        assert row is not None
        header: bytes = row[0]
        return header

    def signatures_of(self, entry: EntryId) -> list[bytes]:
        """Return the signatures of an entry that are here."""
        with translated(self.path):
            rows = self._db.execute("SELECT bytes FROM signature WHERE entry = ?", (bytes.fromhex(entry),)).fetchall()
        return [signature for (signature,) in rows]

    def signatures(self) -> Iterator[tuple[EntryId, bytes]]:
        """Yield all signatures."""
        with translated(self.path):
            for key, signature in self._db.execute("SELECT entry, bytes FROM signature ORDER BY rowid"):
                yield key.hex(), signature

    def blob_ids(self) -> frozenset[BlobId]:
        """Return the ids of the blobs that are here; no blob is read for it."""
        with translated(self.path):
            return frozenset(key.hex() for (key,) in self._db.execute("SELECT id FROM blob"))

    def blob_sizes(self) -> dict[BlobId, int]:
        """Return the blobs that are here with their lengths in bytes; SQLite tells a length without reading the blob."""
        with translated(self.path):
            return {key.hex(): size for key, size in self._db.execute("SELECT id, length(bytes) FROM blob")}

    def blob(self, blob: BlobId) -> bytes:
        """Return a blob.

        Raises: KnownError("blob.absent") if it is not here, ("blob.damaged") if it is not what its name says.
        """
        with translated(self.path):
            row = self._db.execute("SELECT bytes FROM blob WHERE id = ?", (bytes.fromhex(blob),)).fetchone()
        if row is None:
            raise KnownError("blob.absent", blob=blob[:8])
        data: bytes = row[0]
        if canon.blob_id(data) != blob:
            raise KnownError("blob.damaged", exit_code=4, blob=blob[:8])
        return data

    def copy_into(self, path: Path, progress: Progress) -> None:
        """Write this dossier, as it is at one moment, into a new file that has a name of its own; it is on disk then.

        Raises: KnownError("dossier.exists"), and what `translated` raises; Cancelled. An unfinished file is left to the
            caller.
        """
        if path.exists():
            raise KnownError("dossier.exists", exit_code=6, file=path.name)
        with translated(path), closing(_connect(path, f"file:{_quoted(path)}?mode=rwc")) as copy:
            self._db.backup(
                copy,
                pages=_PAGES_A_STEP,
                progress=lambda _, left, total: progress.step(total - left, total, "backup.writing"),
                sleep=0.01,
            )

    def remove_bytes(self, payloads: frozenset[EntryId], blobs: frozenset[BlobId]) -> int:
        """Remove payloads and blobs that an effective erasure names from this file, and overwrite what they held.

        A step that a person confirms, on this machine only; never a consequence of a merge. Returns how many rows went.
        """
        wanted = {bytes.fromhex(one) for one in (*payloads, *blobs)}
        with translated(self.path):
            # The guard's function exists on this connection only while it is needed, and a schema that may call an
            # application's function has to be trusted meanwhile: it is our own file.
            self._db.execute("PRAGMA trusted_schema = ON")
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.create_function("thisat_may_erase", 1, lambda key: int(key in wanted))
            try:
                before = self._db.total_changes
                self._db.execute("BEGIN IMMEDIATE")
                for entry in payloads:
                    self._db.execute("DELETE FROM payload WHERE entry = ?", (bytes.fromhex(entry),))
                for blob in blobs:
                    self._db.execute("DELETE FROM blob WHERE id = ?", (bytes.fromhex(blob),))
                self._db.execute("COMMIT")
                return self._db.total_changes - before
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                self._db.create_function("thisat_may_erase", 1, None)
                self._db.execute("PRAGMA trusted_schema = OFF")


def _side_by_side(
    entries: Iterable[tuple[int, bytes, bytes]], payloads: Iterator[tuple[bytes, bytes]]
) -> Iterator[tuple[int, bytes, bytes, bytes | None]]:
    """Yield (rowid, id, header, payload) from two walks along the tables, which mostly lie in the same order.

    A join looks each payload up by its key, and takes twice the time.
    """
    passed: dict[bytes, bytes] = {}
    for rowid, key, header in entries:
        payload = passed.pop(key, None) if passed else None
        while payload is None and (row := next(payloads, None)) is not None:
            if row[0] == key:
                payload = row[1]
            else:
                passed[row[0]] = row[1]
        yield rowid, key, header, payload


def require_ours(header: bytes, name: str) -> None:
    """Check the first 100 bytes of a file: a SQLite file, marked as a dossier, of a version that we can read.

    Raises: KnownError("dossier.not-a-dossier"), ("dossier.too-new") with exit code 7.
    Source: SQLite file format, section 1.3 (application id at offset 68, user version at offset 60).
    """
    if len(header) < 100 or header[:16] != _MAGIC or header[68:72] != schema.APPLICATION_ID.to_bytes(4, "big"):
        raise KnownError("dossier.not-a-dossier", exit_code=4, file=name)
    version = int.from_bytes(header[60:64], "big")
    if version // 1000 > schema.MAJOR:
        raise KnownError("dossier.too-new", exit_code=7, file=name, version=f"{version // 1000}.{version % 1000}")
    if version // 1000 < 1:
        raise KnownError("dossier.not-a-dossier", exit_code=4, file=name)


def _connect(path: Path, uri: str) -> sqlite3.Connection:
    # The store thread alone uses a session, but which thread that is may change between its life and its closing.
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)


@contextmanager
def _closed_on_error(db: sqlite3.Connection) -> Generator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _set_guards(db: sqlite3.Connection) -> None:
    """Set what a dossier is opened with. EXTRA: with FULL a power cut lost an acknowledged row in one of five trials."""
    for pragma in (
        "journal_mode = DELETE",
        "synchronous = EXTRA",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "recursive_triggers = ON",
    ):
        db.execute(f"PRAGMA {pragma}").fetchall()
