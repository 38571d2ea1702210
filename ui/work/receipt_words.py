"""What a receipt says, in words: what arrived, and what is missing."""

from __future__ import annotations

from typing import Final

from inspector.journal.entry import short
from inspector.projection.receipts import Arrival
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from resources import Language, say

_FEW: Final = 4
"""More missing photos are counted, not named."""


def arrived(arrival: Arrival, language: Language) -> str:
    """Return what arrived, each count with the number it is counted over."""
    here = len(arrival.photos)
    photos = say("receipt.photos", language, arrived=here - len(arrival.missing), total=here) if here else ""
    return say("receipt.arrived", language, statements=arrival.entries, total=arrival.total) + photos


def missing(arrival: Arrival, visit: VisitView, checklist: Checklist | None, language: Language) -> str:
    """Return what the lead still misses of what is here; nothing if nothing is."""
    parts = []
    if behind := arrival.total - arrival.entries:
        parts.append(say("receipt.later", language, count=behind))
    if arrival.payloads:
        parts.append(say("receipt.payloads", language, count=arrival.payloads))
    if arrival.missing:
        parts.append(say("receipt.missing-photos", language, photos=_photos(arrival, visit, checklist)))
    if arrival.without_original:
        parts.append(say("receipt.originals", language, count=len(arrival.without_original), total=len(arrival.photos)))
    return say("receipt.missing", language, parts="; ".join(parts)) if parts else ""


def _photos(arrival: Arrival, visit: VisitView, checklist: Checklist | None) -> str:
    codes = {item.id: item.code for item in checklist.items} if checklist is not None else {}
    items = {photo.id: ", ".join(codes.get(item, "") for item in photo.items) for photo in visit.photos}
    named = [f"{short(one)} {items.get(one, '')}".strip() for one in arrival.missing[:_FEW]]
    rest = len(arrival.missing) - _FEW
    return ", ".join(named) + (f" +{rest}" if rest > 0 else "")
