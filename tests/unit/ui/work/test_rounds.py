from __future__ import annotations

from pathlib import Path

import pytest

from inspector.commands.rounding import IssueRoster
from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person
from inspector.people import card as cards
from inspector.people.identity import Identity
from inspector.rules.shipped import shipped
from tests.unit.ui.work.conftest import Somebody
from ui.work.handing import hand_over_visits, leads
from ui.work.rounds import dossier_of, key_request, slug, start_alone, take_briefing, take_copy, working_dossiers


def test_a_round_of_ones_own_has_a_person_with_all_rights_and_a_second_root_on_paper(an: Somebody) -> None:
    started = an.start("Kiểm tra tháng 11", "xã Một", "xã Hai")
    assert started.path == an.home.dossiers / "kiem-tra-thang-11.thisat"
    paper = cards.from_recovery(started.paper_secret, "giấy")
    assert paper.words == started.paper_words
    with an.session(started.path) as session:
        trust = session.view.trust
        assert session.view.round == started.round
        assert set(trust.roots) == {an.identity.public, paper.public}
        (me,) = trust.persons.values()
        assert (me.name, set(me.roles)) == ("Nguyễn An Mẫu", {"lead", "inspector"})
        assert [visit.unit.name for visit in session.view.visits.values()] == ["xã Một", "xã Hai"]
        assert session.view.problems == ()
        assert set(leads(session)) == {an.identity.recipient, paper.recipient}, "two may open what is handed over"


def test_the_secret_of_the_second_root_lies_nowhere_in_the_home(an: Somebody) -> None:
    started = an.start()
    seed = cards.from_recovery(started.paper_secret, "giấy").seed
    files = [path.read_bytes() for path in an.home.path.rglob("*") if path.is_file()]
    assert files
    assert not [data for data in files if seed in data or seed.hex().encode() in data]
    assert started.paper_secret not in repr(started)


def test_a_round_without_visits_carries_its_checklist_all_the_same(an: Somebody) -> None:
    started = an.start()
    with an.session(started.path) as session:
        (blob,) = session.dossier.blob_ids()
        assert session.dossier.blob(blob) == shipped("2026.2")


def test_two_rounds_of_one_title_lie_beside_each_other(an: Somebody) -> None:
    first, second = an.start(), an.start()
    assert first.round != second.round
    assert [path.name for path in working_dossiers(an.home)] == [
        "kiem-tra-thang-11-2.thisat", "kiem-tra-thang-11.thisat",
    ]  # fmt: skip
    assert dossier_of(an.home, second.round) == second.path
    assert dossier_of(an.home, "0" * 64) is None


@pytest.mark.parametrize(
    ("title", "checklist", "key"),
    [(" ", "2025.1", "text.empty"), ("a", "1999.1", "checklist.not_shipped"), ("a", b"{}", "checklist.invalid")],
)
def test_what_cannot_begin_leaves_nothing(an: Somebody, title: str, checklist: str | bytes, key: str) -> None:
    with pytest.raises(KnownError) as error:
        start_alone(an.home, an.identity, an.sources, title=title, checklist=checklist)
    assert error.value.key == key
    assert not an.home.dossiers.exists()


def test_what_a_crash_left_of_a_round_never_enters_the_next_one(an: Somebody) -> None:
    an.home.dossiers.mkdir(parents=True)
    for name in (".kiem-tra-thang-11.thisat.part", ".kiem-tra-thang-11.thisat.part-journal"):
        (an.home.dossiers / name).write_bytes(b"half of something")
    started = an.start()
    assert list(an.home.dossiers.iterdir()) == [started.path]
    assert an.visits(started.path) == {}


def test_a_round_that_fails_half_way_leaves_no_dossier(an: Somebody) -> None:
    an.home.made()
    (an.home.path / "marks.log").mkdir()
    with pytest.raises(KnownError, match=r"marks\.unreadable"):
        an.start()
    assert list(an.home.dossiers.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Đợt 10/02–09/05/2025 (mẫu)", "dot-10-02-09-05-2025-mau"),
        ("Hoà Bình", "hoa-binh"),
        ("…", "dot"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_file_is_named_in_letters_that_every_disk_takes(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_request_tells_the_lead_all_that_the_roster_needs(an: Somebody) -> None:
    asked = key_request(an.identity.public_part)
    assert asked == key_request(an.identity)
    assert cards.from_qr_text(asked.card) == (an.identity.public, an.identity.recipient)
    for language in ("vi", "en"):
        text = asked.text(language)
        assert all(part in text for part in (an.identity.name, " ".join(an.identity.words), asked.card))
    assert asked.qr_png().startswith(b"\x89PNG")


def briefing(an: Somebody, binh: Somebody, out: Path, plain: str = "", to: tuple[str, ...] = ()) -> Path:
    """An begins a round, puts Bình on its roster, and briefs both, or whom `to` names."""
    started = an.start("Đợt của An", "xã Một")
    with an.session(started.path) as session:
        keys = (DeviceKey(binh.identity.public, binh.identity.recipient),)
        other = Person(id="1" * 32, name=binh.identity.name, roles=("inspector",), title="", keys=keys)
        persons = (*session.view.trust.persons.values(), other)
        session.do(IssueRoster("2", tuple(session.view.trust.roots), persons))
        to = to or (an.identity.recipient, binh.identity.recipient)
        (file,) = hand_over_visits(
            session, an.home, an.sources, list(session.view.visits), "statements", out, recipients=to, plain_reason=plain,
            briefing=True,
        )  # fmt: skip
    return file


def test_a_briefing_becomes_a_dossier_to_work_in(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    file = briefing(an, binh, tmp_path / "giao")
    assert file.name.endswith(".thisat.age")
    path = take_briefing(binh.home, binh.identity, binh.sources, file)
    assert path == binh.home.dossiers / "dot-cua-an.thisat"
    with binh.session(path) as session:
        assert session.view.title == "Đợt của An"
        assert [visit.unit.name for visit in session.view.visits.values()] == ["xã Một"]
        assert binh.identity.public in session.view.trust.grants
    assert file.name in (binh.home.path / "imports.jsonl").read_text(encoding="utf-8")
    assert not list(binh.home.path.glob(".examining-*"))


def test_a_briefing_of_a_round_that_is_here_is_not_taken_twice(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    file = briefing(an, binh, tmp_path / "giao")
    take_briefing(binh.home, binh.identity, binh.sources, file)
    with pytest.raises(KnownError, match=r"briefing\.here"):
        take_briefing(binh.home, binh.identity, binh.sources, file)
    assert len(working_dossiers(binh.home)) == 1


def test_a_briefing_for_somebody_else_stays_closed(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    to = (an.identity.recipient, Identity("giấy", b"c" * 32).recipient)
    file = briefing(an, binh, tmp_path / "giao", to=to)
    with pytest.raises(KnownError, match=r"exchange\."):
        take_briefing(binh.home, binh.identity, binh.sources, file)
    assert working_dossiers(binh.home) == []


def test_a_damaged_briefing_is_refused_and_kept_as_evidence(an: Somebody, binh: Somebody, tmp_path: Path) -> None:
    file = briefing(an, binh, tmp_path / "giao", plain="thử")
    data = file.read_bytes()
    file.write_bytes(data.replace("xã Một".encode(), "xã Mốt".encode()))
    assert file.read_bytes() != data
    with pytest.raises(KnownError) as error:
        take_briefing(binh.home, binh.identity, binh.sources, file)
    assert error.value.key == "briefing.damaged"
    assert (Path(str(error.value.params["folder"])) / "received.thisat").exists()
    assert working_dossiers(binh.home) == []


def test_a_copy_may_stand_beside_the_dossier_that_it_was_made_of(an: Somebody) -> None:
    started = an.start()
    path = take_copy(an.home, an.sources, started.path)
    assert path != started.path
    with an.session(path) as session:
        assert session.view.round == started.round
