"""What must not be signed: everything but a paper of ours with nothing in it but itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from inspector.errors import KnownError
from reports.own import OwnField, read_own
from tests.unit.reports.conftest import NAMES


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Write the paper anew with a change in it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        written = BytesIO()
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def reason(data: bytes, moment: datetime) -> str:
    with pytest.raises(KnownError) as refused:
        read_own(data, at=moment)
    assert refused.value.key == "signing.foreign"
    return str(refused.value.params["reason"])


def test_a_paper_of_ours_tells_its_fields(minutes: bytes, moment: datetime) -> None:
    paper = read_own(minutes, at=moment)
    assert not paper.draft
    assert [field.name for field in paper.fields] == ["ThuKy", "TruongDoan", "DonVi"]
    assert not any(field.signed for field in paper.fields)


def test_a_signed_paper_tells_who_may_still_sign(signed: bytes, moment: datetime) -> None:
    paper = read_own(signed, at=moment)
    assert [field.name for field in paper.fields if not field.signed] == ["DonVi"]
    assert len([field for field in paper.fields if field.signed]) == len(NAMES)


def test_a_field_knows_its_size() -> None:
    assert OwnField("ThuKy", 164.4, 65.2, signed=False).width == 164.4


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def script_on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch))


def optional_content(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


def hidden_layer(pdf: pikepdf.Pdf) -> None:
    resources: Any = pdf.pages[0].obj.Resources
    resources.Properties = Dictionary(MC0=pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x"))))


def xfa(pdf: pikepdf.Pdf) -> None:
    form: Any = pdf.Root.AcroForm
    form.XFA = pdf.make_stream(b"<xdp/>")


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"hello"


def link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://example.org"))
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])


def sticker(pdf: pikepdf.Pdf) -> None:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 300, 300]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])


def text_field(pdf: pikepdf.Pdf) -> None:
    form: Any = pdf.Root.AcroForm
    widget = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("So"), V=String("05"), Rect=Array([0, 0, 9, 9])
    )
    form.Fields.append(pdf.make_indirect(widget))
    pdf.pages[0].obj.Annots = Array([form.Fields[-1]])


def field_off_the_pages(pdf: pikepdf.Pdf) -> None:
    form: Any = pdf.Root.AcroForm
    form.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("x"))))


def another_maker(pdf: pikepdf.Pdf) -> None:
    xmp: Any = pdf.Root.Metadata
    xmp.write(xmp.read_bytes().replace("Thị Sát".encode(), b"Word"))


@pytest.mark.parametrize(
    "change",
    [
        script,
        script_on_a_page,
        optional_content,
        hidden_layer,
        xfa,
        attachment,
        link,
        sticker,
        text_field,
        field_off_the_pages,
        another_maker,
    ],
)
def test_a_paper_with_anything_else_in_it_is_not_signed(
    minutes: bytes, moment: datetime, change: Callable[[pikepdf.Pdf], None]
) -> None:
    assert reason(changed(minutes, change), moment)


def test_a_paper_written_anew_by_our_library_without_a_change_is_still_a_paper(
    minutes: bytes, moment: datetime
) -> None:
    assert read_own(changed(minutes, lambda _: None), at=moment).fields


def test_an_object_that_nothing_refers_to_is_not_signed(minutes: bytes, moment: datetime) -> None:
    """Hide and replace: what lies there unseen is brought forth after the signature."""
    hidden = b"\n999 0 obj\n<< /Type /Page >>\nendobj\nxref"
    assert reason(minutes.replace(b"\nxref", hidden, 1), moment)


def test_a_second_revision_that_is_no_signature_is_not_signed(minutes: bytes, moment: datetime) -> None:
    start = minutes.rsplit(b"startxref\n", 1)[1].split(b"\n")[0]
    size = minutes.rsplit(b"/Size ", 1)[1].split(b" ")[0]
    update = b"xref\n0 0\ntrailer << /Root 1 0 R /Size " + size + b" /Prev " + start + b" >>\nstartxref\n"
    data = minutes + update + str(len(minutes)).encode() + b"\n%%EOF\n"
    assert reason(data, moment) == "revision"


def test_a_signed_paper_that_was_changed_is_not_signed_again(once_signed: bytes, moment: datetime) -> None:
    where = once_signed.index(b"xmp:CreatorTool")
    data = once_signed[:where] + b"X" + once_signed[where + 1 :]
    assert reason(data, moment) == "changed"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no paper", b"%%EOF\n"])
def test_what_is_no_pdf_is_not_signed(data: bytes, moment: datetime) -> None:
    assert reason(data, moment)


def test_a_paper_behind_a_password_is_not_signed(minutes: bytes, moment: datetime) -> None:
    with pikepdf.open(BytesIO(minutes)) as pdf:
        written = BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="x", user=""))
    assert reason(written.getvalue(), moment)
