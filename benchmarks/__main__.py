"""`python -m benchmarks [name ...] [--json]`: every promised speed against its floor; ends with 1 if one is broken."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module

from benchmarks.measuring import Figure

NAMES = (
    "answering", "opening", "folding", "absorbing", "finding", "synthesis", "reporting", "signing", "keying", "starting",
    "taking-in", "remembering", "searching", "merging", "scrolling", "exporting",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"one or more of: {', '.join(NAMES)}")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line, amounts in their unit")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(NAMES))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    broken = 0
    if not asked.json:
        print(_line("measure", "time", "floor", "ratio", "promise", "verdict"))
    for name in asked.names or NAMES:
        for figure in import_module(module_of(name)).figures():
            broken += not figure.is_kept
            print(_json(figure) if asked.json else _row(figure), flush=True)
    return 1 if broken else 0


def module_of(name: str) -> str:
    """Return where a benchmark stands."""
    return f"benchmarks.{name.replace('-', '_')}"


def _row(figure: Figure) -> str:
    floor = "" if figure.floor is None else _amount(figure.floor, figure)
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    promise = (
        "" if figure.promise is None else f"{figure.promise:g} x" if figure.ratio else _amount(figure.promise, figure)
    )
    verdict = "" if figure.promise is None else "kept" if figure.is_kept else "BROKEN"
    return _line(figure.name, _amount(figure.measured, figure), floor, ratio, promise, verdict, figure.note)


def _line(name: str, time: str, floor: str, ratio: str, promise: str, verdict: str, note: str = "") -> str:
    return f"{name:44}{time:>11}{floor:>11}{ratio:>8}{promise:>10}  {verdict:8}{note}".rstrip()


def _amount(amount: float, figure: Figure) -> str:
    if figure.unit == "MB":
        return f"{amount:.0f} MB"
    return f"{amount:.2f} s" if amount >= 1 else f"{amount * 1000:.2f} ms"


def _json(figure: Figure) -> str:
    members = ("name", "measured", "floor", "ratio", "promise", "is_kept", "note", "unit")
    return json.dumps({member: getattr(figure, member) for member in members})


if __name__ == "__main__":
    sys.exit(main())
