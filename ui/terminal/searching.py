"""`search`: everything in a round that holds some words."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.synthesis.sayings import KINDS, Kind
from inspector.synthesis.search import Hit, Matches
from ui.terminal.desk import Desk, needed, pass_desk, path_argument, verb
from ui.work.searching import hit_data, index_of, shown_day
from ui.work.visits import checklists_in


@click.command()
@click.argument("dossier", type=path_argument)
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), help="Chỉ loại này. / This kind alone.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def search(
    desk: Desk, dossier: Path, words: tuple[str, ...], kind: Kind | None, limit: int, as_json: bool
) -> None:  # fmt: skip
    """Tìm trong mọi điều đã ghi; gõ không dấu được. / Search everything recorded; no accents needed."""
    query = needed(" ".join(words))
    with desk.session(dossier) as session:
        view = session.view
        matches = Matches(index_of(view, checklists_in(session.dossier, view.visits.values()), desk.lang), query)
    hits = matches.hits(limit, kind)
    if as_json:
        desk.print_json({"total": matches.total, "kinds": matches.counts(), "hits": [hit_data(hit) for hit in hits]})
        return
    for hit in hits:
        click.echo(_line(desk, hit))
    desk.tell("cli.search.found", shown=len(hits), count=matches.counts().get(kind, 0) if kind else matches.total)


def _line(desk: Desk, hit: Hit) -> str:
    below = (hit.about.text, hit.unit.text, hit.who.text, shown_day(hit.saying))
    return f"{desk.say(f'search.kind.{hit.saying.kind}')}: {hit.words.text}  ({' · '.join(filter(None, below))})"
