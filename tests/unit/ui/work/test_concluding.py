"""A conclusion in the making: ready words that never replace a person's own, and the requests that come of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from inspector.commands.answering import Conclude, WithdrawConclusion
from inspector.commands.evidence import LinkPhoto
from inspector.errors import KnownError
from inspector.journal.value import FAIL, PASS
from inspector.rules.checklist import decode
from tests import differing as scene
from tests.differing import Differing
from ui.work.concluding import Decision, Draft, decided, draft_of, following, joining, withdrawing
from ui.work.deciding import Case, Version, cases

LETTERS = ("A", "B")


@pytest.fixture(scope="module")
def made() -> Differing:
    return scene.differing()


def case_of(made: Differing, item: str) -> Case:
    asked = {made.world.checklist_id: decode(made.world.checklist)}
    return next(case for case in cases(made.view, asked) if case.item == item)


@pytest.fixture
def case(made: Differing) -> Case:
    return case_of(made, scene.HOTLINE)


def by(case: Case, name: str) -> Version:
    return next(version for version in case.versions if version.person == name)


def test_a_dispute_begins_without_a_value(case: Case) -> None:
    assert draft_of(case) == Draft()


def test_a_conclusion_that_holds_is_what_its_draft_begins_with(made: Differing) -> None:
    assert draft_of(case_of(made, scene.QR)) == Draft(FAIL, "Đã xem ảnh: mã bị che.")


def test_taking_a_version_fills_in_its_value_and_ready_words(case: Case) -> None:
    version = by(case, "binh")
    letter = LETTERS[case.versions.index(version)]
    draft = following(case, Draft(), version, LETTERS, "vi")
    assert draft.value == FAIL
    assert draft.reason == f"Lấy theo bản {letter} (Lê Quốc Việt): {scene.RANG}"
    assert draft.taken == version.statement


def test_taking_the_other_version_replaces_ready_words(case: Case) -> None:
    first = following(case, Draft(), by(case, "an"), LETTERS, "vi")
    second = following(case, first, by(case, "binh"), LETTERS, "vi")
    assert scene.RANG in second.reason
    assert scene.CALLED not in second.reason


def test_words_of_ones_own_stay_whatever_is_taken(case: Case) -> None:
    draft = following(case, Draft(reason="Đã gọi lại."), by(case, "an"), LETTERS, "vi")
    assert (draft.value, draft.reason) == (PASS, "Đã gọi lại.")


def test_a_version_without_a_note_is_told_by_its_value(made: Differing) -> None:
    case = case_of(made, scene.QR)
    assert following(case, Draft(), by(case, "an"), LETTERS, "en").reason.endswith("(Trần Thị Mỹ Hạnh): Pass")


def test_keeping_both_joins_notes_with_names_and_leaves_the_value_open(case: Case) -> None:
    draft = joining(case, Draft(), [by(case, "an"), by(case, "binh")], LETTERS, "vi")
    assert draft.reason == f"Trần Thị Mỹ Hạnh: {scene.CALLED}\nLê Quốc Việt: {scene.RANG}"
    assert draft.value is None


def test_keeping_both_after_taking_one_takes_its_value_away_again(case: Case) -> None:
    draft = following(case, Draft(), by(case, "an"), LETTERS, "vi")
    assert joining(case, draft, case.versions, LETTERS, "vi").value is None


def test_keeping_both_stands_below_words_of_ones_own_once(case: Case) -> None:
    draft = joining(case, Draft(FAIL, "Đã gọi lại."), case.versions, LETTERS, "vi")
    assert draft.reason.startswith("Đã gọi lại.\n")
    assert draft.value == FAIL
    assert joining(case, draft, case.versions, LETTERS, "vi").reason.count(scene.RANG) == 1


@pytest.mark.parametrize(
    ("draft", "key"),
    [(Draft(reason="x"), "decision.value-missing"), (Draft(FAIL), "decision.reason-missing")],
)
def test_a_conclusion_needs_a_value_and_a_reason(case: Case, draft: Draft, key: str) -> None:
    with pytest.raises(KnownError) as refused:
        decided(case, draft)
    assert refused.value.key == key


def test_a_decision_states_a_conclusion_and_keeps_all_photos(case: Case) -> None:
    assert decided(case, Draft(FAIL, "Hai lần gọi")).commands() == [
        Conclude(case.visit, scene.HOTLINE, FAIL, "Hai lần gọi")
    ]


def test_photos_of_the_other_version_are_let_go_if_that_is_wanted(made: Differing, case: Case) -> None:
    draft = replace(following(case, Draft(), by(case, "an"), LETTERS, "vi"), keeps=False)
    decision = decided(case, draft)
    assert decision.untied == (made.photos[2],)
    assert decision.commands()[1:] == [LinkPhoto(case.visit, made.photos[2], scene.HOTLINE, "out")]
    assert decision.undoing("nhầm")[1:] == [LinkPhoto(case.visit, made.photos[2], scene.HOTLINE, "in")]


def test_without_a_version_taken_no_photo_is_let_go(case: Case) -> None:
    assert decided(case, Draft(FAIL, "x", keeps=False)).untied == ()


def test_undoing_brings_the_dispute_or_the_former_conclusion_back(made: Differing, case: Case) -> None:
    assert Decision(case, FAIL, "x").undoing("nhầm") == [WithdrawConclusion(case.visit, scene.HOTLINE, "nhầm")]
    concluded = case_of(made, scene.QR)
    assert Decision(concluded, PASS, "x").undoing("nhầm") == [
        Conclude(concluded.visit, scene.QR, FAIL, "Đã xem ảnh: mã bị che.")
    ]


def test_withdrawing_names_its_reason(made: Differing) -> None:
    case = case_of(made, scene.QR)
    assert withdrawing(case, "Xem lại") == [WithdrawConclusion(case.visit, scene.QR, "Xem lại")]
