"""The program's start with the key already open, on one dossier: a process of its own that says when it can be used."""

from __future__ import annotations

import sys
from pathlib import Path

from main import spare_imports

if __name__ == "__main__":
    spare_imports()  # as the program does before it imports its window
    from benchmarks.beginning import begin

    sys.exit(begin(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:]))
