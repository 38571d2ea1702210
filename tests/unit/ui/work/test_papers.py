from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspector.commands.answering import Answer
from inspector.commands.visiting import OpenVisit, SealVisit
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.value import PASS
from inspector.session import PROGRAM
from tests.unit.ui.work.conftest import Somebody
from ui.work.directories import shipped
from ui.work.papers import Wanted, again, make, preview_minutes


@pytest.fixture
def path(an: Somebody) -> Path:
    """A round with one visit that was answered in one item."""
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(path, OpenVisit(visit, "2025-11-21T08:00:00+07:00"), Answer(visit, "fac_waiting", PASS))
    return path


def test_a_preview_is_a_paper_of_which_nothing_is_recorded(an: Somebody, path: Path) -> None:
    with an.session(path) as session:
        (visit,) = session.view.visits
        before = session.view.size
        assert preview_minutes(session, an.home, an.sources, visit).startswith(b"%PDF-")
        assert session.view.size == before
        assert session.view.documents == ()


def test_a_recorded_paper_is_made_again_to_the_byte(an: Somebody, path: Path, tmp_path: Path) -> None:
    with an.session(path) as session:
        (visit,) = session.view.visits
        session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
        wanted = Wanted("minutes", (visit,), "05", date(2025, 11, 21))
        made = make(session, shipped(), wanted, tmp_path / "BB.pdf")
        (document,) = session.view.documents
        assert (tmp_path / "BB.pdf").read_bytes() == made.pdf
        assert document.said.sha256 == canon.blob_id(made.pdf)
        assert again(session, an.home, document) == made


def test_a_paper_never_takes_the_place_of_a_file_and_is_not_recorded_then(
    an: Somebody, path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "BB.pdf"
    out.write_bytes(b"theirs")
    with an.session(path) as session:
        (visit,) = session.view.visits
        session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
        with pytest.raises(KnownError, match=r"file\.exists"):
            make(session, shipped(), Wanted("minutes", (visit,), "05", date(2025, 11, 21)), out)
        assert session.view.documents == ()
    assert out.read_bytes() == b"theirs"
