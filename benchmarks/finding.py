"""Places of the whole nation: reading the list, and the answer to every letter that a person types."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import msgspec

import resources
from benchmarks.measuring import Figure, beside, seconds
from inspector.places import directory

READ_PROMISE: Final = 6
FIRST_S, NEXT_S = 0.5, 0.05
_TURNS: Final = 5
_EVERY: Final = 50
_SHOWN: Final = 20
"""As many as a list of suggestions shows."""


def figures() -> Iterator[Figure]:
    content = resources.open_bytes(directory.SHIPPED)
    decode = partial(msgspec.json.decode, content)
    yield beside("reading the communes of the nation", partial(directory.read, content), decode, READ_PROMISE, _TURNS)
    first = min(seconds(partial(directory.read(content).find, "phong lạc")) for _ in range(_TURNS))
    yield Figure("the first search", first, None, FIRST_S, "the index of all names is built by it")
    nation = directory.nation()
    queries = [unit.name[:length] for unit in nation.units[::_EVERY] for length in (2, 4, len(unit.name))]
    times = sorted(seconds(partial(nation.find, query, limit=_SHOWN)) for query in queries)
    yield Figure(
        "each further search, p95", times[len(times) * 95 // 100], None, NEXT_S, f"{len(queries)} beginnings of names"
    )
