"""One rule for Ed25519: the vectors of RFC 8032, and every corner in which implementations disagree."""

from __future__ import annotations

import nacl.bindings
import nacl.exceptions
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from inspector.journal.signature import FIELD, GROUP_ORDER, is_valid, key_is_acceptable

# RFC 8032 section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


def encoded(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


def order_eight() -> int:
    """Solve d y⁴ + 2 y² - 1 = 0: the points that double to y = 0, where x² = -y² in -x² + y² = 1 + d x² y²."""
    d = -121665 * pow(121666, -1, FIELD) % FIELD
    root = pow(1 + d, (FIELD + 3) // 8, FIELD)
    root = root if root * root % FIELD == 1 + d else root * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    for square in ((root - 1) * pow(d, -1, FIELD) % FIELD, (-root - 1) * pow(d, -1, FIELD) % FIELD):
        y = pow(square, (FIELD + 3) // 8, FIELD)
        for candidate in (y, y * pow(2, (FIELD - 1) // 4, FIELD) % FIELD):
            if candidate * candidate % FIELD == square:
                return candidate
    raise AssertionError


SMALL = [
    encoded(y, sign)
    for y in (0, 1, FIELD - 1, order_eight(), FIELD - order_eight(), FIELD, FIELD + 1)
    for sign in (0, 1)
]
SECRET, PUBLIC = VECTORS[2][0], VECTORS[2][1]


def sodium_accepts(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        nacl.bindings.crypto_sign_open(signature + message, public)
    except nacl.exceptions.BadSignatureError:
        return False
    return True


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_hold(secret: str, public: str, message: str, signature: str) -> None:
    made = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).sign(bytes.fromhex(message))
    assert made.hex() == signature
    assert is_valid(public, made, bytes.fromhex(message))
    assert not is_valid(public, made, bytes.fromhex(message) + b"\0")


@pytest.mark.parametrize("point", SMALL, ids=bytes.hex)
def test_a_point_of_small_order_is_no_key(point: bytes) -> None:
    assert not key_is_acceptable(point.hex())


@pytest.mark.parametrize("point", SMALL, ids=bytes.hex)
def test_a_signature_that_fits_every_message_under_a_small_key_is_refused(point: bytes) -> None:
    assert not is_valid(point.hex(), encoded(1) + bytes(32), b"anything")


@pytest.mark.parametrize("point", SMALL, ids=bytes.hex)
def test_a_commitment_of_small_order_is_refused(point: bytes) -> None:
    assert not is_valid(PUBLIC, point + bytes.fromhex(VECTORS[2][3])[32:], bytes.fromhex("af82"))


def test_a_commitment_of_small_order_is_refused_where_the_library_would_take_it() -> None:
    """With r = 0 the holder of a key makes R the neutral point and S = k a: right by the equation, refused by the rule."""
    public, neutral, message = bytes.fromhex(PUBLIC), encoded(1), b"m"
    a = nacl.bindings.crypto_sign_ed25519_sk_to_curve25519(bytes.fromhex(SECRET) + public)
    k = nacl.bindings.crypto_hash_sha512(neutral + public + message)
    s = int.from_bytes(k, "little") * int.from_bytes(a, "little") % GROUP_ORDER
    signature = neutral + s.to_bytes(32, "little")
    Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    assert not is_valid(PUBLIC, signature, message)


@pytest.mark.parametrize("y", range(FIELD, 2**255))
@pytest.mark.parametrize("sign", [0, 1])
def test_a_point_written_in_a_second_way_is_no_key(y: int, sign: int) -> None:
    assert not key_is_acceptable(encoded(y, sign).hex())
    assert not is_valid(PUBLIC, encoded(y, sign) + bytes(32), b"")


def test_a_number_that_is_no_point_is_no_key() -> None:
    on_curve = sum(key_is_acceptable(encoded(y).hex()) for y in range(2, 202))
    assert 70 < on_curve < 130
    assert not key_is_acceptable(encoded(2).hex())


def test_the_curve_check_agrees_with_sodium() -> None:
    for y in range(2, 60):
        point = encoded(y)
        if key_is_acceptable(point.hex()):
            # Sodium also refuses points outside the main subgroup: what it takes, we take.
            continue
        assert not nacl.bindings.crypto_core_ed25519_is_valid_point(point)


@pytest.mark.parametrize("times", [1, 2, 7, 15])
def test_adding_the_group_order_to_s_makes_no_second_signature(times: int) -> None:
    signature = bytes.fromhex(VECTORS[2][3])
    s = int.from_bytes(signature[32:], "little") + times * GROUP_ORDER
    if s < 2**256:
        assert not is_valid(PUBLIC, signature[:32] + s.to_bytes(32, "little"), bytes.fromhex("af82"))


def test_s_equal_to_the_group_order_is_refused() -> None:
    assert not is_valid(PUBLIC, bytes.fromhex(VECTORS[2][3])[:32] + GROUP_ORDER.to_bytes(32, "little"), b"")


@pytest.mark.parametrize("length", [0, 1, 32, 63, 65, 128])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    assert not is_valid(PUBLIC, (bytes.fromhex(VECTORS[2][3]) * 2)[:length], bytes.fromhex("af82"))


@pytest.mark.parametrize(
    "public", ["", PUBLIC[:-1], PUBLIC + "0", PUBLIC.upper(), PUBLIC + "\n", " " + PUBLIC[1:], "g" * 64, "é" * 64]
)
def test_a_key_that_is_not_64_lower_case_digits_has_no_signatures(public: str) -> None:
    assert not key_is_acceptable(public)
    assert not is_valid(public, bytes.fromhex(VECTORS[2][3]), bytes.fromhex("af82"))


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200), flip=st.integers(0, 511))
def test_sodium_is_of_the_same_opinion_about_good_and_flipped_signatures(
    seed: bytes, message: bytes, flip: int
) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert is_valid(public.hex(), signature, message)
    assert sodium_accepts(public, signature, message)
    broken = bytearray(signature)
    broken[flip // 8] ^= 1 << flip % 8
    assert not is_valid(public.hex(), bytes(broken), message)
    assert not sodium_accepts(public, bytes(broken), message)
