"""What is known of an original: when, where and by what it was taken, and the digest that proves it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.journal.bodies import PhotoAdded
from inspector.projection.photos import Photo
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Ink, Label, clear, column, row

_MILLION = 1_000_000


def facts_of(photo: Photo, context: Context) -> list[tuple[str, str, Ink]]:
    """Return what is known, row by row: key of its name, words, ink."""
    said, say = photo.said, context.say
    if said is None:
        return [("photo.fact-state", say("photo.erased"), "text2")]
    sizes = dict(photo.statement.header.blobs)
    taken = _taken(said)
    came = context.moment(photo.statement.header.at.utc_ms)
    rows: list[tuple[str, str, Ink]] = []
    if taken is None:
        rows.append(("photo.fact-taken", say("photo.not-stated"), "text2"))
    else:
        rows.append(("photo.fact-taken", say("photo.by-camera", time=f"{taken:%d/%m/%Y %H:%M:%S}"), "text"))
    rows.append(("photo.fact-came", f"{came:%d/%m/%Y %H:%M:%S}", "text"))
    if taken is not None:
        rows.append(_difference(round((came.replace(tzinfo=None) - taken).total_seconds()), context))
    rows.append(("photo.fact-place", _place(said, context), "text" if "latitude" in said.facts else "text2"))
    device = " ".join(str(said.facts[part]) for part in ("make", "model") if part in said.facts)
    rows.append(("photo.fact-device", device or say("photo.not-stated"), "text" if device else "text2"))
    size = _number(sizes.get(said.original, 0) / _MILLION, 1, context)
    rows.append(("photo.fact-size", f"{said.width} × {said.height} · {size} MB · {said.format.upper()}", "text"))
    rows.append(("photo.fact-digest", said.original, "text"))
    return rows


def _taken(said: PhotoAdded) -> datetime | None:
    try:
        return datetime.strptime(str(said.facts.get("datetime_original", "")), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def _difference(seconds: int, context: Context) -> tuple[str, str, Ink]:
    """Say how long after it was taken a photo came in; before is a clock that goes wrong."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        time = context.say("photo.days-hours", days=days, hours=hours)
    elif hours:
        time = context.say("photo.hours-minutes", hours=hours, minutes=minutes)
    else:
        time = context.say("photo.minutes-seconds", minutes=minutes, seconds=rest)
    if seconds < 0:
        return "photo.fact-difference", context.say("photo.camera-ahead", time=time), "part_ink"
    return "photo.fact-difference", context.say("photo.came-after", time=time), "text"


def _place(said: PhotoAdded, context: Context) -> str:
    latitude, longitude = said.facts.get("latitude"), said.facts.get("longitude")
    if not isinstance(latitude, int) or not isinstance(longitude, int):
        return context.say("photo.not-stated")
    north = context.say("photo.north" if latitude >= 0 else "photo.south")
    east = context.say("photo.east" if longitude >= 0 else "photo.west")
    first, second = (_number(abs(one) / _MILLION, 5, context) for one in (latitude, longitude))
    return f"{first}° {north}, {second}° {east}"


def _number(value: float, places: int, context: Context) -> str:
    words = f"{value:.{places}f}"
    return words.replace(".", ",") if context.language == "vi" else words


class FactsOfOriginal(QWidget):
    """Two columns, and a link that copies all of it as text."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text = ""
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        copy = Button(context.theme, context.say("photo.copy-facts"), "link", height=28)
        copy.clicked.connect(self.copy)
        heading = Label(context.theme, context.say("photo.facts"), 14, strong=True)
        self.setLayout(column(row(heading, None, copy), self._grid, gap=4))

    def show_photo(self, photo: Photo) -> None:
        """Show the facts of a photo."""
        theme, say = self._context.theme, self._context.say
        facts = facts_of(photo, self._context)
        text = "\n".join(f"{say(key)}: {words}" for key, words, _ in facts)
        if text == self._text:
            return
        self._text = text
        clear(self._grid)
        for number, (key, words, ink) in enumerate(facts):
            is_digest = key == "photo.fact-digest"
            shown = " ".join(words[at : at + 4].upper() for at in range(0, 16, 4)) + "…" if is_digest else words
            label = Label(theme, shown, 12, ink, numeric=True, wrap=True)
            label.setToolTip(words if is_digest else "")
            self._grid.addWidget(Label(theme, say(key), 12, "text3"), number, 0)
            self._grid.addWidget(label, number, 1)

    def copy(self) -> None:
        """Put all facts on the clipboard, the digest in full."""
        QGuiApplication.clipboard().setText(self._text)
        self._context.toast(self._context.say("photo.facts-copied"))
