"""A person at home, with a round of their own."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from inspector.commands.draft import Command
from inspector.journal.bodies import UnitRef
from inspector.journal.entry import VisitId
from inspector.people.identity import Identity
from inspector.session import Session
from tests.builder import SeededSources
from ui.work.home import Home
from ui.work.rounds import Started, start_alone


@dataclass
class Somebody:
    """A key, a home, a clock."""

    home: Home
    identity: Identity
    sources: SeededSources = field(default_factory=lambda: SeededSources(5))

    def start(self, title: str = "Kiểm tra tháng 11", *units: str) -> Started:
        refs = [UnitRef(name=unit, district="huyện Mẫu") for unit in units]
        return start_alone(self.home, self.identity, self.sources, title=title, checklist="2026.2", units=refs)

    @contextmanager
    def session(self, path: Path) -> Generator[Session]:
        session = Session.open(path, self.identity, self.sources, self.home.marks())
        try:
            yield session
        finally:
            session.close()

    def do(self, path: Path, *commands: Command) -> None:
        with self.session(path) as session:
            for command in commands:
                session.do(command)

    def visits(self, path: Path) -> dict[str, VisitId]:
        """Return the visits of a dossier by the names of their units."""
        with self.session(path) as session:
            return {visit.unit.name: visit.id for visit in session.view.visits.values()}


@pytest.fixture
def an(tmp_path: Path) -> Somebody:
    return Somebody(Home(tmp_path / "an"), Identity("Nguyễn An Mẫu", b"a" * 32))


@pytest.fixture
def binh(tmp_path: Path) -> Somebody:
    return Somebody(Home(tmp_path / "binh"), Identity("Lê Bình Mẫu", b"b" * 32), SeededSources(6))
