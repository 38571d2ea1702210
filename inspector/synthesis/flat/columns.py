"""Which tables a round has for other programs, and what their columns are. `flatten` fills them.

Names, types and codes never change their meaning once a file left: analysts' own programs read them. A changed meaning is
another name.
"""

from __future__ import annotations

from typing import Final, get_args

import msgspec

from inspector.projection.visit import State
from inspector.rules.item import AnswerType
from inspector.synthesis.matrix import Outcome
from inspector.tables import Column

OUTCOMES: Final = tuple(one.value for one in Outcome)
STAGES: Final = ("planned", "open", "sealed", "returned", "approved", "void")
PICTURES: Final = ("plain", "redrawn", "unsafe")

COLUMNS: Final[dict[str, Column]] = {
    column.name: column
    for column in (
        Column("unit", "integer", refers="units"),
        Column("unit_name", facet=True),
        Column("unit_kind", facet=True),
        Column("unit_code"),
        Column("unit_since", "day"),
        Column("district", facet=True),
        Column("unit_group", facet=True),
        Column("present_units"),
        Column("visits", "integer"),
        Column("visit", refers="visits"),
        Column("visit_day", "day", facet=True),
        Column("started", "moment"),
        Column("announced", "boolean", facet=True),
        Column("role_play", "boolean", facet=True),
        Column("stage", codes=STAGES, facet=True),
        Column("seal_code"),
        Column("checklist", facet=True),
        Column("score_percent", "number"),
        Column("scored_items", "integer"),
        Column("answered", "integer"),
        Column("failed_items", "integer"),
        Column("contested_items", "integer"),
        Column("photos", "integer"),
        Column("observers"),
        Column("item", refers="items"),
        Column("item_code", facet=True),
        Column("item_name"),
        Column("item_group", facet=True),
        Column("question"),
        Column("answer_type", codes=get_args(AnswerType), facet=True),
        Column("weight", "integer"),
        Column("critical", "boolean", facet=True),
        Column("covert", "boolean", facet=True),
        Column("legal_basis"),
        Column("responsible", facet=True),
        Column("outcome", codes=OUTCOMES, facet=True),
        Column("counts", "boolean", facet=True),
        Column("failed", "boolean", facet=True),
        Column("agreement", codes=tuple(one.value for one in State), facet=True),
        Column("answer"),
        Column("met_count", "integer"),
        Column("total_count", "integer"),
        Column("number", "number"),
        Column("note"),
        Column("reason"),
        Column("observation"),
        Column("person", refers="people"),
        Column("person_name", facet=True),
        Column("person_title"),
        Column("roles"),
        Column("stated", "moment"),
        Column("photo"),
        Column("items"),
        Column("caption"),
        Column("file_name"),
        Column("file_format", facet=True),
        Column("width_px", "integer"),
        Column("height_px", "integer"),
        Column("taken", "moment"),
        Column("camera", facet=True),
        Column("latitude", "number"),
        Column("longitude", "number"),
        Column("sha256"),
        Column("picture", codes=PICTURES, facet=True),
        Column("finding"),
        Column("told"),
        Column("sentence", "integer"),
        Column("sentence_kind", codes=("strength", "shortcoming"), facet=True),
        Column("unit_names"),
        Column("told_count", "integer"),
        Column("of_count", "integer"),
        Column("order_number", "integer"),
        Column("clause", codes=("own", "general"), facet=True),
        Column("work"),
        Column("proof"),
        Column("working_days", "integer"),
    )
}


class Layout(msgspec.Struct, frozen=True):
    """A table without its rows."""

    key: tuple[str, ...]
    columns: tuple[str, ...]


_UNIT = ("unit", "unit_name")
_VISIT = ("visit", *_UNIT)
_ITEM = ("item", "item_code", "item_name")
_SAID = ("answer", "met_count", "total_count", "number")

LAYOUTS: Final[dict[str, Layout]] = {
    "units": Layout(
        ("unit",),
        (
            *(*_UNIT, "unit_kind", "unit_code", "unit_since", "district", "unit_group", "present_units", "visits"),
            *("score_percent", "scored_items", "failed_items", "contested_items"),
        ),
    ),
    "people": Layout(("person",), ("person", "person_name", "person_title", "roles")),
    "items": Layout(
        ("item",),
        (
            *(*_ITEM, "item_group", "question", "answer_type", "weight", "critical", "covert", "legal_basis"),
            "responsible",
        ),
    ),
    "visits": Layout(
        ("visit",),
        (
            *(
                *_VISIT,
                "district",
                "unit_group",
                "visit_day",
                "started",
                "announced",
                "role_play",
                "stage",
                "seal_code",
            ),
            *("checklist", "score_percent", "answered", "photos", "observers"),
        ),
    ),
    "cells": Layout(
        ("unit", "item"),
        (
            *(*_UNIT, "district", "unit_group", *_ITEM, "item_group", "outcome", "counts", "failed", "answer"),
            *("met_count", "total_count", "photos", "reason"),
        ),
    ),
    "results": Layout(
        ("visit", "item"),
        (*_VISIT, "district", *_ITEM, "item_group", "agreement", "outcome", *_SAID, "observers", "photos", "reason"),
    ),
    "observations": Layout(
        ("observation",),
        (
            *("observation", *_VISIT, "district", *_ITEM, "item_group", "person", "person_name", "stated", "outcome"),
            *(*_SAID, "note", "reason"),
        ),
    ),
    "photos": Layout(
        ("photo",),
        (
            *(
                "photo",
                *_VISIT,
                "items",
                "caption",
                "person",
                "person_name",
                "stated",
                "taken",
                "latitude",
                "longitude",
            ),
            *("camera", "file_name", "file_format", "width_px", "height_px", "sha256", "picture"),
        ),
    ),
    "findings": Layout(("visit", "finding"), ("finding", *_VISIT, "told", "photos")),
    "sentences": Layout(
        ("sentence",), ("sentence", "sentence_kind", "told", "told_count", "of_count", "items", "unit_names")
    ),
    "recommendations": Layout(
        ("order_number",),
        (
            *("order_number", "clause", *_ITEM, "work", "told_count", "unit_names", "responsible", "proof"),
            "working_days",
        ),
    ),
}
"""In an order in which no table refers to one that comes later."""
