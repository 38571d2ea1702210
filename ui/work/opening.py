"""Before a dossier is open: which there are on this machine, which file is one to work in, which copy is the last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector.people.marks import Marks
from ui.work.drives import require_workable
from ui.work.home import Home
from ui.work.preferences import Recent
from ui.work.rounds import SUFFIX, working_dossiers

_STAMPED: Final = re.compile(r"_[0-9a-f]{8}_(?P<at>[0-9]{8}-[0-9]{6})(-(?P<number>[0-9]+))?\.thisat\Z")


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier that this machine knows of."""

    path: Path
    title: str
    """Of its round; the name of the file if it was never open here."""
    opened: str
    """When it was last open, RFC 3339; nothing: never."""
    is_here: bool
    """False if there is no such file now: moved away, or on a disk that is not plugged in."""


def known_dossiers(home: Home, recent: Iterable[Recent]) -> tuple[Known, ...]:
    """Return the dossiers that were open, the last one first, then the others of the home."""
    opened = [Known(Path(one.path), one.title, one.opened, Path(one.path).is_file()) for one in recent]
    listed = {one.path for one in opened}
    others = [Known(path, path.stem, "", is_here=True) for path in working_dossiers(home) if path not in listed]
    return (*opened, *others)


def is_to_work_in(home: Home, file: Path, recent: Iterable[Recent]) -> bool:
    """Tell whether a file is a dossier that its person works in, and not one that somebody sent.

    It lies among those of the home, or was open here before.
    """
    path = file.resolve()
    known = {Path(one.path).resolve() for one in recent}
    return path.suffix == SUFFIX and (path.parent == home.dossiers.resolve() or path in known)


def make_ready(home: Home, dossier: Path) -> Marks:
    """Return the marks of this machine, once it is certain that the dossier lies where one may work in it.

    Raises: those of `require_workable`, marks.unreadable.
    """
    if dossier.is_file():  # what is missing is told as missing when it is opened
        require_workable(dossier)
    return home.marks()


def copies_of(folder: Path, dossier: Path) -> list[Path]:
    """Return the second copies of a dossier in a folder, the newest first; none, if the folder is not there now.

    Goes by their names: the dossier itself may be past reading.
    """
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        stamp = _STAMPED.search(path.name)
        if stamp and path.name[: stamp.start()] == dossier.stem:
            found.append((stamp["at"], int(stamp["number"] or 1), path))
    return [path for _, _, path in sorted(found, reverse=True)]


def all_copies(folder: Path) -> list[Path]:
    """Return every second copy in a folder, the newest first; none, if the folder is not there now."""
    found = [(stamp["at"], path) for path in folder.glob(f"*{SUFFIX}") if (stamp := _STAMPED.search(path.name))]
    return [path for _, path in sorted(found, reverse=True)]
