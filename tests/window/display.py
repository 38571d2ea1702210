"""A screen that nobody sees: the X server Xvfb (Debian package `xvfb`), for windows that are driven by real keys."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from select import select

import pytest

PATIENCE_S = 30.0


@contextmanager
def display() -> Generator[str]:
    """Start a server on a number that is free, and lend its name (`:7`). Skips where Xvfb is not installed."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed (Debian package xvfb)")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x900x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(
        command, pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as server:
        os.close(writer)
        try:
            yield f":{_number(reader)}"
        finally:
            os.close(reader)
            server.terminate()


def _number(reader: int) -> int:
    said = b""
    while not said.endswith(b"\n"):
        ready, _, _ = select([reader], [], [], PATIENCE_S)
        more = os.read(reader, 16) if ready else b""
        assert more, "Xvfb did not start"
        said += more
    return int(said)
