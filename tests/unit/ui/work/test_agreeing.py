"""Agreement as rows: what differs most often first, people by their names."""

from __future__ import annotations

import pytest

from inspector.rules.checklist import decode
from inspector.rules.shipped import shipped
from tests import differing as scene
from tests.differing import Differing
from ui.work.agreeing import Table, table


@pytest.fixture(scope="module")
def made() -> Differing:
    return scene.differing()


@pytest.fixture
def found(made: Differing) -> Table:
    asked = {"old": decode(shipped("2025.1")), made.world.checklist_id: decode(made.world.checklist)}
    return table(made.view, asked, "vi")


def test_people_stand_by_their_names_and_who_differs_most_comes_first(found: Table) -> None:
    assert [line.label for line in found.lines["persons"]] == ["Lê Quốc Việt", "Trần Thị Mỹ Hạnh", "Phạm Minh Khôi"]
    assert found.lines["pairs"][0].label == "Trần Thị Mỹ Hạnh – Lê Quốc Việt"
    assert len(found.lines["persons"][0].places) == 7, "against another six times, against themselves once"


def test_items_stand_in_the_words_of_the_newest_checklist(found: Table) -> None:
    assert found.lines["items"][0].label == "A2  Niêm yết mã QR tra cứu TTHC"
    assert found.lines["items"][-1].tally.count == 0


def test_without_a_checklist_items_stand_by_their_ids(made: Differing) -> None:
    labels = [line.label for line in table(made.view, {}, "en").lines["items"]]
    assert scene.QR in labels


def test_some_visits_alone(made: Differing) -> None:
    (line,) = table(made.view, {}, "vi", {made.visits[1]}).lines["items"]
    assert (line.key, line.tally.count, line.tally.total) == ((scene.ECOPY,), 1, 1)
