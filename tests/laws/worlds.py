"""Worlds for laws: rounds that hypothesis writes as short scripts, told in statements without signatures.

The fold never looks at a signature, so these statements have none; everything else about them is real. A script is a list
of small steps, each a quadruple of numbers (who, what, which, how), so that hypothesis can cut it down to the smallest
round that breaks a law. Everybody may try everything: much of what is said here is refused, unknown or misplaced.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec
from hypothesis import strategies as st

from inspector.journal import canon
from inspector.journal.bodies import (
    KINDS,
    Arranged,
    Basis,
    Body,
    Captioned,
    ChainCut,
    ChecklistChosen,
    Commented,
    Concluded,
    DeviceKey,
    Documented,
    DocumentSigned,
    Drawn,
    Erased,
    Excluded,
    FactStated,
    Flagged,
    FormatVersion,
    FreeFinding,
    Genesis,
    HandedOver,
    Linked,
    Observed,
    Opened,
    PartAccepted,
    Person,
    PhotoAdded,
    Pick,
    Planned,
    Presence,
    Received,
    ReceivedFile,
    RecommendationDecided,
    Redrawn,
    Removal,
    Role,
    Roster,
    SameVisit,
    Sealed,
    SeedStated,
    SettingChosen,
    StatusSet,
    UnitRef,
    VisitJudged,
    Withdrawn,
    kind_of,
)
from inspector.journal.drawing import Blur, Operation, Rotate
from inspector.journal.entry import Clock, EntryId, Header, Slot, Statement, check_header
from inspector.journal.log import Log
from inspector.journal.seal import root_of
from inspector.journal.value import Measure

Script = list[tuple[int, int, int, int]]

NAMES: Final = ("lan", "đức", "an", "bình", "lạ")
"""The lead, the deputy (both are roots), two inspectors, and one whom no roster names at first."""
ROLES: Final[dict[str, tuple[Role, ...]]] = {
    "lan": ("lead",),
    "đức": ("deputy",),
    "an": ("inspector",),
    "bình": ("inspector",),
}
ITEMS: Final = ("q1", "q2", "q3")
VALUES: Final = ("pass", "fail", Measure(n=1, total=3))
MARKS: Final = ("review", "letter")
CHECKLISTS: Final = tuple(canon.blob_id(b"checklist %d" % one) for one in range(2))


def key_of(name: str) -> str:
    """Return something of the form of a public key."""
    return canon.blob_id(f"key of {name}".encode())


def statement_of(header: Header, body: msgspec.Struct, salt: int) -> Statement:
    """Return the statement that a header and a body make, as it would be read from a file."""
    payload = canon.pad({**msgspec.to_builtins(body), "salt": f"{salt:032x}"})
    data = canon.encode(msgspec.structs.replace(header, payload=canon.payload_hash(payload)))
    return Statement(canon.entry_id(data), check_header(data), payload)


class Laptop:
    """What one person holds, and where their own chains end."""

    def __init__(self, world: World, name: str, device: str = "") -> None:
        self.world = world
        self.name = name
        self.key = key_of(name + device)
        self.held: dict[EntryId, Statement] = {}
        self.own: dict[EntryId, Statement] = {}
        self.witnessed: dict[EntryId, set[EntryId]] = {}

    def say(
        self,
        body: Body,
        about: Slot = (),
        scope: EntryId | None = None,
        supersedes: Iterable[EntryId] | None = None,
        *,
        kind: str = "",
        v: int = 1,
        blobs: Sequence[str] = (),
    ) -> Statement:
        """Say something; `supersedes` None means over all that one holds about the slot."""
        world = self.world
        scope = scope or world.round
        last = self.own.get(scope)
        over = set(self.heads(scope, about)) if supersedes is None else set(supersedes)
        seen = self._news(scope, last)
        named = [self.held[one] for one in (*over, *seen) if one in self.held] + ([last] if last else [])
        header = Header(
            about=about,
            at=world.clock(),
            author=self.key,
            blobs=tuple((blob, 10) for blob in sorted(set(blobs))),
            chain=last.header.chain if last else f"{world.next():016x}",
            kind=kind or kind_of(body),
            payload="0" * 64,
            prev=last.id if last else None,
            round=world.round,
            scope=scope,
            seen=seen,
            seq=last.header.seq + 1 if last else 0,
            supersedes=tuple(sorted(over)),
            tick=1 + max((s.header.tick for s in named), default=-1),
            v=v,
        )
        return self.keep(statement_of(header, body, world.next()))

    def keep(self, statement: Statement) -> Statement:
        self.held[statement.id] = statement
        self.own[statement.scope] = statement
        self.witnessed.setdefault(statement.scope, set()).update((*statement.header.seen, statement.id))
        self.world.statements.append(statement)
        return statement

    def _news(self, scope: EntryId, last: Statement | None) -> tuple[EntryId, ...]:
        there = [s for s in self.held.values() if s.scope in (scope, self.world.round)]
        passed = {s.header.prev for s in there} | self.witnessed.get(scope, set()) | ({last.id} if last else set())
        return tuple(sorted(s.id for s in there if s.id not in passed)[:128])

    def heads(self, scope: EntryId, about: Slot) -> list[EntryId]:
        if not about:
            return []
        there = [s for s in self.held.values() if s.scope == scope and s.header.about == about]
        over = {one for s in there for one in s.header.supersedes}
        return [s.id for s in there if s.id not in over]

    def meet(self, other: Laptop) -> None:
        self.held.update(other.held)

    def forget_last(self, scope: EntryId) -> None:
        """Go on from one's last entry but one in a scope: what a cloned laptop does."""
        last = self.own.get(scope)
        if last is not None and last.header.prev is not None:
            self.own[scope] = self.held[last.header.prev]

    def begin_chain(self, scope: EntryId) -> None:
        if scope != self.world.round or self.own.get(scope) is None or self.own[scope].header.kind != "genesis":
            self.own.pop(scope, None)


class World:
    """One round, told step by step. `statements` holds all that was ever said, in the order in which it was."""

    def __init__(self, script: Script = ()) -> None:  # type: ignore[assignment]
        self.statements: list[Statement] = []
        self._count = 0
        self.round: EntryId = ""
        self.laptops = [Laptop(self, name) for name in NAMES] + [Laptop(self, "an", "'s other laptop")]
        self._begin()
        for who, what, which, how in script:
            laptop = self.laptops[who % len(self.laptops)]
            ACTS[what % len(ACTS)](self, laptop, which, how)

    def next(self) -> int:
        self._count += 1
        return self._count

    def clock(self) -> Clock:
        return Clock(boot="00000000", mono_ms=self._count, off_min=420, utc_ms=1_700_000_000_000 + self._count)

    def _begin(self) -> None:
        lan, duc = self.laptops[0], self.laptops[1]
        body = Genesis(
            roots=tuple(sorted((lan.key, duc.key))),
            nonce="0" * 32,
            hash="sha-256",
            sig="ed25519",
            format=FormatVersion(1, 0),
            application_id="THS1",
            program="laws",
            title="Đợt 1",
        )
        header = Header(
            about=(), at=self.clock(), author=lan.key, blobs=(), chain="0" * 16, kind="genesis", payload="0" * 64,
            prev=None, round=None, seen=(), seq=0, supersedes=(), tick=0, v=1,
        )  # fmt: skip
        genesis = statement_of(header, body, 0)
        self.round = genesis.id
        lan.keep(genesis)
        lan.say(self.roster())
        self.visit = lan.say(planned("Phường An Xuyên"), blobs=CHECKLISTS[:1]).id
        for laptop in self.laptops[1:]:
            laptop.meet(lan)

    def roster(self, extra: Sequence[str] = (), removed: tuple[Removal, ...] = (), roots: Sequence[str] = ()) -> Roster:
        """Return the team's roster: an has two devices, and whoever is in `extra` is an inspector too."""
        second = {"an": self.laptops[5].key}
        persons = [
            Person(
                id=name,
                name=name.title(),
                roles=ROLES.get(name, ("inspector",)),
                keys=tuple(DeviceKey(sign=one) for one in (key_of(name), *([second[name]] if name in second else []))),
            )
            for name in (*NAMES[:4], *extra)
        ]
        return Roster(
            version="1",
            roots=tuple(sorted(roots or (key_of("lan"), key_of("đức")))),
            persons=tuple(persons),
            removed=removed,
        )

    def visits(self, laptop: Laptop) -> list[EntryId]:
        """Return the visits that a laptop knows of, oldest first."""
        return [s.id for s in laptop.held.values() if s.header.kind in ("planned", "opened") and not s.header.about]


def planned(name: str, checklist: int = 0) -> Planned:
    return Planned(unit=UnitRef(name=name), checklist=CHECKLISTS[checklist])


def _pick(found: Sequence[EntryId], which: int) -> EntryId | None:
    return found[which % len(found)] if found else None


def _visit(world: World, laptop: Laptop, which: int) -> EntryId:
    return _pick(world.visits(laptop), which // 3) or world.visit


def _kinds(laptop: Laptop, *kinds: str, scope: EntryId | None = None) -> list[EntryId]:
    return [s.id for s in laptop.held.values() if s.header.kind in kinds and scope in (None, s.scope)]


def _observe(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit, about = _visit(world, laptop, which), ("obs", ITEMS[which % 3], "1" if how % 7 == 6 else "")
    own = [one for one in laptop.heads(visit, about) if laptop.held[one].header.author == laptop.key]
    body = Observed(value=VALUES[how % 3], checklist=CHECKLISTS[0], note="ghi" if how % 2 else "")
    laptop.say(body, about, visit, None if how % 5 == 4 else own)


def _withdraw(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    abouts = sorted({s.header.about for s in laptop.held.values() if s.scope == visit and s.header.about})
    if abouts:
        laptop.say(Withdrawn(), abouts[how % len(abouts)], visit)


def _conclude(world: World, laptop: Laptop, which: int, how: int) -> None:
    body = Concluded(value=VALUES[how % 3], reason="đã xem ảnh")
    laptop.say(body, ("con", ITEMS[which % 3], ""), _visit(world, laptop, which), () if how % 4 == 3 else None)


def _photo(world: World, laptop: Laptop, which: int, how: int) -> None:
    blobs = [canon.blob_id(b"photo %d" % how), canon.blob_id(b"display %d" % how)]
    body = PhotoAdded(original=blobs[0], display=blobs[1], name="a.jpg", format="JPEG", width=1, height=1)
    laptop.say(body, scope=_visit(world, laptop, which), blobs=blobs)


def _link(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    photo = _pick(_kinds(laptop, "photo_added", scope=visit), which)
    if photo:
        about = ("link", photo, ITEMS[how % 3])
        laptop.say(Linked(value="out" if how % 4 == 3 else "in"), about, visit, () if how % 5 == 4 else None)


def _caption(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    photo = _pick(_kinds(laptop, "photo_added", scope=visit), which)
    if photo:
        laptop.say(Captioned(value=f"ảnh {how % 3}"), ("caption", photo), visit, () if how % 3 == 2 else None)


def _redraw(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    photo = _pick(_kinds(laptop, "photo_added", scope=visit), which)
    if photo:
        copy = canon.blob_id(b"copy %d" % (how % 3))
        operations: tuple[Operation, ...] = (Blur((0, 0, 9, 9)), Rotate(how)) if how % 2 else ()
        body = Redrawn(value=copy, source=canon.blob_id(b"display %d" % how), operations=operations)
        laptop.say(body, ("copy", photo), visit, () if how % 5 == 4 else None, blobs=[copy])


def _flag(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    subject = _pick(_kinds(laptop, "photo_added", scope=visit), which) if how % 2 else ITEMS[which % 3]
    body = Flagged(value="out" if how % 4 > 1 else "in")
    laptop.say(body, ("flag", subject or ITEMS[0], MARKS[how % 2]), visit, () if how % 3 == 2 else None)


def _arrange(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    photos = _kinds(laptop, "photo_added", scope=visit)
    body = Arranged(value=tuple(sorted(photos, reverse=bool(how % 2))[: 1 + how % 3]))
    laptop.say(body, ("order", ITEMS[which % 3]), visit, () if how % 5 == 4 else None)


def _find(world: World, laptop: Laptop, which: int, how: int) -> None:
    about = ("free", f"{which % 2:016x}")
    laptop.say(FreeFinding(value=f"điểm {how % 3}"), about, _visit(world, laptop, which), () if how % 4 == 3 else None)


def _fact(world: World, laptop: Laptop, which: int, how: int) -> None:
    laptop.say(
        FactStated(value=str(how % 3)), ("fact", "ended"), _visit(world, laptop, which), () if how % 3 == 2 else None
    )


def _status(world: World, laptop: Laptop, which: int, how: int) -> None:
    body = StatusSet(value="void" if how % 2 else "open", reason="nhầm")
    laptop.say(body, ("status",), _visit(world, laptop, which), () if how % 5 == 4 else None)


def _choose(world: World, laptop: Laptop, which: int, how: int) -> None:
    laptop.say(ChecklistChosen(value=CHECKLISTS[how % 2]), ("checklist",), _visit(world, laptop, which))


def _seal(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    held = [s for s in laptop.held.values() if s.scope == visit]
    passed = {s.header.prev for s in held}
    body = Sealed(
        purpose="covert" if how % 4 == 3 else "onsite",
        tips=tuple(sorted(s.id for s in held if s.id not in passed)),
        entries=len(held),
        blobs=len({blob for s in held for blob, _ in s.header.blobs}),
        root=root_of(held),
        checklist=CHECKLISTS[0],
        program="laws",
    )
    laptop.say(body, ("seal",), visit)


def _comment(world: World, laptop: Laptop, which: int, how: int) -> None:
    laptop.say(Commented(on=("obs", "q1", ""), text="ý kiến"), scope=_visit(world, laptop, which) if how % 2 else None)


def _presence(world: World, laptop: Laptop, which: int, how: int) -> None:
    things = [s for s in laptop.held.values() if not s.header.about]
    thing = things[which % len(things)]
    scope = None if thing.scope == world.round else thing.scope
    laptop.say(
        Presence(value="in" if how % 3 == 2 else "out"), ("exists", thing.id), scope, () if how % 5 == 4 else None
    )


def _unexclude(world: World, laptop: Laptop, which: int, how: int) -> None:
    target = _pick(_kinds(laptop, "excluded"), which)
    if target:
        about = ("exists", target)
        body: Body = Withdrawn() if how % 4 == 3 else Presence(value="in" if how % 3 == 2 else "out")
        laptop.say(body, about, None, () if how % 5 == 4 else None)


def _erase(world: World, laptop: Laptop, which: int, how: int) -> None:
    targets = world.statements if how % 2 else list(laptop.held.values())
    target = targets[-1 - which % len(targets)]
    blobs = tuple(blob for blob, _ in target.header.blobs)
    laptop.say(Erased(entries=(target.id,), blobs=blobs, reason="yêu cầu", basis="Luật 91/2025/QH15"))


def _exclude(world: World, laptop: Laptop, which: int, how: int) -> None:
    target = world.statements[-1 - which % len(world.statements)]
    if how % 2:
        laptop.say(Excluded(entries=(target.id,), reason="nhầm"))
        return
    author, scope, chain = target.chain_key
    cut = ChainCut(author=author, scope=scope, chain=chain, from_seq=target.header.seq)
    laptop.say(Excluded(chain=cut, reason="máy bị sao chép"))


def _roster(world: World, laptop: Laptop, which: int, how: int) -> None:
    extra = ("lạ",) if which % 2 else ()
    removed: tuple[Removal, ...] = ()
    if how % 3 == 0:
        gone = world.laptops[which % 6].key
        tips = {s.id for s in laptop.held.values() if s.header.author == gone} - {
            s.header.prev for s in laptop.held.values()
        }
        removed = (Removal(key=gone, tips=tuple(sorted(tips))),)
    roots = [key_of("lan"), key_of("an")] if how % 7 == 6 else []
    laptop.say(world.roster(extra, removed, roots), ("roster",), None, () if how % 4 == 3 else None)


def _plan(world: World, laptop: Laptop, which: int, how: int) -> None:
    laptop.say(planned(f"Xã {which % 4}", how % 2), blobs=[CHECKLISTS[how % 2]])


def _open(world: World, laptop: Laptop, which: int, how: int) -> None:
    started = f"2026-11-2{how % 3}T08:00+07:00"
    if how % 2:
        laptop.say(Opened(started=started), ("opened", _visit(world, laptop, which)))
        return
    body = Opened(started=started, unit=UnitRef(name=f"Xã {which % 4}"), checklist=CHECKLISTS[which % 2])
    laptop.say(body, blobs=[CHECKLISTS[which % 2]])


def _join(world: World, laptop: Laptop, which: int, how: int) -> None:
    visits = (
        world.visits(laptop) if how % 3 else [s.id for s in world.statements if s.header.kind in ("planned", "opened")]
    )
    ids = {visits[which % len(visits)], visits[how % len(visits)]}
    laptop.say(SameVisit(visits=tuple(sorted(ids)), reason="một lượt"))


def _unknown(world: World, laptop: Laptop, which: int, how: int) -> None:
    abouts: list[Slot] = [(), ("obs", ITEMS[which % 3], ""), ("con", ITEMS[which % 3], ""), ("status",), ("weather",)]
    about = abouts[how % len(abouts)]
    scope = None if how % 7 == 6 else _visit(world, laptop, which)
    laptop.say(FactStated(value=str(which % 2)), about, scope, kind="foretold")


def _newer(world: World, laptop: Laptop, which: int, how: int) -> None:
    body = Observed(value="pass", checklist=CHECKLISTS[0])
    laptop.say(body, ("obs", ITEMS[which % 3], ""), _visit(world, laptop, which), v=2 + how % 2)


def _misplaced(world: World, laptop: Laptop, which: int, how: int) -> None:
    """Speak of a slot or in a scope that the kind may not stand in, or over something elsewhere or not there at all."""
    visit = _visit(world, laptop, which)
    target = world.statements[which % len(world.statements)].id
    bodies: list[tuple[Body, Slot, EntryId | None]] = [
        (Observed(value="pass", checklist=CHECKLISTS[0]), ("obs", "q1", ""), visit),
        (Observed(value="pass", checklist=CHECKLISTS[0]), ("obs", "q1"), visit),
        (Observed(value="pass", checklist=CHECKLISTS[0]), ("obs", "q1", ""), None),
        (Presence(value="out"), ("exists", world.round), None),
        (Withdrawn(), ("exists",), visit),
        (Withdrawn(), ("roster",), None),
        (Withdrawn(), (), visit),
        (Erased(reason="", basis=""), (), visit),
        (Excluded(entries=(target,), reason=""), ("status",), None),
        (world.roster(), ("roster", "x"), None),
        (StatusSet(value="void", reason=""), ("status",), visit),
    ]
    body, about, scope = bodies[how % len(bodies)]
    laptop.say(body, about, scope, (target,))


def _document(world: World, laptop: Laptop, which: int, how: int) -> None:
    known = _pick(_kinds(laptop, "documented"), which)
    if known and how % 2:
        blob = canon.blob_id(b"signed %d" % how)
        laptop.say(DocumentSigned(value=blob, signers=("Lan",)), ("signed", known), blobs=[blob])
        return
    basis = Basis(tips=(), present="0" * 64, checklists=(), layout="", places="", series="", program="")
    laptop.say(
        Documented(
            type="minutes",
            visits=(_visit(world, laptop, which),),
            number=str(how % 3),
            date="2026-11-22",
            sha256="0" * 64,
            size=1,
            basis=basis,
        )
    )


def _settle(world: World, laptop: Laptop, which: int, how: int) -> None:
    over = () if how % 4 == 3 else None
    if which % 2:
        laptop.say(SettingChosen(value={"most_percent": 70 + how % 3}), ("setting", "synthesis"), supersedes=over)
    else:
        body = RecommendationDecided(
            value="own" if how % 2 else "general", reason="ý kiến đoàn", work="sửa" * (how % 3)
        )
        laptop.say(body, ("rec", ITEMS[how % 3]), supersedes=over)


def _draw(world: World, laptop: Laptop, which: int, how: int) -> None:
    seed = laptop.say(SeedStated(seed="5" * 64, plan="0" * 64, frame="0" * 64, method="weighted-1"))
    if how % 2:
        laptop.say(Drawn(seed=seed.id, frame="0" * 64, picks=(Pick(unit=UnitRef(name="Xã Đất Mũi")),)))


def _office(world: World, laptop: Laptop, which: int, how: int) -> None:
    hand_over = HandedOver(visits=(), weight="display", recipients=("đoàn",))
    laptop.say(PartAccepted(file="a.thisat", tips=(), reason="một phần") if how % 2 else hand_over)


def _judge(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    seal = _pick(_kinds(laptop, "sealed", scope=visit if how % 5 else None), which) or world.visit
    body = VisitJudged(value="approved" if how % 2 else "returned", seal=seal, reason="chưa rõ" * (how % 3))
    laptop.say(body, ("judged",), visit, () if how % 4 == 3 else None)


def _receive(world: World, laptop: Laptop, which: int, how: int) -> None:
    visit = _visit(world, laptop, which)
    held = [s for s in laptop.held.values() if s.scope == visit]
    files = (ReceivedFile("a.thisat", "0" * 64),) * (how % 2)
    tips = tuple(sorted({s.id for s in held} - {s.header.prev for s in held}))
    laptop.say(Received(visit=visit, tips=tips, entries=len(held), blobs=0, expected=CHECKLISTS[:1], files=files))


def _meet(world: World, laptop: Laptop, which: int, how: int) -> None:
    laptop.meet(world.laptops[which % len(world.laptops)])


def _fork(world: World, laptop: Laptop, which: int, how: int) -> None:
    laptop.forget_last(_visit(world, laptop, which) if how % 3 else world.round)


def _chain(world: World, laptop: Laptop, which: int, how: int) -> None:
    laptop.begin_chain(_visit(world, laptop, which) if how % 3 else world.round)


Act = Callable[[World, Laptop, int, int], None]
ACTS: Final[tuple[Act, ...]] = (
    _observe, _meet, _observe, _withdraw, _conclude, _photo, _link, _caption, _fact, _status, _choose, _seal, _comment,
    _presence, _unexclude, _erase, _exclude, _roster, _plan, _open, _join, _unknown, _newer, _misplaced, _document,
    _office, _fork, _chain, _settle, _redraw, _flag, _arrange, _find, _draw, _judge, _receive,
)  # fmt: skip

_number = st.integers(0, 11)
scripts: Final[st.SearchStrategy[Script]] = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, len(ACTS) - 1), _number, _number), min_size=4, max_size=30
)
_JUDGING: Final = [
    ACTS.index(act)
    for act in (
        _observe,
        _seal,
        _seal,
        _judge,
        _judge,
        _judge,
        _meet,
        _comment,
        _flag,
        _presence,
        _erase,
        _join,
        _open,
        _fork,
    )
]
judged: Final[st.SearchStrategy[World]] = st.builds(
    World,
    st.lists(
        st.tuples(st.sampled_from([0, 0, 1, 2]), st.sampled_from(_JUDGING), st.integers(0, 2), _number),
        min_size=6,
        max_size=30,
    ),
)
"""Rounds in which one visit is sealed, judged and added to, mostly by those who may judge."""
worlds: Final[st.SearchStrategy[World]] = st.one_of(st.builds(World, scripts), judged)
arrivals: Final[st.SearchStrategy[random.Random]] = st.integers(0, 2**32).map(random.Random)
"""What decides the order in which statements arrive, and which of them do."""


def arrive(statements: Iterable[Statement], chance: random.Random) -> list[Statement]:
    """Return statements in an order in which nobody's entry comes before the one that it follows in its chain."""
    waiting: dict[EntryId | None, list[Statement]] = {}
    ready: list[Statement] = []
    every = list(statements)
    here = {s.id for s in every}
    for statement in every:
        prev = statement.header.prev
        assert prev is None or prev in here, "closed under prev"
        (ready if prev is None else waiting.setdefault(prev, [])).append(statement)
    ordered: list[Statement] = []
    while ready:
        one = ready.pop(chance.randrange(len(ready)))
        ordered.append(one)
        ready += waiting.get(one.id, ())
    return ordered


def part(world: World, chance: random.Random) -> list[Statement]:
    """Return some of what was said: closed under `prev`, and with the genesis."""
    held = {s.id: s for s in world.statements}
    chosen = {world.round: held[world.round]}
    for statement in world.statements:
        if chance.random() < 0.4:
            one: EntryId | None = statement.id
            while one is not None and one not in chosen:
                chosen[one] = held[one]
                one = held[one].header.prev
    return list(chosen.values())


def log_of(statements: Iterable[Statement], chance: random.Random | None = None) -> Log:
    """Return a log into which fresh copies of the statements were added, in some order."""
    every = [Statement(s.id, s.header, s.payload) for s in statements]
    ordered = arrive(every, chance) if chance else every
    log = Log(ordered[0].round)
    for statement in ordered:
        log.add(statement)
    return log


ALL_KINDS: Final = tuple(KINDS)
