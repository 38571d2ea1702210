"""Runs the tests of the domain and the papers where PySide6 cannot be imported: they must not need it.

As a program it starts pytest; as a pytest plugin (`-p tests.without_qt`) it is what forbids the import.
"""

from __future__ import annotations

import subprocess
import sys


class _NoQt:
    """An import hook that knows PySide6 and refuses it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"{name} is not to be imported here", name=name)


sys.meta_path.insert(0, _NoQt())

if __name__ == "__main__":
    folders = ["tests/laws", "tests/unit/inspector", "tests/unit/reports"]
    sys.exit(subprocess.call([sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "tests.without_qt", *folders]))
