"""Where the program begins: no argument opens the window, a verb runs without one (and without importing Qt)."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    """Run the program and leave with its exit code."""
    wanted = window_wanted(sys.argv[1:])
    if wanted is None:
        from ui.terminal.verbs import run

        sys.exit(run(sys.argv[1:]))
    spare_imports()
    from ui.app import run as open_window

    home, file = wanted
    sys.exit(open_window(home, sys.argv[:1], file))


def spare_imports() -> None:
    """Let nothing look for garbage among what is imported for the window: it all stays, and looking takes time.

    The window looks for garbage itself, once it is there (`ui.collecting`).
    """
    gc.disable()


def window_wanted(arguments: Sequence[str]) -> tuple[Path, Path | None] | None:
    """Return whose home the window opens on, and the file that was double-clicked; None if a verb was typed.

    The window opens without arguments, with `--home` alone, and with one dossier.
    """
    rest = list(arguments)
    home = os.environ.get("THISAT_HOME", "")
    if rest[:1] == ["--home"] and len(rest) > 1:
        home = rest[1]
        del rest[:2]
    if len(rest) > 1 or (rest and not (rest[0].endswith((".thisat", ".thisat.age")) and Path(rest[0]).is_file())):
        return None
    if not home:
        import platformdirs

        home = platformdirs.user_data_dir("ThiSat", "ThiSat")
    return Path(home), Path(rest[0]) if rest else None


if __name__ == "__main__":
    main()
