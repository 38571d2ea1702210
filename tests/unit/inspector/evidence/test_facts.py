from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from inspector.evidence.facts import Facts, read
from tests.unit.inspector.evidence.pictures import corners, encoded

Angle = tuple[Any, ...]


def facts_of(exif: Image.Exif) -> Facts:
    with Image.open(io.BytesIO(encoded(corners(), exif=exif))) as picture:
        return read(picture)


def at(latitude: Angle, longitude: Angle, sides: str = "NE") -> tuple[int | None, int | None]:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: sides[0], 2: latitude, 3: sides[1], 4: longitude})
    facts = facts_of(exif)
    return facts.latitude, facts.longitude


def test_a_picture_without_exif_states_nothing() -> None:
    facts = facts_of(Image.Exif())
    assert facts == Facts()
    assert facts.stated() == {}


def test_everything_that_the_camera_wrote_is_read() -> None:
    exif = Image.Exif()
    exif.update({0x010F: "Maker", 0x0110: "M 1  ", 0x0112: 6, 0x0132: "2026:03:02 09:10:11"})
    exif.get_ifd(0x8769).update({0x9003: "2026:03:02 09:10:10", 0x9011: "+07:00"})
    exif.get_ifd(0x8825).update({1: "N", 2: (9, 10, 36), 3: "E", 4: (105, 9, 0), 0x1D: "2026:03:02"})
    assert facts_of(exif).stated() == {
        "make": "Maker",
        "model": "M 1  ",
        "orientation": 6,
        "datetime": "2026:03:02 09:10:11",
        "datetime_original": "2026:03:02 09:10:10",
        "offset_original": "+07:00",
        "latitude": 9_176_667,
        "longitude": 105_150_000,
        "gps_date": "2026:03:02",
    }


def test_text_stands_as_in_the_file_without_its_terminators() -> None:
    exif = Image.Exif()
    exif[0x010F] = "  Two\0parts \0\0"
    exif[0x0110] = "x" * 5000
    facts = facts_of(exif)
    assert facts.make == "  Two parts "
    assert facts.model == "x" * 120


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_impossible_orientation_is_none(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert facts_of(exif).orientation is None


def test_south_and_west_are_negative() -> None:
    assert at((1, 30, 0), (2, 0, 36), "SW") == (-1_500_000, -2_010_000)


def test_fractions_are_exact() -> None:
    assert at((IFDRational(9, 1), IFDRational(1057, 100), 0), (105, 0, IFDRational(1, 3))) == (9_176_167, 105_000_093)
    assert round(Fraction(1057, 100) / 60 * 1_000_000) == 176_167


@pytest.mark.parametrize(
    ("latitude", "longitude", "sides"),
    [
        ((0, 0, 0), (0, 0, 0), "NE"),
        ((90, 0, 1), (105, 0, 0), "NE"),
        ((9, 0, 0), (180, 0, 1), "NE"),
        ((9, 0, IFDRational(0, 0)), (105, 0, 0), "NE"),
        ((IFDRational(1, 0), 0, 0), (105, 0, 0), "NE"),
        ((9, 0), (105, 0, 0), "NE"),
        ((9, 0, 0), (105, 0, 0), "NN"),
        ((9, 0, 0), (105, 0, 0), "?E"),
    ],
)
def test_what_is_no_place_is_no_position(latitude: Angle, longitude: Angle, sides: str) -> None:
    assert at(latitude, longitude, sides) == (None, None)


def test_the_poles_and_the_date_line_are_places() -> None:
    assert at((90, 0, 0), (180, 0, 0)) == (90_000_000, 180_000_000)
    assert at((0, 0, 0), (105, 0, 0)) == (0, 105_000_000)


def test_broken_exif_states_nothing() -> None:
    for exif in (b"", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\0\x05", b"junk and more junk"):
        with Image.open(io.BytesIO(encoded(corners(), "PNG", exif=b"Exif\0\0" + exif))) as picture:
            assert read(picture) == Facts()
