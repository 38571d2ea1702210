"""A photo and what is drawn over it: shown, drawn, moved, taken away. The picture itself never changes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QLineEdit

from inspector.errors import KnownError
from inspector.journal.drawing import Area, Crop, Label, Operation, Spot
from inspector.text import clean
from ui.context import Context
from ui.widgets.drawn import Drawer
from ui.widgets.photo_tile import paint_tag
from ui.work.drawing import Tool, bounds, grip, hit, made, moved, resized, turned, turns_of

_REACH: Final = 10
"""Pixels of the screen: how near a press must be."""
_SMALLEST: Final = 6
"""Pixels of the picture: a shorter drag was a click."""
_ZOOM: Final = 1.25
_TAGGED: Final = 400
"""Pixels at 100 %: on a narrower picture the two tags would meet, so they go to the corners of the pane."""
_NUDGES: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)
}  # fmt: skip


class Canvas(QGraphicsView):
    """Shows a picture with operations over it. Keys that it has no use for go on to the page."""

    edited = Signal()
    """The operations changed."""
    zoomed = Signal(int)
    """Per cent."""
    picked = Signal(object)
    """Which operation is selected, None for none."""
    tool_done = Signal()
    """A tool that draws one thing has drawn it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._scene = QGraphicsScene(self)
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._item)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(context.say("photo.canvas"))
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas itself has it, and its name
        self.image = QImage()
        self.operations: tuple[Operation, ...] = ()
        self.tool: Tool | None = None
        self.selected: int | None = None
        self.is_original = False
        self.is_locked = True
        """Nothing can be drawn: the visit is sealed, or there is no picture."""
        self._fits = True
        self._drag: tuple[Spot, Spot] | None = None
        self._moving: tuple[int, bool, Spot, Operation] | None = None
        """Which one, whether it is resized, where the drag began, and what it was then."""
        self._pan: QPoint | None = None
        self._words = QLineEdit(self.viewport())
        self._words.setAccessibleName(context.say("photo.label-words"))
        self._words.hide()
        self._words.returnPressed.connect(self._end_label)
        self._label_at: Spot = (0, 0)
        self._drawer = Drawer(context.theme)
        self._dress()
        context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setBackgroundBrush(self._theme.color("canvas"))
        self.viewport().update()

    # -- what is shown

    def show_picture(self, image: QImage, operations: tuple[Operation, ...]) -> None:
        """Show a picture and what is drawn over it."""
        self.image = image
        self._drawer.source = image
        self._item.setPixmap(QPixmap.fromImage(image))
        self._scene.setSceneRect(QRectF(image.rect()))
        self.set_operations(operations, tell=False)
        self._select(None)
        self.fit()

    def show_nothing(self) -> None:
        """Show no picture until one comes."""
        self.show_picture(QImage(), ())

    def set_operations(self, operations: tuple[Operation, ...], *, tell: bool = True) -> None:
        """Put other operations in the place of these."""
        was = turns_of(self.operations)
        self.operations = operations
        if self.selected is not None and self.selected >= len(operations):
            self._select(None)
        if turns_of(operations) != was:
            self._apply()
        self.viewport().update()
        if tell:
            self.edited.emit()

    def show_original(self, *, on: bool) -> None:
        """Show the picture without what is drawn over it."""
        if on != self.is_original:
            self.is_original = on
            self._apply()
            self.viewport().update()

    def use(self, tool: Tool | None) -> None:
        """Take a tool in hand, or none."""
        self.tool = tool
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if tool else Qt.CursorShape.ArrowCursor)

    def deselect(self) -> None:
        """Select nothing."""
        self._select(None)

    def turn(self) -> None:
        """Turn the copy by a quarter, clockwise."""
        if not self.is_locked:
            self.set_operations(turned(self.operations))

    def remove_selected(self) -> None:
        """Take the selected operation away."""
        if self.selected is not None and not self.is_locked:
            self.remove(self.selected)

    def remove(self, number: int) -> None:
        """Take one operation away."""
        self._select(None)
        self.set_operations((*self.operations[:number], *self.operations[number + 1 :]))

    # -- zoom

    @property
    def percent(self) -> int:
        """Pixels of the screen for a hundred of the picture."""
        transform = self.transform()
        return round(100 * max(abs(transform.m11()), abs(transform.m12())))

    def fit(self) -> None:
        """Show the whole picture."""
        self._fits = True
        self._apply()

    def zoom(self, steps: int) -> None:
        """Come nearer, or go further away."""
        self._fits = False
        scale = max(0.1, min(8.0, self.percent / 100 * _ZOOM**steps))
        self._apply(scale)

    def _apply(self, scale: float | None = None) -> None:
        turns = 0 if self.is_original else turns_of(self.operations)
        if self.image.isNull():
            return
        if self._fits:
            size = self.image.size() if turns % 2 == 0 else self.image.size().transposed()
            room = self.viewport().size() - QSize(64, 40)
            scale = min(room.width() / size.width(), room.height() / size.height(), 2.0)
        elif scale is None:
            scale = self.percent / 100
        self.setTransform(QTransform().scale(max(0.02, scale), max(0.02, scale)).rotate(90 * turns))
        if self._fits:
            self.centerOn(self._item)
        self.zoomed.emit(self.percent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._apply()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    # -- drawing by mouse

    def _spot(self, at: QPointF) -> Spot:
        """Return a place of the screen as one in the picture."""
        point = self.mapToScene(at.toPoint())
        return (
            round(max(0.0, min(float(self.image.width()), point.x()))),
            round(max(0.0, min(float(self.image.height()), point.y()))),
        )

    @property
    def _reach(self) -> int:
        return max(1, round(_REACH * 100 / max(1, self.percent)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._end_label()
        if event.button() == Qt.MouseButton.MiddleButton or self.is_locked or self.is_original:
            self._pan = event.position().toPoint()
            return
        spot = self._spot(event.position())
        if self.selected is not None:
            one = self.operations[self.selected]
            end = grip(one)
            if end is not None and max(abs(end[0] - spot[0]), abs(end[1] - spot[1])) <= self._reach:
                self._moving = (self.selected, True, spot, one)
                return
        found = hit(self.operations, spot, self._reach if self.tool is None else 0)
        if found is not None:
            self._select(found)
            self._moving = (found, False, spot, self.operations[found])
        elif self.tool == "label":
            self._begin_label(spot)
        elif self.tool is not None:
            self._select(None)
            self._drag = (spot, spot)
        else:
            self._select(None)
            self._pan = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            step = event.position().toPoint() - self._pan
            self._pan = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - step.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - step.y())
        elif self._drag is not None:
            self._drag = (self._drag[0], self._spot(event.position()))
            self.viewport().update()
        elif self._moving is not None:
            number, resizes, start, one = self._moving
            spot = self._spot(event.position())
            change = resized if resizes else moved
            self._replace(number, change(one, spot[0] - start[0], spot[1] - start[1]), tell=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pan = None
        if self._drag is not None and self.tool is not None:
            start, end = self._drag
            self._drag = None
            if max(abs(start[0] - end[0]), abs(start[1] - end[1])) >= _SMALLEST:
                self._add(made(self.tool, start, end))
        elif self._moving is not None:
            number, _, _, one = self._moving
            self._moving = None
            if self.operations[number] != one:
                self.edited.emit()
        self.viewport().update()

    def _add(self, one: Operation) -> None:
        others = tuple(other for other in self.operations if not (isinstance(one, Crop) and isinstance(other, Crop)))
        self.set_operations((*others, one))
        self._select(len(self.operations) - 1)
        if self.tool != "blur":  # there are several faces, and one arrow
            self.use(None)
            self.tool_done.emit()

    def _replace(self, number: int, one: Operation, *, tell: bool = True) -> None:
        self.set_operations((*self.operations[:number], one, *self.operations[number + 1 :]), tell=tell)

    def _select(self, number: int | None) -> None:
        if number != self.selected:
            self.selected = number
            self.viewport().update()
            self.picked.emit(number)

    # -- words on the picture

    def _begin_label(self, at: Spot) -> None:
        self._label_at = at
        corner = self.mapFromScene(QPointF(*at))
        width = self._theme.px(220)
        self._words.setGeometry(QRect(corner, QSize(width, self._theme.px(40))))
        self._words.clear()
        self._words.show()
        self._words.setFocus()

    def _end_label(self) -> None:
        if self._words.isHidden():
            return
        typed = self._words.text()
        self._words.hide()
        self.setFocus()
        try:
            text = clean(typed)
        except KnownError as error:
            self._context.refused.emit(self._context.word(error))
            return
        if text:
            self._add(Label(self._label_at, text))

    def drop_words(self) -> bool:
        """Let go of words that are being typed; tell whether there were any."""
        if self._words.isHidden():
            return False
        self._words.hide()
        self.setFocus()
        return True

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif control and key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Minus:
            self.remove_selected()
        elif key in _NUDGES and self.selected is not None and not self.is_locked:
            self._nudge(_NUDGES[Qt.Key(key)], event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.tool is not None and not self.is_locked:
            self._add_in_the_middle(self.tool)
        elif key == Qt.Key.Key_Escape and (self.tool is not None or self.selected is not None):
            self.use(None)
            self._select(None)
            self.tool_done.emit()
        else:
            event.ignore()

    def _nudge(self, step: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        """Move by one pixel of the picture, with Shift by ten; with Ctrl the far corner alone."""
        assert self.selected is not None
        size = 10 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        inverse, _ = QTransform().rotate(90 * turns_of(self.operations)).inverted()
        seen = inverse.map(QPointF(step[0] * size, step[1] * size))
        change = resized if modifiers & Qt.KeyboardModifier.ControlModifier else moved
        self._replace(self.selected, change(self.operations[self.selected], round(seen.x()), round(seen.y())))

    def _add_in_the_middle(self, tool: Tool) -> None:
        centre = self._spot(QPointF(self.viewport().rect().center()))
        reach = max(12, min(self.image.width(), self.image.height()) // 8)
        if tool == "label":
            self._begin_label(centre)
        else:
            start, end = (centre[0] - reach, centre[1] - reach), (centre[0] + reach, centre[1] + reach)
            self._add(made(tool, start, end))

    def focusNextPrevChild(self, following: bool) -> bool:
        """Walk over what is drawn before the focus leaves."""
        places = [number for number in range(len(self.operations)) if self.area_of(number) is not None]
        if self.is_original or self.is_locked or not places:
            return super().focusNextPrevChild(following)
        at = places.index(self.selected) if self.selected in places else (-1 if following else len(places))
        at += 1 if following else -1
        if 0 <= at < len(places):
            self._select(places[at])
            return True
        self._select(None)
        return super().focusNextPrevChild(following)

    def area_of(self, number: int) -> Area | None:
        """Return the area that an operation takes."""
        return bounds(self.operations[number])

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.image.isNull():
            return
        say, painter = self._context.say, QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self.viewport().rect()
        area = QRectF(self.mapFromScene(self.sceneRect()).boundingRect().intersected(whole))
        if area.width() < self._theme.px(_TAGGED):
            area = QRectF(whole)
        area.adjust(6, 6, -6, -6)
        if self.is_original or not self.operations:
            paint_tag(painter, area, self._theme, "left top", say("photo.original"), icon="photo")
        else:
            paint_tag(painter, area, self._theme, "left top", say("photo.copy-in-hand"), shape="half")
        white, ink = QColor("#FFFFFF"), QColor("#14181F")
        kept = say("photo.original-kept")
        paint_tag(painter, area, self._theme, "right top", kept, icon="lock", fill=white, ink=ink)
        painter.end()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.image.isNull() or self.is_original:
            return
        pixel = 100 / max(1, self.percent)
        self._drawer.paint(painter, self.operations, self.selected, pixel)
        if self._drag is not None and self.tool is not None:
            self._drawer.paint(painter, (made(self.tool, *self._drag),), None, pixel)
