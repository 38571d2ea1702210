"""The one door to pyHanko, which reads and writes signatures: quiet, and never on the network.

Import it lazily: it costs 0.3 s.
"""

from __future__ import annotations

import logging

from asn1crypto import pem, x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus, ModificationInfo, PdfSignatureStatus
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

# Both write whole tracebacks for every document that somebody has changed: our verdict says so already.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

__all__ = [
    "AxisAlignment",
    "BoxConstraints",
    "DocumentTimestampStatus",
    "EmbeddedPdfSignature",
    "IncrementalPdfFileWriter",
    "MDPPerm",
    "Margins",
    "ModificationInfo",
    "PdfContent",
    "PdfError",
    "PdfFileReader",
    "PdfSignatureMetadata",
    "PdfSignatureStatus",
    "PdfSigner",
    "PdfSigningSession",
    "SigSeedSubFilter",
    "SigningError",
    "SimpleBoxLayoutRule",
    "SimpleSigner",
    "StaticStampStyle",
    "ValidationContext",
    "enumerate_sig_fields",
    "pem",
    "validate_pdf_signature",
    "validate_pdf_timestamp",
    "x509",
]
