"""Rounds to speak of: units with their districts and answers, as the lead sees them after meeting one inspector."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from inspector.journal import canon
from inspector.journal.bodies import Concluded, Observed, Opened, Planned, UnitRef
from inspector.journal.entry import EntryId, VisitId
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Value
from inspector.places.directory import nation
from inspector.projection.view import View, fold
from inspector.rules.checklist import Checklist, decode
from inspector.rules.shipped import shipped
from inspector.synthesis.whole import Synthesis, synthesise
from resources import open_bytes
from tests.builder import Laptop, World

ASKED: Checklist = decode(shipped("2025.1"))
Answers = Mapping[str, Value]


@dataclass
class Place:
    """A unit to visit and what was found there, by item id."""

    name: str
    district: str
    answers: dict[str, Value]
    day: str = "2025-03-04"
    ref: UnitRef | None = None


@dataclass
class Round:
    """A round in the making. `asked` is the checklist of all its visits: the shipped `version` where it is not given."""

    places: list[Place]
    version: str = "2025.1"
    seed: int = 11
    asked: bytes = b""
    visits: dict[str, VisitId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.world = World(self.seed)
        self.world.checklist = self.asked or shipped(self.version)
        self.world.checklist_id = canon.blob_id(self.world.checklist)
        self.lead: Laptop
        self.an: Laptop
        self.lead, self.an = self.world.team("lead", "an")
        for place in self.places:
            self._visit(place)

    def _visit(self, place: Place) -> None:
        ref = place.ref or UnitRef(name=place.name, district=place.district)
        body = Planned(unit=ref, checklist=self.world.checklist_id, day=place.day)
        visit = self.lead.say(body, blobs=[self.world.checklist])
        self.an.meet(self.lead)
        self.an.say(Opened(started=f"{place.day}T08:05:00+07:00"), ("opened", visit))
        for item, value in place.answers.items():
            excused = value in (NOT_APPLICABLE, NOT_VERIFIABLE)
            note = {} if not excused else {"reason": "chưa được trang bị"}
            self.an.say(Observed(value=value, checklist=self.world.checklist_id, **note), ("obs", item, ""), visit)
        self.visits.setdefault(place.name, visit)
        self.lead.meet(self.an)

    def conclude(self, name: str, item: str, value: Value) -> EntryId:
        return self.lead.say(Concluded(value=value, reason="đã xem ảnh"), ("con", item, ""), self.visits[name])

    @property
    def view(self) -> View:
        self.lead.meet(self.an)
        return fold(self.lead.log)

    def synthesis(self, only: Iterable[str] | None = None, **more: Any) -> Synthesis:
        """Return the synthesis of the round, or of the units named alone."""
        visits = None if only is None else {self.visits[name] for name in only}
        checklists = {self.world.checklist_id: decode(self.world.checklist)}
        return synthesise(self.view, checklists, nation(), visits, **more)


def article() -> list[Place]:
    """Return the round that the article tells: 16 units in four districts."""
    story = json.loads(open_bytes("samples/round-2025.json"))
    return [_place(unit) for unit in story["units"]]


def _place(unit: dict[str, Any]) -> Place:
    values = unit["observations"][0]["values"]
    answers = {item: msgspec.convert(value, Value) for item, value in values.items()}
    return Place(f"{unit['kind']} {unit['name']}", f"huyện {unit['district']}", answers, unit["visited"])
