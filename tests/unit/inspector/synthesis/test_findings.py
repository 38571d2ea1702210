"""What is said of a round: the article's own, and rounds in which something is otherwise, written out by hand."""

from __future__ import annotations

from collections.abc import Iterable

from inspector.journal.bodies import SettingChosen
from inspector.journal.value import DONE, FAIL, GOOD, NOT_APPLICABLE, NOT_DONE, NOT_VERIFIABLE, PASS, Measure
from inspector.synthesis.findings import Frame, Sentence
from inspector.synthesis.shares import Quantifier
from inspector.synthesis.wording import capital, tell
from tests.unit.inspector.synthesis.rounds import Place, Round, article

BOOKLET = "chưa công khai TTHC bằng bản giấy tại bàn hướng dẫn"
HOTLINE = (
    "chưa công khai số điện thoại đường dây nóng tiếp nhận phản ánh, kiến nghị để tạo điều kiện thuận lợi cho người dân"
    " tra cứu khi cần thiết"
)
RECOGNITION = (
    "chưa sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu công dân trong giải quyết TTHC cho người dân"
)
ECOPY = "chưa triển khai thực hiện chứng thực bản sao điện tử theo quy định"


def told(sentences: Iterable[Sentence]) -> list[str]:
    return [capital(tell(one)) for one in sentences]


def of(places: list[Place]) -> tuple[list[str], list[str]]:
    found = Round(places).synthesis().findings
    return told(found.strengths), told(found.shortcomings)


def units(failing: dict[str, int], passing: dict[str, int], item: str = "fb_hotline_posted") -> list[Place]:
    """Return units by district, so many that fail an item and so many that pass."""
    value = {"fb_hotline_posted": (FAIL, PASS), "cert_ecopy": (NOT_DONE, DONE)}[item]
    places = []
    for number, results in enumerate((failing, passing)):
        for district, count in results.items():
            for place in range(count):
                name = f"xã {'KĐ'[number]}{place + 1} {district}"
                places.append(Place(name, f"huyện {district}", {item: value[number]}))
    return places


# -- the round of the article ------------------------------------------------------------------------------------------


def test_the_article_is_told_in_its_own_words_and_order_with_numbers() -> None:
    strengths, shortcomings = of(article())
    assert strengths == [
        "Đa số các đơn vị được kiểm tra thực hiện tốt cơ chế một cửa, một cửa liên thông trong giải quyết TTHC theo quy"
        " định (12/16 đơn vị)",
        "Cơ sở vật chất và trang thiết bị làm việc tại bộ phận một cửa được trang bị đầy đủ, cơ bản đáp ứng yêu cầu nhiệm"
        " vụ được giao (16/16 đơn vị)",
        "Tại thời điểm kiểm tra, các công chức có mặt chấp hành tốt việc đeo bảng tên theo quy định (46/46 công chức)",
        "Nơi ngồi chờ của người dân được bố trí phù hợp, thuận tiện cho việc giải quyết hồ sơ của cơ quan tiếp nhận và cá"
        " nhân đến liên hệ (16/16 đơn vị)",
        "Đa số các đơn vị được kiểm tra thực hiện tốt việc công khai TTHC theo quy định (kết hợp công khai mã QR và bảng"
        " giấy tại bàn hướng dẫn) (12/16 đơn vị)",
        "Một số đơn vị triển khai thực hiện tốt việc chứng thực bản sao điện tử (6/16 đơn vị)",
        "Hầu hết công chức có mặt tại thời điểm kiểm tra có thái độ hoà nhã, thân thiện; hướng dẫn TTHC đầy đủ, rõ ràng khi"
        " người dân đến liên hệ giải quyết TTHC (40/46 công chức)",
    ]
    assert shortcomings == [
        f"Hầu hết các đơn vị được kiểm tra {RECOGNITION} (14/16 đơn vị)",
        f"Các xã: Hồ Thị Kỷ, Biển Bạch Đông, Tân Bằng (huyện Thới Bình) {ECOPY} (3/16 đơn vị)",
        f"Hầu hết các xã của huyện Đầm Dơi {BOOKLET}, {HOTLINE} (4/5 xã của huyện Đầm Dơi)",
    ]


def test_three_of_five_units_in_one_district_are_named_for_they_are_few() -> None:
    places = article()
    fourth = next(place for place in places if place.name == "xã Minh hoạ 08")
    fourth.answers |= {"pub_paper_booklet": PASS, "fb_hotline_posted": PASS}
    _, shortcomings = of(places)
    assert shortcomings == [
        f"Hầu hết các đơn vị được kiểm tra {RECOGNITION} (14/16 đơn vị)",
        f"Các xã: Minh hoạ 05, Minh hoạ 06, Minh hoạ 07 (huyện Đầm Dơi) {BOOKLET}, {HOTLINE} (3/16 đơn vị)",
        f"Các xã: Hồ Thị Kỷ, Biển Bạch Đông, Tân Bằng (huyện Thới Bình) {ECOPY} (3/16 đơn vị)",
    ]


def test_sixteen_of_sixteen_are_all_of_them() -> None:
    places = article()
    for place in places:
        place.answers["sys_recognition"] = NOT_DONE
    _, shortcomings = of(places)
    assert shortcomings[0] == f"Các đơn vị được kiểm tra đều {RECOGNITION} (16/16 đơn vị)"


def test_a_commune_to_which_an_item_does_not_apply_leaves_the_denominator_and_is_noted() -> None:
    places = article()
    places[0].answers["sys_recognition"] = NOT_APPLICABLE
    synthesis = Round(places).synthesis()
    found = synthesis.findings
    assert told(found.shortcomings)[0] == f"Hầu hết các đơn vị được kiểm tra {RECOGNITION} (13/15 đơn vị)"
    (cell,) = found.left_out
    assert (cell.unit.name.full, cell.item.code, cell.reasons) == ("xã Minh hoạ 01", "E1", ("chưa được trang bị",))


# -- quantifiers and scopes --------------------------------------------------------------------------------------------


def test_four_of_five_are_most_and_one_less_is_the_majority() -> None:
    _, shortcomings = of(units({"A": 8}, {"B": 2}))
    assert shortcomings == [f"Hầu hết các đơn vị được kiểm tra {HOTLINE} (8/10 đơn vị)"]
    _, shortcomings = of(units({"A": 4, "B": 3}, {"A": 1, "B": 2}))
    assert shortcomings == [f"Đa số các đơn vị được kiểm tra {HOTLINE} (7/10 đơn vị)"]


def test_up_to_half_is_some_where_too_many_fail_to_be_named() -> None:
    _, shortcomings = of(units({"A": 3, "B": 3}, {"A": 4, "B": 4}))
    assert shortcomings == [f"Một số đơn vị {HOTLINE} (6/14 đơn vị)"]


def test_a_third_is_named_however_many_those_are() -> None:
    _, shortcomings = of(units({"A": 3, "B": 3}, {"A": 6, "B": 6}))
    assert shortcomings == [
        f"Các xã: K1 A, K2 A, K3 A (huyện A); K1 B, K2 B, K3 B (huyện B) {HOTLINE} (6/18 đơn vị)",
    ]


def test_one_unit_is_named_with_its_district() -> None:
    _, shortcomings = of(units({"A": 1}, {"A": 2, "B": 3}))
    assert shortcomings == [f"Xã K1 A (huyện A) {HOTLINE} (1/6 đơn vị)"]


def test_fewer_than_three_units_are_never_counted_in_words() -> None:
    strengths, shortcomings = of([Place("xã Một", "huyện A", {"fac_waiting": PASS, "fb_hotline_posted": FAIL})])
    assert shortcomings == [f"Xã Một {HOTLINE} (1/1 đơn vị)"]
    assert strengths[-1].startswith("Xã Một bố trí nơi ngồi chờ")


def test_who_fails_outside_the_group_is_named_after_it() -> None:
    _, shortcomings = of(units({"A": 4, "B": 1}, {"A": 1, "B": 6}))
    assert shortcomings == [
        f"Hầu hết các xã của huyện A, cùng với xã K1 B (huyện B), {HOTLINE} (4/5 xã của huyện A; 5/12 đơn vị)",
    ]


def test_a_group_where_all_fail_is_spoken_of_as_a_whole() -> None:
    _, shortcomings = of(units({"A": 4}, {"B": 8}))
    assert shortcomings == [f"Các xã được kiểm tra của huyện A đều {HOTLINE} (4/4 xã của huyện A)"]


def test_towns_stand_apart_from_communes_and_kinds_of_a_group_are_told() -> None:
    places = units({"A": 2}, {"A": 6, "B": 6})
    places[1].name = "thị trấn K2 A"
    _, shortcomings = of(places)
    assert shortcomings == [f"Xã K1 A (huyện A); thị trấn K2 A (huyện A) {HOTLINE} (2/14 đơn vị)"]
    places = units({"A": 5}, {"A": 1, "B": 6})
    places[1].name = "thị trấn K2 A"
    _, shortcomings = of(places)
    assert shortcomings == [
        f"Hầu hết các xã, thị trấn của huyện A {HOTLINE} (5/6 xã, thị trấn của huyện A)",
    ]


def test_names_keep_the_order_of_the_visits_not_of_the_alphabet() -> None:
    places = units({"A": 3}, {"B": 9})
    for place, day in zip(places, ("2025-03-09", "2025-03-07", "2025-03-08"), strict=False):
        place.day = day
    for place in places[3:]:
        place.day = "2025-03-20"
    _, shortcomings = of(places)
    assert shortcomings[0].startswith("Các xã: K2 A, K3 A, K1 A (huyện A) chưa")


def test_the_same_units_are_told_once_and_other_units_apart() -> None:
    places = units({"A": 2}, {"A": 4})
    for place in places[:2]:
        place.answers["pub_qr_posted"] = FAIL
    places[2].answers["fac_waiting"] = FAIL
    for place in (*places[:2], *places[3:]):
        place.answers["pub_qr_posted"] = place.answers.get("pub_qr_posted", PASS)
        place.answers["fac_waiting"] = PASS
    places[2].answers["pub_qr_posted"] = PASS
    _, shortcomings = of(places)
    assert shortcomings == [
        f"Các xã: K1 A, K2 A chưa công khai TTHC bằng mã QR, {HOTLINE} (2/6 đơn vị)",
        "Xã Đ1 A chưa bố trí nơi ngồi chờ phù hợp, thuận tiện cho người dân (1/6 đơn vị)",
    ]


def test_what_is_true_of_the_same_units_is_one_sentence_in_which_each_claim_has_its_own_denominator() -> None:
    places = units({"A": 2}, {"A": 4})
    for place in places:
        place.answers["pub_qr_posted"] = place.answers["fb_hotline_posted"]
    places[5].answers["pub_qr_posted"] = NOT_APPLICABLE
    _, shortcomings = of(places)
    assert shortcomings == [
        f"Các xã: K1 A, K2 A chưa công khai TTHC bằng mã QR (2/5 đơn vị), {HOTLINE} (2/6 đơn vị)",
    ]


def test_in_a_group_too_each_claim_has_its_own_denominator() -> None:
    """Of fourteen units eight in one district fail both; a town there and a unit elsewhere leave one denominator each."""
    places = units({"A": 8}, {"A": 2, "B": 4})
    places[8].name = "thị trấn Đ1 A"
    for place in places:
        place.answers["pub_paper_booklet"] = place.answers["fb_hotline_posted"]
    places[8].answers["pub_paper_booklet"] = places[10].answers["fb_hotline_posted"] = NOT_APPLICABLE
    _, shortcomings = of(places)
    assert shortcomings == [
        f"Hầu hết các xã, thị trấn của huyện A {BOOKLET} (8/9 xã của huyện A), {HOTLINE} (8/10 xã, thị trấn của huyện A)",
    ]


# -- officials ---------------------------------------------------------------------------------------------------------


def officials(n: int, total: int, units: int = 3) -> list[Place]:
    return [
        Place(f"xã {place}", "huyện A", {"staff_attitude": Measure(n=n, total=total)}) for place in range(1, units + 1)
    ]


def test_officials_are_counted_over_all_units() -> None:
    strengths, shortcomings = of(officials(4, 5))
    assert (
        strengths[-1]
        == "Hầu hết công chức có mặt tại thời điểm kiểm tra có thái độ hoà nhã, thân thiện (12/15 công chức)"
    )
    assert shortcomings == [], "the numbers of a strength show how many do not meet it"


def test_where_fewer_than_most_officials_meet_an_item_it_is_a_shortcoming_too() -> None:
    strengths, shortcomings = of(officials(3, 5))
    assert (
        strengths[-1] == "Đa số công chức có mặt tại thời điểm kiểm tra có thái độ hoà nhã, thân thiện (9/15 công chức)"
    )
    assert shortcomings == [
        "Một số công chức có mặt tại thời điểm kiểm tra chưa có thái độ hoà nhã, thân thiện (6/15 công chức), tại các"
        " xã: 1, 2, 3",
    ]


def test_one_official_is_one_official() -> None:
    places = officials(1, 1, units=2)
    places[0].answers["staff_attitude"] = Measure(n=0, total=1)
    _, shortcomings = of(places)
    assert shortcomings == [
        "01 công chức có mặt tại thời điểm kiểm tra chưa có thái độ hoà nhã, thân thiện (1/2 công chức), tại xã 1",
    ]


def test_so_few_officials_that_no_word_counts_them_are_told_item_by_item() -> None:
    """Their number begins the sentence, and it is another one for the next item."""
    answers = {"staff_attitude": Measure(n=1, total=1), "proc_guidance": Measure(n=2, total=2)}
    strengths, _ = of([Place("xã 1", "huyện A", dict(answers))])
    assert strengths[-2:] == [
        "01 công chức có mặt tại thời điểm kiểm tra có thái độ hoà nhã, thân thiện (1/1 công chức)",
        "02 công chức có mặt tại thời điểm kiểm tra hướng dẫn TTHC đầy đủ, rõ ràng khi người dân đến liên hệ giải quyết"
        " TTHC (2/2 công chức)",
    ]


# -- strengths ---------------------------------------------------------------------------------------------------------


def test_a_minority_is_praised_only_where_answers_are_graded() -> None:
    places = units({}, {"A": 5}, item="cert_ecopy")
    for place in places[:2]:
        place.answers["cert_ecopy"] = GOOD
    for place in places:
        place.answers["fac_waiting"] = FAIL
    places[0].answers["fac_waiting"] = places[1].answers["fac_waiting"] = PASS
    strengths, _ = of(places)
    assert strengths == ["Một số đơn vị triển khai thực hiện tốt việc chứng thực bản sao điện tử (2/5 đơn vị)"]


def test_a_strength_that_speaks_for_two_items_needs_both_and_an_unknown_one_leaves_the_unit_out() -> None:
    places = [
        Place(f"xã {number}", "huyện A", {"pub_paper_booklet": PASS, "pub_qr_posted": PASS}) for number in range(1, 7)
    ]
    places[0].answers["pub_qr_posted"] = FAIL
    places[1].answers["pub_qr_posted"] = NOT_VERIFIABLE
    places[2].answers["pub_qr_posted"] = NOT_APPLICABLE
    found = Round(places).synthesis().findings
    (paper,) = [one for one in found.strengths if one.items and one.items[0].id == "pub_paper_booklet"]
    assert (paper.share.k, paper.share.n) == (4, 5)
    (cell,) = paper.share.left_out
    assert (cell.unit.name.full, cell.item.code, cell.reasons) == ("xã 2", "A2", ("chưa được trang bị",))


def test_who_lacks_one_of_two_items_stays_in_the_denominator_though_the_other_is_unknown() -> None:
    places = [
        Place(f"xã {number}", "huyện A", {"pub_paper_booklet": PASS, "pub_qr_posted": PASS}) for number in range(1, 7)
    ]
    places[0].answers |= {"pub_paper_booklet": FAIL, "pub_qr_posted": NOT_VERIFIABLE}
    found = Round(places).synthesis().findings
    (paper,) = [one for one in found.strengths if one.items and one.items[0].id == "pub_paper_booklet"]
    assert (paper.share.k, paper.share.n, paper.share.left_out) == (5, 6, ())


def test_what_was_not_asked_for_is_not_praised_beside_what_was() -> None:
    """The sentence says "kết hợp công khai mã QR": at a unit where nobody looked for a QR code it would be made up."""
    places = [
        Place(f"xã {number}", "huyện A", {"pub_paper_booklet": PASS, "pub_qr_posted": PASS}) for number in range(1, 7)
    ]
    del places[0].answers["pub_qr_posted"]
    found = Round(places).synthesis().findings
    (paper,) = [one for one in found.strengths if one.items and one.items[0].id == "pub_paper_booklet"]
    assert (paper.share.k, paper.share.n, paper.share.left_out) == (5, 5, ())


def test_a_unit_where_nothing_could_be_scored_leaves_the_denominator_of_the_score_and_is_noted() -> None:
    places = [Place(f"xã {number}", "huyện A", {"pub_qr_posted": PASS}) for number in range(1, 5)]
    places[0].answers |= {"pub_qr_posted": NOT_VERIFIABLE, "ms_accuracy": NOT_APPLICABLE}
    made = Round(places)
    (score,) = made.synthesis().findings.strengths
    assert (score.share.k, score.share.n) == (3, 3)
    assert [(cell.unit.name.full, cell.item.code) for cell in score.share.left_out] == [("xã 1", "A2"), ("xã 1", "H1")]
    (score,) = made.synthesis(role_play=False).findings.strengths
    assert [cell.item.code for cell in score.share.left_out] == ["A2"], "role-play is not told to those below the chair"


# -- evidence and settings ---------------------------------------------------------------------------------------------


def test_a_sentence_knows_its_statements_and_photos() -> None:
    places = units({"A": 1}, {"A": 2})
    made = Round(places)
    visit = made.visits["xã K1 A"]
    photo = made.an.photo(visit)
    made.an.link(visit, photo, "fb_hotline_posted")
    elsewhere = made.an.photo(made.visits["xã Đ1 A"])
    made.an.link(made.visits["xã Đ1 A"], elsewhere, "fb_hotline_posted")
    (sentence,) = made.synthesis().findings.shortcomings
    assert sentence.frame is Frame.NAMED
    assert sentence.quantifier is Quantifier.NAMED
    assert {made.an.statements[one].header.kind for one in sentence.statements} == {"observed"}
    assert len(sentence.statements) == 3, "of those who meet the item too: they are the denominator"
    assert [one.id for one in sentence.photos] == [photo]


def test_a_strength_that_speaks_for_two_items_rests_on_what_was_seen_of_both() -> None:
    places = [
        Place(f"xã {number}", "huyện A", {"pub_paper_booklet": PASS, "pub_qr_posted": PASS}) for number in (1, 2, 3)
    ]
    places[0].answers["pub_qr_posted"] = FAIL
    made = Round(places)
    found = made.synthesis().findings
    (paper,) = [one for one in found.strengths if one.items and one.items[0].id == "pub_paper_booklet"]
    assert (paper.share.k, paper.share.n) == (2, 3)
    seen = [made.an.statements[one].header.about[1] for one in paper.statements]
    assert sorted(seen) == ["pub_paper_booklet"] * 3 + ["pub_qr_posted"] * 3


def test_a_score_rests_on_all_that_earns_points_told_or_not() -> None:
    made = Round([Place(f"xã {n}", "huyện A", {"pub_qr_posted": PASS, "ms_accuracy": GOOD}) for n in range(1, 4)])
    (score,) = made.synthesis(role_play=False).findings.strengths
    assert len(score.statements) == 6, "the points of role-play are among them, though no sentence speaks of it"


def test_thresholds_are_the_rounds_own() -> None:
    made = Round(units({"A": 7}, {"B": 3}))
    made.lead.say(SettingChosen(value={"most_percent": 70, "grouping": "none"}), ("setting", "synthesis"))
    assert told(made.synthesis().findings.shortcomings) == [
        f"Hầu hết các đơn vị được kiểm tra {HOTLINE} (7/10 đơn vị)",
    ]


def test_an_undecided_dispute_counts_for_nothing_and_a_conclusion_counts() -> None:
    places = units({"A": 1}, {"A": 3})
    made = Round(places)
    lead_saw = made.lead.observe(made.visits["xã K1 A"], "fb_hotline_posted", PASS)
    assert lead_saw
    found = made.synthesis().findings
    assert found.shortcomings == ()
    made.conclude("xã K1 A", "fb_hotline_posted", FAIL)
    (sentence,) = made.synthesis().findings.shortcomings
    assert tell(sentence) == f"xã K1 A {HOTLINE} (1/4 đơn vị)"


def test_english_sentences_say_the_same() -> None:
    found = Round(article()).synthesis().findings
    assert capital(tell(found.shortcomings[2], "en")) == (
        "Most of the communes of huyện Đầm Dơi did not publish procedures on paper at the guidance desk, did not post the"
        " hotline number for feedback and petitions where citizens could find it (4/5 communes of huyện Đầm Dơi)"
    )
