"""The end of a paper: ô 7 (signatures) and 9b (nơi nhận), in one table that no page break divides."""

from __future__ import annotations

from typing import Any

from reports.layout import measure, text
from reports.layout.engine import BOLD, BOLD_ITALIC, ITALIC, REGULAR, ParagraphStyle, Table, TableStyle, Text
from reports.layout.flowables import FieldBox, SignatureSpace, Stack
from reports.layout.head import NO_PADDING, centred
from reports.outline.blocks import Paper, Signature, plain

RECIPIENTS = "Nơi nhận:"

_HEAD = ParagraphStyle("recipients", fontName=BOLD_ITALIC, fontSize=measure.SIZE_RECIPIENTS_HEAD, leading=15)
_ENTRY = ParagraphStyle("recipient", fontName=REGULAR, fontSize=measure.SIZE_RECIPIENTS, leading=13)


def close(paper: Paper, found: list[FieldBox]) -> Table:
    """Return the table of signatures and recipients; notes in `found` where the fields come to lie."""
    columns = _columns(paper)
    signed: list[Any] = [_signature(one, width, found) for one, width in zip(paper.signatures, columns, strict=False)]
    if paper.kind != "minutes":
        assert len(paper.signatures) == 1, "one person signs a letter, a report, a notice"
        cells = [_recipients(paper.recipients), *signed]
    else:
        # Thư ký left, the one in the chair right; nơi nhận below the left one, the other party below the right one.
        # Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9.
        signed = [_signature(one, columns[index % 2], found) for index, one in enumerate(paper.signatures)]
        last = 2 * (len(signed) // 2)
        cells = [*signed[:last], _recipients(paper.recipients), *(signed[last:] or [""])]
    rows = [cells[index : index + 2] for index in range(0, len(cells), 2)]
    style = [*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 12)]
    return Table(rows, colWidths=columns, style=TableStyle(style))


def _columns(paper: Paper) -> tuple[float, float]:
    half = measure.TEXT_WIDTH / 2
    return (half, half) if paper.kind == "minutes" else measure.CLOSE_COLUMNS


def _signature(one: Signature, width: float, found: list[FieldBox]) -> list[Any]:
    room = width - measure.mm(3)
    above = [line for words in one.authority for line in centred(words, BOLD, measure.SIZE_BODY, room)]
    if one.note:
        above += centred(one.note, ITALIC, measure.SIZE_RECIPIENTS, room)
    name = [line for words in (one.office, one.name) if words for line in centred(words, BOLD, measure.SIZE_BODY, room)]
    label = f"{' '.join(one.authority)} {one.name}".strip()
    return [Stack(above), SignatureSpace(one.field, one.office_field, text.printable(label), found), Stack(name)]


def _recipients(recipients: tuple[str, ...]) -> list[Any]:
    """Return ô 9b: every line behind a dash and before a `;`, the last before a `.`."""
    if not recipients:
        return []
    ends = [";"] * (len(recipients) - 1) + ["."]
    lines = [Text(text.markup(plain(f"- {one}{end}")), _ENTRY) for one, end in zip(recipients, ends, strict=True)]
    return [Text(RECIPIENTS, _HEAD), *lines]
