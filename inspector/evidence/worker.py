"""The program that the picture worker runs, by path and isolated: `python -I worker.py`. See `process` for its limits."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # isolated mode leaves the project out
    from inspector.evidence.answer import LARGEST_FILE
    from inspector.evidence.picture import answer
    from inspector.evidence.process import Limits, serve

    # Two GiB hold the coefficients of the largest progressive JPEG; the libraries are loaded before the limits fall.
    serve(answer, Limits(memory=2 << 30, cpu=20, files=32), longest_request=LARGEST_FILE)
