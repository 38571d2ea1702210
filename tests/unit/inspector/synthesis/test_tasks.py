from __future__ import annotations

from datetime import date

from inspector.journal.bodies import RecommendationDecided
from inspector.journal.value import FAIL, NOT_DONE, PASS, Measure
from inspector.synthesis.whole import Synthesis
from tests.unit.inspector.synthesis.rounds import Place, Round, article

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


def works(synthesis: Synthesis) -> list[tuple[str, int]]:
    return [(task.item.id, len(task.units)) for task in synthesis.tasks.own]


def test_the_article_orders_three_things_and_leaves_the_hotline_to_the_general_clause() -> None:
    synthesis = Round(article()).synthesis()
    assert works(synthesis) == [("sys_recognition", 14), ("pub_paper_booklet", 4), ("cert_ecopy", 3)]
    assert [item.id for item in synthesis.tasks.general] == ["fb_hotline_posted"]


def test_a_task_says_who_must_do_what_what_is_handed_in_and_how_soon() -> None:
    task = Round(article()).synthesis().tasks.own[2]
    assert task.work == "triển khai thực hiện chứng thực bản sao điện tử đạt hiệu quả, đúng tiến độ đề ra"
    assert [unit.name.bare for unit in task.units] == ["Hồ Thị Kỷ", "Biển Bạch Đông", "Tân Bằng"]
    assert task.responsible.vi == "Chủ tịch UBND cấp xã"
    assert task.proof is not None
    assert task.working_days == 20
    assert len(task.statements) == 3


def test_what_was_seen_by_role_play_asks_for_no_proof_that_could_be_shown() -> None:
    places = [Place(f"xã {n}", "huyện A", {"staff_attitude": Measure(n=1, total=3)}) for n in range(3)]
    (task,) = Round(places).synthesis().tasks.own
    assert task.proof is None


def test_one_recommendation_speaks_for_two_items_and_counts_each_unit_once() -> None:
    places = [
        Place("xã 1", "huyện A", {"pub_paper_booklet": FAIL, "pub_qr_posted": FAIL}),
        Place("xã 2", "huyện A", {"pub_paper_booklet": PASS, "pub_qr_posted": FAIL}),
        Place("xã 3", "huyện A", {"pub_paper_booklet": PASS, "pub_qr_posted": PASS}),
    ]
    assert works(Round(places).synthesis()) == [("pub_paper_booklet", 2)]


def test_a_lead_may_give_the_hotline_a_recommendation_of_its_own_and_take_anothers_away() -> None:
    made = Round(article())
    made.lead.say(RecommendationDecided(value="own", reason="nhiều phản ánh"), ("rec", "fb_hotline_posted"))
    made.lead.say(RecommendationDecided(value="general", reason="đang triển khai"), ("rec", "sys_recognition"))
    synthesis = made.synthesis()
    assert works(synthesis) == [("pub_paper_booklet", 4), ("fb_hotline_posted", 4), ("cert_ecopy", 3)]
    assert [item.id for item in synthesis.tasks.general] == ["sys_recognition"]


def test_what_another_item_speaks_for_falls_under_the_general_clause_with_it() -> None:
    places = [Place(f"xã {n}", "huyện A", {"pub_paper_booklet": PASS, "pub_qr_posted": FAIL}) for n in range(1, 4)]
    made = Round(places)
    made.lead.say(RecommendationDecided(value="general", reason="đang triển khai"), ("rec", "pub_paper_booklet"))
    synthesis = made.synthesis()
    assert works(synthesis) == []
    assert [item.id for item in synthesis.tasks.general] == ["pub_qr_posted"]


def test_a_lead_may_say_it_in_other_words() -> None:
    made = Round(article())
    body = RecommendationDecided(value="own", reason="rõ hơn", work="Lắp và dùng thiết bị nhận diện")
    made.lead.say(body, ("rec", "sys_recognition"))
    assert made.synthesis().tasks.own[0].work == "lắp và dùng thiết bị nhận diện"


def test_the_four_district_chairs_are_asked_in_the_order_of_their_shortcomings() -> None:
    to = Round(article()).synthesis().addressees(BEFORE)
    assert [one.places[0].full for one in to] == [
        "huyện Đầm Dơi",
        "huyện Thới Bình",
        "huyện U Minh",
        "huyện Trần Văn Thời",
    ]
    assert [len(one.units) for one in to] == [5, 4, 3, 4]


def test_whoever_has_no_shortcoming_is_not_asked() -> None:
    places = [
        Place("xã 1", "huyện A", {"fb_hotline_posted": FAIL}),
        Place("xã 2", "huyện B", {"fb_hotline_posted": PASS}),
        Place("xã 3", "huyện B", {"fb_hotline_posted": PASS}),
    ]
    (to,) = Round(places).synthesis().addressees(BEFORE)
    assert to.places[0].full == "huyện A"


def test_since_there_are_no_districts_the_chairs_of_communes_are_asked_themselves() -> None:
    places = [
        Place("xã 1", "huyện A", {"sys_recognition": NOT_DONE}),
        Place("xã 2", "huyện A", {"sys_recognition": NOT_DONE, "fb_hotline_posted": FAIL}),
    ]
    to = Round(places).synthesis().addressees(SINCE)
    assert [one.places[0].full for one in to] == ["xã 2", "xã 1"]
