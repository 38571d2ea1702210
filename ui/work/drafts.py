"""What was typed and belongs to no statement yet: notes of items that nobody answered. One small file in the home."""

from __future__ import annotations

import msgspec

from ui.work.home import Home, write_whole

_NAME = "drafts.json"
Key = tuple[str, str]
"""A visit and what the text is about: an item, or a field of a form."""


class Drafts:
    """Texts by visit and item. Each change is on disk when `keep` returns."""

    def __init__(self, home: Home) -> None:
        self._path = home.path / _NAME
        self._home = home
        try:
            self._texts = msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError):
            self._texts = {}

    def text(self, key: Key) -> str:
        """Return what was typed; nothing if nothing was."""
        return self._texts.get("/".join(key), "")

    def keep(self, key: Key, text: str) -> None:
        """Keep a text; an empty one is forgotten. What cannot be written is kept in memory, and written with the next.

        Raises: KnownError("file.unwritable").
        """
        name = "/".join(key)
        if self._texts.get(name, "") == text:
            return
        self._texts.pop(name, None)
        if text:
            self._texts[name] = text
        self._home.made()
        write_whole(self._path, msgspec.json.encode(self._texts))
