"""What every verb of the terminal shares: whose home it is, how to open their key, where to print, in which language."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
import msgspec

from inspector import session as sessions
from inspector.errors import Cancelled, KnownError
from inspector.people import key_file
from inspector.people.identity import Identity
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.session import Session
from inspector.sources import Sources, SystemSources
from inspector.text import civil_date, clean, fold, iso_date
from resources import Language, say
from ui.terminal.codes import exit_code
from ui.work.directories import InForce, directory_of
from ui.work.home import Home

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Desk:
    """One run of the program in a terminal."""

    home: Home
    lang: Language = "vi"
    quiet: bool = False
    no_input: bool = False
    passphrase_file: Path | None = None
    passphrase_fd: int | None = None
    sources: Sources = field(default_factory=SystemSources)
    _identity: Identity | None = None

    def passphrase(self, *, confirm: bool = False) -> str:
        """Return the passphrase of the key: from a descriptor, a file, or a prompt; never from an argument.

        Raises: KnownError("key.passphrase-needed") if nobody may be asked.
        """
        if self.passphrase_fd is not None:
            return _read_line(self.passphrase_fd)
        if self.passphrase_file is not None:
            return read_secret(self.passphrase_file)
        if self.no_input:
            raise KnownError("key.passphrase-needed", exit_code=2)
        return str(click.prompt(self.say("cli.passphrase"), hide_input=True, confirmation_prompt=confirm, err=True))

    def identity(self) -> Identity:
        """Open this person's key, once in a run.

        Raises: KnownError of `key_file.read`.
        """
        if self._identity is None:
            self._identity = key_file.read(self.home.key_path, self.passphrase())
        return self._identity

    def directory(self) -> InForce:
        """Return the list of communes in force, and tell of files in the home that are none."""
        return directory_of(self.home, self.passed_over)

    def passed_over(self, path: Path, error: KnownError) -> None:
        """Tell of a file in the home that is no list of communes."""
        self.tell("places.passed-over", file=path.name, why=self.say(error.key, **error.params))

    @contextmanager
    def session(self, dossier: Path) -> Generator[Session]:
        """Open a dossier to work in it as this person."""
        opened = sessions.Session.open(dossier, self.identity(), self.sources, self.home.marks())
        try:
            yield opened
        finally:
            opened.close()

    def say(self, key: str, **params: object) -> str:
        return say(key, self.lang, **params)

    def tell(self, key: str, **params: object) -> None:
        """Say something to the person, beside the data: on standard error."""
        if not self.quiet:
            click.echo(self.say(key, **params), err=True)

    def print_json(self, value: object) -> None:
        """Print data as JSON, one document, readable."""
        click.echo(msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2).decode())


def read_secret(path: Path) -> str:
    """Return the first line of a file that keeps a passphrase.

    Raises: KnownError("file.unreadable").
    """
    try:
        return path.read_text(encoding="utf-8-sig").split("\n", 1)[0]
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("file.unreadable", exit_code=6, file=path.name) from error


def _read_line(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, encoding="utf-8", closefd=False) as stream:
            return stream.readline().rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("file.unreadable", exit_code=6, file=f"fd {descriptor}") from error


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises: KnownError("file.unreadable").
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=path.name) from error


def needed(text: str) -> str:
    """Return typed text that has to say something; see `clean`.

    Raises: KnownError text.control, text.empty.
    """
    found = clean(text)
    if not found:
        raise KnownError("text.empty", exit_code=2)
    return found


def typed_day(text: str) -> str:
    """Return a civil date as ISO, from `05/01/2026` or `2026-01-05`; nothing stays nothing.

    Raises: KnownError("text.date").
    """
    if not text:
        return ""
    if text[4:5] != "-":
        return iso_date(text)
    civil_date(text)
    return text


def needed_day(text: str) -> date:
    """Return a civil date that has to be there; see `typed_day`.

    Raises: KnownError("text.date").
    """
    return date.fromisoformat(typed_day(text) or iso_date(text))


def typed_moment(text: str) -> str:
    """Return a moment as stated, if it is one: RFC 3339 with its offset, as `2026-01-05T08:15:00+07:00`.

    Raises: KnownError("moment.unreadable").
    """
    try:
        if datetime.fromisoformat(text).tzinfo is None or text[10:11] != "T":
            raise KnownError("moment.unreadable", exit_code=2, text=text)
    except ValueError as error:
        raise KnownError("moment.unreadable", exit_code=2, text=text) from error
    return text


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Let a verb end as the program promises: a sentence and an exit code for what the world refused."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        context = click.get_current_context()
        desk = context.find_object(Desk)
        assert desk is not None
        try:
            return function(*args, **kwargs)
        except KnownError as error:
            click.echo(desk.say(error.key, **error.params), err=True)
            context.exit(exit_code(error))
        except Cancelled:
            context.exit(130)

    return run


def find_visit(view: View, wanted: str | None, *, void: bool = False) -> VisitView:
    """Return the visit that a person means: by the beginning of its id, by its unit's name, or the only one.

    Args:
        view: the round.
        wanted: what was typed, or None.
        void: whether visits that were declared void come first, or the others; where nothing fits, the rest follows.

    Raises: KnownError visit.which, visit.unknown.
    """
    visits = list(view.visits.values())
    first = [visit for visit in visits if visit.is_void == void]
    if wanted is None:
        if len(first) == 1:
            return first[0]
        raise KnownError("visit.which", exit_code=2, count=len(first))
    rest = [visit for visit in visits if visit.is_void != void]
    by_id = [visit for visit in visits if part_of(visit, wanted)]
    for found in (by_id, *_by_name(first, wanted), *_by_name(rest, wanted)):
        if len(found) == 1:
            return found[0]
        if found:
            raise KnownError("visit.which", exit_code=2, count=len(found))
    raise KnownError("visit.unknown", exit_code=2, visit=wanted)


def part_of(visit: VisitView, wanted: str) -> str:
    """Return the id of a visit that begins with what was typed, also one that was joined to it; else nothing."""
    ids = (scope.scope for scope in visit.scopes)
    return next((one for one in ids if len(wanted) >= 4 and one.startswith(wanted)), "")


def _by_name(visits: list[VisitView], wanted: str) -> tuple[list[VisitView], list[VisitView]]:
    """Return the visits whose unit has this name, and those whose unit's name contains it."""
    folded = fold(clean(wanted))
    names = [(visit, fold(visit.unit.name)) for visit in visits]
    return [visit for visit, name in names if name == folded], [visit for visit, name in names if folded in name]


pass_desk: Callable[[Callable[..., Any]], Callable[..., Any]] = click.make_pass_decorator(Desk)
path_argument = click.Path(path_type=Path)
