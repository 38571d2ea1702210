from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports.outline.blocks import Paragraph, Qr, Run
from reports.pdf import render
from tests.unit.reports import papers
from tests.unit.reports.poppler import run

ROOT = Path(__file__).resolve().parents[3]


def test_the_same_paper_has_the_same_bytes(minutes: bytes) -> None:
    assert render(papers.MINUTES, papers.IMAGES) == minutes


def test_the_same_paper_has_the_same_bytes_in_another_process(letter: bytes) -> None:
    program = (
        "import hashlib; from tests.unit.reports import papers; from reports.pdf import render;"
        "print(hashlib.sha256(render(papers.LETTER, {})).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "America/Lima", "LANG": "C"}
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert said.stdout.decode().strip() == hashlib.sha256(letter).hexdigest()


def test_another_word_makes_another_file(letter: bytes) -> None:
    other = dataclasses.replace(papers.LETTER, number="06")
    with pikepdf.open(BytesIO(render(other, {}))) as one, pikepdf.open(BytesIO(letter)) as two:
        assert one.trailer.ID[1] != two.trailer.ID[1]


def test_the_words_can_be_searched_and_copied_as_they_were_written(letter: bytes) -> None:
    text = " ".join(run("pdftotext", letter, "-raw").split())
    assert unicodedata.is_normalized("NFC", text)
    for block in papers.LETTER.body:
        if isinstance(block, Paragraph):
            said = "".join(run.text for run in block.runs)
            # A page break may stand inside; the words on either side are there.
            assert said in text or said[:60] in text


def test_bold_within_a_sentence_does_not_tear_its_words(letter: bytes) -> None:
    text = " ".join(run("pdftotext", letter, "-raw").split())
    assert "chỉ ra; báo cáo kết quả bằng văn bản trước ngày 06 tháng 6 năm 2025./." in text


def test_every_font_is_embedded_as_a_subset(minutes: bytes) -> None:
    fonts = run("pdffonts", minutes).splitlines()[2:]
    assert fonts
    for line in fonts:
        assert "LiberationSerif" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


def test_qpdf_finds_no_fault(minutes: bytes, letter: bytes) -> None:
    for data in (minutes, letter):
        assert "No syntax or stream encoding errors found" in run("qpdf", data, "--check")


def test_the_file_says_that_it_is_for_archives(minutes: bytes) -> None:
    """PDF/A-2b, as far as it can be seen without a validator: 6.1 to 6.7 of ISO 19005-2."""
    with pikepdf.open(BytesIO(minutes)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
        assert "Biên bản kiểm tra đột xuất" in xmp
        assert "/Info" not in pdf.trailer
        intents: Any = pdf.Root.OutputIntents
        assert intents[0].S == "/GTS_PDFA1"
        profile = intents[0].DestOutputProfile.read_bytes()
        assert profile[12:24] == b"mntrRGB XYZ "
        assert pdf.Root.Lang == "vi-VN"
        assert not pdf.is_encrypted
        for page in pdf.pages:
            annotations: Any = page.obj.get("/Annots", [])
            for annotation in annotations:
                assert annotation.F == 4
                assert "/N" in annotation.AP
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert len(images) == 3
        assert {str(image.ColorSpace) for image in images} == {"/DeviceRGB"}
        assert not any("/Interpolate" in image for image in images)


def test_no_paper_names_a_font_that_it_does_not_bring(letter: bytes) -> None:
    assert b"Helvetica" not in letter


def test_a_title_with_signs_of_markup_is_a_title(letter: bytes) -> None:
    data = render(dataclasses.replace(papers.LETTER, title="A < B & C"), {})
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "A &lt; B &amp; C" in pdf.Root.Metadata.read_bytes().decode()


def test_text_that_is_not_composed_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        render(dataclasses.replace(papers.LETTER, title="Ky\u0309"), {})
    with pytest.raises(AssertionError):
        render(dataclasses.replace(papers.LETTER, body=(Paragraph((Run("Ky\u0309"),)),)), {})


def test_a_reader_finds_sections_and_appendices_in_its_outline(minutes: bytes) -> None:
    with pikepdf.open(BytesIO(minutes)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "I. Thành phần"
    assert titles[-1] == "Phụ lục. Hình ảnh tại thời điểm kiểm tra"


def test_the_qr_code_can_be_read_from_the_page() -> None:
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp reads the codes")
    from PIL import Image

    payload = "THISAT1:7F3A91C2KD04E18BB62Q"
    data = render(dataclasses.replace(papers.LETTER, body=(Qr(payload), *papers.LETTER.body)), {})
    drawn = _raster(data)
    found = zxingcpp.read_barcodes(Image.open(BytesIO(drawn)).convert("L"))
    assert [code.text for code in found] == [payload]


def _raster(data: bytes) -> bytes:
    run("pdftoppm", data, "-v")  # skips where there is no poppler
    done = subprocess.run(
        ["pdftoppm", "-r", "120", "-png", "-f", "1", "-l", "1"], input=data, capture_output=True, check=True
    )
    return done.stdout
