"""What is drawn over a photo to make a copy of it: small operations in whole pixels of the picture that they start from.

Every position is one of the source, as it lies before any of them turns or crops it, its origin at the top left. So an
operation means the same wherever it stands in the row, and taking one out moves none of the others. Nothing here knows
how to draw; `inspector.evidence.redraw` does.
"""

from __future__ import annotations

import msgspec

Spot = tuple[int, int]
"""(x, y) in pixels of the source."""
Area = tuple[int, int, int, int]
"""(left, top, width, height) in pixels of the source."""


class Blur(msgspec.Struct, frozen=True, tag_field="op", tag="blur"):
    """Destroys what an area shows."""

    area: Area


class Box(msgspec.Struct, frozen=True, tag_field="op", tag="box"):
    """A frame around an area."""

    area: Area


class Arrow(msgspec.Struct, frozen=True, tag_field="op", tag="arrow"):
    """An arrow whose head is at `end`."""

    start: Spot
    end: Spot


class Label(msgspec.Struct, frozen=True, tag_field="op", tag="label"):
    """A few words, whose plate has its top left corner at `at`."""

    at: Spot
    text: str


class Crop(msgspec.Struct, frozen=True, tag_field="op", tag="crop"):
    """Leaves an area alone; of several, what lies in all of them."""

    area: Area


class Rotate(msgspec.Struct, frozen=True, tag_field="op", tag="rotate"):
    """Turns the whole picture clockwise, by quarters; several add up."""

    turns: int


Operation = Blur | Box | Arrow | Label | Crop | Rotate
