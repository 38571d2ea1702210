"""What the worker may answer about a picture, and the limits that both sides check. No decoder is imported here."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

from inspector.evidence.facts import Facts

Format = Literal["jpeg", "png", "webp"]

LARGEST_FILE: Final = 40 * 1024 * 1024
"""Bytes of an original."""
MOST_PIXELS: Final[dict[Format, int]] = {"jpeg": 220_000_000, "png": 50_000_000, "webp": 50_000_000}
"""A JPEG is shrunk while it is decoded and phones make 200 million pixels; the others are decoded whole."""
LONG_SIDE: Final = 1200
"""Pixels of the display copy: 185 dpi across the text of an A4 page."""

Side = Annotated[int, msgspec.Meta(ge=1, le=220_000_000)]


class Seen(msgspec.Struct, frozen=True, tag="seen"):
    """A picture that was decoded in full. `width` and `height` are those of the upright original."""

    format: Format
    width: Side
    height: Side
    facts: Facts
    display: bytes


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A picture that was not decoded; `key` is that of a KnownError."""

    key: Literal["photo.unreadable", "photo.too_many_pixels"]


Answer = Seen | Refused


def fit(width: int, height: int) -> tuple[int, int]:
    """Return width and height of the display copy of a picture: the same proportions, never enlarged."""
    long = max(width, height)
    if long <= LONG_SIDE:
        return width, height
    return max(1, (width * LONG_SIDE + long // 2) // long), max(1, (height * LONG_SIDE + long // 2) // long)
