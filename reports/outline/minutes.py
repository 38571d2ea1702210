"""Biên bản kiểm tra: what was found at one unit, told to the unit itself, for both sides to sign.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9; the parts are those customary in inspections of administrative
reform: thành phần; nội dung, kết quả; nhận xét; kiến nghị, yêu cầu; ý kiến của đơn vị.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from inspector.journal.entry import BlobId
from inspector.projection.visit import Finding, VisitView
from inspector.rules.checklist import Checklist, Group
from reports.outline import facts
from reports.outline.blocks import (
    Appendix,
    Block,
    Column,
    Dashes,
    Heading,
    Item,
    Paper,
    Paragraph,
    Photos,
    Runs,
    Signature,
    Table,
    Verification,
    plain,
)
from reports.outline.facts import Line
from reports.outline.office import Office, lead_signature

_LATER = (plain("Ghi khi lập biên bản tại đơn vị"),)
SECRETARY, LEAD, UNIT = "ThuKy", "TruongDoan", "DaiDienDonVi"


@dataclass(frozen=True, slots=True)
class Numbered:
    """What the records give to a paper: its number as text, since offices print `05` and `0226`; None for a draft."""

    number: str | None
    draft: bool


def minutes(
    visit: VisitView, checklist: Checklist, office: Office, numbered: Numbered, present: Container[BlobId]
) -> Paper:
    """Return the minutes of a visit as blocks.

    Raises: KnownError("document.not-sealed") unless it is a draft: minutes carry the code of a seal.
    """
    if not numbered.draft:
        facts.seal_text(visit)
    found = facts.lines(visit, checklist)
    return Paper(
        profile="nd30-2020",
        kind="minutes",
        language="vi",
        title=f"Biên bản kiểm tra đột xuất {visit.unit.name}",
        author=office.team_name,
        superior=office.superior,
        issuer=office.team,
        number=numbered.number,
        symbol=office.minutes_symbol,
        place="",
        day=None,
        type_name="BIÊN BẢN",
        subject="Kiểm tra đột xuất việc giải quyết thủ tục hành chính\ntại Bộ phận Một cửa " + _where(visit),
        addressees=(),
        body=(
            Paragraph(plain(_opening(visit, office))),
            *_present(visit),
            *_results(visit, checklist, found),
            *_beside(visit, checklist, found),
            *_remarks(checklist, found),
            *_demands(checklist, found),
            *_opinion(visit),
            Paragraph(plain(_closing(visit))),
        ),
        signatures=(
            Signature(SECRETARY, ("THƯ KÝ",), facts.with_role(visit.trust, "secretary")),
            lead_signature(office, LEAD, ("TRƯỞNG ĐOÀN",), facts.with_role(visit.trust, "lead")),
            Signature(UNIT, ("ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA",), "", note="Ký, ghi rõ họ tên"),
        ),
        recipients=office.minutes_recipients,
        appendices=_photos(visit, checklist, present),
        verification=None if numbered.draft else verification(visit, office),
        footer=facts.footer(visit),
        draft=numbered.draft,
    )


def verification(visit: VisitView, office: Office) -> Verification:
    """Return the last page: how somebody without this program checks the paper."""
    full, code = facts.seal_text(visit)
    return Verification(
        title="CÁCH KIỂM TRA VĂN BẢN NÀY",
        qr=full,
        code=code,
        steps=(
            "Mở tệp PDF bằng phần mềm kiểm tra chữ ký số: mọi chữ ký phải hợp lệ và chữ ký sau cùng phải bao trùm"
            " toàn bộ tệp. Bản in không thay được tệp đã ký.",
            "So mã niêm phong dưới đây với mã trên biên bản mà hai bên đã ký tay. Mã ngắn dùng để tìm; dãy 64 ký tự"
            " trong mã QR là bằng chứng.",
            "Khi cần đối chiếu nội dung: yêu cầu Đoàn cung cấp tệp lượt kiểm tra và chạy lệnh thisat check; mã niêm phong"
            " của tệp phải đúng mã này.",
            f"Mã đầy đủ: {full[:32]} {full[32:]}",
        ),
        contact=office.contact,
    )


def _where(visit: VisitView) -> str:
    district = f", {visit.unit.district}" if visit.unit.district else ""
    return f"{visit.unit.name}{district}"


def _opening(visit: VisitView, office: Office) -> str:
    started = facts.moment(visit.opened[0].started) if visit.opened else None
    when = f"lúc {facts.clock_words(started)}, ngày {started:%d/%m/%Y}, " if started else ""
    kind = "theo kế hoạch" if visit.opened and visit.opened[0].announced else "đột xuất"
    return (
        f"Thực hiện {office.decision}, hôm nay, {when}tại Bộ phận Một cửa {_where(visit)}, {office.team_name} tiến hành"
        f" kiểm tra {kind} việc tiếp nhận, giải quyết thủ tục hành chính. Nội dung như sau:"
    )


def _present(visit: VisitView) -> tuple[Block, ...]:
    team = tuple(
        plain(", ".join(text for text in (person.name, person.title) if text)) for person in facts.people(visit)
    )
    unit = visit.facts("representatives")
    return (
        Heading("section", 1, "THÀNH PHẦN"),
        Heading("clause", 1, "Đoàn Kiểm tra"),
        Dashes(team or _LATER),
        Heading("clause", 2, "Đơn vị được kiểm tra"),
        Dashes(tuple(plain(text) for text in unit) or _LATER),
    )


def _results(visit: VisitView, checklist: Checklist, found: tuple[Line, ...]) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading("section", 2, "NỘI DUNG, KẾT QUẢ KIỂM TRA"),
        Paragraph(plain(f"Tại thời điểm kiểm tra, theo phiếu kiểm tra phiên bản {checklist.version}:")),
    ]
    columns = (Column("Mã", 7, "centre"), Column("Nội dung", 45), Column("Kết quả", 20), Column("Ghi nhận", 28))
    groups = _groups(checklist, found)
    for number, group in enumerate(groups, 1):
        rows = tuple(
            (plain(line.item.code), plain(line.item.full.vi), plain(line.words), plain(line.remark))
            for line in found
            if line.item.group == group.code
        )
        blocks += [Heading("clause", number, group.title.vi), Table(columns, rows)]
    asked = {line.item.id for line in found}
    missing = [item.code for item in checklist.items if item.id not in asked and not item.is_role_play]
    if missing:
        blocks.append(Paragraph(plain(f"Nội dung không kiểm tra trong lượt này: {', '.join(missing)}.")))
    return tuple(blocks)


def _groups(checklist: Checklist, found: tuple[Line, ...]) -> list[Group]:
    return [group for group in checklist.groups if any(line.item.group == group.code for line in found)]


def _beside(visit: VisitView, checklist: Checklist, found: tuple[Line, ...]) -> tuple[Block, ...]:
    """Return what was found outside the checklist, with how its photos are named; nothing where nothing was."""
    told = tuple(
        plain(f"{facts.beside(number)}: {_finding(one)}{_pictures(visit, one)}")
        for number, one in facts.findings(visit)
    )
    if not told:
        return ()
    return (Heading("clause", len(_groups(checklist, found)) + 1, "Nội dung ghi nhận ngoài phiếu"), Dashes(told))


def _finding(finding: Finding) -> str:
    if not finding.texts:
        return "Chưa có nội dung trong hồ sơ này"
    return f"Ghi nhận khác nhau: {' / '.join(finding.texts)}" if len(finding.texts) > 1 else finding.texts[0]


def _pictures(visit: VisitView, finding: Finding) -> str:
    count = len({photo.said.original if photo.said else photo.id for photo in visit.photos_of(finding.id)})
    return f" ({count:02} ảnh kèm theo)" if count else ""


def _remarks(checklist: Checklist, found: tuple[Line, ...]) -> tuple[Block, ...]:
    good = tuple(
        plain(f"{capital(' '.join(facts.praise(line)).strip())};") for line in facts.strengths(checklist, found)
    )
    bad = tuple(plain(f"{capital(facts.reproach(line))};") for line in facts.failures(found))
    blocks: list[Block] = [
        Heading("section", 3, "NHẬN XÉT"),
        Heading("clause", 1, "Ưu điểm"),
        Dashes(_ended(good)) if good else Paragraph(plain("Không ghi nhận.")),
        Heading("clause", 2, "Tồn tại, hạn chế"),
        Dashes(_ended(bad)) if bad else Paragraph(plain("Không ghi nhận tồn tại, hạn chế.")),
    ]
    notes = [f"{line.item.code} ({line.words[0].lower()}{line.words[1:]})" for line in facts.left_out(found)]
    if notes:
        blocks.append(Paragraph(plain(f"Không tính vào kết quả: {', '.join(notes)}.")))
    if codes := _codes(facts.contested(found)):
        blocks.append(Paragraph(plain(f"Chưa thống nhất, chờ Trưởng đoàn kết luận: {codes}.")))
    if codes := _codes(facts.unknown(found)):
        blocks.append(Paragraph(plain(f"Chưa có nội dung trong hồ sơ này, không tính vào kết quả: {codes}.")))
    return tuple(blocks)


def _codes(found: tuple[Line, ...]) -> str:
    return ", ".join(line.item.code for line in found)


def _demands(checklist: Checklist, found: tuple[Line, ...]) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("section", 4, "KIẾN NGHỊ, YÊU CẦU")]
    if not facts.failures(found):
        return (*blocks, Paragraph(plain("Đề nghị đơn vị tiếp tục duy trì kết quả đạt được.")))
    tasks = recommendations(checklist, found)
    among = " Trong đó:" if tasks else ""
    blocks.append(Paragraph(plain(f"Đề nghị đơn vị khắc phục ngay những tồn tại, hạn chế nêu trên.{among}")))
    blocks += [Item("clause", number, plain(f"{text}.")) for number, text in enumerate(tasks, 1)]
    return tuple(blocks)


def recommendations(checklist: Checklist, found: tuple[Line, ...]) -> tuple[str, ...]:
    """Return the recommendations that the shortcomings call for, each once.

    An item without one of its own falls under the general clause, or under the item that speaks for it, asked or not.
    """
    by_id = {item.id: item for item in checklist.items}
    texts: dict[str, None] = {}
    for line in facts.failures(found):
        speaker = by_id.get(line.item.recommended_with or "", line.item)
        if speaker.own_recommendation and speaker.recommendation:
            texts[f"{capital(speaker.recommendation)}{_due(speaker.remedy_working_days)}"] = None
    return tuple(texts)


def _due(days: int | None) -> str:
    return f"; thời hạn {days} ngày làm việc" if days else ""


def _opinion(visit: VisitView) -> tuple[Block, ...]:
    refusal = visit.facts("refused_to_sign")
    opinion = visit.facts("unit_opinion")
    texts = [*opinion, *(f"Đơn vị không ký biên bản: {text}" for text in refusal)]
    return (
        Heading("section", 5, "Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA"),
        *(Paragraph(plain(text)) for text in texts or ["." * 118, "." * 118]),
    )


def _closing(visit: VisitView) -> str:
    ended = [moment for text in visit.facts("ended") if (moment := facts.moment(text))]
    when = f"kết thúc lúc {facts.clock_words(ended[-1])} cùng ngày; " if ended else ""
    return (
        f"Việc kiểm tra {when}biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản, đã đọc lại cho những"
        " người tham dự cùng nghe, thống nhất ký tên./."
    )


def _photos(visit: VisitView, checklist: Checklist, present: Container[BlobId]) -> tuple[Appendix, ...]:
    photos = tuple(facts.photo_block(photo, visit, checklist, present) for photo in facts.photos_of(visit, checklist))
    if not photos:
        return ()
    attached = f"(Kèm theo Biên bản kiểm tra đột xuất tại {_where(visit)})"
    return (Appendix("HÌNH ẢNH GHI NHẬN TẠI THỜI ĐIỂM KIỂM TRA", attached, (Photos(photos),)),)


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]


def _ended(entries: tuple[Runs, ...]) -> tuple[Runs, ...]:
    """Return list entries of which the last ends with a full stop, the others with a semicolon."""
    last = entries[-1][-1]
    return (*entries[:-1], plain(last.text.removesuffix(";") + "."))
