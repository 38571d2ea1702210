"""A report on sixty-four units with five hundred photos, beside ReportLab setting the same words and pictures plainly."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time
from typing import Final

from PIL import Image

from benchmarks import plain
from benchmarks.measuring import Figure, beside
from benchmarks.rounds import cache
from reports.outline.blocks import (
    Appendix,
    Block,
    Column,
    Heading,
    Item,
    Note,
    Paper,
    Paragraph,
    Photo,
    Photos,
    Runs,
    Signature,
    Table,
)
from reports.outline.blocks import plain as words
from reports.pdf import render

PROMISE, PROMISE_MEGABYTES = 1.5, 500
SECTIONS, PHOTOS, ITEMS = 64, 500, 12
TURNS = 3
_LONG, _SHORT = 1200, 900
_NOISE: Final = 0.12
"""Share of noise in a photo: 200 KB at 1200 pixels, as display copies of busy places have."""


def figures() -> Iterator[Figure]:
    files = _files()
    paper = report(tuple(files))
    images = {name: path.read_bytes() for name, path in files.items()}
    megabytes = sum(map(len, images.values())) / 1e6
    note = f"{megabytes:.0f} MB of photos"
    yield beside(
        f"report of {SECTIONS} sections, {PHOTOS} photos",
        lambda: render(paper, images),
        lambda: plain.draw(paper, files),
        PROMISE,
        TURNS,
        clock=process_time,
        note=note,
    )
    yield _memory()


def _memory() -> Figure:
    """Render once in a process of its own, and tell the most memory that it ever held, the photos included."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.reporting"], capture_output=True, text=True, check=True)
    return Figure("its memory", float(done.stdout), None, PROMISE_MEGABYTES, "photos and paper included", unit="MB")


def _files() -> dict[str, Path]:
    """Return the photos: distinct, as noisy as real ones, made once."""
    folder = cache() / f"photos-{PHOTOS}-{_LONG}-{_NOISE}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        part.mkdir(exist_ok=True)
        for number in range(PHOTOS):
            (part / f"{number:03}.jpg").write_bytes(_photo(number))
        part.rename(folder)
    return {path.stem: path for path in sorted(folder.iterdir())}


def _photo(number: int) -> bytes:
    random = Random(number)
    size = (_LONG, _SHORT) if number % 3 else (_SHORT, _LONG)
    coarse = Image.frombytes("RGB", (40, 30), random.randbytes(40 * 30 * 3)).resize(size, Image.Resampling.BICUBIC)
    fine = Image.frombytes("RGB", size, random.randbytes(3 * size[0] * size[1]))
    written = BytesIO()
    Image.blend(coarse, fine, _NOISE).save(written, "JPEG", quality=80)
    return written.getvalue()


def report(photos: tuple[str, ...]) -> Paper:
    """Return a report whose words are those of the seed inspection, for as many units as a large round has."""
    units = [f"Ủy ban nhân dân xã số {number}" for number in range(1, SECTIONS + 1)]
    return Paper(
        profile="nd30-2020",
        kind="report",
        language="vi",
        title="Báo cáo kết quả kiểm tra đột xuất",
        author="Đoàn Kiểm tra cải cách hành chính",
        superior="ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU",
        issuer="ĐOÀN KIỂM TRA\nCẢI CÁCH HÀNH CHÍNH",
        number="05",
        symbol="BC-ĐKT",
        place="Cà Mau",
        day=date(2025, 5, 6),
        type_name="BÁO CÁO",
        subject=f"Kết quả kiểm tra đột xuất bộ phận một cửa của {SECTIONS} đơn vị",
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",),
        body=(
            *(block for number, unit in enumerate(units, 1) for block in _section(number, unit)),
            Paragraph(words("Trên đây là báo cáo kết quả kiểm tra đột xuất, kính trình xem xét, chỉ đạo./.")),
        ),
        signatures=(
            Signature("TruongDoan", ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN"), "Nguyễn Hoàng Lâm", office="CHÁNH VĂN PHÒNG"),
        ),
        recipients=("Như trên", "Thành viên Đoàn Kiểm tra", "Lưu: VT, ĐKT"),
        appendices=(
            Appendix("Bảng tổng hợp kết quả", "", (_matrix(units), Note(words("Ghi chú: Đ: đạt; K: không đạt.")))),
            Appendix("Hình ảnh ghi nhận tại thời điểm kiểm tra", "", (_pictures(units, photos),)),
        ),
        footer=("Mã niêm phong: 7F3A9-1C2KD-04E18-BB62Q · Gốc Merkle: 5b90e37ac0d418ee7f3a91c2d40e5b18",),
    )


def _section(number: int, unit: str) -> tuple[Block, ...]:
    columns = (Column("TT", 1, "centre"), Column("Nội dung", 7), Column("Kết quả", 3, "centre"), Column("Ghi nhận", 6))
    rows: list[tuple[Runs, ...]] = [
        (
            words(str(row)),
            words("Công khai thủ tục hành chính bằng bản giấy dạng đóng cuốn đặt tại bàn hướng dẫn"),
            words("Thực hiện tốt" if (row + number) % 3 else "Chưa thực hiện"),
            words(f"Có {row:02} cuốn, cập nhật tháng 3 năm 2025; tại thời điểm kiểm tra có {number} người dân chờ"),
        )
        for row in range(1, 9)
    ]
    return (
        Heading("section", number, unit),
        Heading("clause", 1, "Kết quả đạt được"),
        Paragraph(
            words(
                f"{unit} thực hiện tốt cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính. Cơ sở vật "
                "chất và trang thiết bị làm việc được trang bị đầy đủ, cơ bản đáp ứng yêu cầu nhiệm vụ được giao. Tại "
                "thời điểm kiểm tra, các công chức có mặt chấp hành tốt việc đeo bảng tên theo quy định."
            )
        ),
        Table(columns, tuple(rows)),
        Heading("clause", 2, "Tồn tại, hạn chế"),
        Paragraph(
            words(
                "Chưa sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu công dân trong giải quyết thủ tục hành "
                "chính cho người dân; chưa triển khai thực hiện chứng thực bản sao điện tử theo quy định."
            )
        ),
        Item("point", 1, words("Triển khai thực hiện chứng thực bản sao điện tử đạt hiệu quả, đúng tiến độ đề ra;")),
        Item("point", 2, words(f"Báo cáo kết quả khắc phục trước ngày {number % 28 + 1:02} tháng 6 năm 2025.")),
    )


def _matrix(units: list[str]) -> Table:
    columns = (Column("Đơn vị", 5), *(Column(f"A{item}", 1, "centre") for item in range(1, ITEMS + 1)))
    rows = [
        (words(unit), *(words("ĐK"[(row * item) % 5 % 2]) for item in range(ITEMS))) for row, unit in enumerate(units)
    ]
    return Table(columns, tuple(rows), dense=True)


def _pictures(units: list[str], photos: tuple[str, ...]) -> Photos:
    found = [
        Photo(name, (f"Ảnh {name}. Nơi niêm yết thủ tục hành chính", f"{units[index % SECTIONS]} · SHA-256: 3c5e80b1"))
        for index, name in enumerate(photos)
    ]
    return Photos(tuple(found), per_page=6)


if __name__ == "__main__":
    kept = {name: path.read_bytes() for name, path in _files().items()}
    assert render(report(tuple(kept)), kept)
    # Not `ru_maxrss`: a process inherits that from the one that started it. Source: proc(5), VmHWM.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]) * 1024 / 1e6)
