"""The order in which Tab visits: that of the layouts, which is the order of reading, whenever a widget was made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QWidget,
)

_WHOLE = (QAbstractScrollArea, QComboBox, QAbstractSpinBox, QLineEdit)
"""Widgets whose inner parts are Qt's own business."""


def order_focus(root: QWidget) -> None:
    """Let Tab go through what lies below a widget as it is laid out."""
    stops = [widget for widget in _as_laid_out(root) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _as_laid_out(root: QWidget) -> Iterator[QWidget]:
    yield root
    inner: QWidget | None
    if isinstance(root, QScrollArea):
        if (inner := root.widget()) is not None:
            yield from _as_laid_out(inner)
    elif isinstance(root, QSplitter):
        for number in range(root.count()):
            if (inner := root.widget(number)) is not None:
                yield from _as_laid_out(inner)
    elif (layout := root.layout()) is not None:
        yield from _in_layout(layout)
    elif not isinstance(root, _WHOLE):
        for child in root.children():
            if isinstance(child, QWidget):
                yield from _as_laid_out(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _as_laid_out(widget)
        elif (inner := item.layout()) is not None:
            yield from _in_layout(inner)
