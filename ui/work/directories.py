"""Which list of communes is in force on this machine: the one that the program carries, or a newer one beside it.

Lists that were brought in lie in the person's home, each named by its hash, and stay there: papers name the list that
they were made from by that hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from inspector.errors import KnownError
from inspector.journal import canon
from inspector.places import listing
from inspector.places.directory import SHIPPED, Directory, nation, read
from inspector.places.listing import Edition
from inspector.places.unit import Unit, UnitKey
from resources import open_bytes
from ui.work.home import Home, write_whole

PassedOver = Callable[[Path, KnownError], None]
"""Told of a file in the home that is no list, and why."""


class InForce(msgspec.Struct, frozen=True):
    """A list of communes, the SHA-256 of its bytes, and the file that it was read from; None: the program carries it."""

    directory: Directory
    sha256: str
    path: Path | None


class Difference(msgspec.Struct, frozen=True):
    """What a newer list says that the list in force does not."""

    added: tuple[Unit, ...]
    ended: tuple[Unit, ...]
    renamed: tuple[tuple[Unit, Unit], ...]
    """Units whose own name or what stands above them is written otherwise: as it was, as it is."""


def in_silence(path: Path, error: KnownError) -> None:
    """Pass a file over without a word."""


def directory_of(home: Home, passed_over: PassedOver = in_silence) -> InForce:
    """Return the newest sound list of those in the home and the one that the program carries.

    A file in the home that is no such list is told to `passed_over`.
    """
    carried = shipped()
    found: list[tuple[Edition, Path, bytes]] = []
    for path in _files(home):
        try:
            content = _content(path)
            found.append((listing.edition(content), path, content))
        except KnownError as error:
            passed_over(path, error)
    found.sort(key=lambda each: (each[0], each[1]), reverse=True)
    for edition, path, content in found:
        if edition <= _edition(carried.directory):
            break
        try:
            return InForce(read(content), path.stem, path)
        except KnownError as error:
            passed_over(path, error)
    return carried


def directory_by_hash(home: Home, sha256: str) -> InForce:
    """Return the list whose bytes have this hash, as papers name it: the one that the program carries, or one at home.

    Raises: KnownError places.not-here, places.unreadable, places.invalid.
    """
    carried = shipped()
    if sha256 == carried.sha256:
        return carried
    for path in _files(home):
        if path.stem == sha256:
            return InForce(read(_content(path)), sha256, path)
    raise KnownError("places.not-here", exit_code=6, sha256=sha256)


@cache
def shipped() -> InForce:
    """Return the list that the program carries."""
    return InForce(nation(), canon.blob_id(open_bytes(SHIPPED)), None)


def adopt(home: Home, content: bytes, passed_over: PassedOver = in_silence) -> tuple[InForce, Difference]:
    """Keep a newer list in the home, from where it is in force, and say what it changes.

    Raises: KnownError places.invalid, places.not-newer, places.lost-keys, places.changed-keys, file.unwritable.
    """
    new = read(content)
    current = directory_of(home, passed_over).directory
    if new.version <= current.version or new.as_of < current.as_of:
        raise KnownError(
            "places.not-newer",
            version=new.version,
            as_of=new.as_of,
            present_version=current.version,
            present_as_of=current.as_of,
        )
    lost = sorted(current.keys - new.keys)
    if lost:
        raise KnownError("places.lost-keys", count=len(lost), units=_some(current, lost))
    other = [key for key in sorted(current.keys) if _is_another(current.unit(key), new.unit(key))]
    if other:
        raise KnownError("places.changed-keys", count=len(other), units=_some(current, other))
    sha256 = canon.blob_id(content)
    path = _folder(home) / f"{sha256}.json"
    write_whole(path, content)
    return InForce(new, sha256, path), difference(current, new)


def difference(current: Directory, new: Directory) -> Difference:
    """Return what a newer list says that the list in force does not; it has all units of that."""
    pairs = [(unit, new.unit(unit.key)) for unit in current.units]
    return Difference(
        added=tuple(unit for unit in new.units if unit.key not in current.keys),
        ended=tuple(unit for old, unit in pairs if old.valid_to is None and unit.valid_to is not None),
        renamed=tuple((old, unit) for old, unit in pairs if old.address != unit.address),
    )


def _is_another(old: Unit, new: Unit) -> bool:
    """Tell whether a key no longer names the same: a name may be spelled better, and what lasted may have ended."""
    last_day_moved = old.valid_to is not None and old.valid_to != new.valid_to
    return last_day_moved or (old.kind, old.district, old.province) != (new.kind, new.district, new.province)


def _some(directory: Directory, keys: list[UnitKey]) -> str:
    told = "; ".join(f"{directory.unit(key).address} ({key.code})" for key in keys[:5])
    return f"{told}; …" if len(keys) > 5 else told


def _edition(directory: Directory) -> Edition:
    return Edition(directory.as_of, directory.version)


def _folder(home: Home) -> Path:
    return home.path / "places"


def _files(home: Home) -> Iterator[Path]:
    yield from sorted(path for path in _folder(home).glob("*.json") if not path.name.startswith("."))


def _content(path: Path) -> bytes:
    """Return the bytes of a list that are those which its name promises.

    Raises: KnownError places.unreadable, places.invalid.
    """
    content = read_list(path)
    if canon.blob_id(content) != path.stem:
        raise KnownError("places.unreadable", exit_code=6, file=path.name)
    return content


def read_list(path: Path) -> bytes:
    """Return the bytes of a file that may be a list: no more of them than a list may have, and one.

    Raises: KnownError("places.unreadable").
    """
    try:
        with path.open("rb") as stream:
            return stream.read(listing.MAX_BYTES + 1)
    except OSError as error:
        raise KnownError("places.unreadable", exit_code=6, file=path.name) from error
