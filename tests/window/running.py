"""Runs the window of `tests.window.program` under a test: starts it, reads its lines, kills it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

from tests.window.stage import PASSPHRASE, Seat
from tests.window.xkeys import Keyboard

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 60.0
Line = dict[str, Any]


class Running:
    """One window at work. `lines` holds everything that it has told."""

    def __init__(self, channel: socket.socket, keys: Keyboard) -> None:
        self._channel = channel
        self._rest = b""
        self._at = 0
        self.keys = keys
        self.pid = 0
        self.ended = False
        self.lines: list[Line] = []

    def _more(self, seconds: float) -> bool:
        """Read what comes within a time; False if nothing did."""
        ready, _, _ = select([self._channel], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = self._channel.recv(65536)
        except ConnectionResetError:
            data = b""
        self.ended = not data
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in map(json.loads, lines):
            assert line["event"] not in ("crashed", "qt"), line["details"]
            self.lines.append(line)
        return not self.ended

    def until(self, wanted: Callable[[Line], bool] | str, patience: float = PATIENCE_S) -> Line:
        """Wait for a line that was not read yet: an event, or one that fits; those before it count as read."""
        fits = wanted if callable(wanted) else lambda line: bool(line["event"] == wanted)
        end = time.monotonic() + patience
        while True:
            while self._at < len(self.lines):
                line = self.lines[self._at]
                self._at += 1
                if fits(line):
                    return line
            more = self._more(end - time.monotonic())
            assert more, f"{wanted} did not come; last: {self.lines[-3:]}"

    def listen(self, seconds: float) -> None:
        """Read whatever comes in a time."""
        end = time.monotonic() + seconds
        while not self.ended and self._more(end - time.monotonic()):
            pass

    def listen_once(self, seconds: float) -> None:
        """Read what comes first in a time."""
        if not self.ended:
            self._more(seconds)

    def do(self, name: str, *arguments: object) -> Any:
        """Let the window do something that is no key; return what it answers."""
        self._channel.sendall(json.dumps([name, *arguments]).encode() + b"\n")
        return self.until(lambda line: line["event"] == "did" and line["name"] == name)["value"]

    def look(self) -> Line:
        """Return what the window shows."""
        found: Line = self.do("look")
        return found

    def quiet(self) -> Line:
        """Wait until nothing that was asked for is on its way any more, and return what the window shows."""
        while True:
            told = len(self.lines)
            found = self.look()
            self.listen(0.6)  # longer than a note waits for another letter
            if not found["pending"] and len(self.lines) == told + 1:
                return found

    def until_saved(self, times: int) -> None:
        """Wait until the screen has said so many times that something was saved, or says nothing any more."""
        while times and not self.ended:
            told = len(self.lines)
            self.listen_once(0.6)
            times -= sum(line["event"] == "saved" for line in self.lines[told:])
            if len(self.lines) == told:
                return

    def seen(self, fits: Callable[[Line], bool], patience: float = PATIENCE_S) -> Line:
        """Look again after each thing that the window tells, until it shows something."""
        end = time.monotonic() + patience
        while not fits(found := self.look()):
            left = end - time.monotonic()
            assert left > 0, found
            self._more(min(left, 0.05))
        return found

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase on the start page, and wait until a place of the dossier is shown."""
        self.keys.type(passphrase)
        self.keys.press("Return")
        self.until(lambda line: line["event"] == "place" and line["screen"] != "start")

    def kill(self) -> None:
        """End it as a power cut does, and read what it had told until then."""
        os.kill(self.pid, signal.SIGKILL)
        self.listen(PATIENCE_S)
        assert self.ended

    def close(self) -> None:
        """Close the window and wait until nothing of it runs."""
        if not self.ended:
            self._channel.sendall(b'["quit"]\n')
            self.until("closed")
            self.listen(PATIENCE_S)

    @property
    def statements(self) -> set[str]:
        """Everything that the screen called saved."""
        return {one for line in self.lines if line["event"] == "saved" for one in line["statements"]}


class Starter:
    """Starts windows on one display, one at a time."""

    def __init__(self, control: socket.socket, display: str, keys: Keyboard) -> None:
        self._control, self._display, self._keys = control, display, keys

    @contextmanager
    def window(self, seat: Seat) -> Generator[Running]:
        """Start a window; if the test leaves it running, it is killed."""
        here, there = socket.socketpair()
        with here, there:
            order = {"home": str(seat.home.path), "dossier": str(seat.dossier), "display": self._display}
            socket.send_fds(self._control, [json.dumps(order).encode()], [there.fileno()])
            there.close()
            running = Running(here, self._keys)
            try:
                running.pid = running.until("ready")["pid"]
                yield running
            finally:
                if running.pid and not running.ended:
                    os.kill(running.pid, signal.SIGKILL)
                    running.listen(PATIENCE_S)


@contextmanager
def starter(display: str) -> Generator[Starter]:
    """Start the process that forks windows."""
    here, there = socket.socketpair()
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "PYTHONFAULTHANDLER": "1"}
    command = [sys.executable, "-m", "tests.window.program", str(there.fileno())]
    with here, subprocess.Popen(command, cwd=ROOT, pass_fds=(there.fileno(),), env=environment) as process:
        there.close()
        with Keyboard(display) as keys:
            yield Starter(here, display, keys)
        here.close()
        process.wait(PATIENCE_S)
