"""A round whose observers differ in every way there is, as the lead has it after all have met."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspector.journal import canon
from inspector.journal.bodies import (
    Concluded,
    DeviceKey,
    Observed,
    Opened,
    Person,
    PhotoAdded,
    Planned,
    Role,
    Roster,
    UnitRef,
    Withdrawn,
)
from inspector.journal.entry import EntryId, VisitId
from inspector.journal.value import DONE, FAIL, GOOD, NOT_APPLICABLE, PASS, Measure, Value
from inspector.projection.view import View, fold
from inspector.rules.shipped import shipped
from resources import open_bytes
from tests.builder import Key, Laptop, World

NAMES = {
    "lead": "Nguyễn Hoàng Lâm",
    "an": "Trần Thị Mỹ Hạnh",
    "binh": "Lê Quốc Việt",
    "chi": "Phạm Minh Khôi",
}
_ROLES: dict[str, tuple[Role, ...]] = {"lead": ("lead",), "chi": ("deputy", "inspector")}
QR, HOTLINE, GUIDANCE, ECOPY, HARASSMENT = (
    "pub_qr_posted", "fb_hotline_answers", "proc_guidance", "cert_ecopy", "staff_no_harassment"
)  # fmt: skip
EQUIPMENT, WAITING, BOOKLET, TAGS = "fac_equipment", "fac_waiting", "pub_paper_booklet", "staff_name_tag"
CALLED = "Gọi số niêm yết lúc 15:52, đổ 3 hồi chuông, có công chức trả lời và ghi nhận phản ánh."
RANG = "Gọi số niêm yết lúc 16:20, hai lần đổ hết chuông, không có người trả lời."


@dataclass
class Differing:
    """The laptops of everybody, and the two visits."""

    world: World
    lead: Laptop
    an: Laptop
    binh: Laptop
    binh_again: Laptop
    """The second device of Bình: what is said here knows nothing of what was said on the first."""
    chi: Laptop
    visits: tuple[VisitId, ...] = ()
    photos: list[EntryId] = field(default_factory=list)

    def meet(self) -> None:
        """Let the lead have all that anybody said."""
        for one in (self.an, self.binh, self.binh_again, self.chi):
            self.lead.meet(one)

    @property
    def view(self) -> View:
        self.meet()
        return fold(self.lead.log)


def see(
    laptop: Laptop, visit: VisitId, item: str, value: Value, note: str = "", reason: str = "", instance: str = ""
) -> EntryId:
    """Let somebody observe something."""
    body = Observed(value=value, checklist=laptop.world.checklist_id, note=note, reason=reason)
    return laptop.say(body, ("obs", item, instance), visit)


def conclude(laptop: Laptop, visit: VisitId, item: str, value: Value, reason: str) -> EntryId:
    """Let one of those who lead conclude."""
    return laptop.say(Concluded(value=value, reason=reason), ("con", item, ""), visit)


def photograph(laptop: Laptop, visit: VisitId, item: str, name: str) -> EntryId:
    """Let somebody bring a photo that is evidence for an item."""
    data = open_bytes(f"samples/photos/{name}.jpg")
    body = PhotoAdded(
        original=canon.blob_id(data), display=canon.blob_id(data), name=f"{name}.jpg", format="JPEG", width=1280,
        height=960,
    )  # fmt: skip
    photo = laptop.say(body, (), visit, blobs=[data])
    laptop.link(visit, photo, item)
    return photo


def seed_of(name: str) -> bytes:
    """Return the secret of somebody's key."""
    return f"{name}-".encode().ljust(32, b".")


def team() -> Differing:
    """Return everybody with a round of two planned visits, before anything was seen."""
    world = World(seed=21, title="Đợt 2 năm 2026")
    world.checklist = shipped("2026.2")
    world.checklist_id = canon.blob_id(world.checklist)
    laptops = [Laptop(world, name, Key(seed_of(name))) for name in (*NAMES, "binh-again")]
    lead, an, binh, chi, again = laptops
    lead.begin([lead.key.public, chi.key.public])
    keys = {"lead": [lead], "an": [an], "binh": [binh, again], "chi": [chi]}
    persons = tuple(
        Person(
            id=name, name=NAMES[name], roles=_ROLES.get(name, ("inspector",)),
            keys=tuple(DeviceKey(sign=one.key.public) for one in devices),
        )
        for name, devices in keys.items()
    )  # fmt: skip
    lead.say(Roster(version="1", roots=tuple(sorted([lead.key.public, chi.key.public])), persons=persons), ("roster",))
    visits = []
    for number in (2, 5):
        unit = UnitRef(name=f"Xã Minh Hoạ {number:02}", district="huyện Minh Hoạ")
        body = Planned(unit=unit, checklist=world.checklist_id, day="2025-11-21")
        visits.append(lead.say(body, blobs=[world.checklist]))
    for one in laptops[1:]:
        one.meet(lead)
    made = Differing(world, lead, an, binh, again, chi, tuple(visits))
    for visit in visits:
        an.say(Opened(started="2025-11-21T08:05:00+07:00"), ("opened", visit))
    return made


def differing() -> Differing:
    """Return everybody after they saw different things; the lead has met all of them."""
    made = team()
    an, binh, again, chi, lead = made.an, made.binh, made.binh_again, made.chi, made.lead
    first, second = made.visits
    for one in (an, binh):
        see(one, first, BOOKLET, PASS)
        see(one, first, TAGS, Measure(n=1, total=1), instance="1")
    see(an, first, QR, PASS)
    see(binh, first, QR, FAIL, "Mã QR dán sau cánh cửa, không quét được.")
    see(an, first, HOTLINE, PASS, CALLED)
    see(binh, first, HOTLINE, FAIL, RANG)
    made.photos = [
        photograph(an, first, HOTLINE, "notice"),
        photograph(an, first, HOTLINE, "hall"),
        photograph(binh, first, HOTLINE, "poster"),
    ]
    see(an, first, GUIDANCE, Measure(n=5, total=5))
    see(binh, first, GUIDANCE, Measure(n=3, total=5), "Hai người phải quay lại vì thiếu bản sao.")
    see(chi, first, GUIDANCE, Measure(n=5, total=5), "Hỏi năm người vừa nộp hồ sơ.")
    see(an, first, HARASSMENT, PASS)
    see(binh, first, HARASSMENT, NOT_APPLICABLE, reason="Không gặp công chức nào")
    see(binh, first, WAITING, PASS, "Đủ ghế.")
    see(again, first, WAITING, FAIL, "Thiếu ghế lúc đông.")
    see(an, first, EQUIPMENT, GOOD, instance="quay-2")
    see(binh, first, EQUIPMENT, DONE, instance="quay-2")
    see(an, second, ECOPY, GOOD)
    see(binh, second, ECOPY, DONE, "Chỉ làm khi dân yêu cầu.")
    made.meet()
    conclude(lead, first, QR, FAIL, "Đã xem ảnh: mã bị che.")
    conclude(lead, second, ECOPY, GOOD, "Đối chiếu sổ.")
    lead.say(Withdrawn(reason="Sổ của quý trước"), ("con", ECOPY, ""), second)
    return made
