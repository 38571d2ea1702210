"""Rounds to export: one with everything that a table can hold, one whose every text is hostile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from inspector.journal import canon
from inspector.journal.bodies import (
    Captioned,
    Concluded,
    FreeFinding,
    Linked,
    Observed,
    Opened,
    PhotoAdded,
    Planned,
    UnitRef,
)
from inspector.journal.entry import EntryId, VisitId
from inspector.journal.value import FAIL, GOOD, NOT_APPLICABLE, NOT_DONE, PASS, Measure, Value
from inspector.places.directory import nation
from inspector.progress import Progress, Silent
from inspector.projection.view import View, fold
from inspector.rules.checklist import decode
from inspector.rules.shipped import shipped
from inspector.synthesis.flat.flatten import flatten
from inspector.synthesis.whole import synthesise
from inspector.tables import Flat
from resources import Language
from tests.builder import Laptop, World

MADE = datetime(2025, 5, 13, 16, 30, 5, tzinfo=timezone(timedelta(hours=7)))

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://x";"y")',
    "+84 290",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "  =1",
    "\ufeff=1",
    "'=1",
    "''=1",
)
"""What a spreadsheet might work out, or what looks like it once it was escaped."""

HOSTILE = (
    *FORMULAS,
    "{=1}",
    "<r><t>đậm</t></r>",
    "_x0041_",
    "một\x00hai",
    "\x1b[31mđỏ",
    "\ufffe",
    'đủ; "tốt", <b>&amp;\nhai dòng',
    "http://x/",
    "1e5",
    "0012",
    "TRUE",
    "2025-01-01",
    "x" * 40_000,
    "😀" * 20_000,
)
"""What must stay text everywhere."""


class Story:
    """One checklist, a lead and An; said in a few words."""

    def __init__(self, title: str = "Kiểm tra đột xuất", version: str = "2026.2") -> None:
        self.world = World(seed=21, title=title)
        self.world.checklist = shipped(version)
        self.world.checklist_id = canon.blob_id(self.world.checklist)
        self.lead, self.an, self.binh = self.world.team("lead", "an", "binh")

    def visit(self, name: str, *, begun: bool = True, **unit: str) -> VisitId:
        body = Planned(unit=UnitRef(name=name, **unit), checklist=self.world.checklist_id, day="2025-03-04")
        visit = self.lead.say(body, blobs=[self.world.checklist])
        for one in (self.an, self.binh):
            one.meet(self.lead)
        if begun:
            self.an.say(Opened(started="2025-03-04T08:05:00+07:00", mystery=True), ("opened", visit))
        return visit

    def observe(self, visit: VisitId, item: str, value: Value, who: Laptop | None = None, **more: str) -> EntryId:
        body = Observed(value=value, checklist=self.world.checklist_id, **more)
        return (who or self.an).say(body, ("obs", item, ""), visit)

    def conclude(self, visit: VisitId, item: str, value: Value, reason: str) -> EntryId:
        self.lead.meet(self.an)
        self.lead.meet(self.binh)
        return self.lead.say(Concluded(value=value, reason=reason), ("con", item, ""), visit)

    def photo(self, visit: VisitId, facts: Mapping[str, str | int], item: str, caption: str, name: str) -> EntryId:
        original, display = (self.world.sources.random_bytes(9) for _ in range(2))
        body = PhotoAdded(
            original=canon.blob_id(original),
            display=canon.blob_id(display),
            name=name,
            format="jpeg",
            width=4000,
            height=3000,
            facts=dict(facts),
        )
        photo = self.an.say(body, (), visit, blobs=[original, display])
        self.an.say(Linked(value="in"), ("link", photo, item), visit)
        self.an.say(Captioned(value=caption), ("caption", photo), visit)
        return photo

    @property
    def view(self) -> View:
        self.lead.meet(self.an)
        self.lead.meet(self.binh)
        return fold(self.lead.log)

    def flat(self, language: Language = "vi", progress: Progress | None = None) -> Flat:
        checklists = {self.world.checklist_id: decode(self.world.checklist)}
        whole = synthesise(self.view, checklists, nation())
        return flatten(
            whole, root="ab" * 32, places="cd" * 32, made=MADE, language=language, progress=progress or Silent()
        )


PLACED: Mapping[str, str | int] = {
    "latitude": 9_177_012,
    "longitude": 105_150_003,
    "datetime_original": "2025:03:04 08:12:30",
}


def everything() -> Story:
    """Return a round with two visits of one unit, one that differs and was decided, one that waits, one that is void."""
    story = Story()
    one = story.visit("xã Minh Hoạ", district="huyện Mẫu")
    story.observe(one, "fb_hotline_posted", FAIL, note="bảng trống")
    story.observe(one, "fac_equipment", GOOD)
    story.observe(one, "fac_equipment", NOT_DONE, story.binh)
    story.observe(one, "proc_guidance", Measure(n=40, total=46))
    story.observe(one, "sys_online_payment", Measure(percent="92.5"))
    story.observe(one, "cert_ecopy", NOT_APPLICABLE, reason="chưa được giao")
    story.observe(one, "pub_qr_posted", PASS)
    story.observe(one, "pub_qr_posted", FAIL, story.binh)
    story.observe(one, "ms_impression", Measure(text="Niềm nở"))
    story.conclude(one, "pub_qr_posted", FAIL, "mã không mở được")
    story.photo(
        one, {**PLACED, "offset_original": "+07:00", "make": "Máy", "model": "M1"}, "fb_hotline_posted", "Bảng", "a.jpg"
    )
    story.photo(one, {"datetime_original": "hôm qua"}, "pub_qr_posted", "", "b.jpg")
    story.an.say(FreeFinding(value="Cửa khoá lúc 10 giờ"), ("free", "f1"), one)
    again = story.visit("xã Minh Hoạ", district="huyện Mẫu")
    story.observe(again, "fb_hotline_posted", PASS)
    story.visit("phường Chờ", begun=False)
    void = story.visit("phường Huỷ")
    story.observe(void, "fb_hotline_posted", FAIL)
    story.an.status(void, "void")
    return story


def hostile() -> Story:
    """Return a round in which names, notes, reasons, answers, captions, files and findings say what nobody should."""
    story = Story(title='=1+1 <b>"&amp;"</b> ' + "x" * 300)
    for number, text in enumerate(HOSTILE):
        name = text if len(text) < 1_000 else f"xã Dài {number}"  # it stands in every cell of the unit
        visit = story.visit(name, district=name)
        story.observe(visit, "fb_hotline_posted", FAIL, note=text)
        story.observe(visit, "cert_ecopy", NOT_APPLICABLE, reason=text)
        if text.strip():
            story.observe(visit, "ms_impression", Measure(text=text))
        story.photo(
            visit, {"make": text[:120], "latitude": number, "longitude": -number - 1}, "fb_hotline_posted", text, text
        )
        story.an.say(FreeFinding(value=text), ("free", f"f{number}"), visit)
    return story
