"""Where chance and time come from. One object is handed down; nothing else reads a clock or draws numbers."""

from __future__ import annotations

import os
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Sources(Protocol):
    """The outside world as the journal may see it (format.md 33 and 36)."""

    def random_bytes(self, count: int) -> bytes:
        """Return `count` bytes fit for keys and salts."""

    def utc_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC, as this machine believes."""

    def offset_min(self) -> int:
        """Minutes that local time is ahead of UTC; 420 in Vietnam."""

    def monotonic_ms(self) -> int:
        """Milliseconds of a clock that nobody can set."""

    def boot_id(self) -> str:
        """An identifier of this run of the operating system; hashed with the round's id before it is written."""


class SystemSources:
    """The sources that production uses."""

    def random_bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)

    def utc_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def offset_min(self) -> int:
        offset = datetime.now(UTC).astimezone().utcoffset()
        return 0 if offset is None else int(offset.total_seconds() // 60)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def boot_id(self) -> str:
        linux = Path("/proc/sys/kernel/random/boot_id")
        if linux.exists():
            return linux.read_text(encoding="ascii").strip()
        # Elsewhere the start of the monotonic clock, to the minute, tells one boot from another well enough.
        return f"{os.name}-{(time.time_ns() - time.monotonic_ns()) // 60_000_000_000}"
