"""Make the list of communes of a province, former and present, from the data of the package vietnamadminunits.

    python -m resources.places.build --data <site-packages>/vietnamadminunits/data --province 96 > ca-mau.json

Takes the package's data and none of its code; leaves out all coordinates (those of former units came from a geocoder).
Stops when a correction no longer meets what it corrects, so that a new release of the package is read by a person.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

VERSION = 1
AS_OF = "2025-07-01"
SOURCES = (
    "vietnamadminunits 1.0.4 (PyPI, MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu): dataset.db, converter_2025.json",
    "Nghị quyết 1655/NQ-UBTVQH15 (16/6/2025)",
    "Nghị quyết 202/2025/QH15 (12/6/2025)",
    "Quyết định 19/2025/QĐ-TTg (mã số)",
    "resources/places/corrections.json",
)
KINDS = ("Xã", "Phường", "Thị trấn", "Đặc khu")

FORMER = """
    SELECT provinceKey || '_' || districtKey || '_' || wardKey AS key, wardCode AS code, ward AS full_name,
           districtCode AS district, district AS district_name, provinceCode AS province, province AS province_name
    FROM admin_units_legacy WHERE wardCode IS NOT NULL"""  # five islands were districts without communes
PRESENT = """
    SELECT provinceKey || '_' || wardKey AS key, wardCode AS code, ward AS full_name,
           NULL AS district, NULL AS district_name, provinceCode AS province, province AS province_name
    FROM admin_units"""

Row = dict[str, Any]


def main() -> None:
    """Write the list to stdout."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True, help="the folder `data` of the installed package")
    asked.add_argument("--province", action="append", help="code of a present province; may be repeated; all if absent")
    options = asked.parse_args()
    corrections = json.loads((Path(__file__).parent / "corrections.json").read_text(encoding="utf-8"))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(written(directory(options.data, options.province, corrections)))


def directory(data: Path, provinces: list[str] | None, corrections: Row) -> Row:
    """Return the corrected list of the units and successions of present `provinces` (None: of the nation)."""
    former = {row["key"]: row for row in rows(data, FORMER)}
    present = {row["key"]: row for row in rows(data, PRESENT)}
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    pairs: list[Row]
    pairs = [{"old": former[old], "new": present[new], "extent": extent} for old, new, extent in converted(converter)]

    correct(former.values(), corrections["districts"], "district", "district_name")
    correct(former.values(), of_period(corrections, "former"), "code", "full_name")
    correct(present.values(), of_period(corrections, "present"), "code", "full_name")
    for each in corrections["successions"]:
        meant = [pair for pair in pairs if (pair["old"]["code"], pair["new"]["code"]) == (each["old"], each["new"])]
        replace(meant, each, "extent")

    periods = corrections["periods"]
    pairs = [pair for pair in pairs if provinces is None or pair["new"]["province"] in provinces]
    units = {}
    successions = []
    for pair in pairs:
        old, new = unit(pair["old"], periods, "former"), unit(pair["new"], periods, "present")
        keys = [{"code": each["code"], "from": each["valid_from"]} for each in (old, new)]
        units.update({(each["valid_from"], each["code"]): each for each in (old, new)})
        successions.append({"old": keys[0], "new": keys[1], "extent": pair["extent"]})
    return {
        "version": VERSION,
        "as_of": AS_OF,
        "sources": list(SOURCES),
        "units": [units[key] for key in sorted(units)],
        "successions": sorted(successions, key=lambda pair: (pair["old"]["code"], pair["new"]["code"])),
    }


def rows(data: Path, question: str) -> list[Row]:
    """Return the rows that the package's database answers with, one dictionary each."""
    with sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute(question)]
    database.close()
    return found


def converted(converter: Row) -> Iterator[tuple[str, str, str]]:
    """Yield (key of the former commune, key of the present one, "all" or "part")."""
    for province, whole in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in whole.items():
            yield from ((old, f"{province}_{new}", "all") for old in olds if not old.endswith("_"))
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            yield from ((old, f"{province}_{part['newWardKey']}", "part") for part in parts)


def of_period(corrections: Row, period: str) -> list[Row]:
    """Return the corrections of communes that concern one period."""
    return [each for each in corrections["communes"] if each["period"] == period]


def correct(found: Iterable[Row], corrections: Iterable[Row], code: str, field: str) -> None:
    """Apply corrections of `field` to the rows whose `code` they name."""
    listed = list(found)
    for each in corrections:
        replace([row for row in listed if row[code] == each["code"]], each, field)


def replace(meant: list[Row], correction: Row, field: str) -> None:
    """Change `field` of the rows meant from what it was to what it is."""
    if not meant or any(row[field] != correction["was"] for row in meant):
        raise SystemExit(f"no longer so in the package: {correction}")
    for row in meant:
        row[field] = correction["is"]


def unit(row: Row, periods: Row, name: str) -> Row:
    """Return a row of the list: the kind stands apart from the name, the period beside the code."""
    if name not in periods.get(row["province"], {}):
        raise SystemExit(f"corrections.json names no {name} period for the province {row['province']}")
    period = periods[row["province"]][name]
    kind = next(kind for kind in KINDS if row["full_name"].startswith(f"{kind} "))
    return {
        "code": row["code"],
        "valid_from": period["from"],
        "valid_to": period["to"],
        "kind": kind.lower(),
        "name": row["full_name"].removeprefix(f"{kind} "),
        "district": row["district"],
        "district_name": row["district_name"],
        "province": row["province"],
        "province_name": row["province_name"],
    }


def written(listed: Row) -> str:
    """Return JSON with one unit or pair on each line, so that a difference between two versions can be read."""
    parts = []
    for name, value in listed.items():
        if isinstance(value, list):
            lines = ",\n".join(f"  {compact(each)}" for each in value)
            parts.append(f'"{name}":[\n{lines}\n]')
        else:
            parts.append(f'"{name}":{compact(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def compact(value: object) -> str:
    """Return JSON on one line, members sorted."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


if __name__ == "__main__":
    main()
