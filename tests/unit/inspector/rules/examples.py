"""Checklists that tests ask with: the shipped ones, and one small item of each answer type."""

from __future__ import annotations

from typing import Any

import msgspec

from inspector.journal import canon
from inspector.rules.checklist import Checklist, decode
from inspector.rules.item import Item
from inspector.rules.shipped import shipped


def checklist(version: str = "2026.2") -> Checklist:
    """Return a shipped checklist."""
    return decode(shipped(version))


OF_TYPE = {
    "ternary": "pub_qr_posted",
    "graded": "cert_ecopy",
    "ratio": "staff_name_tag",
    "percent": "proc_overdue",
    "count": "proc_supplement_once",
    "minutes": "ms_wait",
    "text": "ms_impression",
}


def item(answer: str) -> Item:
    """Return a shipped item with this answer type."""
    return checklist().item(OF_TYPE[answer])


def plain() -> dict[str, Any]:
    """Return the newest checklist as dicts and lists, to be spoilt by a test."""
    value = msgspec.json.decode(shipped("2026.2"))
    assert isinstance(value, dict)
    return value


def spelled(value: object) -> bytes:
    """Return canonical bytes."""
    return canon.encode(value)
