"""The minutes of one visit from draft to signed paper, as the window makes them: files lie in the person's home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inspector.commands.evidence import AddPhoto
from inspector.errors import KnownError
from inspector.evidence.ingest import Ingest
from inspector.journal import canon
from inspector.journal.entry import VisitId
from inspector.projection.view import Document
from inspector.session import Session
from inspector.sources import Sources
from inspector.text import clean, fold
from ui.work.directories import directory_of
from ui.work.home import Home, now
from ui.work.papers import Wanted, again, make, preview_minutes
from ui.work.previous import day_of
from ui.work.signing import (
    newest_bytes,
    read_certificate,
    sample_signer,
    sign_and_record,
    signatures_of,
    signed_with,
)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes to be looked at."""

    pdf: bytes
    document: Document | None = None
    """None for a draft."""
    path: Path | None = None
    """Where the file lies; None for a draft."""
    empty_fields: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()


def draft(session: Session, home: Home, sources: Sources, visit: VisitId) -> Minutes:
    """Return minutes as they would be now, without a number.

    Raises: those of `preview_minutes`.
    """
    return Minutes(preview_minutes(session, home, sources, visit))


def minutes_of(session: Session, home: Home, sources: Sources, visit: VisitId) -> Minutes:
    """Return the newest recorded minutes of a visit with all signatures so far, or a draft where there are none.

    Raises: those of `preview_minutes` and `again`.
    """
    found = [one for one in session.view.documents if one.said.type == "minutes" and one.said.visits == (visit,)]
    if not found:
        return draft(session, home, sources, visit)
    document = found[-1]
    path = path_of(session, home, document)
    return _as_minutes(document, path, _bytes(session, home, document, path), sources)


def make_final(session: Session, home: Home, sources: Sources, visit: VisitId, number: str) -> Minutes:
    """Give minutes their number, record them, and write the file.

    Raises: KnownError minutes.number-needed and those of `make`.
    """
    typed = clean(number)
    if not typed:
        raise KnownError("minutes.number-needed", exit_code=2)
    day = now(sources).date()
    path = _path(session, home, visit, typed, day)
    made = make(session, directory_of(home), Wanted("minutes", (visit,), typed, day), path)
    return _as_minutes(session.view.documents[-1], path, made.pdf, sources)


def sign(
    session: Session,
    home: Home,
    sources: Sources,
    document: Document,
    *,
    field: str,
    certificate: Path | None,
    passphrase: str,
    sample_name: str = "",
) -> Minutes:
    """Sign recorded minutes in one field, record that, and write the file anew.

    Args:
        session: whose minutes they are.
        home: where the file lies.
        sources: the clock.
        document: the minutes.
        field: which field.
        certificate: a PKCS#12 file; None: a SAMPLE of `sample_name`, without legal value.
        passphrase: of that file, tried once.
        sample_name: whose sample.

    Raises: those of `read_certificate`, `sample_signer`, `signed_with` and `sign_and_record`.
    """
    at = now(sources)
    signer = sample_signer(home, sample_name, sources) if certificate is None else None
    if certificate is not None:
        signer = read_certificate(certificate, passphrase, at)
    assert signer is not None
    path = path_of(session, home, document)
    signed = signed_with(_bytes(session, home, document, path), signer, field, at)
    sign_and_record(session, path, signed, at)
    fresh = next(one for one in session.view.documents if one.id == document.id)
    return _as_minutes(fresh, path, signed, sources)


def path_of(session: Session, home: Home, document: Document) -> Path:
    """Return where the file of recorded minutes lies, whether it is there or not."""
    said = document.said
    return _path(session, home, said.visits[0], said.number, date.fromisoformat(said.date))


def _path(session: Session, home: Home, visit: VisitId, number: str, day: date) -> Path:
    """Return a name without diacritics or blanks: number, unit, day of the visit."""
    view = session.view.visits[visit]
    unit = view.unit.code or fold(view.unit.name)
    words = "-".join("".join(ch if ch.isalnum() and ch.isascii() else " " for ch in unit).split())
    plain = "".join(ch for ch in number if ch.isalnum() and ch.isascii())
    told = (day_of(view) or day.isoformat()).replace("-", "")
    return home.path / "papers" / session.log.round[:8] / f"BB_{plain}_{words}_{told}_{day:%Y%m%d}.pdf"


def _bytes(session: Session, home: Home, document: Document, path: Path) -> bytes:
    """Return the paper: as last signed, else the file if it is still the one that was recorded, else made again."""
    signed = newest_bytes(session, document)
    if signed is not None:
        return signed
    try:
        pdf = path.read_bytes()
    except OSError:
        pdf = b""
    return pdf if canon.blob_id(pdf) == document.said.sha256 else again(session, home, document).pdf


def _as_minutes(document: Document, path: Path, pdf: bytes, sources: Sources) -> Minutes:
    empty, signers = signatures_of(pdf, now(sources))
    return Minutes(pdf, document, path, empty, signers)


def add_opinion_photo(session: Session, visit: VisitId, file: Path, caption: str) -> str:
    """Add a photo or scan of what the unit wrote about the findings, and return the file's name.

    Raises: KnownError file.unreadable and those of `Ingest.take` and `AddPhoto`.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=file.name) from error
    with Ingest() as ingest:
        taken = ingest.take(data, file.name)
    facts = taken.facts.stated()
    session.do(
        AddPhoto(
            visit, taken.original, taken.display, file.name, taken.format, taken.width, taken.height, facts, (), caption
        )
    )
    return file.name
