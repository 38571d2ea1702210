"""All verbs of the terminal, and what holds for each of them: home, language, passphrase, exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click
import platformdirs

from inspector.errors import KnownError
from inspector.session import PROGRAM
from resources import Language, say
from ui.terminal import (
    demo,
    differing,
    draws,
    exporting,
    judging,
    keys,
    members,
    merging,
    moving,
    overseeing,
    papers,
    places,
    planning,
    receiving,
    returning,
    rounds,
    searching,
    settings,
    showing,
    signing,
    speaking,
    team,
    visits,
)
from ui.terminal.codes import exit_code
from ui.terminal.desk import Desk
from ui.work.home import Home


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home", type=click.Path(path_type=Path), envvar="THISAT_HOME", help="Thư mục của người dùng. / Your home."
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", envvar="THISAT_LANG", show_default=True)
@click.option("--passphrase-file", type=click.Path(path_type=Path), envvar="THISAT_PASSPHRASE_FILE")
@click.option("--passphrase-fd", type=int, help="Đọc mật khẩu khoá từ bộ mô tả tệp này. / Read the passphrase here.")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in dữ liệu. / Print data only.")
@click.option("--no-input", is_flag=True, help="Không hỏi gì. / Ask nothing.")
@click.version_option(PROGRAM.split()[1], prog_name="thisat")
@click.pass_context
def cli(
    context: click.Context, home: Path | None, lang: Language, passphrase_file: Path | None, passphrase_fd: int | None,
    quiet: bool, no_input: bool,
) -> None:  # fmt: skip
    """Thị Sát: kiểm tra đột xuất Bộ phận Một cửa, không cần mạng. / Surprise audits of one-stop shops, offline."""
    if context.obj is None:
        folder = home or Path(platformdirs.user_data_dir("ThiSat", "ThiSat"))
        context.obj = Desk(Home(folder), lang, quiet, no_input, passphrase_file, passphrase_fd)
    if context.invoked_subcommand is None:
        click.echo(say("cli.no-window", lang), err=True)
        context.exit(2)


for _verb in (
    demo.demo, keys.key, rounds.new, rounds.roster, rounds.plan, rounds.join, rounds.exclude, rounds.take_out, rounds.erase,
    team.team, members.member, moving.brief, moving.handover, receiving.absorb, merging.collect_verb, merging.undo_merge,
    judging.check, judging.verify,
    visits.open_visit, visits.answer, visits.withdraw, visits.decide, visits.photo, visits.fact, visits.comment,
    visits.void, visits.reopen, visits.undo, visits.redo, visits.seal,
    returning.return_visit, returning.approve, returning.receipt,
    settings.settings, settings.recommend, showing.show, searching.search, exporting.export, papers.document, signing.sign,
    places.places,
    planning.round_plan, draws.draw, planning.assign, planning.day_list, planning.coverage,
):  # fmt: skip
    cli.add_command(_verb)
for _shown in (
    speaking.matrix, speaking.findings, speaking.recommendations, differing.differences, differing.why,
    differing.agreement, overseeing.league,
):  # fmt: skip
    showing.show.add_command(_shown)


def run(arguments: Sequence[str], desk: Desk | None = None) -> int:
    """Run one verb and return its exit code (the table in README): 0 done, 2 usage, 3 incomplete, 4 bad, 5 conflicts …

    A fault of ours prints a sentence and the details for its makers, and ends with 1; what was called saved is safe.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
    lang: Language = desk.lang if desk else "en" if os.environ.get("THISAT_LANG") == "en" else "vi"
    try:
        result = cli.main(list(arguments), prog_name="thisat", standalone_mode=False, obj=desk)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except KnownError as error:
        click.echo(say(error.key, lang, **error.params), err=True)
        return exit_code(error)
    except Exception:
        # The last door: whatever reaches it is our fault, and the person is told so in a sentence.
        click.echo(f"{say('cli.bug', lang)}\n{PROGRAM}\n{traceback.format_exc()}", err=True)
        return 1
    return result if isinstance(result, int) else 0
