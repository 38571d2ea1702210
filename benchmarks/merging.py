"""How long the lead's desk takes from a stick to the merge, beside the verb `absorb` over the same files.

Ours finds the files, judges each with its row, folds what the merge would bring, and unites them. The floor examines and
unites them as the command line does, in this process.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.absorbing import PER_VISIT, VISITS, files_of, write_home
from benchmarks.measuring import Figure, beside
from benchmarks.rounds import cache, round_of
from inspector.people.identity import Identity
from inspector.progress import Silent
from inspector.session import Session
from inspector.sources import SystemSources
from ui.terminal.desk import Desk
from ui.terminal.verbs import run
from ui.work.foreseeing import foresee
from ui.work.home import Home
from ui.work.merging import collect, merge

PROMISE = 1.3
TURNS = 2


def figures() -> Iterator[Figure]:
    made = round_of(VISITS, PER_VISIT)
    files = files_of(made)
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        work = _Work(Path(folder), files, Identity("Lead", made.seed))
        write_home(made, work.planned)
        name = f"preview, merge {len(files)} files, {made.entries // 1000} 000 entries"
        yield beside(name, work.merge, work.absorb, PROMISE, TURNS)


class _Work:
    """Both ways to the same dossier."""

    def __init__(self, folder: Path, files: list[Path], identity: Identity) -> None:
        self._files = files
        self._identity = identity
        self._home = Home(folder / "home")
        self._working = folder / "working.thisat"
        self.planned = folder / "planned.thisat"

    def merge(self) -> None:
        shutil.copyfile(self.planned, self._working)
        sources = SystemSources()
        session = Session.open(self._working, self._identity, sources, self._home.marks())
        with closing(session), self._home.private() as private:
            rows = collect(session, [self._files[0].parent], private, [self._identity], Silent())
            chosen = [number for number, one in enumerate(rows) if one.is_good]
            seen = foresee(session, rows, chosen, Silent())
            assert (len(seen.visits), seen.entries) == (VISITS, VISITS * (PER_VISIT - 1))
            merged = merge(session, self._home, sources, rows, {one.path: "" for one in rows}, (), Silent())
            assert len(merged.entries) == seen.entries

    def absorb(self) -> None:
        shutil.copyfile(self.planned, self._working)
        desk = Desk(self._home, no_input=True, _identity=self._identity)
        arguments = ["absorb", *map(str, self._files), "--into", str(self._working), "--json"]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = run(arguments, desk)
        assert code == 0, code
