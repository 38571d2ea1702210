from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from inspector.errors import KnownError
from inspector.journal.bodies import HandedOver, said
from inspector.people import card as cards
from inspector.people.exchange import decrypt_file
from inspector.progress import Silent
from inspector.session import Session
from tests.unit.ui.work.conftest import Somebody
from ui.work.handing import hand_over_visits, required_bytes

Usage = namedtuple("Usage", "total used free")


def handed_over(session: Session) -> list[HandedOver]:
    bodies = map(said, session.view.round_scope.things.values())
    return [body for body in bodies if isinstance(body, HandedOver)]


def test_a_hand_over_of_a_lone_inspector_opens_with_their_key_and_with_the_one_on_paper(
    an: Somebody, tmp_path: Path
) -> None:
    started = an.start("Đợt", "xã Một")
    with an.session(started.path) as session:
        visits = list(session.view.visits)
        (file,) = hand_over_visits(session, an.home, an.sources, visits, "originals", tmp_path / "thẻ")
        (told,) = handed_over(session)
    assert (told.visits, told.weight, len(told.recipients)) == (tuple(visits), "originals", 2)
    for key in (an.identity, cards.from_recovery(started.paper_secret, "giấy")):
        plain = tmp_path / f"{key.fingerprint}.thisat"
        decrypt_file(file, plain, [key], Silent())
        assert plain.read_bytes().startswith(b"SQLite format 3")
    assert [path.name for path in (tmp_path / "thẻ").iterdir()] == [file.name]


def test_a_hand_over_in_the_clear_states_why(an: Somebody, tmp_path: Path) -> None:
    started = an.start("Đợt", "xã Một")
    with an.session(started.path) as session:
        visits = list(session.view.visits)
        (file,) = hand_over_visits(
            session, an.home, an.sources, visits, "statements", tmp_path, plain_reason="  lưu tại chỗ "
        )
        (told,) = handed_over(session)
        assert required_bytes(session, visits, "statements") >= file.stat().st_size
    assert told.recipients == ()
    assert told.plain_reason == "lưu tại chỗ"


def test_nothing_is_recorded_of_what_could_not_be_written(
    an: Somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = an.start("Đợt", "xã Một")
    (tmp_path / "tệp").write_bytes(b"")
    one = an.identity.recipient

    with an.session(started.path) as session:

        def refused(out: Path, to: tuple[str, ...] = (), plain: str = "") -> str:
            with pytest.raises(KnownError) as error:
                hand_over_visits(
                    session, an.home, an.sources, list(session.view.visits), "originals", out, recipients=to,
                    plain_reason=plain,
                )  # fmt: skip
            assert handed_over(session) == []
            return error.value.key

        assert refused(tmp_path / "tệp") == "file.unwritable"
        assert refused(tmp_path, to=(one, one)) == "handover.recipients"
        assert refused(tmp_path, to=(one, "age1nobody")) == "exchange.recipient"
        assert refused(tmp_path, plain=" \u200b") == "handover.plain-needs-reason"
        monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 1000))
        assert refused(tmp_path, plain="lý do") == "disk.full"


def test_an_encrypted_hand_over_needs_room_at_home_as_well(
    an: Somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = an.start("Đợt", "xã Một")

    def usage(folder: Path) -> Usage:
        return Usage(10**12, 0, 0 if folder == an.home.path else 10**12)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    with an.session(started.path) as session:
        visits = list(session.view.visits)
        with pytest.raises(KnownError, match=r"disk\.full"):
            hand_over_visits(session, an.home, an.sources, visits, "originals", tmp_path)
        assert handed_over(session) == []
        assert hand_over_visits(session, an.home, an.sources, visits, "originals", tmp_path, plain_reason="lý do")
