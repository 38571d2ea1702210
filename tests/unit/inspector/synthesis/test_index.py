"""What of a round can be found, what never can, and that an index made again says what a new one says."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal.bodies import Commented, FreeFinding, Observed, RecommendationDecided, VisitJudged
from inspector.journal.entry import EntryId
from inspector.journal.value import Measure
from inspector.projection.view import View, fold
from inspector.rules.checklist import Checklist
from inspector.synthesis.index import Index, Indexer
from inspector.synthesis.sayings import Kind, Saying
from inspector.synthesis.search import Matches
from tests.unit.inspector.synthesis.rounds import ASKED, Place, Round

HOTLINE, RATIO, TEXT = "fb_hotline_posted", "staff_name_tag", "it_comments"


def made() -> Round:
    return Round(
        [
            Place("xã Phong Lạc", "huyện Trần Văn Thời", {HOTLINE: "fail"}, day="2025-03-04"),
            Place("xã Đầm Dơi", "huyện Đầm Dơi", {HOTLINE: "pass"}, day="2025-03-06"),
        ]
    )


def checklists(found: Round) -> dict[str, Checklist]:
    return {found.world.checklist_id: ASKED}


def index_of(found: Round, view: View | None = None) -> Index:
    indexer = Indexer("vi")
    run(indexer, found, view)
    return indexer.index


def run(indexer: Indexer, found: Round, view: View | None = None) -> Index:
    for _ in indexer.steps(view or found.view, checklists(found)):
        pass
    return indexer.index


def ask(index: Index, query: str, kind: Kind | None = None) -> list[Saying]:
    return [hit.saying for hit in Matches(index, query).hits(1000, kind)]


def texts(found: Iterable[Saying]) -> list[str]:
    return [one.text for one in found]


def observe(found: Round, name: str, note: str, value: str = "fail") -> EntryId:
    return found.an.observe(found.visits[name], HOTLINE, value, note)


def test_a_unit_is_found_by_its_name_and_by_its_district_with_the_day_of_its_visit() -> None:
    found = made()
    (one,) = ask(index_of(found), "phong lac tran van thoi")
    assert (one.kind, one.text, one.visit) == (
        "visit",
        "xã Phong Lạc, huyện Trần Văn Thời",
        found.visits["xã Phong Lạc"],
    )
    assert one.day == "2025-03-04"


def test_people_are_found_by_name() -> None:
    first = ask(index_of(made()), "an")[0]
    assert (first.kind, first.text) == ("person", "An")


def test_an_answer_is_found_by_its_words_its_item_and_its_unit() -> None:
    found = made()
    code, heading = ASKED.item(HOTLINE).code, ASKED.item(HOTLINE).short.vi
    (one,) = ask(index_of(found), f"không đạt {code} phong lạc")
    assert (one.kind, one.text, one.about, one.who) == ("answer", "Không đạt", f"{code} {heading}", "An")
    assert (one.item, one.unit) == (HOTLINE, "xã Phong Lạc, huyện Trần Văn Thời")
    assert one.at is not None
    assert found.lead.statements[one.entry].header.about == ("obs", HOTLINE, "")


def test_the_newest_visit_comes_first() -> None:
    found = made()
    for name in found.visits:
        observe(found, name, "biển hiệu cũ")
    assert [one.unit.split(",")[0] for one in ask(index_of(found), "bien hieu")] == ["xã Đầm Dơi", "xã Phong Lạc"]


def test_in_a_visit_the_newest_words_come_first() -> None:
    found = made()
    visit = found.visits["xã Phong Lạc"]
    for text in ("rác một", "rác hai", "rác ba"):
        found.an.say(FreeFinding(value=text), ("free", text[-2:].encode().hex()), visit)
    assert texts(ask(index_of(found), "rac", "finding")) == ["rác ba", "rác hai", "rác một"]


def test_notes_findings_captions_comments_facts_and_reasons_are_found() -> None:
    found = made()
    visit = found.visits["xã Phong Lạc"]
    note = observe(found, "xã Phong Lạc", "ghế mòn")
    photo = found.an.photo(visit)
    found.an.link(visit, photo, HOTLINE)
    found.an.caption(visit, photo, "ghế ngoài sảnh")
    finding = found.an.say(FreeFinding(value="thiếu ghế"), ("free", "ab" * 8), visit)
    found.an.say(Commented(on=("obs", HOTLINE, ""), text="xem lại ghế"), (), visit)
    found.an.fact(visit, "unit_opinion", "sẽ mua ghế")
    found.an.fact(visit, "ended", "2025-03-04T11:00:00+07:00")
    found.lead.meet(found.an)
    reason = found.lead.conclude(visit, HOTLINE, "pass")
    index = index_of(found)
    assert {(one.kind, one.text, one.item, one.who) for one in ask(index, "ghe")} == {
        ("note", "ghế mòn", HOTLINE, "An"),
        ("caption", "ghế ngoài sảnh", HOTLINE, "An"),
        ("finding", "thiếu ghế", "ab" * 8, "An"),
        ("comment", "xem lại ghế", HOTLINE, "An"),
        ("fact", "sẽ mua ghế", "", "An"),
    }
    assert {one.entry for one in ask(index, "ghe")} >= {note, photo, finding}
    assert [(one.entry, one.who) for one in ask(index, "da xem anh")] == [(reason, "Lead")]
    assert ask(index, "2025-03-04T11") == []


def test_a_recommendation_is_found_by_the_work_and_by_the_reason() -> None:
    found = made()
    body = RecommendationDecided(value="own", reason="nhiều nơi thiếu", work="Lắp biển số điện thoại")
    found.lead.say(body, ("rec", HOTLINE))
    (one,) = ask(index_of(found), "lap bien thieu")
    assert (one.kind, one.text, one.item) == ("recommendation", "Lắp biển số điện thoại — nhiều nơi thiếu", HOTLINE)


def test_a_recommendation_without_words_of_its_own_has_those_of_the_checklist() -> None:
    found = made()
    item = next(one for one in ASKED.items if one.recommendation)
    found.lead.say(RecommendationDecided(value="own", reason="nhiều nơi thiếu"), ("rec", item.id))
    (one,) = ask(index_of(found), "nhieu noi thieu")
    assert one.text == f"{item.recommendation} — nhiều nơi thiếu"
    found.lead.say(RecommendationDecided(value="general", reason="nơi khác đã có"), ("rec", item.id))
    assert texts(ask(index_of(found), "noi khac")) == ["nơi khác đã có"]


def test_recommendations_at_odds_are_not_told() -> None:
    found = made()
    (deputy,) = [found.world.laptop("deputy")]
    found.lead.issue_roster([found.lead, found.an, deputy])
    deputy.meet(found.lead)
    for who, work in ((found.lead, "Lắp biển"), (deputy, "Sơn biển")):
        who.say(RecommendationDecided(value="own", reason="thiếu", work=work), ("rec", HOTLINE), supersedes=())
    found.lead.meet(deputy)
    assert ask(index_of(found), "bien", "recommendation") == []


def test_a_contested_answer_tells_both_values() -> None:
    found = made()
    visit = found.visits["xã Phong Lạc"]
    binh = found.world.laptop("binh")
    found.lead.issue_roster([found.lead, found.an, binh])
    binh.meet(found.lead)
    binh.observe(visit, HOTLINE, "pass")
    found.lead.meet(binh)
    (one,) = ask(index_of(found), "xung dot")
    assert one.text in ("xung đột: Không đạt / Đạt", "xung đột: Đạt / Không đạt")
    assert {*one.who.split(", ")} == {"An", "Binh"}


def test_rows_of_a_ratio_are_told_by_their_sum_and_their_notes() -> None:
    found = made()
    visit = found.visits["xã Phong Lạc"]
    item = next(one.id for one in ASKED.items if one.answer == "ratio")
    found.an.observe(visit, item, Measure(n=0, total=1), "không đeo thẻ", instance="1")
    found.an.observe(visit, item, Measure(n=0, total=1))
    index = index_of(found)
    assert [one.text for one in ask(index, "0/1", "answer")] == [next(iter(texts(ask(index, "0/1"))))]
    assert texts(ask(index, "deo the")) == ["không đeo thẻ"]


def test_an_answer_that_does_not_fit_its_item_has_no_words() -> None:
    found = made()
    found.an.say(
        Observed(value=Measure(count=3), checklist=found.world.checklist_id), ("obs", HOTLINE, ""),
        found.visits["xã Phong Lạc"],
    )  # fmt: skip
    assert ask(index_of(found), "phong lac", "answer") == []
    assert len(ask(index_of(found), "dat", "answer")) == 1


def test_without_its_checklist_a_visit_tells_its_notes_and_no_answers() -> None:
    found = made()
    observe(found, "xã Phong Lạc", "ghế mòn")
    indexer = Indexer("vi")
    for _ in indexer.steps(found.view, {}):
        pass
    assert [(one.text, one.about) for one in ask(indexer.index, "ghe")] == [("ghế mòn", "")]
    assert ask(indexer.index, "dat", "answer") == []


def test_what_was_withdrawn_replaced_excluded_or_erased_is_not_found() -> None:
    found = made()
    visit = found.visits["xã Phong Lạc"]
    observe(found, "xã Phong Lạc", "chữ mờ")
    observe(found, "xã Phong Lạc", "chữ nhoè")
    gone = found.an.say(FreeFinding(value="chữ rơi"), ("free", "cd" * 8), visit)
    secret = found.an.say(FreeFinding(value="chữ kín"), ("free", "ef" * 8), visit)
    index = index_of(found)
    assert {*texts(ask(index, "chu"))} == {"chữ nhoè", "chữ rơi", "chữ kín"}
    found.lead.exclude(gone)
    found.lead.erase([secret])
    assert texts(ask(index_of(found), "chu")) == ["chữ nhoè"]
    found.an.meet(found.lead)
    found.an.withdraw(visit, "obs", HOTLINE, "")
    assert texts(ask(index_of(found), "chu")) == []


def test_an_answer_that_is_withheld_and_a_caption_that_was_taken_back_have_no_words() -> None:
    found = made()
    visit = found.visits["xã Phong Lạc"]
    photo = found.an.photo(visit)
    found.an.caption(visit, photo, "chữ ngoài sảnh")
    assert texts(ask(index_of(found), "chu", "caption")) == ["chữ ngoài sảnh"]
    found.an.withdraw(visit, "caption", photo)
    seen = observe(found, "xã Phong Lạc", "chữ mờ")
    found.lead.meet(found.an)
    found.lead.erase([seen])
    index = index_of(found)
    assert ask(index, "chu") == []
    assert [one.unit.split(",")[0] for one in ask(index, "dat", "answer")] == ["xã Đầm Dơi"]


def test_a_comment_on_a_whole_visit_speaks_of_no_item() -> None:
    found = made()
    found.an.comment("đến sớm quá", found.visits["xã Phong Lạc"])
    (one,) = ask(index_of(found), "den som")
    assert (one.kind, one.item, one.about) == ("comment", "", "")


def test_why_a_visit_was_returned_or_called_off_is_found_while_it_holds() -> None:
    found = made()
    back, off = found.visits["xã Phong Lạc"], found.visits["xã Đầm Dơi"]
    found.lead.meet(found.an)
    seal = found.lead.seal(back, "final")
    judged = found.lead.say(VisitJudged(value="returned", seal=seal, reason="ảnh mờ"), ("judged",), back)
    found.lead.status(off, "void")
    index = index_of(found)
    (one,) = ask(index, "anh mo", "decision")
    assert (one.about, one.who, one.visit, one.entry) == ("Trả lại", "Lead", back, judged)
    assert [(one.text, one.about) for one in ask(index, "nham don vi")] == [("nhầm đơn vị", "Đã huỷ")]
    found.lead.say(VisitJudged(value="approved", seal=seal), ("judged",), back)
    assert ask(index_of(found), "anh mo") == []


def test_names_come_from_the_roster_alone() -> None:
    found = made()
    observe(found, "xã Phong Lạc", "ghế mòn")
    indexer = Indexer("vi")
    run(indexer, found)
    found.an.name = "thu"
    person = found.an.person()
    assert person.name == "Thu"
    found.lead.issue_roster([found.lead, found.an])
    assert [one.who for one in ask(run(indexer, found), "ghe")] == ["Thu"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_answers_are_found_in_the_language_of_the_window(language: str) -> None:
    found = made()
    indexer = Indexer("en" if language == "en" else "vi")
    run(indexer, found)
    assert len(ask(indexer.index, "fail", "answer")) == (language == "en")
    assert len(ask(indexer.index, "khong dat", "answer")) == (language == "vi")


def keys(index: Index) -> list[tuple[str, str, str, str]]:
    query = "a"
    return sorted((one.kind, one.text, one.visit, one.entry) for one in ask(index, query))


steps = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(("ban a", "bàn là", "chan", "x"))), max_size=12)


@settings(max_examples=30, deadline=None)
@given(steps)
def test_an_index_made_again_says_what_a_new_one_says(said: list[tuple[int, str]]) -> None:
    found = Round([Place(f"xã {number}", "huyện Đầm Dơi", {HOTLINE: "fail"}) for number in range(8)])
    indexer = Indexer("vi")
    run(indexer, found)
    view = found.view
    for number, text in said:
        visit = found.visits[f"xã {number}"]
        if text == "x":
            found.an.status(visit, "void")
        else:
            found.an.observe(visit, HOTLINE, "fail", text)
        view = fold(found.an.log, view)
        assert keys(run(indexer, found, view)) == keys(index_of(found, view))
        assert run(indexer, found, view).size == index_of(found, view).size


def test_a_visit_that_was_taken_out_is_not_found_any_more() -> None:
    found = made()
    indexer = Indexer("vi")
    assert ask(run(indexer, found), "phong lac")
    found.lead.presence(found.visits["xã Phong Lạc"], "out")
    assert ask(run(indexer, found), "phong lac") == []


def test_reading_tells_how_many_visits_are_read() -> None:
    found = made()
    told = [*Indexer("vi").steps(found.view, checklists(found))]
    assert told[:2] == [1, 2]
    assert {*told[2:]} <= {2}
