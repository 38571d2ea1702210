"""Ô 6: blocks become flowables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, assert_never

from PIL import Image

from inspector.errors import KnownError
from reports.layout import measure, numbering, text
from reports.layout.engine import (
    BOLD,
    ITALIC,
    REGULAR,
    CondPageBreak,
    ImageReader,
    KeepTogether,
    LongTable,
    PageBreak,
    ParagraphStyle,
    Spacer,
    TableStyle,
)
from reports.layout.engine import Paragraph as Text
from reports.layout.flowables import Picture, Squares, Stack
from reports.layout.head import centred
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
_CELL = ParagraphStyle("cell", fontName=REGULAR, fontSize=measure.SIZE_TABLE, leading=14.5, splitLongWords=1)
_ALIGN = {"left": _LEFT, "centre": _CENTRE, "right": _RIGHT}
_CELLS = {align: ParagraphStyle(f"cell-{align}", _CELL, alignment=number) for align, number in _ALIGN.items()}
_COLUMN_TITLE = ParagraphStyle("column", _CELL, fontName=BOLD, alignment=_CENTRE)
_LOOK_AHEAD = 3 * measure.LEADING_BODY


class Titled(Text):  # type: ignore[misc]
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


def body(parts: Sequence[Block], images: Mapping[str, bytes]) -> list[Any]:
    """Return the flowables of these blocks.

    A heading asks for room for itself, the headings directly below it and the beginning of the text.

    Raises:
        KnownError: "papers.image-unreadable".
    """
    flow: list[Any] = []
    for index, part in enumerate(parts):
        if isinstance(part, blocks.Heading) and not (index and isinstance(parts[index - 1], blocks.Heading)):
            flow.append(CondPageBreak(_room(parts[index:], images)))
        flow.extend(_flowables(part, images))
    return flow


def _room(parts: Sequence[Block], images: Mapping[str, bytes]) -> float:
    needed = 0.0
    for part in parts:
        first = _flowables(part, images)[0]
        if not isinstance(part, blocks.Heading):
            return needed + _beginning(first)
        needed += float(first.wrap(measure.TEXT_WIDTH, measure.TEXT_HEIGHT)[1]) + first.getSpaceBefore()
    return needed


def _beginning(first: Any) -> float:
    height = float(first.wrap(measure.TEXT_WIDTH, measure.TEXT_HEIGHT)[1])
    if isinstance(first, LongTable):
        return float(sum(first._rowHeights[:2])) + measure.PARAGRAPH_GAP
    return min(height, _LOOK_AHEAD if isinstance(first, Text) else measure.TEXT_HEIGHT / 2)


def _flowables(part: Block, images: Mapping[str, bytes]) -> list[Any]:
    match part:
        case blocks.Heading():
            return _heading(part)
        case blocks.Item(level, number, runs):
            label = f"{number}. " if level == "clause" else f"{numbering.point(number)}) "
            return [_paragraph((Run(label), *runs))]
        case blocks.Paragraph(runs):
            return [_paragraph(runs)]
        case blocks.Basis(said):
            return [_paragraph((Run(said, italic=True),))]
        case blocks.Dashes(entries):
            return [_paragraph((Run("- "), *entry)) for entry in entries]
        case blocks.KeyValues(pairs):
            return [_paragraph((Run(f"{key}: "), Run(value))) for key, value in pairs]
        case blocks.Table():
            return [_table(part)]
        case blocks.Photos(photos):
            return _photos(photos, images)
        case blocks.Qr(payload, caption):
            return [
                qr(payload, measure.QR_SIDE),
                *([Text(text.markup(blocks.plain(caption)), _CAPTION)] * bool(caption)),
            ]
        case blocks.PageBreak():
            return [PageBreak()]
        case _:
            assert_never(part)


def _paragraph(runs: Runs) -> Text:
    return Text(text.markup(runs), _BODY)


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
    shares = sum(column.share for column in part.columns)
    widths = [measure.TEXT_WIDTH * column.share / shares for column in part.columns]
    styles = [_CELLS[column.align] for column in part.columns]
    rows = [[Text(text.markup(blocks.plain(column.title)), _COLUMN_TITLE) for column in part.columns]]
    rows += [[Text(text.markup(cell), style) for cell, style in zip(row, styles, strict=True)] for row in part.rows]
    style = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    table = LongTable(rows, colWidths=widths, repeatRows=1, style=style, spaceBefore=8, spaceAfter=6)
    table.wrap(measure.TEXT_WIDTH, measure.TEXT_HEIGHT)
    # A row moves to the next page as a whole unless no page could hold it.
    heights = table._rowHeights
    if max(heights[1:], default=0) > measure.TEXT_HEIGHT - heights[0]:
        return LongTable(rows, colWidths=widths, repeatRows=1, splitInRow=1, style=style, spaceBefore=8, spaceAfter=6)
    return table


def _photos(photos: Sequence[blocks.Photo], images: Mapping[str, bytes]) -> list[Any]:
    return [KeepTogether(_photo(photo, images)) for photo in photos]


def _photo(photo: blocks.Photo, images: Mapping[str, bytes]) -> list[Any]:
    wide, high = measure.PHOTO_BOX
    caption = [Text(text.markup(blocks.plain(line)), _CAPTION) for line in photo.caption]
    room = high - sum(line.wrap(wide, high)[1] + line.getSpaceBefore() for line in caption) - 6
    if photo.image is None:
        absent = Stack(centred(photo.absent, ITALIC, measure.SIZE_TABLE, 0.8 * wide))
        frame = [("BOX", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        picture: Any = LongTable([[absent]], rowHeights=measure.mm(30), colWidths=0.8 * wide, style=TableStyle(frame))
    else:
        picture = Picture(_image(photo.image, images[photo.image]), wide, room)
    return [picture, *caption, Spacer(0, 6)]


def _image(name: str, data: bytes) -> ImageReader:
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
            opened.load()
            if opened.mode == "CMYK":
                raise KnownError("papers.image-unreadable", name=name)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise KnownError("papers.image-unreadable", name=name) from error
    return ImageReader(BytesIO(data))


def qr(payload: str, side: float) -> Squares:
    """Return a QR code of `payload`, `side` points wide with its quiet zone."""
    import segno

    return Squares([list(row) for row in segno.make(payload, error="m", micro=False).matrix], side)
