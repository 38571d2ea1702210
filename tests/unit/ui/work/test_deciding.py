"""The cases of a round: what is open, why, with everybody's version, photos and what was concluded before."""

from __future__ import annotations

import pytest

from inspector.journal.bodies import Erased, SameVisit
from inspector.journal.value import DONE, FAIL, GOOD, NOT_APPLICABLE, PASS, Measure
from inspector.projection.view import View
from inspector.rules.checklist import Checklist, decode
from tests import differing as scene
from tests.differing import Differing, conclude, photograph, see
from ui.work.deciding import Case, cases, differing, look_of, named, value_words


@pytest.fixture(scope="module")
def made() -> Differing:
    return scene.differing()


@pytest.fixture
def fresh() -> Differing:
    return scene.team()


def checklists(made: Differing) -> dict[str, Checklist]:
    return {made.world.checklist_id: decode(made.world.checklist)}


def found(made: Differing) -> dict[tuple[str, str], Case]:
    """Return the cases by code and instance."""
    return {(case.code, case.instance): case for case in cases(made.view, checklists(made))}


def case_of(made: Differing, code: str, instance: str = "") -> Case:
    return found(made)[code, instance]


def said(case: Case) -> list[tuple[str, object]]:
    return sorted((version.name, version.value) for version in case.versions)


def test_cases_stand_by_visit_and_then_as_the_checklist_asks(made: Differing) -> None:
    all_cases = cases(made.view, checklists(made))
    assert [case.code for case in all_cases] == ["A2", "B2", "C1", "F4", "G1", "G2", "D1"]
    assert [case.unit for case in all_cases] == ["Xã Minh Hoạ 02"] * 6 + ["Xã Minh Hoạ 05"]
    assert {case.day for case in all_cases} == {"2025-11-21", ""} - {""}


def test_only_the_visits_that_matter_are_looked_at(made: Differing) -> None:
    assert [case.code for case in cases(made.view, checklists(made), {made.visits[1]})] == ["D1"]


def test_both_versions_are_told_with_notes_and_photos(made: Differing) -> None:
    case = case_of(made, "B2")
    assert said(case) == [("Lê Quốc Việt", FAIL), ("Trần Thị Mỹ Hạnh", PASS)]
    by_name = {version.name: version for version in case.versions}
    assert by_name["Lê Quốc Việt"].text == scene.RANG
    assert [photo.id for photo in by_name["Trần Thị Mỹ Hạnh"].photos] == made.photos[:2]
    assert [photo.id for photo in by_name["Lê Quốc Việt"].photos] == made.photos[2:]
    assert case.photos == ()
    assert case.cause == "observers"
    assert case.is_open


def test_a_photo_of_somebody_without_a_version_stands_apart(fresh: Differing) -> None:
    visit = fresh.visits[0]
    see(fresh.an, visit, scene.QR, PASS)
    see(fresh.binh, visit, scene.QR, FAIL)
    photo = photograph(fresh.chi, visit, scene.QR, "notice")
    case = case_of(fresh, "A2")
    assert [one.id for one in case.photos] == [photo]
    assert [one.id for one in case.all_photos] == [photo]


def test_three_observers_are_all_listed_and_two_that_differ_are_compared_first(made: Differing) -> None:
    case = case_of(made, "C1")
    assert len(case.versions) == 3
    left, right = differing(case.versions)
    assert case.versions[left].value != case.versions[right].value


def test_where_only_the_last_of_three_differs_it_is_the_one_compared(fresh: Differing) -> None:
    visit = fresh.visits[0]
    for one, value in ((fresh.an, PASS), (fresh.binh, PASS), (fresh.chi, FAIL)):
        see(one, visit, scene.QR, value)
    versions = case_of(fresh, "A2").versions
    assert {versions[place].value for place in differing(versions)} == {PASS, FAIL}


def test_one_person_on_two_devices_differs_from_themselves(made: Differing) -> None:
    case = case_of(made, "G2")
    assert case.cause == "devices"
    assert sorted((version.device, version.value) for version in case.versions) == [(1, PASS), (2, FAIL)]
    assert {version.person for version in case.versions} == {"binh"}


def test_photos_of_two_devices_of_one_person_stand_with_each(fresh: Differing) -> None:
    visit = fresh.visits[0]
    see(fresh.binh, visit, scene.WAITING, PASS)
    see(fresh.binh_again, visit, scene.WAITING, FAIL)
    photo = photograph(fresh.binh_again, visit, scene.WAITING, "hall")
    by_device = {version.device: version.photos for version in case_of(fresh, "G2").versions}
    assert by_device[1] == ()
    assert [one.id for one in by_device[2]] == [photo]


def test_instances_are_cases_and_rows_of_a_ratio_are_none(made: Differing) -> None:
    assert said(case_of(made, "G1", "quay-2")) == [("Lê Quốc Việt", DONE), ("Trần Thị Mỹ Hạnh", GOOD)]
    see(made.binh, made.visits[1], scene.TAGS, Measure(n=0, total=1), instance="1")
    see(made.an, made.visits[1], scene.TAGS, Measure(n=1, total=1), instance="1")
    assert "F1" not in {code for code, _ in found(made)}


def test_a_reason_is_a_text_to_compare_too(made: Differing) -> None:
    texts = {version.value: version.text for version in case_of(made, "F4").versions}
    assert texts == {PASS: "", NOT_APPLICABLE: "Không gặp công chức nào"}


def test_what_was_concluded_stands_as_decided_with_its_author_and_reason(made: Differing) -> None:
    case = case_of(made, "A2")
    assert not case.is_open
    assert [(one.name, one.value, one.reason) for one in case.conclusions] == [
        ("Nguyễn Hoàng Lâm", FAIL, "Đã xem ảnh: mã bị che.")
    ]


def test_a_withdrawn_conclusion_brings_the_dispute_back_and_is_told(made: Differing) -> None:
    case = case_of(made, "D1")
    assert case.is_open
    assert case.conclusions == ()
    assert case.withdrawn is not None
    assert (case.withdrawn.name, case.withdrawn.reason) == ("Nguyễn Hoàng Lâm", "Sổ của quý trước")


def test_two_who_lead_and_conclude_differently_are_a_dispute_of_their_own(fresh: Differing) -> None:
    visit = fresh.visits[0]
    see(fresh.an, visit, scene.QR, PASS)
    conclude(fresh.lead, visit, scene.QR, PASS, "Xem ảnh")
    conclude(fresh.chi, visit, scene.QR, FAIL, "Đã quét thử")
    case = case_of(fresh, "A2")
    assert case.is_open
    assert case.cause == "conclusions"
    assert {(one.name, one.value) for one in case.conclusions} == {
        ("Nguyễn Hoàng Lâm", PASS), ("Phạm Minh Khôi", FAIL)
    }  # fmt: skip


def test_a_conclusion_over_what_agrees_can_be_looked_at(fresh: Differing) -> None:
    see(fresh.an, fresh.visits[0], scene.QR, PASS)
    conclude(fresh.lead, fresh.visits[0], scene.QR, FAIL, "Mã hết hạn")
    case = case_of(fresh, "A2")
    assert (case.cause, case.is_open, len(case.versions)) == ("none", False, 1)


def test_a_conclusion_whose_content_was_erased_has_no_value(fresh: Differing) -> None:
    visit = fresh.visits[0]
    see(fresh.an, visit, scene.QR, PASS)
    one = conclude(fresh.lead, visit, scene.QR, FAIL, "Ông A nói thế")
    conclude(fresh.chi, visit, scene.QR, PASS, "Đã quét thử")
    fresh.meet()
    fresh.lead.say(Erased(entries=(one,), reason="theo yêu cầu", basis="Luật 91/2025"))
    assert {(c.name, c.value) for c in case_of(fresh, "A2").conclusions} == {
        ("Nguyễn Hoàng Lâm", None), ("Phạm Minh Khôi", PASS)
    }  # fmt: skip


def test_a_void_visit_has_nothing_to_decide(fresh: Differing) -> None:
    visit = fresh.visits[0]
    see(fresh.an, visit, scene.QR, PASS)
    see(fresh.binh, visit, scene.QR, FAIL)
    fresh.lead.status(visit, "void")
    assert cases(fresh.view, checklists(fresh)) == ()


def test_without_the_checklist_a_case_is_told_by_its_id(made: Differing) -> None:
    case = next(case for case in cases(made.view, {}) if case.item == scene.GUIDANCE)
    assert case.code == scene.GUIDANCE
    assert {value_words(case.asked, version.value, "vi") for version in case.versions} == {"5/5", "3/5"}
    assert {look_of(case.asked, version.value) for version in case.versions} == {"no_standing"}
    ternary = next(case for case in cases(made.view, {}) if case.item == scene.QR)
    assert value_words(ternary.asked, PASS, "vi") == "Đạt"
    assert value_words(case.asked, Measure(minutes="12.5"), "vi") == "12.5"
    assert value_words(case.asked, Measure(count=0), "vi") == "0"


def test_a_value_that_does_not_fit_its_item_looks_unreadable(made: Differing) -> None:
    assert look_of(case_of(made, "A2").asked, Measure(count=3)) == "unreadable"
    assert look_of(case_of(made, "A2").asked, PASS) == "met"


def test_a_result_has_a_name(made: Differing) -> None:
    key = (made.visits[0], scene.EQUIPMENT, "quay-2")
    assert (
        named(made.view, key, checklists(made), "en") == "Xã Minh Hoạ 02 · G1 Premises and equipment adequate · quay-2"
    )
    assert named(made.view, (*key[:2], ""), {}, "en") == f"Xã Minh Hoạ 02 · {scene.EQUIPMENT}"


def test_two_ids_that_are_one_visit_are_one_case(fresh: Differing) -> None:
    one, other = fresh.visits
    see(fresh.an, one, scene.QR, PASS)
    see(fresh.binh, other, scene.QR, FAIL)
    fresh.lead.say(SameVisit(visits=tuple(sorted(fresh.visits)), reason="cùng một lượt"))
    view: View = fresh.view
    (case,) = cases(view, checklists(fresh))
    assert case.visit == min(one, other)
    assert said(case) == [("Lê Quốc Việt", FAIL), ("Trần Thị Mỹ Hạnh", PASS)]
