"""Looking through a round in the terminal: lines for people, JSON for programs."""

from __future__ import annotations

import pytest

from tests.flows.stage import Person, Team
from tests.flows.test_undo_void_join import ONE, STARTED, answer


@pytest.fixture
def an(team: Team) -> Person:
    """An inspector who noted something of two items."""
    an = team["an"]
    an.do("open", an.dossier, ONE, "--started", STARTED)
    answer(an, "A1", "không đạt", "--note", "Bản giấy đã cũ, để trên nóc tủ")
    answer(an, "A2", "đạt", "--note", "Có mã QR; tủ sách pháp luật đóng")
    return an


def test_what_was_noted_is_printed_with_its_item_its_unit_and_who_noted_it(an: Person) -> None:
    (line,) = an.do("search", an.dossier, "noc", "tu", "mot").splitlines()
    assert line.startswith("Ghi nhận thực tế: Bản giấy đã cũ, để trên nóc tủ  (A1 ")
    assert ONE in line


def test_all_words_may_be_typed_as_one_argument_or_several(an: Person) -> None:
    assert an.do("search", an.dossier, "tu sach") == an.do("search", an.dossier, "tu", "sach")


def test_programs_get_spans_counts_and_ids(an: Person) -> None:
    found = an.do("search", an.dossier, "tủ", "--json")
    assert (found["total"], found["kinds"]) == (2, {"note": 2})
    newest, older = found["hits"]
    assert newest["text"].startswith("Có mã QR")
    (visit,) = [one for one in an.show()["visits"] if one["unit"]["name"] == ONE]
    statements = {seen["statement"] for result in visit["results"] for seen in result["observations"]}
    assert {newest["entry"], older["entry"]} <= statements
    assert {hit["visit"] for hit in found["hits"]} == {visit["id"]}
    start, end = older["excerpt"]["spans"][0]
    assert older["excerpt"]["text"][start:end] == "tủ"


def test_a_kind_and_a_number_of_hits_can_be_asked_for(an: Person) -> None:
    found = an.do("search", an.dossier, "đạt", "--kind", "answer", "--limit", "1", "--json")
    assert (len(found["hits"]), found["kinds"]["answer"]) == (1, 2)
    ended = an.try_to("search", an.dossier, "đạt", "--kind", "answer", "--limit", "1")
    assert ended.err.strip() == "Đã in 1/2 kết quả."


def test_nothing_found_is_no_failure_and_no_words_are_refused(an: Person) -> None:
    assert an.do("search", an.dossier, "không có từ này") == ""
    an.refused(2, "search", an.dossier, " ")
