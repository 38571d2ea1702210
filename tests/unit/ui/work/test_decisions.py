"""Drafts, what waits for a merge, and the way back; carried out in order, the requests end where the panel does."""

from __future__ import annotations

import pytest

from inspector.commands.answering import Conclude, WithdrawConclusion
from inspector.journal.value import FAIL, PASS
from inspector.rules.checklist import decode
from tests import differing as scene
from ui.work.concluding import Decision, Draft
from ui.work.deciding import Case, cases
from ui.work.decisions import Decisions


@pytest.fixture(scope="module")
def found() -> dict[str, Case]:
    made = scene.differing()
    every = cases(made.view, {made.world.checklist_id: decode(made.world.checklist)})
    return {case.item: case for case in every}


@pytest.fixture
def hotline(found: dict[str, Case]) -> Case:
    return found[scene.HOTLINE]


def test_a_draft_is_what_was_begun_else_what_is_held_else_what_holds(found: dict[str, Case], hotline: Case) -> None:
    decisions = Decisions()
    assert decisions.draft(hotline) == Draft()
    assert decisions.draft(found[scene.QR]).value == FAIL
    decisions.make(Decision(hotline, FAIL, "Hai lần gọi"), held=True)
    assert decisions.draft(hotline) == Draft(FAIL, "Hai lần gọi")
    decisions.keep(hotline.key, Draft(PASS))
    assert decisions.draft(hotline) == Draft(PASS)


def test_only_decisions_of_a_preview_are_held(hotline: Case) -> None:
    decisions = Decisions()
    said = decisions.make(Decision(hotline, FAIL, "Hai lần gọi"), held=False)
    assert said == [Conclude(hotline.visit, hotline.item, FAIL, "Hai lần gọi")]
    assert decisions.held == frozenset()
    decisions.make(Decision(hotline, FAIL, "Hai lần gọi"), held=True)
    assert decisions.held == {hotline.key}
    assert decisions.requests == said
    decisions.keep_only(())
    assert decisions.requests == []


def test_undo_takes_back_the_last_alone_and_once(hotline: Case) -> None:
    decisions = Decisions()
    assert not decisions.can_undo
    decisions.make(Decision(hotline, FAIL, "Hai lần gọi"), held=True)
    assert decisions.undo("nhầm") == (hotline.key, [WithdrawConclusion(hotline.visit, hotline.item, "nhầm")])
    assert not decisions.can_undo
    assert decisions.requests == []
    assert decisions.draft(hotline) == Draft(FAIL, "Hai lần gọi"), "what was written stays as a draft"


def test_undo_of_a_second_decision_brings_the_first_back(hotline: Case) -> None:
    decisions = Decisions()
    first = decisions.make(Decision(hotline, FAIL, "Hai lần gọi"), held=True)
    decisions.make(Decision(hotline, PASS, "Gọi lại được"), held=True)
    assert decisions.undo("nhầm")[1] == first
    assert decisions.requests == first


def test_a_withdrawal_names_its_reason_and_leaves_a_draft(found: dict[str, Case], hotline: Case) -> None:
    decisions = Decisions()
    concluded = found[scene.QR]
    assert decisions.withdraw(concluded, "Xem lại") == [WithdrawConclusion(concluded.visit, scene.QR, "Xem lại")]
    assert decisions.draft(concluded) == Draft(FAIL, "Đã xem ảnh: mã bị che.")
    decisions.make(Decision(hotline, FAIL, "Hai lần gọi"), held=True)
    assert decisions.withdraw(hotline, "Xem lại") == [WithdrawConclusion(hotline.visit, hotline.item, "Xem lại")]
    assert decisions.held == frozenset()
    assert decisions.draft(hotline) == Draft(FAIL, "Hai lần gọi")
    assert not decisions.can_undo
