"""The pane beside a photo: its faces, the items that it is evidence for, its caption, its use, its facts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QScrollArea, QWidget

from inspector.commands.evidence import CaptionPhoto, LinkPhoto
from inspector.commands.visiting import Flag
from inspector.errors import KnownError
from inspector.journal.drawing import Blur, Operation
from inspector.projection.photos import Photo
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.text import clean
from ui.context import Context
from ui.icons import paint_icon
from ui.models.photos import FACES, LETTER, expects_code, photo_in
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.glyphs import Look
from ui.widgets.item_picker import ItemPopup
from ui.widgets.key_cap import KeyCap
from ui.widgets.notices import Icon
from ui.widgets.photo_facts import FactsOfOriginal
from ui.widgets.qr_card import QrCard
from ui.widgets.text import Label, clear, column, hairline, held, restyle, row

FLUSH_MS = 400


class ItemBox(Button):
    """Shows an item and opens the picker for another; a photo may be dropped on it."""

    dropped = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "", "plain", name=name)
        self._full = ""
        self._label = name
        self.setAcceptDrops(True)

    def show_words(self, words: str) -> None:
        """Show an item; what has no room is cut, and told in full by the tooltip."""
        self._full = words
        self.setToolTip(words)
        self.setAccessibleName(f"{self._label}: {words}")
        self.update()

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        glyph = self._theme.px(18)
        side = QRectF(rect.right() - 12 - glyph, rect.center().y() - glyph / 2, glyph, glyph)
        paint_icon(painter, "chevron-down", side, ink)
        font = self._theme.font(14)
        words = QFontMetricsF(font).elidedText(self._full, Qt.TextElideMode.ElideRight, side.left() - 20)
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(rect.adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._box)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if photo_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(photo_in(event.mimeData()))


class Caption(QLineEdit):
    """One line of caption. Esc leads back to the picture; what was typed stays."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editingFinished.emit()


class PhotoSide(QScrollArea):
    """Everything about one photo but the picture. It says its own changes; blur areas are the canvas's."""

    uncovered = Signal(int)
    """The operation of a blur area that is to go."""
    released = Signal()
    """The keyboard goes back to the picture."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._context = context
        self._photo: Photo | None = None
        self._visit: VisitView | None = None
        self._checklist: Checklist | None = None
        self._read_only = True
        self._areas: tuple[tuple[int, ...], bool] | None = None
        self._flushing = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flushing.timeout.connect(self.flush)
        self._build()

    def _build(self) -> None:
        theme, say = self._context.theme, self._context.say
        self.reviewed = QCheckBox(say("photo.faces-reviewed"))
        self.reviewed.clicked.connect(self._flag_faces)
        self._covers = column(gap=4)
        note = Label(theme, say("photo.no-detection"), 12, "text3", wrap=True)
        faces = column(
            Label(theme, say("photo.faces"), 14, strong=True), self.reviewed, self._covers,
            row(Icon(theme, "info-circle", 16, "text3"), note, gap=8), gap=8, margins=(16, 12, 16, 12),
        )  # fmt: skip
        self.box = ItemBox(theme, say("photo.item"))
        self.box.clicked.connect(self._open_move)
        self.box.dropped.connect(self._take_dropped)
        self.more = Button(theme, "", "plain", "plus", name=say("photo.add-item"))
        self.more.clicked.connect(self._open_more)
        self._popup = ItemPopup(self._context, self)
        self._popup.picker.chosen.connect(self._choose)
        self._adds = False
        self._links = column(gap=4)
        item_row = row(self.box, self.more)
        item_row.setStretchFactor(self.box, 1)
        self.caption = Caption()
        self.caption.setAccessibleName(say("photo.caption"))
        self.caption.setMaxLength(300)
        self.caption.textEdited.connect(self._typed)
        self.caption.editingFinished.connect(self.flush)
        self.caption.left.connect(self.released)
        self.in_letter = QCheckBox(say("photo.use-in-letter"))
        self.in_letter.clicked.connect(self._flag_letter)
        use = column(
            Label(theme, say("photo.item"), 12, "text3"), item_row, self._links, 4,
            row(Label(theme, say("photo.caption"), 12, "text3"), KeyCap(theme, "F2"), None), self.caption, 4,
            row(self.in_letter, KeyCap(theme, "*"), None), gap=6, margins=(16, 12, 16, 12),
        )  # fmt: skip
        self.facts = FactsOfOriginal(self._context)
        self.code = QrCard(self._context)
        facts = column(self.code, self.facts, gap=12, margins=(16, 12, 16, 12))
        flow = held(column(held(faces), hairline(), held(use), hairline(), held(facts), None))
        flow.setObjectName("flow")
        self.setWidget(flow)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # -- showing

    def show_photo(self, photo: Photo, visit: VisitView, checklist: Checklist | None, *, read_only: bool) -> None:
        """Show a photo; a caption that is being typed stays as it is."""
        is_other = self._photo is None or photo.id != self._photo.id
        if is_other:
            self.flush()
        self._photo, self._visit, self._checklist, self._read_only = photo, visit, checklist, read_only
        is_typed = self._flushing.isActive() or self.caption.hasFocus()
        if self.caption.text() != photo.caption and (is_other or not is_typed):
            self.caption.setText(photo.caption)
        if self.caption.isReadOnly() != read_only:
            self.caption.setReadOnly(read_only)
            restyle(self.caption)
        self.reviewed.setChecked(visit.is_flagged(photo.id, FACES))
        self.in_letter.setChecked(visit.is_flagged(photo.id, LETTER))
        for widget in (self.reviewed, self.in_letter, self.box, self.more):
            widget.setEnabled(not read_only)
        self.box.show_words(self.words_of(photo.items[0]) if photo.items else self._context.say("photo.unassigned"))
        self.more.setVisible(bool(photo.items))
        self._show_links(photo.items[1:])
        self.code.show_photo(visit.id, photo.id, expects=expects_code(visit, self._context, photo.items))
        self.facts.show_photo(photo)

    def words_of(self, item: str) -> str:
        """Return how an item is called: code and short wording; a finding outside the checklist by that name."""
        for one in self._checklist.items if self._checklist is not None else ():
            if one.id == item:
                return f"{one.code}  {one.short.say(self._context.language)}"
        return self._context.say("photo.free-finding")

    def _show_links(self, items: tuple[str, ...]) -> None:
        clear(self._links)
        for item in items:
            words = self.words_of(item)
            label = Label(self._context.theme, words, 14, wrap=True)
            away = Button(
                self._context.theme, "", "link", "x", height=28, name=self._context.say("photo.unlink", item=words)
            )
            away.clicked.connect(partial(self._unlink, item))
            away.setVisible(not self._read_only)
            line = row(label, away)
            line.setStretchFactor(label, 1)
            self._links.addLayout(line)

    def show_operations(self, operations: tuple[Operation, ...], can_draw: bool) -> None:
        """List the areas that are covered, each with the way to uncover it."""
        areas = tuple(number for number, one in enumerate(operations) if isinstance(one, Blur))
        if (areas, can_draw) == self._areas:
            return
        self._areas = (areas, can_draw)
        clear(self._covers)
        theme, say = self._context.theme, self._context.say
        for count, number in enumerate(areas, 1):
            away = Button(theme, "", "link", "arrow-back-up", height=28, name=say("photo.uncover", number=count))
            away.clicked.connect(partial(self.uncovered.emit, number))
            away.setVisible(can_draw)
            name = Label(theme, say("photo.area", number=count), 14, strong=True)
            self._covers.addLayout(row(name, None, ChipLabel(theme, say("photo.covered"), Look("check", "pass")), away))

    # -- saying

    def _submit(self, *commands: object) -> None:
        first, *rest = commands
        self._context.bridge.submit(first, *rest)  # type: ignore[arg-type]

    def _flag_faces(self, checked: bool) -> None:
        self._flag(FACES, checked=checked)

    def _flag_letter(self, checked: bool) -> None:
        self._flag(LETTER, checked=checked)

    def toggle_letter(self) -> None:
        """Mark the photo for the letter, or no longer."""
        if not self._read_only:
            self.in_letter.setChecked(not self.in_letter.isChecked())
            self._flag(LETTER, checked=self.in_letter.isChecked())

    def _flag(self, name: str, *, checked: bool) -> None:
        if self._photo is not None and self._visit is not None:
            self._submit(Flag(self._visit.id, self._photo.id, name, "in" if checked else "out"))

    def _typed(self, text: str) -> None:
        self._flushing.start()

    def flush(self) -> None:
        """Say the caption now, if it changed."""
        self._flushing.stop()
        if self._photo is None or self._visit is None or self._read_only or self._context.now_shown is None:
            return
        try:
            text = clean(self.caption.text())
        except KnownError as error:
            self._context.refused.emit(self._context.word(error))
            return
        now = {photo.id: photo for photo in self._context.shown.view.visits[self._visit.id].photos}
        known = now.get(self._photo.id, self._photo)
        if text != known.caption:
            self._submit(CaptionPhoto(self._visit.id, self._photo.id, text))

    def _open_move(self) -> None:
        self._open(adds=False, below=self.box)

    def _open_more(self) -> None:
        self._open(adds=True, below=self.more)

    def _open(self, *, adds: bool, below: QWidget) -> None:
        if self._checklist is not None:
            self._adds = adds
            self._popup.picker.show_items(self._checklist)
            self._popup.open_below(below)

    def _choose(self, item: str) -> None:
        if self._photo is None or self._visit is None or item in self._photo.items:
            return
        photo, visit = self._photo, self._visit.id
        links = [LinkPhoto(visit, photo.id, item)]
        if photo.items and not self._adds:
            links.insert(0, LinkPhoto(visit, photo.id, photo.items[0], "out"))
        self._submit(*links)

    def _unlink(self, item: str) -> None:
        if self._photo is not None and self._visit is not None:
            self._submit(LinkPhoto(self._visit.id, self._photo.id, item, "out"))

    def _take_dropped(self, photo: str) -> None:
        """Give a dropped photo the item of the one that is shown."""
        if self._photo is not None and self._visit is not None and self._photo.items:
            self._submit(LinkPhoto(self._visit.id, photo, self._photo.items[0]))
