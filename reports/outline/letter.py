"""Công văn chấn chỉnh: what the head of a unit must put right, in one page; who, what, by when. Photos come after."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from inspector.errors import KnownError
from inspector.journal.entry import BlobId
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item as ChecklistItem
from reports.outline import facts
from reports.outline.blocks import Appendix, Block, Column, Item, Paper, Paragraph, Photos, Run, Signature, Table, plain
from reports.outline.facts import Line
from reports.outline.minutes import Numbered, capital, recommendations, verification
from reports.outline.office import Office

SIGNER = "NguoiKy"


@dataclass(frozen=True, slots=True)
class Issue:
    """What the issuing office decides: the number, the civil dates of issue and of the answer, and to whom it goes."""

    numbered: Numbered
    day: date | None
    answer_by: date
    addressee: str
    minutes: str
    """Number and symbol of the minutes that the letter rests on, or empty."""


def letter(visit: VisitView, checklist: Checklist, office: Office, issue: Issue, present: Container[BlobId]) -> Paper:
    """Return the recommendation letter to the head of one unit as blocks.

    Raises: KnownError document.not-sealed unless it is a draft, document.no-shortcoming.
    """
    if not issue.numbered.draft:
        facts.seal_text(visit)
    found = facts.lines(visit, checklist)
    failed = facts.failures(found)
    if not failed:
        raise KnownError("document.no-shortcoming", exit_code=2, visit=visit.id[:8])
    return Paper(
        profile="nd30-2020",
        kind="letter",
        language="vi",
        title=f"Công văn khắc phục tồn tại, hạn chế tại {visit.unit.name}",
        author=office.issuer.replace("\n", " "),
        superior="",
        issuer=office.issuer,
        number=issue.numbered.number,
        symbol=office.letter_symbol,
        place=office.place,
        day=issue.day,
        type_name="",
        subject="khắc phục tồn tại, hạn chế qua kiểm tra đột xuất Bộ phận Một cửa",
        addressees=(issue.addressee,),
        body=(
            *_summary(visit, office, failed, issue),
            *_praise(checklist, found),
            *_findings(visit, failed),
            *_orders(checklist, found, issue),
        ),
        signatures=(Signature(SIGNER, office.letter_authority, office.letter_signer),),
        recipients=office.letter_recipients,
        appendices=_photos(visit, checklist, failed, present),
        verification=None if issue.numbered.draft else verification(visit, office),
        footer=facts.footer(visit),
        draft=issue.numbered.draft,
    )


def _summary(visit: VisitView, office: Office, failed: tuple[Line, ...], issue: Issue) -> tuple[Block, ...]:
    started = facts.moment(visit.opened[0].started) if visit.opened else None
    when = f"Ngày {started:%d/%m/%Y}, " if started else ""
    basis = f" (Biên bản số {issue.minutes})" if issue.minutes else ""
    count = f"{len(failed):02} nội dung phải khắc phục"
    return (
        Paragraph(
            (
                Run(
                    f"{when}{office.team_name} đã kiểm tra đột xuất Bộ phận Một cửa {visit.unit.name}{basis}. Kết quả có "
                ),
                Run(count, bold=True),
                Run(f"; đề nghị trả lời bằng văn bản trước ngày {issue.answer_by:%d/%m/%Y}."),
            )
        ),
    )


def _praise(checklist: Checklist, found: tuple[Line, ...]) -> tuple[Block, ...]:
    """Praise comes first, one sentence for each subject: the unit itself, then the officials who were met."""
    said: dict[str, list[str]] = {}
    for line in facts.strengths(checklist, found):
        subject, predicate = facts.praise(line)
        said.setdefault(subject or "đơn vị", []).append(predicate)
    if not said:
        return ()
    sentences = [f"{capital(subject)} {'; '.join(predicates)}." for subject, predicates in said.items()]
    return (Paragraph(plain(" ".join(sentences))),)


def _findings(visit: VisitView, failed: tuple[Line, ...]) -> tuple[Block, ...]:
    columns = (Column("Nội dung", 40), Column("Căn cứ", 26), Column("Thời hạn", 14), Column("Người trả lời", 20))
    opened = facts.moment(visit.opened[0].started) if visit.opened else None
    rows = tuple(
        (
            plain(capital(facts.reproach(line))),
            plain(_legal(line.item, opened.date() if opened else None)),
            plain(f"{line.item.remedy_working_days} ngày làm việc" if line.item.remedy_working_days else "Ngay"),
            plain(line.item.responsible.vi),
        )
        for line in failed
    )
    return (Paragraph(plain("Tuy nhiên, bên cạnh đó vẫn còn tồn tại, hạn chế:")), Table(columns, rows))


def _legal(item: ChecklistItem, day: date | None) -> str:
    cited = [one.citation for one in item.legal if one.status != "L" and (day is None or one.in_force(day))]
    return "; ".join(cited) or "Theo chỉ đạo của Ủy ban nhân dân tỉnh"


def _orders(checklist: Checklist, found: tuple[Line, ...], issue: Issue) -> tuple[Block, ...]:
    tasks = recommendations(checklist, found)
    answer = (
        f"Báo cáo kết quả khắc phục bằng văn bản, kèm minh chứng, về Ủy ban nhân dân tỉnh (qua Văn phòng Ủy ban nhân dân"
        f" tỉnh) trước ngày {issue.answer_by:%d/%m/%Y}./."
    )
    lead = (
        "Để kịp thời chấn chỉnh, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu "
        f"{issue.addressee} chỉ đạo khắc phục ngay những mặt tồn tại, hạn chế được Đoàn Kiểm tra chỉ ra. Trong đó:"
    )
    ordered = [*(f"{text}." for text in tasks), answer]
    return (
        Paragraph(plain(lead)),
        *(Item("clause", number, plain(text)) for number, text in enumerate(ordered, 1)),
    )


def _photos(
    visit: VisitView, checklist: Checklist, failed: tuple[Line, ...], present: Container[BlobId]
) -> tuple[Appendix, ...]:
    shown = {line.item.id for line in failed}
    photos = tuple(
        facts.photo_block(photo, visit, checklist, present)
        for photo in facts.photos_of(visit, checklist)
        if shown.intersection(photo.items)
    )
    if not photos:
        return ()
    return (Appendix("HÌNH ẢNH MINH CHỨNG", "(Kèm theo Công văn này)", (Photos(photos),)),)
