"""Where a byte of a dossier may change without anybody's words changing: found by walking its pages.

Source: SQLite file format, sections 1.3 (header), 1.6 (b-tree pages) and 1.7 (overflow pages).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = 16384
INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13

Region = tuple[range, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a b-tree page."""

    start: int
    rowid: range
    """Where its rowid stands; empty in an index."""
    left: int
    """The page that it points to, in an interior page."""
    payload: range
    """The bytes of it that are on the page."""
    length: int
    overflow: int
    """The first overflow page; 0 if there is none."""


def number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the value of a varint and where it ends."""
    value = 0
    for count in range(9):
        byte = data[at + count]
        value = (value << 8 | byte) if count == 8 else (value << 7 | byte & 127)
        if byte < 128 or count == 8:
            return value, at + count + 1
    raise AssertionError


def base(page: int) -> int:
    return (page - 1) * PAGE


def cells(data: bytes, page: int) -> list[Cell]:
    """Return the cells of a b-tree page."""
    head = base(page) + (100 if page == 1 else 0)
    kind = data[head]
    pointers = head + (12 if kind in (INTERIOR_INDEX, INTERIOR_TABLE) else 8)
    return [_cell(data, page, kind, number(data, pointers + 2 * n, 2)) for n in range(number(data, head + 3, 2))]


def _cell(data: bytes, page: int, kind: int, offset: int) -> Cell:
    start = at = base(page) + offset
    left = 0
    if kind in (INTERIOR_INDEX, INTERIOR_TABLE):
        left, at = number(data, at, 4), at + 4
    if kind == INTERIOR_TABLE:
        _, end = varint(data, at)
        return Cell(start, range(at, end), left, range(end, end), 0, 0)
    length, at = varint(data, at)
    rowid = range(at, at)
    if kind == LEAF_TABLE:
        _, end = varint(data, at)
        rowid, at = range(at, end), end
    local = local_length(length, kind)
    overflow = number(data, at + local, 4) if local < length else 0
    return Cell(start, rowid, left, range(at, at + local), length, overflow)


def local_length(length: int, kind: int) -> int:
    """Return how many bytes of a payload stand on the b-tree page itself."""
    most = PAGE - 35 if kind == LEAF_TABLE else (PAGE - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (PAGE - 12) * 32 // 255 - 23
    wanted = least + (length - least) % (PAGE - 4)
    return wanted if wanted <= most else least


def tree(data: bytes, root: int) -> Iterator[int]:
    """Yield the pages of a b-tree."""
    yield root
    head = base(root) + (100 if root == 1 else 0)
    if data[head] in (INTERIOR_INDEX, INTERIOR_TABLE):
        for cell in cells(data, root):
            yield from tree(data, cell.left)
        yield from tree(data, number(data, head + 8, 4))


def roots(data: bytes) -> list[int]:
    """Return the root pages of everything in the schema, page 1 first."""
    found = [1]
    for page in tree(data, 1):
        for cell in cells(data, page) if data[base(page) + (100 if page == 1 else 0)] == LEAF_TABLE else ():
            record = data[cell.payload.start : cell.payload.stop]
            head, at = varint(record, 0)
            types = []
            while at < head:
                one, at = varint(record, at)
                types.append(one)
            at = head + sum((one - 13) // 2 for one in types[:3])
            size = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 8: 0, 9: 0}[types[3]]
            value = int(types[3] == 9) if size == 0 else number(record, at, size)
            found += [value] if value else []
    return found


def harmless(path: Path) -> list[Region]:
    """Return the regions of a dossier in which no byte means anything, each with its name."""
    data = path.read_bytes()
    regions: list[Region] = [
        (range(24, 28), "file change counter"),
        (range(40, 44), "schema cookie"),
        (range(92, 100), "version-valid-for and the version of the library that wrote"),
    ]
    for root in roots(data):
        for page in tree(data, root):
            regions += _in_page(data, page)
    return regions


def _in_page(data: bytes, page: int) -> Iterator[Region]:
    head = base(page) + (100 if page == 1 else 0)
    kind = data[head]
    pointers = head + (12 if kind in (INTERIOR_INDEX, INTERIOR_TABLE) else 8)
    content = number(data, head + 5, 2) or 65536
    yield range(pointers + 2 * number(data, head + 3, 2), base(page) + content), "unallocated space of a page"
    block = number(data, head + 1, 2)
    while block:
        at = base(page) + block
        yield range(at + 4, at + number(data, at + 2, 2)), "free block of a page"
        block = number(data, at, 2)
    for cell in cells(data, page):
        if page == 1:
            yield cell.rowid, "rowid of a row of sqlite_schema"
            yield _root_of_trigger(data, cell), "root page number of a trigger"
        if kind == INTERIOR_TABLE:
            yield cell.rowid, "key of an interior page, within its neighbours"
        if cell.overflow:
            yield from _overflow(data, cell)


def _root_of_trigger(data: bytes, cell: Cell) -> range:
    """Return where the type of the fourth column of a row of sqlite_schema stands, if the first says "trigger"."""
    head, at = varint(data, cell.payload.start)
    types = []
    for _ in range(4):
        where = at
        one, at = varint(data, at)
        types.append(one)
    start = cell.payload.start + head
    is_trigger = data[start : start + (types[0] - 13) // 2] == b"trigger"
    return range(where, at if is_trigger else where)


def _overflow(data: bytes, cell: Cell) -> Iterator[Region]:
    left, page = cell.length - len(cell.payload), cell.overflow
    while left > PAGE - 4:
        left, page = left - (PAGE - 4), number(data, base(page), 4)
    yield range(base(page) + 4 + left, base(page) + PAGE), "rest of the last overflow page"
