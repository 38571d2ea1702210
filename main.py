"""Where the program begins: no argument opens the window, a verb runs without one (and without importing Qt)."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program and leave with its exit code."""
    from ui.terminal.verbs import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
