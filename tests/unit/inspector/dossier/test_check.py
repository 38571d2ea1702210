"""What a check says of one's own dossier, word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.dossier.check import check, report_on
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine
from inspector.dossier.verdict import Code, Finding
from inspector.errors import KnownError
from inspector.journal.log import Mark
from tests.tampering import Visit, edited, take_out


@pytest.fixture(scope="module")
def visit() -> Visit:
    return Visit()


@pytest.fixture
def dossier(visit: Visit, tmp_path: Path) -> Path:
    return visit.save(tmp_path / "an.thisat")


def test_a_sound_dossier_has_no_findings(dossier: Path) -> None:
    report = check(dossier)
    assert (report.is_sound, report.findings) == (True, ())


def test_a_cut_tail_under_a_seal_is_named(visit: Visit, dossier: Path) -> None:
    with edited(dossier) as db:
        take_out(db, visit.last)
    assert Finding(Code.CUT, "entry", visit.seal, visit.last) in check(dossier).damage


def test_an_older_copy_is_known_by_its_marks(visit: Visit, tmp_path: Path) -> None:
    older = visit.binh.save(tmp_path / "older.thisat")
    seal = visit.an.statements[visit.seal].header
    marks = {seal.chain: Mark(seal.seq, visit.seal, seal.tick)}
    report = check(older, marks=marks.get)
    assert report.is_sound
    assert report.findings == (Finding(Code.OLDER, "entry", visit.seal, f"{seal.chain} {seal.seq}"),)
    newest = visit.an.save(tmp_path / "newest.thisat")
    assert check(newest, marks=marks.get).findings == ()


def test_a_fork_is_named_and_no_damage(visit: Visit, tmp_path: Path) -> None:
    one, other = visit.an.clone(), visit.an.clone()
    one.comment("một", visit.visit)
    other.comment("hai", visit.visit)
    one.meet(other)
    report = check(one.save(tmp_path / "fork.thisat"))
    assert report.is_sound
    assert [(finding.code, finding.id) for finding in report.findings] == [(Code.FORK, visit.an.key.public)]


def test_every_kind_of_damage_names_its_row(visit: Visit, dossier: Path) -> None:
    blob = visit.an.statements[visit.photo].header.blobs[0][0]
    with edited(dossier) as db:
        take_out(db, visit.answers[4])
        take_out(db, visit.seal, "signature")
        first, second = (bytes.fromhex(one) for one in visit.second[:2])
        signatures = dict(db.execute("SELECT entry, bytes FROM signature WHERE entry IN (?, ?)", (first, second)))
        db.execute("UPDATE signature SET bytes = ? WHERE entry = ?", (signatures[second], first))
        db.execute("UPDATE blob SET bytes = zeroblob(9) WHERE id = ?", (bytes.fromhex(blob),))
        db.execute("INSERT INTO payload VALUES (zeroblob(32), x'7b7d')")
    found = {(finding.code, finding.table, finding.id) for finding in check(dossier).damage}
    assert found >= {
        (Code.GAP, "entry", visit.answers[5]),
        (Code.SIGNATURE, "signature", visit.second[0]),
        (Code.SIGNATURE_MISSING, "signature", visit.second[0]),
        (Code.BLOB, "blob", blob),
        (Code.ORPHAN, "payload", "0" * 64),
    }


def test_what_is_not_here_is_expected_or_withheld_and_no_damage(visit: Visit, dossier: Path) -> None:
    blob = visit.an.statements[visit.photo].header.blobs[0][0]
    with edited(dossier) as db:
        db.execute("DELETE FROM blob WHERE id = ?", (bytes.fromhex(blob),))
        take_out(db, visit.answers[1], "payload")
    plain = check(dossier)
    assert plain.is_sound
    assert set(plain.findings) == {
        Finding(Code.EXPECTED, "payload", visit.answers[1]),
        Finding(Code.EXPECTED, "blob", blob),
    }
    informed = check(dossier, withheld_entries={visit.answers[1], visit.answers[2]}, withheld_blobs={blob})
    assert set(informed.findings) == {
        Finding(Code.WITHHELD, "payload", visit.answers[1]),
        Finding(Code.WITHHELD_HERE, "payload", visit.answers[2]),
        Finding(Code.WITHHELD, "blob", blob),
    }
    assert informed.payloads_withheld == frozenset({visit.answers[1]})
    assert informed.blobs_withheld == frozenset({blob})


def test_a_received_file_gets_the_same_report(visit: Visit, dossier: Path, tmp_path: Path) -> None:
    with edited(dossier) as db:
        take_out(db, visit.answers[4])
    assert report_on(examine(dossier, tmp_path / "private")).findings == check(dossier).findings


def test_what_a_crash_left_is_rolled_back_before_it_is_judged(visit: Visit, dossier: Path) -> None:
    before = dossier.read_bytes()
    with Dossier.open(dossier) as open_one:
        db = open_one._db
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO blob VALUES (zeroblob(32), randomblob(200000))")
        torn = dossier.read_bytes()
        journal = dossier.with_name("an.thisat-journal").read_bytes()
        db.execute("ROLLBACK")
    assert torn != before
    dossier.write_bytes(torn)
    dossier.with_name("an.thisat-journal").write_bytes(journal)
    assert check(dossier).is_sound


def test_others_may_read_while_it_is_checked(visit: Visit, dossier: Path) -> None:
    seen: list[int] = []

    class Curious:
        def step(self, done: int, total: int, key: str) -> None:
            with Dossier.open(dossier, read_only=True) as other:
                seen.append(len(other.load()[visit.world.round]))

    assert check(dossier, progress=Curious()).is_sound
    assert set(seen) == {len(visit.an.statements)}


@pytest.mark.parametrize(
    ("content", "key"),
    [(None, "dossier.missing"), (b"", "dossier.not-a-dossier"), (b"x" * 200, "dossier.not-a-dossier")],
)
def test_what_is_no_dossier_is_said_to_be_none(content: bytes | None, key: str, tmp_path: Path) -> None:
    path = tmp_path / "x.thisat"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnownError, match=key):
        check(path)
