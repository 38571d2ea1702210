"""A paper becomes a file: the same bytes for the same paper, PDF/A-2b, with empty fields to sign in.

Source: ISO 19005-2 (PDF/A-2, level B); ISO 32000-1, 12.7.4.5 (signature fields).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reports.outline.blocks import Paper

if TYPE_CHECKING:
    import pikepdf

    from reports.layout.flowables import FieldBox

PRODUCER = "Thị Sát"
DRAFT_LABEL = "draft"
_TAGS = {"vi": "vi-VN", "en": "en-GB"}
_PRINT = 4  # annotation flag

# Written by hand: validators of PDF/A refuse packets whose elements declare their namespaces one by one. There is no
# document information dictionary beside it: signing would change that and the two would disagree.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <xmp:CreatorTool>{producer}</xmp:CreatorTool>{label}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def render(paper: Paper, images: Mapping[str, bytes]) -> bytes:
    """Return the paper as PDF/A-2b; a draft has no fields to sign in.

    Args:
        paper: what to print.
        images: JPEG or PNG, sRGB or grey, by the names that the paper's photos use.

    Returns: the same bytes for equal arguments, on every machine with the same library versions.

    Raises:
        KnownError: "papers.image-unreadable".
    """
    import pikepdf

    from reports.layout.page import pages
    from reports.layout.pictures import Pictures

    pictures = Pictures(images)
    drawn, boxes = pages(paper, pictures)
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _conform(pdf, paper)
        _place(pdf, pictures.placed)
        if not paper.draft:
            _add_fields(pdf, boxes)
        written = BytesIO()
        # The identifier of the file is derived from its content.
        pdf.save(written, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def _conform(pdf: pikepdf.Pdf, paper: Paper) -> None:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    root = pdf.Root
    del pdf.trailer["/Info"]
    profile = pdf.make_stream(_srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    root.OutputIntents = Array([pdf.make_indirect(intent)])
    root.Metadata = pikepdf.Stream(pdf, _xmp(paper), Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = String(_TAGS[paper.language])
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _place(pdf: pikepdf.Pdf, placed: Mapping[bytes, bytes]) -> None:
    """Put the pictures where their placeholders are."""
    import pikepdf

    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            item.write(placed[item.read_bytes()], filter=pikepdf.Name.DCTDecode)


def _srgb() -> bytes:
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # Bytes 24 to 35 of an ICC profile say when it was made, which here means now: a fixed day instead, and
    # bytes 84 to 99 its checksum, which may be zero. Source: ICC.1:2010, 7.2.
    profile[24:36] = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
    profile[84:100] = bytes(16)
    return bytes(profile)


def _xmp(paper: Paper) -> bytes:
    for said in (paper.title, paper.author):
        assert unicodedata.is_normalized("NFC", said), said
    label = f"\n   <xmp:Label>{DRAFT_LABEL}</xmp:Label>" if paper.draft else ""
    said = _XMP.format(
        title=escape(paper.title),
        author=escape(paper.author),
        language=_TAGS[paper.language],
        producer=PRODUCER,
        label=label,
    )
    return said.encode()


def _add_fields(pdf: pikepdf.Pdf, boxes: Sequence[FieldBox]) -> None:
    """Add the empty, visible signature fields: signing later only fills what the certified paper already has."""
    from pikepdf import Array, Dictionary, Name, String

    fields = []
    for box in boxes:
        page = pdf.pages[box.page]
        left, bottom, right, top = (round(edge, 2) for edge in box.rect)
        # PDF/A demands an appearance of every annotation that covers an area; this one shows nothing.
        blank = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary())
        blank.BBox = Array([0, 0, right - left, top - bottom])
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(box.name),
            TU=String(box.label),
            F=_PRINT,
            Rect=Array([left, bottom, right, top]),
            P=page.obj,
            AP=Dictionary(N=blank),
        )
        fields.append(pdf.make_indirect(widget))
        page.obj.Annots = Array([*page.obj.get("/Annots", []), fields[-1]])
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(fields), SigFlags=0))
