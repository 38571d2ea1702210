"""People at their own desks: each runs the program's verbs in a home of their own, in this process, and files pass between.

Whatever a verb does here, it ends as the program promises: no traceback, no exit code 1, and pure JSON where JSON is asked.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from inspector.people import key_file
from inspector.people.identity import Identity
from inspector.sources import Sources, SystemSources
from resources import Language
from ui.terminal.desk import Desk
from ui.terminal.verbs import run
from ui.work.home import KEY_NAME, Home

SECRET = "mat-khau-mau.txt"
DOSSIER = "dot-2025.thisat"


class At(SystemSources):
    """A machine whose clock stands still."""

    def __init__(self, when: datetime) -> None:
        self._ms = int(when.timestamp() * 1000)

    def utc_ms(self) -> int:
        return self._ms


@dataclass(frozen=True)
class Ended:
    """How a verb ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Person:
    """Somebody with a home; the key in it is opened once in a test run, for that costs a tenth of a second."""

    home: Path
    sources: Sources = field(default_factory=SystemSources)

    @property
    def dossier(self) -> Path:
        return Home(self.home).dossiers / DOSSIER

    def desk(self, lang: Language = "vi") -> Desk:
        secret = self.home / SECRET
        identity = opened(self.home / KEY_NAME, secret) if (self.home / KEY_NAME).exists() else None
        return Desk(
            Home(self.home), lang, passphrase_file=secret, no_input=True, sources=self.sources, _identity=identity
        )

    def try_to(self, *arguments: object, lang: Language = "vi") -> Ended:
        """Run a verb, however it ends."""
        ended = play(self.desk(lang), *arguments)
        assert ended.code != 1, ended
        assert "Traceback" not in ended.out + ended.err, ended
        return ended

    def do(self, *arguments: object, code: int = 0) -> Any:
        """Run a verb that has to end with `code`; return its JSON if that was asked for, else what it printed."""
        ended = self.try_to(*arguments)
        assert ended.code == code, (arguments, ended)
        return ended.json if "--json" in arguments else ended.out.strip()

    def show(self, *arguments: object, dossier: Path | None = None) -> Any:
        return self.do("show", dossier or self.dossier, *arguments, "--json")

    def roots(self, dossier: Path | None = None) -> tuple[str, dict[str, str]]:
        """Return the root of the round and those of its scopes: equal on two machines that hold the same statements."""
        shown = self.show(dossier=dossier)
        return shown["root"], {scope: one["root"] for scope, one in shown["scopes"].items()}

    def refused(self, code: int, *arguments: object) -> str:
        """Return the sentence with which a verb was refused: on standard error, with nothing on standard output."""
        ended = self.try_to(*arguments)
        assert ended.code == code, (arguments, ended)
        assert ended.out == "", ended
        assert ended.err.strip(), arguments
        return ended.err.strip()


def play(desk: Desk | None, *arguments: object) -> Ended:
    """Run the program with these arguments, at a desk or (with None) at one that the arguments describe."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(one) for one in arguments], desk)
    return Ended(code, out.getvalue(), err.getvalue())


def opened(key: Path, secret: Path) -> Identity:
    """Return the identity in a key file."""
    return _opened(key.read_bytes(), secret.read_text(encoding="utf-8").strip(), str(key))


@lru_cache(maxsize=64)
def _opened(_data: bytes, passphrase: str, path: str) -> Identity:
    return key_file.read(Path(path), passphrase)


@dataclass(frozen=True)
class Team:
    """The homes of everybody in one round."""

    folder: Path

    def __getitem__(self, who: str) -> Person:
        return Person(self.folder / who)

    def copy(self, folder: Path) -> Team:
        shutil.copytree(self.folder, folder)
        return Team(folder)


@dataclass(frozen=True)
class Played:
    """What `demo` left behind. Tests look at it; to write they work in a copy of somebody's home."""

    out: Path
    said: str

    @property
    def stick(self) -> list[Path]:
        return sorted((self.out / "the-nho").iterdir())

    @property
    def late(self) -> list[Path]:
        return sorted((self.out / "gui-sau").iterdir())

    @property
    def papers(self) -> Path:
        return self.out / "van-ban"

    def person(self, who: str) -> Person:
        """Return somebody as the demo left them: to look, never to write."""
        return Person(self.out / "nguoi" / who)

    def move(self, who: str, folder: Path, *, dossier: bool = True) -> Person:
        """Return somebody in a copy of their home, without the dossier if a test begins one."""
        home = folder / who
        Home(home).dossiers.mkdir(parents=True)
        source = Home(self.out / "nguoi" / who)
        for name in (KEY_NAME, SECRET, *(("marks.log",) if dossier else ())):
            if (source.path / name).exists():
                shutil.copy(source.path / name, home / name)
        if dossier and (source.dossiers / DOSSIER).exists():
            shutil.copy(source.dossiers / DOSSIER, Home(home).dossiers / DOSSIER)
        return Person(home)
