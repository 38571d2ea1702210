"""High-water marks: the newest entry of each chain that this machine ever wrote, kept outside the dossier.

Who opens a restored backup sees a chain that ends before its mark, and starts a new chain instead of forking the old one
(format.md, rule 38). The marks are one text file that only grows, `chain seq tick id` to a line, so that two programs may
append at once. A line is written after the statement is safe on disk and is not synced itself: if the last ones are lost,
an older copy looks newer by so many statements, and the next statement writes a higher mark anyway. Nothing that was
said is ever lost with a mark, so a mark that cannot be written is a Problem and not an error.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Final

from inspector.errors import KnownError, Problem
from inspector.journal.log import Mark
from inspector.people.whole_file import reason, written_whole

NAME: Final = "marks.log"
COMPACT_ABOVE: Final = 4
"""Lines to a chain."""
_FEW: Final = 256
"""Lines that are not worth a rewrite."""

_LINE = re.compile(rb"([0-9a-f]{16}) (0|[1-9][0-9]{0,9}) (0|[1-9][0-9]{0,12}) ([0-9a-f]{64})\Z")


class Marks:
    """The marks of one machine and home."""

    def __init__(self, folder: Path) -> None:
        """Read the marks in a folder; one without marks is made ready for them.

        Raises: KnownError("marks.unreadable").
        """
        self._path = folder / NAME
        self._marks: dict[str, Mark] = {}
        self._unwritten = b""
        self._problems: tuple[Problem, ...] = ()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            data = self._path.read_bytes() if self._path.exists() else b""
        except OSError as error:
            raise KnownError("marks.unreadable", reason=reason(error)) from error
        lines = data.split(b"\n")[:-1]  # what follows the last line end was torn off
        for line in lines:
            if match := _LINE.match(line):
                self._raise(match[1].decode(), Mark(int(match[2]), match[4].decode(), int(match[3])))
        if data and not data.endswith(b"\n"):
            self._unwritten = b"\n"
        if len(lines) > max(_FEW, COMPACT_ABOVE * len(self._marks)):
            self._compact(len(data))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What kept the last marks from being written, until a later one succeeds: `marks.unwritable`."""
        return self._problems

    def known(self, chain: str) -> Mark | None:
        """Return the newest entry of a chain (16 hex digits) that was written here, if any was."""
        return self._marks.get(chain)

    def record(self, chain: str, mark: Mark) -> None:
        """Remember a newer entry of a chain. A mark never falls, and what stands first for a seq stays."""
        if not self._raise(chain, mark):
            return
        self._unwritten += _line(chain, mark)
        self._append()

    def _raise(self, chain: str, mark: Mark) -> bool:
        known = self._marks.get(chain)
        if known is not None and known.seq >= mark.seq:
            return False
        self._marks[chain] = mark
        return True

    def _append(self) -> None:
        """Append in one call to a file opened anew: another program may have replaced it by a shorter one."""
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                if os.write(handle, self._unwritten) < len(self._unwritten):
                    self._unwritten = b"\n" + self._unwritten  # the part that was written is a torn line now
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            finally:
                os.close(handle)
        except OSError as error:
            self._problems = (Problem("marks.unwritable", (), (("reason", reason(error)),)),)
        else:
            self._unwritten, self._problems = b"", ()

    def _compact(self, read: int) -> None:
        """Write one line to a chain, then whatever another program appended meanwhile."""
        try:
            with written_whole(self._path, replace=True) as new:
                new.write(b"".join(_line(chain, mark) for chain, mark in sorted(self._marks.items())))
                new.write(self._path.read_bytes()[read:])
        except KnownError:
            return  # the long file is as good as a short one
        self._unwritten = b""


def _line(chain: str, mark: Mark) -> bytes:
    return f"{chain} {mark.seq} {mark.tick} {mark.id}\n".encode("ascii")
