"""`show league`: who falls short most and of what, what was repeated since the last visit, and how rounds compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from inspector.synthesis.wording import tell
from ui.terminal.desk import Desk, pass_desk, path_argument, verb
from ui.work.overview import Overseen, oversee
from ui.work.previous import other_rounds
from ui.work.visits import checklists_in


@click.command("league")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def league(desk: Desk, dossier: Path, as_json: bool) -> None:
    """Xếp hạng tồn tại, tồn tại lặp lại, so với đợt trước. / Shortcomings ranked, repeated, from round to round."""
    with desk.session(dossier) as session:
        checklists = checklists_in(session.dossier, session.view.visits.values())
        others = other_rounds(desk.home, session.dossier.path, session.log.round)
        seen = oversee(session.view, checklists, desk.directory().directory, others)
        if as_json:
            desk.print_json(_data(seen))
            return
        for line in _lines(desk, seen):
            click.echo(line)


def _data(seen: Overseen) -> dict[str, Any]:
    return {
        "items": [
            {
                "id": one.item.id,
                "code": one.item.code,
                "k": one.share.k,
                "n": one.share.n,
                "counts": "units" if one.share.counts_units else "counted",
                "sentence": tell(one.sentence) if one.sentence is not None else None,
            }
            for one in seen.ranking
        ],
        "units": [
            {"number": line.unit.number, "name": line.unit.ref.name, "k": line.tally.k, "n": line.tally.n}
            for line in seen.worst
        ],
        "repeated": [{"unit": unit, "item": item} for unit, item in sorted(seen.repeated)],
        "rounds": [
            {
                "round": one.round,
                "title": one.title,
                "first_day": one.first_day,
                "units": {str(unit): msgspec.to_builtins(tally) for unit, tally in sorted(one.tallies.items())},
            }
            for one in seen.trend
        ],
        "coverage": msgspec.to_builtins(seen.coverage),
        "problems": [{"key": one.key, "params": dict(one.params)} for one in seen.problems],
    }


def _lines(desk: Desk, seen: Overseen) -> Iterator[str]:
    done = seen.coverage
    yield desk.say("league.coverage", visited=done.visited, sealed=done.sealed, total=done.planned)
    yield ""
    for one in seen.ranking:
        told = f" – {tell(one.sentence, desk.lang)}" if one.sentence is not None else ""
        yield f"{one.item.code:>4} {one.share.k:>4}/{one.share.n:<5}{one.item.short.say(desk.lang)}{told}"
    yield ""
    again = {number: [item for unit, item in sorted(seen.repeated) if unit == number] for number, _ in seen.repeated}
    codes = {item.id: item.code for item in seen.synthesis.matrix.items}
    for line in seen.worst:
        repeated = ", ".join(codes[item] for item in again.get(line.unit.number, ()))
        told = f" ({desk.say('league.repeated', codes=repeated)})" if repeated else ""
        rounds = " → ".join(
            f"{tally.k}/{tally.n}" if (tally := one.tallies.get(line.unit.number)) is not None else "·"
            for one in seen.trend
        )
        yield f"{line.unit.number:>4} {rounds:<12} {line.name}{told}"
