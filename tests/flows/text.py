"""A paper as plain text: what its blocks say, one string each, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from reports.layout.numbering import point, roman
from reports.outline.blocks import (
    Basis,
    Block,
    Dashes,
    Heading,
    Item,
    KeyValues,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Photos,
    Qr,
    Runs,
    Table,
)


def spaced(text: str) -> str:
    """Return text with every stretch of white space as one space."""
    return " ".join(normalize("NFC", text).split())


def said(runs: Runs) -> str:
    return spaced("".join(run.text for run in runs))


def lines(paper: Paper) -> list[str]:
    """Return what the body and the appendices of a paper say."""
    return [text for part in (paper.body, *(one.body for one in paper.appendices)) for text in _body(part) if text]


def ordinal(level: str, number: int) -> str:
    """Return what stands before a title or a numbered text: `II.`, `1.` or `a)`."""
    return {"section": f"{roman(number)}.", "clause": f"{number}.", "point": f"{point(number)})"}[level]


def _body(body: tuple[Block, ...]) -> Iterator[str]:
    for block in body:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, number, title):
            yield f"{ordinal(level, number)} {title}"
        case Item(level, number, runs):
            yield f"{ordinal(level, number)} {said(runs)}"
        case Paragraph(runs) | Note(runs):
            yield said(runs)
        case Basis(text):
            yield spaced(text)
        case Dashes(entries):
            yield from (f"- {said(entry)}" for entry in entries)
        case KeyValues(pairs):
            yield from (f"{name}: {value}" for name, value in pairs)
        case Table(columns, rows):
            yield from (spaced(column.title) for column in columns)
            yield from (said(cell) for row in rows for cell in row)
        case Photos(photos):
            for photo in photos:
                yield from map(spaced, (*photo.caption, photo.absent if photo.image is None else ""))
        case Qr(_, caption):
            yield spaced(caption)
        case PageBreak():
            return
