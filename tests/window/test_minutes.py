"""Minutes on the spot: from the preview to a signed paper that anybody can verify, without leaving the window."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from inspector.progress import Silent
from inspector.session import Session
from inspector.sources import SystemSources
from reports.pages import page_pictures
from reports.sample_authority import found
from reports.verify import verify_pdf
from resources import catalogue, open_bytes
from tests.window.answering import answer
from tests.window.stage import Seat, closing, idle, screen_of, settle, until, workbench, write
from ui.app import Workbench
from ui.context import Place
from ui.screens.minutes import MinutesDialog
from ui.screens.review import Review
from ui.screens.review_parts.sign_form import Signing
from ui.work.home import now
from ui.work.sealing import seal_whole

VISIT = 0


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    seat = settle(tmp_path, mystery=False)
    answer(seat, seat.visits[VISIT], A3="fail")
    return seat


@pytest.fixture
def sealed(seat: Seat) -> Seat:
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        seal_whole(
            session, seat.visits[VISIT], "onsite", SystemSources(), Silent(), with_gaps="Chưa chụp được ảnh mã QR"
        )
    return seat


@pytest.fixture
def bench(sealed: Seat) -> Generator[Workbench]:
    with workbench(sealed, Place("review", visit=sealed.visits[VISIT], part="minutes")) as opened:
        idle(opened)
        yield opened


def dialog(bench: Workbench) -> MinutesDialog:
    shown = screen_of(bench, Review)
    assert isinstance(shown.dialog, MinutesDialog)
    return shown.dialog


def make(bench: Workbench, number: str = "05") -> MinutesDialog:
    """Give the minutes a number and wait for the paper."""
    form = dialog(bench)
    form.number.setText(number)
    form.make.click()
    until(lambda: form.minutes is not None and form.minutes.document is not None and not form.is_busy)
    return form


def sign(form: MinutesDialog, wanted: Signing | None = None) -> None:
    if wanted is None:
        form.sign_form.sample.click()
    else:
        form.sign_form.wanted.emit(wanted)
    until(lambda: not form.is_busy, 60_000)


def signers(form: MinutesDialog) -> tuple[str, ...]:
    assert form.minutes is not None
    return form.minutes.signers


def test_the_preview_shows_the_pages_of_a_draft(bench: Workbench) -> None:
    form = dialog(bench)
    until(lambda: bool(form.pages.pages))
    first = form.pages.pages[0].pixmap()
    assert first.width() > 200
    assert first.height() > first.width()
    assert form.minutes is not None
    assert form.minutes.document is None


def test_a_visit_without_a_seal_has_a_draft_alone(seat: Seat) -> None:
    with workbench(seat, Place("review", visit=seat.visits[VISIT], part="minutes")) as bench:
        idle(bench)
        form = dialog(bench)
        form.number.setText("05")
        form.make.click()
        assert form.trouble.words.text() == bench.context.say("minutes.seal-first")
        assert not bench.context.shown.view.documents


def test_final_minutes_need_a_number(bench: Workbench) -> None:
    form = dialog(bench)
    form.make.click()
    assert form.trouble.words.text() == bench.context.say("minutes.number-needed")
    assert not bench.context.shown.view.documents


def test_final_minutes_are_recorded_and_lie_in_the_home(bench: Workbench, sealed: Seat) -> None:
    form = make(bench)
    (document,) = bench.context.shown.view.documents
    assert document.said.number == "05"
    assert form.minutes is not None
    assert form.minutes.path is not None
    assert form.minutes.path.is_relative_to(sealed.home.path / "papers")
    assert form.minutes.path.read_bytes() == form.minutes.pdf
    assert form.minutes.path.name.isascii()


def test_what_was_told_on_the_spot_is_kept_by_itself_and_stands_in_the_paper(bench: Workbench, sealed: Seat) -> None:
    form = dialog(bench)
    form.facts.representatives.setText("Ông Nguyễn Văn Minh Hoạ, Phó Chủ tịch")
    form.facts.opinion.setPlainText("Đơn vị thống nhất và sẽ khắc phục")
    form.facts.ended.setText("10h26")
    form.facts.ended.textEdited.emit("10h26")
    form.facts.refused.click()
    form.facts.witness.setText("Chờ xin ý kiến; chứng kiến: bà Lê Thị Mẫu")
    make(bench)
    visit = bench.context.shown.view.visits[sealed.visits[VISIT]]
    assert visit.facts("representatives") == ("Ông Nguyễn Văn Minh Hoạ, Phó Chủ tịch",)
    assert visit.facts("unit_opinion") == ("Đơn vị thống nhất và sẽ khắc phục",)
    assert visit.facts("ended") == ("2026-11-20T10:26:00+07:00",)
    assert visit.facts("refused_to_sign") == ("Chờ xin ý kiến; chứng kiến: bà Lê Thị Mẫu",)


def test_what_is_typed_is_kept_after_a_moment(bench: Workbench, sealed: Seat) -> None:
    form = dialog(bench)
    write(form.facts.opinion, "Nhất trí")
    visit = sealed.visits[VISIT]
    until(lambda: bench.context.shown.view.visits[visit].facts("unit_opinion") == ("Nhất trí",))


def test_what_is_no_time_is_not_kept(bench: Workbench, sealed: Seat) -> None:
    form = dialog(bench)
    form.facts.ended.setText("25:99")
    form.facts.ended.textEdited.emit("25:99")
    form.facts.keep()
    idle(bench)
    assert bench.context.shown.view.visits[sealed.visits[VISIT]].facts("ended") == ()
    assert form.facts.ended.property("wrong") is True


def test_minutes_signed_with_a_sample_verify_and_are_recorded(bench: Workbench, sealed: Seat) -> None:
    form = make(bench)
    sign(form)
    assert form.minutes is not None
    assert form.minutes.path is not None
    pdf = form.minutes.path.read_bytes()
    (root,) = (sealed.home.path / "sample").glob("*/root.pem")
    verdict = verify_pdf(pdf, [root.read_bytes()], ("Trần Thị Mỹ Hạnh (MẪU)",), at=now(SystemSources()))
    assert verdict.bottom == "valid"
    (document,) = bench.context.shown.view.documents
    assert document.signed[0].signers == ("Trần Thị Mỹ Hạnh (MẪU)",)
    assert "MẪU" in form.told.words.text()


def test_everybody_is_offered_their_own_field_first(bench: Workbench) -> None:
    form = make(bench)
    assert form.sign_form.field.currentData() == "TruongDoan"
    sign(form)
    assert form.minutes is not None
    assert form.minutes.empty_fields == ("ThuKy", "DaiDienDonVi")


def test_two_people_sign_one_after_the_other(bench: Workbench) -> None:
    form = make(bench)
    sign(form)
    sign(form)
    assert form.minutes is not None
    assert len(form.minutes.signers) == 2
    assert len(form.minutes.empty_fields) == 1
    verdict = verify_pdf(form.minutes.pdf, (), at=now(SystemSources()))
    assert all(facts.unbroken for facts in verdict.signatures)


def test_a_certificate_file_signs_and_a_wrong_passphrase_signs_nothing(bench: Workbench, tmp_path: Path) -> None:
    moment = now(SystemSources())
    authority = found(["Lê Quốc Việt"], b"dung mat khau", SystemSources(), start=moment, end=moment.replace(year=2036))
    file = tmp_path / "chung-thu.p12"
    file.write_bytes(authority.people[0].pkcs12)
    form = make(bench)
    form.sign_form.use(file)
    form.sign_form.passphrase.setText("sai mat khau")
    sign(form, Signing("TruongDoan", file, "sai mat khau"))
    assert form.sign_form.trouble.text() == bench.context.say("signing.passphrase-wrong")
    assert form.sign_form.passphrase.text() == "sai mat khau"
    assert not signers(form)
    sign(form, Signing("TruongDoan", file, "dung mat khau"))
    assert signers(form) == ("Lê Quốc Việt (MẪU)",)


def test_recorded_minutes_are_shown_again_with_their_signatures(bench: Workbench) -> None:
    form = make(bench)
    sign(form)
    assert form.minutes is not None
    assert form.minutes.path is not None
    form.minutes.path.unlink()
    form.reject()
    idle(bench)
    shown = screen_of(bench, Review)
    shown.open_minutes()
    again = dialog(bench)
    until(lambda: again.minutes is not None)
    assert again.minutes is not None
    assert again.minutes.signers == ("Trần Thị Mỹ Hạnh (MẪU)",)


def test_a_photo_of_the_opinion_joins_the_visit(bench: Workbench, sealed: Seat, tmp_path: Path) -> None:
    file = tmp_path / "y-kien.jpg"
    file.write_bytes(open_bytes("samples/photos/notice.jpg"))
    dialog(bench).add_photo(file)
    idle(bench)
    (photo,) = bench.context.shown.view.visits[sealed.visits[VISIT]].photos
    assert photo.caption == bench.context.say("minutes.opinion-caption")


def test_a_copy_of_the_paper_is_saved_and_printed(bench: Workbench, tmp_path: Path) -> None:
    form = dialog(bench)
    until(lambda: form.minutes is not None)
    form.outputs.save_to(tmp_path / "ban-sao.pdf")
    until(lambda: form.told.words.text() != "")
    assert form.minutes is not None
    assert (tmp_path / "ban-sao.pdf").read_bytes() == form.minutes.pdf
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    form.outputs.print_on(printer)
    until(lambda: form.told.words.text() == bench.context.say("minutes.printed"))
    printed = page_pictures((tmp_path / "in.pdf").read_bytes(), 0, 1, 30)
    assert printed.total == page_pictures(form.minutes.pdf, 0, 1, 30).total


def test_the_fields_of_minutes_have_names_in_both_languages() -> None:
    from reports.outline.minutes import LEAD, SECRETARY, UNIT

    for language in ("vi", "en"):
        assert {f"minutes.field-{name}" for name in (SECRETARY, LEAD, UNIT)} <= set(catalogue(language))
