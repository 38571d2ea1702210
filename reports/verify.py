"""Bytes in, verdict out: independent facts about every signature in a PDF, three lights, and one bottom line.

Nothing here asks the network, so revocation and time stay open: an offline verdict never says more than it knows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from inspector.errors import KnownError
from reports import certificates

if TYPE_CHECKING:
    from reports.hanko import (
        DocumentTimestampStatus,
        EmbeddedPdfSignature,
        ModificationInfo,
        PdfFileReader,
        PdfSignatureStatus,
        ValidationContext,
    )

Bottom = Literal[
    "valid",
    "expired",
    "unknown",
    "revoked",
    "weak",
    "missing",
    "open",
    "ambiguous",
    "changed",
    "unsigned",
    "unreadable",
]
# "open": what the signatures cover is intact; archival data that nobody signed stand behind the last of them.
# "ambiguous": the signatures hold, in a file that breaks the standard or has two tables of contents, as some word
# processors write; programs may read such a file differently, so what one shows need not be what another does.
Integrity = Literal["proved", "open", "ambiguous", "broken", "absent"]
Author = Literal["trusted", "expired", "unknown", "revoked", "absent"]
Time = Literal["undetermined", "absent"]
Coverage = Literal["file", "revision", "part"]
Change = Literal["none", "archive", "form", "other"]

# The library's words for how much a signature covers and what came later; what it does not name is the worst.
_COVERAGE: dict[str, Coverage] = {"ENTIRE_FILE": "file", "ENTIRE_REVISION": "revision"}
_CHANGE: dict[str, Change] = {"NONE": "none", "LTA_UPDATES": "archive", "FORM_FILLING": "form"}


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What one signature is, each fact for itself.

    Attributes:
        field: name of the form field.
        signer: common name in the signer's certificate.
        issuer: common name of who issued that certificate.
        claimed_at: the time that the signer's own clock showed; nobody vouches for it.
        intact: the signed bytes have the digest that was signed.
        valid: the signature over that digest was made with the certificate's key.
        author: whether the certificate leads to a trusted root.
        coverage: the whole file, the file as it was when signed, or only a part.
        change: what was changed after this signature: nothing, archival data, forms and signatures, anything else.
        docmdp_ok: the changes are those that the signatures allow.
        digest: hash algorithm.
        key: kind and size of the key.
        strong: algorithms, key and form (PAdES) are those that official papers may use.
    """

    field: str
    signer: str
    issuer: str
    claimed_at: datetime | None
    intact: bool
    valid: bool
    author: Author
    coverage: Coverage
    change: Change
    docmdp_ok: bool
    digest: str
    key: str
    strong: bool

    @property
    def trusted(self) -> bool:
        """Whether the certificate leads to a trusted root and is in time."""
        return self.author == "trusted"

    @property
    def unbroken(self) -> bool:
        """Whether what this signature covers is as it was when it was made."""
        return self.intact and self.valid and self.docmdp_ok and self.coverage != "part" and self.change != "other"


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """Facts, three lights and the bottom line, which `resources.say(f"verify.{bottom}")` words.

    Attributes:
        missing: signers that were expected and have not signed.
        empty_fields: fields that nobody has signed in.
        failure: for the log: what the library stumbled over; empty if it read the file.
    """

    bottom: Bottom
    integrity: Integrity
    author: Author
    time: Time
    signatures: tuple[SignatureFacts, ...] = ()
    missing: tuple[str, ...] = ()
    empty_fields: tuple[str, ...] = ()
    failure: str = ""


def verify_pdf(data: bytes, roots: Sequence[bytes], expected: Sequence[str] = (), *, at: datetime) -> PdfVerdict:
    """Judge a PDF that anybody may have made.

    Args:
        data: the file.
        roots: certificates that are trusted, DER or PEM.
        expected: names of the people who must have signed, as their certificates have them.
        at: the moment for which certificates must be in time, with its time zone.

    Raises:
        KnownError: "verify.root-unreadable".
    """
    trusted = [_certificate(root) for root in roots]
    verdict = _attempt(data, trusted, expected, at, strict=True)
    if verdict.bottom != "unreadable":
        return verdict
    lenient = _attempt(data, trusted, expected, at, strict=False)
    if lenient.integrity == "broken":
        return replace(lenient, failure=verdict.failure)
    if lenient.integrity == "proved":
        return replace(lenient, bottom="ambiguous", integrity="ambiguous", failure=verdict.failure)
    return verdict


def _attempt(data: bytes, roots: Sequence[Any], expected: Sequence[str], at: datetime, *, strict: bool) -> PdfVerdict:
    try:
        return _judge(data, roots, expected, at, strict=strict)
    except Exception as error:
        # Hostile bytes: a dozen kinds of error are known from flipping single bytes, and none of them is our bug.
        # Whatever the library cannot digest is damaged, and says nothing about who signed.
        return PdfVerdict("unreadable", "broken", "unknown", "undetermined", failure=type(error).__name__)


def _certificate(data: bytes) -> Any:
    from reports.hanko import pem, x509

    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        certificate = x509.Certificate.load(der, strict=True)
        certificate.subject.native  # noqa: B018 - the parser is lazy
    except (ValueError, TypeError) as error:
        raise KnownError("verify.root-unreadable") from error
    return certificate


def _judge(data: bytes, roots: Sequence[Any], expected: Sequence[str], at: datetime, *, strict: bool) -> PdfVerdict:
    from reports.hanko import PdfFileReader, enumerate_sig_fields

    reader = PdfFileReader(BytesIO(data), strict=strict)
    empty = tuple(str(name) for name, value, _ in enumerate_sig_fields(reader) if value is None)
    signatures = tuple(_facts(one, roots, at) for one in reader.embedded_regular_signatures)
    if not signatures:
        return PdfVerdict("unsigned", "absent", "absent", "absent", empty_fields=empty, missing=tuple(expected))
    present = {_folded(one.signer) for one in signatures}
    missing = tuple(name for name in expected if _folded(name) not in present)
    integrity = _integrity(reader, signatures)
    author = max((one.author for one in signatures), key=("trusted", "expired", "unknown", "revoked").index)
    bottom = _bottom(signatures, integrity, author, missing)
    return PdfVerdict(bottom, integrity, author, "undetermined", signatures, missing, empty)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _integrity(reader: PdfFileReader, signatures: Sequence[SignatureFacts]) -> Integrity:
    if not all(one.unbroken for one in signatures):
        return "broken"
    later: Change = signatures[-1].change
    for timestamp in reader.embedded_timestamp_signatures:
        status = _timestamp(timestamp)
        later = _change(status)
        if not (status.intact and status.valid) or later == "other":
            return "broken"
    # In the order in which they were made; a document timestamp counts, since it covers what came before it.
    newest = reader.embedded_signatures[-1].evaluate_signature_coverage()
    if _COVERAGE.get(newest.name) == "file":
        return "proved"
    # Filled-in forms change what people see; only data for archives (DSS) leave the page as it was signed.
    return "open" if later == "archive" else "broken"


def _timestamp(timestamp: EmbeddedPdfSignature) -> DocumentTimestampStatus:
    from reports.hanko import validate_pdf_timestamp

    return validate_pdf_timestamp(timestamp, _context([]))


def _bottom(
    signatures: Sequence[SignatureFacts], integrity: Integrity, author: Author, missing: Sequence[str]
) -> Bottom:
    """Return the worst that can be said of the file."""
    if integrity == "broken":
        return "changed"
    if author == "revoked":
        return "revoked"
    if integrity == "open":
        return "open"
    if missing:
        return "missing"
    if not all(one.strong for one in signatures):
        return "weak"
    if author == "expired":
        return "expired"
    return "valid" if author == "trusted" else "unknown"


def _context(roots: Sequence[Any], at: datetime | None = None) -> ValidationContext:
    from reports.hanko import ValidationContext

    return ValidationContext(trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail", moment=at)


def _facts(signature: EmbeddedPdfSignature, roots: Sequence[Any], at: datetime) -> SignatureFacts:
    from reports.hanko import validate_pdf_signature

    status = validate_pdf_signature(signature, _context(roots, at))
    certificate = status.signing_cert
    sub_filter = str(signature.sig_object.get("/SubFilter", ""))
    return SignatureFacts(
        field=str(signature.field_name),
        signer=certificates.common_name(certificate.subject),
        issuer=certificates.common_name(certificate.issuer),
        claimed_at=status.signer_reported_dt,
        intact=status.intact,
        valid=status.valid,
        author=_author(signature, status, roots, at),
        coverage="part" if status.coverage is None else _COVERAGE.get(status.coverage.name, "part"),
        change=_change(status),
        docmdp_ok=status.docmdp_ok is not False,
        digest=status.md_algorithm,
        key=certificates.key_kind(certificate),
        strong=status.md_algorithm in certificates.DIGESTS
        and certificates.strong_key(certificate)
        and not any(weak in status.pkcs7_signature_mechanism for weak in ("sha1", "md5"))
        and sub_filter == "/ETSI.CAdES.detached",
    )


def _author(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, roots: Sequence[Any], at: datetime) -> Author:
    if status.trusted:
        return "trusted"
    if status.revoked:
        return "revoked"
    claimed = status.signer_reported_dt
    certificate = status.signing_cert
    if claimed is None or claimed.tzinfo is None or certificates.in_time(certificate, at):
        return "unknown"
    from reports.hanko import validate_pdf_signature

    then = validate_pdf_signature(signature, _context(roots, claimed), skip_diff=True)
    return "expired" if then.trusted else "unknown"


def _change(status: ModificationInfo) -> Change:
    level = status.modification_level
    return "other" if level is None else _CHANGE.get(level.name, "other")
