"""Areas that scroll what does not fit: no frame, no stop for Tab, and a bar across only where it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(flow: QWidget, *, across: bool = False) -> QScrollArea:
    """Return an area that is as wide as it is given room, with a widget in it that takes that width.

    Args:
        flow: what scrolls; it shows the ground of the page.
        across: whether it may be wider than the area, and is then scrolled sideways too.
    """
    flow.setObjectName("flow")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not across:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(flow)
    return area
