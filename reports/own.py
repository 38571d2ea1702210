"""Is this a paper of ours, and may it be signed?

A signature says yes to everything in a file, also to what lies hidden in it until somebody brings it forth. So only
papers that this program made are signed, and only while they hold nothing but a paper and its signatures.

Source: Mainka, Mladenov, Rohlmann, "Shadow Attacks", NDSS 2021 (hide, replace, hide-and-replace).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from inspector.errors import KnownError
from reports.pdf import DRAFT_LABEL, PRODUCER
from reports.verify import verify_pdf

if TYPE_CHECKING:
    import pikepdf

_ROOT = {
    *("/Type", "/Pages", "/Lang", "/Metadata", "/Outlines", "/OutputIntents", "/PageMode", "/ViewerPreferences"),
    *("/AcroForm", "/Perms", "/Extensions", "/Version"),
}
_FORM = {"/Fields", "/SigFlags", "/DR"}
# What moves, runs, hides or carries something: scripts, actions, optional content, attachments, other forms.
_FORBIDDEN = {
    *("/A", "/AA", "/JS", "/OpenAction", "/URI", "/Names", "/OC", "/OCGs", "/OCProperties", "/Properties"),
    *("/XFA", "/EF", "/AF", "/RichMediaContent", "/Alternates", "/PieceInfo"),
}
_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\b")
_END = b"%%EOF\n"


@dataclass(frozen=True, slots=True)
class OwnField:
    """A signature field: its name, its size in points, whether somebody has signed in it."""

    name: str
    width: float
    height: float
    signed: bool


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A paper that this program made."""

    draft: bool
    fields: tuple[OwnField, ...]


def read_own(data: bytes, *, at: datetime) -> OwnPaper:
    """Return what is to know before a signature.

    Args:
        data: the file, signed or not.
        at: now, with time zone.

    Raises:
        KnownError: "signing.foreign" with `reason`, a word for the log.
    """
    import pikepdf

    base = data[: data.find(_END) + len(_END)]
    try:
        with pikepdf.open(BytesIO(base), attempt_recovery=False) as pdf:
            paper = _inspect(pdf)
            _expect(_reachable(pdf) == _written(base), "hidden-object")
        if base != data:
            with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
                paper = _inspect(pdf)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise KnownError("signing.foreign", reason=type(error).__name__) from error
    signed = [field.name for field in paper.fields if field.signed]
    _expect(data.endswith(_END) and data.count(_END) == 1 + len(signed), "revision")
    if signed:
        verdict = verify_pdf(data, (), at=at)
        _expect(verdict.integrity == "proved" and [one.field for one in verdict.signatures] != [], "changed")
    return paper


def _expect(holds: bool, reason: str) -> None:
    if not holds:
        raise KnownError("signing.foreign", reason=reason)


def _inspect(pdf: pikepdf.Pdf) -> OwnPaper:
    _expect(not pdf.is_encrypted and not pdf.get_warnings(), "damaged")
    _expect(set(pdf.Root.keys()) <= _ROOT, "catalog")
    for item in pdf.objects:
        _expect(not _keys(item) & _FORBIDDEN, "active-content")
    label = pdf.Root.Metadata.read_bytes().decode()
    _expect(f"<pdf:Producer>{PRODUCER}</pdf:Producer>" in label, "producer")
    draft = f"<xmp:Label>{DRAFT_LABEL}</xmp:Label>" in label
    return OwnPaper(draft, _fields(pdf))


def _fields(pdf: pikepdf.Pdf) -> tuple[OwnField, ...]:
    form: Any = pdf.Root.get("/AcroForm")
    widgets = [widget for page in pdf.pages for widget in page.obj.get("/Annots", [])]
    if form is None:
        _expect(not widgets, "annotation")
        return ()
    _expect(set(form.keys()) <= _FORM, "form")
    _expect({field.objgen for field in form.Fields} == {widget.objgen for widget in widgets}, "annotation")
    return tuple(_field(field) for field in form.Fields)


def _field(field: Any) -> OwnField:
    _expect(field.Subtype == "/Widget" and field.FT == "/Sig" and "/Kids" not in field, "field")
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    return OwnField(str(field.T), right - left, top - bottom, "/V" in field)


def _keys(item: Any) -> set[str]:
    """Return the keys of an object and of everything written inside it, not of what it refers to."""
    import pikepdf

    found: set[str] = set()
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            found.update(one.keys())
        waiting += [value for value in _values(one) if not _indirect(value)]
    return found


def _values(item: Any) -> list[Any]:
    import pikepdf

    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return [value for _, value in item.items()]
    return list(item) if isinstance(item, pikepdf.Array) else []


def _indirect(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))


def _written(base: bytes) -> list[int]:
    return sorted(int(number) for number in _OBJECT.findall(base))


def _reachable(pdf: pikepdf.Pdf) -> list[int]:
    seen: set[int] = set()
    waiting: list[Any] = [pdf.Root]
    while waiting:
        item = waiting.pop()
        if _indirect(item):
            if item.objgen[0] in seen:
                continue
            seen.add(item.objgen[0])
        waiting += _values(item)
    return sorted(seen)
