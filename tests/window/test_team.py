"""The team: people from key cards, one roster for each edit, a briefing for each person, and what comes of them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from inspector.commands.answering import Answer
from inspector.commands.draft import Drafts, NoBlobs
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import OpenVisit
from inspector.dossier.foreign import examine
from inspector.journal.bodies import HandedOver, said
from inspector.journal.entry import VisitId
from inspector.journal.value import PASS
from inspector.people import key_file
from inspector.people.card import qr_png
from inspector.people.identity import Identity
from inspector.progress import Silent
from inspector.projection.view import View
from inspector.session import Session
from inspector.sources import SystemSources
from resources import say
from tests.window.beginning import arrived, begun, page_of, start_of, told, unlocked
from tests.window.stage import PASSPHRASE, Seat, closing, idle, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.models.members import ROOTS
from ui.screens.start_parts.alone import Paper
from ui.screens.start_parts.choose import Choose
from ui.screens.start_parts.with_team import WithTeam
from ui.screens.team import Team
from ui.screens.team_parts.briefing import Briefing
from ui.screens.team_parts.detail import MemberDetail
from ui.screens.team_parts.form import Form
from ui.screens.team_parts.people import AddDevice, AddPerson, ChangeDuties
from ui.screens.team_parts.removal import Remove
from ui.screens.team_parts.root_form import AddRoot, PaperRoot
from ui.screens.team_parts.roots import RootsDetail
from ui.widgets.qr import QrCode
from ui.work.handing import hand_over_visits
from ui.work.home import Home
from ui.work.rosters import with_person
from ui.work.rounds import key_request, start_alone
from ui.work.team import card_in, has_card

AN = Identity("Nguyễn An Mẫu", b"a" * 32)
BINH = Identity("Lê Bình Mẫu", b"b" * 32)
DUNG = Identity("Trần Dung Mẫu", b"d" * 32)
ITEM = "pub_paper_booklet"


class Late(NoBlobs, frozen=True):
    """A roster made over what was in force before."""

    request: IssueRoster
    view: View

    def drafts(self, view: View, author: str) -> Drafts:
        return self.request.drafts(self.view, author)


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path, mystery=False)


@pytest.fixture
def bench(seat: Seat) -> Generator[Workbench]:
    with workbench(seat, Place("team")) as opened:
        yield opened


def screen(bench: Workbench) -> Team:
    return screen_of(bench, Team)


def submit(bench: Workbench, form: Form) -> None:
    form.do.click()
    until(lambda: screen(bench).dialog is None)
    idle(bench)


def add(bench: Workbench, who: Identity, *, scan: Path | None = None) -> None:
    """Put a person on the roster: from the request that they sent, or from a picture of their code."""
    screen(bench).add.click()
    form = screen(bench).dialog
    assert isinstance(form, AddPerson)
    if scan is None:
        form.card.text.setPlainText(key_request(who).text("vi"))
    else:
        form.card.take_file(scan)
        until(lambda: form.card.card is not None)
        form.duties.name.edit.setText(who.name)
    assert form.card.words.text() == " ".join(who.words)
    form.card.compared.setChecked(True)
    submit(bench, form)


def choose(bench: Workbench, name: str) -> MemberDetail:
    """Make a member current and return what is told of them."""
    shown = screen(bench)
    (place,) = [at for at, row in enumerate(shown.list.members.rows) if row.name == name]
    shown.list.setCurrentIndex(shown.list.members.index(place, 0))
    assert isinstance(shown.detail, MemberDetail)
    return shown.detail


def button(root: QWidget, key: str, **params: object) -> QAbstractButton:
    words = say(key, "vi", **params)
    (found,) = [one for one in root.findChildren(QAbstractButton) if one.text() == words]
    return found


def texts(root: QWidget) -> str:
    return "\n".join(one.text() for one in root.findChildren(QLabel))


def chips(bench: Workbench, name: str) -> list[str]:
    return [words for row in screen(bench).list.members.rows if row.name == name for words, _ in row.chips]


def briefing(bench: Workbench) -> Briefing:
    """Return the form of the briefings, once it knows which visits are planned."""
    form = screen(bench).dialog
    assert isinstance(form, Briefing)
    until(lambda: form.is_ready)
    return form


def write_briefings(bench: Workbench, folder: Path) -> Briefing:
    form = briefing(bench)
    form.tree.tick(all_of_them=True)
    form.target.aim(folder)
    form.write.click()
    until(lambda: not form.is_writing)
    return form


# -- the whole way


def test_a_lead_adds_two_inspectors_briefs_them_and_their_answers_count_until_a_device_is_removed(
    bench: Workbench, seat: Seat, tmp_path: Path
) -> None:
    card = tmp_path / "the-khoa.png"
    card.write_bytes(qr_png(key_request(BINH).card))
    add(bench, AN)
    add(bench, BINH, scan=card)
    assert chips(bench, AN.name) == [say("role.inspector"), say("team.brief-never")]

    stick = tmp_path / "USB"
    stick.mkdir()
    screen(bench).brief.click()
    form = write_briefings(bench, stick)
    assert form.told.words.text() == say("team.brief-done", count=3, total=3, folder="USB")
    files = {who.name: next(stick.glob(f"*_{code}_*")) for who, code in ((AN, "nguyenanmau"), (BINH, "lebinhmau"))}
    form.close_it.click()
    idle(bench)
    assert chips(bench, AN.name) == [say("role.inspector")]

    there = another_laptop(tmp_path / "binh", BINH, files[BINH.name])
    record(there, there.visits[1])
    merge(bench, seat, hand_over(there, tmp_path / "lan-1"))
    visit = bench.context.shown.view.visits[there.visits[1]]
    assert [one.item for one in visit.results.values() if one.value == PASS] == [ITEM]

    button(choose(bench, BINH.name), "team.remove-person").click()
    remove = screen(bench).dialog
    assert isinstance(remove, Remove)
    assert "2 lời ghi" in texts(remove.kept) or "3 lời ghi" in texts(remove.kept)
    remove.reason.edit.setText("mất máy ngày 20/11/2026")
    submit(bench, remove)
    assert say("team.left") in chips(bench, BINH.name)
    assert chips(bench, AN.name) == [say("role.inspector"), say("team.brief-outdated")]

    record(there, there.visits[2])
    merge(bench, seat, hand_over(there, tmp_path / "lan-2"))
    view = bench.context.shown.view
    assert not view.visits[there.visits[2]].results
    assert [one.item for one in view.visits[there.visits[1]].results.values() if one.value == PASS] == [ITEM]

    button(screen(bench).notices, "team.resend", count=2).click()
    again = briefing(bench)
    assert len(again.chosen) == 2
    again.close_it.click()


def another_laptop(folder: Path, who: Identity, briefing: Path) -> Seat:
    """Open a briefing in a home of somebody else's, as they would, and return their seat."""
    home = Home(folder)
    home.made()
    key_file.write(home.key_path, who, PASSPHRASE, SystemSources(), key_file.FLOOR)
    there = Seat(home, who, folder, ())
    with begun(home) as bench:
        unlocked(bench, there)
        start_of(bench).bring(briefing)
        arrived(bench, "home")
        idle(bench)
        shown = bench.context.shown
        assert not bench.context.is_lead
        return Seat(home, who, shown.path, tuple(shown.view.visits))


def record(there: Seat, visit: VisitId) -> None:
    with closing(Session.open(there.dossier, there.identity, SystemSources(), there.home.marks())) as session:
        session.do(OpenVisit(visit, "2026-11-21T08:00:00+07:00"))
        session.do(Answer(visit, ITEM, PASS))


def hand_over(there: Seat, folder: Path) -> Path:
    sources = SystemSources()
    with closing(Session.open(there.dossier, there.identity, sources, there.home.marks())) as session:
        (file,) = hand_over_visits(session, there.home, sources, list(session.view.visits), "statements", folder)
    return file


def merge(bench: Workbench, seat: Seat, file: Path) -> None:
    """Unite a file with the open dossier; the session sees it at its next turn."""
    with seat.home.private() as private:
        found = examine(file, private, identities=[seat.identity], progress=Silent())
        job = bench.bridge.run(lambda session, progress: session.absorb([found]))
        until(lambda: job.is_finished)
    idle(bench)


# -- forms


def test_nobody_is_added_before_the_words_are_compared(bench: Workbench) -> None:
    screen(bench).add.click()
    form = screen(bench).dialog
    assert isinstance(form, AddPerson)
    form.do.click()
    assert form.trouble.words.text() == say("team.no-card")
    form.card.text.setPlainText(key_request(AN).text("vi"))
    assert form.duties.name.text == AN.name
    form.do.click()
    assert form.trouble.words.text() == say("team.not-compared")
    form.card.compared.setChecked(True)
    form.card.text.setPlainText(key_request(BINH).card)
    assert not form.card.compared.isChecked()
    form.card.compared.setChecked(True)
    form.duties.roles["inspector"].setChecked(False)
    form.do.click()
    assert form.trouble.words.text() == say("team.no-role")
    assert form.card.card is not None
    form.reject()


def test_a_card_comes_from_the_clipboard_as_words_or_as_a_picture(bench: Workbench) -> None:
    screen(bench).add.click()
    form = screen(bench).dialog
    assert isinstance(form, AddPerson)
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    form.card.paste.click()
    assert form.card.told.text() == say("team.card-nothing")
    clipboard.setText("xin chào")
    form.card.paste.click()
    assert form.card.told.text() == say("key.qr")
    clipboard.setText(key_request(AN).card)
    form.card.paste.click()
    assert form.card.words.text() == " ".join(AN.words)
    clipboard.setImage(QImage.fromData(qr_png(key_request(BINH).card)))
    form.card.paste.click()
    until(lambda: form.card.words.text() == " ".join(BINH.words))
    assert has_card(form.card.text.toPlainText())
    clipboard.setImage(QImage.fromData(qr_png("https://example.org")))
    form.card.paste.click()
    until(lambda: form.card.told.text() == say("team.no-code", name=say("team.card")))
    assert form.card.card is None
    clipboard.clear()
    form.reject()


def test_a_key_that_is_listed_is_refused_in_the_form(bench: Workbench, seat: Seat) -> None:
    screen(bench).add.click()
    form = screen(bench).dialog
    assert isinstance(form, AddPerson)
    form.card.text.setPlainText(key_request(seat.identity).text("vi"))
    form.card.compared.setChecked(True)
    form.do.click()
    until(form.trouble.isVisible)
    assert form.trouble.words.text() == say("team.key-listed", name=seat.identity.name)
    form.reject()


def test_an_edit_is_taken_back_by_the_toast_and_by_the_key(bench: Workbench) -> None:
    add(bench, AN)
    assert AN.public in bench.context.shown.view.trust.grants
    screen(bench).list.setFocus()
    assert bench.window is not None
    bench.window.acts.action("undo").trigger()
    until(lambda: AN.public not in bench.context.shown.view.trust.grants)
    idle(bench)
    assert [row.name for row in screen(bench).list.members.rows][-1] == say("team.roots")


def test_a_deputy_is_appointed(bench: Workbench) -> None:
    add(bench, AN)
    button(choose(bench, AN.name), "team.edit").click()
    form = screen(bench).dialog
    assert isinstance(form, ChangeDuties)
    form.duties.roles["deputy"].setChecked(True)
    form.duties.title.edit.setText("Phó phòng")
    submit(bench, form)
    assert bench.context.shown.view.trust.grants[AN.public].roles == {"deputy", "inspector"}
    assert say("role.deputy") in chips(bench, AN.name)


def test_a_removal_without_a_reason_writes_nothing(bench: Workbench) -> None:
    add(bench, AN)
    button(choose(bench, AN.name), "team.remove-person").click()
    form = screen(bench).dialog
    assert isinstance(form, Remove)
    assert say("team.remove-kept-none") in texts(form.kept)
    form.do.click()
    assert form.trouble.words.text() == say("team.no-reason")
    form.reject()
    assert not bench.context.shown.view.trust.cut


# -- roots


def roots(bench: Workbench) -> RootsDetail:
    bench.context.go("team", part=ROOTS)
    idle(bench)
    detail = screen(bench).detail
    assert isinstance(detail, RootsDetail)
    return detail


def test_a_further_root_is_a_device_of_somebody_or_a_sheet_of_paper(bench: Workbench) -> None:
    add(bench, AN)
    button(roots(bench), "team.add-root").click()
    form = screen(bench).dialog
    assert isinstance(form, AddRoot)
    form.do.click()
    assert form.trouble.words.text() == say("team.root-none")
    next(choice for choice, (name, _) in form.choices.items() if name == AN.name).setChecked(True)
    submit(bench, form)
    assert AN.public in bench.context.shown.view.trust.roots

    button(roots(bench), "team.add-root").click()
    form = screen(bench).dialog
    assert isinstance(form, AddRoot)
    form.paper.setChecked(True)
    form.do.click()
    (sheet,) = form.findChildren(PaperRoot)
    assert len(bench.context.shown.view.trust.roots) == 3
    sheet.page.done.setChecked(True)
    sheet.page.onward.click()
    until(lambda: screen(bench).dialog is None)
    idle(bench)
    assert len(bench.context.shown.view.trust.roots) == 4

    drop = [one for one in roots(bench).findChildren(QAbstractButton) if one.text() == say("team.drop-root")]
    drop[0].click()
    until(lambda: len(bench.context.shown.view.trust.roots) == 3)
    idle(bench)


# -- who may not


def test_who_is_no_root_sees_the_team_and_why_nothing_can_be_changed(seat: Seat) -> None:
    deputy = Identity("Phó", b"p" * 32)
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        trust = session.view.trust
        lead, other = trust.persons.values()
        there = type(other)(
            id=other.id,
            name=other.name,
            roles=other.roles,
            keys=(type(other.keys[0])(deputy.public, deputy.recipient),),
        )
        session.do(IssueRoster("2", tuple(trust.roots), (lead, there)))
    with workbench(Seat(seat.home, deputy, seat.dossier, seat.visits), Place("team")) as bench:
        idle(bench)
        shown = screen(bench)
        assert not shown.add.isVisible()
        assert "Chỉ xem" in texts(shown.notices)
        assert seat.identity.name in texts(shown.notices)
        detail = choose(bench, lead.name)
        words = {one.text() for one in detail.findChildren(QAbstractButton)}
        assert words == {say("team.brief-one")}


# -- briefings


def test_a_briefing_says_what_is_missing_and_its_file_opens_for_its_person(
    bench: Workbench, seat: Seat, tmp_path: Path
) -> None:
    add(bench, AN)
    button(choose(bench, AN.name), "team.brief-one").click()
    form = briefing(bench)
    assert len(form.chosen) == 1
    assert form.count.text() == say("team.brief-chosen", chosen=len(form.tree.chosen), total=3)
    form.write.click()
    assert form.trouble.words.text() == say("handing.no-target")
    form.people[form.chosen[0]].setChecked(False)
    form.write.click()
    assert form.trouble.words.text() == say("team.brief-nobody")
    form.people[next(iter(form.people))].setChecked(True)
    form.target.aim(tmp_path / "không có")
    form.write.click()
    until(lambda: not form.is_writing)
    assert form.trouble.words.text() == say("handing.gone", folder="không có")
    form.close_it.click()
    idle(bench)
    bodies = [said(one) for one in bench.context.shown.view.round_scope.things.values()]
    assert not [body for body in bodies if isinstance(body, HandedOver)]


def test_the_workbench_leads_to_the_team(bench: Workbench) -> None:
    bench.context.go("home")
    idle(bench)
    assert bench.window is not None
    (way,) = [
        one
        for one in bench.window.findChildren(QAbstractButton)
        if one.isVisible() and one.text() == say("home.lead-team")
    ]
    way.click()
    idle(bench)
    assert screen(bench).isVisible()


# -- the beginning


def with_team(bench: Workbench, seat: Seat) -> WithTeam:
    unlocked(bench, seat)
    page_of(bench, Choose).team.emit()
    return page_of(bench, WithTeam)


def test_a_round_for_a_team_begins_with_the_card_of_a_deputy_and_leads_to_the_team(seat: Seat) -> None:
    with begun(seat.home) as bench:
        page = with_team(bench, seat)
        page.title.edit.setText("Đợt của đoàn")
        page.begin.click()
        assert told(page) == say("team.no-card")
        page.card.text.setPlainText(key_request(AN).text("vi"))
        page.begin.click()
        assert page.trouble.words.text() == say("team.not-compared")
        page.card.compared.setChecked(True)
        page.begin.click()
        arrived(bench, "team")
        idle(bench)
        trust = bench.context.shown.view.trust
        assert trust.roots == {seat.identity.public, AN.public}
        assert trust.grants[AN.public].roles == {"deputy", "inspector"}
        assert chips(bench, AN.name)[0] == say("role.deputy")


def test_a_round_for_a_team_may_have_its_second_root_on_paper(seat: Seat) -> None:
    with begun(seat.home) as bench:
        page = with_team(bench, seat)
        page.second.choose(1)
        page.second.clicked.emit()
        page.begin.click()
        paper = page_of(bench, Paper)
        paper.done.setChecked(True)
        paper.onward.click()
        arrived(bench, "team")
        idle(bench)
        assert "Mọi khoá gốc đều của" in texts(roots(bench))


def test_ones_own_key_is_no_second_root(seat: Seat) -> None:
    with begun(seat.home) as bench:
        page = with_team(bench, seat)
        page.card.text.setPlainText(key_request(seat.identity).text("vi"))
        page.card.compared.setChecked(True)
        page.begin.click()
        assert told(page) == say("roster.roots")


def test_a_round_without_a_visit_leads_to_the_team_as_well(tmp_path: Path) -> None:
    seat = settle(tmp_path, units=1, mystery=False)
    path = start_alone(seat.home, seat.identity, SystemSources(), title="Đợt trống").path
    with workbench(Seat(seat.home, seat.identity, path, ()), Place("home")) as bench:
        assert bench.window is not None
        (way,) = [
            one
            for one in bench.window.findChildren(QAbstractButton)
            if one.isVisible() and one.text() == say("home.lead-team")
        ]
        way.click()
        idle(bench)
        assert screen(bench).list.members.rows[0].name == seat.identity.name


# -- devices, rival rosters, another dossier


def test_a_person_gets_a_second_device_and_loses_the_first(bench: Workbench) -> None:
    add(bench, AN)
    new = Identity("Máy mới", b"n" * 32)
    button(choose(bench, AN.name), "team.add-device").click()
    form = screen(bench).dialog
    assert isinstance(form, AddDevice)
    form.card.text.setPlainText(key_request(new).card)
    form.card.compared.setChecked(True)
    submit(bench, form)
    detail = choose(bench, AN.name)
    assert len(detail.findChildren(QrCode)) == 2
    (first, _) = [one for one in detail.findChildren(QAbstractButton) if one.text() == say("team.remove-device")]
    first.click()
    remove = screen(bench).dialog
    assert isinstance(remove, Remove)
    remove.reason.edit.setText("hỏng máy")
    submit(bench, remove)
    trust = bench.context.shown.view.trust
    assert trust.cut.keys() == {AN.public}
    assert new.public in trust.grants
    detail = choose(bench, AN.name)
    assert say("team.device-removed", reason="hỏng máy") in texts(detail)
    assert len(detail.findChildren(QrCode)) == 1
    assert bench.window is not None
    bench.window.acts.action("undo").trigger()  # a removal is not taken back
    idle(bench)
    assert bench.context.shown.view.trust.cut.keys() == {AN.public}


def test_two_rosters_in_force_are_told_and_settled(seat: Seat) -> None:
    with workbench(seat, Place("team")) as bench:
        add(bench, AN)
        former = bench.context.shown.view
        add(bench, BINH)
        rival = with_person(
            former, seat.identity.public_part, SystemSources(), card_in(key_request(DUNG).card), name=DUNG.name,
            roles=("clerk",),
        )  # fmt: skip
        bench.bridge.submit(Late(rival, former))
        idle(bench)
        assert len(bench.context.shown.view.trust.rosters) == 2
        assert not bench.context.shown.view.trust.grants.keys() & {BINH.public, DUNG.public}
        wanted = [
            one for one in screen(bench).notices.findChildren(QAbstractButton) if one.text().startswith("Lấy danh")
        ]
        assert len(wanted) == 2
        wanted[0].click()
        until(lambda: len(bench.context.shown.view.trust.rosters) == 1)
        idle(bench)
        assert len(bench.context.shown.view.trust.grants.keys() & {BINH.public, DUNG.public}) == 1
        assert not [
            one for one in screen(bench).notices.findChildren(QAbstractButton) if one.text().startswith("Lấy danh")
        ]


def test_nothing_of_one_dossier_is_undone_in_another(seat: Seat) -> None:
    with workbench(seat, Place("team")) as bench:
        add(bench, AN)
        other = start_alone(seat.home, seat.identity, SystemSources(), title="Đợt khác").path
        bench.bridge.open(other, seat.identity, seat.home.marks())
        until(lambda: bench.context.shown.path == other)
        idle(bench)
        assert [row.name for row in screen(bench).list.members.rows] == [seat.identity.name, say("team.roots")]
        screen(bench).issuing.undo()
        idle(bench)
        assert len(bench.context.shown.view.round_scope.slot("roster").history) == 1
