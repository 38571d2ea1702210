"""What the program is made of and under which licences: packages as their own metadata say, fonts, icons and communes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Final

from resources import open_bytes

DIRECT: Final = (
    "apsw", "click", "cryptography", "msgspec", "pikepdf", "pillow", "platformdirs", "pyhanko", "pypdfium2", "pyrage",
    "pyside6-essentials", "reportlab", "segno", "sqlite-utils", "xlsxwriter", "zxing-cpp",
)  # fmt: skip
"""What the program itself asks for; what these ask for in turn is found in their metadata."""

_SAID_ELSEWHERE: Final = {"apsw": "OSI approved (any)", "pyrage": "MIT", "click-default-group": "Public Domain"}
"""Packages whose metadata name no licence by a name of its own."""

_LICENCE_FILE: Final = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)

_BUNDLED: Final = (
    ("Be Vietnam Pro", "SIL OFL 1.1", "fonts/be-vietnam-pro/OFL.txt"),
    ("Inter", "SIL OFL 1.1", "fonts/inter/OFL.txt"),
    ("Liberation Serif", "SIL OFL 1.1", "fonts/liberation-serif/COPYRIGHT.debian"),
    ("Tabler Icons", "MIT", "icons/LICENSE.txt"),
)


@dataclass(frozen=True, slots=True)
class Licensed:
    """A work of others that travels with the program or is installed beside it."""

    name: str
    version: str
    """Empty for fonts and icons."""
    terms: str
    """The name of its licence, as it says itself."""
    text: str
    """The licence; empty if none is installed with it."""


def packages() -> tuple[Licensed, ...]:
    """Return every installed package that the program runs on, by name."""
    found: dict[str, Distribution] = {}
    waiting = list(DIRECT)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # needed on other systems only
        waiting += _needed(found[name])
    return tuple(Licensed(name, of.version, _terms(name, of), _text(of)) for name, of in sorted(found.items()))


def bundled() -> tuple[Licensed, ...]:
    """Return the fonts and icons that travel with the program."""
    return tuple(Licensed(name, "", terms, open_bytes(path).decode()) for name, terms, path in _BUNDLED)


def _needed(of: Distribution) -> Iterator[str]:
    """Yield the names of what a package needs, extras left out."""
    for line in of.requires or ():
        wanted, _, condition = line.partition(";")
        named = re.match(r"[A-Za-z0-9._-]+", wanted.strip())
        if named and "extra" not in condition:
            yield re.sub(r"[-_.]+", "-", named[0]).lower()


def _terms(name: str, of: Distribution) -> str:
    if name in _SAID_ELSEWHERE:
        return _SAID_ELSEWHERE[name]
    said = _field(of, "License-Expression")
    if not said:
        classifiers = of.metadata.get_all("Classifier") or []
        said = ", ".join(c.rsplit(" :: ", 1)[-1] for c in classifiers if c.startswith("License :: "))
    return said or _field(of, "License").strip().split("\n")[0][:80]


def _field(of: Distribution, name: str) -> str:
    return next(iter(of.metadata.get_all(name) or []), "")


def _text(of: Distribution) -> str:
    files = [file for file in of.files or () if _LICENCE_FILE.search(str(file)) and not str(file).endswith(".py")]
    texts = (file.read_text(encoding="utf-8") for file in sorted(files))
    return "\n\n".join(text.strip() for text in texts if text)
