"""Signed PDFs that nobody here made, good and attacked: each gets a verdict, and none is called valid that is not.

Beside the files stand what a plain call of pyHanko 0.38 says of each signature and what the projects that collected the
files expect of the attacked ones.
"""

from __future__ import annotations

import csv
import os
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from reports.verify import PdfVerdict, verify_pdf

CORPORA = Path(os.environ.get("THISAT_CORPORA", Path(__file__).resolve().parents[3] / "shared")) / "corpora"
AT = datetime(2026, 11, 1, tzinfo=UTC)
DEADLINE = 3
NOT_VALID = {"changed", "unreadable", "unsigned"}

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no test corpora in {CORPORA}: set THISAT_CORPORA"),
]


@cache
def judged() -> dict[str, tuple[PdfVerdict, float]]:
    """Judge every file once, with nobody to trust: verdict and seconds by its path."""
    found = {}
    for folder in ("pdf-dss", "pdf-pyhanko"):
        for file in sorted((CORPORA / folder).rglob("*.pdf")):
            started = time.perf_counter()
            verdict = verify_pdf(file.read_bytes(), [], at=AT)
            found[str(file.relative_to(CORPORA))] = (verdict, time.perf_counter() - started)
    return found


def table(name: str) -> list[dict[str, str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_gets_a_verdict_in_time() -> None:
    assert len(judged()) > 100
    assert {name: took for name, (_, took) in judged().items() if took > DEADLINE} == {}


def test_with_nobody_to_trust_no_file_is_valid() -> None:
    assert [name for name, (verdict, _) in judged().items() if verdict.bottom in {"valid", "expired"}] == []
    assert {verdict.time for verdict, _ in judged().values()} <= {"undetermined", "absent"}


def test_no_file_counts_as_intact_that_its_collectors_know_to_be_attacked_or_broken() -> None:
    expected = table("pdf_verdicts_upstream.csv")
    assert len(expected) == 12
    told = {row["file"]: judged()[row["file"]][0] for row in expected}
    assert {name: verdict.bottom for name, verdict in told.items() if verdict.bottom not in NOT_VALID} == {}


def test_no_file_counts_as_intact_of_which_a_signature_does_not_hold() -> None:
    broken = {
        row["file"]
        for row in table("pdf_verdicts_pyhanko.csv")
        if "False" in (row["intact"], row["valid"]) or row["modification_level"] == "OTHER"
    }
    assert len(broken) > 10
    assert [name for name in broken if judged()[name][0].integrity == "proved"] == []


def test_good_files_are_not_called_broken() -> None:
    """Files whose every signature holds, whose last one covers the file, and that can be read without leniency."""
    rows = [row for row in table("pdf_verdicts_pyhanko.csv") if row["file"] in judged()]
    whole: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        whole.setdefault(row["file"], []).append(row)
    good = [
        name
        for name, signatures in whole.items()
        if all(one["intact"] == one["valid"] == "True" and one["modification_level"] != "OTHER" for one in signatures)
        and signatures[-1]["coverage"] == "ENTIRE_FILE"
    ]
    told = {name: judged()[name][0] for name in good}
    read = {name: verdict for name, verdict in told.items() if verdict.bottom != "unreadable"}
    assert len(read) >= 20
    assert {name for name, verdict in read.items() if verdict.integrity not in {"proved", "open", "ambiguous"}} == set()


def test_a_file_with_two_tables_of_contents_as_word_processors_write_is_ambiguous() -> None:
    for name in ("DSS-2155.pdf", "Signature-P-BG_BOR-2.pdf"):
        verdict, _ = judged()[f"pdf-dss/dss-pades/src/test/resources/validation/{name}"]
        assert (verdict.bottom, verdict.integrity) == ("ambiguous", "ambiguous")
        assert verdict.signatures
