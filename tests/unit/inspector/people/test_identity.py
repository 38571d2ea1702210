"""A key: made from one secret, silent about it."""

from __future__ import annotations

import pyrage

from inspector.journal.signature import is_valid
from inspector.people.identity import Identity, create
from tests.unit.inspector.people.helpers import Chance, refused


def test_one_secret_always_makes_the_same_two_keys() -> None:
    """Frozen: a recovery card of today must restore the key in ten years."""
    identity = Identity("An", bytes(range(32)))
    assert identity.public == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert identity.recipient == "age1z33cr4fmqdls34l9vmq55dqxzp9mk3dskqmvgjaa4r9p28yzta0sw6qznt"
    assert identity == Identity("An", bytes(range(32)))


def test_what_it_signs_others_can_check() -> None:
    identity = create("An", Chance())
    assert is_valid(identity.public, identity.sign(b"message"), b"message")


def test_what_is_encrypted_to_it_it_can_read() -> None:
    identity = create("An", Chance())
    sealed = pyrage.encrypt(b"x", [pyrage.x25519.Recipient.from_str(identity.recipient)])
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity.age_secret)]) == b"x"


def test_the_seed_is_drawn_from_the_sources() -> None:
    assert create("An", Chance(7)).seed == Chance(7).random_bytes(32)
    assert create("An", Chance(7)) != create("An", Chance(8))


def test_nothing_secret_and_no_name_shows_in_its_repr() -> None:
    identity = create("Nguyễn Văn An", Chance())
    shown = repr(identity) + str(identity)
    assert identity.public in shown
    for hidden in (identity.name, identity.seed.hex(), repr(identity.seed), identity.age_secret, "Ed25519PrivateKey"):
        assert hidden not in shown


def test_its_short_form_is_the_one_of_the_screens() -> None:
    identity = create("An", Chance())
    assert identity.fingerprint == "#" + identity.public[:4].upper()
    assert len(identity.words) == 6


def test_the_name_is_stored_as_typed_text_is() -> None:
    assert create(" Bùi Ða\u0323t ", Chance()).name == "Bùi Đạt"
    with refused("text.control"):
        create("a\x07", Chance())


def test_the_public_part_holds_what_others_may_know() -> None:
    identity = create("An", Chance())
    part = identity.public_part
    assert (part.public, part.recipient, part.name) == (identity.public, identity.recipient, "An")
