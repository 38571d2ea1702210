"""Takes the pictures of papers in docs/img from what `demo` left behind: python tools/page_images.py demo-out docs/img."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

HEIGHT = 1000
COLOURS = 48
"""Black, the blue of signatures and the steps between them and white: a third of the bytes, and no difference to see."""


def text_of(paper: Path, page: int) -> str:
    """Return the words of one page; nothing after the last."""
    done = subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), paper, "-"], capture_output=True, check=False, text=True
    )
    return done.stdout


def page_with(paper: Path, words: str) -> int:
    """Return the number of the first page that says `words`."""
    return next(page for page in range(1, 50) if words in text_of(paper, page))


def picture(paper: Path, page: int) -> bytes:
    """Return a page as a small PNG."""
    wanted = ["-f", str(page), "-l", str(page), "-singlefile", "-png"]
    drawn = subprocess.run(
        ["pdftoppm", *wanted, "-scale-to", str(2 * HEIGHT), paper], capture_output=True, check=True
    ).stdout
    with Image.open(BytesIO(drawn)) as large:
        width = round(large.width * HEIGHT / large.height)
        small = large.convert("RGB").resize((width, HEIGHT), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def main(demo: Path, target: Path) -> None:
    """Take the pictures that README and the manual show."""
    minutes, report, letter = (demo / "van-ban" / f"{name}.pdf" for name in ("BB_04", "BC_01", "CV_101"))
    target.mkdir(parents=True, exist_ok=True)
    for name, paper, page in (
        ("minutes-1", minutes, 1),
        ("minutes-signed", minutes, page_with(minutes, "Người ký:")),
        ("report-1", report, 1),
        ("report-2", report, 2),
        ("report-matrix", report, page_with(report, "BẢNG TỔNG HỢP KẾT QUẢ")),
        ("letter-1", letter, 1),
        ("letter-2", letter, 2),
    ):
        file = target / f"{name}.png"
        file.write_bytes(picture(paper, page))
        print(f"{file}: {file.stat().st_size // 1024} kB, {paper.name} page {page}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
