"""A received file, from the stick to the intake that a person looks at."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from inspector.dossier import foreign
from inspector.dossier.absorb import absorb
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import Worker, examine, examine_all
from inspector.dossier.judge import Limits
from inspector.dossier.known import Known
from inspector.dossier.verdict import ChainState, Code, Completeness, Finding, Intake, Integrity
from inspector.errors import Cancelled, KnownError
from inspector.journal import canon
from inspector.people.exchange import encrypt_file
from inspector.people.identity import Identity
from inspector.progress import Silent
from resources import Language, catalogue, say
from tests.builder import World
from tests.tampering import Visit

LANGUAGES: tuple[Language, ...] = ("vi", "en")


@pytest.fixture(scope="module")
def visit() -> Visit:
    return Visit()


@pytest.fixture
def received(visit: Visit, tmp_path: Path) -> Path:
    return visit.save(tmp_path / "an.thisat")


def states(intake: Intake) -> set[ChainState]:
    return {chain.state for one in intake.rounds for chain in one.chains}


def test_a_file_nobody_knows_is_all_new(visit: Visit, received: Path, tmp_path: Path) -> None:
    intake = examine(received, tmp_path / "private")
    (one,) = intake.rounds
    assert (intake.integrity, intake.completeness) == (Integrity.INTACT, Completeness.SEALED)
    assert (intake.new, intake.known) == (len(visit.an.statements), 0)
    assert intake.sha256 == intake.received_sha256 == canon.file_id(received)
    assert intake.size == received.stat().st_size
    assert one.sealed == {visit.visit}
    assert set(intake.blobs) == set(visit.an.used_blobs())
    assert states(intake) == {ChainState.EXTENDS}


def test_each_statement_comes_after_the_one_before_it(received: Path, tmp_path: Path) -> None:
    (one,) = examine(received, tmp_path / "private").rounds
    before: set[str] = set()
    for statement in one.statements:
        assert statement.header.prev is None or statement.header.prev in before
        before.add(statement.id)
    assert [row[0].hex() for row in one.entries] == [s.id for s in one.statements]


def test_new_blobs_lie_in_private_files_and_the_copy_is_gone(visit: Visit, received: Path, tmp_path: Path) -> None:
    private = tmp_path / "private"
    intake = examine(received, private)
    for blob, path in intake.blobs.items():
        assert path.read_bytes() == visit.an.blobs[blob]
    assert {path.name for path in private.iterdir()} == set(intake.blobs)
    assert intake.copy is None
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_what_is_known_is_neither_new_nor_spooled(visit: Visit, received: Path, tmp_path: Path) -> None:
    with Dossier.open(received) as dossier:
        known = Known.of(dossier, dossier.load())
    intake = examine(received, tmp_path / "private", known)
    assert (intake.new, intake.known, intake.blobs) == (0, len(visit.an.statements), {})
    assert (intake.rounds[0].payloads, intake.rounds[0].signatures) == ((), ())
    assert intake.blobs_received == len(visit.an.used_blobs())
    assert states(intake) == {ChainState.SAME}


def test_chains_are_held_against_what_is_known(visit: Visit, tmp_path: Path) -> None:
    older = visit.binh.save(tmp_path / "older.thisat")
    known = Known({visit.world.round: visit.an.log})
    assert examine(older, tmp_path / "private", known).completeness is Completeness.OLDER

    lead = Known({visit.world.round: visit.lead.log})
    newer = examine(visit.save(tmp_path / "newer.thisat"), tmp_path / "private", lead)
    assert states(newer) == {ChainState.SAME, ChainState.EXTENDS}
    assert (newer.known, newer.new) == (
        len(visit.lead.statements),
        len(visit.an.statements) - len(visit.lead.statements),
    )


def test_two_ways_of_one_chain_are_a_fork_and_no_damage(visit: Visit, tmp_path: Path) -> None:
    here, there = visit.an.clone(), visit.an.clone()
    here.comment("một", visit.visit)
    there.comment("hai", visit.visit)
    intake = examine(there.save(tmp_path / "there.thisat"), tmp_path / "private", Known({visit.world.round: here.log}))
    assert intake.is_intact
    assert intake.completeness is Completeness.FORK
    assert [chain.author for one in intake.rounds for chain in one.chains if chain.state is ChainState.FORK] == [
        visit.an.key.public
    ]


def test_a_briefing_holds_no_visit(visit: Visit, tmp_path: Path) -> None:
    intake = examine(visit.lead.save(tmp_path / "lead.thisat"), tmp_path / "private")
    assert (intake.completeness, intake.rounds[0].visits) == (Completeness.ROUND, ())


def test_rounds_side_by_side_are_kept_apart(visit: Visit, tmp_path: Path) -> None:
    path = visit.save(tmp_path / "both.thisat")
    other = World(77).team("mai", "nam")[0]
    with Dossier.open(path) as dossier, dossier.writing() as writer:
        for entry in other.entries.values():
            writer.add(entry)
    intake = examine(path, tmp_path / "private")
    assert intake.is_intact
    assert {one.round: len(one.statements) for one in intake.rounds} == {
        visit.world.round: len(visit.an.statements),
        other.world.round: len(other.statements),
    }
    assert intake.statements("0" * 64) == ()


def test_a_late_payload_of_a_known_statement_is_new(visit: Visit, tmp_path: Path) -> None:
    log = visit.an.log
    bare = log.statements[visit.answers[0]]
    payload, bare.payload = bare.payload, None
    try:
        intake = examine(visit.save(tmp_path / "an.thisat"), tmp_path / "private", Known({visit.world.round: log}))
        assert bare.payload is None, "the receiving log does not change under its feet"
    finally:
        bare.payload = payload
    (one,) = intake.rounds
    assert (intake.new, [row[1] for row in one.payloads]) == (0, [payload])
    assert {s.id: s.payload for s in one.statements}[bare.id] == payload


def test_several_files_are_examined_in_the_order_given(visit: Visit, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("không phải hồ sơ")
    paths = [visit.save(tmp_path / "a.thisat"), text, visit.lead.save(tmp_path / "b.thisat"), tmp_path / "none"]
    results = list(examine_all(paths, tmp_path / "private"))
    assert [path for path, _ in results] == paths
    kinds = [result.key if isinstance(result, KnownError) else result.integrity for _, result in results]
    assert kinds == [Integrity.INTACT, "dossier.not-a-dossier", Integrity.INTACT, "import.unreadable"]


def test_a_blob_of_two_files_is_written_once(visit: Visit, tmp_path: Path) -> None:
    paths = [visit.save(tmp_path / "a.thisat"), visit.save(tmp_path / "b.thisat")]
    intakes = [one for _, one in examine_all(paths, tmp_path / "private") if isinstance(one, Intake)]
    assert intakes[0].blobs == intakes[1].blobs
    assert [one.new for one in intakes] == [len(visit.an.statements)] * 2


def test_an_encrypted_file_is_opened_first(visit: Visit, received: Path, tmp_path: Path) -> None:
    mine, other = Identity("An", b"1" * 32), Identity("Bình", b"2" * 32)
    sealed = tmp_path / "an.thisat.age"
    encrypt_file(received, sealed, [mine.recipient, other.recipient], Silent())
    intake = examine(sealed, tmp_path / "private", identities=[other])
    assert intake.is_intact
    assert (intake.sha256, intake.received_sha256) == (canon.file_id(received), canon.file_id(sealed))
    with pytest.raises(KnownError, match=r"exchange\.not-for-us") as refused:
        examine(sealed, tmp_path / "private", identities=[Identity("La", b"3" * 32)])
    assert refused.value.params["name"] == "an.thisat.age"
    assert {path.name for path in (tmp_path / "private").iterdir()} == set(intake.blobs)


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        (Limits(size=100_000), "import.too-large"),
        (Limits(entries=5), "import.too-many"),
        (Limits(blobs=1), "import.too-many"),
    ],
)
def test_what_is_beyond_the_limits_stays_outside(limits: Limits, key: str, received: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=key):
        examine(received, tmp_path / "private", limits=limits)


def test_a_worker_that_dies_is_damage(received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "worker.py"
    script.write_text("import sys; sys.stdout.write(chr(0) * 4); sys.stdout.flush(); sys.stdout.write('junk')")
    monkeypatch.setattr(foreign, "_WORKER", script)
    intake = examine(received, tmp_path / "private")
    assert [finding.code for finding in intake.damage] == [Code.WORKER]
    assert intake.completeness is Completeness.GAP
    assert intake.copy is not None
    assert canon.file_id(intake.copy) == intake.sha256


def test_a_worker_that_never_comes_up_is_our_fault(
    received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "_WORKER", tmp_path / "missing.py")
    with pytest.raises(KnownError, match=r"import\.no-worker"):
        examine(received, tmp_path / "private")


def test_a_worker_that_hangs_is_killed(received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "worker.py"
    script.write_text("import sys, time; sys.stdout.write(chr(0) * 4); sys.stdout.flush(); time.sleep(600)")
    monkeypatch.setattr(foreign, "_WORKER", script)
    monkeypatch.setattr(foreign, "_START_SECONDS", 0.2)
    worker = Worker(received, 0.3)
    assert [getattr(event, "reason", "") for event in worker.events()] == ["worker"]
    worker.close()


def test_cancelling_leaves_no_worker_and_no_copy(received: Path, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, key: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        examine(received, tmp_path / "private", progress=Impatient())
    assert list((tmp_path / "private").iterdir()) == []


def test_names_that_sqlite_would_read_as_a_uri_are_only_names(visit: Visit, tmp_path: Path) -> None:
    folder = tmp_path / "100% #lạ?mode=rwc"
    folder.mkdir()
    path = visit.save(tmp_path / "a.thisat").rename(folder / "a b%20&x=#?.thisat")
    intake = examine(path, folder / "riêng?#")
    assert intake.is_intact
    assert {one.name for one in folder.iterdir()} == {path.name, "riêng?#"}


def test_what_was_examined_can_be_absorbed(visit: Visit, received: Path, tmp_path: Path) -> None:
    home = visit.lead.save(tmp_path / "home.thisat")
    with Dossier.open(home) as dossier:
        intake = examine(received, tmp_path / "private", Known.of(dossier, dossier.load()))
        assert absorb(dossier, [intake]).entries == intake.new
        assert set(dossier.load()[visit.world.round].statements) == set(visit.an.statements)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_sentence(language: Language) -> None:
    for code in Code:
        finding = Finding(code, "entry", "a" * 64, "x")
        sentence = say(finding.key, language, table=finding.table, id=finding.id, detail=finding.detail)
        assert not sentence.startswith("intake.")
        assert "…" not in sentence
    for value in (*Completeness, *Integrity):
        assert f"intake.light.{value.value}" in catalogue(language)
