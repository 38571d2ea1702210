"""`export`: a round as a file for spreadsheets and for other people's programs."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.errors import KnownError
from inspector.progress import Silent
from ui.terminal.desk import Desk, pass_desk, path_argument, verb
from ui.work.exporting import Exported, Format, export_table
from ui.work.exporting import export as write


@click.command("export")
@click.argument("dossier", type=path_argument)
@click.option(
    "--format", "wanted", type=click.Choice([one.value for one in Format]), required=True,
    help="xlsx, csv, package (Data Package), sqlite (Datasette), geojson.",
)  # fmt: skip
@click.option("--out", type=path_argument, required=True, help="Tệp hoặc thư mục mới. / A new file or folder.")
@click.option("--table", default="", help="Chỉ một bảng, thành một tệp CSV. / One table alone, as a CSV file.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def export(desk: Desk, dossier: Path, wanted: str, out: Path, table: str, as_json: bool) -> None:
    """Xuất cả đợt cho bảng tính và chương trình khác. / Export the round for spreadsheets and other programs."""
    if table and wanted != Format.CSV.value:
        raise KnownError("export.table-of-csv", exit_code=2, format=wanted)
    with desk.session(dossier) as session:
        if table:
            done = export_table(session, desk.home, desk.sources, table, out, desk.lang, Silent())
        else:
            done = write(session, desk.home, desk.sources, Format(wanted), out, desk.lang, Silent())
    _tell(desk, done, as_json)


def _tell(desk: Desk, done: Exported, as_json: bool) -> None:
    if as_json:
        desk.print_json({"path": str(done.path), "rows": done.rows})
    desk.tell("cli.exported", rows=done.rows, file=done.path.name)
