"""Papers against Apache Preflight, an independent validator of PDF/A-1b.

Our papers are PDF/A-2b, and no validator of that part is packaged by Debian. The rules that they share (fonts, colour,
metadata, annotations, file structure) are checked on a twin: the same paper, with the part in its metadata and the
version of its colour profile set back to what part 1 names.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from inspector.sources import SystemSources
from reports.outline.blocks import Paper
from reports.pdf import render
from reports.sample_authority import found
from reports.signing import read_pkcs12, sign
from tests.unit.reports import papers

JARS = [
    f"/usr/share/java/{name}.jar"
    for name in (
        "preflight",
        "pdfbox2",
        "fontbox2",
        "xmpbox",
        "commons-logging",
        "commons-io",
        "javax.activation",
        "bcprov",
        "jaxb-api",
    )
]
VALIDATOR = "org.apache.pdfbox.preflight.Validator_A1b"


def first_part(pdf: bytes) -> bytes:
    """Return the same paper as PDF/A-1b."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as paper:
        metadata = bytes(paper.Root.Metadata.read_bytes())
        paper.Root.Metadata.write(metadata.replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<"))
        profile = paper.Root.OutputIntents[0].DestOutputProfile
        data = bytearray(profile.read_bytes())
        data[8:12] = bytes((2, 0x20, 0, 0))
        profile.write(bytes(data))
        paper.save(out, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def verdict(file: Path) -> str:
    run = ["java", "-cp", ":".join(JARS), VALIDATOR, str(file)]
    return subprocess.run(run, capture_output=True, text=True, check=False, timeout=120).stdout


@pytest.mark.parametrize("paper", [papers.MINUTES, papers.LETTER, papers.REPORT], ids=["minutes", "letter", "report"])
def test_papers_keep_the_rules_that_both_parts_share(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(first_part(render(paper, papers.IMAGES)))
    assert "is a valid PDF/A-1b file" in verdict(file)


def test_signing_keeps_them_too(tmp_path: Path) -> None:
    at = datetime(2026, 1, 5, tzinfo=UTC)
    start, end = at - timedelta(days=1), at + timedelta(days=9)
    people = found(["Nguyễn Văn Mẫu"], b"mat khau mau", SystemSources(), start=start, end=end)
    signer = read_pkcs12(people.people[0].pkcs12, b"mat khau mau", at=at)
    # The twin is made before signing: a signature does not survive being written again.
    twin = first_part(render(papers.LETTER, {}))
    field = papers.LETTER.fields()[0]
    file = tmp_path / "signed.pdf"
    file.write_bytes(sign(twin, signer, field, reason="", location="", certify=False, sample=True, at=at))
    assert "is a valid PDF/A-1b file" in verdict(file)
