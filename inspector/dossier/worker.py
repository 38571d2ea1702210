"""The program that reads a stranger's file, run by path and isolated: `python -I worker.py <private copy> <seconds>`."""

from __future__ import annotations

import os.path
import sys

if __name__ == "__main__":
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    sys.path.insert(0, root)  # isolated mode leaves the project out
    from inspector.dossier.reader import stream

    stream(sys.argv[1], sys.argv[2])
