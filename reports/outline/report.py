"""Báo cáo kết quả kiểm tra: the whole round for the provincial chair, who was inspected, what was found, what to order.

Source: the parts are those customary in inspections of administrative reform: khái quát; kết quả (đạt được; tồn tại, hạn
chế); kiến nghị; phụ lục danh sách đơn vị, bảng tổng hợp, hình ảnh. The sentences follow "Thị sát" bộ phận một cửa (Báo Cà
Mau, 15/5/2025); docs/sentences.md sets them beside ours.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from inspector.journal.entry import BlobId, VisitId
from inspector.rules.calendar import Calendar
from inspector.rules.score import Score
from inspector.synthesis.findings import Frame, Sentence
from inspector.synthesis.matrix import Cell, Outcome
from inspector.synthesis.units import Group, Unit, day_of
from inspector.synthesis.whole import Synthesis
from inspector.synthesis.wording import capital, kinds_of, listing, unit_names
from reports.outline import facts, orders
from reports.outline.blocks import (
    Appendix,
    Block,
    Column,
    Heading,
    Note,
    Paper,
    Paragraph,
    Photos,
    Run,
    Table,
    plain,
)
from reports.outline.minutes import LEAD, Numbered
from reports.outline.office import Office, lead_signature

_COLUMNS_AT_MOST = 12
_SIGNS = {
    Outcome.MET: "Đ",
    Outcome.PARTLY: "C",
    Outcome.UNMET: "K",
    Outcome.NOT_APPLICABLE: "KAD",
    Outcome.NOT_VERIFIABLE: "KKT",
    Outcome.CONTESTED: "≠",
    Outcome.UNREAD: "…",
    Outcome.TOLD: "•",
    Outcome.NOT_ASKED: "",
}
_LEGEND = (
    "Đ: đạt, thực hiện tốt; C: có thực hiện, đạt một phần; K: không đạt, chưa thực hiện; n/m: số đạt trên số được kiểm tra;"
    " KAD: không áp dụng; KKT: không kiểm tra được; •: ghi nhận, không chấm; ô trống: không kiểm tra. Số thứ tự đơn vị theo"
    " Phụ lục I."
)


@dataclass(frozen=True, slots=True)
class Issued:
    """What the team decides on its report, and what it refers to."""

    numbered: Numbered
    day: date
    """The day of the report; its deadlines count from it, in a draft too."""
    minutes: Mapping[VisitId, str]
    """Number and symbol of the minutes of each visit, where there are minutes."""


def report(
    synthesis: Synthesis, office: Office, issued: Issued, calendar: Calendar, present: Container[BlobId]
) -> Paper:
    """Return the consolidated report as blocks.

    Raises: KnownError document.contested, document.needs-newer, document.not-sealed, unless it is a draft.
    """
    draft = issued.numbered.draft
    if not draft:
        orders.ready(synthesis.visits, orders.codes(synthesis.matrix.items))
    proof = orders.root(synthesis)
    return Paper(
        profile="nd30-2020",
        kind="report",
        language="vi",
        title="Báo cáo kết quả kiểm tra đột xuất Bộ phận Một cửa",
        author=office.team_name,
        superior=office.superior,
        issuer=office.team,
        number=issued.numbered.number,
        symbol=office.report_symbol,
        place=office.place,
        day=None if draft else issued.day,
        type_name="BÁO CÁO",
        subject="Kết quả kiểm tra đột xuất việc giải quyết thủ tục hành chính\ntại Bộ phận Một cửa cấp xã",
        addressees=(office.report_addressee,),
        body=(*_overview(synthesis, office), *_results(synthesis), *_proposals(synthesis, issued.day)),
        signatures=(
            lead_signature(office, LEAD, office.report_authority, facts.with_role(synthesis.view.trust, "lead")),
        ),
        recipients=office.report_recipients,
        appendices=_appendices(synthesis, office, issued, calendar, present),
        verification=None if draft else orders.verification(proof, office),
        footer=orders.footer(proof),
        draft=draft,
    )


# -- I. Khái quát ------------------------------------------------------------------------------------------------------


def _overview(synthesis: Synthesis, office: Office) -> tuple[Block, ...]:
    units = synthesis.matrix.units
    when = orders.period(units)
    opened = [one for unit in units for visit in unit.visits for one in visit.opened[:1]]
    announced = sum(one.announced for one in opened)
    how = (
        "kiểm tra đột xuất"
        if not announced
        else f"kiểm tra ({len(opened) - announced} lượt đột xuất, {announced} lượt theo kế hoạch)"
    )
    posing = (
        "Thành viên Đoàn đóng vai người dân đến Bộ phận Một cửa, đề nghị giải quyết thủ tục hành chính (TTHC) hoặc đề nghị"
        " hướng dẫn quy trình, hồ sơ TTHC; sau khi công bố quyết định, Đoàn kiểm tra trực tiếp"
        if any(one.mystery for one in opened)
        else "Đoàn kiểm tra trực tiếp việc giải quyết thủ tục hành chính (TTHC)"
    )
    versions = sorted({checklist.version for checklist in synthesis.matrix.checklists.values()})
    asked = sum(1 for item in synthesis.matrix.items if any(cell.results for cell in synthesis.matrix.columns[item.id]))
    return (
        Heading("section", 1, "KHÁI QUÁT"),
        Paragraph(
            plain(
                f"Thực hiện {office.decision}, {when}{', ' if when else ''}{office.team_name} {how} Bộ phận Một cửa của"
                f" {_count(units)}{_where(units)}."
            )
        ),
        Paragraph(
            plain(
                f"{posing} theo Phiếu kiểm tra phiên bản {', '.join(versions)} ({asked} nội dung). Danh sách đơn vị và mã"
                " niêm phong của từng lượt kiểm tra tại Phụ lục I."
            )
        ),
    )


def _count(units: tuple[Unit, ...]) -> str:
    kinds = kinds_of(units)
    return f"{len(units):02} đơn vị" if kinds == "đơn vị" else f"{len(units):02} đơn vị {kinds}"


def _where(units: tuple[Unit, ...]) -> str:
    """Return in how many districts units lie, and in which: " trên địa bàn 4 huyện gồm: A, B, C và D"."""
    groups = [group for group in dict.fromkeys(unit.group for unit in units) if group]
    names = [name for group in groups for name in group.names]
    if not names or not all(unit.group for unit in units):
        return ""
    gone = " (cũ)" if groups[0].is_gone else ""
    kinds = {name.kind for name in names}
    if len(names) == 1:
        return f" trên địa bàn {names[0].full}{gone}"
    if len(kinds) > 1:
        return f" trên địa bàn {listing([(name, Group(())) for name in names])}{gone}"
    bare = [name.bare for name in names]
    return f" trên địa bàn {len(names)} {names[0].kind}{gone} gồm: {', '.join(bare[:-1])} và {bare[-1]}"


# -- II. Kết quả -------------------------------------------------------------------------------------------------------


def _results(synthesis: Synthesis) -> tuple[Block, ...]:
    found = synthesis.findings
    return (
        Heading("section", 2, "KẾT QUẢ KIỂM TRA"),
        Heading("clause", 1, "Kết quả đạt được"),
        *_strengths(found.strengths, synthesis.matrix.units),
        Heading("clause", 2, "Tồn tại, hạn chế"),
        *_shortcomings(found.shortcomings),
        *orders.left_out(found.left_out),
    )


def _strengths(found: tuple[Sentence, ...], units: tuple[Unit, ...]) -> tuple[Block, ...]:
    """Praise of units first, then of officials; the kinds of subject in paragraphs of their own, as the article has it."""
    of_units = [one for one in found if one.frame is not Frame.COUNTED]
    of_officials = [one for one in found if one.frame is Frame.COUNTED]
    blocks: list[Block] = []
    if of_units:
        opening = f"Với {_count(units)} được kiểm tra đột xuất, Đoàn Kiểm tra đánh giá, "
        blocks.append(Paragraph(plain(orders.sentences(of_units, opening))))
    if of_officials:
        opening = f"{'Cũng theo' if of_units else 'Theo'} ghi nhận của thành viên Đoàn Kiểm tra, "
        blocks.append(Paragraph(plain(orders.sentences(of_officials, opening))))
    return tuple(blocks) or (Paragraph(plain("Đoàn Kiểm tra không ghi nhận kết quả nổi bật chung.")),)


def _shortcomings(found: tuple[Sentence, ...]) -> tuple[Block, ...]:
    if not found:
        return (Paragraph(plain("Đoàn Kiểm tra không ghi nhận tồn tại, hạn chế.")),)
    of_groups = [one for one in found if one.frame is Frame.GROUP]
    others = [one for one in found if one.frame is not Frame.GROUP]
    opening = "Song, bên cạnh đó, bộ phận một cửa các nơi vẫn còn hạn chế nhất định. Trong đó, "
    parts = [(others, opening), (of_groups, "Theo ghi nhận, " if others else opening)]
    text = " ".join(orders.sentences(part, begin) for part, begin in parts if part)
    return (Paragraph(plain(text)), Paragraph(plain("Kết quả của từng đơn vị tại Phụ lục II.")))


# -- III. Kiến nghị ----------------------------------------------------------------------------------------------------


def _proposals(synthesis: Synthesis, day: date) -> tuple[Block, ...]:
    heading = Heading("section", 3, "KIẾN NGHỊ")
    if not synthesis.findings.shortcomings:
        return (heading, Paragraph(plain("Đoàn Kiểm tra kiến nghị các đơn vị tiếp tục duy trì kết quả đạt được./.")))
    to = orders.chairs(synthesis.addressees(day))
    works = [task.work for task in synthesis.tasks.own]
    among = f" Trong đó, {'; '.join(works)}./." if works else "/."
    where = (
        (Paragraph(plain("Danh mục nhiệm vụ, người thực hiện, sản phẩm và thời hạn tại Phụ lục III.")),)
        if works
        else ()
    )
    return (
        heading,
        *where,
        Paragraph(
            plain(
                f"Qua kết quả kiểm tra, Đoàn Kiểm tra kiến nghị Chủ tịch UBND tỉnh chỉ đạo {to} khắc phục ngay những mặt"
                f" tồn tại, hạn chế được Đoàn Kiểm tra chỉ ra.{among}"
            )
        ),
    )


# -- Phụ lục -----------------------------------------------------------------------------------------------------------


def _appendices(
    synthesis: Synthesis, office: Office, issued: Issued, calendar: Calendar, present: Container[BlobId]
) -> tuple[Appendix, ...]:
    with_report = orders.attached("Báo cáo", office.report_symbol, office.team_name)
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA", _units(synthesis, issued)),
        ("BẢNG TỔNG HỢP KẾT QUẢ", _matrix(synthesis)),
    ]
    if synthesis.tasks.own:
        deadlines = orders.Deadlines(calendar, issued.day)
        table = orders.task_table(synthesis, synthesis.tasks.own, deadlines, directed_on=issued.day)
        parts.append(("DANH MỤC NHIỆM VỤ KIẾN NGHỊ", (*table, *_general(synthesis))))
    photos = _photos(synthesis, present)
    if photos:
        parts.append(("HÌNH ẢNH MINH CHỨNG TỒN TẠI, HẠN CHẾ", photos))
    return tuple(Appendix(title, with_report, blocks) for title, blocks in parts)


def _units(synthesis: Synthesis, issued: Issued) -> tuple[Block, ...]:
    columns = (
        Column("TT", 5, "centre"),
        Column("Đơn vị", 21),
        Column("Địa bàn", 17),
        Column("Ngày kiểm tra", 13, "centre"),
        Column("Điểm", 9, "centre"),
        Column("Biên bản số", 13, "centre"),
        Column("Mã niêm phong", 32, "centre"),
    )
    rows = []
    for scored in synthesis.matrix.scores:
        unit = scored.unit
        group = ", ".join(name.full for name in unit.group.names)
        days = "\n".join(f"{day:%d/%m/%Y}" for visit in unit.visits if (day := day_of(visit)) is not None)
        numbers = "\n".join(issued.minutes.get(visit.id, "") for visit in unit.visits)
        codes = "\n".join(facts.seal_code(visit) for visit in unit.visits)
        cells = (str(unit.number), capital(unit.name.full), group, days, _points(scored.score), numbers, codes)
        rows.append(tuple(map(plain, cells)))
    threshold = synthesis.matrix.checklist.settings.good_score_percent
    notes = [
        Note(
            plain(
                "Ghi chú: Điểm là tỷ lệ điểm đạt trên điểm tối đa của các nội dung áp dụng và kiểm tra được; từ"
                f" {threshold}% là thực hiện tốt cơ chế một cửa, một cửa liên thông."
            )
        )
    ]
    if synthesis.matrix.waiting:
        names = ", ".join(visit.unit.name for visit in synthesis.matrix.waiting)
        notes.append(Note(plain(f"Ghi chú: Đơn vị có trong kế hoạch, chưa có kết quả kiểm tra: {names}.")))
    return (Table(columns, tuple(rows), dense=True), *notes)


def _points(score: Score) -> str:
    return f"{score.percent_tenths // 10},{score.percent_tenths % 10}%" if score.out_of else "–"


def _matrix(synthesis: Synthesis) -> tuple[Block, ...]:
    """Items down, units across, so many units to a table that a table fits the page."""
    matrix = synthesis.matrix
    items = [item for item in matrix.items if any(cell.results for cell in matrix.columns[item.id])]
    tables = ceil(len(matrix.units) / _COLUMNS_AT_MOST)
    wide = ceil(len(matrix.units) / tables)
    blocks: list[Block] = []
    for begin in range(0, len(matrix.units), wide):
        units = matrix.units[begin : begin + wide]
        columns = (Column("Nội dung", 48), *(Column(str(unit.number), 9, "centre") for unit in units))
        rows = tuple(
            (
                plain(f"{item.code}. {item.short.vi}"),
                *(_sign(cell) for cell in matrix.columns[item.id][begin : begin + wide]),
            )
            for item in items
        )
        blocks.append(Table(columns, rows, dense=True))
    return (*blocks, Note(plain(f"Ghi chú: {_LEGEND}")))


def _sign(cell: Cell) -> tuple[Run, ...]:
    text = f"{cell.n}/{cell.total}" if cell.total else _SIGNS[cell.outcome]
    return (Run(text, bold=cell.failed),)


def _general(synthesis: Synthesis) -> tuple[Block, ...]:
    """Say what the general clause alone covers: it must not look forgotten."""
    general = synthesis.tasks.general
    if not general:
        return ()
    told = "; ".join(f"{item.code} {item.short.vi} ({_units_failing(synthesis, item.id)})" for item in general)
    return (Note(plain(f"Ghi chú: Khắc phục ngay theo yêu cầu chung, không có nhiệm vụ riêng: {told}.")),)


def _units_failing(synthesis: Synthesis, item: str) -> str:
    return unit_names((cell.unit for cell in synthesis.findings.failed[item]), with_groups=False)


def _photos(synthesis: Synthesis, present: Container[BlobId]) -> tuple[Block, ...]:
    shown = orders.photos(synthesis, present)
    return (Photos(shown, per_page=4),) if shown else ()
