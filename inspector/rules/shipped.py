"""The checklists that travel with the program."""

from __future__ import annotations

import re

from inspector.errors import KnownError
from resources import names, open_bytes

_FILE = re.compile(r"one-stop-([0-9]{4})\.([0-9]+)\.json\Z")


def versions() -> tuple[str, ...]:
    """Return the versions of the family `one-stop` that are shipped, oldest first."""
    found = [_FILE.match(name) for name in names("checklists")]
    numbers = sorted((int(file[1]), int(file[2])) for file in found if file)
    return tuple(f"{year}.{number}" for year, number in numbers)


def latest() -> str:
    """Return the newest version."""
    return versions()[-1]


def shipped(version: str) -> bytes:
    """Return the canonical bytes of a version: a blob as it enters a dossier.

    Raises: KnownError("checklist.not_shipped").
    """
    if version not in versions():
        raise KnownError("checklist.not_shipped", version=version, versions=", ".join(versions()))
    return open_bytes(f"checklists/one-stop-{version}.json")
