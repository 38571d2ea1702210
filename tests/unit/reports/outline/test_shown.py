"""Which pictures papers print: never the plain one of a photo that was drawn over, and in a letter those chosen for it."""

from __future__ import annotations

import pytest

from inspector.journal import canon
from inspector.journal.bodies import Arranged, Flagged, FreeFinding, PhotoAdded, Redrawn
from inspector.journal.entry import EntryId, VisitId
from inspector.journal.value import FAIL, PASS
from inspector.projection.basis import at_basis, basis_of
from inspector.projection.view import fold
from reports.outline.blocks import Paper, Photo, Photos
from reports.outline.minutes import Numbered, minutes
from tests.builder import Laptop
from tests.flows.text import lines
from tests.unit.inspector.synthesis.rounds import Round
from tests.unit.reports.outline.rounds import a_letter, a_report, unit
from tests.unit.reports.outline.visits import ASKED, OFFICE, Scene

FINDING = "0123456789abcdef"


def shown(paper: Paper) -> list[Photo]:
    parts = [part for appendix in paper.appendices for part in appendix.body if isinstance(part, Photos)]
    return [photo for part in parts for photo in part.photos]


def display_of(by: Laptop, photo: EntryId) -> str:
    """Return the id of a photo's display copy: the smaller of its two blobs."""
    return min(by.statements[photo].header.blobs, key=lambda ref: ref[1])[0]


def redraw(by: Laptop, visit: VisitId, photo: EntryId, derived: bytes) -> str:
    body = Redrawn(value=canon.blob_id(derived), source=display_of(by, photo))
    by.say(body, ("copy", photo), visit, blobs=[derived])
    return body.value


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    scene.answer({"A1": PASS, "G2": FAIL})
    return scene


def test_minutes_print_the_copy_and_never_the_plain_picture(scene: Scene) -> None:
    one = scene.photo("Nơi ngồi chờ", "G2")
    plain = display_of(scene.an, one)
    assert scene.minutes().images() == (plain,)
    covered = redraw(scene.an, scene.visit, one, b"covered")
    assert scene.minutes().images() == (covered,)
    (absent,) = shown(scene.minutes(present=frozenset({plain})))
    assert absent.image is None, "the copy is on another stick; the plain picture is no substitute"
    assert absent.absent == "Ảnh chưa có trong tệp này hoặc đã được che theo quy định"
    scene.an.withdraw(scene.visit, "copy", one)
    assert scene.minutes().images() == (plain,)


def test_minutes_made_again_from_their_basis_print_the_copy_of_that_day(scene: Scene) -> None:
    one = scene.photo("Nơi ngồi chờ", "G2")
    covered = redraw(scene.an, scene.visit, one, b"covered")
    made = scene.minutes()
    present = frozenset(scene.an.blobs)
    basis = basis_of(scene.lead.log, [scene.view()], present, layout="", places="", series="", program="")
    scene.an.withdraw(scene.visit, "copy", one)
    later = scene.minutes()
    assert (made.images(), later.images()) == ((covered,), (display_of(scene.an, one),))
    then = fold(at_basis(scene.lead.log, basis)).visits[scene.visit]
    assert minutes(then, ASKED, OFFICE, Numbered(None, True), present) == made


def test_of_copies_in_dispute_none_is_printed_and_the_paper_says_so(scene: Scene) -> None:
    one = scene.photo("Nơi ngồi chờ", "G2")
    scene.binh.meet(scene.an)
    redraw(scene.an, scene.visit, one, b"an's")
    redraw(scene.binh, scene.visit, one, b"binh's")
    (found,) = shown(scene.minutes(present=frozenset({*scene.an.blobs, *scene.binh.blobs})))
    assert (found.image, found.absent) == (None, "Các bản đã chỉnh của ảnh này khác nhau, chờ chọn một bản")


def test_the_plain_picture_is_not_printed_where_a_colleague_brought_the_same_one_and_covered_it(scene: Scene) -> None:
    one = scene.photo("Của An", "G2")
    original, display = (
        scene.an.blobs[blob] for blob, _ in sorted(scene.an.statements[one].header.blobs, key=lambda ref: -ref[1])
    )
    scene.binh.meet(scene.an)
    again = PhotoAdded(
        original=canon.blob_id(original), display=canon.blob_id(display), name="b.jpg", format="JPEG", width=4, height=3
    )
    two = scene.binh.say(again, (), scene.visit, blobs=[original, display])
    covered = redraw(scene.binh, scene.visit, two, b"covered")
    paper = scene.minutes(present=frozenset({*scene.an.blobs, *scene.binh.blobs}))
    assert paper.images() == (covered,)
    assert shown(paper)[0].caption[0] == "G2 – Của An"


def test_photos_of_an_item_are_printed_as_they_were_arranged(scene: Scene) -> None:
    a, b, c = (scene.photo(text, *codes) for text, codes in (("a", ["G2"]), ("b", ["A1"]), ("c", ["G2"])))
    scene.an.say(Arranged(value=(c, a)), ("order", ASKED.find("G2").id), scene.visit)
    assert scene.minutes().images() == tuple(display_of(scene.an, one) for one in (c, b, a))


def test_minutes_tell_what_was_found_outside_the_checklist_and_name_its_photos(scene: Scene) -> None:
    assert "Nội dung ghi nhận ngoài phiếu" not in " ".join(lines(scene.minutes()))
    scene.an.say(FreeFinding(value="Cửa khoá trong giờ làm việc"), ("free", FINDING), scene.visit)
    scene.an.say(FreeFinding(value="Máy lấy số hỏng"), ("free", "0" * 16), scene.visit)
    photo = scene.photo("Cửa chính")
    scene.an.link(scene.visit, photo, FINDING)
    paper = scene.minutes()
    text = lines(paper)
    title = next(place for place, line in enumerate(text) if line.endswith("Nội dung ghi nhận ngoài phiếu"))
    assert text[title] == "3. Nội dung ghi nhận ngoài phiếu", "behind the groups that were asked"
    assert text[title + 1 : title + 3] == [
        "- Ngoài phiếu 1: Cửa khoá trong giờ làm việc (01 ảnh kèm theo)",
        "- Ngoài phiếu 2: Máy lấy số hỏng",
    ]
    assert shown(paper)[0].caption[0] == "Ngoài phiếu 1 – Cửa chính"
    scene.binh.meet(scene.an)
    scene.binh.say(FreeFinding(value="Hết giấy"), ("free", "0" * 16), scene.visit, supersedes=[])
    assert any(line.startswith("- Ngoài phiếu 2: Ghi nhận khác nhau: ") for line in lines(scene.minutes()))


def test_a_finding_outside_the_checklist_that_is_withheld_is_said(scene: Scene) -> None:
    said = scene.an.say(FreeFinding(value="Cửa khoá"), ("free", FINDING), scene.visit)
    paper = minutes(scene.view_without(said), ASKED, OFFICE, Numbered(None, True), frozenset())
    assert "- Ngoài phiếu 1: Chưa có nội dung trong hồ sơ này" in lines(paper)


def test_who_states_a_finding_was_there(scene: Scene) -> None:
    scene.binh.meet(scene.an)
    scene.binh.say(FreeFinding(value="Cửa khoá"), ("free", FINDING), scene.visit)
    assert "- Binh" in lines(scene.minutes())


class Letters:
    """Two units that wait in the sun, one of them without a booklet too."""

    def __init__(self) -> None:
        self.round = Round([unit("xã 1", fac_waiting=FAIL, pub_paper_booklet=FAIL), unit("xã 2", fac_waiting=FAIL)])
        self.an = self.round.an

    def photo(self, name: str, *items: str) -> EntryId:
        visit = self.round.visits[name]
        photo = self.an.photo(visit)
        for item in items:
            self.an.link(visit, photo, item)
        return photo

    def choose(self, name: str, photo: EntryId) -> None:
        self.an.say(Flagged(value="in"), ("flag", photo, "letter"), self.round.visits[name])

    def displays(self, *photos: EntryId) -> tuple[str, ...]:
        return tuple(display_of(self.an, photo) for photo in photos)


def test_photos_chosen_for_the_letter_come_first_and_drive_out_others_of_their_shortcoming() -> None:
    made = Letters()
    a, b = (made.photo("xã 1", "fac_waiting") for _ in range(2))
    booklet = made.photo("xã 1", "pub_paper_booklet")
    both = made.photo("xã 1", "fac_waiting", "pub_paper_booklet")
    c, d = (made.photo("xã 2", "fac_waiting") for _ in range(2))
    everything = made.displays(a, b, booklet, both, c, d)
    assert a_letter(made.round).images() == everything
    made.choose("xã 1", b)
    assert a_letter(made.round).images() == made.displays(b, booklet, both, c, d)
    made.choose("xã 2", d)
    assert a_letter(made.round).images() == made.displays(b, d, booklet, both)
    made.choose("xã 1", booklet)
    assert a_letter(made.round).images() == made.displays(b, booklet, d)
    assert a_report(made.round).images() == everything, "a report shows them all"


def test_letters_and_reports_print_the_copy() -> None:
    made = Letters()
    photo = made.photo("xã 1", "fac_waiting")
    covered = redraw(made.an, made.round.visits["xã 1"], photo, b"covered")
    assert a_letter(made.round).images() == a_report(made.round).images() == (covered,)


def test_a_photo_is_chosen_by_whoever_brought_the_same_picture() -> None:
    made = Letters()
    visit = made.round.visits["xã 1"]
    _, other = made.photo("xã 1", "fac_waiting"), made.photo("xã 1", "fac_waiting")
    blobs = sorted(made.an.statements[other].header.blobs, key=lambda ref: -ref[1])
    original, display = (made.an.blobs[blob] for blob, _ in blobs)
    again = PhotoAdded(original=blobs[0][0], display=blobs[1][0], name="b.jpg", format="JPEG", width=4, height=3)
    twin = made.an.say(again, (), visit, blobs=[original, display])
    made.choose("xã 1", twin)
    assert a_letter(made.round).images() == made.displays(other)


def test_minutes_print_what_was_not_chosen_for_the_letter_too(scene: Scene) -> None:
    photo = scene.photo("Nơi ngồi chờ", "G2")
    scene.an.say(Flagged(value="in"), ("flag", photo, "letter"), scene.visit)
    other = scene.photo("Bàn", "G2")
    assert scene.minutes().images() == tuple(display_of(scene.an, one) for one in (photo, other))
