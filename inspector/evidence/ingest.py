"""Taking a photo in: the original untouched, a display copy of our own, the facts that the camera wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

import msgspec

from inspector.errors import KnownError
from inspector.evidence.answer import LARGEST_FILE, MOST_PIXELS, Answer, Format, Refused, Seen, fit
from inspector.evidence.facts import Facts
from inspector.evidence.jpeg import plain_size
from inspector.evidence.process import Worker, WorkerLost, WorkerNotStarted
from inspector.evidence.signature import accepted, other

DEADLINE: Final = 15.0
"""Seconds that one picture may take; a 12-megapixel photo takes a tenth of one."""
_LONGEST_ANSWER: Final = 8 * 1024 * 1024
"""Bytes: 1200 x 1200 pixels of noise, the worst display copy there is, make an answer of 1.5 MB."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was decoded in full."""

    original: bytes
    """The bytes as they came: the evidence."""
    format: Format
    width: int
    """Pixels of the upright original."""
    height: int
    display: bytes
    """JPEG for screen and print: upright, at most 1200 pixels, sRGB on white, no metadata."""
    facts: Facts


class Ingest:
    """Takes photos in through one worker process, which is replaced when a picture brings it down. For one thread."""

    def __init__(self, worker: Path | None = None, deadline: float = DEADLINE) -> None:
        self._worker = Worker(worker or Path(__file__).with_name("worker.py"), deadline, _LONGEST_ANSWER)

    def __enter__(self) -> Ingest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()

    def take(self, original: bytes, name: str) -> Photo:
        """Return the photo that a file holds.

        Args:
            original: all bytes of the file.
            name: what messages call the file.

        Raises:
            KnownError: `photo.empty`, `photo.too_large`, `photo.format` (another format, named), `photo.no_picture`
                (no format that we know), `photo.too_many_pixels`, `photo.unreadable` (damaged, cut short, or the worker
                did not survive it), `photo.no_worker` (the program could not start its worker).
        """
        form = _accepted(original, name)
        try:
            seen = _trusted(self._worker.ask(original), form)
        except WorkerNotStarted as error:
            raise KnownError("photo.no_worker") from error
        except (WorkerLost, msgspec.DecodeError, ValueError) as error:
            raise KnownError("photo.unreadable", name=name) from error
        if isinstance(seen, Refused):
            most = {f"{which}_limit": pixels // 1_000_000 for which, pixels in MOST_PIXELS.items()}
            raise KnownError(seen.key, name=name, **most)
        return Photo(original, form, seen.width, seen.height, seen.display, seen.facts)


def _accepted(original: bytes, name: str) -> Format:
    if not original:
        raise KnownError("photo.empty", name=name)
    if len(original) > LARGEST_FILE:
        raise KnownError("photo.too_large", name=name, limit=LARGEST_FILE >> 20, size=-(-len(original) >> 20))
    form = accepted(original[:16])
    if form is not None:
        return form
    found = other(original[:16])
    if found:
        raise KnownError("photo.format", name=name, found=found)
    raise KnownError("photo.no_picture", name=name)


def _trusted(answer: bytes, form: Format) -> Answer:
    """Return a worker's answer once it is what a sound worker could say: the bytes that it read were not ours.

    Raises:
        ValueError: it is not.
    """
    said: Answer = msgspec.json.decode(answer, type=Answer)
    if isinstance(said, Seen):
        if said.format != form or said.width * said.height > MOST_PIXELS[form]:
            raise ValueError("not the picture that was sent")
        if plain_size(said.display) != fit(said.width, said.height):
            raise ValueError("not a display copy of it")
    return said
