"""The tree of visits, without a window."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.visits import Group, Role, VisitTree, Wording, day_of, grouped
from ui.work.stages import NOTHING, Stage, VisitRow

STARTED = "2026-11-{}T08:00:00+07:00"


def row(visit: str, stage: Stage, *, started: str = "", day: str = "") -> VisitRow:
    return VisitRow(visit, f"Xã {visit}", stage, False, False, day, started, 1, 3, NOTHING)


ROWS = (
    row("Năm", "handed_over", started=STARTED.format("17")),
    row("Một", "recording", started=STARTED.format("20")),
    row("Hai", "planned", day="2026-11-25"),
    row("Ba", "planned", day="2026-11-20"),
    row("Bốn", "planned"),
    row("Sáu", "sealed", started=STARTED.format("20")),
)


@pytest.fixture
def tree() -> VisitTree:
    tree = VisitTree(
        Wording(
            lambda group: f"{group.key} {len(group.rows)}", lambda one, column: one.unit if column == "unit" else column
        )
    )
    QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal, tree)
    return tree


def drawn(groups: tuple[Group, ...]) -> list[tuple[str, list[str]]]:
    return [(group.key, [one.visit for one in group.rows]) for group in groups]


def test_visits_stand_in_groups_in_the_order_of_their_life() -> None:
    assert drawn(grouped(ROWS, "stage")) == [
        ("planned", ["Ba", "Hai", "Bốn"]),
        ("recording", ["Một"]),
        ("sealed", ["Sáu"]),
        ("handed_over", ["Năm"]),
    ]


def test_or_by_day_the_latest_first_and_those_without_a_day_last() -> None:
    assert drawn(grouped(ROWS, "day")) == [
        ("2026-11-25", ["Hai"]),
        ("2026-11-20", ["Ba", "Một", "Sáu"]),
        ("2026-11-17", ["Năm"]),
        ("", ["Bốn"]),
    ]
    assert [day_of(one) for one in ROWS[:2]] == ["2026-11-17", "2026-11-20"]


def test_the_tree_has_two_levels_and_says_its_words(tree: VisitTree) -> None:
    tree.show_rows(ROWS, "stage")
    planned = tree.index(0, 0)
    assert tree.rowCount() == 4
    assert tree.rowCount(planned) == 3
    assert planned.data() == "planned 3"
    assert isinstance(planned.data(Role.GROUP), Group)
    assert planned.data(Role.ROW) is None
    visit = tree.index(1, 0, planned)
    assert (visit.data(), visit.data(Role.ROW).visit, visit.parent()) == ("Xã Hai", "Hai", planned)
    assert tree.index(1, 4, planned).data() == "act"
    assert visit.data(Qt.ItemDataRole.AccessibleTextRole) == "Xã Hai, kind, when, how, act"
    assert tree.rowCount(visit) == 0
    assert tree.index_of("Sáu").data(Role.ROW) == ROWS[-1]
    assert not tree.index_of("Bảy").isValid()
    assert tree.data(QModelIndex()) is None


def test_a_visit_that_changes_within_its_group_is_told_alone(tree: VisitTree) -> None:
    tree.show_rows(ROWS, "stage")
    told: list[object] = []
    tree.modelReset.connect(lambda: told.append("reset"))
    tree.dataChanged.connect(lambda first, last, roles: told.append((first.data(Role.ROW).visit, last.column())))
    tree.show_rows(ROWS, "stage")
    assert told == []
    changed = replace(ROWS[1], answered=2)
    tree.show_rows((ROWS[0], changed, *ROWS[2:]), "stage")
    assert told == [("Một", 4)]
    tree.show_rows((ROWS[0], replace(changed, stage="waiting"), *ROWS[2:]), "stage")
    assert told == [("Một", 4), "reset"]
