"""Several people and laptops at work, in any order hypothesis can think of; what must never happen never does."""

from __future__ import annotations

import random
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inspector.commands.answering import Answer, Conclude, WithdrawAnswer, WithdrawConclusion
from inspector.commands.draft import Command
from inspector.commands.evidence import AddPhoto, CaptionPhoto, LinkPhoto, SetPresence
from inspector.commands.judging import ApproveVisit, ItemComment, Receipt, ReturnVisit, WithdrawJudgement
from inspector.commands.rounding import Erase, Exclude
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import Comment, JoinVisits, OpenUnplanned, OpenVisit, SealVisit, SetStatus, StateFact
from inspector.errors import KnownError
from inspector.journal.bodies import UnitRef
from inspector.journal.entry import EntryId, Statement, is_signed
from inspector.journal.log import Log
from inspector.journal.seal import root_of
from inspector.projection.view import fold
from tests.laws.compare import plain
from tests.laws.desks import CHECKLIST, team
from tests.laws.worlds import log_of

who = st.integers(0, 4)
which = st.integers(0, 7)
items = st.sampled_from(["q1", "q2", "q3"])
answers = st.sampled_from(["pass", "fail", "not_applicable"])
reasons = st.sampled_from(["đã xem ảnh", "nghe báo cáo"])
SHM = Path("/dev/shm")


class Team(RuleBasedStateMachine):
    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=SHM if SHM.is_dir() else None))
        self.desks, visit = team(self.folder, ["lan", "đức", "an", "bình", "an/2"], seed)
        self.visits = [visit]
        self.ever: dict[EntryId, Statement] = {}
        self.erased: set[EntryId] = set()
        self.chance = random.Random(seed)
        self.backups: dict[int, tuple[Path, set[EntryId]]] = {}
        self.least: list[set[EntryId]] = [set(desk.held) for desk in self.desks]

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        try:
            for statement in self.ever.values():
                desk = next(desk for desk in self.desks if statement.id in desk.held)
                (signature,) = desk.session.dossier.signatures_of(statement.id)
                assert is_signed(statement.id, statement.header.author, signature)
        finally:
            for desk in self.desks:
                desk.close()
            shutil.rmtree(self.folder)

    def _do(self, who: int, command: Command) -> None:
        desk = self.desks[who]
        before = set(desk.held)
        try:
            change = desk.do(command)
        except KnownError:
            assert set(desk.held) == before
            return
        assert set(desk.held) == before | set(change.added)
        assert change.view is desk.session.view

    def _visit(self, which: int) -> EntryId:
        return self.visits[which % len(self.visits)]

    def _photo(self, who: int, which: int) -> tuple[EntryId, EntryId]:
        """Return a visit and a photo of it, or one that does not exist."""
        view = self.desks[who].session.view
        found = [(visit.id, photo.id) for visit in view.visits.values() for photo in visit.photos]
        return found[which % len(found)] if found else (self.visits[0], "f" * 64)

    @rule(who=who, which=which, item=items, value=answers, note=st.sampled_from(["", "ghi"]))
    def answer(self, who: int, which: int, item: str, value: str, note: str) -> None:
        self._do(who, Answer(self._visit(which), item, value, note=note, reason="lý do"))

    @rule(who=who, which=which, item=items)
    def withdraw_answer(self, who: int, which: int, item: str) -> None:
        self._do(who, WithdrawAnswer(self._visit(which), item))

    @rule(who=who, which=which, item=items, value=answers, reason=reasons)
    def conclude(self, who: int, which: int, item: str, value: str, reason: str) -> None:
        self._do(who, Conclude(self._visit(which), item, value, reason))

    @rule(who=who, which=which, item=items)
    def withdraw_conclusion(self, who: int, which: int, item: str) -> None:
        self._do(who, WithdrawConclusion(self._visit(which), item, "xem lại"))

    @rule(who=who, which=which, item=items, picture=st.integers(0, 3))
    def photo(self, who: int, which: int, item: str, picture: int) -> None:
        original, display = b"original %d" % picture, b"display %d" % picture
        self._do(who, AddPhoto(self._visit(which), original, display, "a.jpg", "JPEG", 1, 1, {}, (item,), "chú thích"))

    @rule(who=who, which=which, caption=reasons)
    def caption(self, who: int, which: int, caption: str) -> None:
        self._do(who, CaptionPhoto(*self._photo(who, which), caption))

    @rule(who=who, which=which, item=items, tied=st.booleans())
    def link(self, who: int, which: int, item: str, tied: bool) -> None:
        self._do(who, LinkPhoto(*self._photo(who, which), item, "in" if tied else "out"))

    @rule(who=who, which=which, present=st.booleans())
    def presence(self, who: int, which: int, present: bool) -> None:
        things = sorted(s.id for s in self.desks[who].held.values() if not s.header.about)
        self._do(who, SetPresence(things[which % len(things)], "in" if present else "out"))

    @rule(who=who, which=which, value=reasons)
    def fact(self, who: int, which: int, value: str) -> None:
        self._do(who, StateFact(self._visit(which), "ended", value))

    @rule(who=who, which=which)
    def comment(self, who: int, which: int) -> None:
        self._do(who, Comment(self._visit(which), ("obs", "q1", ""), "ý kiến"))

    @rule(who=who, which=which, void=st.booleans())
    def status(self, who: int, which: int, void: bool) -> None:
        self._do(who, SetStatus(self._visit(which), "void" if void else "open", "nhầm đơn vị"))

    @rule(who=who, which=which)
    def open_visit(self, who: int, which: int) -> None:
        self._do(who, OpenVisit(self._visit(which), "2026-11-22T08:00+07:00"))

    @precondition(lambda self: len(self.visits) < 3)
    @rule(who=who)
    def open_unplanned(self, who: int) -> None:
        command = OpenUnplanned(UnitRef(name="Xã Đất Mũi"), CHECKLIST, "2026-11-22T08:00+07:00")
        with suppress(KnownError):  # its checklist may have been erased
            self.visits += self.desks[who].do(command).added

    @rule(who=st.integers(0, 1))
    def join(self, who: int) -> None:
        self._do(who, JoinVisits(tuple(self.visits), "một lượt"))

    @rule(who=who, which=which, covert=st.booleans())
    def seal(self, who: int, which: int, covert: bool) -> None:
        present = self.desks[who].session.dossier.blob_ids()
        self._do(who, SealVisit(self._visit(which), "covert" if covert else "onsite", "laws", present))

    @rule(who=st.integers(0, 2), which=which, way=st.integers(0, 3))
    def judge(self, who: int, which: int, way: int) -> None:
        visit = self._visit(which)
        back = ReturnVisit(visit, (ItemComment("q1", "thiếu ảnh"),), "bổ sung")
        self._do(who, (ApproveVisit(visit), back, WithdrawJudgement(visit), ApproveVisit(visit, "đủ"))[way])

    @rule(who=st.integers(0, 2))
    def receipt(self, who: int) -> None:
        self._do(who, Receipt(tuple(self.visits), (), self.desks[who].session.dossier.blob_ids()))

    @rule(who=st.integers(0, 1), which=which)
    def erase(self, who: int, which: int) -> None:
        held = list(self.desks[who].held.values())
        target = held[-1 - which % len(held)]
        blobs = tuple(blob for blob, _ in target.header.blobs)
        self._do(who, Erase("yêu cầu", "Luật 91/2025/QH15", (target.id,), blobs))

    @rule(who=st.integers(0, 1), which=which)
    def exclude(self, who: int, which: int) -> None:
        held = list(self.desks[who].held.values())
        self._do(who, Exclude("nhầm", (held[-1 - which % len(held)].id,)))

    @rule(who=who, which=which)
    def undo(self, who: int, which: int) -> None:
        self._do(who, Undo(self._visit(which)))

    @rule(who=who, which=which)
    def redo(self, who: int, which: int) -> None:
        self._do(who, Redo(self._visit(which)))

    @rule(giver=who, taker=who)
    def give(self, giver: int, taker: int) -> None:
        one, other = self.desks[giver], self.desks[taker]
        expected = set(one.held) | set(other.held)
        other.absorb(one)
        assert set(other.held) == expected

    @rule()
    def meet(self) -> None:
        """Everybody gives everybody everything: equal sets have equal views and equal roots."""
        for desk in self.desks[1:]:
            self.desks[0].absorb(desk)
        for desk in self.desks[1:]:
            desk.absorb(self.desks[0])
        views = [plain(desk.session.view) for desk in self.desks]
        assert all(view == views[0] for view in views)
        assert len({root_of(desk.held.values()) for desk in self.desks}) == 1

    @rule(who=who)
    def remove_bytes(self, who: int) -> None:
        """The confirmed step after an erasure. The view does not change by it, here or where the bytes remain."""
        desk = self.desks[who]
        before = plain(desk.session.view)
        trust = desk.session.view.trust
        desk.session.dossier.remove_bytes(trust.erased_entries, trust.erased_blobs)
        desk.close()
        assert plain(desk.open().view) == before
        assert all(desk.held[one].payload is None for one in trust.erased_entries if one in desk.held)
        self.erased |= trust.erased_entries

    @rule(who=who)
    def back_up(self, who: int) -> None:
        self.backups[who] = (self.desks[who].back_up(), set(self.desks[who].held))

    @rule(who=who)
    def restore(self, who: int) -> None:
        if who in self.backups:
            copy, held = self.backups[who]
            everybody = [desk.held for at, desk in enumerate(self.desks) if at != who]
            for one, statement in self.desks[who].held.items():
                if one not in held and not any(one in other for other in everybody):
                    self.ever.pop(statement.id, None)  # lost for good: nobody else has it
            self.desks[who].restore(copy)
            self.least[who] = held

    @rule(who=who, taker=who, which=which, item=items, value=answers)
    def lose_a_day(self, who: int, taker: int, which: int, item: str, value: str) -> None:
        """Work goes on after the backup, reaches a colleague or nobody, and is gone when the backup is brought back."""
        self.back_up(who)
        self.answer(who, which, item, "pass", "")
        self.answer(who, which, item, "fail", "")
        self.ever.update(self.desks[who].held)
        if taker != who:
            self.give(who, taker)
        self.restore(who)
        self.answer(who, which, item, value, "nhớ lại")

    @rule(who=who)
    def reopen(self, who: int) -> None:
        desk = self.desks[who]
        before = plain(desk.session.view)
        desk.close()
        assert plain(desk.open().view) == before

    @rule(who=who, hours=st.integers(-100_000, 100_000))
    def set_clock(self, who: int, hours: int) -> None:
        self.desks[who].sources.ms += hours * 3_600_000
        self.desks[who].sources.offset = hours % 840

    @invariant()
    def nothing_disappears(self) -> None:
        for at, desk in enumerate(getattr(self, "desks", ())):
            assert self.least[at] <= set(desk.held)
            self.least[at] = set(desk.held)
            self.ever.update(desk.held)

    @invariant()
    def the_view_follows_from_the_set(self) -> None:
        desk = self.desks[self.chance.randrange(len(self.desks))]
        assert plain(desk.session.view) == plain(fold(log_of(desk.held.values(), self.chance)))

    @invariant()
    def no_session_ever_forks_a_chain_or_miscounts(self) -> None:
        log = Log(self.desks[0].session.log.round)
        for statement in sorted(self.ever.values(), key=lambda s: s.header.seq):
            log.add(statement)
        assert log.forks == {}
        for statement in log.statements.values():
            log.require_tick(statement)
            assert list(statement.header.seen) == sorted(set(statement.header.seen))


Team.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestTeam = Team.TestCase
