"""Dossiers on a stick: every file that could be one, in whatever folder somebody put it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from inspector.errors import KnownError
from inspector.progress import Progress

SUFFIXES: Final = (".thisat", ".thisat.age")
MOST_FILES: Final = 1000
"""Files that are taken from what a person chose: ten times the visits of a round."""
MOST_NAMES: Final = 200_000
"""Names that are looked at: whoever chose the whole disk is told so instead of waiting for it."""
DEEPEST: Final = 16
_OF_THE_SYSTEM: Final = frozenset({"system volume information", "$recycle.bin", "lost+found"})
"""Folders that systems put on sticks and let nobody list."""


def dossiers_under(paths: Iterable[Path], progress: Progress) -> list[Path]:
    """Return the dossiers among files and below folders, each once, by folder and name; links are not followed.

    A file that was named itself is taken whatever it is called: that it is no dossier is for its examination to say.

    Raises: KnownError collect.unreadable (a folder that cannot be listed), collect.too-many; Cancelled.
    """
    found: dict[Path, None] = {}
    looked = 0
    for path in paths:
        if not path.is_dir() or path.is_symlink():
            found[path] = None
            continue
        for seen in _walk(path, 0):
            looked += 1
            if looked % 256 == 0:
                progress.step(looked, 0, "collect.looking")
            if seen.name.lower().endswith(SUFFIXES):
                found[seen] = None
            if len(found) > MOST_FILES or looked > MOST_NAMES:
                raise KnownError("collect.too-many", exit_code=6, folder=path.name, most=MOST_FILES)
    return list(found)


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the files below a folder, those of a folder before those of the folders in it."""
    try:
        with os.scandir(folder) as listing:
            inside = sorted(listing, key=lambda one: one.name)
        files = [Path(one.path) for one in inside if one.is_file(follow_symlinks=False)]
        folders = [one for one in inside if one.is_dir(follow_symlinks=False) and not _is_of_the_system(one.name)]
    except OSError as error:
        reason = error.strerror or ""
        raise KnownError("collect.unreadable", exit_code=6, folder=folder.name, reason=reason) from error
    yield from files
    if depth < DEEPEST:
        for one in folders:
            yield from _walk(Path(one.path), depth + 1)


def _is_of_the_system(name: str) -> bool:
    """Tell whether a folder is no place where somebody puts files: hidden ones, and those of the system itself."""
    return name.startswith(".") or name.lower() in _OF_THE_SYSTEM
