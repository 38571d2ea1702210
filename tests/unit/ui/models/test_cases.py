"""The list of what is to be decided, without a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from inspector.rules.checklist import decode
from tests import differing as scene
from tests.differing import Differing
from ui.models.cases import CaseLine, CasesModel, VisitLine
from ui.work.deciding import Case, cases


@pytest.fixture(scope="module")
def found() -> tuple[Case, ...]:
    made: Differing = scene.differing()
    return cases(made.view, {made.world.checklist_id: decode(made.world.checklist)})


@pytest.fixture
def model() -> CasesModel:
    model = CasesModel(lambda case: case.unit, lambda line: f"{line.case.code} {'open' if line.is_open else 'done'}")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_headings_stand_over_their_cases_and_cannot_be_chosen(model: CasesModel, found: tuple[Case, ...]) -> None:
    model.show_cases(found, frozenset())
    kinds = [type(line) for line in model.lines]
    assert kinds == [VisitLine, *[CaseLine] * 6, VisitLine, CaseLine]
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    spoken = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == ["Xã Minh Hoạ 02", "A2 done", "B2 open"]
    assert model.data(model.index(0)) is None
    assert model.line(QModelIndex()) is None


def test_what_is_held_counts_as_decided_and_only_its_row_changes(model: CasesModel, found: tuple[Case, ...]) -> None:
    model.show_cases(found, frozenset())
    changed: list[int] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(first.row()))
    model.modelReset.connect(lambda: resets.append(True))
    model.show_cases(found, frozenset({found[1].key}))
    assert (changed, resets) == ([2], [])
    model.show_cases(found[:2], frozenset())
    assert resets == [True]


def test_the_next_that_waits_is_found_going_round(model: CasesModel, found: tuple[Case, ...]) -> None:
    model.show_cases(found, frozenset())
    assert model.next_open(None, forward=True) == found[1].key
    assert model.next_open(found[-1].key, forward=True) == found[1].key
    assert model.next_open(found[1].key, forward=False) == found[-1].key
    model.show_cases(found, frozenset(case.key for case in found[2:]))
    assert model.next_open(found[1].key, forward=True) is None
    assert model.next_open(found[2].key, forward=True) == found[1].key
    assert model.row_of(("", "", "")) == -1
