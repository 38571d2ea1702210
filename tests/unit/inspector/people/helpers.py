"""What the tests of keys share: chance that repeats itself, refusals by key, names in a folder."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.errors import KnownError
from inspector.sources import SystemSources


class Chance(SystemSources):
    """The sources of a test: random bytes from a seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


@contextmanager
def refused(key: str, **params: object) -> Iterator[None]:
    """Expect a KnownError with this key, and at least these parameters."""
    with pytest.raises(KnownError) as raised:
        yield
    assert raised.value.key == key
    assert params.items() <= raised.value.params.items()


def names(folder: Path) -> list[str]:
    """Return the sorted names of all that lies in a folder."""
    return sorted(item.name for item in folder.iterdir())
