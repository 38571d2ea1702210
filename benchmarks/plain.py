"""The floor of every paper: ReportLab sets the same words, cells and pictures in the same type, and nothing else.

No letterhead, no rules, no places to sign, nothing kept together, no archive format: what is left is the work that any
program of ours must have ReportLab do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import Image, LongTable, Paragraph, SimpleDocTemplate

from reports.layout import measure
from reports.layout.engine import BOLD, REGULAR, ParagraphStyle
from reports.outline import blocks
from reports.outline.blocks import Block, Paper, Runs

_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=measure.SIZE_BODY, leading=measure.LEADING_BODY)
_BOLD = ParagraphStyle("bold", _TEXT, fontName=BOLD)
_CELL = ParagraphStyle("cell", fontName=REGULAR, fontSize=measure.SIZE_TABLE, leading=14.5)
_SMALL = ParagraphStyle("small", fontName=REGULAR, fontSize=9.5, leading=11.5)
_GRID = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]
_BOX = (measure.TEXT_WIDTH / 2, measure.PHOTO_HIGH[3])
_MARGINS = {
    "leftMargin": measure.MARGIN_LEFT,
    "rightMargin": measure.MARGIN_RIGHT,
    "topMargin": measure.MARGIN_TOP,
    "bottomMargin": measure.MARGIN_BOTTOM,
}


def draw(paper: Paper, files: Mapping[str, Path]) -> bytes:
    """Return a PDF that says what the paper says; `files` are its pictures, JPEG, as ReportLab takes them unread."""
    written = BytesIO()
    document = SimpleDocTemplate(written, pagesize=measure.PAGE, pageCompression=1, invariant=1, **_MARGINS)
    document.build([*_story(paper, files)])
    return written.getvalue()


def _story(paper: Paper, files: Mapping[str, Path]) -> Iterator[Any]:
    for said in (paper.superior, paper.issuer, paper.symbol, paper.place, paper.type_name, paper.subject):
        yield Paragraph(escape(said), _BOLD)
    for said in paper.addressees:
        yield Paragraph(escape(said), _TEXT)
    yield from _blocks(paper.body, files)
    for one in paper.signatures:
        yield from (Paragraph(escape(said), _BOLD) for said in (*one.authority, one.name))
    for said in paper.recipients:
        yield Paragraph(escape(said), _SMALL)
    for appendix in paper.appendices:
        yield Paragraph(escape(appendix.title), _BOLD)
        yield from _blocks(appendix.body, files)


def _blocks(parts: tuple[Block, ...], files: Mapping[str, Path]) -> Iterator[Any]:
    for part in parts:
        match part:
            case blocks.Heading():
                yield Paragraph(escape(f"{part.number}. {part.text}"), _BOLD)
            case blocks.Item() | blocks.Paragraph() | blocks.Note():
                yield Paragraph(_words(part.runs), _TEXT)
            case blocks.Basis():
                yield Paragraph(escape(part.text), _TEXT)
            case blocks.Dashes():
                yield from (Paragraph(f"- {_words(entry)}", _TEXT) for entry in part.entries)
            case blocks.KeyValues():
                yield from (Paragraph(escape(f"{key}: {value}"), _TEXT) for key, value in part.pairs)
            case blocks.Table():
                yield _table(part)
            case blocks.Photos():
                for photo in part.photos:
                    if photo.image is not None:
                        yield Image(str(files[photo.image]), *_BOX, kind="proportional")
                    yield from (Paragraph(escape(line), _SMALL) for line in photo.caption)
            case blocks.Qr() | blocks.PageBreak():
                pass


def _table(part: blocks.Table) -> LongTable:
    style = ParagraphStyle("dense", _CELL, fontSize=measure.SIZE_DENSE, leading=10.2) if part.dense else _CELL
    shares = sum(column.share for column in part.columns)
    rows = [[Paragraph(escape(column.title), style) for column in part.columns]]
    rows += [[Paragraph(_words(cell), style) for cell in row] for row in part.rows]
    widths = [measure.TEXT_WIDTH * column.share / shares for column in part.columns]
    return LongTable(rows, colWidths=widths, repeatRows=1, style=_GRID)


def _words(runs: Runs) -> str:
    return escape("".join(run.text for run in runs)).replace("\n", "<br/>")
