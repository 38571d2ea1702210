"""What every verb of the terminal shares: whose home it is, how to open their key, where to print, in which language."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
import msgspec

from inspector import session as sessions
from inspector.errors import Cancelled, KnownError
from inspector.people import key_file
from inspector.people.identity import Identity
from inspector.people.marks import Marks
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.session import Session
from inspector.sources import Sources, SystemSources
from inspector.text import clean, fold, iso_date
from resources import Language, say
from ui.terminal.codes import exit_code

P = ParamSpec("P")
R = TypeVar("R")

KEY_NAME = "key.json"


@dataclass(slots=True)
class Desk:
    """One run of the program in a terminal."""

    home: Path
    lang: Language = "vi"
    quiet: bool = False
    no_input: bool = False
    passphrase_file: Path | None = None
    passphrase_fd: int | None = None
    sources: Sources = field(default_factory=SystemSources)
    _identity: Identity | None = None

    @property
    def key_path(self) -> Path:
        return self.home / KEY_NAME

    @property
    def private(self) -> Path:
        """Where received files are copied while they are examined; emptied when a verb ends."""
        folder = self.home / "tmp"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    @property
    def quarantine(self) -> Path:
        return self.home / "quarantine"

    def passphrase(self, *, confirm: bool = False) -> str:
        """Return the passphrase of the key: from a descriptor, a file, or a prompt; never from an argument.

        Raises: KnownError("key.passphrase-needed") if nobody may be asked.
        """
        if self.passphrase_fd is not None:
            with os.fdopen(self.passphrase_fd, encoding="utf-8", closefd=False) as stream:
                return stream.readline().rstrip("\n")
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
            self._identity = key_file.read(self.key_path, self.passphrase())
        return self._identity

    def marks(self) -> Marks:
        return Marks(self.home)

    @contextmanager
    def session(self, dossier: Path) -> Generator[Session]:
        """Open a dossier to work in it as this person."""
        opened = sessions.Session.open(dossier, self.identity(), self.sources, self.marks())
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
        return path.read_text(encoding="utf-8").split("\n", 1)[0]
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=path.name) from error


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises: KnownError("file.unreadable").
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=path.name) from error


def typed_day(text: str) -> str:
    """Return a civil date as ISO, from `05/01/2026` or `2026-01-05`; nothing stays nothing.

    Raises: KnownError("text.date").
    """
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return iso_date(text)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet: whole, or not at all.

    Raises: KnownError file.exists, file.unwritable.
    """
    if path.exists():
        raise KnownError("file.exists", exit_code=6, file=path.name)
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KnownError("file.unwritable", exit_code=6, file=path.name, detail=error.strerror or "") from error


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


def find_visit(view: View, wanted: str | None) -> VisitView:
    """Return the visit that a person means: by the beginning of its id, by its unit's name, or the only one.

    Raises: KnownError visit.which, visit.unknown.
    """
    visits = [visit for visit in view.visits.values() if not visit.is_void]
    if wanted is None:
        if len(visits) == 1:
            return visits[0]
        raise KnownError("visit.which", exit_code=2, count=len(visits))
    folded = fold(clean(wanted))
    by_id = [v for v in view.visits.values() if v.id.startswith(wanted) and len(wanted) >= 4]
    exact = [v for v in visits if fold(v.unit.name) == folded]
    partly = [v for v in visits if folded in fold(v.unit.name)]
    for found in (by_id, exact, partly):
        if len(found) == 1:
            return found[0]
        if found:
            raise KnownError("visit.which", exit_code=2, count=len(found))
    raise KnownError("visit.unknown", exit_code=2, visit=wanted)


pass_desk: Callable[[Callable[..., Any]], Callable[..., Any]] = click.make_pass_decorator(Desk)
path_argument = click.Path(path_type=Path)
