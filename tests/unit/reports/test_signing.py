from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from inspector.errors import KnownError
from reports import signing
from reports.pdf import render
from reports.sample_authority import SampleAuthority
from reports.signing import Signer
from tests.unit.reports import papers
from tests.unit.reports.conftest import PASSPHRASE
from tests.unit.reports.poppler import run

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def sign(pdf: bytes, signer: Signer, field: str, at: datetime, **changes: Any) -> bytes:
    """Sign as a further signer, unless told otherwise."""
    asked: dict[str, Any] = {"reason": "", "location": "", "certify": False, "sample": True, "at": at}
    return signing.sign(pdf, signer, field, **{**asked, **changes})


def certificate_file(moment: datetime, key: Key, usage: x509.KeyUsage | None, name: str = "Lê Văn Bình") -> bytes:
    """A self-issued certificate with its key."""
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
    )
    if usage is not None:
        builder = builder.add_extension(usage, critical=True)
    leaf = builder.sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(b"", key, leaf, None, BestAvailableEncryption(PASSPHRASE))


def usage_of(**allowed: bool) -> x509.KeyUsage:
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    more = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in (*every, *more)})


SIGNING = usage_of(digital_signature=True, content_commitment=True)


def test_a_signer_is_known_by_name_issuer_and_time(secretary: Signer, moment: datetime) -> None:
    assert secretary.name == "Trần Thị Mỹ Hạnh (MẪU)"
    assert secretary.issuer == "CA MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
    assert secretary.not_before < moment < secretary.not_after
    assert secretary.sample


def test_a_certificate_of_someone_else_is_no_sample(moment: datetime) -> None:
    data = certificate_file(moment, ec.generate_private_key(ec.SECP256R1()), SIGNING)
    assert not signing.read_pkcs12(data, PASSPHRASE, at=moment).sample


def test_a_wrong_passphrase_is_told_from_a_broken_file(authority: SampleAuthority, moment: datetime) -> None:
    with pytest.raises(KnownError, match=r"signing\.passphrase-wrong"):
        signing.read_pkcs12(authority.people[0].pkcs12, b"sai", at=moment)
    for data in (b"", b"not a certificate", authority.people[0].pkcs12[:-40], b"\x30\x03\x02\x01\x03", b"\x30\x00"):
        with pytest.raises(KnownError, match=r"signing\.file-unreadable"):
            signing.read_pkcs12(data, PASSPHRASE, at=moment)


def test_a_file_without_a_key_cannot_sign(authority: SampleAuthority, moment: datetime) -> None:
    root = x509.load_pem_x509_certificate(authority.root)
    data = pkcs12.serialize_key_and_certificates(b"", None, None, [root], BestAvailableEncryption(PASSPHRASE))
    with pytest.raises(KnownError, match=r"signing\.file-unreadable"):
        signing.read_pkcs12(data, PASSPHRASE, at=moment)


@pytest.mark.parametrize(("days", "key"), [(400, "signing.certificate-expired"), (-40, "signing.certificate-early")])
def test_a_certificate_out_of_time_is_refused_before_signing(
    authority: SampleAuthority, minutes: bytes, secretary: Signer, moment: datetime, days: int, key: str
) -> None:
    at = moment + timedelta(days=days)
    with pytest.raises(KnownError) as refused:
        signing.read_pkcs12(authority.people[0].pkcs12, PASSPHRASE, at=at)
    assert refused.value.key == key
    with pytest.raises(KnownError) as refused:
        sign(minutes, secretary, "ThuKy", at)
    assert refused.value.key == key


@pytest.mark.parametrize(
    "usage",
    [
        None,
        usage_of(digital_signature=True),
        usage_of(content_commitment=True),
        usage_of(key_encipherment=True),
    ],
)
def test_a_certificate_for_something_else_is_refused(moment: datetime, usage: x509.KeyUsage | None) -> None:
    data = certificate_file(moment, ec.generate_private_key(ec.SECP256R1()), usage)
    with pytest.raises(KnownError, match=r"signing\.key-usage"):
        signing.read_pkcs12(data, PASSPHRASE, at=moment)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: rsa.generate_private_key(public_exponent=65537, key_size=1024), "RSA 1024"),
        (lambda: ec.generate_private_key(ec.SECP192R1()), "EC 192"),
    ],
)
def test_a_key_that_is_too_short_is_refused(moment: datetime, make: Callable[[], Key], kind: str) -> None:
    with pytest.raises(KnownError) as refused:
        signing.read_pkcs12(certificate_file(moment, make(), SIGNING), PASSPHRASE, at=moment)
    assert (refused.value.key, refused.value.params["kind"]) == ("signing.key-weak", kind)


def test_an_elliptic_curve_signs_too(minutes: bytes, moment: datetime) -> None:
    data = certificate_file(moment, ec.generate_private_key(ec.SECP256R1()), SIGNING)
    signer = signing.read_pkcs12(data, PASSPHRASE, at=moment)
    assert "Signature is Valid" in run("pdfsig", sign(minutes, signer, "ThuKy", moment), "-nocert")


def test_two_people_sign_one_after_the_other_and_another_program_agrees(signed: bytes) -> None:
    said = run("pdfsig", signed, "-nocert")
    assert said.count("Signature is Valid") == 2
    first, last = said.split("Signature #2")
    assert "Not total document signed" in first
    assert "- Total document signed" in last
    assert said.count("ETSI.CAdES.detached") == 2
    assert said.count("SHA-256") == 2
    assert "Trần Thị Mỹ Hạnh (MẪU)" in first
    assert "Nguyễn Hoàng Lâm (MẪU)" in last


def test_what_stood_before_a_signature_stands_behind_it_byte_for_byte(
    minutes: bytes, once_signed: bytes, signed: bytes
) -> None:
    assert once_signed.startswith(minutes)
    assert signed.startswith(once_signed)


def test_qpdf_finds_no_fault_in_a_signed_paper(signed: bytes) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", signed, "--check")


def test_a_signed_paper_is_still_for_archives(signed: bytes, minutes: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf, pikepdf.open(BytesIO(minutes)) as before:
        assert pdf.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert "/Info" not in pdf.trailer
    fonts = run("pdffonts", signed).splitlines()[2:]
    assert all(line.split()[-5] == "yes" for line in fonts)


def test_the_first_signature_certifies_and_allows_only_further_signatures(once_signed: bytes) -> None:
    with pikepdf.open(BytesIO(once_signed)) as pdf:
        certified: Any = pdf.Root.Perms.DocMDP
        assert certified.Reference[0].TransformParams.P == 2
        assert (str(certified.Reason), str(certified.Location)) == ("Ký biên bản", "Xã Hồ Thị Kỷ")


def test_the_time_is_the_one_that_was_handed_in(once_signed: bytes) -> None:
    with pikepdf.open(BytesIO(once_signed)) as pdf:
        field: Any = pdf.Root.AcroForm
        assert str(field.Fields[0].V.M).startswith("D:20250514031231")


def test_the_picture_of_a_signature_says_who_and_when(signed: bytes) -> None:
    text = run("pdftotext", signed, "-f", "3", "-l", "3")
    assert "Người ký: Trần Thị Mỹ Hạnh (MẪU)" in text
    assert "Thời gian ký: 14/05/2025 10:12:31 +07:00" in text
    assert text.count("MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ") == 2


def test_a_sample_certificate_says_so_even_if_nobody_asks(minutes: bytes, lead: Signer, moment: datetime) -> None:
    data = sign(minutes, lead, "TruongDoan", moment, sample=False)
    assert "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in run("pdftotext", data)


def test_a_handwritten_signature_can_be_shown(minutes: bytes, lead: Signer, moment: datetime) -> None:
    data = sign(minutes, lead, "TruongDoan", moment, picture=papers.picture(300, 100, "PNG"))
    before = len(run("pdfimages", minutes, "-list").splitlines())
    assert len(run("pdfimages", data, "-list").splitlines()) == before + 1


def test_an_office_seals_beside_the_person(letter: bytes, lead: Signer, secretary: Signer, moment: datetime) -> None:
    once = sign(letter, lead, "TruongDoan", moment)
    both = sign(once, secretary, "CoQuan", moment)
    assert run("pdfsig", both, "-nocert").count("Signature is Valid") == 2


def test_a_draft_is_not_signed(lead: Signer, moment: datetime) -> None:
    draft = render(dataclasses.replace(papers.LETTER, draft=True), {})
    with pytest.raises(KnownError, match=r"signing\.draft"):
        sign(draft, lead, "TruongDoan", moment)


def test_nobody_signs_where_there_is_no_field(minutes: bytes, lead: Signer, moment: datetime) -> None:
    with pytest.raises(KnownError, match=r"signing\.field-absent"):
        sign(minutes, lead, "ChuTich", moment)


def test_nobody_signs_over_another(once_signed: bytes, lead: Signer, moment: datetime) -> None:
    with pytest.raises(KnownError, match=r"signing\.field-signed"):
        sign(once_signed, lead, "ThuKy", moment)


def test_only_the_first_can_certify(once_signed: bytes, lead: Signer, moment: datetime) -> None:
    with pytest.raises(KnownError, match=r"signing\.certify-late"):
        sign(once_signed, lead, "TruongDoan", moment, certify=True)


def test_a_refusal_of_the_library_becomes_a_sentence(
    minutes: bytes, moment: datetime, authority: SampleAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports import hanko

    def refuse(*_: object, **__: object) -> None:
        raise hanko.SigningError("no")

    monkeypatch.setattr(hanko.PdfSigner, "async_sign_pdf", refuse)
    signer = signing.read_pkcs12(authority.people[0].pkcs12, PASSPHRASE, at=moment)
    with pytest.raises(KnownError, match=r"signing\.refused"):
        sign(minutes, signer, "ThuKy", moment)


def test_times_are_told_in_utc(secretary: Signer) -> None:
    assert secretary.not_after.tzinfo == UTC


@pytest.mark.parametrize(
    "make",
    [
        partial(rsa.generate_private_key, 65537, 2048),
        partial(rsa.generate_private_key, 65537, 3072),
        partial(ec.generate_private_key, ec.SECP256R1()),
        partial(ec.generate_private_key, ec.SECP521R1()),
    ],
    ids=["rsa-2048", "rsa-3072", "p-256", "p-521"],
)
@pytest.mark.parametrize("name", ["Lê", "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Lâm"])
def test_a_signature_of_any_key_and_name_finds_room(
    letter: bytes, moment: datetime, make: Callable[[], Key], name: str
) -> None:
    signer = signing.read_pkcs12(certificate_file(moment, make(), SIGNING, name), PASSPHRASE, at=moment)
    signed = sign(letter, signer, "TruongDoan", moment, reason="Ký " * 40, location="Cà Mau " * 20)
    (digits,) = re.findall(rb"/Contents\s*<([0-9a-fA-F]+)>", signed)
    free = len(digits) - len(digits.rstrip(b"0"))
    assert 800 < free < 2000


@pytest.mark.parametrize("digest", ["sha256", "sha512"])
@pytest.mark.parametrize(
    "make",
    [partial(rsa.generate_private_key, 65537, 2048), partial(ec.generate_private_key, ec.SECP256R1())],
    ids=["rsa", "ec"],
)
def test_a_key_that_is_loaded_once_signs_as_the_library_does(
    moment: datetime, make: Callable[[], Key], digest: str
) -> None:
    key = make()
    signer = signing.read_pkcs12(certificate_file(moment, key, SIGNING), PASSPHRASE, at=moment).key
    algorithm = hashes.SHA256() if digest == "sha256" else hashes.SHA512()
    for said in (b"mot", b"hai"):
        made = signer.sign_raw(said, digest)
        if isinstance(key, rsa.RSAPrivateKey):
            key.public_key().verify(made, said, padding.PKCS1v15(), algorithm)
        else:
            key.public_key().verify(made, said, ec.ECDSA(algorithm))
