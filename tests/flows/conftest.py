"""Two stages: the round of the demo, played once for all workers, and a small round that every test gets a copy of."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.flows.stage import SECRET, Person, Played, Team, play
from ui.terminal.desk import Desk
from ui.work.home import Home

PEOPLE = {
    "truong-doan": ("Trần Quốc Mẫu", ["lead"], "Trưởng đoàn"),
    "pho-doan": ("Phạm Thị Mẫu", ["deputy"], "Phó Trưởng đoàn"),
    "thu-ky": ("Đỗ Ngọc Mẫu", ["secretary"], "Thư ký Đoàn"),
    "an": ("Nguyễn An Mẫu", ["inspector"], "Thành viên"),
    "binh": ("Lê Bình Mẫu", ["inspector"], "Thành viên"),
}


@contextmanager
def _alone(lock: Path) -> Generator[None]:
    """Let one worker in at a time; SQLite's lock works alike on every system, and falls with its process."""
    with closing(sqlite3.connect(lock, timeout=600, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demo, played by whichever worker comes first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    told = shared / "demo.json"
    with _alone(shared / "demo.lock"):
        if not told.exists():
            ended = play(Desk(Home(shared / "demo-home"), no_input=True), "demo", "--out", shared / "demo")
            told.write_text(json.dumps([ended.code, ended.out, ended.err]), encoding="utf-8")
    code, out, err = json.loads(told.read_text(encoding="utf-8"))
    assert code == 0, out + err
    return Played(shared / "demo", out)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """A round of five people and two planned visits; everybody is briefed, nobody has begun."""
    team = Team(tmp_path_factory.mktemp("small") / "nguoi")
    cards = {who: _key(team[who], name) for who, (name, _, _) in PEOPLE.items()}
    lead = team["truong-doan"]
    lead.do("new", lead.dossier, "--title", "Đợt nhỏ (dữ liệu mẫu)", "--root", cards["pho-doan"]["card"])
    people = lead.home / "danh-sach.toml"
    people.write_text(
        "\n".join(
            f'[[person]]\nname = "{name}"\nroles = {json.dumps(roles)}\ntitle = "{title}"\n'
            f'card = "{cards[who]["card"]}"\n'
            for who, (name, roles, title) in PEOPLE.items()
        ),
        encoding="utf-8",
    )
    lead.do("roster", lead.dossier, "--people", people)
    for unit in ("xã Minh Hoạ Một", "xã Minh Hoạ Hai"):
        lead.do("plan", lead.dossier, "--unit", unit, "--district", "huyện Mẫu", "--day", "2025-04-02",
                "--checklist", "2025.1")  # fmt: skip
    to = [word for who in PEOPLE for word in ("--to", cards[who]["recipient"])]
    (file,) = lead.do("brief", lead.dossier, "--out", team.folder / "giao", *to, "--json")["files"]
    for who in PEOPLE:
        if who != "truong-doan":
            team[who].do("absorb", file, "--into", team[who].dossier)
    return team


def _key(person: Person, name: str) -> dict[str, str]:
    person.dossier.parent.mkdir(parents=True)
    (person.home / SECRET).write_text(f"mat khau cua {name}\n", encoding="utf-8")
    shown: dict[str, str] = person.do("key", "new", "--name", name, "--memory-mib", "64", "--json")
    return shown


@pytest.fixture
def team(_template: Team, tmp_path: Path) -> Team:
    """A copy of the small round, for one test alone."""
    return _template.copy(tmp_path / "nguoi")
