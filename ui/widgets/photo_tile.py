"""A photo as a tile of 4:3, with everything about it that must be seen without opening it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.context import Context
from ui.icons import paint_icon
from ui.models.photos import Role, Tile
from ui.pictures import Pictures
from ui.theme import Theme
from ui.widgets.glyphs import paint_shape

TILE: Final = QSize(152, 114)
RIM: Final = 4
"""Pixels around the picture for the ring of the selected one: a gap of 1 and a line of 3."""
_INSET: Final = 6
_DARK: Final = QColor("#14181F")
_WHITE: Final = QColor("#FFFFFF")
_AMBER: Final = QColor("#6B4100")
_BLUE: Final = QColor("#0A4F96")
_GREEN: Final = QColor("#0A5730")
_RED: Final = QColor("#94161B")
_RADIUS: Final = 4


class TileDelegate(QStyledItemDelegate):
    """Paints tiles of one size in a view."""

    def __init__(self, context: Context, parent: QWidget, size: QSize = TILE) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._say = context.say
        self._pictures = Pictures.of(context)
        self.size = size

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.size + QSize(2 * RIM, 2 * RIM)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tile: Tile = index.data(Role.TILE)
        rect = QRectF(option.rect)
        area = QRectF(rect.left() + RIM, rect.top() + RIM, self.size.width(), self.size.height())
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_body(painter, area, tile, painter.device().devicePixelRatio())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.color("accent"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-2.5, -2.5, 2.5, 2.5), 6, 6)
        painter.restore()

    def _paint_body(self, painter: QPainter, area: QRectF, tile: Tile, ratio: float) -> None:
        theme = self._theme
        if tile.standing != "here" or tile.blob is None:
            tone = "conflict" if tile.standing == "contested" else "na"
            icon = {"erased": "trash", "absent": "photo", "contested": "arrows-left-right"}.get(tile.standing, "photo")
            paint_notice(painter, area, theme, tone, icon, self._say(f"photo.{tile.standing}"))
            return
        if self._pictures.is_broken(tile.blob):
            paint_notice(painter, area, theme, "fail", "photo", self._say("photo.broken"))
            return
        box = self.size * ratio
        image = self._pictures.get(tile.blob, box)
        if image is None:
            paint_skeleton(painter, area, theme, is_late=self._pictures.is_late(tile.blob, box))
        else:
            paint_picture(painter, area, image, theme)
        self._paint_tags(painter, area, tile)

    def _paint_tags(self, painter: QPainter, area: QRectF, tile: Tile) -> None:
        """Paint what is known: above left how it was changed, above right what is open or wanted, below tag and code."""
        theme, say = self._theme, self._say
        small = area.width() < theme.px(110)
        if tile.is_unassigned and not small:
            paint_tag(painter, area, theme, "left top", say("photo.unassigned"), fill=_AMBER)
        elif tile.is_redrawn:
            words = "" if small else say("photo.redrawn" if tile.is_blurred else "photo.drawn")
            shape, icon = ("half", "") if tile.is_blurred else ("", "pencil")
            paint_tag(painter, area, theme, "left top", words, shape=shape, icon=icon)
        if tile.is_unreviewed:
            paint_tag(painter, area, theme, "right top", "" if small else "?", icon="user", fill=_WHITE, ink=_AMBER)
        elif tile.in_letter:
            paint_tag(painter, area, theme, "right top", "", icon="mail", fill=_WHITE, ink=_BLUE)
        paint_tag(painter, area, theme, "left bottom", tile.tag)
        if tile.code:
            ink = _GREEN if tile.code == "read" else _RED
            shape = "check" if tile.code == "read" else "cross"
            paint_tag(painter, area, theme, "right bottom", "", icon="qrcode", shape=shape, fill=_WHITE, ink=ink)
        elif tile.in_letter and tile.is_unreviewed:
            paint_tag(painter, area, theme, "right bottom", "", icon="mail", fill=_WHITE, ink=_BLUE)


def paint_picture(painter: QPainter, area: QRectF, image: QImage, theme: Theme) -> None:
    """Draw the middle of a picture so that it covers an area with round corners."""
    scale = max(area.width() / image.width(), area.height() / image.height())
    width, height = area.width() / scale, area.height() / scale
    source = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(area, _RADIUS, _RADIUS)
    painter.setClipPath(path)
    painter.drawImage(area, image, source)
    painter.restore()
    painter.setPen(QPen(theme.color("rule"), theme.tokens.line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


def paint_skeleton(painter: QPainter, area: QRectF, theme: Theme, *, is_late: bool) -> None:
    """Draw the place of a picture that comes; the bars only once it is late, so that quick ones do not flicker."""
    painter.setPen(QPen(theme.color("rule"), theme.tokens.line))
    painter.setBrush(theme.color("sunken"))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    if is_late:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("soft_rule"))
        for top, width in ((0.38, 0.5), (0.58, 0.66)):
            bar = QRectF(area.left() + area.width() * 0.12, area.top() + area.height() * top, area.width() * width, 8)
            painter.drawRoundedRect(bar, 4, 4)


def paint_notice(painter: QPainter, area: QRectF, theme: Theme, tone: str, icon: str, words: str) -> None:
    """Draw why there is no picture."""
    ink = theme.color(f"{tone}_ink")
    painter.setPen(QPen(ink, 2 if tone == "fail" else theme.tokens.line))
    painter.setBrush(theme.color(f"{tone}_tint"))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
    font = theme.font(12, strong=True)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    inner = area.adjusted(6, 0, -6, 0)
    bound = QFontMetricsF(font).boundingRect(QRectF(0, 0, inner.width(), 1000), flags.value, words)
    glyph = theme.px(20) if bound.height() + theme.px(24) < area.height() else 0
    top = area.center().y() - (bound.height() + (glyph + 4 if glyph else 0)) / 2
    if glyph:
        paint_icon(painter, icon, QRectF(area.center().x() - glyph / 2, top, glyph, glyph), ink)
        top += glyph + 4
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(QRectF(inner.left(), top, inner.width(), bound.height() + 2), flags, words)


def paint_tag(
    painter: QPainter, area: QRectF, theme: Theme, corner: str, words: str, *, icon: str = "", shape: str = "",
    fill: QColor = _DARK, ink: QColor = _WHITE,
) -> None:  # fmt: skip
    """Draw a tag 20 high in a corner: an icon, a shape, words, as far as given.

    Its colours are the same in every theme: it lies on a picture, which may be dark or light in all of them.
    """
    font = theme.font(12, strong=(bool(words) and fill != _DARK) or len(words) <= 5)
    glyph = theme.px(14)
    parts = [*([glyph] if icon else []), *([glyph] if shape else [])]
    text = QFontMetricsF(font).horizontalAdvance(words) if words else 0.0
    width = sum(parts) + text + 4 * max(0, len(parts) + bool(words) - 1) + 12
    height = theme.px(20)
    left = area.left() + _INSET if "left" in corner else area.right() - _INSET - width
    top = area.top() + _INSET if "top" in corner else area.bottom() - _INSET - height
    tag = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(tag, _RADIUS, _RADIUS)
    left += 6
    square = QRectF(left, tag.center().y() - glyph / 2, glyph, glyph)
    if icon:
        paint_icon(painter, icon, square, ink)
        square.translate(glyph + 4, 0)
    if shape:
        paint_shape(painter, shape, square, ink)  # type: ignore[arg-type]
        square.translate(glyph + 4, 0)
    if words:
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(QRectF(square.left(), top, text + 2, height), Qt.AlignmentFlag.AlignVCenter, words)
