from __future__ import annotations

from tests.unit.ui.work.conftest import Somebody
from ui.work.papers import preview_minutes
from ui.work.sample import TITLE, UNITS, make_sample
from ui.work.sample_mark import is_sample
from ui.work.visits import checklist_of, missing


def test_a_sample_shows_a_visit_in_every_state_and_says_that_it_is_one(an: Somebody) -> None:
    started = make_sample(an.home, an.identity, an.sources)
    with an.session(started.path) as session:
        view = session.view
        assert is_sample(view)
        assert view.title == TITLE
        assert view.problems == ()
        visits = list(view.visits.values())
        assert [visit.unit.name for visit in visits] == [f"Đơn vị {n:02} (minh hoạ)" for n in range(1, UNITS + 1)]
        assert [visit.is_sealed for visit in visits] == [True, True, False, False, False, False]
        lacking = [missing(visit, checklist_of(session, visit)) for visit in visits]
        assert [bool(one) for one in lacking] == [False, False, False, True, True, True]
        assert lacking[3].unanswered
        assert lacking[3].photos == ("pub_qr_posted",)
        assert [bool(visit.opened) for visit in visits] == [True] * 4 + [False] * 2
        assert [len(visit.photos) for visit in visits] == [2, 2, 2, 1, 0, 0]
        assert len({photo.said.original for visit in visits for photo in visit.photos if photo.said}) == 7
        assert preview_minutes(session, an.home, an.sources, visits[0].id).startswith(b"%PDF-")


def test_a_round_of_ones_own_is_no_sample(an: Somebody) -> None:
    started = an.start()
    with an.session(started.path) as session:
        assert not is_sample(session.view)
