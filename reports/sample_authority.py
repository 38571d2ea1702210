"""A certificate authority for training and demonstrations, made on the spot, whose every name says that it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from inspector.sources import Sources

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

MARK = "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
SUFFIX = " (MẪU)"
_BITS = 2048


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person of the sample authority: the name in the certificate, and certificate and key as PKCS#12 bytes."""

    name: str
    pkcs12: bytes


@dataclass(frozen=True, slots=True)
class SampleAuthority:
    """`root` is the authority's certificate in PEM, to be trusted for as long as samples are looked at."""

    root: bytes
    people: tuple[SamplePerson, ...]


def found(
    names: Sequence[str], passphrase: bytes, sources: Sources, *, start: datetime, end: datetime
) -> SampleAuthority:
    """Found an authority and give each of `names` a certificate.

    The root's key is forgotten when this returns. Keys come from the operating system: RSA offers no other way.

    Args:
        names: people, at most 50 letters each.
        passphrase: of every PKCS#12 file.
        sources: of serial numbers.
        start: from when the certificates hold, with time zone.
        end: until when.
    """
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding

    root_key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    issuer = _name(f"CA {MARK}")
    period = (start, end)
    root = _signed(_builder(issuer, issuer, root_key.public_key(), root_key, sources, period, authority=True), root_key)
    people = []
    for name in names:
        key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        subject = _name(f"{name}{SUFFIX}")
        leaf = _signed(
            _builder(subject, issuer, key.public_key(), root_key, sources, period, authority=False), root_key
        )
        people.append(SamplePerson(f"{name}{SUFFIX}", _pkcs12(name, key, leaf, root, passphrase)))
    return SampleAuthority(root.public_bytes(Encoding.PEM), tuple(people))


def _name(common: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    attributes = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, MARK), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(kind, said) for kind, said in attributes])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: RSAPublicKey,
    issuer_key: RSAPrivateKey,
    sources: Sources,
    period: tuple[datetime, datetime],
    *,
    authority: bool,
) -> x509.CertificateBuilder:
    """Return an unsigned certificate. Source: RFC 5280, 4.2.1 (extensions of authorities and of signers)."""
    from cryptography import x509

    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        # Positive and at most 20 bytes long.
        .serial_number(int.from_bytes(b"\x01" + sources.random_bytes(15)))
        .not_valid_before(period[0])
        .not_valid_after(period[1])
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )


def _signed(builder: x509.CertificateBuilder, key: RSAPrivateKey) -> x509.Certificate:
    from cryptography.hazmat.primitives import hashes

    return builder.sign(key, hashes.SHA256())


def _pkcs12(name: str, key: RSAPrivateKey, leaf: x509.Certificate, root: x509.Certificate, passphrase: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

    locked = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(100_000)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase)
    )
    return pkcs12.serialize_key_and_certificates(f"{name}{SUFFIX}".encode(), key, leaf, [root], locked)
