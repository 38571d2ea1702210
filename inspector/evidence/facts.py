"""What the camera wrote beside the picture: read in the worker, kept as it stands, believed by nobody.

Source: CIPA DC-008 / JEITA CP-3451 (Exif 2.32), sections 4.6.4-4.6.6, for tags and types.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec

if TYPE_CHECKING:
    from PIL import Image

Text = Annotated[str, msgspec.Meta(max_length=120)]

_LONGEST: Final = 120
_MAKE, _MODEL, _ORIENTATION, _DATETIME, _EXIF_IFD, _GPS_IFD = 0x010F, 0x0110, 0x0112, 0x0132, 0x8769, 0x8825
_DATETIME_ORIGINAL, _OFFSET_ORIGINAL = 0x9003, 0x9011
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE, _GPS_DATE = 1, 2, 3, 4, 0x1D


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """Facts of one photo; a member that the file does not state is empty or None. Text stands as in the file."""

    make: Text = ""
    model: Text = ""
    orientation: Annotated[int, msgspec.Meta(ge=1, le=8)] | None = None
    """How the stored rows lie: 1 upright, 2-8 mirrored or turned."""
    datetime: Text = ""
    """When the file was changed last, `YYYY:MM:DD HH:MM:SS` by the camera's clock."""
    datetime_original: Text = ""
    """When the photo was taken, same shape."""
    offset_original: Text = ""
    """`+07:00`: what the camera's clock was ahead of UTC."""
    latitude: Annotated[int, msgspec.Meta(ge=-90_000_000, le=90_000_000)] | None = None
    """Millionths of a degree, north positive. Stated together with `longitude` or not at all."""
    longitude: Annotated[int, msgspec.Meta(ge=-180_000_000, le=180_000_000)] | None = None
    """Millionths of a degree, east positive."""
    gps_date: Text = ""
    """`YYYY:MM:DD` by the satellites, UTC."""

    def stated(self) -> dict[str, str | int]:
        """Return only what the file states, by member name."""
        members: dict[str, str | int] = msgspec.to_builtins(self)
        return members


def read(picture: Image.Image) -> Facts:
    """Return the facts of an opened picture. Broken metadata state nothing; they never refuse a photo."""
    tags, shot, gps = _tags(picture)
    latitude, longitude = _position(gps)
    return Facts(
        make=_text(tags, _MAKE),
        model=_text(tags, _MODEL),
        orientation=_orientation(tags),
        datetime=_text(tags, _DATETIME),
        datetime_original=_text(shot, _DATETIME_ORIGINAL),
        offset_original=_text(shot, _OFFSET_ORIGINAL),
        latitude=latitude,
        longitude=longitude,
        gps_date=_text(gps, _GPS_DATE),
    )


def _tags(picture: Image.Image) -> tuple[Mapping[int, Any], Mapping[int, Any], Mapping[int, Any]]:
    try:
        exif = picture.getexif()
    except Exception:  # the worker reads hostile bytes: whatever the parser raises means the same
        return {}, {}, {}
    return exif, _ifd(exif, _EXIF_IFD), _ifd(exif, _GPS_IFD)


def _ifd(exif: Image.Exif, tag: int) -> Mapping[int, Any]:
    try:
        return exif.get_ifd(tag)
    except Exception:  # as above
        return {}


def _value(tags: Mapping[int, Any], tag: int) -> Any:
    try:
        return tags.get(tag)
    except Exception:  # as above: values are parsed when they are asked for
        return None


def _text(tags: Mapping[int, Any], tag: int) -> str:
    value = _value(tags, tag)
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return value.strip("\0").replace("\0", " ")[:_LONGEST] if isinstance(value, str) else ""


def _orientation(tags: Mapping[int, Any]) -> int | None:
    value = _value(tags, _ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 else None


def _position(gps: Mapping[int, Any]) -> tuple[int | None, int | None]:
    latitude = _micro_degrees(_value(gps, _LATITUDE), _text(gps, _LATITUDE_REF), "NS", 90)
    longitude = _micro_degrees(_value(gps, _LONGITUDE), _text(gps, _LONGITUDE_REF), "EW", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None  # 0,0 lies in the sea: a receiver without a fix writes it
    return latitude, longitude


def _micro_degrees(parts: Any, side: str, sides: str, most: int) -> int | None:
    """Return degrees, minutes and seconds as signed millionths of a degree, None where they make no angle."""
    if not isinstance(parts, tuple) or len(parts) != 3 or side not in tuple(sides):
        return None
    try:
        degrees, minutes, seconds = (Fraction(part.numerator, part.denominator) for part in parts)
    except (AttributeError, TypeError, ValueError, ArithmeticError):
        return None
    angle = degrees + minutes / 60 + seconds / 3600
    if min(degrees, minutes, seconds) < 0 or angle > most:
        return None
    return round(angle * 1_000_000) * (1 if side == sides[0] else -1)
