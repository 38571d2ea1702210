"""Walks over every widget of a screen and says what a person could not name, press, read or reach.

Each walk returns its faults as lines that name the widget; an empty list is a screen in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

LEAST_SIDE: Final = 24
"""Pixels. Source: WCAG 2.2, 2.5.8 Target Size (Minimum)."""

_WHOLE = (QAbstractSpinBox, QComboBox, QScrollBar, QHeaderView, QTabBar)
"""Widgets whose inner parts are Qt's own business."""


def seen(root: QWidget) -> Iterator[QWidget]:
    """Yield the visible widgets below one, without the inner parts of Qt's own."""
    for child in root.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield child
            if not isinstance(child, _WHOLE):
                yield from seen(child)


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Yield what a person presses, writes into or moves the focus to."""
    for widget in seen(root):
        if isinstance(widget, QScrollBar) or _is_viewport(widget):
            continue
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    named = widget.objectName().startswith("qt_scrollarea")
    return named or (isinstance(area, QAbstractScrollArea) and area.viewport() is widget)


def nameless(root: QWidget) -> list[str]:
    """Return what a screen reader could not name."""
    found = []
    for widget in interactive(root):
        reader = QAccessible.queryAccessibleInterface(widget)
        if not reader.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {of(widget)}")
    return found


def small(root: QWidget) -> list[str]:
    """Return what a finger would miss."""
    return [
        f"{widget.width()}×{widget.height()}: {of(widget)}"
        for widget in interactive(root)
        if min(widget.width(), widget.height()) < LEAST_SIDE
    ]


def clipped(root: QWidget) -> list[str]:
    """Return labels and buttons whose words do not fit, unless a tool tip has the whole text."""
    found = []
    for widget in seen(root):
        if not isinstance(widget, QLabel | QAbstractButton) or not words_of(widget):
            continue
        if words_of(widget) in widget.toolTip():
            continue
        fault = _cut_inside(widget) or _cut_outside(widget)
        if fault:
            found.append(f"{fault}: {of(widget)}")
    return found


def _cut_inside(widget: QLabel | QAbstractButton) -> str:
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"needs height {needed}, has {widget.height()}" if needed > widget.height() + 1 else ""
    needed_size = widget.sizeHint() if isinstance(widget, QLabel) else widget.minimumSizeHint()
    if needed_size.width() > widget.width() + 1:
        return f"needs width {needed_size.width()}, has {widget.width()}"
    if needed_size.height() > widget.height() + 2:
        return f"needs height {needed_size.height()}, has {widget.height()}"
    return ""


def _cut_outside(widget: QWidget) -> str:
    """Tell whether an ancestor shows less than the whole widget; what scrolls downwards hides nothing for good."""
    rect, ancestor = widget.rect(), widget
    while (parent := ancestor.parentWidget()) is not None and not ancestor.isWindow():
        rect = QRect(ancestor.mapTo(parent, rect.topLeft()), rect.size())
        ancestor = parent
        across = rect.left() < -1 or rect.right() > parent.width() + 1
        if across and not _scrolls(parent, Qt.Orientation.Horizontal):
            return f"cut at the side by {of(parent)}"
        down = rect.top() < -1 or rect.bottom() > parent.height() + 1
        if down and not _scrolls(parent, Qt.Orientation.Vertical):
            return f"cut above or below by {of(parent)}"
        if _scrolls(parent, Qt.Orientation.Vertical) and down:
            return ""
    return ""


def _scrolls(viewport: QWidget, way: Qt.Orientation) -> bool:
    area = viewport.parentWidget()
    if not isinstance(area, QAbstractScrollArea) or area.viewport() is not viewport:
        return False
    policy = area.verticalScrollBarPolicy() if way == Qt.Orientation.Vertical else area.horizontalScrollBarPolicy()
    return policy != Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def overlapping(root: QWidget) -> list[str]:
    """Return siblings that lie over each other; what is meant to float says so by the property `floats`."""
    found = []
    for parent in (root, *seen(root)):
        if isinstance(parent, (*_WHOLE, QAbstractItemView)):
            continue
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and not _floats(child)
        ]
        for left, right in combinations(children, 2):
            common = left.geometry().intersected(right.geometry())
            if common.width() > 1 and common.height() > 1:
                found.append(f"{of(left)} lies over {of(right)}")
    return found


def _floats(widget: QWidget) -> bool:
    return widget.objectName() == "toast" or bool(widget.property("floats"))


def focus_order(root: QWidget) -> list[QWidget]:
    """Return what Tab visits below a widget, in its order."""
    order: list[QWidget] = []
    inside = set(interactive(root))
    at = root.nextInFocusChain()
    while at is not None and at is not root:
        if at in inside and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(at)
        at = at.nextInFocusChain()
    return order


def astray(root: QWidget) -> list[str]:
    """Return steps of Tab against the order of reading, and what Tab never leaves or never reaches."""
    order = focus_order(root)
    found = [f"Tab stays in {of(widget)}" for widget in order if _keeps_tab(widget)]
    for before, after in pairwise(order):
        if _is_backwards(before, after, root):
            found.append(f"from {of(before)} back to {of(after)}")
    return found


def _keeps_tab(widget: QWidget) -> bool:
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.tabChangesFocus() and not widget.isReadOnly()
    return isinstance(widget, QTableView) and widget.tabKeyNavigation()


def _is_backwards(before: QWidget, after: QWidget, root: QWidget) -> bool:
    """Compare the two groups, below the nearest common one, in which the widgets stand."""
    first, second = _path(before, root), _path(after, root)
    depth = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a is not b), None)
    if depth is None:
        return False
    group = first[depth - 1]
    a, b = (QRect(one.mapTo(group, QPoint(0, 0)), one.size()) for one in (first[depth], second[depth]))
    above = b.bottom() < a.top()
    on_the_row = not above and b.top() <= a.bottom()
    return (above and b.left() <= a.right()) or (on_the_row and b.right() < a.left())


def _path(widget: QWidget, root: QWidget) -> list[QWidget]:
    path = [widget]
    while path[-1] is not root and (parent := path[-1].parentWidget()) is not None:
        path.append(parent)
    return path[::-1]


def words_of(widget: QWidget) -> str:
    """Return the words that a label or a button shows."""
    return widget.text().replace("&", "") if isinstance(widget, QLabel | QAbstractButton) else ""


def texts(root: QWidget) -> list[str]:
    """Return every text that is shown or read aloud; what is quoted (property `verbatim`) and what is typed is left out."""
    found: list[str] = []
    for widget in (root, *seen(root)):
        if _is_verbatim(widget):
            continue
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        found.append(words_of(widget))
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(row) for row in range(widget.count())]
        if isinstance(widget, QAbstractItemView):
            found += _items(widget)
    return [text for text in found if text]


def _is_verbatim(widget: QWidget | None) -> bool:
    while widget is not None:
        if widget.property("verbatim"):
            return True
        widget = widget.parentWidget()
    return False


def _items(view: QAbstractItemView) -> list[str]:
    model = view.model()
    told: list[str] = []
    is_list = isinstance(view, QListView)  # whose models answer for one column only
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    waiting = [view.rootIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            for column in range(1 if is_list else model.columnCount(parent)):
                index = model.index(row, column, parent)
                told += [value for role in roles if isinstance(value := model.data(index, role), str)]
                if column == 0 and not is_list and model.rowCount(index):  # a table keeps hasChildren to itself
                    waiting.append(index)
    return told


def of(widget: QWidget) -> str:
    """Return a name for a widget that a reader of a failed test finds again."""
    words = words_of(widget) or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{words[:60]}”"
