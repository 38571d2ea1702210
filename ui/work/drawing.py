"""Moving, resizing and finding what is drawn over a photo. Positions are pixels of the picture before it is turned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from inspector.commands.evidence import DropCopy, Redraw
from inspector.evidence.redraw import frame_of, redraw
from inspector.journal.drawing import Area, Arrow, Blur, Box, Crop, Label, Operation, Rotate, Spot
from inspector.journal.entry import BlobId, EntryId, VisitId
from inspector.progress import Progress
from inspector.session import Session

Tool = Literal["blur", "arrow", "label", "crop", "box"]

LABEL_SIZE: Spot = (160, 40)
"""Roughly what a label of a few words covers: enough to find it by."""


def made(tool: Tool, start: Spot, end: Spot, text: str = "") -> Operation:
    """Return what a tool draws from one spot to another."""
    area = area_between(start, end)
    match tool:
        case "blur":
            return Blur(area)
        case "crop":
            return Crop(area)
        case "box":
            return Box(area)
        case "arrow":
            return Arrow(start, end)
        case "label":
            return Label(start, text)


def area_between(start: Spot, end: Spot) -> Area:
    """Return the area of which two opposite corners are given."""
    left, top = min(start[0], end[0]), min(start[1], end[1])
    return left, top, abs(start[0] - end[0]), abs(start[1] - end[1])


def moved(one: Operation, dx: int, dy: int) -> Operation:
    """Return an operation so many pixels further to the right and down; turning the picture has no place."""
    match one:
        case Blur() | Box() | Crop():
            left, top, width, height = one.area
            return type(one)((left + dx, top + dy, width, height))
        case Arrow():
            return Arrow((one.start[0] + dx, one.start[1] + dy), (one.end[0] + dx, one.end[1] + dy))
        case Label():
            return Label((one.at[0] + dx, one.at[1] + dy), one.text)
        case Rotate():
            return one


def resized(one: Operation, dx: int, dy: int) -> Operation:
    """Return an operation whose far corner, or head, is so many pixels further to the right and down."""
    match one:
        case Blur() | Box() | Crop():
            left, top, width, height = one.area
            return type(one)((left, top, max(1, width + dx), max(1, height + dy)))
        case Arrow():
            return Arrow(one.start, (one.end[0] + dx, one.end[1] + dy))
        case Label() | Rotate():
            return one


def bounds(one: Operation) -> Area | None:
    """Return the area that an operation takes; None for one without a place."""
    match one:
        case Blur() | Box() | Crop():
            left, top, right, bottom = frame_of(one.area)
            return left, top, right - left, bottom - top
        case Arrow():
            return area_between(one.start, one.end)
        case Label():
            return (*one.at, *LABEL_SIZE)
        case Rotate():
            return None


def grip(one: Operation) -> Spot | None:
    """Return the spot by which an operation is resized, if it is."""
    match one:
        case Blur() | Box() | Crop():
            _, _, right, bottom = frame_of(one.area)
            return right, bottom
        case Arrow():
            return one.end
        case Label() | Rotate():
            return None


def hit(operations: Sequence[Operation], spot: Spot, reach: int) -> int | None:
    """Return which operation lies under a spot, the topmost; a crop is found at its edge alone."""
    for number, one in reversed(list(enumerate(operations))):
        area = bounds(one)
        if area is None or not _inside(area, spot, reach):
            continue
        if isinstance(one, Arrow) and _distance(one, spot) > reach:
            continue
        if isinstance(one, Crop) and _inside(area, spot, -reach):
            continue
        return number
    return None


def _inside(area: Area, spot: Spot, reach: int) -> bool:
    left, top, width, height = area
    return left - reach <= spot[0] <= left + width + reach and top - reach <= spot[1] <= top + height + reach


def _distance(arrow: Arrow, spot: Spot) -> float:
    (ax, ay), (bx, by), (x, y) = arrow.start, arrow.end, spot
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if not length else max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return float(((ax + along * (bx - ax) - x) ** 2 + (ay + along * (by - ay) - y) ** 2) ** 0.5)


def turns_of(operations: Sequence[Operation]) -> int:
    """Return by how many quarters the picture is turned clockwise, 0 to 3."""
    return sum(one.turns for one in operations if isinstance(one, Rotate)) % 4


def turned(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """Return the operations with the picture turned by one quarter more; a full turn is none."""
    rest = tuple(one for one in operations if not isinstance(one, Rotate))
    turns = (turns_of(operations) + 1) % 4
    return (*rest, Rotate(turns)) if turns else rest


def rendered(
    visit: VisitId, photo: EntryId, source: BlobId, operations: tuple[Operation, ...], session: Session, step: Progress
) -> None:
    """Draw a copy and let it be shown, all in one piece of work: what was drawn is not lost when the window closes.

    Raises: KnownError photo.nothing_left, and those of the dossier.
    """
    derived = redraw(session.dossier.blob(source), operations)
    session.do(Redraw(visit, photo, derived, source, operations))


def request(
    visit: VisitId, photo: EntryId, source: BlobId, operations: tuple[Operation, ...], derived: bytes | None
) -> Redraw | DropCopy | partial[None]:
    """Return what makes a copy hold: a request, or the work that must draw it first."""
    if not operations:
        return DropCopy(visit, photo)
    if derived is not None:
        return Redraw(visit, photo, derived, source, operations)
    return partial(rendered, visit, photo, source, operations)
