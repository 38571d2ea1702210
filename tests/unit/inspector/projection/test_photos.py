"""Which picture of a photo may be shown, where what was said of its copy is not here or cannot be read."""

from __future__ import annotations

import pytest

from inspector.journal.bodies import Body, FactStated, FreeFinding, Redrawn
from inspector.journal.entry import EntryId
from inspector.projection.photos import Photo, copy_of
from inspector.projection.visit import VisitView
from tests.builder import Laptop, World
from tests.unit.inspector.projection.reading import view_of

COPY = Redrawn(value="ab" * 32, source="cd" * 32)


class Scene:
    def __init__(self) -> None:
        self.lead, self.an = World(seed=3).team("lead", "an")
        self.visit = self.lead.plan()
        self.an.meet(self.lead)
        self.photo = self.an.photo(self.visit)

    def say(self, body: Body, kind: str = "", by: Laptop | None = None) -> EntryId:
        return (by or self.an).say(body, ("copy", self.photo), self.visit, kind=kind)

    def visit_view(self, *without: EntryId) -> VisitView:
        return view_of(self.an, without=without).visits[self.visit]

    def seen(self, *without: EntryId) -> Photo:
        (found,) = self.visit_view(*without).photos
        return found


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_nothing_said_is_the_plain_picture() -> None:
    assert copy_of(()) == copy_of([])
    assert not copy_of(()).contested


def test_a_copy_whose_particulars_are_not_here_uncovers_nothing(scene: Scene) -> None:
    said = scene.say(COPY)
    found = scene.seen(said)
    assert (found.copy, found.copy_unknown, found.is_plain, found.shown) == (None, True, False, None)


def test_a_copy_of_a_newer_program_uncovers_nothing(scene: Scene) -> None:
    scene.say(FactStated(value="?"), "foretold")
    assert scene.seen().shown is None


def test_a_photo_whose_own_particulars_are_not_here_has_no_picture(scene: Scene) -> None:
    found = scene.seen(scene.photo)
    assert (found.is_plain, found.shown) == (True, None)


def test_a_withdrawn_copy_leaves_the_plain_picture(scene: Scene) -> None:
    scene.say(COPY)
    scene.an.withdraw(scene.visit, "copy", scene.photo)
    found = scene.seen()
    assert found.said is not None
    assert (found.is_plain, found.shown) == (True, found.said.display)


def test_a_finding_that_is_not_here_has_no_text(scene: Scene) -> None:
    said = scene.an.say(FreeFinding(value="Cửa khoá"), ("free", "0" * 16), scene.visit)
    assert [(one.id, one.texts) for one in scene.visit_view(said).findings] == [("0" * 16, ())]


def test_slots_with_other_parts_than_these_tell_nothing(scene: Scene) -> None:
    for about in (("free", "a", "b"), ("flag", "a"), ("flag", "a", "letter", "b")):
        scene.an.say(FactStated(value="?"), about, scene.visit, kind="foretold")
    assert scene.visit_view().findings == ()
    assert scene.visit_view().flagged("letter") == ()
