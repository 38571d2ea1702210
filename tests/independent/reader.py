"""Reads a .thisat file by docs/format.md alone: standard library only, and nothing of the program that wrote it.

`python reader.py visit.thisat` prints the verdict, and what the statements mean, as JSON.
"""

# Laid out to be read on one sitting, fewer than 600 lines: what a guard returns stands beside it.
# fmt: off
# ruff: noqa: E701, E731
from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

try:
    from tests.independent.ed25519 import verify
except ModuleNotFoundError:  # run as a script, from anywhere
    from ed25519 import verify  # type: ignore[import-not-found, no-redef]

# -- canonical JSON, and the shapes of headers and payloads ------------------------------------------------------------
class Refused(Exception):
    """The file is not taken: a verdict and a code, both words of docs/format.md."""

def require(holds: object, code: str, verdict: str = "damaged") -> None:
    if not holds: raise Refused(verdict, code)

def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    sound = len(found) == len(pairs) and all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in found)
    if not sound: raise ValueError("a member twice, or a name outside the profile")
    return found

def depth_of(value: Any) -> int:
    if value is None: raise ValueError("null, where a member that is not there is left out")
    if isinstance(value, int) and abs(value) >= 2**53: raise ValueError("an integer that not every reader can hold")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)

def parse(data: bytes, code: str, nullable: tuple[str, ...] = ()) -> Any:
    """Return what canonical bytes stand for; Refused with `code` if they leave the profile."""
    try:
        value = json.loads(data, object_pairs_hook=members, parse_float=int, parse_constant=int)
        held = {k: v for k, v in value.items() if v is not None or k not in nullable} if fits(value, dict) else value
        require(encode(value) == data and depth_of(held) <= 16, code)
        return value
    except (ValueError, RecursionError) as error: raise Refused("damaged", code) from error

def encode(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

def fits(value: Any, shape: Any) -> bool:
    """Tell whether a value has a shape. In an object `a?` may be absent, `a!` null; other members are let be."""
    if isinstance(shape, type): return type(value) is shape
    if isinstance(shape, range): return type(value) is int and value in shape
    if isinstance(shape, str): return isinstance(value, str) and re.fullmatch(shape, value) is not None
    if isinstance(shape, dict): return isinstance(value, dict) and all(has(value, *part) for part in shape.items())
    if not isinstance(shape, (list, tuple)): return bool(shape(value))
    shapes = shape * len(value) if isinstance(shape, list) and isinstance(value, list) else shape
    return isinstance(value, list) and len(value) == len(shapes) and all(map(fits, value, shapes))

def has(value: dict[str, Any], name: str, shape: Any) -> bool:
    bare = name.rstrip("?!")
    return fits(value[bare], shape) or (name[-1] == "!" and value[bare] is None) if bare in value else name[-1] == "?"

H8, H16, H32, H64 = ("[0-9a-f]{" + str(n) + "}" for n in (8, 16, 32, 64))
INTEGER, ROW = range(-(2**53) + 1, 2**53), re.compile("/[1-9][0-9]{0,3}$")
HEADER = {
    "about": ["[ -~]{0,64}"], "at": {"boot": H8, "mono_ms": INTEGER, "off_min": INTEGER, "utc_ms": INTEGER},
    "author": H64, "blobs": [(H64, range(2**28 + 1))], "chain": H16, "kind": "[a-z][a-z0-9_]{0,63}", "payload": H64,
    "prev!": H64, "round!": H64, "scope?": H64, "seen": [H64], "seq": range(2**31), "supersedes": [H64],
    "tick": range(2**40 + 1), "v": range(1, 2**53),
}
LEADS, ROOTS = frozenset({"lead", "deputy"}), frozenset[str]()
TEAM, OFFICE = LEADS | {"inspector", "secretary"}, LEADS | {"secretary", "clerk", "chair"}
ALL, IDS = TEAM | OFFICE, [str]
TEXTS: Callable[[str], dict[str, Any]] = lambda names: dict.fromkeys(names.split(), str)
MEASURE = {"n?": int, "total?": int, "count?": int, **TEXTS("percent? minutes? text?")}
VALUE = lambda value: isinstance(value, str) or fits(value, MEASURE)
FACTS = lambda facts: isinstance(facts, dict) and all(type(one) in (str, int) for one in facts.values())
PADDED, UNIT, AREA, SPOT = {"salt": H32, "pad": " *"}, TEXTS("name code? since? district?"), (int,) * 4, (int, int)
PERSON = {"roles": ["|".join(ALL)], "keys": [TEXTS("sign receive?")], "certificates?": [str], **TEXTS("id name title?")}
REMOVAL, CUT = {"tips?": [str], **TEXTS("key reason?")}, {"from_seq": int, **TEXTS("author scope chain")}
BASIS = {"tips": [(str, [str])], "checklists": [str], **TEXTS("present layout places series program")}
DRAWN = {"blur": {"area": AREA}, "box": {"area": AREA}, "crop": {"area": AREA}, "rotate": {"turns": int},
    "arrow": {"start": SPOT, "end": SPOT}, "label": {"at": SPOT, "text": str}}
DRAWING = lambda one: fits(one, {"op": "|".join(DRAWN)}) and fits(one, DRAWN[one["op"]])
PURPOSE, WEIGHT, PIXELS = "covert|onsite|final|amendment", "statements|display|originals", {"width": int, "height": int}
# kind: (scope, family, parts of about, roles, members that are compared, members that are text, other members)
KINDS: dict[str, tuple[str, str, int, frozenset[str], str, str, dict[str, Any]]] = {
    "genesis": ("round", "", 0, ROOTS, "", "nonce hash sig application_id program title", {
        "roots": IDS, "format": {"major": int, "minor": int}}),
    "roster": ("round", "roster", 1, ROOTS, "roots persons removed", "version valid_from? valid_to?", {
        "roots": IDS, "persons": [PERSON], "removed?": [REMOVAL]}),
    "excluded": ("round", "", 0, ROOTS, "", "reason", {"entries?": IDS, "chain?": CUT}),
    "erased": ("round", "", 0, ROOTS, "", "reason basis", {"entries?": IDS, "blobs?": IDS}),
    "setting_chosen": ("round", "setting", 2, LEADS, "value", "", {"value": dict}),
    "recommendation_decided": ("round", "rec", 2, LEADS, "value work", "reason work?", {"value": "own|general"}),
    "seed_stated": ("round", "", 0, LEADS, "", "seed plan frame method", {}),
    "drawn": ("round", "", 0, LEADS, "", "seed frame", {"picks": [{"unit": UNIT, "stratum?": str}]}),
    "planned": ("round", "", 0, LEADS, "", "checklist day?", {"unit": UNIT, "announced?": bool, "team?": IDS}),
    "opened": ("round", "opened", 2, TEAM, "started mystery announced", "started checklist?", {
        "mystery?": bool, "announced?": bool, "unit?": UNIT}),
    "same_visit": ("round", "", 0, LEADS, "", "reason", {"visits": IDS}),
    "documented": ("round", "", 0, OFFICE, "", "number date sha256 addressee? answer_by?", {
        "type": "minutes|letter|report", "visits": IDS, "size": int, "basis": BASIS}),
    "document_signed": ("round", "signed", 2, OFFICE, "value", "value", {"signers": IDS}),
    "handed_over": ("round", "", 0, ALL, "", "plain_reason?", {"weight": WEIGHT, "visits?": IDS, "recipients?": IDS}),
    "part_accepted": ("round", "", 0, LEADS, "", "file reason", {"tips": IDS}),
    "received": ("round", "", 0, LEADS, "", "visit", {"tips": IDS, "entries": int, "blobs": int, "expected?": IDS,
        "files?": [TEXTS("name sha256")]}),
    "observed": ("visit", "obs", 3, TEAM, "value", "checklist note? reason?", {"value": VALUE}),
    "concluded": ("visit", "con", 3, LEADS, "value", "reason", {"value": VALUE}),
    "photo_added": ("visit", "", 0, TEAM, "", "original display name format", {**PIXELS, "facts?": FACTS}),
    "linked": ("visit", "link", 3, TEAM, "value", "", {"value": "in|out"}),
    "captioned": ("visit", "caption", 2, TEAM, "value", "value", {}),
    "redrawn": ("visit", "copy", 2, TEAM, "value", "value source", {"operations?": [DRAWING]}),
    "flagged": ("visit", "flag", 3, TEAM, "value", "", {"value": "in|out"}),
    "arranged": ("visit", "order", 2, TEAM, "value", "", {"value": IDS}),
    "free_finding": ("visit", "free", 2, TEAM, "value", "value", {}),
    "status_set": ("visit", "status", 1, TEAM, "value", "reason", {"value": "open|void"}),
    "fact_stated": ("visit", "fact", 2, TEAM, "value", "value", {}),
    "checklist_chosen": ("visit", "checklist", 1, TEAM, "value", "value", {}),
    "sealed": ("visit", "seal", 1, TEAM, "root", "root checklist program", {"purpose": PURPOSE, "tips": IDS,
        "entries": int, "blobs": int, "withheld?": IDS, "expected?": IDS, "contested?": [IDS]}),
    "visit_judged": ("visit", "judged", 1, LEADS, "value seal", "seal reason?", {"value": "returned|approved"}),
    "commented": ("either", "", 0, ALL, "", "text", {"on": IDS}),
    "presence": ("either", "exists", 2, ALL, "value", "reason?", {"value": "in|out"}),
    "withdrawn": ("either", "any", 0, ALL, "", "reason?", {}),
}
ROLES = {kind[1]: kind[3] for kind in KINDS.values() if kind[2]}
PARTS = {kind[1]: kind[2] for kind in KINDS.values() if kind[2]}
EMPTY: dict[str, Any] = {"mystery": False, "announced": False, "removed": [], "work": ""}
SIGNED = (*(UPPER := ("genesis", "roster", "excluded", "erased")), "sealed", "documented", "document_signed")
NOT_ERASABLE = (*SIGNED, "received", "seed_stated")

class Entry:
    """One statement: its id, its header, and its payload if that is here."""

    def __init__(self, name: str, header: dict[str, Any], payload: dict[str, Any] | None) -> None:
        self.id, self.header, self.payload = name, header, payload
        self.kind, self.author, self.prev = header["kind"], header["author"], header["prev"]
        self.scope, self.about = header.get("scope", name), tuple(header["about"])
        self.chain = (self.author, self.scope, header["chain"])
        self.named = [*header["seen"], *header["supersedes"], *([self.prev] if self.prev else [])]

    @property
    def state(self) -> str:
        """Why it cannot be told here what it says; "" if it can."""
        if self.kind not in KINDS or self.header["v"] > 1: return "newer"
        if self.payload is None: return "withheld"
        texts, others = KINDS[self.kind][5:]
        return "" if fits(self.payload, {**TEXTS("undoes? step? " + texts), **others}) else "unreadable"

    def get(self, member: str) -> Any:
        return self.payload.get(member) if self.payload and not self.state else None

    @property
    def value(self) -> str:
        """A digest of what rivals are compared by."""
        said = {name: value for name, value in (self.payload or {}).items() if name not in PADDED}
        parts = [said.get(name, EMPTY.get(name)) for name in KINDS[self.kind][4].split()] if not self.state else [said]
        return hashlib.sha256(encode([self.kind, *(parts if self.payload else [self.header["payload"]])])).hexdigest()

# -- the file ----------------------------------------------------------------------------------------------------------
LONGEST = {"entry": 2**15, "payload": 2**20, "blob": 2**28, "signature": 64}
SCHEMA = "c49bdebc0b7a39e43cabf3efd110b8a49376516aaf15b096973eafd4c680dfe1"

def check_file(path: Path) -> None:
    head, size = path.read_bytes()[:100], path.stat().st_size
    field = {at: int.from_bytes(head[at : at + 4], "big") for at in range(0, 100, 4)}
    ours = len(head) == 100 and head[:16] == b"SQLite format 3\0" and head[68:72] == b"THS1"
    require(ours and field[60] >= 1000, "", "not-a-dossier")
    require(field[60] < 2000, "", "too-new")
    require(head[16:24] == bytes([64, 0, 1, 1, 0, 64, 32, 32]) and field[28] * 16384 == size, "header")
    require(field[44] == 4 and field[56] == 1 and not any(head[48:56] + head[64:68] + head[72:92]), "header")

def rows_of(path: Path) -> dict[str, list[tuple[bytes, bytes]]]:
    db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True)
    try:
        schema = db.execute("SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema").fetchall()
        digest = hashlib.sha256("\0".join(word for row in sorted(schema) for word in row).encode()).hexdigest()
        require(digest == SCHEMA, "schema")
        db.execute("PRAGMA ignore_check_constraints = ON")
        require(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "pages")
        found = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in LONGEST}
        cells = [(table, key, data) for table, rows in found.items() for key, data in rows]
        require(all(type(key) is type(data) is bytes for _, key, data in cells), "row")
        require(all(len(key) == 32 and len(data) <= LONGEST[table] for table, key, data in cells), "row")
        return found
    except (sqlite3.Error, UnicodeError, TypeError) as error: raise Refused("damaged", "pages") from error
    finally: db.close()

def read_header(name: bytes, data: bytes) -> dict[str, Any]:
    require(hashlib.sha256(b"thisat1/entry\0" + data).digest() == name, "entry-id")
    value: dict[str, Any] = parse(data, "entry-form", ("prev", "round"))
    require(fits(value, HEADER) and len(value["seen"]) <= 128, "entry-form")
    sets, first = [value["seen"], value["supersedes"], [blob for blob, _ in value["blobs"]]], value["round"] is None
    require(all(ids == sorted(set(ids)) for ids in sets) and (value["seq"] == 0) == (value["prev"] is None), "entry-form")
    require(first == ("scope" not in value) == (value["kind"] == "genesis"), "entry-form")
    require(not first or not (value["seq"] or value["seen"] or value["supersedes"]), "entry-form")
    return value

def read_payload(data: bytes, header: dict[str, Any]) -> dict[str, Any]:
    require(hashlib.sha256(b"thisat1/payload\0" + data).hexdigest() == header["payload"], "payload")
    value: dict[str, Any] = parse(data, "payload")
    require(len(data) % 256 == 0 and fits(value, PADDED), "payload")
    return value

def read(path: Path) -> tuple[dict[str, dict[str, Entry]], set[str]]:
    """Return the entries by round and the blobs of a file, wholly checked; Refused if anything is not as it must be."""
    check_file(path)
    rows = rows_of(path)
    headers = {name.hex(): read_header(name, data) for name, data in rows["entry"]}
    require(all(name.hex() in headers for table in ("payload", "signature") for name, _ in rows[table]), "orphan")
    payloads = {name.hex(): read_payload(data, headers[name.hex()]) for name, data in rows["payload"]}
    sizes = {(blob, size) for header in headers.values() for blob, size in header["blobs"]}
    for key, data in rows["blob"]:
        require(hashlib.sha256(data).digest() == key, "blob")
        require(any(key.hex() == blob for blob, _ in sizes), "orphan")
        require((key.hex(), len(data)) in sizes, "blob-size")
    for key, data in rows["signature"]:
        require(verify(bytes.fromhex(headers[key.hex()]["author"]), data, b"thisat1/sig/entry\0" + key), "signature")
    signed = Counter(key.hex() for key, _ in rows["signature"])
    require(all(count <= 4 for count in signed.values()), "signature-many")
    rounds: dict[str, dict[str, Entry]] = {}
    for name, header in headers.items():
        rounds.setdefault(header["round"] or name, {})[name] = Entry(name, header, payloads.get(name))
    for name, entries in rounds.items(): check_places(name, entries, signed)
    return rounds, {name.hex() for name, _ in rows["blob"]}

def check_places(name: str, entries: dict[str, Entry], signed: Counter[str]) -> None:
    """Check each statement of a round among the others; what another round holds is not here."""
    require(name in entries and entries[name].header["round"] is None and entries[name].payload, "genesis")
    followed = {entry.prev for entry in entries.values()}
    for one in entries.values():
        seq, tick = one.header["seq"], one.header["tick"]
        require(one.prev is None or one.prev in entries, "gap")
        before = entries[one.prev] if one.prev else None
        require(not before or (before.chain == one.chain and before.header["seq"] + 1 == seq), "chain")
        ticks = [entries[other].header["tick"] for other in one.named if other in entries]
        least = 1 + max(ticks, default=-1)
        require(tick == least or (tick > least and len(ticks) < len(one.named)), "tick")
        require(one.id in followed or signed[one.id], "tip-unsigned")
        require(signed[one.id] or (seq % 64 and one.kind not in SIGNED), "signature-missing")
        require(one.kind != "sealed" or all(tip in entries for tip in one.get("tips") or ()), "cut")

# -- the fold ----------------------------------------------------------------------------------------------------------
def reach(entries: dict[str, Entry], starts: Iterable[str], to: Any = lambda one: [one.prev]) -> set[str]:
    """Return what one reaches by `prev`, or by what `to` tells of an entry, the starts included."""
    reached, waiting = set[str](), list(starts)
    while waiting:
        one = waiting.pop()
        if one in entries and one not in reached:
            reached.add(one)
            waiting += to(entries[one])
    return reached

def blobs_of(entries: Iterable[Entry]) -> set[str]:
    return {blob for one in entries for blob, _ in one.header["blobs"]}

def root_of(entries: list[Entry]) -> str:
    """Return the tree hash of RFC 6962 over the sorted ids of entries and of the blobs that they name."""
    leaves = {b"e" + bytes.fromhex(one.id) for one in entries} | {b"b" + bytes.fromhex(b) for b in blobs_of(entries)}

    def tree(part: list[bytes]) -> bytes:
        if len(part) < 2: return hashlib.sha256(b"\0" + part[0] if part else b"").digest()
        half = 1 << (len(part) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + tree(part[:half]) + tree(part[half:])).digest()

    return tree(sorted(leaves)).hex()

def seal_code(name: str) -> str:
    digits = [int(name, 16) >> 161 + 5 * place & 31 for place in range(18, -1, -1)]
    doubled = [digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(reversed(digits))]
    check = -sum(one // 32 + one % 32 for one in doubled) % 32
    return " ".join(re.findall(".{5}", "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[one] for one in [*digits, check])))

def is_sound(seal: Entry, under: list[Entry]) -> bool:
    """Tell whether a seal says of what it covers what is so."""
    so = {"entries": len(under), "blobs": len(blobs_of(under)), "root": root_of(under)}
    return all(seal.get(name) == fact for name, fact in so.items()) and {one.scope for one in under} <= {seal.scope}

def unsuperseded(statements: list[Entry], person: Callable[[str], str] = lambda _: "") -> list[Entry]:
    """Return those that none of the others supersedes; where a slot belongs to a person, only the same one may."""
    here = {one.id: person(one.author) for one in statements}
    gone = {name for one in statements for name in one.header["supersedes"] if here.get(name) == here[one.id]}
    return [one for one in statements if one.id not in gone]

def counting(rosters: list[Entry], first: frozenset[str]) -> dict[str, Entry]:
    """Return the rosters by a root of every counted one that they supersede or, if there is none, by a first root."""
    counted: dict[str, Entry] = {}
    for one in rosters:
        before = [counted[name].get("roots") for name in one.header["supersedes"] if name in counted]
        if all(one.author in roots for roots in before or [first]): counted[one.id] = one
    return counted

class Round:
    """The statements of one round, and what they mean."""

    def __init__(self, name: str, entries: dict[str, Entry]) -> None:
        self.id, self.entries = name, entries
        self.scopes: dict[str, list[Entry]] = {}
        for entry in sorted(entries.values(), key=lambda one: (one.header["tick"], one.author, one.id)):
            self.scopes.setdefault(entry.scope, []).append(entry)
        self.fold_rosters()
        self.fold_acts()
        self.effects = {entry.id: self.effect(entry) for entry in entries.values()}

    def fold_rosters(self) -> None:
        """Strata 1 and 2: the genesis names the first roots, and each roster who is in force after it."""
        first = frozenset[str](self.entries[self.id].get("roots") or ())
        here = [one for one in self.scopes[self.id] if one.kind == "roster" and one.about == ("roster",)]
        here, fallen = [one for one in here if not one.state], {""}
        while fallen:
            here = [one for one in here if one.id not in fallen]
            self.counted = counting(here, first)
            current = sorted(unsuperseded(list(self.counted.values())), key=lambda one: one.id)
            fallen = self.ousted(current, here, first)
        self.rosters = [one.id for one in current]
        self.roots = frozenset.intersection(*(frozenset(one.get("roots")) for one in current)) if current else first
        self.ever_roots = first.union(*(one.get("roots") for one in self.counted.values()))
        tables: list[dict[str, tuple[str, frozenset[str]]]] = [{  # from the end: the first mention of a key holds
            key["sign"]: (person["id"], frozenset(person["roles"]))
            for person in reversed(one.get("persons")) for key in person["keys"]
        } for one in current]
        self.grants = tables[0] if tables else {}
        for table in tables:
            alike = [key for key, (person, _) in self.grants.items() if key in table and table[key][0] == person]
            self.grants = {key: (table[key][0], table[key][1] & self.grants[key][1]) for key in alike}
        self.cut: dict[str, set[str]] = {}
        for removal in [removal for one in current for removal in one.get("removed") or ()]:
            accepted = reach(self.entries, removal.get("tips", ()))
            self.cut[removal["key"]] = self.cut.get(removal["key"], accepted) & accepted

    def ousted(self, current: list[Entry], here: list[Entry], first: frozenset[str]) -> set[str]:
        """Return the current rosters that would not count without what an undisputed one refuses."""
        left = {one.id: counting([two for two in here if not self.refuses(one, two)], first) for one in current}
        against = {one.id: {two.id for two in current if one.id not in left[two.id]} for one in current}
        fallen, up = set[str](), against.keys()
        while fresh := {one for one in up - fallen if any(against[by] <= fallen for by in against[one] - fallen)}:
            fallen |= fresh
        return fallen

    def refuses(self, roster: Entry, other: Entry) -> bool:
        """Tell whether a roster removes the author of another one, does not accept it, and does not build upon it."""
        tips = [one.get("tips", ()) for one in roster.get("removed") or () if one["key"] == other.author]
        built_on = reach(self.counted, [roster.id], lambda one: one.header["supersedes"])
        return other.id not in built_on and any(other.id not in reach(self.entries, some) for some in tips)

    def fold_acts(self) -> None:
        """Stratum 3: exclusions and erasures by whoever ever was a root, and the presence of an exclusion."""
        acts = [one for one in self.scopes[self.id] if one.author in self.ever_roots and one.header["v"] == 1]
        acts = [one for one in acts if self.for_roots(one) and self.stands(one) and self.is_accepted(one)]
        acts = [one for one in acts if one.kind != "roster"]
        self.acts = {one.id for one in acts} | self.counted.keys() | {self.id}
        erasures = [one for one in acts if one.kind == "erased"]
        named = {name for one in erasures for name in one.get("entries") or ()}
        named -= {name for name in named & self.entries.keys() if self.entries[name].kind in NOT_ERASABLE}
        for name in named & self.entries.keys():
            self.entries[name].payload = None  # what is withheld reads alike wherever its bytes are
        self.erased = named | {blob for one in erasures for blob in one.get("blobs") or ()}
        self.excluded, self.cuts = set[str](), list[dict[str, Any]]()
        for one in [one for one in acts if one.kind == "excluded"]:
            heads = unsuperseded([act for act in acts if act.about == ("exists", one.id)])
            if not heads or any(head.get("value") != "out" for head in heads):
                self.excluded.update(one.get("entries") or ())
                self.cuts += [one.get("chain")] if one.get("chain") else []

    def is_accepted(self, one: Entry) -> bool:
        return one.author not in self.cut or one.id in self.cut[one.author]

    def person(self, key: str) -> str:
        return self.grants[key][0] if key in self.grants else key

    def target(self, one: Entry) -> Entry | None:
        """Return the thing of the round whose presence a statement of the round speaks of."""
        found = self.entries.get(one.about[1]) if one.about[:1] == ("exists",) and len(one.about) == 2 else None
        return found if found and one.scope == found.scope == self.id and not found.about else None

    def for_roots(self, one: Entry) -> bool:
        return one.kind in UPPER or getattr(self.target(one), "kind", "") == "excluded"

    def stands(self, one: Entry) -> bool:
        """Tell whether a statement stands in a scope and a slot where its kind may stand."""
        if one.kind not in KINDS: return True
        scope, family, parts = KINDS[one.kind][:3]
        if family == "any": return bool(one.about) and len(one.about) == PARTS.get(one.about[0], len(one.about))
        introduces = not family or (one.kind == "opened" and not one.about)
        fitting = not one.about if introduces else len(one.about) == parts and one.about[0] == family
        return fitting and (scope == "either" or (scope == "round") == (one.scope == self.id))

    def effect(self, one: Entry) -> str:
        """Stratum 4: what a statement does."""
        if one.header["v"] > 1: return "newer"
        if self.for_roots(one): return "effective" if one.id in self.acts else "refused"
        place = {"author": one.author, "scope": one.scope, "chain": one.header["chain"]}
        cuts = [cut for cut in self.cuts if place.items() <= cut.items() and one.header["seq"] >= cut["from_seq"]]
        if cuts or one.id in self.excluded: return "excluded"
        if not self.is_accepted(one): return "refused"
        if one.author not in self.grants and (self.rosters or one.author not in self.roots): return "unconfirmed"
        kind, target = KINDS.get(one.kind), self.target(one)
        allowed = kind[3] if kind else ALL
        if target: allowed = KINDS[target.kind][3] if target.kind in KINDS else allowed
        elif one.about and (not kind or kind[1] == "any"): allowed = ROLES.get(one.about[0], allowed)
        roles = self.grants[one.author][1] if one.author in self.grants else ALL
        return "effective" if self.stands(one) and allowed & roles else "refused"

    def heads(self, scopes: Iterable[str], *about: str) -> list[Entry]:
        """Return what holds in a slot: effective statements that no other of them supersedes."""
        there = [[one for one in self.scopes.get(scope, ()) if one.about == about] for scope in scopes]
        effective = [[one for one in some if self.effects[one.id] == "effective"] for some in there]
        owner: list[Any] = [self.person] if about[0] in ("obs", "opened") else []
        return [head for some in effective for head in unsuperseded(some, *owner)]

    def is_out(self, scope: str, thing: str) -> bool:
        heads = self.heads([scope], "exists", thing)
        return bool(heads) and all(head.get("value") == "out" for head in heads)

    def things(self, scope: str, *kinds: str) -> list[Entry]:
        found = [one for one in self.scopes.get(scope, ()) if not one.about and one.kind in kinds]
        return [one for one in found if self.effects[one.id] == "effective" and not self.is_out(scope, one.id)]

    def visits(self) -> dict[str, list[str]]:
        """Return the ids of every visit by its name, the smallest of them."""
        ids = {one.id for one in self.things(self.id, "planned", "opened")}
        ids |= {scope for scope in self.scopes if scope != self.id and not self.is_out(self.id, scope)}
        groups = {one: {one} for one in ids}
        for joined in self.things(self.id, "same_visit"):
            whole = set[str]().union(*(groups[one] for one in joined.get("visits") or () if one in groups))
            groups.update(dict.fromkeys(whole, whole))
        return {min(group): sorted(group) for group in groups.values()}

    def result(self, ids: list[str], item: str, instance: str) -> tuple[str, Any] | None:
        """Return how one item of a visit stands: by its conclusions, else by its observers."""
        conclusions, heads = self.heads(ids, "con", item, instance), self.heads(ids, "obs", item, instance)
        if any(head.kind != "withdrawn" or head.state for head in conclusions):
            if len({head.value for head in conclusions}) > 1: return "contested", None
            return conclusions[0].state.replace("newer", "unreadable") or "concluded", conclusions[0].get("value")
        if not any(head.kind != "withdrawn" or head.state for head in heads): return None
        if unknown := {head.state.replace("newer", "unreadable") for head in heads} - {""}: return min(unknown), None
        own = Counter(person for person, _ in {(self.person(head.author), head.value) for head in heads})
        seen = [head for head in heads if head.kind == "observed"]
        if len({head.value for head in seen}) > 1 or max(own.values()) > 1: return "contested", None
        return "agreed", seen[0].get("value")

    def report_scope(self, scope: str) -> dict[str, Any]:
        held, followed, slots = self.scopes[scope], {one.prev for one in self.scopes[scope]}, {}
        for about in {one.about for one in held if one.about}:
            heads = self.heads([scope], *about)
            found = (head.id for head in heads), {head.value for head in heads}, {head.state for head in heads} - {""}
            slots["/".join(about)] = dict(zip(("heads", "values", "states"), map(sorted, found), strict=True))
        tips = sorted({one.id for one in held} - followed)
        return {"tips": tips, "root": root_of(held), "entries": len(held), "blobs": len(blobs_of(held)), "slots": slots}

    def report_visit(self, ids: list[str]) -> dict[str, Any]:
        held = {one.id: one for scope in ids for one in self.scopes.get(scope, ())}
        abouts = {one.about for one in held.values() if one.about}
        keys = {about[1:] for about in abouts if about[0] in ("obs", "con") and len(about) == 3}
        results = {"/".join(key): result for key in keys if (result := self.result(ids, *key))}
        contested = {f"obs/{key}" for key, (state, _) in results.items() if state == "contested" and not ROW.search(key)}
        for about in [about for about in abouts if about[0] not in ("obs", "con", "seal")]:
            contested |= {"/".join(about)} if len({head.value for head in self.heads(ids, *about)}) > 1 else set()
        seals = [one for one in held.values() if one.kind == "sealed" and not one.state]
        under = {one: reach(self.entries, one.get("tips")) for one in seals if self.effects[one.id] == "effective"}
        under = {one: names for one, names in under.items() if is_sound(one, [self.entries[name] for name in names])}
        counts = {one.id: names for one, names in under.items() if one.get("purpose") != "covert"}
        seen = [{h.id for about in abouts if about[0] == "obs" for h in self.heads([one], *about)} for one in ids]
        sealed = counts and all(any(part <= names for names in counts.values()) for part in seen)
        late = held.keys() - counts.keys() - set[str]().union(*counts.values()) if counts else set()
        near = {one.id: one for one in self.scopes[self.id]} | held
        after = {one: reach(near, near[one].named, lambda one: one.named) & counts.keys() for one in late}
        return {
            "ids": ids, "contested": sorted(contested), "results": results, "is_sealed": bool(sealed),
            "after_seal": {one: "amendment" if known else "concurrent" for one, known in after.items()},
            "photos": sorted(one.id for scope in ids for one in self.things(scope, "photo_added")),
            "seals": {one.id: [seal_code(one.id), len(names)] for one, names in under.items()},
            "judged": self.judged(ids, held, counts, near),
        }

    def judged(self, ids: list[str], held: dict[str, Entry], seals: dict[str, set[str]], near: dict[str, Entry]) -> Any:
        """Return whether a visit was returned or approved, and what was added since."""
        heads = {scope: self.heads([scope], "judged") for scope in ids}
        heads = {scope: some for scope, some in heads.items() if len({head.value for head in some}) == 1}
        said = {scope: {(one.kind, one.state) for one in some} for scope, some in heads.items()}
        plain = {scope: heads[scope] for scope, ways in said.items() if ways == {("visit_judged", "")}}
        seal = {scope: some[0].get("seal") for scope, some in plain.items()}
        seal = {scope: one for scope, one in seal.items() if one in seals and held[one].scope == scope}
        back = {scope for scope in seal if plain[scope][0].get("value") == "returned"}
        if any(not any(seal[scope] in names for names in seals.values()) for scope in back): return ["returned", []]
        if seal.keys() - back != {held[one].scope for one in seals} or not seals: return None
        known = set[str]().union(*(seals[one] for one in seal.values()))
        known |= reach(near, [head.id for scope in seal for head in plain[scope]], lambda one: one.named)
        later = [one for one in held.values() if one.id not in known and self.effects[one.id] == "effective"]
        return ["approved", sorted(one.id for one in later if one.kind != "sealed" and not self.is_loose(one, held))]

    def is_loose(self, one: Entry, held: dict[str, Entry]) -> bool:
        thing = held.get(one.about[1]) if one.about[:1] == ("exists",) and len(one.about) == 2 else one
        return getattr(thing, "kind", "") == "commented" or one.about[:1] in (("judged",), ("flag",), ("copy",))

    def report(self, blobs: set[str]) -> dict[str, Any]:
        everything = list(self.entries.values())
        absent = {one.id for one in everything if one.payload is None} | (blobs_of(everything) - blobs)
        steps = Counter((one.chain, one.prev) for one in everything)
        forks = {(*one.chain, one.header["seq"]) for one in everything if steps[one.chain, one.prev] > 1}
        return {
            "roots": sorted(self.roots), "rosters": self.rosters, "root": root_of(everything), "effects": self.effects,
            "withheld": sorted((absent | blobs_of(everything)) & self.erased), "expected": sorted(absent - self.erased),
            "forks": sorted(forks), "scopes": {scope: self.report_scope(scope) for scope in self.scopes},
            "visits": {name: self.report_visit(ids) for name, ids in self.visits().items()},
        }

def examine(path: Path) -> dict[str, Any]:
    """Return the verdict over a file and, if it is intact, what its rounds mean."""
    try: rounds, blobs = read(path)
    except Refused as error: return {"verdict": error.args[0], "code": error.args[1], "rounds": {}}
    return {"verdict": "intact", "code": "", "rounds": {n: Round(n, held).report(blobs) for n, held in rounds.items()}}

if __name__ == "__main__": json.dump(examine(Path(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
