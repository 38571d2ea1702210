"""A person at work: what is acknowledged is on disk, chains never fork, and a failure leaves nothing half done."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.commands.answering import Answer, Conclude
from inspector.commands.evidence import AddPhoto
from inspector.commands.rounding import Erase, Exclude, IssueRoster
from inspector.commands.visiting import Comment, OpenVisit, PlanVisit, SealVisit, StateFact
from inspector.dossier.file import Dossier
from inspector.journal import canon
from inspector.journal.bodies import ChainCut, UnitRef
from inspector.journal.entry import MAX_SEEN, Entry, EntryId, Statement, VisitId
from inspector.journal.log import Log
from inspector.projection.trust import Effect
from inspector.session import Session, start_round
from tests.laws.compare import plain
from tests.laws.desks import CHECKLIST, Chance, Desk, Key, MemoryMarks, intake_of, persons, refused, rows_of, team

ROOT = Path(__file__).parents[3]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    found, _ = team(tmp_path)
    yield found
    for desk in found:
        desk.close()


@pytest.fixture
def lead(desks: list[Desk]) -> Desk:
    return desks[0]


@pytest.fixture
def an(desks: list[Desk]) -> Desk:
    return desks[2]


@pytest.fixture
def visit(lead: Desk) -> VisitId:
    return next(iter(lead.session.view.visits))


def chains(desk: Desk, scope: EntryId) -> dict[str, list[int]]:
    """Return one's own chains in a scope, with the numbers that stand in them."""
    found: dict[str, list[int]] = {}
    for s in desk.held.values():
        if s.header.author == desk.key.public and s.scope == scope:
            found.setdefault(s.header.chain, []).append(s.header.seq)
    return {chain: sorted(numbers) for chain, numbers in found.items()}


def last(desk: Desk, scope: EntryId) -> Statement:
    return [s for s in desk.session.log.scopes[scope] if s.header.author == desk.key.public][-1]


# -- beginning ------------------------------------------------------------------------------------------------------


def test_a_round_begins_with_two_roots_and_names_its_checklists(tmp_path: Path) -> None:
    path = tmp_path / "a.thisat"
    key, other = Key(b"a"), Key(b"b")
    round_id = start_round(path, key, Chance(1), title="Đợt 1", other_roots=[other.public], blobs=[CHECKLIST])
    session = Session.open(path, key, Chance(2), MemoryMarks())
    assert session.view.round == session.log.round == round_id
    assert session.view.trust.roots == {key.public, other.public}
    assert session.log.statements[round_id].header.blobs == ((canon.blob_id(CHECKLIST), len(CHECKLIST)),)
    assert session.dossier.blob(canon.blob_id(CHECKLIST)) == CHECKLIST
    session.close()


@pytest.mark.parametrize("others", [[], ["self"]])
def test_a_round_with_one_root_does_not_begin(tmp_path: Path, others: list[str]) -> None:
    key = Key(b"a")
    with refused("roster.roots"):
        start_round(
            tmp_path / "a.thisat", key, Chance(1), title="", other_roots=[key.public] if others else [], blobs=()
        )
    assert not (tmp_path / "a.thisat").exists()


def test_a_file_without_a_round_is_not_opened(tmp_path: Path) -> None:
    Dossier.create(tmp_path / "a.thisat").close()
    with refused("round.none"):
        Session.open(tmp_path / "a.thisat", Key(b"a"), Chance(1), MemoryMarks())


def test_of_two_rounds_in_a_file_one_has_to_be_named(tmp_path: Path) -> None:
    key = Key(b"a")
    rounds = [
        start_round(tmp_path / f"{name}.thisat", key, Chance(seed), title=name, other_roots=[Key(b"b").public])
        for seed, name in enumerate("ab")
    ]
    with (
        Dossier.open(tmp_path / "a.thisat") as both,
        Dossier.open(tmp_path / "b.thisat") as b,
        both.writing() as writer,
    ):
        (log,) = b.load().values()
        (genesis,) = log.statements.values()
        assert genesis.payload is not None
        (signature,) = b.signatures_of(genesis.id)
        writer.add(Entry(genesis.id, b.header_of(genesis.id), genesis.payload, signature))
    with refused("round.several"):
        Session.open(tmp_path / "a.thisat", key, Chance(1), MemoryMarks())
    with refused("round.none"):
        Session.open(tmp_path / "a.thisat", key, Chance(1), MemoryMarks(), "xx")
    for name, one in zip("ab", rounds, strict=True):
        session = Session.open(tmp_path / "a.thisat", key, Chance(1), MemoryMarks(), one[:16])
        assert session.view.title == name
        session.close()


# -- doing ----------------------------------------------------------------------------------------------------------


def test_what_is_done_is_on_disk_and_in_the_view(an: Desk, visit: VisitId) -> None:
    change = an.do(Answer(visit, "q1", "pass"))
    (one,) = change.added
    assert change.view.visits[visit].results[("q1", "")].value == "pass"
    with Dossier.open(an.path, read_only=True) as dossier:
        (log,) = dossier.load().values()
        assert one in log
        assert len(dossier.signatures_of(one)) == 1


def test_a_view_that_was_handed_out_does_not_change(an: Desk, visit: VisitId) -> None:
    before = an.do(Answer(visit, "q1", "pass")).view
    an.do(Answer(visit, "q1", "fail"))
    assert before.visits[visit].results[("q1", "")].value == "pass"


def test_what_changes_nothing_writes_nothing(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    rows = rows_of(an.path)
    assert an.do(Answer(visit, "q1", "pass")).added == ()
    assert rows_of(an.path) == rows


def test_one_request_of_several_statements_is_one_chain(an: Desk, visit: VisitId) -> None:
    photo, link, caption = an.do(
        AddPhoto(visit, b"original", b"display", "a.jpg", "JPEG", 1, 1, {}, ("q1",), "cửa")
    ).added
    headers = [an.held[one].header for one in (photo, link, caption)]
    assert [header.seq for header in headers] == [0, 1, 2]
    assert [header.prev for header in headers] == [None, photo, link]
    assert [header.tick - headers[0].tick for header in headers] == [0, 1, 2]
    assert [header.seen for header in headers[1:]] == [(), ()]


def test_what_the_roster_does_not_allow_is_refused_before_it_is_signed(an: Desk, visit: VisitId) -> None:
    with refused("role.not-allowed"):
        an.do(Conclude(visit, "q1", "pass", "vì vậy"))
    assert an.do(Answer(visit, "q1", "pass")).added


def test_a_text_that_is_too_long_is_refused_and_nothing_is_written(an: Desk, visit: VisitId) -> None:
    rows = rows_of(an.path)
    with refused("entry.too-large"):
        an.do(StateFact(visit, "ended", "x" * 2**20))
    assert rows_of(an.path) == rows


def test_a_name_of_a_file_that_is_no_text_is_refused(an: Desk, visit: VisitId) -> None:
    """A name that is not UTF-8 reaches Python with lone surrogates in it."""
    with refused("entry.too-large"):
        an.do(AddPhoto(visit, b"a", b"b", "\udcff.jpg", "JPEG", 1, 1, {}))
    assert an.session.dossier.blob_ids().isdisjoint({canon.blob_id(b"a")})


# -- two writers ----------------------------------------------------------------------------------------------------


def test_two_sessions_on_one_file_continue_one_chain(an: Desk, visit: VisitId) -> None:
    """The window and the command line: an q1 here, q2 there, q3 here …"""
    other = Session.open(an.path, an.key, Chance(99), an.marks)
    for turn in range(6):
        (an.session if turn % 2 else other).do(Answer(visit, f"q{turn}", "pass"))
    an.do(Answer(visit, "last", "pass"))
    assert an.session.view.forks == ()
    assert list(chains(an, visit).values()) == [[0, 1, 2, 3, 4, 5, 6]]
    assert len(an.session.view.visits[visit].results) == 7
    other.close()


def test_two_people_on_one_file_see_each_other(an: Desk, lead: Desk, visit: VisitId) -> None:
    other = Session.open(an.path, lead.key, Chance(99), MemoryMarks())
    (one,) = an.do(Answer(visit, "q1", "pass")).added
    (two,) = other.do(Answer(visit, "q1", "fail")).added
    assert other.log.statements[two].header.seen == tuple(sorted({one, *other.log.tips[other.log.round]}))
    an.do(Answer(visit, "q2", "pass"))
    assert an.session.view.visits[visit].contested == (("obs", "q1", ""),)
    other.close()


# -- what one has seen ----------------------------------------------------------------------------------------------


def test_a_head_is_named_once_and_only_when_it_is_new(desks: list[Desk], an: Desk, visit: VisitId) -> None:
    binh = desks[3]
    an.do(Answer(visit, "q1", "pass"))
    assert last(an, visit).header.seen == tuple(sorted(an.session.log.tips[an.session.log.round]))
    an.do(Answer(visit, "q2", "pass"))
    assert last(an, visit).header.seen == ()
    (one,) = binh.do(Answer(visit, "q1", "fail")).added
    an.absorb(binh)
    an.do(Answer(visit, "q3", "pass"))
    assert last(an, visit).header.seen == (one,)


def test_more_heads_than_fit_are_named_in_the_next_entries(an: Desk, visit: VisitId) -> None:
    """150 people have each said something in the file; an names 128 of them, then the rest"""
    said = set()
    for one in range(150):
        other = Session.open(an.path, Key(b"%d" % one), Chance(one), MemoryMarks())
        said |= set(other.do(Answer(visit, "q1", "pass")).added)
        other.close()
    seen = []
    for item in ("q1", "q2", "q3"):
        an.do(Answer(visit, item, "pass"))
        seen.append(last(an, visit).header.seen)
    assert [len(one) for one in seen] == [MAX_SEEN, 150 + 1 - MAX_SEEN, 0]
    assert said <= {*seen[0], *seen[1]}


def test_both_tips_of_a_fork_are_named(desks: list[Desk], lead: Desk, an: Desk, visit: VisitId) -> None:
    """an's laptop was copied, with its key, but without its marks; both went on"""
    an.do(Answer(visit, "q1", "pass"))
    an.close()
    copy = Desk(an.folder, "copy", an.key, 77)
    shutil.copyfile(an.path, copy.path)
    copy.open()
    an.open()
    tips = {*an.do(Answer(visit, "q2", "pass")).added, *copy.do(Answer(visit, "q3", "pass")).added}
    lead.absorb(an)
    lead.absorb(copy)
    lead.do(Answer(visit, "q1", "pass"))
    assert tips <= set(last(lead, visit).header.seen)
    assert lead.session.view.forks == ((an.key.public, 1),)
    an.absorb(copy)
    an.do(Answer(visit, "q4", "pass"))
    header = last(an, visit).header
    assert tips == {header.prev, *header.seen}
    copy.close()


# -- backups --------------------------------------------------------------------------------------------------------


def test_a_restored_backup_starts_a_new_chain_that_names_what_it_knows_to_be_missing(
    desks: list[Desk], an: Desk, lead: Desk, visit: VisitId
) -> None:
    """an q1, backup, q2 (which reached the lead), restored; then an q3"""
    an.do(Answer(visit, "q1", "pass"))
    backup = an.back_up()
    (lost,) = an.do(Answer(visit, "q2", "pass")).added
    lead.absorb(an)
    an.restore(backup)
    an.do(Answer(visit, "q3", "pass"))
    header = last(an, visit).header
    assert (header.seq, header.prev) == (0, None)
    assert lost in header.seen
    assert header.tick == lead.held[lost].header.tick + 1
    lead.absorb(an)
    assert lead.session.view.forks == ()
    for statement in lead.held.values():
        lead.session.log.require_tick(statement)
    an.do(Answer(visit, "q4", "pass"))
    assert sorted(chains(an, visit).values()) == [[0], [0, 1]]


def test_a_backup_that_was_restored_twice_starts_two_chains(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    backup = an.back_up()
    kept: list[dict[str, list[int]]] = []
    for item in ("q2", "q3"):
        an.do(Answer(visit, item, "pass"))
        kept.append(chains(an, visit))
        an.restore(backup)
    assert not set(kept[0]) ^ set(chains(an, visit))
    assert sorted(map(len, kept)) == [1, 2]


def test_what_comes_back_after_all_is_continued_without_a_fork(an: Desk, lead: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    backup = an.back_up()
    an.do(Answer(visit, "q2", "pass"))
    lead.absorb(an)
    an.restore(backup)
    an.do(Answer(visit, "q3", "pass"))
    an.absorb(lead)
    an.do(Answer(visit, "q4", "pass"))
    assert an.session.view.forks == ()
    assert {item for item, _ in an.session.view.visits[visit].results} == {"q1", "q2", "q3", "q4"}


def test_a_chain_whose_rest_was_excluded_is_not_continued(an: Desk, lead: Desk, visit: VisitId) -> None:
    """an q1, q2; the lead excludes the chain from q2 on; an q3 counts"""
    an.do(Answer(visit, "q1", "pass"))
    an.do(Answer(visit, "q2", "pass"))
    header = last(an, visit).header
    lead.absorb(an)
    lead.do(Exclude("máy bị sao chép", chain=ChainCut(an.key.public, visit, header.chain, header.seq)))
    an.absorb(lead)
    (one,) = an.do(Answer(visit, "q3", "pass")).added
    assert an.session.view.trust.effect(an.held[one]) is Effect.EFFECTIVE
    assert len(chains(an, visit)) == 2


# -- absorbing ------------------------------------------------------------------------------------------------------


def test_absorbing_twice_adds_nothing(an: Desk, lead: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    lead.absorb(an)
    before, rows = plain(lead.session.view), rows_of(lead.path)
    lead.absorb(an)
    assert (plain(lead.session.view), rows_of(lead.path)) == (before, rows)


def test_an_erased_payload_does_not_come_back_with_an_older_copy(an: Desk, lead: Desk, visit: VisitId) -> None:
    """an q1 with a note and a photo; the lead erases both and removes the bytes; then an's stick comes again"""
    (one,) = an.do(Answer(visit, "q1", "pass", note="0912 345 678")).added
    (photo,) = an.do(AddPhoto(visit, b"the face of a citizen", b"small", "a.jpg", "JPEG", 1, 1, {})).added
    lead.absorb(an)
    blobs = tuple(blob for blob, _ in lead.held[photo].header.blobs)
    lead.do(Erase("yêu cầu của công dân", "Luật 91/2025/QH15", (one,), blobs))
    trust = lead.session.view.trust
    lead.session.dossier.remove_bytes(trust.erased_entries, trust.erased_blobs)
    lead.close()
    lead.open()
    lead.absorb(an)
    assert lead.held[one].payload is None
    assert lead.session.dossier.blob_ids().isdisjoint(blobs)
    for secret in ("0912 345 678", "the face of a citizen"):
        assert secret.encode() not in lead.path.read_bytes()


def test_bytes_that_were_erased_are_not_brought_again(lead: Desk, visit: VisitId) -> None:
    picture = AddPhoto(visit, b"the face of a citizen", b"small", "a.jpg", "JPEG", 1, 1, {})
    (photo,) = lead.do(picture).added
    lead.do(Erase("yêu cầu", "luật", (), (canon.blob_id(picture.original),)))
    lead.session.dossier.remove_bytes(frozenset(), lead.session.view.trust.erased_blobs)
    with refused("blob.withheld"):
        lead.do(replace(picture, items=("q1",)))
    assert canon.blob_id(picture.original) not in lead.session.dossier.blob_ids()
    assert lead.session.view.visits[visit].photos[0].id == photo


def test_a_seal_that_an_erasure_named_before_it_came_is_taken_in_whole(an: Desk, lead: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    (seal,) = an.do(SealVisit(visit, "onsite", "tests", frozenset())).added
    lead.do(Erase("nhầm", "không có", (seal,)))
    lead.absorb(an)
    assert lead.held[seal].payload is not None
    assert lead.session.view.visits[visit].is_sealed


def test_a_payload_that_comes_later_finds_its_statement(an: Desk, lead: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    intake = intake_of(an, an.folder / "blobs")
    bare = replace(intake, rounds=tuple(replace(one, payloads=()) for one in intake.rounds))
    lead.session.absorb([bare])
    withheld = lead.session.view
    lead.session.absorb([intake])
    assert withheld.visits[visit].results[("q1", "")].state.value == "withheld"
    assert lead.session.view.visits[visit].results[("q1", "")].value == "pass"


# -- when the disk fails --------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_nothing_half_written(an: Desk, lead: Desk, visit: VisitId) -> None:
    an.absorb(lead)
    held, before, rows = set(an.held), plain(an.session.view), rows_of(an.path)
    db = an.session.dossier._db
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with refused("disk.full"):
        an.do(AddPhoto(visit, b"x" * 500_000, b"y", "a.jpg", "JPEG", 1, 1, {}, ("q1",)))
    assert (set(an.held), plain(an.session.view), rows_of(an.path)) == (held, before, rows)
    db.execute("PRAGMA max_page_count = 1000000")
    an.do(Answer(visit, "q1", "pass"))
    assert last(an, visit).header.seen == tuple(sorted(an.session.log.tips[an.session.log.round]))
    assert (last(an, visit).header.seq, an.session.view.forks) == (0, ())


_LIMITED = """
import resource, sys
from pathlib import Path
from inspector.commands.evidence import AddPhoto
from inspector.errors import KnownError
from inspector.session import Session
from tests.laws.desks import Chance, Key, MemoryMarks
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
session = Session.open(path, Key(b"an"), Chance(5), MemoryMarks())
visit = next(iter(session.view.visits))
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000, resource.RLIM_INFINITY))
try:
    session.do(AddPhoto(visit, b"x" * 500_000, b"y", "a.jpg", "JPEG", 1, 1, {}, ("q1",)))
except KnownError as error:
    print(error.key, len(session.log))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_file_that_may_not_grow_leaves_nothing_half_written(an: Desk) -> None:
    rows = rows_of(an.path)
    found = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(an.path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    key, count = found.stdout.split()
    assert key in ("disk.full", "dossier.io")
    assert int(count) == rows == rows_of(an.path)
    _require_sound(an.path)


def test_what_reads_back_differently_is_not_saved(an: Desk) -> None:
    """A disk that gives back other bytes than it was given; here, a row under an id that is not its own."""
    rows = rows_of(an.path)
    with refused("dossier.read-back"), an.session.dossier.writing() as writer:
        writer.add(Entry("ab" * 32, b"{}", b"{}", bytes(64)))
    assert rows_of(an.path) == rows


def test_a_file_that_another_program_holds_is_said_to_be_locked(an: Desk, visit: VisitId) -> None:
    an.session.dossier._db.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(an.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with refused("dossier.locked"):
        an.do(Answer(visit, "q1", "pass"))
    other.execute("ROLLBACK")
    other.close()
    assert an.do(Answer(visit, "q1", "pass")).added


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_whoever_is_killed_at_work_keeps_every_answer_that_was_acknowledged(an: Desk) -> None:
    """A child answers and adds photos, and says so through a pipe, until it is killed; a hundred times over."""
    an.close()
    found = subprocess.run(
        [sys.executable, "-m", "tests.unit.inspector.killed_session", str(an.path), "100"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert found.returncode == 0, found.stderr
    assert int(found.stdout) > 100, "hardly anything was acknowledged before the kill"
    _require_sound(an.path)
    an.open()


def _require_sound(path: Path) -> None:
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


# -- the rest -------------------------------------------------------------------------------------------------------


def test_clocks_that_jump_change_no_order(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    an.sources.ms = -5
    an.do(Answer(visit, "q1", "fail"))
    assert last(an, visit).header.at.utc_ms == 995
    assert an.session.view.visits[visit].results[("q1", "")].value == "fail"


def test_the_same_words_never_have_the_same_payload(an: Desk, visit: VisitId) -> None:
    one, other = (an.do(Comment(visit, (), "ý kiến")).added[0] for _ in range(2))
    assert an.held[one].header.payload != an.held[other].header.payload


def test_a_visit_can_be_opened_and_planned_in_one_round(lead: Desk, an: Desk, visit: VisitId) -> None:
    an.do(OpenVisit(visit, "2026-11-22T08:00+07:00"))
    lead.do(PlanVisit(UnitRef(name="Xã Đất Mũi"), CHECKLIST))
    lead.absorb(an)
    assert [len(lead.session.view.visits[one].opened) for one in lead.session.view.visits] == [1, 0]


def test_a_roster_that_a_colleague_brings_makes_one_a_member(tmp_path: Path, desks: list[Desk], lead: Desk) -> None:
    stranger = Desk(lead.folder, "lạ", Key(b"stranger"), 55)
    shutil.copyfile(lead.path, stranger.path)
    stranger.open()
    visit = next(iter(stranger.session.view.visits))
    stranger.do(Answer(visit, "q1", "pass"))
    assert stranger.session.view.visits[visit].result("q1") is None
    roots = tuple(desk.key.public for desk in desks[:2])
    lead.do(IssueRoster("2", roots, persons([*desks, stranger])))
    stranger.absorb(lead)
    result = stranger.session.view.visits[visit].result("q1")
    assert result is not None
    assert result.value == "pass"
    stranger.close()


def test_every_log_that_a_session_makes_holds_together(desks: list[Desk], visit: VisitId) -> None:
    for at, desk in enumerate(desks):
        desk.do(Answer(visit, f"q{at}", "pass"))
        desks[0].absorb(desk)
    log = Log.of(desks[0].held.values())
    for statement in log:
        log.require_tick(statement)
    assert log.forks == {}
