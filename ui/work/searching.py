"""What both front ends do with what a search found: read a round into an index, and say where a saying stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from inspector.errors import KnownError
from inspector.journal.entry import BlobId, EntryId, VisitId
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.synthesis.index import Index, Indexer
from inspector.synthesis.sayings import Saying
from inspector.synthesis.search import Hit, Marked
from inspector.text import civil_date, instant, iso_date
from resources import Language

Goal = Literal["capture", "photo", "review", "overview", "team"]


class Spot(msgspec.Struct, frozen=True):
    """Where a saying can be read and answered: a screen, and what it shows there."""

    screen: Goal
    visit: VisitId | None = None
    item: str | None = None
    photo: EntryId | None = None


def index_of(view: View, checklists: Mapping[BlobId, Checklist], language: Language) -> Index:
    """Return the index of a round; it lives in memory, as long as it is held."""
    indexer = Indexer(language)
    for _ in indexer.steps(view, checklists):
        pass
    return indexer.index


def spot_of(saying: Saying, view: View, *, is_lead: bool) -> Spot | None:
    """Return where a saying stands; None for what has no page that the person may open."""
    match saying.kind:
        case "person":
            return Spot("team") if is_lead else None
        case "recommendation":
            return Spot("overview" if is_lead else "capture", item=saying.item)
        case "caption":
            return Spot("photo", saying.visit, saying.item or None, saying.entry)
        case "fact" | "decision":
            return Spot("review", saying.visit)
        case "visit":
            return Spot(_of_visit(view.visits[saying.visit]), saying.visit) if saying.visit in view.visits else None
        case "finding" | "note" | "comment" | "answer":
            return Spot("capture", saying.visit, saying.item or None)


def _of_visit(visit: VisitView) -> Goal:
    return "review" if visit.is_sealed or visit.is_void else "capture"


def day_of(saying: Saying) -> str:
    """Return the civil date (ISO) on which something was said, by the clock of who said it; empty if nobody can tell."""
    if saying.at is None:
        return saying.day
    try:
        return iso_date(instant(saying.at.utc_ms, saying.at.off_min)[:10])
    except KnownError:  # a clock that was set beyond the calendar
        return ""


def shown_day(saying: Saying) -> str:
    """Return that date as people read it: "20/11/2026"."""
    day = day_of(saying)
    return civil_date(day) if day else ""


def hit_data(hit: Hit) -> dict[str, Any]:
    """Return a hit as plain data; spans are first letter and the one after the last, in the text beside them."""
    saying = hit.saying
    return {
        "kind": saying.kind,
        "visit": saying.visit or None,
        "item": saying.item or None,
        "entry": saying.entry or None,
        "text": saying.text,
        "day": day_of(saying) or None,
        "excerpt": _marked(hit.words),
        "about": _marked(hit.about),
        "who": _marked(hit.who),
        "unit": _marked(hit.unit),
    }


def _marked(marked: Marked) -> dict[str, Any]:
    return {"text": marked.text, "spans": [list(span) for span in marked.spans]}
