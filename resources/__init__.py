"""Data that travel with the program (fonts, checklists, communes, sentences) and the two ways to reach them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final, Literal

import msgspec

Language = Literal["vi", "en"]

_HERE: Final = Path(__file__).parent


def open_bytes(name: str) -> bytes:
    """Return the bytes of a resource, named by its path below this package with `/` between the parts."""
    return _HERE.joinpath(*name.split("/")).read_bytes()


def names(folder: str) -> tuple[str, ...]:
    """Return the sorted names of the files in a resource folder."""
    inside = _HERE.joinpath(*folder.split("/")).iterdir()
    return tuple(sorted(item.name for item in inside if item.is_file()))


_read: Final = msgspec.json.Decoder(dict[str, str]).decode


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Return all sentences of one language by key, from every file in `say/<language>/`."""
    sentences: dict[str, str] = {}
    for name in names(f"say/{language}"):
        for key, sentence in _read(open_bytes(f"say/{language}/{name}")).items():
            assert key not in sentences, key
            sentences[key] = sentence
    return sentences


def say(key: str, language: Language = "vi", **params: object) -> str:
    """Return the sentence for `key`, its `{placeholders}` filled from `params`.

    A key without a sentence is a bug of ours that must not hide the event: the key and its parameters are returned.
    """
    sentence = catalogue(language).get(key)
    if sentence is None:
        return key if not params else f"{key} {params}"
    return sentence.format(**{name: params.get(name, "…") for name in _placeholders(sentence)})


@cache
def _placeholders(sentence: str) -> frozenset[str]:
    """Return what a sentence leaves open; a key press asks for a hundred sentences."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
