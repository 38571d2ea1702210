"""What leaves the laptop: as much as its reader needs, whole in itself, and read back before it gets its name."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.dossier import handover
from inspector.dossier.absorb import absorb
from inspector.dossier.cut import Cut, Weight, cut
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine, examine_all
from inspector.dossier.handover import hand_over, write
from inspector.dossier.known import Known
from inspector.dossier.verdict import Completeness, Intake
from inspector.errors import Cancelled, KnownError
from inspector.journal import canon
from inspector.journal.bodies import Drawn, Pick, Presence, Received, Redrawn, SeedStated, SettingChosen, UnitRef
from inspector.people.identity import Identity
from tests.builder import Laptop, World
from tests.tampering import content_of, edited, judge_here

AN, LEAD = Identity("An", b"1" * 32), Identity("Trưởng đoàn", b"2" * 32)


class Round:
    """Two visits, one planned and one not; an exclusion taken back, an erasure, comments on the round."""

    def __init__(self) -> None:
        self.world = World(31)
        self.lead, self.an, self.binh = self.world.team("lead", "an", "binh")
        self.planned = self.lead.plan("Phường Tân Thành")
        self.other_plan = self.lead.plan("Phường Hoà Thành")
        self.said = self.lead.comment("nhắc cả đoàn")
        self.an.meet(self.lead)
        self.an.open(self.planned)
        self.answers = [self.an.observe(self.planned, f"item_{n}", "fail") for n in range(70)]
        self.photo = self.an.photo(self.planned)
        self.an.seal(self.planned)
        self.binh.meet(self.lead)
        self.surprise = self.binh.open()
        self.binh.observe(self.surprise, "item_1", "pass")
        self.binh.photo(self.surprise)
        self.lead.meet(self.an)
        self.lead.meet(self.binh)
        self.excluded = self.lead.exclude(self.answers[3])
        self.back = self.lead.presence(self.excluded, "out")
        original = self.lead.statements[self.photo].header.blobs[0][0]
        self.erased_blob = original
        self.erasure = self.lead.erase([self.answers[5]], [original])
        self.display = next(blob for blob, _ in self.lead.statements[self.photo].header.blobs if blob != original)


@pytest.fixture(scope="module")
def known_round() -> Round:
    return Round()


@pytest.fixture
def dossier(known_round: Round, tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(known_round.lead.save(tmp_path / "lead.thisat")) as opened:
        yield opened


def cut_of(
    dossier: Dossier,
    round_: Round,
    weight: Weight = "originals",
    visits: list[str] | None = None,
    briefing: bool = False,
) -> Cut:
    return cut(
        dossier,
        round_.lead.log,
        visits=visits,
        weight=weight,
        briefing=briefing,
        erased_entries=frozenset({round_.answers[5]}),
        erased_blobs=frozenset({round_.erased_blob}),
    )


def kinds(laptop: Laptop, chosen: Cut, scope: str) -> list[str]:
    return sorted(s.header.kind for s in laptop.log if s.id in chosen.payloads and s.scope == scope)


def test_a_visit_file_says_nothing_of_other_visits(known_round: Round, dossier: Dossier) -> None:
    chosen = cut_of(dossier, known_round, visits=[known_round.planned])
    scopes = {s.scope for s in chosen.statements}
    assert scopes == {known_round.world.round, known_round.planned}
    log = known_round.lead.log
    assert len(chosen.statements) == sum(len(log.scopes[scope]) for scope in scopes)
    assert kinds(known_round.lead, chosen, known_round.world.round) == [
        "erased",
        "excluded",
        "genesis",
        "opened",
        "planned",
        "presence",
        "roster",
    ]
    assert known_round.other_plan not in chosen.payloads
    assert known_round.said not in chosen.payloads


def test_what_was_erased_never_leaves(known_round: Round, dossier: Dossier) -> None:
    chosen = cut_of(dossier, known_round)
    assert known_round.answers[5] in {s.id for s in chosen.statements}
    assert known_round.answers[5] not in chosen.payloads
    assert known_round.erased_blob not in dict(chosen.blobs)
    assert known_round.erased_blob not in chosen.absent


def test_the_whole_round_holds_everything_else(known_round: Round, dossier: Dossier) -> None:
    chosen = cut_of(dossier, known_round)
    assert {s.id for s in chosen.statements} == set(known_round.lead.statements)
    assert chosen.payloads == set(known_round.lead.statements) - {known_round.answers[5]}
    assert set(dict(chosen.blobs)) == set(known_round.lead.used_blobs()) - {known_round.erased_blob}


def test_a_briefing_carries_plans_and_checklists(known_round: Round, dossier: Dossier) -> None:
    chosen = cut_of(dossier, known_round, briefing=True)
    assert {s.scope for s in chosen.statements} == {known_round.world.round}
    assert {known_round.planned, known_round.other_plan} <= chosen.payloads
    assert known_round.said not in chosen.payloads
    assert set(dict(chosen.blobs)) == {known_round.world.checklist_id}
    one = cut_of(dossier, known_round, briefing=True, visits=[known_round.planned])
    assert known_round.planned in one.payloads
    assert known_round.other_plan not in one.payloads


def test_a_receipt_travels_with_its_visit_and_with_no_other(tmp_path: Path) -> None:
    round_ = Round()
    receipts = {
        visit: round_.lead.say(Received(visit=visit, tips=(), entries=1, blobs=0))
        for visit in (round_.planned, round_.surprise)
    }
    with Dossier.open(round_.lead.save(tmp_path / "lead.thisat")) as dossier:
        for briefing in (False, True):
            chosen = cut_of(dossier, round_, visits=[round_.planned], briefing=briefing)
            assert receipts[round_.planned] in chosen.payloads
            assert receipts[round_.surprise] in {s.id for s in chosen.statements} - chosen.payloads
        assert set(receipts.values()) <= cut_of(dossier, round_, briefing=True).payloads


def test_a_receipt_that_is_not_here_itself_stays(tmp_path: Path) -> None:
    round_ = Round()
    receipt = round_.lead.say(Received(visit=round_.planned, tips=(), entries=1, blobs=0))
    round_.lead.statements[receipt].payload = None
    with Dossier.open(round_.lead.save(tmp_path / "lead.thisat")) as dossier:
        assert receipt not in cut_of(dossier, round_, visits=[round_.planned]).payloads


def test_weights_choose_blobs_and_nothing_else(known_round: Round, dossier: Dossier) -> None:
    chosen = {
        weight: cut_of(dossier, known_round, weight, visits=[known_round.surprise])
        for weight in ("statements", "display", "originals")
    }
    assert len({(one.statements, one.payloads, one.signatures) for one in chosen.values()}) == 1
    photo = next(s for s in known_round.binh.log if s.header.kind == "photo_added")
    assert set(dict(chosen["statements"].blobs)) == {known_round.world.checklist_id}
    assert set(dict(chosen["originals"].blobs)) == {known_round.world.checklist_id, *dict(photo.header.blobs)}
    assert len(chosen["display"].blobs) == 2
    assert min(dict(photo.header.blobs).items(), key=lambda ref: ref[1])[0] in dict(chosen["display"].blobs)


def test_only_signatures_that_a_reader_needs_travel(known_round: Round, dossier: Dossier) -> None:
    chosen = cut_of(dossier, known_round, visits=[known_round.planned])
    signed = {one for one, _ in chosen.signatures}
    seqs = sorted(s.header.seq for s in chosen.statements if s.scope == known_round.planned and s.id in signed)
    assert seqs == [0, 64, 71]
    assert {s.id for s in chosen.statements if s.header.kind in ("genesis", "roster", "erased", "excluded")} <= signed


def test_what_is_wanted_and_not_here_is_said(known_round: Round, tmp_path: Path) -> None:
    path = known_round.lead.save(tmp_path / "bare.thisat")
    with edited(path) as db:
        db.execute("DELETE FROM blob")
    with Dossier.open(path) as bare:
        chosen = cut_of(bare, known_round, visits=[known_round.planned])
    assert chosen.blobs == ()
    assert chosen.absent == {known_round.world.checklist_id, known_round.display}


def test_a_written_cut_is_one_sound_file_under_a_plain_name(
    known_round: Round, dossier: Dossier, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    chosen = cut_of(dossier, known_round, visits=[known_round.planned])
    (path,) = write(chosen, dossier, stick, day="20251121", team="Đoàn 1")
    assert path.name == f"20251121_on1_{canon.file_id(path)[:8]}.thisat"
    assert list(stick.iterdir()) == [path]
    intake = examine(path, tmp_path / "private")
    assert intake.is_intact
    assert intake.completeness is Completeness.SEALED
    ids, payloads, blobs = content_of(intake)
    assert ids == {s.id for s in chosen.statements}
    assert {row[0].hex() for row in payloads} == chosen.payloads
    assert blobs == set(dict(chosen.blobs))


@pytest.mark.parametrize(("weight", "travels"), [("statements", False), ("display", True), ("originals", True)])
def test_a_copy_that_was_drawn_over_travels_like_a_display_copy(tmp_path: Path, weight: Weight, travels: bool) -> None:
    lead, an = World(43).team("lead", "an")
    visit = lead.plan()
    an.meet(lead)
    photo = an.photo(visit)
    derived, display = b"covered", min(an.statements[photo].header.blobs, key=lambda ref: ref[1])[0]
    body = Redrawn(value=canon.blob_id(derived), source=display)
    an.say(body, ("copy", photo), visit, blobs=[derived])
    with Dossier.open(an.save(tmp_path / "an.thisat")) as dossier:
        blobs = dict(cut(dossier, an.log, visits=[visit], weight=weight).blobs)
    assert (body.value in blobs, display in blobs) == (travels, travels)


def big_round(tmp_path: Path) -> tuple[Laptop, Dossier, Cut]:
    """A visit with six photos of 100 kB, its dossier, and all of it cut."""
    lead, an = World(41).team("lead", "an")
    visit = lead.plan()
    an.meet(lead)
    for _ in range(6):
        an.photo(visit, 100_000)
    dossier = Dossier.open(an.save(tmp_path / "big.thisat"))
    return an, dossier, cut(dossier, an.log, visits=[visit], weight="originals")


def test_a_large_cut_becomes_parts_that_are_valid_alone_and_unite_in_any_order(tmp_path: Path) -> None:
    an, dossier, chosen = big_round(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    with dossier:
        parts = write(chosen, dossier, stick, day="20251121", team="D1", max_bytes=700_000)
    assert [path.name.rpartition("_")[2] for path in parts] == ["1of3.thisat", "2of3.thisat", "3of3.thisat"]
    assert len({path.name.rpartition("_")[0] for path in parts}) == 1
    assert all(path.stat().st_size <= 700_000 for path in parts)
    for order in (parts, parts[::-1]):
        with Dossier.create(tmp_path / f"{order[0].name}.home") as home:
            intakes = []
            for _, one in examine_all(order, tmp_path / "private", Known()):
                assert isinstance(one, Intake)
                assert one.is_intact
                intakes.append(one)
            absorb(home, intakes)
            assert set(home.load()[an.world.round].statements) == {s.id for s in chosen.statements}
            assert home.blob_ids() == set(dict(chosen.blobs))
        assert content_of(judge_here(tmp_path / f"{order[0].name}.home", spool=tmp_path))[1:] == (
            frozenset((bytes.fromhex(s.id), s.payload) for s in chosen.statements if s.payload),
            frozenset(dict(chosen.blobs)),
        )


def test_others_get_it_encrypted_and_nothing_readable_is_left(
    known_round: Round, dossier: Dossier, tmp_path: Path
) -> None:
    stick, private = tmp_path / "stick", tmp_path / "private"
    stick.mkdir()
    chosen = cut_of(dossier, known_round, visits=[known_round.planned])
    (path,) = hand_over(
        chosen, dossier, stick, private, day="20251121", team="d1", recipients=[AN.recipient, LEAD.recipient]
    )
    assert path.name.endswith(".thisat.age")
    assert list(stick.iterdir()) == [path]
    assert list(private.iterdir()) == []
    intake = examine(path, tmp_path / "reading", identities=[LEAD])
    assert {s.id for s in intake.statements(known_round.world.round)} == {s.id for s in chosen.statements}


def test_in_the_clear_only_for_a_reason(known_round: Round, dossier: Dossier, tmp_path: Path) -> None:
    stick, private = tmp_path / "stick", tmp_path / "private"
    stick.mkdir()
    chosen = cut_of(dossier, known_round, visits=[known_round.planned])
    with pytest.raises(KnownError, match=r"handover\.plain-needs-reason"):
        hand_over(chosen, dossier, stick, private, day="20251121", team="d1", plain_reason="  ")
    with pytest.raises(KnownError, match=r"handover\.recipients"):
        hand_over(chosen, dossier, stick, private, day="20251121", team="d1", recipients=[AN.recipient] * 2)
    assert list(stick.iterdir()) == []
    (path,) = hand_over(
        chosen, dossier, stick, private, day="20251121", team="d1", plain_reason="máy nhận không có khoá"
    )
    assert path.suffix == ".thisat"


def test_a_stick_without_room_is_told_before_anything_is_written(
    known_round: Round, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "_SPARE", 1 << 60)
    with pytest.raises(KnownError, match=r"disk\.full"):
        write(cut_of(dossier, known_round), dossier, tmp_path, day="20251121", team="d1")
    with pytest.raises(KnownError, match=r"handover\.unwritable"):
        write(cut_of(dossier, known_round), dossier, tmp_path / "none", day="20251121", team="d1")


def test_cancelled_leaves_nothing(known_round: Round, dossier: Dossier, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, key: str) -> None:
            raise Cancelled

    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(Cancelled):
        write(cut_of(dossier, known_round), dossier, stick, day="20251121", team="d1", progress=Impatient())
    assert list(stick.iterdir()) == []


def test_what_does_not_verify_is_never_handed_over(known_round: Round, dossier: Dossier, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    chosen = cut_of(dossier, known_round)
    unsigned = replace(chosen, signatures=chosen.signatures[1:])
    with pytest.raises(KnownError, match=r"handover\.unsound"):
        write(unsigned, dossier, stick, day="20251121", team="d1")
    lacking = replace(chosen, statements=chosen.statements[1:])
    with pytest.raises(KnownError, match=r"handover\.unsound"):
        write(lacking, dossier, stick, day="20251121", team="d1")
    assert list(stick.iterdir()) == []


def test_a_blob_that_is_damaged_here_stops_the_hand_over(known_round: Round, tmp_path: Path) -> None:
    path = known_round.lead.save(tmp_path / "damaged.thisat")
    with edited(path) as db:
        db.execute("UPDATE blob SET bytes = zeroblob(900) WHERE id = ?", (bytes.fromhex(known_round.display),))
    stick = tmp_path / "stick"
    stick.mkdir()
    with Dossier.open(path) as dossier:
        chosen = cut_of(dossier, known_round)
        with pytest.raises(KnownError, match=r"blob\.damaged"):
            write(chosen, dossier, stick, day="20251121", team="d1")
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("seed", range(3))
def test_what_came_by_hand_over_can_be_handed_on(seed: int, tmp_path: Path) -> None:
    """A lead holds only the signatures that travelled; what he cuts from that, forks included, is sound again."""
    chance = random.Random(seed)
    lead, an, binh = World(100 + seed).team("lead", "an", "binh")
    visits = [lead.plan(f"Xã {number}") for number in range(2)]
    an.meet(lead)
    binh.meet(lead)
    for laptop in (an, binh):
        for visit in visits:
            laptop.open(visit)
            for number in range(chance.randrange(1, 90)):
                laptop.observe(visit, f"item_{number % 7}", chance.choice(("pass", "fail")))
            laptop.photo(visit, 60_000)
    restored = an.clone()
    an.comment("một", visits[0])
    for number in range(chance.randrange(1, 90)):
        restored.observe(visits[0], f"item_{number % 7}", "fail")
    an.seal(visits[1])

    home, stick, private = tmp_path / "home.thisat", tmp_path / "stick", tmp_path / "private"
    stick.mkdir()
    lead.save(home)
    everything = {one for laptop in (lead, an, binh, restored) for one in laptop.statements}
    with Dossier.open(home) as dossier:
        for number, laptop in enumerate((an, binh, restored)):
            with Dossier.open(laptop.save(tmp_path / f"{number}.thisat")) as own:
                chosen = cut(own, laptop.log, visits=chance.choice([None, visits]), weight="originals")
                files = write(chosen, own, stick, day="20251121", team=f"d{number}", max_bytes=600_000)
            intakes = [one for _, one in examine_all(files, private, Known.of(dossier, dossier.load()))]
            absorb(dossier, [one for one in intakes if isinstance(one, Intake)])
        assert len(intakes) == len(files)
        log = dossier.load()[lead.world.round]
        assert set(log.statements) == everything
        assert len(list(dossier.signatures())) < len(everything)
        wholes = [
            cut(dossier, log, visits=None, weight="originals"),
            cut(dossier, log, visits=[visits[0]], weight="display"),
        ]
        wholes.append(cut(dossier, log, visits=None, weight="statements", briefing=True))
        for whole in wholes:
            assert write(whole, dossier, stick, day="20251122", team="lead", max_bytes=700_000)


def test_neither_plan_nor_seed_nor_draw_travels_in_a_visit_file_or_a_briefing(tmp_path: Path) -> None:
    world = World(33)
    (lead,) = world.team("lead")
    secret = [lead.say(SettingChosen(value={"frame": [{"name": "xã Kín"}]}), ("setting", "plan"))]
    secret.append(lead.say(SeedStated(seed="5" * 64, plan=secret[0], frame="6" * 64, method="weighted-1")))
    secret.append(lead.say(Drawn(seed=secret[1], frame="6" * 64, picks=(Pick(unit=UnitRef(name="xã Kín")),))))
    office = lead.say(SettingChosen(value={"team": "Đoàn 1"}), ("setting", "office"))
    today, tomorrow = lead.plan("Phường Hôm Nay"), lead.plan("Xã Ngày Mai")
    with Dossier.open(lead.save(tmp_path / "lead.thisat")) as opened:
        log = opened.load()[world.round]
        for briefing in (True, False):
            travels = cut(opened, log, visits=[today], weight="statements", briefing=briefing).payloads
            assert travels.isdisjoint([*secret, tomorrow])
            assert {office, today} <= travels
        assert set(secret) <= cut(opened, log, visits=None, weight="statements").payloads
        assert cut(opened, log, visits=None, weight="statements", briefing=True).payloads.isdisjoint(secret)


def test_that_a_plan_was_called_off_travels_without_its_name_and_its_reason(tmp_path: Path) -> None:
    world = World(34)
    (lead,) = world.team("lead")
    moved, told, today = (lead.plan(f"Xã {name}") for name in ("Dời", "Lộ", "Hôm Nay"))
    bare = lead.presence(moved, "out")
    reasoned = lead.say(Presence(value="out", reason="xã Lộ đã biết trước"), ("exists", told))
    with Dossier.open(lead.save(tmp_path / "lead.thisat")) as opened:
        travels = cut(opened, opened.load()[world.round], visits=[today], weight="statements", briefing=True).payloads
    assert {bare, today} <= travels
    assert travels.isdisjoint({moved, told, reasoned})
