"""Draws units by docs/draw.md alone: standard library only, and nothing of the program.

`python draw.py draw.json` reads what `thisat draw show DOSSIER --json` printed, draws again, and tells whether it agrees.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def draw_by_hand(seed: str, statement: str, share: list[int], units: list[list[Any]]) -> tuple[str, list[str]]:
    """Return the digest of the frame and the codes that are drawn; a unit is [code, since, stratum, weight]."""
    units = sorted(units)
    frame = {"method": "weighted-1", "share": share, "units": units}
    text = json.dumps(frame, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(b"thisat1/frame\0" + text.encode()).hexdigest()
    key = bytes.fromhex(seed) + bytes.fromhex(statement) + bytes.fromhex(digest)
    drawn: list[str] = []
    for stratum in sorted({unit[2] for unit in units}):
        left, turn = [unit for unit in units if unit[2] == stratum], 0
        for _ in range(-(-len(left) * share[0] // share[1])):
            total = sum(unit[3] for unit in left)
            while True:
                data = key + turn.to_bytes(8, "big") + stratum.encode()
                number = int.from_bytes(hashlib.sha256(b"thisat1/draw\0" + data).digest(), "big")
                turn += 1
                if number < 2**256 - 2**256 % total:
                    break
            number %= total
            place = 0
            while number >= left[place][3]:
                number -= left[place][3]
                place += 1
            drawn.append(left.pop(place)[0])
    return digest, drawn


def main(path: Path) -> int:
    """Compare every draw in a file with what comes out here; 0 if all agree."""
    agree = True
    for seed in json.loads(path.read_text(encoding="utf-8")):
        digest, codes = draw_by_hand(seed["seed"], seed["statement"], seed["share"], seed["units"])
        recorded = [[pick["code"] for pick in one["picks"]] for one in seed["draws"]]
        same = digest == seed["frame"] and all(one == codes for one in recorded)
        print(seed["statement"], "agrees" if same else "DIFFERS", *codes)
        agree = agree and same
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
