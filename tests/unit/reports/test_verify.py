from __future__ import annotations

import dataclasses
import logging
import re
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives.asymmetric import rsa

from inspector.errors import KnownError
from reports import signing
from reports.sample_authority import SampleAuthority
from reports.signing import Signer
from reports.verify import PdfVerdict, verify_pdf
from resources import catalogue, say
from tests.unit.reports.conftest import NAMES, PASSPHRASE, authority_of
from tests.unit.reports.poppler import run
from tests.unit.reports.test_signing import SIGNING, certificate_file

SIGNERS = tuple(f"{name} (MẪU)" for name in NAMES)


def verdict(
    data: bytes, authority: SampleAuthority, moment: datetime, expected: tuple[str, ...] = SIGNERS
) -> PdfVerdict:
    return verify_pdf(data, [authority.root], expected, at=moment + timedelta(days=3))


def test_a_paper_that_two_people_signed_is_valid(signed: bytes, authority: SampleAuthority, moment: datetime) -> None:
    found = verdict(signed, authority, moment)
    assert (found.bottom, found.integrity, found.author, found.time) == ("valid", "proved", "trusted", "undetermined")
    assert found.empty_fields == ("DonVi",)
    assert found.missing == ()
    first, last = found.signatures
    assert (first.field, first.signer, first.coverage, first.change) == ("ThuKy", SIGNERS[0], "revision", "form")
    assert (last.field, last.signer, last.coverage, last.change) == ("TruongDoan", SIGNERS[1], "file", "none")
    for one in found.signatures:
        assert one.issuer == "CA MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
        assert one.intact
        assert one.valid
        assert one.trusted
        assert one.docmdp_ok
        assert one.strong
        assert (one.digest, one.key) == ("sha256", "RSA 2048")
    assert first.claimed_at == moment


def test_time_and_revocation_are_never_settled_offline(
    signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    assert verdict(signed, authority, moment).time == "undetermined"


def test_without_a_trusted_root_the_signer_is_unknown(signed: bytes, moment: datetime) -> None:
    found = verify_pdf(signed, [], SIGNERS, at=moment)
    assert (found.bottom, found.integrity, found.author) == ("unknown", "proved", "unknown")


def test_a_certificate_of_the_same_name_from_another_authority_is_unknown(
    minutes: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    stranger = authority_of(*NAMES)
    forger = signing.read_pkcs12(stranger.people[1].pkcs12, PASSPHRASE, at=moment)
    forged = signing.sign(minutes, forger, "TruongDoan", reason="", location="", certify=True, sample=True, at=moment)
    found = verdict(forged, authority, moment, (SIGNERS[1],))
    assert (found.bottom, found.author, found.integrity) == ("unknown", "unknown", "proved")


def test_one_forged_signature_beside_a_genuine_one_is_enough(
    once_signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    stranger = authority_of(*NAMES)
    forger = signing.read_pkcs12(stranger.people[1].pkcs12, PASSPHRASE, at=moment)
    forged = signing.sign(
        once_signed, forger, "TruongDoan", reason="", location="", certify=False, sample=True, at=moment
    )
    found = verdict(forged, authority, moment)
    assert found.bottom == "unknown"
    assert [one.trusted for one in found.signatures] == [True, False]


def test_the_root_may_come_as_der(signed: bytes, authority: SampleAuthority, moment: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    der = x509.load_pem_x509_certificate(authority.root).public_bytes(Encoding.DER)
    assert verify_pdf(signed, [der], at=moment).bottom == "valid"


@pytest.mark.parametrize("root", [b"", b"no certificate", b"\x30\x03\x02\x01\x01"])
def test_a_root_that_cannot_be_read_is_named(signed: bytes, moment: datetime, root: bytes) -> None:
    with pytest.raises(KnownError, match=r"verify\.root-unreadable"):
        verify_pdf(signed, [root], at=moment)


def test_an_expired_certificate_is_known_but_not_valid(
    signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    found = verify_pdf(signed, [authority.root], SIGNERS, at=moment + timedelta(days=800))
    assert (found.bottom, found.author, found.integrity) == ("expired", "expired", "proved")


def test_a_stranger_whose_certificate_expired_stays_a_stranger(signed: bytes, moment: datetime) -> None:
    assert verify_pdf(signed, [], at=moment + timedelta(days=800)).bottom == "unknown"


def test_names_are_compared_without_regard_to_case_and_spaces(
    signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    assert verdict(signed, authority, moment, ("NGUYỄN  HOÀNG LÂM (mẫu)",)).bottom == "valid"


def test_a_file_cut_back_to_the_first_signature_lacks_the_second(
    signed: bytes, once_signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    """A legal earlier version: every other program calls it valid."""
    cut = signed[: len(once_signed)]
    found = verdict(cut, authority, moment)
    assert (found.bottom, found.missing) == ("missing", (SIGNERS[1],))
    assert found.empty_fields == ("TruongDoan", "DonVi")
    assert found.integrity == "proved"


def unsigned(data: bytes, authority: SampleAuthority) -> set[int]:
    """Return where the last signature keeps what nobody signs or trusts: a copy of the root, and room it did not need.

    A signature cannot cover its own container; readers take the root that they trust from elsewhere.
    """
    container = list(re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", data))[-1]
    root = pem.unarmor(authority.root)[2].hex().upper().encode()
    copy = container.start(1) + container.group(1).upper().index(root)
    used = container.start(1) + len(container.group(1).rstrip(b"0"))
    return {*range(copy, copy + len(root)), *range(used, container.end(1))}


def test_a_byte_flipped_anywhere_is_never_valid(signed: bytes, authority: SampleAuthority, moment: datetime) -> None:
    idle = unsigned(signed, authority)
    for step in sorted({*range(97, len(signed), len(signed) // 60)} - idle):
        data = signed[:step] + bytes([signed[step] ^ 0x01]) + signed[step + 1 :]
        assert verdict(data, authority, moment).bottom in {"changed", "unreadable"}, step


def test_words_changed_after_signing_are_noticed(signed: bytes, authority: SampleAuthority, moment: datetime) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf:
        pdf.pages[0].Contents.write(b"q Q")
        written = BytesIO()
        pdf.save(written)
    assert verdict(written.getvalue(), authority, moment).bottom in {"changed", "unreadable"}


def appended(data: bytes) -> bytes:
    """Add a revision that draws something over page 1, as an editor would."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(BytesIO(data))
    stream = writer.add_object(generic.StreamObject(stream_data=b"q 0 0 500 500 re f Q"))
    writer.add_stream_to_page(0, stream)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_revision_appended_after_signing_is_noticed(
    signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    """Another program still calls both signatures valid and only hints at the rest."""
    data = appended(signed)
    assert run("pdfsig", data, "-nocert").count("Signature is Valid") == 2
    found = verdict(data, authority, moment)
    assert (found.bottom, found.integrity) == ("changed", "broken")


def test_bytes_behind_the_last_signature_are_noticed(
    signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    for tail in (b"\n", b"%comment\n", b"\n%%EOF\n"):
        assert verdict(signed + tail, authority, moment).bottom in {"changed", "unreadable"}


def test_a_file_whose_signatures_were_taken_out_has_none(
    signed: bytes, authority: SampleAuthority, moment: datetime
) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf:
        del pdf.Root.AcroForm
        del pdf.Root.Perms
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        written = BytesIO()
        pdf.save(written)
    found = verdict(written.getvalue(), authority, moment)
    assert (found.bottom, found.integrity, found.missing) == ("unsigned", "absent", SIGNERS)


def test_a_paper_that_nobody_signed_has_no_signature(minutes: bytes, moment: datetime) -> None:
    found = verify_pdf(minutes, [], at=moment)
    assert (found.bottom, found.author, found.time) == ("unsigned", "absent", "absent")
    assert found.empty_fields == ("ThuKy", "TruongDoan", "DonVi")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 1000])
def test_what_is_no_pdf_cannot_be_read(data: bytes, moment: datetime) -> None:
    found = verify_pdf(data, [], at=moment)
    assert found.bottom == "unreadable"
    assert found.failure


def test_a_truncated_file_cannot_be_read(signed: bytes, authority: SampleAuthority, moment: datetime) -> None:
    for length in (100, len(signed) // 2, len(signed) - 10):
        assert verdict(signed[:length], authority, moment).bottom in {"unreadable", "changed", "missing"}


def test_a_short_key_is_not_good_enough(minutes: bytes, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    with monkeypatch.context() as lenient:
        lenient.setattr("reports.certificates.RSA_BITS", 1024)
        signer = signing.read_pkcs12(certificate_file(moment, key, SIGNING), PASSPHRASE, at=moment)
        data = signing.sign(minutes, signer, "ThuKy", reason="", location="", certify=False, sample=False, at=moment)
    found = verify_pdf(data, [], at=moment)
    assert (found.bottom, found.signatures[0].strong, found.signatures[0].key) == ("weak", False, "RSA 1024")


def test_a_verdict_has_a_sentence_in_both_languages(signed: bytes, moment: datetime) -> None:
    from typing import get_args

    from reports import verify

    for name in get_args(verify.Bottom):
        assert f"verify.{name}" in catalogue("vi")
        assert f"verify.{name}" in catalogue("en")
    for light, values in (("integrity", verify.Integrity), ("author", verify.Author), ("time", verify.Time)):
        for value in get_args(values):
            assert f"verify.{light}-{value}" in catalogue("vi")
            assert f"verify.{light}-{value}" in catalogue("en")
    assert "Lâm" in say("verify.missing", names="Lâm")


def test_a_changed_file_fills_no_log(
    signed: bytes, authority: SampleAuthority, moment: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        verdict(appended(signed), authority, moment)
    assert not [record for record in caplog.records if record.levelno >= logging.INFO]


def test_facts_are_values(signed: bytes, authority: SampleAuthority, moment: datetime) -> None:
    found = verdict(signed, authority, moment)
    assert found == verdict(signed, authority, moment)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.bottom = "valid"  # type: ignore[misc]


def test_a_signer_is_not_a_field(signed: bytes, authority: SampleAuthority, moment: datetime, lead: Signer) -> None:
    assert verdict(signed, authority, moment, ("TruongDoan",)).missing == ("TruongDoan",)
    assert verdict(signed, authority, moment, (lead.name,)).missing == ()
