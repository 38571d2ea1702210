from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import pkcs12

from reports.sample_authority import MARK, SampleAuthority
from tests.unit.reports.conftest import PASSPHRASE


def test_every_name_says_that_it_is_a_sample(authority: SampleAuthority) -> None:
    root = x509.load_pem_x509_certificate(authority.root)
    assert MARK in root.subject.rfc4514_string()
    for person in authority.people:
        _, leaf, _ = pkcs12.load_key_and_certificates(person.pkcs12, PASSPHRASE)
        assert leaf is not None
        assert MARK in leaf.subject.rfc4514_string()
        assert MARK in leaf.issuer.rfc4514_string()
        assert person.name.endswith("(MẪU)")


def test_a_leaf_may_sign_and_nothing_else(authority: SampleAuthority, moment: datetime) -> None:
    _, leaf, chain = pkcs12.load_key_and_certificates(authority.people[0].pkcs12, PASSPHRASE)
    assert leaf is not None
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment) == (True, True)
    assert not any((usage.key_cert_sign, usage.crl_sign, usage.key_encipherment))
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    key = leaf.public_key()
    assert isinstance(key, RSAPublicKey)
    assert key.key_size >= 2048
    assert leaf.not_valid_before_utc < moment < leaf.not_valid_after_utc
    leaf.verify_directly_issued_by(chain[0])


def test_serial_numbers_differ(authority: SampleAuthority) -> None:
    leaves = [pkcs12.load_key_and_certificates(person.pkcs12, PASSPHRASE)[1] for person in authority.people]
    serials = [leaf.serial_number for leaf in leaves if leaf is not None]
    assert len(set(serials)) == len(authority.people)
    assert all(0 < number < 1 << 159 for number in serials)
