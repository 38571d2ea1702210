"""Files on their way: `brief`, `handover`, `absorb`; and judging them: `check`, `verify`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import click

from inspector.commands.rounding import AcceptPart, RecordHandOver
from inspector.dossier.absorb import Absorbed
from inspector.dossier.absorb import absorb as unite
from inspector.dossier.check import CheckReport, report_on
from inspector.dossier.check import check as check_file
from inspector.dossier.cut import cut
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine, examine_all
from inspector.dossier.handover import hand_over
from inspector.dossier.known import Known
from inspector.dossier.prefix import tips_of, verified_prefix
from inspector.dossier.quarantine import quarantine
from inspector.dossier.verdict import Finding, Intake
from inspector.errors import KnownError
from inspector.journal.log import Log
from inspector.people.recipient import is_acceptable
from inspector.projection.intake import authors
from inspector.projection.trust import Trust, fold_trust
from inspector.session import Session
from inspector.text import clean
from ui.terminal.codes import BAD, exit_code, worst
from ui.terminal.desk import Desk, find_visit, pass_desk, path_argument, read_bytes, verb
from ui.terminal.papers import verify_paper
from ui.terminal.visits import local_now

Weight = Literal["statements", "display", "originals"]


@click.command("brief")
@click.argument("dossier", type=path_argument)
@click.option("--visit", "wanted", multiple=True, help="Mặc định: mọi lượt dự kiến. / By default every planned visit.")
@click.option("--out", type=path_argument, required=True)
@click.option("--to", "recipients", multiple=True, help="Người nhận (age1…), ít nhất hai. / At least two recipients.")
@click.option("--plain", default="", help="Lý do không mã hoá. / Why it is not encrypted.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def brief(
    desk: Desk,
    dossier: Path,
    wanted: tuple[str, ...],
    out: Path,
    recipients: tuple[str, ...],
    plain: str,
    as_json: bool,
) -> None:
    """Tệp giao nhiệm vụ: đợt, danh sách, phiếu, lượt dự kiến. / The briefing: round, roster, checklist, planned visits."""
    with desk.session(dossier) as session:
        chosen = [find_visit(session.view, one).id for one in wanted] or list(session.view.visits)
        files = _send(desk, session, chosen, "statements", out, recipients, plain, briefing=True)
    _tell_files(desk, files, as_json, "cli.briefed")


@click.command("handover")
@click.argument("dossier", type=path_argument)
@click.option("--visit", "wanted", multiple=True)
@click.option("--out", type=path_argument, required=True)
@click.option("--weight", type=click.Choice(["statements", "display", "originals"]), default="originals")
@click.option("--to", "recipients", multiple=True, help="Mặc định: Trưởng đoàn và Phó. / By default lead and deputy.")
@click.option("--plain", default="", help="Lý do không mã hoá. / Why it is not encrypted.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def handover(
    desk: Desk, dossier: Path, wanted: tuple[str, ...], out: Path, weight: Weight, recipients: tuple[str, ...], plain: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Bàn giao lượt kiểm tra: mã hoá, ghi xong đọc lại. / Hand visits over: encrypted, and verified after writing."""
    with desk.session(dossier) as session:
        chosen = [find_visit(session.view, one).id for one in wanted or (None,)]
        files = _send(desk, session, chosen, weight, out, recipients, plain, briefing=False)
    _tell_files(desk, files, as_json, "cli.handed-over")


def _send(
    desk: Desk, session: Session, visits: Sequence[str], weight: Weight, out: Path, to: Sequence[str], plain: str, *,
    briefing: bool,
) -> list[Path]:  # fmt: skip
    """Record the hand-over, cut the file and write it: encrypted to two or more, or in the clear with a reason."""
    recipients = () if plain else tuple(dict.fromkeys(to)) or _leads(session)
    if not plain and len(recipients) < 2:
        raise KnownError("handover.recipients", exit_code=2)
    _may_leave(recipients, out)
    session.do(RecordHandOver(tuple(visits), weight, recipients, clean(plain)))
    trust = session.view.trust
    scopes = [scope.scope for one in visits for scope in session.view.visits[one].scopes]
    part = cut(
        session.dossier,
        session.log,
        visits=scopes,
        weight=weight,
        briefing=briefing,
        erased_entries=trust.erased_entries,
        erased_blobs=trust.erased_blobs,
    )
    with desk.private() as private:
        return hand_over(
            part,
            session.dossier,
            out,
            private,
            day=_day(desk),
            team=session.log.round[:8],
            recipients=recipients,
            plain_reason=plain,
        )


def _may_leave(recipients: Sequence[str], out: Path) -> None:
    """Refuse what could not be written anyway, before a statement says that it left.

    Raises: KnownError exchange.recipient, file.unwritable.
    """
    for one in recipients:
        if not is_acceptable(one):
            raise KnownError("exchange.recipient", recipient=one)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("file.unwritable", exit_code=6, file=out.name, detail=error.strerror or "") from error


def _day(desk: Desk) -> str:
    from ui.terminal.papers import now

    return now(desk).strftime("%Y%m%d")


def _leads(session: Session) -> tuple[str, ...]:
    persons = session.view.trust.persons.values()
    return tuple(k.receive for p in persons if {"lead", "deputy"} & set(p.roles) for k in p.keys if k.receive)


def _tell_files(desk: Desk, files: Sequence[Path], as_json: bool, key: str) -> None:
    if as_json:
        desk.print_json({"files": [str(file) for file in files]})
    for file in files:
        if not as_json:
            click.echo(file)
        desk.tell(key, file=file.name, size=file.stat().st_size)


@click.command("absorb")
@click.argument("files", type=path_argument, nargs=-1, required=True)
@click.option("--into", "dossier", type=path_argument, required=True)
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước. / Preview only.")
@click.option("--accept-part", default="", help="Lý do nhận phần nguyên vẹn của tệp hỏng. / Why a part is taken in.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def absorb(desk: Desk, files: tuple[Path, ...], dossier: Path, dry_run: bool, accept_part: str, as_json: bool) -> int:
    """Gộp tệp nhận được: xem xét từng tệp, rồi gộp trong một lần. / Take files in: judge each, then unite at once."""
    with desk.private() as private:
        if not dossier.exists():
            return _begin(desk, files, dossier, private, dry_run, as_json)
        with desk.session(dossier) as session:
            known = Known.of(session.dossier, {session.log.round: session.log})
            rows: list[dict[str, Any]] = []
            intact: list[Intake] = []
            codes: set[int] = set()
            for path, found in examine_all(files, private, known, identities=[desk.identity()]):
                row, one = _judged(desk, path, found, session.view.trust, session.log.round)
                if one is not None and not dry_run and _is_kept(desk, row, one) and accept_part:
                    one = _accept(session, one, accept_part, row)
                if one is not None and one.is_intact:
                    intact.append(one)
                else:
                    codes.add(_code(found))
                rows.append(row)
            result = None if dry_run else session.absorb(intact)
    return _report(desk, rows, result, worst(codes), as_json)


def _is_kept(desk: Desk, row: dict[str, Any], one: Intake) -> bool:
    """Put a damaged file where it is kept as evidence, say so in its row, and tell whether it was one."""
    if one.is_intact:
        return False
    row["quarantine"] = str(quarantine(desk.home, one))
    return True


def _code(found: Intake | KnownError) -> int:
    """Return the exit code for a file that is not taken in: it cannot be read, or not all of it is as it was signed."""
    return exit_code(found) if isinstance(found, KnownError) else BAD


def _begin(desk: Desk, files: tuple[Path, ...], dossier: Path, private: Path, dry_run: bool, as_json: bool) -> int:
    """Take a round in for the first time: the briefing makes the dossier.

    Raises: KnownError import.no-round, and those of a damaged file.
    """
    rows: list[dict[str, Any]] = []
    intact: list[Intake] = []
    codes: set[int] = set()
    for path, found in examine_all(files, private, identities=[desk.identity()]):
        row, one = _judged(desk, path, found, None, None)
        rows.append(row)
        if one is not None and one.is_intact:
            intact.append(one)
            continue
        codes.add(_code(found))
        if one is not None and not dry_run:
            _is_kept(desk, row, one)
    rounds = {one.round for intake in intact for one in intake.rounds}
    code = worst(codes)
    if len(rounds) != 1:
        if code:
            return _report(desk, rows, None, code, as_json)
        raise KnownError("import.no-round", exit_code=4, count=len(rounds))
    if dry_run:
        return _report(desk, rows, None, code, as_json)
    log = Log.of({s.id: s for intake in intact for s in intake.statements(rounds.copy().pop())}.values())
    trust = fold_trust(log)
    created = Dossier.create(dossier)
    try:
        with created as fresh:
            result = unite(fresh, intact, withheld_entries=trust.erased_entries, withheld_blobs=trust.erased_blobs)
    except BaseException:
        # A dossier without its round would stand in the way of the next attempt.
        dossier.unlink(missing_ok=True)
        raise
    return _report(desk, rows, result, code, as_json)


def _judged(
    desk: Desk, path: Path, found: Intake | KnownError, trust: Trust | None, round_id: str | None
) -> tuple[dict[str, Any], Intake | None]:
    """Return what is told of one file, and the file itself unless it is refused outright."""
    if isinstance(found, KnownError):
        return {"file": path.name, "code": found.key, "sentence": desk.say(found.key, **found.params)}, None
    rounds = [one.round for one in found.rounds]
    if round_id is not None and found.is_intact and rounds != [round_id]:
        return {
            "file": path.name,
            "code": "import.other-round",
            "sentence": desk.say("import.other-round", file=path.name),
        }, None
    statements = [s for one in found.rounds for s in one.statements]
    if trust is None and found.is_intact:
        trust = fold_trust(Log.of(statements))
    light = authors(trust, statements).light if trust else None
    damage = found.damage[0] if found.damage else None
    sentence = _sentence(desk, damage) if damage else desk.say(f"arrival.{_verdict(found)}", file=path.name)
    row = {
        "file": path.name,
        "sha256": found.sha256,
        "code": damage.code.value if damage else "",
        "verdict": _verdict(found),
        "sentence": sentence,
        "lights": {
            "integrity": found.integrity.value,
            "author": light.value if light else "",
            "completeness": found.completeness.value,
        },
        "findings": [_finding(one) for one in found.findings],
        "new": found.new,
        "known": found.known,
        "blobs_new": len(found.blobs),
        "blobs_expected": len(found.blobs_expected),
    }
    return row, found


def _verdict(found: Intake) -> str:
    """Return the one word for the intake table: damaged, already here, or how complete it is."""
    if not found.is_intact:
        return "damaged"
    if found.new == 0 and not found.blobs and not any(one.payloads for one in found.rounds):
        return "already-here"
    return found.completeness.value


def _finding(one: Finding) -> dict[str, str]:
    return {"code": one.code.value, "table": one.table, "id": one.id, "detail": one.detail}


def _sentence(desk: Desk, one: Finding) -> str:
    return desk.say(one.key, table=one.table, id=one.id[:16], detail=one.detail)


def _accept(session: Session, damaged: Intake, reason: str, row: dict[str, Any]) -> Intake:
    """Take the verified part of a damaged file, and state that one did; the statement is the lead's own."""
    part = verified_prefix(damaged)
    session.do(AcceptPart(damaged.sha256, tips_of(part), clean(reason)))
    row["accepted"] = sum(len(one.statements) for one in part.rounds)
    return part


def _report(desk: Desk, rows: list[dict[str, Any]], result: Absorbed | None, code: int, as_json: bool) -> int:
    if result is not None:
        _remember(desk, rows, result)
    if as_json:
        added = {"added": result.entries, "blobs": result.blobs} if result else {}
        desk.print_json({"files": rows, **added})
    else:
        for row in rows:
            _echo_sentence(row)
            if "lights" in row:
                lights = row["lights"]
                click.echo(
                    "    " + " · ".join(desk.say(f"light.{name}.{word}") for name, word in lights.items() if word)
                )
            if "quarantine" in row:
                desk.tell("cli.quarantined", file=row["file"], folder=row["quarantine"])
        if result is not None:
            desk.tell("cli.absorbed", entries=result.entries, blobs=result.blobs)
    click.get_current_context().exit(code)


def _echo_sentence(row: dict[str, Any]) -> None:
    """Print what is told of a file, and its name before a sentence that does not name it."""
    click.echo(row["sentence"] if row["file"] in row["sentence"] else f"{row['file']}: {row['sentence']}")


def _remember(desk: Desk, rows: list[dict[str, Any]], result: Absorbed) -> None:
    """Add a line to this machine's own history of imports; the dossier itself knows nothing of who merged what when."""
    told = [
        {"file": row["file"], "sha256": row.get("sha256", ""), "verdict": row.get("verdict", row["code"])}
        for row in rows
    ]
    line = {"at": local_now(desk), "files": told, "statements": result.entries, "blobs": result.blobs}
    desk.home.mkdir(parents=True, exist_ok=True)
    with (desk.home / "imports.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


@click.command("check")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def check(desk: Desk, dossier: Path, as_json: bool) -> None:
    """Kiểm tra từng dòng của hồ sơ. / Verify every row of a dossier."""
    erased = _erased(dossier)
    report = check_file(dossier, marks=desk.marks().known, withheld_entries=erased[0], withheld_blobs=erased[1])
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
                "findings": [_finding(one) for one in report.findings],
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
            click.echo(f"  {'✕' if one.is_damage else '·'} {_sentence(desk, one)}")
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
    trusted = [read_bytes(root) for root in roots] + [read_bytes(p) for p in sorted((desk.home / "trust").glob("*"))]
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
            _echo_sentence(row)
            for name, words in row["lights"].items():
                click.echo(
                    f"    {desk.say(f'verify.light-{name}')}: {words}" if "signatures" in row else f"    {words}"
                )
            for one in row.get("signatures", ()):
                click.echo(f"    – {one['signer']} ({one['issuer']}) {one['claimed_at'] or ''}")
    click.get_current_context().exit(worst)


def _verify_dossier(desk: Desk, file: Path) -> tuple[dict[str, Any], int]:
    """Judge a visit file that may come from anybody: never opened in place."""
    with desk.private() as private:
        keys = [desk.identity()] if file.name.endswith(".age") else []
        found = examine(file, private, identities=keys)
    row, _ = _judged(desk, file, found, None, None)
    lights = row["lights"]
    row["lights"] = {name: desk.say(f"light.{name}.{word}") for name, word in lights.items() if word}
    sound = report_on(found).is_sound
    return row, 0 if sound and found.completeness.value in ("sealed", "round") else 3 if sound else 4
