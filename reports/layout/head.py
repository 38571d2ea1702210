"""The top of page 1: ô 1 to 5 and 9a of the decree's drawing."""

from __future__ import annotations

from typing import Any

from reports.layout import measure, numbering, text
from reports.layout.engine import BOLD, ITALIC, REGULAR, ParagraphStyle, Spacer, Table, TableStyle, Text, text_width
from reports.layout.flowables import Line, Rule, Stack, widest
from reports.outline.blocks import Paper, plain

# Official papers are written in Vietnamese whatever language the program speaks; these words are the decree's own.
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
REGARDING = "V/v"
ADDRESSED = "Kính gửi:"

NO_PADDING: list[tuple[Any, ...]] = [
    (f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
]


def head(paper: Paper) -> list[Any]:
    """Return everything above the body."""
    flow: list[Any] = [_letterhead(paper)]
    if paper.type_name:
        flow.append(_title(paper))
    if paper.addressees:
        flow.append(_addressees(paper.addressees))
    return [*flow, Spacer(0, measure.PARAGRAPH_GAP)]


def short_rule(lines: list[Line]) -> Rule:
    """Return the line that stands below a name or a subject: between a third and half of the text's width."""
    return Rule(measure.SHORT_RULE * widest(lines))


def centred(words: str, font: str, size: float, width: float, gap: float = 0) -> list[Line]:
    """Return balanced lines, `gap` below what stands above the first."""
    broken = text.lines(words, font, size, width)
    return [Line(line, font, size, gap if index == 0 else 0) for index, line in enumerate(broken)]


def _letterhead(paper: Paper) -> Table:
    width = measure.HEAD_COLUMNS[0] - measure.mm(3)
    issuer = centred(paper.issuer, BOLD, measure.SIZE_ISSUER, width)
    superior = centred(paper.superior, REGULAR, measure.SIZE_ISSUER, width) if paper.superior else []
    motto = Line(MOTTO, BOLD, measure.SIZE_MOTTO)
    number = Line(numbering.document_number(paper.number, paper.symbol), REGULAR, measure.SIZE_NUMBER)
    rows: list[list[Any]] = [
        [
            Stack([*superior, *issuer, short_rule(issuer)]),
            Stack([Line(COUNTRY, BOLD, measure.SIZE_COUNTRY), motto, Rule(widest([motto]))]),
        ],
        [Stack([number]), Stack(_place_and_day(paper))],
    ]
    if paper.kind == "letter":
        regarding = f"{REGARDING} {paper.subject}"
        rows.append([Stack(centred(regarding, REGULAR, measure.SIZE_REGARDING, width, measure.REGARDING_GAP)), ""])
    style = [*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 1), (-1, 1), 6)]
    return Table(rows, colWidths=measure.HEAD_COLUMNS, style=TableStyle(style))


def _place_and_day(paper: Paper) -> list[Line]:
    # A biên bản says when and where in its text. Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9.
    if paper.kind == "minutes":
        return []
    said = f"{text.printable(paper.place)}, {numbering.civil_date(paper.day)}"
    return [Line(said, ITALIC, measure.SIZE_PLACE)]


def _title(paper: Paper) -> Stack:
    width = 0.86 * measure.TEXT_WIDTH
    name = centred(paper.type_name, BOLD, measure.SIZE_TITLE, width)
    subject = centred(paper.subject, BOLD, measure.SIZE_TITLE, width)
    return Stack([*name, *subject, short_rule(subject)], space_before=18, space_after=4)


def _addressees(names: tuple[str, ...]) -> Any:
    """Return ô 9a: one name beside "Kính gửi:", several below one another, their dashes under the colon.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9.a.
    """
    size = measure.SIZE_BODY
    style = ParagraphStyle("addressee", fontName=REGULAR, fontSize=size, leading=size * 1.25)
    label = text_width(f"{ADDRESSED} ", REGULAR, size)
    if len(names) == 1:
        said, indent = [f"{names[0]}."], label
    else:
        said, indent = (
            [f"- {name};" for name in names[:-1]] + [f"- {names[-1]}."],
            label - text_width(": ", REGULAR, size),
        )
    longest = max(text_width(text.printable(one), REGULAR, size) for one in said)
    # Right of the middle, where the drawing has ô 9a, as far as the text has room there.
    wide = indent + longest + 0.1
    left = max(0.0, min(measure.ADDRESSEES_MIDDLE - wide / 2, measure.TEXT_WIDTH - wide))
    label_cell = Text(ADDRESSED, style)
    rows: list[list[Any]]
    if len(names) == 1:
        rows = [[label_cell, Text(text.markup(plain(said[0])), style)]]
    else:
        rows = [[label_cell, ""], *([["", Text(text.markup(plain(one)), style)] for one in said])]
    widths = (left + indent, measure.TEXT_WIDTH - left - indent)
    styles = [*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), left)]
    if len(names) > 1:
        styles.append(("SPAN", (0, 0), (1, 0)))
    return Table(rows, colWidths=widths, style=TableStyle(styles), spaceBefore=16, spaceAfter=6)
