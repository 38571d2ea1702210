"""What a key card says, in whatever it comes, and who the team is before and after its first roster."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import KnownError
from inspector.journal.bodies import Role
from inspector.people.card import qr_png
from inspector.people.identity import Identity, create
from inspector.session import Session, start_round
from resources import Language
from tests.builder import SeededSources
from tests.unit.ui.work.conftest import Somebody
from ui.work.rosters import with_person
from ui.work.rounds import key_request
from ui.work.team import ROLES, card_in, card_in_file, card_in_picture, team_of


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["vi", "en"]))
def test_a_card_is_found_in_the_request_that_a_colleague_sends(seed: bytes, language: Language) -> None:
    request = key_request(Identity("Lê Bình Mẫu", seed))
    whole = card_in(f"Chào anh,\n{request.text(language)}\nCảm ơn.")
    assert (whole.name, whole.words) == ("Lê Bình Mẫu", request.words)
    alone = card_in(f"  {request.card}\n")
    assert (alone.name, alone.key) == ("", whole.key)


def test_no_card_a_mistyped_one_and_several_are_refused() -> None:
    one, other = (key_request(Identity("Mẫu", seed * 32)).card for seed in (b"a", b"b"))
    wrong = one[:-1] + ("0" if one[-1] != "0" else "1")
    for text, key in (
        ("không có gì", "key.qr"),
        ("", "key.qr"),
        (wrong, "key.qr"),
        (f"{one} {other}", "team.cards-several"),
    ):
        with pytest.raises(KnownError) as error:
            card_in(text)
        assert error.value.key == key
    assert card_in(f"{one}\n{one}") == card_in(one)


def test_every_role_of_the_format_is_listed_once() -> None:
    assert sorted(ROLES) == sorted(get_args(Role))


def test_the_first_roster_lists_its_author_as_the_lead(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    path = tmp_path / "dot.thisat"
    paper = create("giấy", SeededSources(8))
    start_round(path, an.identity, an.sources, title="Đợt", other_roots=[paper.public])
    with an.session(path) as session:
        assert team_of(session.view, session.me).members == ()
        assert team_of(session.view, session.me).may_sign
        card = card_in(key_request(binh.identity).card)
        request = with_person(
            session.view,
            an.identity.public_part,
            an.sources,
            card,
            name="Bình",
            roles=("secretary", "inspector"),
            title="CV",
        )
        session.do(request)
        me, other = team_of(session.view, session.me).members
    assert (me.name, me.roles, me.is_here) == (an.identity.name, ("lead", "inspector"), True)
    assert (other.roles, other.title) == (("inspector", "secretary"), "CV")
    with_him = Session.open(path, binh.identity, binh.sources, binh.home.marks())
    try:
        assert not team_of(with_him.view, with_him.me).may_sign
    finally:
        with_him.close()


def test_a_card_is_scanned_from_a_picture(tmp_path: Path) -> None:
    request = key_request(Identity("Mẫu", b"q" * 32))
    file = tmp_path / "thẻ.png"
    file.write_bytes(qr_png(request.card))
    assert card_in_file(file) == card_in(request.card)


def test_a_picture_without_a_card_is_refused_by_its_name(tmp_path: Path) -> None:
    elsewhere = qr_png("https://dichvucong.gov.vn")
    with pytest.raises(KnownError) as error:
        card_in_picture(elsewhere, "thẻ.png")
    assert (error.value.key, error.value.params) == ("team.no-code", {"name": "thẻ.png"})
    with pytest.raises(KnownError, match=r"photo\.file-unreadable"):
        card_in_file(tmp_path / "không có.png")
