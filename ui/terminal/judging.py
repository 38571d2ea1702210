"""Files as they stand: `check` for one's own dossier, `verify` for what anybody sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from inspector.dossier.check import CheckReport, report_on
from inspector.dossier.check import check as check_file
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine
from inspector.errors import KnownError
from inspector.projection.trust import fold_trust
from ui.terminal.desk import Desk, pass_desk, path_argument, read_bytes, verb
from ui.terminal.receiving import echo_sentence
from ui.terminal.signing import verify_paper
from ui.work.arriving import finding, judged, sentence_of


@click.command("check")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def check(desk: Desk, dossier: Path, as_json: bool) -> None:
    """Kiểm tra từng dòng của hồ sơ. / Verify every row of a dossier."""
    erased = _erased(dossier)
    report = check_file(dossier, marks=desk.home.marks().known, withheld_entries=erased[0], withheld_blobs=erased[1])
    _print_check(desk, dossier.name, report, as_json)


def _erased(dossier: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return what erasures withhold, where the dossier is sound enough to be folded: absent there is not expected."""
    try:
        with Dossier.open(dossier, read_only=True) as opened:
            trusts = [fold_trust(log) for log in opened.load().values()]
    except KnownError:
        return frozenset(), frozenset()
    return (
        frozenset().union(*(trust.erased_entries for trust in trusts)),
        frozenset().union(*(trust.erased_blobs for trust in trusts)),
    )


def _print_check(desk: Desk, name: str, report: CheckReport, as_json: bool) -> None:
    intake = report.intake
    verdict = "check.sound" if report.is_sound else "check.damaged"
    sentence = desk.say(verdict, file=name, count=len(report.damage))
    statements = sum(len(one.statements) for one in intake.rounds)
    if as_json:
        desk.print_json(
            {
                "file": name,
                "sound": report.is_sound,
                "sentence": sentence,
                "completeness": intake.completeness.value,
                "statements": statements,
                "findings": [finding(one) for one in report.findings],
                "payloads_expected": sorted(report.payloads_expected),
                "blobs_expected": sorted(report.blobs_expected),
                "payloads_withheld": sorted(report.payloads_withheld),
                "blobs_withheld": sorted(report.blobs_withheld),
            }
        )
    else:
        click.echo(sentence)
        click.echo(
            desk.say(
                "check.counts",
                statements=statements,
                completeness=desk.say(f"light.completeness.{intake.completeness.value}"),
            )
        )
        for one in report.findings:
            click.echo(f"  {'✕' if one.is_damage else '·'} {sentence_of(one, desk.lang)}")
    click.get_current_context().exit(0 if report.is_sound else 4)


@click.command("verify")
@click.argument("files", type=path_argument, nargs=-1, required=True)
@click.option("--root", "roots", type=path_argument, multiple=True, help="Chứng thư gốc tin cậy. / Trusted roots.")
@click.option("--expect", multiple=True, help="Tên người phải ký. / Who must have signed.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def verify(
    desk: Desk, files: tuple[Path, ...], roots: tuple[Path, ...], expect: tuple[str, ...], as_json: bool
) -> None:
    """Văn bản hoặc tệp lượt kiểm tra có nguyên vẹn không, ai ký. / Is a paper or visit file intact, and whose is it."""
    trusted = [read_bytes(root) for root in roots] + [
        read_bytes(p) for p in sorted((desk.home.path / "trust").glob("*"))
    ]
    rows, worst = [], 0
    for file in files:
        data = read_bytes(file)
        if data.startswith(b"%PDF"):
            row, code = verify_paper(desk, file, data, trusted, expect)
        else:
            row, code = _verify_dossier(desk, file)
        rows.append(row)
        worst = max(worst, code)
    if as_json:
        desk.print_json(rows)
    else:
        for row in rows:
            echo_sentence(row)
            for name, words in row["lights"].items():
                click.echo(
                    f"    {desk.say(f'verify.light-{name}')}: {words}" if "signatures" in row else f"    {words}"
                )
            for one in row.get("signatures", ()):
                click.echo(f"    – {one['signer']} ({one['issuer']}) {one['claimed_at'] or ''}")
    click.get_current_context().exit(worst)


def _verify_dossier(desk: Desk, file: Path) -> tuple[dict[str, Any], int]:
    """Judge a visit file that may come from anybody: never opened in place."""
    with desk.home.private() as private:
        keys = [desk.identity()] if file.name.endswith(".age") else []
        found = examine(file, private, identities=keys)
    row, _ = judged(file, found, None, None, desk.lang)
    lights = row["lights"]
    row["lights"] = {name: desk.say(f"light.{name}.{word}") for name, word in lights.items() if word}
    sound = report_on(found).is_sound
    return row, 0 if sound and found.completeness.value in ("sealed", "round") else 3 if sound else 4
