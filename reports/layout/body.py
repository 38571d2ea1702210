"""Ô 6: blocks become flowables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from reports.layout import measure, numbering, text
from reports.layout.engine import (
    BOLD,
    ITALIC,
    REGULAR,
    CondPageBreak,
    LongTable,
    PageBreak,
    ParagraphStyle,
    Table,
    TableStyle,
    Text,
)
from reports.layout.flowables import Picture, Plate, Row, Squares, Stack
from reports.layout.head import centred
from reports.layout.pictures import Pictures
from reports.outline import blocks
from reports.outline.blocks import Block, Run, Runs

_LEFT, _CENTRE, _RIGHT, _JUSTIFIED = 0, 1, 2, 4
_BODY = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=measure.SIZE_BODY,
    leading=measure.LEADING_BODY,
    alignment=_JUSTIFIED,
    firstLineIndent=measure.FIRST_LINE_INDENT,
    spaceBefore=measure.PARAGRAPH_GAP,
    allowWidows=0,
    allowOrphans=0,
)
_PART = ParagraphStyle("part", _BODY, alignment=_CENTRE, firstLineIndent=0)
_CAPTION = ParagraphStyle("caption", fontName=REGULAR, fontSize=12, leading=14.5, alignment=_CENTRE, spaceBefore=3)
_CAPTIONS = {
    2: _CAPTION,
    4: ParagraphStyle("caption-4", _CAPTION, fontSize=10.5, leading=12.5),
    6: ParagraphStyle("caption-6", _CAPTION, fontSize=9.5, leading=11.5, spaceBefore=2),
}
_NOTE = ParagraphStyle(
    "note", _BODY, fontSize=measure.SIZE_NOTE, leading=13.5, firstLineIndent=0, spaceBefore=4, alignment=_JUSTIFIED
)
_ALIGN: dict[blocks.Align, int] = {"left": _LEFT, "centre": _CENTRE, "right": _RIGHT}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a table is set; `padding` stands left and right of every cell."""

    padding: float
    title: ParagraphStyle
    cells: Mapping[blocks.Align, ParagraphStyle]
    grid: TableStyle


def _look(name: str, size: float, leading: float, padding: float, above: float, below: float) -> _Look:
    cell = ParagraphStyle(name, fontName=REGULAR, fontSize=size, leading=leading, splitLongWords=1)
    return _Look(
        padding,
        ParagraphStyle(f"{name}-title", cell, fontName=BOLD, alignment=_CENTRE),
        {align: ParagraphStyle(f"{name}-{align}", cell, alignment=number) for align, number in _ALIGN.items()},
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
                ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), padding),
                ("RIGHTPADDING", (0, 0), (-1, -1), padding),
                ("TOPPADDING", (0, 0), (-1, -1), above),
                ("BOTTOMPADDING", (0, 0), (-1, -1), below),
            ]
        ),
    )


_ROOMY = _look("cell", measure.SIZE_TABLE, 14.5, 4, 2.5, 4)
_DENSE = _look("dense", measure.SIZE_DENSE, 10.2, 1.8, 1, 2.2)
_LOOK_AHEAD = 3 * measure.LEADING_BODY


class Titled(Text):
    """A heading; the reader's outline leads to it if it has one."""

    outline = ""

    def draw(self) -> None:
        if self.outline:
            key = f"h{self.canv.getPageNumber()}-{self.outline}"
            _, top = self.canv.absolutePosition(0, self.height)
            # XYZ: other readers take the missing corners of /Fit for numbers.
            self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top + measure.PARAGRAPH_GAP, zoom=0)
            self.canv.addOutlineEntry(self.outline, key, 0)
        super().draw()


def body(parts: Sequence[Block], pictures: Pictures) -> list[Any]:
    """Return the flowables of these blocks.

    A heading asks for room for itself, the headings directly below it and the beginning of the text.

    Raises:
        KnownError: "papers.image-unreadable".
    """
    made = [_flowables(part, pictures) for part in parts]
    flow: list[Any] = []
    for index, part in enumerate(parts):
        if isinstance(part, blocks.Heading) and not (index and isinstance(parts[index - 1], blocks.Heading)):
            flow.append(CondPageBreak(_room(parts[index:], made[index:])))
        flow.extend(made[index])
    return flow


def _room(parts: Sequence[Block], made: Sequence[list[Any]]) -> float:
    needed = 0.0
    for part, flowables in zip(parts, made, strict=True):
        if not isinstance(part, blocks.Heading):
            return needed + (_beginning(flowables[0]) if flowables else 0.0)
        for one in flowables:
            needed += float(one.wrap(measure.TEXT_WIDTH, measure.TEXT_HEIGHT)[1]) + one.getSpaceBefore()
    return needed


def _beginning(first: Any) -> float:
    height = float(first.wrap(measure.TEXT_WIDTH, measure.TEXT_HEIGHT)[1])
    if isinstance(first, LongTable):
        return float(sum(first._rowHeights[:2])) + measure.PARAGRAPH_GAP
    if isinstance(first, Plate | Row):
        return height
    return min(height, _LOOK_AHEAD if isinstance(first, Text) else measure.TEXT_HEIGHT / 2)


def _flowables(part: Block, pictures: Pictures) -> list[Any]:
    match part:
        case blocks.Heading():
            return _heading(part)
        case blocks.Item(level, number, runs):
            label = f"{number}. " if level == "clause" else f"{numbering.point(number)}) "
            return [_paragraph((Run(label), *runs))]
        case blocks.Paragraph(runs):
            return [_paragraph(runs)]
        case blocks.Note(runs):
            return [text.paragraph(runs, _NOTE)]
        case blocks.Basis(said):
            return [_paragraph((Run(said, italic=True),))]
        case blocks.Dashes(entries):
            return [_paragraph((Run("- "), *entry)) for entry in entries]
        case blocks.KeyValues(pairs):
            return [_paragraph((Run(f"{key}: "), Run(value))) for key, value in pairs]
        case blocks.Table():
            return [_table(part)]
        case blocks.Photos():
            return _photos(part, pictures)
        case blocks.Qr(payload, caption):
            return [
                qr(payload, measure.QR_SIDE),
                *([text.paragraph(blocks.plain(caption), _CAPTION)] * bool(caption)),
            ]
        case blocks.PageBreak():
            return [PageBreak()]
        case _:
            assert_never(part)


def _paragraph(runs: Runs) -> Text:
    return text.paragraph(runs, _BODY)


def _heading(part: blocks.Heading) -> list[Any]:
    titled: Titled
    match part.level:
        case "part":
            number = f"Phần {numbering.roman(part.number)}"
            titled = Titled(text.markup((Run(number, bold=True),)), _PART)
            titled.outline = text.printable(f"{number}. {part.text}")
            return [titled, Titled(text.markup((Run(part.text.upper(), bold=True),)), _PART)]
        case "section":
            said = f"{numbering.roman(part.number)}. {part.text.upper()}"
            titled = Titled(text.markup((Run(said, bold=True),)), _BODY)
            titled.outline = text.printable(f"{numbering.roman(part.number)}. {part.text}")
            return [titled]
        case "clause":
            return [Titled(text.markup((Run(f"{part.number}. {part.text}", bold=True),)), _BODY)]
        case "point":
            return [Titled(text.markup((Run(f"{numbering.point(part.number)}) {part.text}", italic=True),)), _BODY)]
        case _:
            assert_never(part.level)


def _table(part: blocks.Table) -> LongTable:
    look = _DENSE if part.dense else _ROOMY
    titles = [text.paragraph(blocks.plain(column.title), look.title) for column in part.columns]
    styles = [look.cells[column.align] for column in part.columns]
    rows = [titles]
    rows += [[text.paragraph(cell, style) for cell, style in zip(row, styles, strict=True)] for row in part.rows]
    widths = _widths([column.share for column in part.columns], [title.minWidth() for title in titles], look)
    table = LongTable(rows, colWidths=widths, repeatRows=1, style=look.grid, spaceBefore=8, spaceAfter=6)
    table.wrap(measure.TEXT_WIDTH, measure.TEXT_HEIGHT)
    # A row moves to the next page as a whole unless no page could hold it.
    heights = table._rowHeights
    if max(heights[1:], default=0) > measure.TEXT_HEIGHT - heights[0]:
        return LongTable(
            rows, colWidths=widths, repeatRows=1, splitInRow=1, style=look.grid, spaceBefore=8, spaceAfter=6
        )
    return table


def _widths(shares: Sequence[int], words: Sequence[float], look: _Look) -> list[float]:
    """Return the widths of columns: their shares, but room for the longest word of each title, if all of these fit."""
    free = measure.TEXT_WIDTH
    least = [word + 2 * look.padding + 0.1 for word in words]
    if sum(least) > free:
        least = [0.0] * len(shares)
    widths = [0.0] * len(shares)
    waiting = set(range(len(shares)))
    while True:
        parts = sum(shares[index] for index in waiting)
        narrow = {index for index in waiting if free * shares[index] / parts < least[index]}
        if not narrow:
            break
        for index in narrow:
            widths[index] = least[index]
        waiting -= narrow
        free -= sum(least[index] for index in narrow)
    for index in waiting:
        widths[index] = free * shares[index] / parts
    return widths


def _photos(part: blocks.Photos, pictures: Pictures) -> list[Any]:
    columns = 1 if part.per_page == 2 else 2
    wide = (measure.TEXT_WIDTH + measure.PHOTO_GUTTER) / columns - measure.PHOTO_GUTTER
    box = (wide, measure.PHOTO_HIGH[part.per_page // columns])
    plates = [_plate(photo, pictures, box, _CAPTIONS[part.per_page]) for photo in part.photos]
    if columns == 1:
        return list(plates)
    return [Row(plates[index : index + columns], columns) for index in range(0, len(plates), columns)]


def _plate(photo: blocks.Photo, pictures: Pictures, box: tuple[float, float], style: ParagraphStyle) -> Plate:
    wide, high = box
    caption = [text.paragraph(blocks.plain(line), style) for line in photo.caption]
    if photo.image is None:
        absent = Stack(centred(photo.absent, ITALIC, style.fontSize, 0.8 * wide - 8))
        frame = [("BOX", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        shown: Any = Table([[absent]], rowHeights=measure.mm(30), colWidths=0.8 * wide, style=TableStyle(frame))
    else:
        room = high - sum(line.wrap(wide, high)[1] + line.getSpaceBefore() for line in caption) - measure.PHOTO_GAP
        shown = Picture(pictures.place(photo.image), wide, room)
    return Plate(shown, caption)


def qr(payload: str, side: float) -> Squares:
    """Return a QR code of `payload`, `side` points wide with its quiet zone."""
    import segno

    return Squares([list(row) for row in segno.make(payload, error="m", micro=False).matrix], side)
