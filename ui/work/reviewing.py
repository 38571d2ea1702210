"""What stands between a visit and its seal: what must be finished, and what is worth another look. Values in, rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from typing import Final, Literal

from inspector.journal.entry import EntryId
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Measure, Value
from inspector.projection.photos import Photo
from inspector.projection.visit import State, VisitView
from inspector.rules.checklist import Checklist
from inspector.rules.gaps import Gaps
from ui.work.remarks import remarks_of, to_answer
from ui.work.visits import missing

Kind = Literal[
    "unanswered",
    "photo",
    "note",
    "reason",
    "remark",
    "flag",
    "contested",
    "faces",
    "ratio",
    "measure",
    "clock",
    "early",
]

_FEW: Final = 3
"""More items that lack the same share one row."""
_FAR_POINTS: Final = 20
"""Percentage points by which a share is far from the one before."""
_DOUBLED_POINTS: Final = 5
"""Percentage points from which a share that doubled or halved is far from the one before."""
_MOST_MINUTES: Final = 480
"""Of waiting: a working day."""
_MOST_COUNT: Final = 1_000
_MOST_TOTAL: Final = 100_000
CLOCK_SECONDS: Final = 60
"""By which the clocks of camera and machine may differ without a word."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to finish or to look at."""

    kind: Kind
    items: tuple[str, ...] = ()
    """Ids of the items that it is about, in the order of the checklist; photos may belong to none."""
    photos: tuple[EntryId, ...] = ()
    now: Measure | None = None
    before: Measure | None = None
    text: str = ""
    """What was remarked."""
    seconds: int = 0
    """By how much the machine's clock is behind the camera's."""

    @property
    def blocks(self) -> bool:
        """Tell whether a seal needs a stated reason while this is open."""
        return self.kind in ("unanswered", "photo", "note", "reason")


@dataclass(frozen=True, slots=True)
class Review:
    """All rows, and of the must-finish ones the ids of their items, each once, in the order of the checklist."""

    must: tuple[Row, ...]
    should: tuple[Row, ...]
    open_items: tuple[str, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Must-finish first, as they are walked."""
        return (*self.must, *self.should)


def review(visit: VisitView, checklist: Checklist, before: Mapping[str, Value] | None = None) -> Review:
    """Return what to do before a seal.

    Args:
        visit: as it stands.
        checklist: the one in force for it.
        before: results of the unit's previous visit by item id; None if there was none.
    """
    lacking = missing(visit, checklist)
    order = {item.id: place for place, item in enumerate(checklist.items)}
    open_items = sorted({*lacking.unanswered, *lacking.notes, *lacking.photos}, key=order.__getitem__)
    should = [
        *_remarks(visit, order),
        *_contested(visit, order),
        *_faces(visit, order),
        *_far(visit, order, before or {}),
        *_flags(visit, order),
        *_clocks(visit, order),
    ]
    return Review(tuple(_must(visit, lacking)), tuple(should), tuple(open_items))


def _must(visit: VisitView, lacking: Gaps) -> Iterator[Row]:
    reasons = tuple(item for item in lacking.notes if _is_excused(visit, item))
    notes = tuple(item for item in lacking.notes if item not in reasons)
    yield from _grouped("unanswered", lacking.unanswered)
    yield from _grouped("photo", lacking.photos)
    yield from _grouped("note", notes)
    yield from _grouped("reason", reasons)


def _grouped(kind: Kind, items: Sequence[str]) -> Iterator[Row]:
    if len(items) > _FEW:
        yield Row(kind, tuple(items))
    else:
        yield from (Row(kind, (item,)) for item in items)


def _is_excused(visit: VisitView, item: str) -> bool:
    result = visit.result(item)
    return result is not None and any(one.said.value in (NOT_APPLICABLE, NOT_VERIFIABLE) for one in result.observations)


def _contested(visit: VisitView, order: Mapping[str, int]) -> Iterator[Row]:
    items = {result.item for result in visit.results.values() if result.state is State.CONTESTED}
    yield from (Row("contested", (item,)) for item in _sorted(items, order))


def _remarks(visit: VisitView, order: Mapping[str, int]) -> Iterator[Row]:
    """Yield the comments that wait for an answer, each with its item."""
    found = [one for one in to_answer(remarks_of(visit)) if one.item in order]
    yield from (Row("remark", (one.item,), text=one.text) for one in sorted(found, key=lambda one: order[one.item]))


def _flags(visit: VisitView, order: Mapping[str, int]) -> Iterator[Row]:
    yield from (Row("flag", (item,)) for item in _sorted(visit.flagged("review"), order))


def _faces(visit: VisitView, order: Mapping[str, int]) -> Iterator[Row]:
    photos = [photo for photo in visit.photos if not visit.is_flagged(photo.id, "faces")]
    if photos:
        items = _sorted({item for photo in photos for item in photo.items}, order)
        yield Row("faces", items, tuple(photo.id for photo in photos))


def _sorted(items: Sequence[str] | set[str], order: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted((item for item in items if item in order), key=order.__getitem__))


def _far(visit: VisitView, order: Mapping[str, int], before: Mapping[str, Value]) -> Iterator[Row]:
    for item in order:
        result = visit.result(item)
        value = result.value if result is not None else None
        if not isinstance(value, Measure):
            continue
        former = before.get(item)
        if is_beyond_sense(value):
            yield Row("measure", (item,), now=value)
        elif isinstance(former, Measure) and is_far(value, former):
            yield Row("ratio", (item,), now=value, before=former)


def is_beyond_sense(value: Measure) -> bool:
    """Tell whether a measure is more likely a slip of the hand than something seen."""
    return (
        (value.minutes is not None and Fraction(value.minutes) > _MOST_MINUTES)
        or (value.count is not None and value.count > _MOST_COUNT)
        or (value.total is not None and value.total > _MOST_TOTAL)
    )


def is_far(now: Measure, before: Measure) -> bool:
    """Tell whether a share is so far from the one of the previous visit that somebody should look at it again."""
    here, there = share_of(now), share_of(before)
    if here is None or there is None:
        return False
    apart = abs(here - there)
    doubled = max(here, there) >= 2 * min(here, there)
    return apart >= _FAR_POINTS or (apart >= _DOUBLED_POINTS and doubled)


def share_of(value: Measure) -> Fraction | None:
    """Return a ratio or a percentage in per cent; None for another measure."""
    if value.n is not None and value.total:
        return Fraction(100 * value.n, value.total)
    return Fraction(value.percent) if value.percent is not None else None


def _clocks(visit: VisitView, order: Mapping[str, int]) -> Iterator[Row]:
    taken = [(photo, moment) for photo in visit.photos if (moment := taken_at(photo)) is not None]
    ahead = [(photo, round((moment - _added(photo)).total_seconds())) for photo, moment in taken]
    ahead = [(photo, seconds) for photo, seconds in ahead if seconds > CLOCK_SECONDS]
    if ahead:
        photo, seconds = max(ahead, key=lambda pair: pair[1])
        yield Row("clock", _sorted(photo.items, order), tuple(one.id for one, _ in ahead), seconds=seconds)
    began = _began(visit)
    early = [photo for photo, moment in taken if began and moment < began - timedelta(seconds=CLOCK_SECONDS)]
    if early:
        items = _sorted({item for photo in early for item in photo.items}, order)
        yield Row("early", items, tuple(photo.id for photo in early))


def taken_at(photo: Photo) -> datetime | None:
    """Return when the camera says that a photo was taken; a clock without offset is read in the machine's zone.

    Source: CIPA DC-008 (Exif), DateTimeOriginal and OffsetTimeOriginal.
    """
    facts = photo.said.facts if photo.said is not None else {}
    offset = str(facts.get("offset_original", ""))
    try:
        moment = datetime.strptime(str(facts.get("datetime_original", "")), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
        zone = datetime.strptime(offset, "%z").tzinfo if offset else None
    except ValueError:
        return None
    return moment.replace(tzinfo=zone or timezone(timedelta(minutes=photo.statement.header.at.off_min)))


def _added(photo: Photo) -> datetime:
    return datetime.fromtimestamp(photo.statement.header.at.utc_ms / 1000, UTC)


def _began(visit: VisitView) -> datetime | None:
    return stated_moment(visit.opened[0].started) if visit.opened else None


def stated_moment(text: str) -> datetime | None:
    """Return a stated moment that names its offset; None for any other text: facts stand as people wrote them."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
