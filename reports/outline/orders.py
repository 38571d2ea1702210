"""What reports and letters say alike of a synthesis: sentences as text, tasks as a table, what was left out, proof."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from inspector.errors import KnownError
from inspector.journal.entry import BlobId, Statement
from inspector.journal.seal import code_of, root_of
from inspector.projection.photos import Photo as VisitPhoto
from inspector.projection.rows import is_row
from inspector.projection.visit import State, VisitView
from inspector.rules.calendar import Calendar, Due
from inspector.rules.item import Item
from inspector.synthesis.addressees import Addressee, chairs_of
from inspector.synthesis.findings import Sentence
from inspector.synthesis.matrix import Cell, Outcome
from inspector.synthesis.tasks import Task
from inspector.synthesis.units import Group, Name, Unit, day_of
from inspector.synthesis.whole import Synthesis
from inspector.synthesis.wording import capital, listing, tell, unit_names
from reports.outline import facts
from reports.outline.blocks import Block, Column, Note, Photo, Table, Verification, plain
from reports.outline.office import Office

_NO_GROUP = Group(())
_LEFT_OUT = {
    Outcome.NOT_APPLICABLE: "không áp dụng",
    Outcome.NOT_VERIFIABLE: "không kiểm tra được",
    Outcome.CONTESTED: "ghi nhận khác nhau, chờ kết luận",
    Outcome.UNREAD: "chưa có nội dung trong hồ sơ này",
    Outcome.TOLD: "không chấm",
}


def sentences(found: Sequence[Sentence], opening: str = "") -> str:
    """Return findings as running text, each with a capital and a full stop; the first goes on after an opening."""
    told = [f"{tell(one)}." for one in found]
    return " ".join([opening + told[0] if opening else capital(told[0]), *map(capital, told[1:])])


def names_of_places(places: Sequence[Name]) -> str:
    """Return places by kind: "các huyện: Đầm Dơi, Thới Bình"; one: "huyện Đầm Dơi"."""
    return listing([(name, _NO_GROUP) for name in places])


def chairs(to: Iterable[Addressee]) -> str:
    """Return whom a report asks to act: "Chủ tịch UBND các huyện: Đầm Dơi, Thới Bình"."""
    return f"Chủ tịch UBND {names_of_places(list(dict.fromkeys(name for one in to for name in one.places)))}"


def ready(visits: Iterable[VisitView], codes: Mapping[str, str]) -> None:
    """Let pass visits of which a final paper may be made: it chooses between no witnesses and guesses no meaning.

    Args:
        visits: all that the paper tells of.
        codes: of the items, by id, for the sentence of a refusal.

    Raises: KnownError document.contested, document.needs-newer, document.not-sealed.
    """
    for visit in visits:
        for state, key in ((State.CONTESTED, "document.contested"), (State.UNREADABLE, "document.needs-newer")):
            found = [r for r in visit.results.values() if r.state is state and not is_row(r.instance)]
            items = [codes.get(r.item, r.item) for r in found]
            if items:
                told = ", ".join(items)
                raise KnownError(key, exit_code=5, visit=visit.unit.name, count=len(items), codes=told)
        facts.seal_text(visit)


def codes(items: Iterable[Item]) -> dict[str, str]:
    """Return the codes of items by id."""
    return {item.id: item.code for item in items}


class Deadlines:
    """Counts the working days of tasks from the day of a paper, and remembers what its reader has to know of them."""

    def __init__(self, calendar: Calendar, day: date) -> None:
        self._calendar, self._day = calendar, day
        self._used: list[Due] = []

    def of(self, task: Task) -> date | None:
        """Return the day by which a task is due; None where the checklist gives no time: at once."""
        if task.working_days is None:
            return None
        due = self._calendar.due(self._day, task.working_days)
        self._used.append(due)
        return due.day

    @property
    def years_without_table(self) -> tuple[int, ...]:
        """Years that deadlines pass through and for which no table of holidays is known."""
        return tuple(sorted({year for due in self._used for year in due.years_without_table}))

    @property
    def unverified(self) -> tuple[date, ...]:
        """Days off within the deadlines that are still to be verified."""
        return tuple(sorted({day for due in self._used for day in due.unverified}))


def _due(task: Task, deadlines: Deadlines) -> str:
    due = deadlines.of(task)
    return f"{due:%d/%m/%Y}\n({task.working_days} ngày làm việc)" if due is not None else "Ngay"


def _notes(deadlines: Deadlines) -> tuple[Note, ...]:
    """Say how days were counted where no table of holidays, or no sure one, exists."""
    found = []
    if deadlines.years_without_table:
        years = ", ".join(map(str, deadlines.years_without_table))
        found.append(f"Chưa có lịch nghỉ lễ năm {years}: thời hạn trong năm đó chỉ trừ thứ Bảy, Chủ nhật.")
    if deadlines.unverified:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in deadlines.unverified)
        found.append(f"Ngày nghỉ chưa đối chiếu với thông báo chính thức: {days}.")
    return tuple(Note(plain(f"Ghi chú: {note}")) for note in found)


def task_table(
    synthesis: Synthesis, tasks: Sequence[Task], deadlines: Deadlines, *, directed_on: date | None
) -> tuple[Block, ...]:
    """Return tasks as a table: what, where, who, what is handed in, by when; with notes on how days were counted.

    Args:
        synthesis: of the report or the letter.
        tasks: in their order.
        deadlines: counts their days.
        directed_on: the day of a report, whose table names the chairs who direct the work; None for a letter to them.
    """
    who = "Người chỉ đạo;\nngười thực hiện" if directed_on else "Người thực hiện"
    columns = (
        Column("TT", 5, "centre"),
        Column("Việc phải làm", 32),
        Column("Đơn vị", 23),
        Column(who, 20),
        Column("Sản phẩm", 22),
        Column("Thời hạn", 19),
    )
    shows_groups = len({unit.group for unit in synthesis.matrix.units}) > 1
    rows = []
    for number, task in enumerate(tasks, 1):
        directed = ""
        if directed_on is not None:
            places = dict.fromkeys(
                name for unit in task.units for name in chairs_of(unit, synthesis.places, directed_on)
            )
            directed = f"Chủ tịch UBND {names_of_places(list(places))};\n"
        proof = task.proof.vi if task.proof is not None else ""
        product = f"Báo cáo kèm: {proof[:1].lower()}{proof[1:]}" if proof else "Báo cáo kết quả bằng văn bản"
        rows.append(
            (
                plain(str(number)),
                plain(capital(task.work)),
                plain(capital(unit_names(task.units, with_groups=shows_groups))),
                plain(directed + capital(task.responsible.vi)),
                plain(product),
                plain(_due(task, deadlines)),
            )
        )
    return (Table(columns, tuple(rows)), *_notes(deadlines))


def left_out(cells: Sequence[Cell]) -> tuple[Block, ...]:
    """Return the note on what leaves the denominators, by item and reason; nothing where nothing does."""
    together: dict[tuple[str, Outcome], list[Cell]] = {}
    for cell in cells:
        together.setdefault((cell.item.code, cell.outcome), []).append(cell)
    if not together:
        return ()
    parts = []
    for (code, outcome), found in together.items():
        names = unit_names((cell.unit for cell in found), with_groups=False)
        reasons = "; ".join(dict.fromkeys(reason for cell in found for reason in cell.reasons))
        parts.append(f"{code} tại {names} ({_LEFT_OUT[outcome]}{': ' + reasons if reasons else ''})")
    return (Note(plain(f"Ghi chú: không tính vào tỷ lệ: {'; '.join(parts)}.")),)


def attached(kind: str, symbol: str, issuer: str) -> str:
    """Return the line below the title of an appendix; number and day stay open in a file that is signed as a whole.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1 and mục "chữ ký số" (phụ lục cùng tệp với văn bản).
    """
    room = " " * 6
    return f"(Kèm theo {kind} số{room}/{symbol} ngày{room}tháng{room}năm{room} của {issuer})"


def root(synthesis: Synthesis) -> str:
    """Return the root over all statements from which a paper was made: of the round's scope and its visits."""
    told: dict[str, Statement] = {s.id: s for s in synthesis.view.round_scope.statements()}
    for visit in synthesis.visits:
        told.update(visit.statements)
    return root_of(told.values())


def footer(proof: str) -> tuple[str, ...]:
    """Return the line at the foot of every page: the code that finds what proves it, and the beginning of that."""
    return (f"Mã hồ sơ: {code_of(proof)} · {proof[:16]}",)


def verification(proof: str, office: Office) -> Verification:
    """Return the last page: how somebody without this program checks a paper about many visits."""
    return Verification(
        title="CÁCH KIỂM TRA VĂN BẢN NÀY",
        qr=proof,
        code=code_of(proof),
        steps=(
            "Mở tệp PDF bằng phần mềm kiểm tra chữ ký số: mọi chữ ký phải hợp lệ và chữ ký sau cùng phải bao trùm"
            " toàn bộ tệp. Bản in không thay được tệp đã ký.",
            "Mã hồ sơ dưới đây là gốc băm của mọi lời ghi mà văn bản dựa vào. Mã ngắn dùng để tìm; dãy 64 ký tự trong mã"
            " QR là bằng chứng.",
            "Khi cần đối chiếu nội dung: yêu cầu Đoàn cung cấp hồ sơ của đợt và chạy lệnh thisat document again; văn bản"
            " lập lại phải trùng từng byte với tệp này trước khi ký.",
            "Đối chiếu từng lượt kiểm tra: mã niêm phong của lượt phải đúng mã trên biên bản mà hai bên đã ký.",
            f"Mã đầy đủ: {proof[:32]} {proof[32:]}",
        ),
        contact=office.contact,
    )


def photos(synthesis: Synthesis, present: Container[BlobId]) -> tuple[Photo, ...]:
    """Return the photos of shortcomings unit by unit; a picture that is evidence for several stands once."""
    return tuple(
        facts.photo_block(photo, visit, synthesis.matrix.asked(visit), present)
        for _, visit, photo, _ in _evidence(synthesis)
    )


def chosen_photos(synthesis: Synthesis, present: Container[BlobId]) -> tuple[Photo, ...]:
    """Return the photos of shortcomings for a letter: those that were chosen for it first.

    Of a shortcoming of a unit for which some were chosen, no others are shown, unless as evidence for another one.
    """
    first: list[Photo] = []
    others: list[tuple[Unit, set[str], Photo]] = []
    settled: set[tuple[Unit, str]] = set()
    for unit, visit, photo, items in _evidence(synthesis):
        block = facts.photo_block(photo, visit, synthesis.matrix.asked(visit), present)
        if facts.is_chosen(visit, photo):
            first.append(block)
            settled.update((unit, item) for item in items)
        else:
            others.append((unit, items, block))
    needed = (block for unit, items, block in others if any((unit, item) not in settled for item in items))
    return (*first, *needed)


def _evidence(synthesis: Synthesis) -> Iterator[tuple[Unit, VisitView, VisitPhoto, set[str]]]:
    """Yield unit, visit, photo and the items failed there that it shows, unit by unit."""
    failed: dict[Unit, set[str]] = {}
    for item, cells in synthesis.findings.failed.items():
        for cell in cells:
            failed.setdefault(cell.unit, set()).add(item)
    for unit in synthesis.matrix.units:
        for visit in unit.visits:
            for photo in facts.photos_of(visit, synthesis.matrix.asked(visit)):
                if items := failed.get(unit, set()).intersection(photo.items):
                    yield unit, visit, photo, items


def period(units: Sequence[Unit]) -> str:
    """Return when a round took place: "từ ngày 11/02/2025 đến ngày 09/05/2025"; nothing where nobody stated a day."""
    days = sorted({day for unit in units for visit in unit.visits if (day := day_of(visit)) is not None})
    if not days:
        return ""
    if len(days) == 1:
        return f"ngày {days[0]:%d/%m/%Y}"
    return f"từ ngày {days[0]:%d/%m/%Y} đến ngày {days[-1]:%d/%m/%Y}"
