"""Visit files that somebody changed with a tool that knows SQL, each with the verdict that it must get."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from inspector.dossier import schema
from inspector.dossier.absorb import absorb
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine
from inspector.dossier.known import Known
from inspector.dossier.prefix import verified_prefix
from inspector.dossier.verdict import Code, Completeness, Intake
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import Commented, Observed, Sealed
from inspector.journal.entry import Entry, Header, read_header, write
from inspector.journal.signature import GROUP_ORDER
from tests.builder import Key, Laptop, World
from tests.tampering import Visit, content_of, edited, judge_here, put, take_out

Change = Callable[[sqlite3.Connection, Visit], object]
FileChange = Callable[[Path, Visit], object]


@pytest.fixture(scope="module")
def visit() -> Visit:
    return Visit()


@pytest.fixture(scope="module")
def original(visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return visit.save(tmp_path_factory.mktemp("original") / "visit.thisat")


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "visit.thisat"))


def row(entry: str) -> bytes:
    return bytes.fromhex(entry)


def sql(statement: str, *parameters: object) -> Change:
    return lambda db, _: db.execute(statement, parameters)


def script(statements: str) -> Change:
    return lambda db, _: db.executescript(statements)


def change_header(db: sqlite3.Connection, visit: Visit) -> None:
    header = visit.an.entries[visit.answers[0]].header
    db.execute(
        "UPDATE entry SET header = ? WHERE id = ?", (header.replace(b'"seq":0', b'"seq":9'), row(visit.answers[0]))
    )


def swap_ids(table: str, column: str) -> Change:
    def change(db: sqlite3.Connection, visit: Visit) -> None:
        one, other, between = row(visit.answers[1]), row(visit.answers[2]), b"\0" * 32
        for new, old in ((between, one), (one, other), (other, between)):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))

    return change


def edit_payload(change: Callable[[bytes], bytes]) -> Change:
    def edit(db: sqlite3.Connection, visit: Visit) -> None:
        one = visit.an.entries[visit.answers[3]]
        assert change(one.payload) != one.payload
        db.execute("UPDATE payload SET bytes = ? WHERE entry = ?", (change(one.payload), row(one.id)))

    return edit


def edit_signature(change: Callable[[bytes, Visit], bytes]) -> Change:
    def edit(db: sqlite3.Connection, visit: Visit) -> None:
        one = visit.an.entries[visit.answers[3]]
        db.execute("UPDATE signature SET bytes = ? WHERE entry = ?", (change(one.signature, visit), row(one.id)))

    return edit


def malleated(signature: bytes, _: Visit) -> bytes:
    scalar = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    return signature[:32] + scalar.to_bytes(32, "little")


def by_another_key(_: bytes, visit: Visit) -> bytes:
    return visit.binh.key.sign(canon.signed_message(visit.answers[3]))


def five_signatures(db: sqlite3.Connection, visit: Visit) -> None:
    for number in range(4):
        db.execute("INSERT INTO signature VALUES (?, ?)", (row(visit.answers[3]), bytes([number]) * 64))


def edit_blob(statement: str) -> Change:
    def edit(db: sqlite3.Connection, visit: Visit) -> None:
        blob = visit.an.statements[visit.photo].header.blobs[0][0]
        assert db.execute(statement, (row(blob),)).rowcount == 1

    return edit


def without(name: str, *tables: str) -> Change:
    def change(db: sqlite3.Connection, visit: Visit) -> None:
        take_out(db, entry_called(visit, name), *tables)

    return change


def entry_called(visit: Visit, name: str) -> str:
    kinds = {s.header.kind: s.id for s in visit.an.log if s.header.kind in ("roster", "planned")}
    named = {
        "genesis": visit.world.round,
        "seal": visit.seal,
        "first": visit.answers[0],
        "middle": visit.answers[4],
        "other's last": visit.last,
        **kinds,
    }
    return named[name]


# -- statements that their author signed and that are wrong ---------------------------------------------------------


def forged(change: Callable[[Header, Visit], Header], key: Callable[[Visit], Key] = lambda v: v.an.key) -> Change:
    """Add one more entry after the seal, changed by `change` and signed."""

    def add(db: sqlite3.Connection, visit: Visit) -> None:
        laptop = visit.an.clone()
        template = laptop.statements[laptop.comment("thêm", visit.visit)].header
        put(db, write(change(template, visit), Commented(on=(), text="x"), b"s" * 16, key(visit)))

    return add


def by_hand(change: Callable[[bytes], bytes]) -> Change:
    """Add one more entry whose header bytes are not what the encoder writes."""

    def add(db: sqlite3.Connection, visit: Visit) -> None:
        laptop = visit.an.clone()
        entry = laptop.entries[laptop.comment("thêm", visit.visit)]
        header = change(entry.header)
        assert header != entry.header
        one = canon.entry_id(header)
        put(db, Entry(one, header, entry.payload, visit.an.key.sign(canon.signed_message(one))))

    return add


def bad_payload(data: bytes) -> Change:
    """Add an entry that names and carries payload bytes which leave the format."""

    def add(db: sqlite3.Connection, visit: Visit) -> None:
        laptop = visit.an.clone()
        made = laptop.entries[laptop.comment("thêm", visit.visit)]
        header = canon.encode(msgspec.structs.replace(read_header(made.header), payload=canon.payload_hash(data)))
        one = canon.entry_id(header)
        put(db, Entry(one, header, data, visit.an.key.sign(canon.signed_message(one))))

    return add


def said_more(say: Callable[[Laptop, Visit], str]) -> Change:
    def add(db: sqlite3.Connection, visit: Visit) -> None:
        laptop = visit.an.clone()
        put(db, laptop.entries[say(laptop, visit)])

    return add


def seal_over(tips: Callable[[Visit], tuple[str, ...]], root: str) -> Change:
    def body(visit: Visit) -> Sealed:
        return Sealed(
            purpose="final",
            tips=tips(visit),
            entries=1,
            blobs=0,
            root=root,
            checklist=visit.world.checklist_id,
            program="tests",
        )

    return said_more(lambda laptop, visit: laptop.say(body(visit), ("seal",), visit.visit, supersedes=()))


def lie_about_size(db: sqlite3.Connection, visit: Visit) -> None:
    laptop, data = visit.an.clone(), b"mot tam anh"
    made = laptop.say(Commented(on=(), text="x"), (), visit.visit, blobs=[data])
    header = msgspec.structs.replace(laptop.statements[made].header, blobs=((canon.blob_id(data), 99),))
    put(db, write(header, Commented(on=(), text="x"), b"s" * 16, visit.an.key))
    db.execute("INSERT INTO blob VALUES (?, ?)", (row(canon.blob_id(data)), data))


def later(header: Header, **changes: object) -> Header:
    return msgspec.structs.replace(header, **changes)


DAMAGE: dict[str, tuple[Change, Code]] = {
    "a word of a header": (change_header, Code.ENTRY_ID),
    "ids of two entries swapped": (swap_ids("entry", "id"), Code.ENTRY_ID),
    "an id of one's own choice": (sql("UPDATE entry SET id = randomblob(32) WHERE rowid = 5"), Code.ENTRY_ID),
    "first entry of a chain deleted": (without("first"), Code.GAP),
    "middle entry deleted": (without("middle"), Code.GAP),
    "middle entry deleted, its payload left": (without("middle", "entry"), Code.ORPHAN),
    "roster deleted": (without("roster"), Code.GAP),
    "genesis deleted": (without("genesis"), Code.GENESIS),
    "what the genesis says deleted": (without("genesis", "payload"), Code.GENESIS),
    "a colleague's last words deleted": (without("other's last"), Code.CUT),
    "all entries deleted": (script("DELETE FROM entry"), Code.ORPHAN),
    "answer changed": (edit_payload(lambda data: data.replace(b"fail", b"pass")), Code.PAYLOAD),
    "note changed": (edit_payload(lambda data: data.replace("ghi chú".encode(), "ghi thú".encode())), Code.PAYLOAD),
    "padding changed": (edit_payload(lambda data: data.replace(b'"pad":" ', b'"pad":"  ')), Code.PAYLOAD),
    "salt changed": (edit_payload(lambda data: data.replace(b'"salt":"', b'"salt":"0')), Code.PAYLOAD),
    "payload emptied": (edit_payload(lambda _: b""), Code.PAYLOAD),
    "payloads of two answers swapped": (swap_ids("payload", "entry"), Code.PAYLOAD),
    "payload for nothing": (sql("INSERT INTO payload VALUES (randomblob(32), x'7b7d')"), Code.ORPHAN),
    "payload without salt": (bad_payload(b'{"pad":"' + b" " * 246 + b'"}'), Code.PAYLOAD),
    "payload that is a list": (bad_payload(b"[]"), Code.PAYLOAD),
    "payload that is not JSON": (bad_payload(b"\xff\xfe"), Code.PAYLOAD),
    "payload nested too deeply": (bad_payload(b'{"a":' * 40 + b"1" + b"}" * 40), Code.PAYLOAD),
    "signature of the last statement deleted": (without("seal", "signature"), Code.TIP_UNSIGNED),
    "signature of a colleague's last deleted": (without("other's last", "signature"), Code.TIP_UNSIGNED),
    "signature of the roster deleted": (without("roster", "signature"), Code.SIGNATURE_MISSING),
    "signature of the genesis deleted": (without("genesis", "signature"), Code.SIGNATURE_MISSING),
    "signature of a chain's first deleted": (without("first", "signature"), Code.SIGNATURE_MISSING),
    "all signatures deleted": (script("DELETE FROM signature"), Code.TIP_UNSIGNED),
    "signatures of two entries swapped": (swap_ids("signature", "entry"), Code.SIGNATURE),
    "a bit of a signature": (edit_signature(lambda s, _: bytes([s[0] ^ 1]) + s[1:]), Code.SIGNATURE),
    "signature by another key": (edit_signature(by_another_key), Code.SIGNATURE),
    "signature written in a second way": (edit_signature(malleated), Code.SIGNATURE),
    "signature of zeros": (edit_signature(lambda *_: bytes(64)), Code.SIGNATURE),
    "five signatures": (five_signatures, Code.SIGNATURE_MANY),
    "signature for nothing": (sql("INSERT INTO signature VALUES (randomblob(32), zeroblob(64))"), Code.ORPHAN),
    "photo swapped": (edit_blob("UPDATE blob SET bytes = randomblob(length(bytes)) WHERE id = ?"), Code.BLOB),
    "photo lengthened": (edit_blob("UPDATE blob SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = ?"), Code.BLOB),
    "photo shortened": (edit_blob("UPDATE blob SET bytes = substr(bytes, 2) WHERE id = ?"), Code.BLOB),
    "photo emptied": (edit_blob("UPDATE blob SET bytes = x'' WHERE id = ?"), Code.BLOB),
    "photo under another name": (edit_blob("UPDATE blob SET id = randomblob(32) WHERE id = ?"), Code.ORPHAN),
    "photo that nobody took": (
        sql("INSERT INTO blob VALUES (?, ?)", bytes.fromhex(canon.blob_id(b"x")), b"x"),
        Code.ORPHAN,
    ),
    "size of a photo misstated": (lie_about_size, Code.BLOB_SIZE),
    "table added": (script("CREATE TABLE more (a)"), Code.SCHEMA),
    "view added": (script("CREATE VIEW more AS SELECT 1"), Code.SCHEMA),
    "view in the place of a table": (
        script("ALTER TABLE entry RENAME TO x; CREATE VIEW entry AS SELECT * FROM x"),
        Code.SCHEMA,
    ),
    "trigger added": (
        script("CREATE TRIGGER blob_more AFTER INSERT ON blob BEGIN SELECT 1; END"),
        Code.SCHEMA,
    ),
    "index added": (script("CREATE INDEX more ON entry (header)"), Code.SCHEMA),
    "column added": (script("ALTER TABLE entry ADD COLUMN more INTEGER"), Code.SCHEMA),
    "generated column added": (script("ALTER TABLE entry ADD COLUMN more INTEGER AS (1)"), Code.SCHEMA),
    "column renamed": (script("ALTER TABLE signature RENAME COLUMN bytes TO octets"), Code.SCHEMA),
    "table renamed": (script("ALTER TABLE signature RENAME TO signatures"), Code.SCHEMA),
    "table dropped": (script("DROP TABLE blob"), Code.SCHEMA),
    "table without its constraints": (
        script("CREATE TABLE n (entry BLOB, bytes BLOB); INSERT INTO n SELECT * FROM signature;"
               "DROP TABLE signature; ALTER TABLE n RENAME TO signature"),
        Code.SCHEMA,
    ),
    "schema text with one more space": (
        script("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', ' STRICT');"),
        Code.SCHEMA,
    ),
    "full text index added": (script("CREATE VIRTUAL TABLE more USING fts5(x)"), Code.SCHEMA),
    "statistics added": (script("ANALYZE"), Code.SCHEMA),
    "other page size": (script("PRAGMA page_size = 4096"), Code.HEADER),
    "auto vacuum": (script("PRAGMA auto_vacuum = FULL"), Code.HEADER),
    "signed by another than its author": (forged(lambda h, _: h, lambda v: v.binh.key), Code.SIGNATURE),
    "tick too small": (forged(lambda h, _: later(h, tick=h.tick - 1)), Code.TICK),
    "tick that leaps to where nobody can follow": (
        forged(lambda h, _: later(h, tick=2**40, seen=("f" * 64,))),
        Code.TICK,
    ),
    "tick too large": (forged(lambda h, _: later(h, tick=h.tick + 1)), Code.TICK),
    "seq skips one": (forged(lambda h, _: later(h, seq=h.seq + 1)), Code.CHAIN),
    "goes on in a colleague's chain": (forged(lambda h, v: later(h, prev=v.last, seq=4, tick=99)), Code.CHAIN),
    "goes on in another scope": (forged(lambda h, v: later(h, scope=v.world.round)), Code.CHAIN),
    "goes on after what is not there": (forged(lambda h, _: later(h, prev="0" * 64)), Code.GAP),
    "of a round that is not there": (
        forged(lambda h, _: later(h, round="a" * 64, scope="b" * 64, prev=None, seq=0, seen=(), tick=0)),
        Code.GENESIS,
    ),
    "seal over statements that are not there": (seal_over(lambda _: ("c" * 64,), "d" * 64), Code.CUT),
    "header with a space": (by_hand(lambda h: h.replace(b'"v":1', b'"v": 1')), Code.ENTRY_FORM),
    "header with a fraction": (by_hand(lambda h: h.replace(b'"v":1', b'"v":1.0')), Code.ENTRY_FORM),
    "header with a member twice": (by_hand(lambda h: h.replace(b'"v":1', b'"v":1,"v":1')), Code.ENTRY_FORM),
    "header with an upper case id": (by_hand(lambda h: h.replace(b'"author":"', b'"author":"A')), Code.ENTRY_FORM),
    "header with a null scope": (by_hand(lambda h: h.replace(b'"round":"', b'"round":null,"x":"')), Code.ENTRY_FORM),
    "header with a later member first": (by_hand(lambda h: b'{"v":1,' + h[1:-7] + b"}"), Code.ENTRY_FORM),
    "header with a name in capitals": (by_hand(lambda h: h[:-1] + b',"vX":1}'), Code.ENTRY_FORM),
    "header with a huge number": (by_hand(lambda h: h.replace(b'"v":1', b'"v":9007199254740993')), Code.ENTRY_FORM),
    "header with an escaped letter": (by_hand(lambda h: h.replace(b'"kind":"c', b'"kind":"\\u0063')), Code.ENTRY_FORM),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_a_tampered_file_is_damaged_and_says_how(name: str, copy: Path, visit: Visit, original: Path) -> None:
    change, code = DAMAGE[name]
    with edited(copy) as db:
        change(db, visit)
    intake = judge_here(copy, spool=copy.parent)
    assert code in {finding.code for finding in intake.damage}, intake.findings
    part = verified_prefix(intake)
    received = copy.with_name("received.thisat")
    with Dossier.create(received) as dossier:
        with pytest.raises(KnownError, match=r"import\.not-intact"):
            absorb(dossier, [intake])
        absorb(dossier, [part])
    alone = judge_here(received, spool=copy.parent)
    assert alone.damage == (), "what was taken in would pass every check by itself"
    kept, whole = content_of(alone), content_of(judge_here(original, spool=copy.parent))
    if not name.startswith(SIGNED_BY_ITS_AUTHOR):
        assert all(mine <= theirs for mine, theirs in zip(kept, whole, strict=True))


SIGNED_BY_ITS_AUTHOR = ("size of a photo", "payload that", "payload without", "payload nested")
"""What was added is wrong, and what it is wrong about stays outside; the rest of it is the author's word."""


def byte(at: int, *values: int) -> FileChange:
    def change(path: Path, _: Visit) -> None:
        with path.open("r+b") as stream:
            stream.seek(at)
            stream.write(bytes(values))

    return change


def cut_to(size: int) -> FileChange:
    return lambda path, _: os.truncate(path, path.stat().st_size + size)


def add_bytes(data: bytes) -> FileChange:
    return lambda path, _: path.write_bytes(path.read_bytes() + data)


def to_wal(path: Path, _: Visit) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL").fetchall()
    db.close()


def page(change: Callable[[bytearray, int], object], number: int) -> FileChange:
    """Change the page with this number; pages 2 to 9 are the roots of the four tables and their indexes."""

    def edit(path: Path, _: Visit) -> None:
        data = bytearray(path.read_bytes())
        change(data, (number - 1) * schema.PAGE_SIZE)
        path.write_bytes(data)

    return edit


def zeroed(data: bytearray, at: int) -> None:
    data[at : at + schema.PAGE_SIZE] = bytes(schema.PAGE_SIZE)


def swapped(data: bytearray, at: int) -> None:
    other = schema.PAGE_SIZE if at != schema.PAGE_SIZE else 2 * schema.PAGE_SIZE
    one, two = bytes(data[at : at + schema.PAGE_SIZE]), bytes(data[other : other + schema.PAGE_SIZE])
    data[at : at + schema.PAGE_SIZE], data[other : other + schema.PAGE_SIZE] = two, one


def doubled(data: bytearray, at: int) -> None:
    other = schema.PAGE_SIZE if at != schema.PAGE_SIZE else 2 * schema.PAGE_SIZE
    data[at : at + schema.PAGE_SIZE] = data[other : other + schema.PAGE_SIZE]


FILES: dict[str, tuple[FileChange, Code]] = {
    "last page cut off": (cut_to(-schema.PAGE_SIZE), Code.HEADER),
    "last byte cut off": (cut_to(-1), Code.HEADER),
    "a page appended": (add_bytes(bytes(schema.PAGE_SIZE)), Code.HEADER),
    "another file appended": (add_bytes(b"PK\3\4 something else"), Code.HEADER),
    "write-ahead log": (to_wal, Code.HEADER),
    "reserved bytes in pages": (byte(20, 8), Code.HEADER),
    "text in UTF-16": (byte(59, 2), Code.HEADER),
    "payload fraction": (byte(21, 65), Code.HEADER),
    "older schema format": (byte(47, 1), Code.HEADER),
    "something in the reserved bytes": (byte(80, 1), Code.HEADER),
    "page size zero": (byte(16, 0, 0), Code.HEADER),
    "page count zero": (byte(28, 0, 0, 0, 0), Code.HEADER),
    **{f"page {n} zeroed": (page(zeroed, n), Code.PAGES) for n in range(2, 10)},
    **{f"page {n} swapped": (page(swapped, n), Code.PAGES) for n in range(2, 10)},
    **{f"page {n} replaced": (page(doubled, n), Code.PAGES) for n in range(2, 10)},
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_other_pages_is_damaged(name: str, copy: Path, visit: Visit) -> None:
    change, code = FILES[name]
    change(copy, visit)
    assert judge_here(copy).damage
    if code is Code.HEADER:
        assert {finding.code for finding in judge_here(copy).findings} == {Code.HEADER}


def link(path: Path, _: Visit) -> None:
    path.rename(path.with_suffix(".real"))
    path.symlink_to(path.with_suffix(".real"))


def pipe(path: Path, _: Visit) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path, _: Visit) -> None:
    path.unlink()
    path.mkdir()


def beside(suffix: str) -> FileChange:
    return lambda path, _: path.with_name(path.name + suffix).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")


REFUSED: dict[str, tuple[FileChange, str, int]] = {
    "nothing in it": (lambda path, _: os.truncate(path, 0), "dossier.not-a-dossier", 4),
    "a text": (lambda path, _: path.write_text("x" * 500), "dossier.not-a-dossier", 4),
    "another application's file": (byte(68, *b"GPKG"), "dossier.not-a-dossier", 4),
    "no version": (byte(60, 0, 0, 0, 0), "dossier.not-a-dossier", 4),
    "the next major version": (byte(60, *(2000).to_bytes(4, "big")), "dossier.too-new", 7),
    "magic": (byte(0, ord("s")), "dossier.not-a-dossier", 4),
    "journal beside it": (beside("-journal"), "import.unclosed", 4),
    "write-ahead log beside it": (beside("-wal"), "import.unclosed", 4),
    "a link": (link, "import.not-a-file", 6),
    "a pipe": (pipe, "import.not-a-file", 6),
    "a folder": (folder, "import.not-a-file", 6),
    "not there": (lambda path, _: path.unlink(), "import.unreadable", 6),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_closed_dossier_is_refused_at_the_door(name: str, copy: Path, visit: Visit) -> None:
    change, key, exit_code = REFUSED[name]
    change(copy, visit)
    with pytest.raises(KnownError) as refusal:
        examine(copy, copy.parent / "private")
    assert (refusal.value.key, refusal.value.exit_code) == (key, exit_code)
    assert list((copy.parent / "private").iterdir()) == []


def other_round(db: sqlite3.Connection, _: Visit) -> None:
    for entry in World(99).team("mai", "nam")[0].entries.values():
        put(db, entry)


def newer_kind(laptop: Laptop, visit: Visit) -> str:
    return laptop.say(Commented(on=(), text="x"), ("weather",), visit.visit, kind="weather_noted")


def newer_version(laptop: Laptop, visit: Visit) -> str:
    return laptop.say(Commented(on=(), text="x"), (), visit.visit, version=2)


def stranger(db: sqlite3.Connection, visit: Visit) -> None:
    laptop = visit.world.laptop("la")
    laptop.meet(visit.an)
    put(db, laptop.entries[laptop.observe(visit.visit, "item_1", "pass")])


def by_clone(db: sqlite3.Connection, visit: Visit) -> None:
    one, other = visit.an.clone(), visit.an.clone()
    put(db, one.entries[one.comment("một", visit.visit)])
    put(db, other.entries[other.comment("hai", visit.visit)])


def unknown_members(header: bytes) -> bytes:
    return header[:-1] + b',"weather":{"rain":true}}'


HARMLESS: dict[str, tuple[Change, Completeness]] = {
    "nothing at all": (script(""), Completeness.SEALED),
    "the seal itself is gone": (without("seal"), Completeness.OPEN),
    "a payload is gone": (without("middle", "payload"), Completeness.SEALED),
    "a signature that a later one covers is gone": (without("middle", "signature"), Completeness.SEALED),
    "a photo is gone": (edit_blob("DELETE FROM blob WHERE id = ?"), Completeness.SEALED),
    "rows in another order": (
        script("CREATE TEMP TABLE t AS SELECT * FROM entry ORDER BY id; DELETE FROM entry;"
               "INSERT INTO entry SELECT * FROM t; DROP TABLE t"),
        Completeness.SEALED,
    ),
    "a second round": (other_round, Completeness.SEALED),
    "a kind that we do not know": (said_more(newer_kind), Completeness.SEALED),
    "a later version of the header": (said_more(newer_version), Completeness.SEALED),
    "members that we do not know": (by_hand(unknown_members), Completeness.SEALED),
    "an answer after the seal": (
        said_more(lambda laptop, visit: laptop.observe(visit.visit, "item_1", "pass")),
        Completeness.OPEN,
    ),
    "a stranger's answer": (stranger, Completeness.OPEN),
    "one chain in two ways": (by_clone, Completeness.FORK),
    "a seal with a root of its own": (seal_over(lambda visit: (visit.last,), "d" * 64), Completeness.SEALED),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_what_the_format_allows_is_intact(name: str, copy: Path, visit: Visit) -> None:
    change, completeness = HARMLESS[name]
    with edited(copy) as db:
        change(db, visit)
    intake = judge_here(copy)
    assert intake.damage == ()
    assert intake.completeness is completeness


def test_a_seal_that_misstates_what_it_covers_seals_nothing(copy: Path, visit: Visit) -> None:
    with edited(copy) as db:
        take_out(db, visit.seal)
        laptop = visit.an.clone()
        laptop.own[visit.visit] = str(laptop.statements[visit.seal].header.prev)
        del laptop.statements[visit.seal]
        tips = tuple(sorted((laptop.own[visit.visit], visit.last)))
        body = Sealed(
            purpose="final", tips=tips, entries=99, blobs=0, root="d" * 64, checklist="e" * 64, program="tests"
        )
        put(db, laptop.entries[laptop.say(body, ("seal",), visit.visit)])
    intake = judge_here(copy)
    assert [finding.code for finding in intake.findings] == [Code.SEAL_UNSOUND]
    assert (intake.is_intact, intake.completeness) == (True, Completeness.OPEN)


def test_rows_of_another_type_are_found(copy: Path) -> None:
    def run(*statements: str) -> None:
        db = sqlite3.connect(copy, isolation_level=None)
        for statement in statements:
            db.execute(statement)
        db.close()

    loosen = "UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') WHERE type = 'table'"
    run("PRAGMA writable_schema = ON", loosen)
    run(
        "INSERT INTO entry VALUES (randomblob(32), 'chữ')",
        "INSERT INTO signature VALUES (randomblob(32), printf('%064d', 1))",
        "INSERT INTO blob VALUES (randomblob(32), 17)",
    )
    run("PRAGMA writable_schema = ON", loosen.replace("replace(sql, ' STRICT', '')", "sql || ' STRICT'"))
    intake = judge_here(copy)
    rows = {finding.table for finding in intake.damage if finding.code is Code.ROW}
    assert rows == {"entry", "signature", "blob"}
    assert Code.PAGES in {finding.code for finding in intake.damage}


def test_what_is_known_is_not_believed_either(original: Path, copy: Path, visit: Visit) -> None:
    known = Known({visit.world.round: visit.an.log})
    with edited(copy) as db:
        change_header(db, visit)
        edit_payload(lambda data: data.replace(b"fail", b"pass"))(db, visit)
    codes = {finding.code for finding in judge_here(copy, known).damage}
    assert {Code.ENTRY_ID, Code.PAYLOAD} <= codes
    again: Intake = judge_here(original, known)
    assert (again.damage, again.new) == ((), 0)


def test_an_observation_needs_a_name_that_the_format_knows(visit: Visit) -> None:
    with pytest.raises(canon.Malformed):
        visit.an.clone().say(Observed(value="fail", checklist="0" * 64), ("obs", "Đường", ""), visit.visit)
