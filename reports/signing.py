"""A person signs a paper: PAdES B-B with the person's own certificate, in a field that the paper already has.

Source: ETSI EN 319 142-1 (PAdES baseline); ISO 32000-2, 12.8 (DocMDP).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from inspector.errors import KnownError
from reports import certificates
from reports.own import OwnField, read_own
from reports.sample_authority import MARK

if TYPE_CHECKING:
    from asn1crypto import x509

    from reports.hanko import SimpleSigner, StaticStampStyle


_ROOM = 1024
"""Bytes for attributes and frames of a PAdES signature, which take 0.4 kB without names, and to spare."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A person with certificate and key.

    Attributes:
        name: as the certificate has it.
        issuer: who issued the certificate.
        not_before: when its time began, UTC.
        not_after: when its time ends, UTC.
        sample: it is one of our samples, without legal value.
    """

    name: str
    issuer: str
    not_before: datetime
    not_after: datetime
    sample: bool
    key: SimpleSigner


def read_pkcs12(data: bytes, passphrase: bytes, *, at: datetime) -> Signer:
    """Return the signer in a PKCS#12 file after all that can be checked beforehand has been.

    Args:
        data: the file.
        passphrase: tried once.
        at: now, with time zone.

    Raises:
        KnownError: "signing.file-unreadable", "signing.passphrase-wrong", "signing.certificate-expired",
            "signing.certificate-early", "signing.key-usage", "signing.key-weak".
    """
    signer = _signer(_unlocked(data, passphrase))
    _check(signer, at)
    return signer


def _unlocked(data: bytes, passphrase: bytes) -> SimpleSigner:
    from asn1crypto import pkcs12

    from reports.hanko import SimpleSigner
    from reports.revision import ReadySigner

    try:
        pkcs12.Pfx.load(data, strict=True).native  # noqa: B018 - the parser is lazy
    except (ValueError, TypeError) as error:
        raise KnownError("signing.file-unreadable") from error
    try:
        found = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=passphrase)
        signer = ReadySigner(found.signing_cert, found.signing_key, found.cert_registry)
    except ValueError as error:
        raise KnownError("signing.passphrase-wrong") from error
    except (AttributeError, TypeError) as error:  # a file that holds no key or no certificate of it
        raise KnownError("signing.file-unreadable") from error
    return signer


def _signer(key: SimpleSigner) -> Signer:
    certificate: x509.Certificate = key.signing_cert
    said = f"{certificate.subject.human_friendly} {certificate.issuer.human_friendly}"
    return Signer(
        certificates.common_name(certificate.subject),
        certificates.common_name(certificate.issuer),
        certificate.not_valid_before,
        certificate.not_valid_after,
        MARK in said,
        key,
    )


def _check(signer: Signer, at: datetime) -> None:
    """Refuse before anything is signed: a signature that a receiver must reject helps nobody.

    Source: Thông tư 15/2025/TT-BKHCN (software for signing checks the certificate beforehand).
    """
    certificate: x509.Certificate = signer.key.signing_cert
    if at > signer.not_after:
        raise KnownError("signing.certificate-expired", name=signer.name, day=f"{signer.not_after:%d/%m/%Y}")
    if at < signer.not_before:
        raise KnownError("signing.certificate-early", name=signer.name, day=f"{signer.not_before:%d/%m/%Y}")
    usage: Any = certificate.key_usage_value
    if usage is None or "non_repudiation" not in usage.native or "digital_signature" not in usage.native:
        raise KnownError("signing.key-usage", name=signer.name)
    if not certificates.strong_key(certificate):
        raise KnownError("signing.key-weak", name=signer.name, kind=certificates.key_kind(certificate))


def sign(
    pdf: bytes,
    signer: Signer,
    field: str,
    *,
    reason: str,
    location: str,
    certify: bool,
    sample: bool,
    at: datetime,
    picture: bytes | None = None,
) -> bytes:
    """Return the paper with one more signature behind its bytes, which stay as they are.

    Args:
        pdf: a paper of ours, signed by others or not.
        signer: who signs.
        field: the field to sign in.
        reason: why, for the signature's own record; may be empty.
        location: where; may be empty.
        certify: forbid later changes other than further signatures; only the first signature can.
        sample: say in the picture that the signature is a sample; a sample certificate says so anyway.
        at: the signer's clock, with time zone. Nobody vouches for it.
        picture: the handwritten signature to show, PNG; None for none.

    Raises:
        KnownError: "signing.foreign", "signing.draft", "signing.field-absent", "signing.field-signed",
            "signing.certify-late", "signing.refused", and those of the certificate as in `read_pkcs12`.
    """
    _check(signer, at)
    target = _target(pdf, field, certify=certify, at=at)
    from reports.hanko import (
        MDPPerm,
        PdfError,
        PdfSignatureMetadata,
        PdfSigner,
        PdfSigningSession,
        SigningError,
        SigSeedSubFilter,
    )
    from reports.revision import Revision

    class TimedSigner(PdfSigner):
        """Signs at the time it is told; the library would look at the clock."""

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
            session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
            session.system_time = at
            return session

    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=location or None,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    style = _appearance(signer, target, MARK if sample or signer.sample else "", at, picture)
    written = BytesIO()
    try:
        TimedSigner(metadata, signer.key, stamp_style=style).sign_pdf(
            Revision(BytesIO(pdf)),
            output=written,
            existing_fields_only=True,
            bytes_reserved=_container_digits(signer.key),
        )
    except (SigningError, PdfError) as error:
        raise KnownError("signing.refused", reason=type(error).__name__) from error
    return written.getvalue()


def _container_digits(key: SimpleSigner) -> int:
    """Return the hexadecimal digits to keep free for a signature: everything that goes into it, and room to spare.

    The library would make each signature twice to learn how long it is, and keep half of that free behind it, which
    readers go through digit by digit. In a signature are the certificates, the name of the issuer twice more, and the
    signed number: as long as the key with RSA, at most 139 bytes with the curves up to 521 bits. A signature that
    needed more room would be refused, not cut.
    """
    certificate: x509.Certificate = key.signing_cert
    certificates: set[bytes] = {one.dump() for one in (certificate, *key.cert_registry)}
    issuer: bytes = certificate.issuer.dump()
    bits: int = certificate.public_key.bit_size
    return 2 * (sum(map(len, certificates)) + 2 * len(issuer) + max(bits // 8, 139) + _ROOM)


def _target(pdf: bytes, field: str, *, certify: bool, at: datetime) -> OwnField:
    paper = read_own(pdf, at=at)
    if paper.draft:
        raise KnownError("signing.draft")
    target = next((one for one in paper.fields if one.name == field), None)
    if target is None:
        raise KnownError("signing.field-absent", field=field)
    if target.signed:
        raise KnownError("signing.field-signed", field=field)
    if certify and any(one.signed for one in paper.fields):
        raise KnownError("signing.certify-late")
    return target


def _appearance(signer: Signer, target: OwnField, sample: str, at: datetime, picture: bytes | None) -> StaticStampStyle:
    from reports.hanko import AxisAlignment, Margins, SimpleBoxLayoutRule, StaticStampStyle
    from reports.layout.stamp import stamp
    from reports.revision import DrawnPage

    # The library's own text stamps write the widths of an OpenType font in the wrong unit, and Vietnamese falls apart.
    page = stamp(signer.name, at, sample, target.width, target.height, picture)
    layout = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, margins=Margins(0, 0, 0, 0))
    return StaticStampStyle(
        background=DrawnPage(page), border_width=0, background_opacity=1.0, background_layout=layout
    )
