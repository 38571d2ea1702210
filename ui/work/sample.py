"""Sample data: a small round of one's own to try the program on, made in a moment from what travels with it.

Its title begins with the words "Dữ liệu mẫu", and the setting `sample` of the round says so to programs: see
`ui.work.sample_mark`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from inspector.commands.answering import Answer
from inspector.commands.draft import Command, Drafts
from inspector.commands.evidence import AddPhoto
from inspector.commands.rounding import ChooseSetting
from inspector.commands.visiting import OpenVisit, SealVisit, StateFact
from inspector.evidence.ingest import Ingest, Photo
from inspector.journal.bodies import UnitRef
from inspector.journal.entry import BlobId, VisitId
from inspector.journal.value import DONE, FAIL, GOOD, NOT_DONE, PASS, Measure, Value
from inspector.people.identity import Identity
from inspector.projection.view import View
from inspector.rules.checklist import Checklist, decode
from inspector.rules.gaps import needs_note, needs_photo
from inspector.rules.item import Item
from inspector.rules.shipped import latest, shipped
from inspector.session import PROGRAM, Session
from inspector.sources import Sources
from reports.outline.office import SAMPLE, as_setting, read_office
from reports.outline.office import SETTING as OFFICE
from resources import open_bytes
from ui.work.home import Home, now
from ui.work.rounds import Started, start_alone
from ui.work.sample_mark import SETTING

TITLE: Final = "Dữ liệu mẫu: kiểm tra đột xuất Bộ phận Một cửa"
UNITS: Final = 6

_PHOTOS: Final = ("hall.jpg", "counter.jpg", "notice.jpg", "desk.jpg")
_WEAK: Final = {
    0: ("fb_hotline_posted", "sys_recognition"),
    1: ("staff_name_tag", "cert_ecopy", "fb_channels_posted"),
    2: ("fb_hotline_posted", "sys_digitization", "staff_name_tag"),
    3: ("pub_qr_posted", "fac_waiting"),
}
"""By the number of a visit, the items in which its unit fell short."""
_PARTLY: Final = 14
"""How many items of the visit under way are answered."""


@dataclass(frozen=True, slots=True)
class _Together:
    """Several requests as one transaction; none of them may speak of what another one says."""

    parts: Sequence[Command]

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return {blob: data for part in self.parts for blob, data in part.blobs.items()}

    def drafts(self, view: View, author: str) -> Drafts:
        for part in self.parts:
            yield from part.drafts(view, author)


def make_sample(home: Home, identity: Identity, sources: Sources) -> Started:
    """Begin a round of sample data: two visits sealed, one complete, one under way, two foreseen.

    The units are illustrative, and the photos are those that travel with the program.

    Raises: as `start_alone`, and those of `Ingest.take`; no dossier is left then.
    """
    moment = now(sources)
    units = [UnitRef(name=f"Đơn vị {number:02} (minh hoạ)") for number in range(1, UNITS + 1)]
    with Ingest() as ingest:
        photos = [ingest.take(open_bytes(f"samples/photos/{name}"), name) for name in _PHOTOS]
    started = start_alone(
        home,
        identity,
        sources,
        title=TITLE,
        checklist=latest(),
        units=units,
        day=moment.date().isoformat(),
    )
    try:
        session = Session.open(started.path, identity, sources, home.marks())
        try:
            _fill(session, moment, photos)
        finally:
            session.close()
    except BaseException:
        started.path.unlink(missing_ok=True)
        raise
    return started


def _fill(session: Session, moment: datetime, photos: Sequence[Photo]) -> None:
    office = as_setting(read_office(open_bytes(SAMPLE)))
    session.do(_Together([ChooseSetting(SETTING, {"sample": True}), ChooseSetting(OFFICE, office)]))
    checklist = decode(shipped(latest()))
    for number, visit in enumerate([*session.view.visits][: len(_WEAK)]):
        began = moment - timedelta(hours=3 * (len(_WEAK) - number))
        session.do(OpenVisit(visit, began.isoformat(timespec="seconds")))
        is_under_way = number == len(_WEAK) - 1
        items = checklist.items[:_PARTLY] if is_under_way else checklist.items
        parts = [*_answers(visit, number, items), *_pictures(visit, number, checklist, items, photos)]
        if not is_under_way:
            parts += _facts(visit, began)
        session.do(_Together(parts))
        if number < 2:
            session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))


def _answers(visit: VisitId, number: int, items: Sequence[Item]) -> Iterator[Command]:
    for item in items:
        value = _value(item, number)
        note = "Ghi nhận tại thời điểm kiểm tra (mẫu)." if needs_note(item, value) else ""
        if note and item.prose is not None:
            words = item.prose.negative.vi
            note = f"{words[0].upper()}{words[1:]} (mẫu)."
        yield Answer(visit, item.id, value, note)


def _value(item: Item, number: int) -> Value:
    """Return what is answered at a visit: good, but for the items in which its unit fell short."""
    weak = item.id in _WEAK[number]
    match item.answer:
        case "ternary":
            return FAIL if weak else PASS
        case "graded":
            return NOT_DONE if weak else GOOD if number % 2 == 0 else DONE
        case "ratio":
            return Measure(n=1 if weak else 3, total=3)
        case "percent":
            low, high = ("20", "98") if item.target and item.target.at_least else ("30", "1")
            return Measure(percent=low if weak else high)
        case "count":
            return Measure(count=2 if weak else 0)
        case "minutes":
            return Measure(minutes=str(8 + 3 * number))
        case "text":
            return Measure(text="Được hướng dẫn rõ ràng, thái độ hoà nhã (mẫu).")


def _pictures(
    visit: VisitId, number: int, checklist: Checklist, items: Sequence[Item], photos: Sequence[Photo]
) -> Iterator[Command]:
    """Yield a photo for all items that need one, and one of the room; the visit under way still lacks the former."""
    wanted = tuple(item.id for item in items if needs_photo(item, _value(item, number)))
    yield _picture(visit, number, photos[0], (checklist.find("fac_waiting").id,), "Khu vực ngồi chờ (mẫu)")
    if number < len(_WEAK) - 1:
        yield _picture(visit, number, photos[1 + number % 3], wanted, "Ghi nhận tại thời điểm kiểm tra (mẫu)")


def _picture(visit: VisitId, number: int, photo: Photo, items: tuple[str, ...], caption: str) -> AddPhoto:
    # A photo is kept as its camera wrote it; so that two units never share one, each file ends in the unit's number.
    original = photo.original + f"{number:02}".encode()
    return AddPhoto(
        visit, original, photo.display, f"mau-{number + 1:02}.jpg", photo.format, photo.width, photo.height,
        photo.facts.stated(), items, caption,
    )  # fmt: skip


def _facts(visit: VisitId, began: datetime) -> Iterator[Command]:
    yield StateFact(visit, "ended", (began + timedelta(hours=2)).isoformat(timespec="seconds"))
    yield StateFact(visit, "representatives", "Đại diện lãnh đạo UBND và Bộ phận Một cửa (mẫu)")
    yield StateFact(visit, "unit_opinion", "Đơn vị thống nhất với nội dung biên bản và sẽ khắc phục (mẫu).")
