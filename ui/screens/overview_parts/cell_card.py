"""What stands behind the current field: answers, notes, photos, who saw it, what was found the last time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from inspector.journal.seal import code_of
from inspector.projection.photos import Photo
from inspector.projection.visit import VisitView
from inspector.synthesis.matrix import Cell, Outcome
from inspector.text import civil_date
from reports.outline.facts import proof
from ui.context import Context
from ui.models.photos import Tile, tile_of
from ui.pictures import Pictures
from ui.screens.overview_parts.wording import Words
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.glyphs import Look
from ui.widgets.heat.tiles import LOOKS
from ui.widgets.notices import Banner
from ui.widgets.photo_tile import paint_notice, paint_picture, paint_skeleton, paint_tag
from ui.widgets.text import Label, clear, column, held, row
from ui.work.capturing import short_value
from ui.work.faces import Column, Field, when_of
from ui.work.overview import Line, Overseen

_MOST_PHOTOS = 4
_THUMB = QSize(100, 75)


class Thumb(QAbstractButton):
    """A small photo; pressed, it opens its page."""

    def __init__(self, context: Context, tile: Tile) -> None:
        super().__init__()
        self._context = context
        self._tile = tile
        self._pictures = Pictures.of(context)
        self._pictures.ready.connect(self._take)
        self._pictures.late.connect(self.update)
        self.setAccessibleName(context.say("overview.photo", words=tile.words))
        self.setToolTip(tile.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return _THUMB + QSize(6, 6)

    def _take(self, blob: str) -> None:
        if blob == self._tile.blob:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tile = self._context.theme, self._tile
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(3, 3, _THUMB.width(), _THUMB.height())
        if tile.standing != "here" or tile.blob is None:
            tone = "conflict" if tile.standing == "contested" else "na"
            paint_notice(painter, area, theme, tone, "photo", self._context.say(f"photo.{tile.standing}"))
        elif self._pictures.is_broken(tile.blob):
            paint_notice(painter, area, theme, "fail", "photo", self._context.say("photo.broken"))
        else:
            box = _THUMB * self.devicePixelRatioF()
            image = self._pictures.get(tile.blob, box)
            if image is None:
                paint_skeleton(painter, area, theme, is_late=self._pictures.is_late(tile.blob, box))
            else:
                paint_picture(painter, area, image, theme)
            paint_tag(painter, area, theme, "left bottom", tile.tag)
        if theme.rings(self):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class CellCard(QWidget):
    """Shows one field; it keeps nothing of it."""

    stepped = Signal(int)
    """One row up (-1) or down (1)."""
    open_wanted = Signal()
    decide_wanted = Signal()
    """The page is asked for on which the dispute of the field is decided."""
    photo_wanted = Signal(object, object)
    """A `VisitView` and one of its photos."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, say = context.theme, context.say
        self.unit = Label(theme, "", 14, "text2", strong=True, wrap=True)
        self.up = Button(theme, "", "plain", "chevron-left", height=32, name=say("overview.previous-unit"))
        self.down = Button(theme, "", "plain", "chevron-right", height=32, name=say("overview.next-unit"))
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        self.heading = Label(theme, "", 16, strong=True, wrap=True)
        self.chips = Flow(8)
        self._body = column(gap=6)
        self.before = Banner(theme, "part", "history")
        self.open = Button(theme, say("overview.open-visit"), "plain", "arrow-up-right", "Enter")
        self.open.clicked.connect(self.open_wanted)
        self.decide = Button(theme, say("overview.decide"), "plain", "scale")
        self.decide.clicked.connect(self.decide_wanted)
        top = row(self.unit, self.up, self.down, gap=8)
        top.setStretch(0, 1)
        self.setLayout(
            column(top, self.heading, self.chips, held(self._body), self.before, self.decide, self.open, gap=8)
        )

    def show_field(self, seen: Overseen, words: Words, line: Line, of: Column, field: Field) -> None:
        """Show what stands behind a field."""
        say = self._context.say
        district = say("overview.district-gone", name=line.district) if line.district else ""
        self.unit.setText(" · ".join(part for part in (line.name, district) if part))
        self.heading.setText(of.title if of.title.startswith(of.code) else f"{of.code}. {of.title}")
        self.before.hide()
        clear(self._body)
        self.open.setVisible(not line.is_waiting and of.key not in seen.earlier_rounds)
        self.decide.hide()
        cell = self._cell(seen, line, of)
        if cell is not None:
            self._show_cell(seen, words, cell, field)
            return
        self.chips.place(())
        self.chips.setMinimumHeight(0)
        for text in self._told(seen, line, of, field):
            self._body.addWidget(Label(self._context.theme, text, 14, wrap=True))

    @staticmethod
    def _cell(seen: Overseen, line: Line, of: Column) -> Cell | None:
        cells = seen.synthesis.matrix.columns.get(of.key, ()) if not line.is_waiting else ()
        return next((cell for cell in cells if cell.unit is line.unit), None)

    # -- an item

    def _show_cell(self, seen: Overseen, words: Words, cell: Cell, field: Field) -> None:
        theme, say = self._context.theme, self._context.say
        look = LOOKS[field.state]
        if field.failed:
            look = Look(look.shape, "fail")
        chips = [ChipLabel(theme, f"{(told := words.state(cell.item.id, field))[:1].upper()}{told[1:]}", look)]
        if field.repeated:
            chips.append(ChipLabel(theme, say("overview.repeated"), Look("warning", "fail"), square=True))
        self.chips.place(chips)
        self.chips.setMinimumHeight(self.chips.heightForWidth(self.chips.width()))
        notes = list(self._notes(cell))
        for note in notes or [say("overview.no-note") if cell.results else say("overview.nothing-asked")]:
            self._body.addWidget(Label(theme, note, 14, "text" if notes else "text2", wrap=True))
        self._show_evidence(cell)
        self._show_before(seen, cell)
        self._show_trend(seen, cell)
        self.decide.setVisible(cell.outcome is Outcome.CONTESTED)

    def _notes(self, cell: Cell) -> Iterator[str]:
        say = self._context.say
        for result in cell.results:
            if result.conclusion is not None and result.conclusion.reason:
                yield result.conclusion.reason
            seen = [one for one in result.observations if one.said.note or one.said.reason]
            for one in seen:
                note = one.said.note or one.said.reason
                name = self._name(one.person)
                yield say("overview.note", name=name, note=note) if len(result.observations) > 1 else note

    def _name(self, person: str) -> str:
        known = self._context.shown.view.trust.persons.get(person)
        return known.name if known is not None else self._context.shown.view.trust.name_of(person)

    def _show_evidence(self, cell: Cell) -> None:
        """Show the photos, and beside the last of them or below who recorded the answer."""
        origin = self._origin(cell) if cell.results else None
        found = [(visit, photo) for visit in cell.unit.visits for photo in visit.photos_of(cell.item.id)]
        thumbs = []
        for visit, photo in found[:_MOST_PHOTOS]:
            thumb = Thumb(self._context, tile_of(photo, visit, self._context))
            thumb.clicked.connect(self._opener(visit, photo))
            thumbs.append(thumb)
        for first in range(0, len(thumbs), 2):
            beside = None
            if first == len(thumbs) - 1:
                beside, origin = origin, None
            line = row(*thumbs[first : first + 2], beside, gap=8)
            line.setStretch(line.count() - 1, 1)
            self._body.addLayout(line)
        if origin is not None:
            self._body.addWidget(origin)
        if len(found) > _MOST_PHOTOS:
            more = self._context.say("overview.more-photos", count=len(found) - _MOST_PHOTOS)
            self._body.addWidget(Label(self._context.theme, more, 12, "text2", wrap=True))

    def _opener(self, visit: VisitView, photo: Photo) -> object:
        return lambda: self.photo_wanted.emit(visit, photo)

    def _origin(self, cell: Cell) -> QWidget:
        theme, say = self._context.theme, self._context.say
        people = dict.fromkeys(one.person for result in cell.results for one in result.observations)
        codes = [self._code(visit) for visit in cell.unit.visits if (cell.item.id, "") in visit.results]
        lines = []
        for name, told in (
            (say("overview.recorded-by"), ", ".join(self._name(one) for one in people)),
            (say("overview.sealed"), ", ".join(codes)),
        ):
            lines += [Label(theme, name, 12, "text2"), Label(theme, told, 12, strong=True, wrap=True)]
        return held(column(*lines, gap=2))

    def _code(self, visit: VisitView) -> str:
        seal = proof(visit)
        return code_of(seal.id) if seal is not None else self._context.say("overview.not-sealed")

    def _show_before(self, seen: Overseen, cell: Cell) -> None:
        say = self._context.say
        previous = seen.previous_of(cell.unit)
        then = previous.items.get(cell.item.id) if previous is not None else None
        if previous is None or then is None:
            return
        answer = say("capture.state-contested")
        if then.value is not None:
            answer = short_value(cell.item, then.value, self._context.language)
        unit = say("capture.then-unit", unit=previous.unit) if previous.is_predecessor else ""
        self.before.tell(say("overview.last-time", day=civil_date(previous.day), unit=unit, answer=answer))
        self.before.show()

    def _show_trend(self, seen: Overseen, cell: Cell) -> None:
        """Tell how many units failed the item from round to round, where there is more than one."""
        told = [
            self._context.say("overview.in-round", when=when_of(one), k=tally.k, n=tally.n)
            for one in seen.trend
            if (tally := one.items.get(cell.item.id)) is not None
        ]
        if len(told) > 1:
            words = self._context.say("overview.from-round-to-round", told=" → ".join(told))
            self._body.addWidget(Label(self._context.theme, words, 12, "text2", wrap=True))

    # -- a group, a round, a unit that waits

    def _told(self, seen: Overseen, line: Line, of: Column, field: Field) -> Iterator[str]:
        say = self._context.say
        if line.is_waiting:
            yield say("overview.not-visited")
            return
        is_round = any(one.round == of.key for one in seen.trend)
        if field.state != "share":
            yield say("overview.round-nothing" if is_round else "overview.nothing-asked")
            return
        yield say("overview.round-told" if is_round else "overview.group-told", k=field.tally.k, n=field.tally.n)
        if not is_round:
            cells = seen.synthesis.matrix.row(line.unit)
            failed = [cell.item for cell in cells if cell.failed and cell.item.group == of.key]
            told = "; ".join(f"{item.code} {item.short.say(self._context.language)}" for item in failed)
            if told:
                yield say("overview.group-items", items=told)
