"""The pieces that ReportLab does not bring: centred stacks with rules, places to sign, an end that stays with its text.

Shapes are in points, origin at the lower left, as everywhere in ReportLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reports.layout import measure
from reports.layout.engine import Flowable, Text, text_width


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, `gap` below what stands above it."""

    text: str
    font: str
    size: float
    gap: float = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A solid line of exactly this width."""

    width: float


class Stack(Flowable):  # type: ignore[misc]
    """Lines and rules below one another, centred in the width at hand."""

    def __init__(self, parts: Sequence[Line | Rule], space_before: float = 0, space_after: float = 0) -> None:
        super().__init__()
        self.parts = tuple(parts)
        self.spaceBefore = space_before
        self.spaceAfter = space_after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, sum(_depth(part) for part in self.parts)
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        for part in self.parts:
            if isinstance(part, Line):
                self.canv.setFont(part.font, part.size)
                # 0.891 of the size is the ascent of Liberation Serif, as of Times New Roman.
                self.canv.drawCentredString(self.width / 2, top - part.gap - 0.891 * part.size, part.text)
            else:
                self.canv.setLineWidth(measure.RULE_THICKNESS)
                y, left = top - measure.RULE_GAP, (self.width - part.width) / 2
                self.canv.line(left, y, left + part.width, y)
            top -= _depth(part)


def _depth(part: Line | Rule) -> float:
    if isinstance(part, Line):
        return part.gap + part.size * measure.SINGLE
    return 2 * measure.RULE_GAP


def widest(parts: Sequence[Line]) -> float:
    """Return the width of the longest line."""
    return max(text_width(part.text, part.font, part.size) for part in parts)


@dataclass(frozen=True, slots=True)
class FieldBox:
    """Where a signature field lies: page from 0, rectangle left, bottom, right, top."""

    name: str
    label: str
    page: int
    rect: tuple[float, float, float, float]


class SignatureSpace(Flowable):  # type: ignore[misc]
    """Room for a signature; notes where its fields come to lie.

    The office's field covers the left edge of the person's, as the drawing of the decree has ô 8 over ô 7c.
    """

    def __init__(self, field: str, office_field: str, label: str, found: list[FieldBox]) -> None:
        super().__init__()
        self.field, self.office_field, self.label, self.found = field, office_field, label, found

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, measure.SIGNATURE_BOX[1] + 6
        return self.width, self.height

    def draw(self) -> None:
        wide, high = measure.SIGNATURE_BOX
        left, bottom = self.canv.absolutePosition((self.width - wide) / 2, 3)
        self._note(self.field, left, bottom, wide, high)
        wide, high = measure.OFFICE_BOX
        self._note(self.office_field, left - wide + measure.mm(7), bottom, wide, high)

    def _note(self, name: str, left: float, bottom: float, wide: float, high: float) -> None:
        if name:
            page = self.canv.getPageNumber() - 1
            self.found.append(FieldBox(name, self.label, page, (left, bottom, left + wide, bottom + high)))


class Ending(Flowable):  # type: ignore[misc]
    """The last paragraph with the headings directly above it, and the signatures.

    Signatures never stand on a page without two lines of text, headings never without theirs.
    """

    def __init__(self, headings: Sequence[Any], last: Any, signatures: Any) -> None:
        super().__init__()
        self.headings, self.last, self.signatures = list(headings), last, signatures
        self.spaceBefore = [*headings, last][0].getSpaceBefore()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        parts = [*self.headings, self.last, self.signatures]
        self.heights = [part.wrap(width, height)[1] for part in parts]
        gaps = [0.0, *(part.getSpaceBefore() for part in parts[1:])]
        self.gaps = gaps
        self.width, self.height = width, sum(self.heights) + sum(gaps)
        return width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        self.wrap(width, height)
        if self.height <= height:
            return [self]
        text, signed = self.heights[-2:]
        above = self.height - text - signed - self.gaps[-1]
        if not isinstance(self.last, Text):
            return []
        keep = 2 * self.last.style.leading
        parts = self.last.split(width, min(height - above, text - keep + 0.1))
        return [*self.headings, parts[0], Ending([], parts[1], self.signatures)] if len(parts) == 2 else []

    def draw(self) -> None:
        top = self.height
        for part, high, gap in zip([*self.headings, self.last, self.signatures], self.heights, self.gaps, strict=True):
            top -= gap + high
            part.drawOn(self.canv, 0, top)


class Picture(Flowable):  # type: ignore[misc]
    """An image as large as its box allows, centred."""

    def __init__(self, image: Any, width: float, height: float) -> None:
        super().__init__()
        self.image, self.box = image, (width, height)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        across, down = self.image.getSize()
        scale = min(self.box[0] / across, self.box[1] / down)
        self.width, self.drawn = width, (across * scale, down * scale)
        return width, self.drawn[1]

    def draw(self) -> None:
        wide, high = self.drawn
        self.canv.drawImage(self.image, (self.width - wide) / 2, 0, wide, high, mask="auto")


class Plate(Flowable):  # type: ignore[misc]
    """A picture and the lines of its caption, which no page break parts."""

    def __init__(self, picture: Any, caption: Sequence[Any]) -> None:
        super().__init__()
        self.parts = [picture, *caption]
        self.spaceAfter = measure.PHOTO_GAP

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.sizes = [part.wrap(width, height) for part in self.parts]
        self.gaps = [0.0, *(part.getSpaceBefore() for part in self.parts[1:])]
        self.width, self.height = width, sum(high for _, high in self.sizes) + sum(self.gaps)
        return width, self.height

    def draw(self) -> None:
        top = self.height
        for part, (wide, high), gap in zip(self.parts, self.sizes, self.gaps, strict=True):
            top -= gap + high
            part.drawOn(self.canv, (self.width - wide) / 2, top)


class Row(Flowable):  # type: ignore[misc]
    """Plates beside one another in columns of equal width, their upper edges level; a short row begins at the left."""

    def __init__(self, plates: Sequence[Plate], columns: int) -> None:
        super().__init__()
        self.plates, self.columns = tuple(plates), columns
        self.spaceAfter = measure.PHOTO_GAP

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.step = (width + measure.PHOTO_GUTTER) / self.columns
        inner = self.step - measure.PHOTO_GUTTER
        self.width, self.height = width, max(plate.wrap(inner, height)[1] for plate in self.plates)
        return width, self.height

    def draw(self) -> None:
        for index, plate in enumerate(self.plates):
            plate.drawOn(self.canv, index * self.step, self.height - plate.height)


class Squares(Flowable):  # type: ignore[misc]
    """A QR code drawn in black squares; `matrix` holds its rows without the quiet zone."""

    def __init__(self, matrix: Sequence[Sequence[int]], side: float) -> None:
        super().__init__()
        self.matrix, self.side = matrix, side

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, self.side

    def draw(self) -> None:
        # Four modules of white on every side. Source: ISO/IEC 18004, 9.1.
        module = self.side / (len(self.matrix) + 8)
        left, top = (self.width - self.side) / 2 + 4 * module, self.side - 4 * module
        path = self.canv.beginPath()
        for row, cells in enumerate(self.matrix):
            column = 0
            # Whole stretches of black: separate squares show hairlines between them on screens.
            for black, group in groupby(cells):
                length = len(list(group))
                if black:
                    path.rect(left + column * module, top - (row + 1) * module, length * module, module)
                column += length
        self.canv.drawPath(path, stroke=0, fill=1)
