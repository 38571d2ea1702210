"""The tiles of the table: an outcome as symbol and tint, a share as figures on a ramp. Each kind is drawn once and kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from ui.theme import Theme
from ui.widgets.glyphs import Look, paint_shape
from ui.work.faces import Field, State
from ui.work.trend import Tally

LOOKS: Final[dict[State, Look]] = {
    "met": Look("check", "pass"),
    "partly": Look("half", "part"),
    "unmet": Look("cross", "fail"),
    "not_applicable": Look("dash", "na"),
    "not_verifiable": Look("question", "na"),
    "contested": Look("arrows", "conflict"),
    "unread": Look("padlock", "na"),
    "told": Look("dot", "na"),
    "not_asked": Look("none", "none"),
    "share": Look("none", "none"),
}
"""By what a field shows. That nothing was asked is a hatching, a share its figures."""

_PALE: Final = {("light", "pass"): "#EDF7F0", ("light", "fail"): "#F9D5D1"}
"""Tints of tiles that are not those of chips: what is met is paler, so that failures lead the eye."""

_STEPS: Final = (20, 40, 60, 80)
"""Per cent at which the ramp takes its next colour."""
_RAMPS: Final = {
    "light": (
        ("#FFFFFF", "#14181F"), ("#FDE0C5", "#14181F"), ("#F8B58B", "#14181F"), ("#E8804F", "#14181F"),
        ("#C2431B", "#FFFFFF"), ("#7A1E00", "#FFFFFF"),
    ),
    "dark": (
        ("#1D2127", "#F1F3F6"), ("#3B2A1E", "#F1F3F6"), ("#5E3618", "#F1F3F6"), ("#87461A", "#FFFFFF"),
        ("#F0A070", "#14181F"), ("#FFD3B5", "#14181F"),
    ),
    "outdoor": (
        ("#FFFFFF", "#000000"), ("#FFFFFF", "#000000"), ("#FFFFFF", "#000000"), ("#FFFFFF", "#000000"),
        ("#000000", "#FFFFFF"), ("#000000", "#FFFFFF"),
    ),
}  # fmt: skip
"""Ground and ink for nothing, and for up to 20, 40, 60, 80 and 100 per cent: contrast at least 4.5 to 1 everywhere."""
_MOST_KEPT: Final = 4096
_RADIUS: Final = 4
LEFT: Final = 2
"""Pixels between the edge of a field and its tile."""


def step_of(tally: Tally) -> int:
    """Return the step of the ramp for a share: 0 for nothing, 5 from 80 per cent on."""
    if not tally.k or not tally.n:
        return 0
    return 1 + sum(tally.k * 100 >= step * tally.n for step in _STEPS)


class Tiles:
    """Draws tiles of one theme. They are kept as pictures: a screen full of them is a few hundred copies of a dozen."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: dict[tuple[object, ...], QPixmap] = {}
        theme.changed.connect(self._kept.clear)

    @property
    def cell(self) -> QSize:
        """The size of a field with an outcome; its tile is 2 smaller."""
        theme = self._theme
        return QSize(theme.px(44), theme.px(44)) if theme.touch else QSize(theme.px(32), theme.px(28))

    def of(self, field: Field, size: QSize, ratio: float) -> QPixmap:
        """Return the tile of a field, of a size in pixels at a ratio of device pixels."""
        tally = field.tally if field.state == "share" else None
        key = (field.state, field.failed, field.repeated, tally, size.width(), size.height(), ratio)
        known = self._kept.get(key)
        if known is None:
            known = self._keep(key, size, ratio)
            painter = QPainter(known)
            self.paint(painter, QRectF(0, 0, size.width(), size.height()), field)
            painter.end()
        return known

    def of_foot(self, tally: Tally, size: QSize, ratio: float) -> QPixmap:
        """Return the tile of a foot: the number alone, on the ramp of its share."""
        key = ("foot", tally, size.width(), size.height(), ratio)
        known = self._kept.get(key)
        if known is None:
            known = self._keep(key, size, ratio)
            painter = QPainter(known)
            self.paint_share(painter, QRectF(0, 0, size.width(), size.height()), tally, str(tally.k))
            painter.end()
        return known

    def _keep(self, key: tuple[object, ...], size: QSize, ratio: float) -> QPixmap:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        fresh = QPixmap(size * ratio)
        fresh.setDevicePixelRatio(ratio)
        fresh.fill(Qt.GlobalColor.transparent)
        self._kept[key] = fresh
        return fresh

    # -- drawing, on any device

    def paint(self, painter: QPainter, rect: QRectF, field: Field) -> None:
        """Draw the tile of a field into a rectangle."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if field.state == "share":
            self.paint_share(painter, rect, field.tally, f"{field.tally.k}/{field.tally.n}")
        elif field.state == "not_asked":
            self._paint_hatching(painter, rect)
        else:
            self._paint_outcome(painter, rect, field)
        if field.repeated:
            self.paint_corner(painter, rect)
        painter.restore()

    def paint_corner(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the filled corner of what was repeated."""
        size = self._theme.px(9)
        corner = QPolygonF([rect.topRight() + QPointF(-size, 0), rect.topRight(), rect.topRight() + QPointF(0, size)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("fail_ink"))
        painter.drawPolygon(corner)

    def _paint_outcome(self, painter: QPainter, rect: QRectF, field: Field) -> None:
        theme, look = self._theme, LOOKS[field.state]
        tone = "fail" if field.failed else look.tone
        ink = theme.color(f"{tone}_ink")
        ground = QColor(_PALE.get((_ground(theme), tone), getattr(theme.tokens, f"{tone}_tint")))
        is_open = field.state in ("not_verifiable", "unread")
        painter.setBrush(theme.color("surface") if is_open else ground)
        if is_open or theme.tokens.is_outdoor:
            width = 2 if theme.tokens.is_outdoor and field.failed else 1
            painter.setPen(QPen(theme.color("rule") if is_open else ink, width))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        size = theme.px(14)
        square = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
        paint_shape(painter, look.shape, square, ink)

    def _paint_hatching(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("na_edge"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.color("na_edge"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def paint_share(self, painter: QPainter, rect: QRectF, tally: Tally, words: str) -> None:
        """Draw words on the ground that the ramp has for a share."""
        theme, step = self._theme, step_of(tally)
        ground, ink = _RAMPS[_ground(theme)][step]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(theme.color("rule" if step < 2 else "edge"), 3 if theme.tokens.is_outdoor and step == 3 else 1)
        )
        if step >= 2 and not theme.tokens.is_outdoor:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setPen(QColor(ink))
        fits = theme.advance(words, 12, strong=bool(step), numeric=True) <= rect.width() - 2
        painter.setFont(theme.font(12 if fits else 10, strong=bool(step), numeric=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


def _ground(theme: Theme) -> str:
    if theme.tokens.is_outdoor:
        return "outdoor"
    return "dark" if theme.color("surface").lightness() < 128 else "light"


class FieldPainter:
    """The tiles of the fields of one table, all of one size: at the foot of a field, for the room above parts groups."""

    def __init__(self, tiles: Tiles) -> None:
        self._tiles = tiles
        self.size = QSize(30, 26)
        """Of a tile."""

    def fit(self, width: int = 0) -> None:
        """Take the sizes of the theme, for other fields; `width` of a field where it is wider than an outcome."""
        cell = self._tiles.cell
        self.size = QSize((width or cell.width()) - 2, cell.height() - 2)

    def area(self, rect: QRect) -> QRect:
        """Return where in its field a tile is drawn."""
        return QRect(rect.left() + LEFT, rect.bottom() - self.size.height(), self.size.width(), self.size.height())

    def of(self, field: Field, ratio: float) -> QPixmap:
        """Return the tile of a field."""
        return self._tiles.of(field, self.size, ratio)
