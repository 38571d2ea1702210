"""Công văn chấn chỉnh: what a chair must see put right in the units that are theirs; who, what, by when. Photos after.

It speaks of the addressee's own units alone, and of what rests on role-play alone it is silent.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from inspector.errors import KnownError
from inspector.journal.entry import BlobId
from inspector.rules.calendar import Calendar
from inspector.rules.item import Item as ChecklistItem
from inspector.synthesis.findings import Sentence
from inspector.synthesis.units import DISTRICTS_ENDED, present_names
from inspector.synthesis.whole import Synthesis
from inspector.synthesis.wording import capital, tell, unit_names
from reports.outline import orders
from reports.outline.blocks import Appendix, Block, Item, Paper, Paragraph, Photos, Run, Signature, plain
from reports.outline.minutes import Numbered
from reports.outline.office import Office

SIGNER = "NguoiKy"


@dataclass(frozen=True, slots=True)
class Issue:
    """What the issuing office decides: the number, the civil dates of issue and of the answer, and to whom it goes."""

    numbered: Numbered
    day: date
    """The day of the letter; its deadlines count from it, in a draft too."""
    answer_by: date | None
    """None: the working day after the last task is due."""
    addressees: tuple[str, ...]
    basis: tuple[str, ...]
    """The papers that the letter rests on, as a sentence names them: "Báo cáo số 05/BC-ĐKT"; may be empty."""


def letter(synthesis: Synthesis, office: Office, issue: Issue, calendar: Calendar, present: Container[BlobId]) -> Paper:
    """Return the recommendation letter about the visits of a synthesis as blocks.

    Raises: KnownError document.no-shortcoming; document.contested, document.needs-newer, document.not-sealed, unless it is
        a draft.
    """
    draft = issue.numbered.draft
    if not draft:
        orders.ready(synthesis.visits, orders.codes(synthesis.matrix.items))
    if not synthesis.findings.shortcomings:
        raise KnownError("document.no-shortcoming", exit_code=2, visit=synthesis.matrix.units[0].name.full)
    proof = orders.root(synthesis)
    deadlines = orders.Deadlines(calendar, issue.day)
    answer_by = issue.answer_by or _after_the_last(synthesis, deadlines, calendar, issue.day)
    return Paper(
        profile="nd30-2020",
        kind="letter",
        language="vi",
        title="Công văn khắc phục tồn tại, hạn chế qua kiểm tra đột xuất Bộ phận Một cửa",
        author=office.issuer.replace("\n", " "),
        superior="",
        issuer=office.issuer,
        number=issue.numbered.number,
        symbol=office.letter_symbol,
        place=office.place,
        day=None if draft else issue.day,
        type_name="",
        subject="khắc phục tồn tại, hạn chế qua kiểm tra đột xuất Bộ phận Một cửa",
        addressees=issue.addressees,
        body=(
            *_summary(synthesis, office, issue, answer_by),
            *_praise(synthesis.findings.strengths),
            *_findings(synthesis),
            *_orders(synthesis, issue, deadlines, answer_by),
        ),
        signatures=(Signature(SIGNER, office.letter_authority, office.letter_signer),),
        recipients=office.letter_recipients,
        appendices=_photos(synthesis, office, present),
        verification=None if draft else orders.verification(proof, office),
        footer=orders.footer(proof),
        draft=draft,
    )


def _after_the_last(synthesis: Synthesis, deadlines: orders.Deadlines, calendar: Calendar, day: date) -> date:
    """Return the working day after the last task is due: an answer before it can tell of all of them."""
    last = max((due for task in synthesis.tasks.own if (due := deadlines.of(task)) is not None), default=day)
    return calendar.due(last, 1).day


def _summary(synthesis: Synthesis, office: Office, issue: Issue, answer_by: date) -> tuple[Block, ...]:
    units = synthesis.matrix.units
    when = orders.period(units)
    basis = f" ({'; '.join(issue.basis)})" if issue.basis else ""
    count = len(synthesis.findings.failed)
    return (
        Paragraph(
            (
                Run(
                    f"{capital(when)}{', ' if when else ''}{office.team_name} đã kiểm tra đột xuất Bộ phận Một cửa"
                    f" {_units(synthesis, issue.day)}{basis}. Kết quả có "
                ),
                Run(f"{count:02} nội dung phải khắc phục", bold=True),
                Run(f"; đề nghị trả lời bằng văn bản trước ngày {answer_by:%d/%m/%Y}."),
            )
        ),
    )


def _units(synthesis: Synthesis, day: date) -> str:
    """Return the units by name; one that is another unit now, with what it belongs to."""
    units = synthesis.matrix.units
    if day < DISTRICTS_ENDED:
        return unit_names(units, with_groups=False)
    today = [present_names(unit.ref, synthesis.places) for unit in units]
    if all(now == (unit.name,) for unit, now in zip(units, today, strict=True)):
        return unit_names(units, with_groups=False)
    return "; ".join(
        unit.name.full if now == (unit.name,) else f"{unit.name.full} (nay thuộc {orders.names_of_places(now)})"
        for unit, now in zip(units, today, strict=True)
    )


def _praise(found: tuple[Sentence, ...]) -> tuple[Block, ...]:
    """Praise comes first, as in every letter of this kind."""
    return (Paragraph(plain(orders.sentences(found))),) if found else ()


def _findings(synthesis: Synthesis) -> tuple[Block, ...]:
    """Return the shortcomings, numbered, each with the rules that it breaks."""
    opened = next((unit.day for unit in synthesis.matrix.units if unit.day is not None), None)
    numbered = [
        Item("clause", number, plain(f"{capital(tell(one))}.{_legal(one.items, opened)}"))
        for number, one in enumerate(synthesis.findings.shortcomings, 1)
    ]
    notes = orders.left_out(synthesis.findings.left_out)
    return (Paragraph(plain("Tuy nhiên, bên cạnh đó vẫn còn tồn tại, hạn chế:")), *numbered, *notes)


def _legal(items: tuple[ChecklistItem, ...], day: date | None) -> str:
    cited = dict.fromkeys(
        one.citation for item in items for one in item.legal if one.status != "L" and (day is None or one.in_force(day))
    )
    return f" Căn cứ: {'; '.join(cited) or 'chỉ đạo của Ủy ban nhân dân tỉnh'}."


def _orders(synthesis: Synthesis, issue: Issue, deadlines: orders.Deadlines, answer_by: date) -> tuple[Block, ...]:
    to = "; ".join(issue.addressees)
    answer = (
        "Báo cáo kết quả khắc phục bằng văn bản, kèm minh chứng, về Ủy ban nhân dân tỉnh (qua Văn phòng Ủy ban nhân dân"
        f" tỉnh) trước ngày {answer_by:%d/%m/%Y}./."
    )
    works = synthesis.tasks.own
    lead = (
        f"Để kịp thời chấn chỉnh, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu {to} chỉ đạo khắc phục ngay những mặt tồn tại, hạn"
        f" chế được Đoàn Kiểm tra chỉ ra{'. Trong đó:' if works else '.'}"
    )
    table = orders.task_table(synthesis, works, deadlines, directed_on=None) if works else ()
    return (Paragraph(plain(lead)), *table, Paragraph(plain(answer)))


def _photos(synthesis: Synthesis, office: Office, present: Container[BlobId]) -> tuple[Appendix, ...]:
    photos = orders.chosen_photos(synthesis, present)
    if not photos:
        return ()
    line = orders.attached("Công văn", office.letter_symbol, f"Ủy ban nhân dân {office.province}")
    return (Appendix("HÌNH ẢNH MINH CHỨNG", line, (Photos(photos),)),)
