"""`document`, `sign` and `verify`: from a visit to a paper, from a paper to a signed one, from a file to a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

import click

from inspector.commands.rounding import RecordDocument, RecordSignature
from inspector.dossier.file import Dossier
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import Basis
from inspector.journal.log import Log
from inspector.places.directory import SHIPPED
from inspector.projection.basis import at_basis, basis_of
from inspector.projection.view import View, fold
from inspector.projection.visit import State, VisitView
from inspector.session import PROGRAM, Session
from inspector.text import clean
from reports.outline.letter import Issue, letter
from reports.outline.minutes import Numbered, minutes
from reports.outline.office import Office, read_office
from resources import open_bytes
from ui.terminal.desk import (
    Desk,
    find_visit,
    needed_day,
    pass_desk,
    path_argument,
    read_bytes,
    read_secret,
    verb,
    write_new,
    write_whole,
)
from ui.terminal.visits import checklist_in, checklist_of

OFFICE = "offices/ca-mau-sample.json"


@dataclass(frozen=True, slots=True)
class Order:
    """What `document` was asked for."""

    dossier: Path
    wanted: str | None
    number: str | None
    day: date
    out: Path
    draft: bool
    office: Office
    as_json: bool


def read_office_at(path: Path | None) -> Office:
    """Return the issuing office from a file, or the sample one.

    Raises: KnownError file.unreadable, office.invalid.
    """
    return read_office(read_bytes(path) if path else open_bytes(OFFICE))


@click.group()
def document() -> None:
    """Lập văn bản. / Make a paper."""


def _options(function: Any) -> Any:
    for option in (
        click.option("--json", "as_json", is_flag=True),
        click.option("--office", type=path_argument, help="Tệp cơ quan ban hành. / The file of the issuing office."),
        click.option("--draft", is_flag=True, help="Bản nháp: không số, không ô ký. / A draft cannot be signed."),
        click.option("--out", type=path_argument, required=True),
        click.option("--day", help="Ngày ban hành. / The day of issue."),
        click.option("--number", help="Số văn bản, như 05. / The document's number, as 05."),
        click.option("--visit", "wanted"),
        click.argument("dossier", type=path_argument),
    ):
        function = option(function)
    return function


def _order(desk: Desk, options: dict[str, Any]) -> Order:
    number, draft, day = clean(options["number"] or ""), options["draft"], options["day"]
    if not draft and not number:
        raise KnownError("document.number-needed", exit_code=2)
    return Order(
        dossier=options["dossier"],
        wanted=options["wanted"],
        number=None if draft else number,
        day=needed_day(day) if day else now(desk).date(),
        out=options["out"],
        draft=draft,
        office=read_office_at(options["office"]),
        as_json=options["as_json"],
    )


@document.command("minutes")
@_options
@pass_desk
@verb
def make_minutes(desk: Desk, **options: Any) -> None:
    """Biên bản kiểm tra của một lượt. / The minutes of a visit."""
    order = _order(desk, options)
    with desk.session(order.dossier) as session:
        _make(desk, session, order, Wanted("minutes", order.number, order.day))


@document.command("letter")
@click.option("--answer-by", required=True, help="Hạn trả lời. / The day by which an answer is due.")
@click.option("--to", "addressee", help="Nơi kính gửi. / The addressee.")
@_options
@pass_desk
@verb
def make_letter(desk: Desk, answer_by: str, addressee: str | None, **options: Any) -> None:
    """Công văn yêu cầu khắc phục, gửi người đứng đầu đơn vị. / The letter that asks a unit's head to put things right."""
    order, due = _order(desk, options), needed_day(answer_by).isoformat()
    with desk.session(order.dossier) as session:
        name = find_visit(session.view, order.wanted).unit.name
        to = clean(addressee) if addressee else f"Chủ tịch Ủy ban nhân dân {name}"
        _make(desk, session, order, Wanted("letter", order.number, order.day, to, due))


@document.command("again")
@click.argument("dossier", type=path_argument)
@click.argument("wanted")
@click.option("--office", type=path_argument)
@click.option("--out", type=path_argument, required=True)
@pass_desk
@verb
def make_again(desk: Desk, dossier: Path, wanted: str, office: Path | None, out: Path) -> None:
    """Lập lại văn bản đã ghi, đúng từng byte, từ cơ sở của nó. / Make a recorded paper again, byte for byte."""
    with desk.session(dossier) as session:
        documents = session.view.documents
        found = [d for d in documents if d.said.number == wanted]
        # A number is short and made of digits, as the beginning of an id may be: the number comes first.
        found = found or [d for d in documents if len(wanted) >= 4 and d.id.startswith(wanted)]
        if len(found) != 1:
            raise KnownError("thing.unknown", exit_code=2, thing=wanted)
        said = found[0].said
        log = at_basis(session.log, said.basis)
        visit = fold(log).visit_of(said.visits[0])
        assert visit is not None, "the basis names the visit's scope"
        issued = Wanted(said.type, said.number, date.fromisoformat(said.date), said.addressee, said.answer_by)
        made = _compose(session.dossier, log, visit, read_office_at(office), issued, draft=False)
        if made.basis != said.basis or canon.blob_id(made.pdf) != said.sha256:
            raise KnownError("document.basis-differs", exit_code=4, number=said.number)
    write_new(out, made.pdf)
    desk.tell("cli.document-made", file=out.name)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The paper that is wanted, beside what follows from the visit."""

    type: Literal["minutes", "letter"]
    number: str | None
    day: date
    addressee: str = ""
    answer_by: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper, and what it was made from."""

    pdf: bytes
    basis: Basis


def _make(desk: Desk, session: Session, order: Order, wanted: Wanted) -> None:
    """Make a paper of the visit as it stands, record it unless it is a draft, and write the file."""
    visit = _ready(session, order)
    made = _compose(session.dossier, session.log, visit, order.office, wanted, draft=order.draft)
    if order.out.exists():
        raise KnownError("file.exists", exit_code=6, file=order.out.name)
    if wanted.number is not None:
        # Recorded first: a file that could not be written can be made again from what was recorded.
        session.do(
            RecordDocument(
                wanted.type,
                (visit.id,),
                wanted.number,
                wanted.day.isoformat(),
                made.pdf,
                made.basis,
                wanted.addressee,
                wanted.answer_by,
            )
        )
    write_new(order.out, made.pdf)
    if order.as_json:
        desk.print_json({"file": str(order.out), "sha256": canon.blob_id(made.pdf), "draft": order.draft})
    desk.tell("cli.document-made", file=order.out.name)


def _ready(session: Session, order: Order) -> VisitView:
    """Return the visit if a paper may be made of it: a final one chooses between no witnesses and guesses no meaning.

    Raises: KnownError document.contested, document.needs-newer (unless a draft is wanted).
    """
    visit = find_visit(session.view, order.wanted)
    if order.draft:
        return visit
    for state, key in ((State.CONTESTED, "document.contested"), (State.UNREADABLE, "document.needs-newer")):
        items = [r.item for r in visit.results.values() if r.state is state]
        if items:
            codes = ", ".join(checklist_of(session, visit).item(item).code for item in items)
            raise KnownError(key, exit_code=5, visit=visit.id[:8], count=len(items), codes=codes)
    return visit


def _compose(dossier: Dossier, log: Log, visit: VisitView, office: Office, wanted: Wanted, *, draft: bool) -> Made:
    """Decide, lay out and render a paper from a log and the bytes beside it: the same bytes for an equal basis."""
    from reports.pdf import render

    present = dossier.blob_ids()
    checklist = checklist_in(dossier, visit)
    numbered = Numbered(wanted.number, draft)
    if wanted.type == "minutes":
        paper = minutes(visit, checklist, office, numbered, present)
    else:
        issue = Issue(
            numbered=numbered,
            day=None if draft else wanted.day,
            answer_by=date.fromisoformat(wanted.answer_by),
            addressee=wanted.addressee,
            minutes=_minutes_number(fold(log), visit, office),
        )
        paper = letter(visit, checklist, office, issue, present)
    shown = (photo.said.display for photo in visit.photos if photo.said and photo.said.display in present)
    pdf = render(paper, {name: dossier.blob(name) for name in shown})
    basis = basis_of(
        log,
        visit,
        present,
        layout=paper.profile,
        places=canon.blob_id(open_bytes(SHIPPED)),
        series=office.series,
        program=PROGRAM,
    )
    return Made(pdf, basis)


def _minutes_number(view: View, visit: VisitView, office: Office) -> str:
    numbers = [d.said.number for d in view.documents if d.said.type == "minutes" and visit.id in d.said.visits]
    return f"{numbers[-1]}/{office.minutes_symbol}" if numbers else ""


def now(desk: Desk) -> datetime:
    """Return the present moment of this desk's clock, with its offset."""
    zone = timezone(timedelta(minutes=desk.sources.offset_min()))
    return datetime.fromtimestamp(desk.sources.utc_ms() / 1000, UTC).astimezone(zone)


@click.command("sign")
@click.argument("files", type=path_argument, nargs=-1, required=True)
@click.option("--p12", type=path_argument, required=True, help="Chứng thư và khoá, PKCS#12. / Certificate and key.")
@click.option("--p12-passphrase-file", "secret", type=path_argument)
@click.option("--field", help="Ô ký; mặc định là ô trống duy nhất. / The field; by default the only empty one.")
@click.option("--reason", default="")
@click.option("--into", "dossier", type=path_argument, help="Ghi văn bản đã ký vào hồ sơ. / Record it in a dossier.")
@pass_desk
@verb
def sign(
    desk: Desk, files: tuple[Path, ...], p12: Path, secret: Path | None, field: str | None, reason: str,
    dossier: Path | None,
) -> None:  # fmt: skip
    """Ký văn bản của chương trình (PAdES). / Sign papers that this program made (PAdES)."""
    from reports import signing

    if secret is not None:
        passphrase = read_secret(secret)
    elif desk.no_input:
        raise KnownError("key.passphrase-needed", exit_code=2)
    else:
        passphrase = click.prompt(desk.say("cli.p12-passphrase", file=p12.name), hide_input=True, err=True)
    at = now(desk)
    signer = signing.read_pkcs12(read_bytes(p12), passphrase.encode(), at=at)
    for file in files:
        pdf = read_bytes(file)
        target, first = _field(pdf, field, at)
        signed = signing.sign(pdf, signer, target, reason=reason, location="", certify=first, sample=False, at=at)
        if dossier is not None:
            # Recorded first, so that no signed file lies about which the round knows nothing.
            with desk.session(dossier) as session:
                _record(session, file, signed, at)
        write_whole(file, signed)
        desk.tell("cli.signed", file=file.name, signer=signer.name)


def _field(pdf: bytes, wanted: str | None, at: datetime) -> tuple[str, bool]:
    """Return the field to sign in, and whether this is the first signature.

    Raises: KnownError("signing.which-field").
    """
    from reports.verify import verify_pdf

    verdict = verify_pdf(pdf, (), at=at)
    if wanted is None and len(verdict.empty_fields) != 1:
        raise KnownError("signing.which-field", exit_code=2, fields=", ".join(verdict.empty_fields) or "–")
    return wanted or verdict.empty_fields[0], not verdict.signatures


def _record(session: Session, file: Path, signed: bytes, at: datetime) -> None:
    from reports.verify import verify_pdf

    for one in session.view.documents:
        if canon.blob_id(signed[: one.said.size]) == one.said.sha256:
            signers = tuple(facts.signer for facts in verify_pdf(signed, (), at=at).signatures)
            session.do(RecordSignature(one.id, signed, signers))
            return
    raise KnownError("document.unknown-pdf", file=file.name)


def verify_paper(
    desk: Desk, file: Path, data: bytes, roots: list[bytes], expected: tuple[str, ...]
) -> tuple[dict[str, Any], int]:
    """Return what is to be printed of a PDF, and the exit code: 0 valid, 3 not proved, 4 bad."""
    from reports.verify import verify_pdf

    verdict = verify_pdf(data, roots, expected, at=now(desk))
    lights = {
        "integrity": desk.say(f"verify.integrity-{verdict.integrity}"),
        "author": desk.say(f"verify.author-{verdict.author}"),
        "time": desk.say(f"verify.time-{verdict.time}"),
    }
    told = {
        "file": file.name,
        "verdict": verdict.bottom,
        "sentence": desk.say(f"verify.{verdict.bottom}", names=", ".join(verdict.missing)),
        "lights": lights,
        "signatures": [
            {"field": s.field, "signer": s.signer, "issuer": s.issuer, "intact": s.intact, "valid": s.valid,
             "author": s.author, "coverage": s.coverage,
             "claimed_at": s.claimed_at.isoformat() if s.claimed_at else None}
            for s in verdict.signatures
        ],
        "missing": list(verdict.missing),
        "empty_fields": list(verdict.empty_fields),
    }  # fmt: skip
    return told, {"valid": 0, "unknown": 3, "missing": 3, "unsigned": 3, "expired": 3}.get(verdict.bottom, 4)
