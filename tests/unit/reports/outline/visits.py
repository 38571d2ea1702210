"""Visits to write papers about: two inspectors and a lead, asked by the checklist of spring 2025."""

from __future__ import annotations

from collections.abc import Mapping

from inspector.journal import canon
from inspector.journal.bodies import Observed
from inspector.journal.entry import EntryId, Statement
from inspector.journal.log import Log
from inspector.journal.value import Value
from inspector.projection.view import fold
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist, decode
from inspector.rules.shipped import shipped
from reports.outline.blocks import Paper
from reports.outline.minutes import Numbered, minutes
from reports.outline.office import Office, read_office
from resources import open_bytes
from tests.builder import Laptop, World

ASKED: Checklist = decode(shipped("2025.1"))
OFFICE: Office = read_office(open_bytes("offices/ca-mau-sample.json"))


class Scene:
    """One visit, and who is there."""

    def __init__(self) -> None:
        world = World(seed=5)
        world.checklist = shipped("2025.1")
        world.checklist_id = canon.blob_id(world.checklist)
        self.lead, self.an, self.binh = world.team("lead", "an", "binh")
        self.visit = self.lead.plan("xã Minh Hoạ")
        self.an.meet(self.lead)
        self.binh.meet(self.lead)
        self.an.open(self.visit)

    def answer(self, answers: Mapping[str, Value], by: Laptop | None = None, note: str = "", reason: str = "") -> None:
        """Let somebody (An, unless said) answer items by their codes."""
        laptop = by or self.an
        for code, value in answers.items():
            body = Observed(value=value, checklist=laptop.world.checklist_id, note=note, reason=reason)
            laptop.say(body, ("obs", ASKED.find(code).id, ""), self.visit)

    def photo(self, caption: str, *codes: str) -> EntryId:
        photo = self.an.photo(self.visit)
        self.an.caption(self.visit, photo, caption)
        for code in codes:
            self.an.link(self.visit, photo, ASKED.find(code).id)
        return photo

    def view(self) -> VisitView:
        """Return the visit as the lead sees it after meeting everybody."""
        self.lead.meet(self.an)
        self.lead.meet(self.binh)
        return fold(self.lead.log).visits[self.visit]

    def view_without(self, *entries: EntryId) -> VisitView:
        """Return the visit where the payloads of some statements are not here."""
        self.view()
        held = self.lead.statements.values()
        known = [Statement(one.id, one.header, None if one.id in entries else one.payload) for one in held]
        return fold(Log.of(known)).visits[self.visit]

    def minutes(self, *, draft: bool = True, present: frozenset[str] | None = None) -> Paper:
        numbered = Numbered(None if draft else "05", draft)
        held = frozenset(self.an.blobs) if present is None else present
        return minutes(self.view(), ASKED, OFFICE, numbered, held)
