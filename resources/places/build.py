"""Make the list of the nation's communes, former and present, from the data of the package vietnamadminunits.

    python -m resources.places.build --data <site-packages>/vietnamadminunits/data > vietnam.json

Takes the package's data and none of its code; leaves out all coordinates (those of former units came from a geocoder).
Prints each correction used to stderr, and stops when one no longer meets what it corrects, so that a new release of the
package is read by a person.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

VERSION = 2
SOURCES = (
    "vietnamadminunits 1.0.4 (PyPI, MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu): dataset.db, converter_2025.json",
    "Nghị quyết 202/2025/QH15 (12/6/2025)",
    "Nghị quyết 1654 đến 1687/NQ-UBTVQH15 (16/6/2025)",
    "Quyết định 19/2025/QĐ-TTg (mã số)",
    "Nghị quyết 30/2026/QH16, Nghị quyết 237/NQ-UBTVQH16 (hiệu lực từ 30/4/2026)",
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
Used = list[list[str | None]]


def main() -> None:
    """Write the list to stdout, and each correction used to stderr."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True, help="the folder `data` of the installed package")
    beside = Path(__file__).parent / "corrections.json"
    asked.add_argument("--corrections", type=Path, default=beside, help="what to correct; corrections.json if absent")
    options = asked.parse_args()
    corrections = json.loads(options.corrections.read_text(encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    listed = directory(options.data, corrections)
    for what, code, was, now, source in listed["corrections"]:
        print(f"{what} {code}: {was} -> {now} ({source})", file=sys.stderr)
    sys.stdout.write(written(listed))


def directory(data: Path, corrections: Row) -> Row:
    """Return the corrected list of units and steps, with the corrections that were used."""
    former = rows(data, FORMER)
    present = rows(data, PRESENT)
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    steps = steps_of(converter, former, present)

    used: Used = []
    correct(former, cited(corrections, "provinces"), ("province", "province_name"), "province", used)
    correct(former, cited(corrections, "districts"), ("district", "district_name"), "district", used)
    correct(former, cited(corrections, "former"), ("code", "full_name"), "former", used)
    correct(present, cited(corrections, "present"), ("code", "full_name"), "present", used)
    correct_steps(steps, cited(corrections, "steps"), used)
    keep(steps, {row["code"]: row["full_name"] for row in present})

    periods = corrections["periods"]
    provinces = [*named(former, periods, "former"), *named(present, periods, "present")]
    units = [unit(row, period(periods, "former", row["province"])) for row in former]
    units += [unit(row, period(periods, "present", row["province"])) for row in present]
    changes = [{"day": periods["present"]["from"], "source": periods["present"]["source"], "steps": ordered(steps)}]
    for change in corrections["changes"]:
        changes.append({"day": change["day"], "source": change["source"], "steps": changed(change, units, used)})
        rename(change, provinces, used)
    return {
        "version": VERSION,
        "as_of": changes[-1]["day"],
        "sources": list(SOURCES),
        "corrections": used,
        "provinces": merged(provinces),
        "districts": sorted({row["district"]: district(row, periods["former"]["to"]) for row in former}.values()),
        "units": sorted(units, key=lambda each: (each[0], each[5])),
        "changes": changes,
    }


def rows(data: Path, question: str) -> list[Row]:
    """Return the rows that the package's database answers with, one dictionary each."""
    with sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute(question)]
    database.close()
    return found


def steps_of(converter: Row, former: list[Row], present: list[Row]) -> dict[tuple[str, str], str]:
    """Return the extent of each step, by the codes of the former unit and of the present one."""
    olds, news = ({row["key"]: row["code"] for row in found} for found in (former, present))
    return {(olds[old], news[new]): extent for old, new, extent in converted(converter)}


def converted(converter: Row) -> Iterator[tuple[str, str, str]]:
    """Yield (key of the former commune, key of the present one, "all" or "part")."""
    for province, whole in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in whole.items():
            yield from ((old, f"{province}_{new}", "all") for old in olds if not old.endswith("_"))
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            yield from ((old, f"{province}_{part['newWardKey']}", "part") for part in parts)


def cited(corrections: Row, chapter: str) -> Iterator[Row]:
    """Yield the corrections of a chapter, each with its source in full: a short name stands for a sentence of `cited`."""
    for each in corrections[chapter]:
        yield {**each, "source": corrections["cited"].get(each["source"], each["source"])}


def correct(found: list[Row], corrections: Iterable[Row], fields: tuple[str, str], what: str, used: Used) -> None:
    """Change the second of `fields` of the rows whose first is the correction's code, from what it was to what it is."""
    code, field = fields
    for each in corrections:
        meant = [row for row in found if row[code] == each["code"]]
        if not meant or any(row[field] != each["was"] for row in meant):
            raise SystemExit(f"no longer so in the package: {each}")
        for row in meant:
            row[field] = each["is"]
        used.append([what, each["code"], each["was"], each["is"], each["source"]])


def correct_steps(steps: dict[tuple[str, str], str], corrections: Iterable[Row], used: Used) -> None:
    """Change the extent of steps; a step that `was` null is one that the package lacks."""
    for each in corrections:
        ends = each["old"], each["new"]
        if steps.get(ends) != each["was"]:
            raise SystemExit(f"no longer so in the package: {each}")
        steps[ends] = each["is"]
        used.append(["step", " ".join(ends), each["was"], each["is"], each["source"]])


def keep(steps: dict[tuple[str, str], str], names: dict[str, str]) -> None:
    """Mark as kept what went over whole, alone and under its code; a special zone is always a new unit."""
    alone = Counter(new for (_, new), extent in steps.items() if extent != "disputed")
    for (old, new), extent in steps.items():
        if extent == "all" and old == new and alone[new] == 1 and not names[new].startswith("Đặc khu "):
            steps[old, new] = "kept"


def period(periods: Row, name: str, province: str) -> tuple[str, str | None]:
    """Return the first and the last day of the units of a province in one of the two lists."""
    own = {**periods[name], **periods["provinces"].get(province, {}).get(name, {})}
    return own["from"], own["to"]


def named(found: list[Row], periods: Row, name: str) -> Iterator[Row]:
    """Yield the provinces of a list, each once, with the period in which they were called so."""
    for code, called in sorted({(row["province"], row["province_name"]) for row in found}):
        begun, ended = period(periods, name, code)
        yield {"code": code, "name": called, "from": begun, "to": ended}


def merged(provinces: list[Row]) -> list[list[str | None]]:
    """Return the rows of the provinces; a name that went on is one row."""
    made: list[Row] = []
    for each in sorted(provinces, key=lambda row: (row["code"], row["from"])):
        if made and (made[-1]["code"], made[-1]["name"]) == (each["code"], each["name"]):
            made[-1] = {**made[-1], "to": each["to"]}
        else:
            made.append(each)
    return [[row["code"], row["name"], row["from"], row["to"]] for row in made]


def district(row: Row, ended: str) -> tuple[str, str, str, str]:
    """Return the row of the district that a former unit belonged to."""
    return row["district"], row["district_name"], row["province"], ended


def unit(row: Row, lasted: tuple[str, str | None]) -> list[Any]:
    """Return the row of a unit: the kind stands apart from the name, the period at the end."""
    kind, name = kind_and_name(row["full_name"])
    return [row["code"], kind, name, row["district"], row["province"], *lasted]


def kind_and_name(full_name: str) -> tuple[str, str]:
    """Return "xã" and "Phong Lạc" of "Xã Phong Lạc"."""
    for kind in KINDS:
        if full_name.startswith(f"{kind} "):
            return kind.lower(), full_name.removeprefix(f"{kind} ")
    raise SystemExit(f"of no known kind: {full_name}")


def changed(change: Row, units: list[list[Any]], used: Used) -> list[list[str]]:
    """End the units that a later resolution changed, begin what they became, and return the steps between the two."""
    steps = []
    for each in change["units"]:
        old = next((row for row in units if row[0] == each["code"] and row[6] is None), None)
        if old is None or (old[1], old[2]) != kind_and_name(each["was"]):
            raise SystemExit(f"no longer so in the package: {each}")
        old[6] = day_before(change["day"])
        units.append([old[0], *kind_and_name(each["is"]), old[3], old[4], change["day"], None])
        steps.append([old[0], old[0], "kept"])
        used.append(["change", each["code"], each["was"], each["is"], change["source"]])
    return steps


def rename(change: Row, provinces: list[Row], used: Used) -> None:
    """End the name that a province had until a later resolution, and begin the next."""
    for each in change["provinces"]:
        old = next((row for row in provinces if row["code"] == each["code"] and row["to"] is None), None)
        if old is None or old["name"] != each["was"]:
            raise SystemExit(f"no longer so in the package: {each}")
        old["to"] = day_before(change["day"])
        provinces.append({"code": each["code"], "name": each["is"], "from": change["day"], "to": None})
        used.append(["change", each["code"], each["was"], each["is"], each["source"]])


def day_before(day: str) -> str:
    """Return the day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def ordered(steps: dict[tuple[str, str], str]) -> list[list[str]]:
    """Return the rows of the steps: old code, new code, extent."""
    return [[old, new, steps[old, new]] for old, new in sorted(steps)]


def written(listed: Row) -> str:
    """Return JSON with one unit or step on each line, so that a difference between two versions can be read."""
    return f"{broken(listed, 2)}\n"


def broken(value: Any, depth: int) -> str:
    """Return JSON in which lists and members begin a line of their own; rows stay on theirs."""
    if depth and isinstance(value, dict):
        return "{\n" + ",\n".join(f"{compact(name)}:{broken(each, depth)}" for name, each in value.items()) + "\n}"
    if depth and isinstance(value, list) and value:
        return "[\n" + ",\n".join(broken(each, depth - 1 if isinstance(each, dict) else 0) for each in value) + "\n]"
    return compact(value)


def compact(value: object) -> str:
    """Return JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
