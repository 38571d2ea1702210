"""Signing papers: which field, with whose certificate, and what the round is told of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector.commands.rounding import RecordSignature
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.projection.view import Document
from inspector.session import Session
from inspector.sources import Sources
from ui.work.home import Home, now, write_new, write_whole

if TYPE_CHECKING:
    from reports.sample_authority import SamplePerson
    from reports.signing import Signer

LONGEST_NAME: Final = 50
"""In a certificate, with the mark of a sample behind it. Source: RFC 5280, appendix A.1: ub-common-name is 64."""
_SAMPLE_DAYS: Final = 3650
"""What a demonstration signed can be verified whenever somebody looks at it."""


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """A sample authority on disk: its root, the one passphrase of all its files, and people with their files."""

    root: Path
    passphrase: str
    people: tuple[tuple[SamplePerson, Path], ...]


def field_of(pdf: bytes, wanted: str | None, at: datetime) -> tuple[str, bool]:
    """Return the field to sign in, and whether this is the first signature.

    Raises: KnownError("signing.which-field"), if none is named and not exactly one is empty.
    """
    from reports.verify import verify_pdf

    verdict = verify_pdf(pdf, (), at=at)
    if wanted is None and len(verdict.empty_fields) != 1:
        raise KnownError("signing.which-field", exit_code=2, fields=", ".join(verdict.empty_fields) or "–")
    return wanted or verdict.empty_fields[0], not verdict.signatures


def signatures_of(pdf: bytes, at: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of a paper in which nobody has signed yet, and the names of those who signed."""
    from reports.verify import verify_pdf

    verdict = verify_pdf(pdf, (), at=at)
    return verdict.empty_fields, tuple(facts.signer for facts in verdict.signatures)


def read_certificate(path: Path, passphrase: str, at: datetime) -> Signer:
    """Return the signer in a PKCS#12 file; the passphrase is tried once.

    Raises: KnownError file.unreadable and those of `reports.signing.read_pkcs12`.
    """
    from reports import signing

    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=path.name) from error
    return signing.read_pkcs12(data, passphrase.encode(), at=at)


def signed_with(pdf: bytes, signer: Signer, field: str | None, at: datetime, reason: str = "") -> bytes:
    """Return a paper with one more signature; the first one forbids all changes but further signatures.

    Raises: KnownError("signing.which-field") and those of `reports.signing.sign`.
    """
    from reports import signing

    target, is_first = field_of(pdf, field, at)
    return signing.sign(pdf, signer, target, reason=reason, location="", certify=is_first, sample=False, at=at)


def record_signature(session: Session, name: str, signed: bytes, at: datetime) -> None:
    """Keep a signed paper in the dossier; `name` is its file's, for what may be told.

    Raises: KnownError("document.unknown-pdf"), if the round knows no such paper.
    """
    from reports.verify import verify_pdf

    for one in session.view.documents:
        if canon.blob_id(signed[: one.said.size]) == one.said.sha256:
            signers = tuple(facts.signer for facts in verify_pdf(signed, (), at=at).signatures)
            session.do(RecordSignature(one.id, signed, signers))
            return
    raise KnownError("document.unknown-pdf", file=name)


def sign_and_record(session: Session, path: Path, signed: bytes, at: datetime) -> None:
    """Record a signed paper, then write its file: no signed file lies about which the round knows nothing.

    Raises: KnownError document.unknown-pdf, file.unwritable.
    """
    record_signature(session, path.name, signed, at)
    write_whole(path, signed)


def make_sample(out: Path, names: Sequence[str], sources: Sources) -> SampleFiles:
    """Found a SAMPLE authority, without legal value, and write it into a folder: root, passphrase, one file a person.

    Raises: KnownError name.too-long, file.exists, file.unwritable.
    """
    from reports.sample_authority import found

    if any(len(name) > LONGEST_NAME for name in names):
        raise KnownError("name.too-long", exit_code=2, limit=LONGEST_NAME)
    passphrase = secrets.token_urlsafe(18)
    start = now(sources)
    made = found(names, passphrase.encode(), sources, start=start, end=start + timedelta(days=_SAMPLE_DAYS))
    write_new(out / "root.pem", made.root)
    write_new(out / "passphrase.txt", f"{passphrase}\n".encode())
    files = [out / f"signer-{number}.p12" for number in range(1, len(made.people) + 1)]
    for file, person in zip(files, made.people, strict=True):
        write_new(file, person.pkcs12)
    return SampleFiles(out / "root.pem", passphrase, tuple(zip(made.people, files, strict=True)))


def sample_signer(home: Home, name: str, sources: Sources) -> Signer:
    """Return a sample signer of a name who lies in the home, made on first use: clearly a sample, without legal value.

    Raises: those of `make_sample` and `read_certificate`.
    """
    out = home.made() / "sample" / canon.blob_id(name.encode())[:16]
    file, secret = out / "signer-1.p12", out / "passphrase.txt"
    if not file.exists() or not secret.exists():
        if out.exists():
            out.rename(out.with_name(f"{out.name}-{now(sources):%Y%m%d%H%M%S}"))
        made = make_sample(out, (name[:LONGEST_NAME],), sources)
        return read_certificate(file, made.passphrase, now(sources))
    try:
        passphrase = secret.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=secret.name) from error
    return read_certificate(file, passphrase, now(sources))


def newest_bytes(session: Session, document: Document) -> bytes | None:
    """Return a recorded paper with all its signatures so far; None if nobody signed it yet.

    Raises: KnownError("blob.absent").
    """
    return session.dossier.blob(document.signed[-1].value) if document.signed else None
