from __future__ import annotations

import json

import pytest

from inspector.errors import KnownError
from inspector.journal.value import PASS
from reports.tables.geojson import geojson
from tests.unit.inspector.synthesis.flat.rounds import Story, everything, hostile


def test_only_photos_that_carry_coordinates_are_drawn_longitude_first() -> None:
    """Source: RFC 7946, sections 3.1.1 and 3.2."""
    flat = everything().flat()
    told = json.loads(geojson(flat))
    assert told["type"] == "FeatureCollection"
    (feature,) = told["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [105.150003, 9.177012]}
    assert feature["id"] == flat.table("photos").values("photo")[0]
    properties = feature["properties"]
    assert (properties["unit_name"], properties["items"], properties["caption"]) == ("xã Minh Hoạ", "B1", "Bảng")
    assert properties["taken"] == "2025-03-04T08:12:30+07:00"
    assert "crs" not in told
    assert "latitude" not in properties


def test_hostile_text_is_text() -> None:
    features = json.loads(geojson(hostile().flat()))["features"]
    assert features[0]["properties"]["caption"] == "=1+1"
    assert len(features) == 30


def test_where_no_photo_has_coordinates_nothing_is_made() -> None:
    story = Story()
    visit = story.visit("xã Minh Hoạ")
    story.observe(visit, "fb_hotline_posted", PASS)
    story.photo(visit, {}, "fb_hotline_posted", "", "a.jpg")
    with pytest.raises(KnownError) as refused:
        geojson(story.flat())
    assert (refused.value.key, refused.value.exit_code) == ("export.no-geometry", 3)
