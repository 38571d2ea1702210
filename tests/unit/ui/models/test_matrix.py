"""The model of the table, without a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from inspector.journal.value import FAIL, PASS
from inspector.places.directory import nation
from tests.unit.inspector.synthesis.rounds import Place, Round
from ui.models.matrix import FIRST, GROUP, UNIT, FootModel, MatrixModel, Role, Wording
from ui.work.faces import EMPTY, Choice, Table, arranged, faces
from ui.work.overview import oversee
from ui.work.trend import Tally

WORDS = Wording(
    spoken=lambda line, column, field: f"{line.name} {column.code} {field.state}",
    group=lambda line: line.district,
    sum=lambda line: f"{line.tally.k} of {line.tally.n}",
    heading=lambda column: f"{column.code} {column.title}",
    names=("district", "unit", "sum"),
)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@pytest.fixture(scope="module")
def table() -> Table:
    places = [
        Place("xã Một", "huyện Mẫu", {"fb_hotline_posted": FAIL, "fac_waiting": PASS}),
        Place("xã Hai", "huyện Khác", {"fb_hotline_posted": PASS, "fac_waiting": FAIL}),
    ]
    round_ = Round(places)
    seen = oversee(round_.view, round_.synthesis().matrix.checklists, nation())
    return arranged(seen, faces(seen, "vi")["item"], Choice())


@pytest.fixture
def model(table: Table) -> MatrixModel:
    model = MatrixModel(WORDS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_table(table, WORDS)
    return model


def test_names_stand_before_the_fields_and_the_sum_after_them(model: MatrixModel) -> None:
    texts = [[model.data(model.index(row, column), SPOKEN) for column in range(model.columnCount())] for row in (0, 1)]
    assert texts == [
        ["Mẫu", "Xã Một", "Xã Một B1 unmet", "Xã Một G2 met", "1 of 2"],
        ["Khác", "Xã Hai", "Xã Hai B1 met", "Xã Hai G2 unmet", "1 of 2"],
    ]
    assert [model.headerData(n, ACROSS) for n in range(model.columnCount())] == ["district", "unit", "B1", "G2", "sum"]
    assert [model.headerData(n, DOWN) for n in range(3)] == ["Xã Một", "Xã Hai", None]
    assert model.headerData(FIRST, ACROSS, SPOKEN) == "B1 Công khai số điện thoại đường dây nóng"


def test_a_field_is_found_by_unit_and_column(model: MatrixModel) -> None:
    index = model.place(2, "fac_waiting")
    assert (index.row(), index.column()) == (1, FIRST + 1)
    named = model.named(index)
    assert named is not None
    assert (named[0].name, named[1].code) == ("Xã Hai", "G2")
    assert not model.place(3, "fac_waiting").isValid()
    assert not model.place(1, "pub_qr_posted").isValid()
    assert model.named(model.index(0, UNIT)) is None
    assert model.named(QModelIndex()) is None


def test_delegates_get_values_and_screens_no_words_on_tiles(model: MatrixModel) -> None:
    field = model.index(0, FIRST)
    assert model.data(field, Role.FIELD) == model.field(0, FIRST)
    assert model.data(field, Role.LINE) == model.table.lines[0]
    assert model.data(field) is None
    assert model.data(model.index(0, GROUP), Role.FIELD) is None
    assert model.data(field, Qt.ItemDataRole.ToolTipRole) == "Xã Một B1 unmet"
    assert model.data(field, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None


def test_an_empty_table_has_its_three_columns_of_names_and_sums() -> None:
    model = MatrixModel(WORDS)
    assert (model.rowCount(), model.columnCount(), model.table) == (0, FIRST + 1, EMPTY)


def test_the_foot_tells_the_sums(table: Table) -> None:
    foot = FootModel(lambda name, column, tally: f"{name} {column.code if column else '*'} {tally.k}/{tally.n}")
    QAbstractItemModelTester(foot, QAbstractItemModelTester.FailureReportingMode.Fatal, foot)
    foot.show_table(table, "failing")
    cells = [foot.data(foot.index(0, column), SPOKEN) for column in range(foot.columnCount())]
    assert cells == ["failing", "failing", "failing B1 1/2", "failing G2 1/2", "failing * 2/4"]
    assert [foot.data(foot.index(0, column)) for column in range(FIRST, foot.columnCount())] == ["1", "1", "2"]
    assert foot.tally(UNIT) is None
    assert foot.tally(FIRST) == Tally(1, 2)
