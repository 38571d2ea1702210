"""`sign` and `verify`: from a paper to a signed one, from a file to a verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from inspector.errors import KnownError
from ui.terminal.desk import Desk, pass_desk, path_argument, read_bytes, read_secret, verb
from ui.work.home import now, write_whole
from ui.work.signing import read_certificate, sign_and_record, signed_with


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
    if secret is not None:
        passphrase = read_secret(secret)
    elif desk.no_input:
        raise KnownError("key.passphrase-needed", exit_code=2)
    else:
        passphrase = click.prompt(desk.say("cli.p12-passphrase", file=p12.name), hide_input=True, err=True)
    at = now(desk.sources)
    signer = read_certificate(p12, passphrase, at)
    for file in files:
        pdf = read_bytes(file)
        signed = signed_with(pdf, signer, field, at, reason)
        if dossier is not None:
            with desk.session(dossier) as session:
                sign_and_record(session, file, signed, at)
        else:
            write_whole(file, signed)
        desk.tell("cli.signed", file=file.name, signer=signer.name)


def verify_paper(
    desk: Desk, file: Path, data: bytes, roots: list[bytes], expected: tuple[str, ...]
) -> tuple[dict[str, Any], int]:
    """Return what is to be printed of a PDF, and the exit code: 0 valid, 3 not proved, 4 bad."""
    from reports.verify import verify_pdf

    verdict = verify_pdf(data, roots, expected, at=now(desk.sources))
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
