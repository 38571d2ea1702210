"""`draw`: the seed is stated, units are drawn from it, and anyone draws again and compares; then visits are planned."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from inspector.commands.planning import Assigned, PlanVisits
from inspector.errors import KnownError
from inspector.journal.bodies import Person
from inspector.journal.seal import code_of
from inspector.projection.draws import Seed, drawn_units, seed_in, seeds_of
from inspector.projection.view import View
from inspector.session import Session
from inspector.text import fold
from ui.terminal.codes import BAD
from ui.terminal.desk import Desk, needed, pass_desk, path_argument, typed_day, verb
from ui.terminal.rounds import checklist_bytes, full_id
from ui.work.planning import check, draw_units, plan_of, state_seed, told


@click.group("draw")
def draw() -> None:
    """Bốc thăm đơn vị; ai cũng bốc lại được. / Draw units; anyone can draw again."""


@draw.command("seed")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def seed(desk: Desk, dossier: Path, as_json: bool) -> None:
    """Ghi số bốc thăm trước khi bốc. / State the seed, before anything is drawn."""
    with desk.session(dossier) as session:
        made = state_seed(session, desk.sources)
    if as_json:
        desk.print_json({"statement": made, "code": code_of(made)})
    else:
        click.echo(code_of(made))
    desk.tell("cli.seed-stated")


@draw.command("units")
@click.argument("dossier", type=path_argument)
@click.argument("stated", required=False)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def units(desk: Desk, dossier: Path, stated: str | None, as_json: bool) -> None:
    """Bốc thăm từ số đã ghi, mặc định là số mới nhất. / Draw from a seed, by default the newest."""
    with desk.session(dossier) as session:
        which = _seed(session, stated).id
        picks = draw_units(session, which)
    if as_json:
        desk.print_json({"seed": which, "picks": msgspec.to_builtins(picks)})
        return
    for pick in picks:
        click.echo(f"{pick.unit.code}\t{pick.unit.name}\t{pick.stratum}")


def _seed(session: Session, stated: str | None) -> Seed:
    """Return the seed that is meant. Raises: KnownError draw.no-seed, thing.unknown."""
    if stated is not None:
        return seed_in(session.view, full_id(session, stated))
    found = [one for one in seeds_of(session.view) if one.counts]
    if not found:
        raise KnownError("draw.no-seed", exit_code=2, seed="–")
    return found[-1]


@draw.command("show")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def show(desk: Desk, dossier: Path, as_json: bool) -> None:
    """Mọi số bốc thăm đã ghi và kết quả, kể cả số không dùng. / Every seed and what was drawn, unused ones too."""
    with desk.session(dossier) as session:
        found = told(session.view)
    if as_json:
        desk.print_json(found)
        return
    for one in found:
        picks = [pick["name"] for drawn in one.draws for pick in drawn["picks"]]
        click.echo(f"{one.code}\t{one.seed}\t{', '.join(picks) or '–'}")


@draw.command("check")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def check_draws(desk: Desk, dossier: Path, as_json: bool) -> int:
    """Bốc lại từ từng số và so với kết quả đã ghi. / Draw again from every seed and compare."""
    with desk.session(dossier) as session:
        found = check(session.view)
    if as_json:
        desk.print_json([{"statement": one.id, "code": code_of(one.id), "verdict": verdict} for one, verdict in found])
    else:
        for one, verdict in found:
            word = verdict.removeprefix("draw.")
            click.echo(f"{code_of(one.id)}\t{desk.say(f'draw.verdict.{word}')}")
    return BAD if any(verdict not in ("same", "not-drawn") for _, verdict in found) else 0


@draw.command("visits")
@click.argument("dossier", type=path_argument)
@click.option("--day", default="", help="Ngày đi. / The day.")
@click.option("--who", multiple=True, help="Người đi, theo tên trong danh sách đoàn. / Who goes, as on the roster.")
@click.option(
    "--unit", "wanted", multiple=True, help="Mã đơn vị; mặc định mọi đơn vị bốc được. / Codes; by default all."
)
@click.option("--checklist", default="", help="Phiên bản, hoặc tệp JSON. / A version, or a JSON file.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def visits(
    desk: Desk, dossier: Path, day: str, who: tuple[str, ...], wanted: tuple[str, ...], checklist: str, as_json: bool
) -> None:
    """Lập lượt kiểm tra cho đơn vị bốc được. / Plan visits to the units that were drawn."""
    with desk.session(dossier) as session:
        picks = [one for one in drawn_units(seeds_of(session.view)) if not wanted or one.unit.code in wanted]
        if not picks or set(wanted) - {one.unit.code for one in picks}:
            raise KnownError("draw.not-drawn", exit_code=2)
        team = persons_of(session.view, who)
        plan = plan_of(session.view)
        content = checklist_bytes(checklist or plan.checklist)
        request = PlanVisits(tuple(Assigned(one.unit, typed_day(day), team) for one in picks), content)
        made = session.do(request).added
    if as_json:
        desk.print_json({"visits": list(made)})
    else:
        click.echo("\n".join(made))


def persons_of(view: View, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of persons by their names or ids.

    Raises: KnownError("plan.no-person").
    """
    found = []
    for name in names:
        meant = [one for one in view.trust.persons.values() if _is(one, name)]
        if len(meant) != 1:
            raise KnownError("plan.no-person", exit_code=2, name=name, count=len(meant))
        found.append(meant[0].id)
    return tuple(sorted(found))


def _is(person: Person, typed: str) -> bool:
    return person.id == typed or fold(person.name) == fold(needed(typed))
