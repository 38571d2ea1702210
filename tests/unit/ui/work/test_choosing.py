from __future__ import annotations

import pytest

from inspector.commands.visiting import OpenVisit
from inspector.errors import KnownError
from inspector.places.unit import UnitKey
from tests.unit.ui.work.conftest import Somebody
from ui.work.choosing import Choice, among, last_begun, listed, plans, typed
from ui.work.directories import shipped


def test_a_former_name_without_diacritics_leads_to_what_its_territory_is_now() -> None:
    choice = listed(shipped().directory, "phong lac")[0]
    assert (choice.name, choice.formerly, choice.above) == ("Xã Trần Văn Thời", "xã Phong Lạc", "tỉnh Cà Mau")
    assert choice.unit is not None
    assert choice.unit.name == "xã Trần Văn Thời"
    assert (choice.unit.district, choice.unit.since) == ("huyện Trần Văn Thời", "2025-07-01")
    assert shipped().directory.unit(UnitKey(choice.unit.code, choice.unit.since)).name == "Trần Văn Thời"


def test_a_present_unit_is_offered_under_its_own_name_and_once() -> None:
    choices = listed(shipped().directory, "xã Trần Văn Thời")
    assert choices[0].name == "Xã Trần Văn Thời"
    codes = [choice.unit.code for choice in choices if choice.unit is not None]
    assert len(codes) == len(set(codes)) == len(choices)


def test_planned_visits_are_those_that_nobody_began_by_their_day(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một", "xã Hai", "xã Mười").path
    visits = an.visits(path)
    an.do(path, OpenVisit(visits["xã Hai"], "2025-11-21T08:00:00+07:00"))
    with an.session(path) as session:
        waiting = plans(session.view)
        begun = last_begun(session.view)
    assert [choice.name for choice in waiting] == ["Xã Một", "Xã Mười"]
    assert begun is not None
    assert begun.id == visits["xã Hai"]
    assert [choice.name for choice in among(waiting, "muoi")] == ["Xã Mười"]
    assert [choice.name for choice in among(waiting, "XA mot")] == ["Xã Một"]
    assert among(waiting, "ot") == [], "words are found from their beginning"


def test_a_name_outside_the_list_is_taken_as_it_was_typed() -> None:
    choice = typed("  thôn Đông  ")
    assert choice == Choice("Thôn Đông", choice.unit)
    assert choice.unit is not None
    assert (choice.unit.name, choice.unit.code) == ("thôn Đông", "")
    with pytest.raises(KnownError) as error:
        typed("xã\x07")
    assert error.value.key == "text.control"
