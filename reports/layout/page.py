"""The paper as pages: margins, page numbers, footer, the mark of a draft, and the order of the parts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reports.layout import measure, numbering, text
from reports.layout.body import Titled, body, qr
from reports.layout.close import close
from reports.layout.engine import (
    BOLD,
    ITALIC,
    REGULAR,
    BaseDocTemplate,
    Canvas,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    ParagraphStyle,
    Spacer,
    Text,
)
from reports.layout.flowables import Ending, FieldBox, Line, Stack
from reports.layout.head import centred, head
from reports.layout.pictures import Pictures
from reports.outline.blocks import Appendix, Paper, Run, Verification, plain

DRAFT = "BẢN NHÁP"
_APPENDIX = ParagraphStyle("appendix", fontName=BOLD, fontSize=measure.SIZE_TITLE, leading=18, alignment=1)
_FOOTER_GREY = 0.3
_DRAFT_GREY = 0.55


def pages(paper: Paper, pictures: Pictures) -> tuple[bytes, list[FieldBox]]:
    """Return the paper as ReportLab writes it, with placeholders for pictures, and where its signature fields lie.

    Raises:
        KnownError: "papers.image-unreadable".
    """
    found: list[FieldBox] = []
    written = BytesIO()
    _Document(paper, written).build(_story(paper, pictures, found), canvasmaker=Canvas)
    return written.getvalue(), found


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Counts pages anew for the paper and for each appendix; the first of them shows no number."""

    def __init__(self, paper: Paper, written: BytesIO) -> None:
        super().__init__(written, pagesize=measure.PAGE, pageCompression=1, invariant=1)
        self.paper = paper
        self.section_page = 0
        frame = (measure.MARGIN_LEFT, measure.MARGIN_BOTTOM, measure.TEXT_WIDTH, measure.TEXT_HEIGHT)
        no_padding = {f"{side}Padding": 0 for side in ("left", "right", "top", "bottom")}
        for name, drawn in (("first", self._first), ("later", self._later)):
            template = PageTemplate(name, [Frame(*frame, **no_padding)], onPageEnd=drawn, autoNextPageTemplate="later")
            self.addPageTemplates(template)

    def _first(self, canvas: Any, _document: Any) -> None:
        self.section_page = 1
        self._margins(canvas)

    def _later(self, canvas: Any, _document: Any) -> None:
        self.section_page += 1
        canvas.setFont(REGULAR, measure.SIZE_PAGE_NUMBER)
        middle = measure.MARGIN_LEFT + measure.TEXT_WIDTH / 2
        canvas.drawCentredString(middle, measure.PAGE[1] - measure.mm(14.5), str(self.section_page))
        self._margins(canvas)

    def _margins(self, canvas: Any) -> None:
        self._footer(canvas)
        if self.paper.draft:
            _mark_as_draft(canvas)

    def _footer(self, canvas: Any) -> None:
        size = measure.SIZE_FOOTER
        canvas.saveState()
        canvas.setFillGray(_FOOTER_GREY)
        canvas.setFont(REGULAR, size)
        y = measure.MARGIN_BOTTOM - measure.mm(6)
        for said in self.paper.footer:
            for line in text.lines(said, REGULAR, size, measure.TEXT_WIDTH):
                canvas.drawString(measure.MARGIN_LEFT, y, line)
                y -= size * 1.2
        canvas.restoreState()


def _mark_as_draft(canvas: Any) -> None:
    """Write across the page, above its content: a photo must not hide the mark, and text stays legible below it."""
    canvas.saveState()
    canvas.translate(measure.PAGE[0] / 2, measure.PAGE[1] / 2)
    canvas.rotate(56)
    canvas.setFont(BOLD, 96)
    canvas.setFillGray(_DRAFT_GREY)
    canvas.setFillAlpha(0.32)
    canvas.drawCentredString(0, -32, DRAFT)
    canvas.restoreState()


def _story(paper: Paper, pictures: Pictures, found: list[FieldBox]) -> list[Any]:
    story = [*head(paper), *body(paper.body, pictures)]
    _end(story, close(paper, found))
    for index, appendix in enumerate(paper.appendices):
        story += [NextPageTemplate("first"), PageBreak()]
        story += _appendix(appendix, index + 1 if len(paper.appendices) > 1 else None, pictures)
    if paper.verification is not None:
        story += [NextPageTemplate("first"), PageBreak(), *_verification(paper.verification)]
    return story


def _end(story: list[Any], signatures: Any) -> None:
    """Put the signatures below the text, tied to its last paragraph."""
    if not isinstance(story[-1], Text):
        story.append(signatures)
        return
    last = story.pop()
    headings: list[Any] = []
    while isinstance(story[-1], Titled):
        headings.insert(0, story.pop())
    story.append(Ending(headings, last, signatures))


def _appendix(appendix: Appendix, number: int | None, pictures: Pictures) -> list[Any]:
    """Return a phụ lục. Roman numerals tell several apart; one alone has none.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1.
    """
    label = "Phụ lục" if number is None else f"Phụ lục {numbering.roman(number)}"
    width = measure.TEXT_WIDTH
    titled = Titled(text.markup(plain(label)), _APPENDIX)
    titled.outline = text.printable(f"{label}. {appendix.title}")
    below: list[Line] = centred(appendix.title.upper(), BOLD, measure.SIZE_TITLE, width, 2)
    if appendix.attached:
        below += centred(appendix.attached, ITALIC, measure.SIZE_TITLE, width, 2)
    return [titled, Stack(below, space_after=6), *body(appendix.body, pictures)]


def _verification(page: Verification) -> list[Any]:
    style = ParagraphStyle("step", fontName=REGULAR, fontSize=13, leading=17, spaceBefore=5, leftIndent=18)
    contact = ParagraphStyle("contact", style, leftIndent=0)
    steps = [
        Text(text.markup((Run(f"{number}. "), Run(step))), ParagraphStyle("s", style, firstLineIndent=-18))
        for number, step in enumerate(page.steps, 1)
    ]
    return [
        Stack(centred(page.title.upper(), BOLD, measure.SIZE_TITLE, measure.TEXT_WIDTH), space_after=12),
        qr(page.qr, measure.QR_SIDE),
        Stack([Line(text.printable(page.code), BOLD, 15, 4)], space_after=10),
        *steps,
        Spacer(0, 8),
        *(Text(text.markup(plain(line)), contact) for line in page.contact),
    ]
