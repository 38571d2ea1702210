"""Draws operations over a display copy: faces become unreadable, arrows and frames point, words explain.

What a blur covers is gone from the copy. An area becomes a few large tiles, each of one colour out of 512, before they
run into each other; there is no picture beneath that a filter, a format or a reader could bring back. Why so coarse:
small tiles over printed digits have been turned into the digits again by drawing every digit and comparing.

Geometry is that of `inspector.journal.drawing`: the picture is turned first, then everything is drawn in order where it
then lies, upright words included, and the crop comes last.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, assert_never

from PIL import Image, ImageDraw

from inspector.errors import KnownError
from inspector.evidence.answer import LONG_SIDE
from inspector.evidence.display import encode_display, open_display
from inspector.evidence.lettering import SEMIBOLD, broken, font
from inspector.journal.drawing import Area, Arrow, Blur, Box, Crop, Label, Operation, Rotate, Spot

TILE: Final = 24
"""Pixels: no tile of a blur is smaller, unless the area is."""
MOST_TILES: Final = 6
"""Along the longer side of a blur, however large it is."""
_LEVELS: Final = 8
"""Of each colour in a tile."""
_BLOCK: Final = 16
"""Pixels: a JPEG keeps traces of an area in all the blocks that it touches, so those are covered too, and one pixel more,
for decoders smooth colours across the edges of blocks.

Source: ITU-T T.81 (JPEG), A.1 and A.2; blocks of 8 x 8, of which four share their colours.
"""
_INK, _HALO, _PAPER, _TEXT = (200, 16, 46), (255, 255, 255), (255, 255, 255), (27, 27, 27)
_FINE: Final = 3
"""Lines are drawn so many times larger and shrunk, so that their edges are smooth."""
_FAR: Final = 4 * LONG_SIDE
"""Pixels: nothing that lies further out than this is seen, or drawn there."""
_TURNS: Final = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}

Frame = tuple[int, int, int, int]
"""(left, top, right, bottom), right and bottom outside."""


def redraw(display: bytes, operations: Iterable[Operation]) -> bytes:
    """Return a display copy with operations drawn over it; the same bytes for the same operations.

    Args:
        display: a JPEG of ours of at most 1200 pixels.
        operations: in pixels of `display`. What lies outside of it is left out.

    Raises: KnownError photo.not_display, photo.nothing_left if the crops have nothing in common.
    """
    source = open_display(display)
    operations = tuple(operations)
    turns = sum(one.turns for one in operations if isinstance(one, Rotate)) % 4
    place = Place(source.size, turns)
    picture = source.transpose(_TURNS[turns]) if turns else source
    kept: Frame = (0, 0, *picture.size)
    for one in operations:
        match one:
            case Blur():
                _blur(picture, place.frame(_blocks(frame_of(one.area), source.size)))
            case Box():
                _mark(picture, partial(_box, place.frame(frame_of(one.area))))
            case Arrow():
                _mark(picture, partial(_arrow, place.spot(one.start), place.spot(one.end)))
            case Label():
                _label(picture, place.spot(one.at), one.text)
            case Crop():
                kept = _common(kept, place.frame(frame_of(one.area)))
            case Rotate():
                pass  # the whole picture has been turned already
            case _:
                assert_never(one)
    if kept[0] >= kept[2] or kept[1] >= kept[3]:
        raise KnownError("photo.nothing_left")
    return encode_display(picture.crop(kept))


def frame_of(area: Area) -> Frame:
    """Return the edges of an area; one that was drawn from right to left or upwards is the same area."""
    left, top, width, height = area
    return min(left, left + width), min(top, top + height), max(left, left + width), max(top, top + height)


class Place:
    """Where what lies in a source is after the source was turned clockwise by quarters."""

    def __init__(self, size: tuple[int, int], turns: int) -> None:
        self._width, self._height = size
        self._turns = turns

    def spot(self, spot: Spot) -> Spot:
        """Return where a spot is: one between pixels, so that the edges of the source are 0 and its width or height."""
        x, y = (max(-_FAR, min(_FAR, one)) for one in spot)
        return ((x, y), (self._height - y, x), (self._width - x, self._height - y), (y, self._width - x))[self._turns]

    def frame(self, frame: Frame) -> Frame:
        (a, b), (c, d) = self.spot(frame[:2]), self.spot(frame[2:])
        return min(a, c), min(b, d), max(a, c), max(b, d)


def _common(one: Frame, other: Frame) -> Frame:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _blocks(frame: Frame, size: tuple[int, int]) -> Frame:
    """Return a frame grown over the blocks that it touches, as far as the picture goes; an empty one stays empty."""
    left, top, right, bottom = _common(frame, (0, 0, *size))
    if left >= right or top >= bottom:
        return 0, 0, 0, 0
    before = (left // _BLOCK * _BLOCK - 1, top // _BLOCK * _BLOCK - 1)
    return _common((*before, -(-right // _BLOCK) * _BLOCK + 1, -(-bottom // _BLOCK) * _BLOCK + 1), (0, 0, *size))


def _blur(picture: Image.Image, frame: Frame) -> None:
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    if not width:
        return
    side = max(TILE, -(-max(width, height) // MOST_TILES))
    tiles = picture.crop(frame).resize((-(-width // side), -(-height // side)), Image.Resampling.BOX)
    step = 256 // _LEVELS
    coarse = tiles.point([value // step * step + step // 2 for value in range(256)] * 3)
    picture.paste(coarse.resize((width, height), Image.Resampling.BILINEAR), frame)


def _stroke(picture: Image.Image) -> int:
    """Return how wide lines are: a two hundredth of the longer side."""
    return max(3, max(picture.size) // 200)


def _mark(picture: Image.Image, draw: Callable[[ImageDraw.ImageDraw, int, int], None]) -> None:
    """Draw lines with a light edge, so that they stand out on whatever the photo shows."""
    stroke = _stroke(picture)
    size = picture.width * _FINE, picture.height * _FINE
    for edge, colour in ((stroke // 2 + 1, _HALO), (0, _INK)):
        mask = Image.new("L", size)
        draw(ImageDraw.Draw(mask), stroke, edge)
        picture.paste(colour, mask=mask.resize(picture.size, Image.Resampling.BOX))


def _box(frame: Frame, pen: ImageDraw.ImageDraw, stroke: int, edge: int) -> None:
    left, top, right, bottom = frame
    outer = ((left - edge) * _FINE, (top - edge) * _FINE, (right + edge) * _FINE - 1, (bottom + edge) * _FINE - 1)
    pen.rectangle(outer, outline=255, width=(stroke + 2 * edge) * _FINE)


def _arrow(start: Spot, end: Spot, pen: ImageDraw.ImageDraw, stroke: int, edge: int) -> None:
    """Draw a line that ends in a triangle whose tip is at `end`."""
    length = math.dist(start, end)
    if not length:
        return
    along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    head, half = min(6.0 * stroke, length), 2.5 * stroke

    def at(back: float, aside: float) -> tuple[float, float]:
        x = end[0] - back * along[0] - aside * along[1]
        y = end[1] - back * along[1] + aside * along[0]
        return x * _FINE, y * _FINE

    # The edge of the tip reaches further than that of the sides: it is the corner of a narrow triangle.
    pen.line((at(length + edge, 0), at(head * 0.9, 0)), fill=255, width=(stroke + 2 * edge) * _FINE)
    pen.polygon((at(-2.5 * edge, 0), at(head + edge, half + 1.5 * edge), at(head + edge, -half - 1.5 * edge)), fill=255)


def _label(picture: Image.Image, at: Spot, text: str) -> None:
    """Draw words on a plate, which is moved into the picture where it would stick out."""
    if not text.split():
        return
    size = max(18, max(picture.size) // 40)
    face, gap, line = font(SEMIBOLD, size), size // 3, round(size * 1.35)
    lines = broken(text, face, picture.width - 4 * gap)
    width = math.ceil(max(map(face.getlength, lines))) + 2 * gap
    height = line * len(lines) + gap
    left = max(0, min(at[0], picture.width - width))
    top = max(0, min(at[1], picture.height - height))
    pen = ImageDraw.Draw(picture)
    pen.rectangle(
        (left, top, left + width - 1, top + height - 1), fill=_PAPER, outline=_INK, width=_stroke(picture) // 2
    )
    for number, words in enumerate(lines):
        pen.text((left + gap, top + gap // 2 + number * line), words, font=face, fill=_TEXT, anchor="la")
