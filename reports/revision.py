"""Two things that pyHanko does with files and clocks, done in memory and without."""

from __future__ import annotations

from io import BytesIO

from reports.hanko import BoxConstraints, IncrementalPdfFileWriter, PdfContent, PdfFileReader

_NAME = "/Stamp"


class Revision(IncrementalPdfFileWriter):
    """A revision behind the bytes of a document that leaves its metadata as they are.

    WORKAROUND: the library rewrites the XMP packet in every revision, names itself as the producer and takes the time
    of the computer's clock; whether a paper is ours is read from that packet.
    https://github.com/MatthiasValvekens/pyHanko
    """

    def _update_meta(self) -> None:
        pass


class DrawnPage(PdfContent):
    """The only page of a PDF, as the picture of a signature; the library itself reads such pages from files only."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        """Take the page into the document that is signed and return the operator that draws it."""
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._page)))
        self.resources.xobject[_NAME] = drawn
        left, bottom, right, top = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=float(right - left), height=float(top - bottom))
        return f"{_NAME} Do".encode()
