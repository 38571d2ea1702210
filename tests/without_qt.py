"""A pytest plugin (`-p tests.without_qt`) that forbids importing PySide6: the domain and the papers must not need it."""

from __future__ import annotations

import sys


class _NoQt:
    """An import hook that knows PySide6 and refuses it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"{name} is not to be imported here", name=name)


sys.meta_path.insert(0, _NoQt())
