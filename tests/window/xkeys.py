"""Keys as a keyboard sends them: the XTEST extension of the X server, through libX11 and libXtst (Debian `libxtst6`)."""

from __future__ import annotations

import ctypes
import ctypes.util
from types import TracebackType
from typing import Self

import pytest

_NAMES = {" ": "space", ",": "comma", ".": "period", "/": "slash", "-": "minus"}


class Keyboard:
    """Presses keys on one display. The server gives them to the window that has the focus, in order."""

    def __init__(self, display: str) -> None:
        x11, xtst = _load("X11"), _load("Xtst")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
        x11.XStringToKeysym.restype = ctypes.c_ulong
        x11.XStringToKeysym.argtypes = [ctypes.c_char_p]
        x11.XKeysymToKeycode.restype = ctypes.c_ubyte
        x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        xtst.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._x11, self._xtst = x11, xtst
        self._server = x11.XOpenDisplay(display.encode())
        assert self._server, f"no X server at {display}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._x11.XCloseDisplay(self._server)

    def press(self, *names: str) -> None:
        """Press keys together and let them go, named by their keysyms: `1`, `Return`, `Control_L` with `z`, `F7`."""
        codes = [self._code(name) for name in names]
        for code in codes:
            self._xtst.XTestFakeKeyEvent(self._server, code, 1, 0)
        for code in reversed(codes):
            self._xtst.XTestFakeKeyEvent(self._server, code, 0, 0)
        self._x11.XSync(self._server, 0)

    def type(self, text: str) -> None:
        """Type small letters, digits, spaces and commas, one after the other."""
        for one in text:
            self.press(_NAMES.get(one, one))

    def _code(self, name: str) -> int:
        code = int(self._x11.XKeysymToKeycode(self._server, self._x11.XStringToKeysym(name.encode())))
        assert code, f"no key is called {name}"
        return code


def _load(name: str) -> ctypes.CDLL:
    found = ctypes.util.find_library(name)
    if found is None:
        pytest.skip(f"lib{name} is not installed (Debian package lib{name.lower()}-6 or lib{name.lower()}6)")
    return ctypes.CDLL(found)
