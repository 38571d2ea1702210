"""A round's papers rendered and signed, beside ReportLab writing their words and pyHanko signing as often.

Sixteen minutes with two signatures, one report and four letters with one each: the papers of a week.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from time import process_time
from typing import Any

from benchmarks import plain, reporting
from benchmarks.measuring import Figure, beside
from inspector.sources import SystemSources
from reports import sample_authority, signing
from reports.hanko import (
    AxisAlignment,
    IncrementalPdfFileWriter,
    Margins,
    MDPPerm,
    PdfSignatureMetadata,
    PdfSigner,
    SigSeedSubFilter,
    SimpleBoxLayoutRule,
    SimpleSigner,
    StaticStampStyle,
)
from reports.layout import measure
from reports.layout.stamp import stamp
from reports.outline.blocks import Heading, Item, Paper, Paragraph, Signature
from reports.outline.blocks import plain as words
from reports.pdf import render
from reports.revision import DrawnPage
from reports.signing import Signer

PROMISE = 1.3
MINUTES, LETTERS, UNITS = 16, 4, 16
TURNS = 3
_ROOM = 16384
"""Hexadecimal digits for a signature: without them the library would make each one twice to learn how long it is."""
_AT = datetime(2025, 5, 14, 3, 12, 31, tzinfo=UTC)
_PASSPHRASE = b"mat khau mau"
_FIELDS = ("ThuKy", "TruongDoan")
_NAMES = ("Trần Thị Mỹ Hạnh", "Nguyễn Hoàng Lâm")


def figures() -> Iterator[Figure]:
    papers = _papers()
    people = _people()
    ours = {field: signing.read_pkcs12(data, _PASSPHRASE, at=_AT) for field, data in people.items()}
    keys = {field: _key(data) for field, data in people.items()}
    count = sum(len(_fields(paper)) for paper in papers)
    name = f"{len(papers)} papers with {count} signatures"
    sign = partial(_sign, papers, ours)
    yield beside(name, sign, partial(_floor, papers, keys), PROMISE, TURNS, clock=process_time)
    # How much of that is owed to loading each key once, which the library does for every signature anew.
    ready = {field: signer.key for field, signer in ours.items()}
    floor = partial(_floor, papers, ready)
    yield beside("beside pyHanko with keys ready", sign, floor, None, TURNS, clock=process_time)


def _people() -> dict[str, bytes]:
    """Return a certificate file for each field."""
    day = timedelta(days=1)
    authority = sample_authority.found(_NAMES, _PASSPHRASE, SystemSources(), start=_AT - 30 * day, end=_AT + 300 * day)
    return {field: person.pkcs12 for field, person in zip(_FIELDS, authority.people, strict=True)}


def _key(data: bytes) -> SimpleSigner:
    key = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=_PASSPHRASE)
    assert isinstance(key, SimpleSigner)
    return key


def _fields(paper: Paper) -> tuple[str, ...]:
    return tuple(name for name in paper.fields() if name in _FIELDS)


def _sign(papers: Sequence[Paper], signers: dict[str, Signer]) -> list[bytes]:
    return [_signed(paper, signers) for paper in papers]


def _signed(paper: Paper, signers: dict[str, Signer]) -> bytes:
    data = render(paper, {})
    for index, field in enumerate(_fields(paper)):
        data = signing.sign(data, signers[field], field, reason="", location="", certify=not index, sample=True, at=_AT)
    return data


def _floor(papers: Sequence[Paper], keys: dict[str, SimpleSigner]) -> list[bytes]:
    return [_signed_plainly(paper, keys) for paper in papers]


def _signed_plainly(paper: Paper, keys: dict[str, SimpleSigner]) -> bytes:
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    fields = _fields(paper)
    data = plain.draw(paper, {})
    writer = IncrementalPdfFileWriter(BytesIO(data))
    wide, high = measure.SIGNATURE_BOX
    for index, field in enumerate(fields):
        box = (100 + 200 * index, 100, round(100 + 200 * index + wide), round(100 + high))
        append_signature_field(writer, SigFieldSpec(field, on_page=-1, box=box))
    written = BytesIO()
    writer.write(written)  # type: ignore[no-untyped-call]
    for index, field in enumerate(fields):
        page = stamp(_NAMES[_FIELDS.index(field)], _AT, "", wide, high)
        layout = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, margins=Margins(0, 0, 0, 0))
        style = StaticStampStyle(
            background=DrawnPage(page), border_width=0, background_opacity=1.0, background_layout=layout
        )
        metadata = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=not index,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        signed = BytesIO()
        PdfSigner(metadata, keys[field], stamp_style=style).sign_pdf(
            IncrementalPdfFileWriter(written), output=signed, existing_fields_only=True, bytes_reserved=_ROOM
        )
        written = signed
    return written.getvalue()


def _papers() -> list[Paper]:
    report = reporting.report(())
    sections = [report.body[start : start + 8] for start in range(0, 8 * UNITS, 8)]
    whole = dataclasses.replace(report, body=(*report.body[: 8 * UNITS], report.body[-1]))
    return [
        *(_minutes(report, body) for body in sections),
        whole,
        *(_letter(report, body) for body in sections[:LETTERS]),
    ]


def _minutes(report: Paper, body: tuple[Any, ...]) -> Paper:
    return dataclasses.replace(
        report,
        kind="minutes",
        number=None,
        symbol="BB-ĐKT",
        place="",
        day=None,
        type_name="BIÊN BẢN",
        subject="Kiểm tra đột xuất việc tiếp nhận và giải quyết thủ tục hành chính",
        addressees=(),
        body=(*body, Paragraph(words("Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe./."))),
        signatures=(
            Signature("ThuKy", ("THƯ KÝ",), _NAMES[0]),
            Signature("TruongDoan", ("TRƯỞNG ĐOÀN",), _NAMES[1]),
            Signature("DonVi", ("ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA",), ""),
        ),
        appendices=(),
    )


def _letter(report: Paper, body: tuple[Any, ...]) -> Paper:
    return dataclasses.replace(
        report,
        kind="letter",
        symbol="ĐKT",
        type_name="",
        subject="khắc phục tồn tại, hạn chế qua kiểm tra đột xuất bộ phận một cửa",
        body=(*(block for block in body if isinstance(block, Heading | Item | Paragraph)), Paragraph(words("Hết./."))),
        appendices=(),
    )
