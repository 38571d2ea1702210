"""Search over five years of a province: 1 500 visits, 360 000 entries, notes that are all different."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from time import process_time
from typing import Final

from benchmarks.measuring import Figure, percentile, seconds
from benchmarks.rounds import Key
from inspector.journal import canon
from inspector.journal.bodies import (
    Body,
    Captioned,
    Commented,
    Concluded,
    DeviceKey,
    FactStated,
    FormatVersion,
    FreeFinding,
    Genesis,
    Linked,
    Observed,
    Opened,
    Person,
    PhotoAdded,
    Planned,
    Roster,
    UnitRef,
    kind_of,
)
from inspector.journal.entry import VERSION, Clock, EntryId, Header, Slot, Statement, read_header, write
from inspector.journal.log import Log
from inspector.journal.value import Measure, Value
from inspector.projection.view import View, fold
from inspector.rules.checklist import Checklist, decode
from inspector.rules.item import Item
from inspector.rules.shipped import shipped
from inspector.synthesis.index import Index, Indexer
from inspector.synthesis.search import Matches, words_of
from inspector.text import fold as folded

VISITS: Final = 1500
PROMISE_S: Final = 0.05
_TURNS: Final = 5
_HITS: Final = 100
_NAMES: Final = ("Nguyễn Văn An", "Trần Thị Mỹ Hạnh", "Lê Quốc Việt", "Đặng Ngọc Hoà")
_PHOTOS, _CORRECTED, _FINDINGS, _COMMENTS = 8, 10, 5, 8
_FACTS: Final = ("representatives", "unit_opinion", "team_opinion")
_ASKED: Final[Checklist] = decode(shipped("2026.2"))
_BLOB: Final = canon.blob_id(shipped("2026.2"))

_QUERIES: Final = (
    "a", "đ", "t", "x", "0", "không đạt", "đạt", "niêm yết", "niem yet thu tuc", "công khai", "thủ tục hành chính",
    "người dân", "hoà", "minh hoạ 0123", "xã minh", "số 07 không đạt", "hạnh niêm yết", "đặng ngọc hoà đường dây nóng",
    "khong co tu nay", "zzz", "iêm", "hanh chinh cong", "A3 không đạt", "40/46", "chưa", "cán bộ công chức viên chức người",
    "hiếm1234", "hiếm", "n h t c", "biên bản thống nhất", "ảnh sảnh", "trước sau trong ngoài trên",
)  # fmt: skip
"""What people look for: letters as they begin to type, common and rare words, several of them, and what is not there."""


def figures() -> Iterator[Figure]:
    view = fold(_Writer().round())
    folding = seconds(partial(_visits, view), process_time)
    indexer = Indexer("vi")
    ends = [process_time()]
    for _ in indexer.steps(view, {_BLOB: _ASKED}):
        ends.append(process_time())
    steps = [after - before for before, after in zip(ends, ends[1:], strict=False)]
    told = f"p95 of {len(steps)} steps {percentile(steps, 95) * 1000:.0f} ms, longest {max(steps) * 1000:.0f} ms"
    note = f"{indexer.index.size} things; {told}; folding before took {folding:.1f} s"
    yield Figure("index of 360 000 entries", ends[-1] - ends[0], None, None, note)
    yield Figure("index again, nothing changed", seconds(partial(_again, indexer, view), process_time), None, None)
    yield _asked(indexer.index)


def _visits(view: View) -> object:
    return [visit.results for visit in view.visits.values()]


def _again(indexer: Indexer, view: View) -> object:
    return [*indexer.steps(view, {_BLOB: _ASKED})]


def _asked(index: Index) -> Figure:
    """Ask each query several times, by the clock of this process: what the machine does for others does not count."""
    sayings = [one for placed in index.shelves for one in placed.shelf.sayings]
    plain = folded("\n".join(f"{one.text}\n{one.about}\n{one.who}\n{one.unit}" for one in sayings))
    ours, least = [], []
    for query in _QUERIES * _TURNS:
        start = process_time()
        sum(plain.count(word) for word in words_of(query))
        scanned = process_time()
        matches = Matches(index, query)
        assert (matches.total > 0) == bool(matches.hits(_HITS) and matches.counts())
        least.append(scanned - start)
        ours.append(process_time() - scanned)
    slowest, which = max(zip(ours, _QUERIES * _TURNS, strict=True))
    scan = f"a plain scan of the same {len(plain) >> 20} MB {percentile(least, 95) * 1000:.0f} ms"
    note = f"p95 of {len(ours)} queries; {scan}; slowest {slowest * 1000:.0f} ms ({which})"
    return Figure("search", percentile(ours, 95), None, PROMISE_S, note)


class _Writer:
    """Writes a round of a lead and three inspectors in memory; nobody will verify it, so nothing is signed."""

    def __init__(self) -> None:
        self._random = random.Random(1500)
        self._keys = [Key(canon.digest("benchmark", name.encode())) for name in _NAMES]
        self._last: dict[tuple[str, EntryId], Statement] = {}
        self._round: EntryId = ""
        self._said: list[Statement] = []
        self._ms = 1_763_692_927_000
        texts = [words for item in _ASKED.items for words in (item.full.vi, item.short.vi, item.evidence.wanted.vi)]
        self._syllables = list(dict.fromkeys(" ".join(texts).split()))
        self._weights = list(accumulate(1 / (place + 2) for place in range(len(self._syllables))))

    @property
    def public(self) -> str:
        return self._author.public

    def sign(self, _message: bytes) -> bytes:
        return bytes(64)

    def round(self) -> Log:
        self._author, *inspectors = self._keys
        roots = tuple(sorted((self.public, "ab" * 32)))
        body = Genesis(
            roots=roots,
            nonce="0" * 32,
            hash="sha-256",
            sig="ed25519",
            format=FormatVersion(1, 0),
            application_id="THS1",
            program="benchmarks",
            title="Kiểm tra đột xuất",
        )
        self._round = self._say(None, (), body)
        persons = tuple(
            Person(id=key.public[:32], name=name, roles=("lead", "inspector"), keys=(DeviceKey(sign=key.public),))
            for name, key in zip(_NAMES, self._keys, strict=True)
        )
        self._say(self._round, ("roster",), Roster(version="1", roots=roots, persons=persons))
        for number in range(VISITS):
            self._author = self._keys[0]
            self._visit(number, inspectors)
        return Log.of(self._said)

    def _visit(self, number: int, inspectors: list[Key]) -> None:
        unit = UnitRef(name=f"xã Minh hoạ {number:04}", district=f"huyện Số {number % 24:02}")
        visit = self._say(self._round, (), Planned(unit=unit, checklist=_BLOB, day=f"2025-{number % 12 + 1:02}-04"))
        for key in inspectors:
            self._author = key
            self._say(self._round, ("opened", visit), Opened(started="2025-03-04T08:00:00+07:00"))
            self._inspect(visit)
        for _ in range(_FINDINGS):
            self._say(visit, ("free", self._hex(8)), FreeFinding(value=self._words()))
        for _ in range(_COMMENTS):
            self._say(visit, (), Commented(on=("obs", self._random.choice(_ASKED.items).id, ""), text=self._words()))
        for fact in _FACTS:
            self._say(visit, ("fact", fact), FactStated(value=self._words()))
        self._author = self._keys[0]
        self._say(visit, ("con", _ASKED.items[0].id, ""), Concluded(value="pass", reason=self._words()))

    def _inspect(self, visit: EntryId) -> None:
        last: dict[str, EntryId] = {}
        for place, item in enumerate(_ASKED.items):
            last[item.id] = self._observe(visit, item, noted=place % 2 == 0)
        for item in _ASKED.items[:_CORRECTED]:
            self._observe(visit, item, noted=True, former=(last[item.id],))
        for _ in range(_PHOTOS):
            body = PhotoAdded(
                original=self._hex(32), display=self._hex(32), name="IMG_1.JPG", format="JPEG", width=4000, height=3000
            )
            photo = self._say(visit, (), body)
            self._say(visit, ("link", photo, self._random.choice(_ASKED.items).id), Linked(value="in"))
            self._say(visit, ("caption", photo), Captioned(value=self._words()))

    def _observe(self, visit: EntryId, item: Item, *, noted: bool, former: tuple[EntryId, ...] = ()) -> EntryId:
        said = Observed(value=self._value(item), checklist=_BLOB, note=self._words() if noted else "")
        return self._say(visit, ("obs", item.id, ""), said, former)

    def _value(self, item: Item) -> Value:
        pick = self._random.random()
        match item.answer:
            case "graded":
                return "good" if pick < 0.6 else "done" if pick < 0.8 else "not_done"
            case "ternary":
                return "pass" if pick < 0.8 else "fail"
            case "ratio":
                total = self._random.randint(5, 46)
                return Measure(n=self._random.randint(1, total), total=total)
            case "percent":
                return Measure(percent="92.5" if pick < 0.8 else "40")
            case "count":
                return Measure(count=self._random.randrange(9))
            case "minutes":
                return Measure(minutes=str(self._random.randint(1, 60)))
            case "text":
                return Measure(text=self._words())

    def _words(self) -> str:
        """Return a note of 8 to 20 syllables, some common and some rare, one in ten with a word of its own."""
        size = self._random.randint(8, 20)
        words = self._random.choices(self._syllables, cum_weights=self._weights, k=size)
        own = [f"hiếm{self._random.randrange(100_000)}"] if self._random.random() < 0.1 else []
        return " ".join([*words, *own])

    def _hex(self, count: int) -> str:
        return self._random.randbytes(count).hex()

    def _say(self, scope: EntryId | None, about: Slot, body: Body, supersedes: tuple[EntryId, ...] = ()) -> EntryId:
        last = self._last.get((self.public, scope)) if scope else None
        self._ms += 1000
        header = Header(
            about=about,
            at=Clock(boot="5f0c11aa", mono_ms=0, off_min=420, utc_ms=self._ms),
            author=self.public,
            blobs=(),
            chain=last.header.chain if last else self._hex(8),
            kind=kind_of(body),
            payload="0" * 64,
            prev=last.id if last else None,
            round=self._round if scope else None,
            scope=scope,
            seen=(),
            seq=last.header.seq + 1 if last else 0,
            supersedes=supersedes,
            tick=last.header.tick + 1 if last else 0,
            v=VERSION,
        )
        entry = write(header, body, self._random.randbytes(16), self)
        statement = Statement(entry.id, read_header(entry.header), entry.payload)
        self._last[self.public, statement.scope] = statement
        self._said.append(statement)
        return entry.id
