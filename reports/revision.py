"""Three things that pyHanko does with files, clocks and keys, done in memory, without, and once."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key

from reports.hanko import BoxConstraints, IncrementalPdfFileWriter, PdfContent, PdfFileReader, SimpleSigner

_NAME = "/Stamp"


class Revision(IncrementalPdfFileWriter):
    """A revision behind the bytes of a document that leaves its metadata as they are.

    WORKAROUND: the library rewrites the XMP packet in every revision, names itself as the producer and takes the time
    of the computer's clock; whether a paper is ours is read from that packet.
    https://github.com/MatthiasValvekens/pyHanko
    """

    def _update_meta(self) -> None:
        pass


class ReadySigner(SimpleSigner):
    """A signer whose key is loaded and checked once; the library does both anew for every signature.

    Checking that the numbers of an RSA key belong together takes longer than the rest of a signature.
    """

    @cached_property
    def _private_key(self) -> Any:
        return load_der_private_key(self.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Return the signature over `data`: RSA (PKCS #1, 1.5) or ECDSA with SHA-256, else what the library makes."""
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm).signature_algo
        key = self._private_key
        if digest_algorithm == "sha256" and mechanism == "rsassa_pkcs1v15" and isinstance(key, RSAPrivateKey):
            return key.sign(data, PKCS1v15(), SHA256())
        if digest_algorithm == "sha256" and mechanism == "ecdsa" and isinstance(key, EllipticCurvePrivateKey):
            return key.sign(data, ECDSA(SHA256()))
        return bytes(super().sign_raw(data, digest_algorithm))


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
