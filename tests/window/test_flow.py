"""Small things in rows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tests.window.stage import application
from ui.widgets.flow import Flow


class Brick(QWidget):
    """Forty wide, ten high."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(40, 10)

    def sizeHint(self) -> QSize:
        return self.minimumSize()


def places(flow: Flow) -> list[tuple[int, int]]:
    return [(part.x(), part.y()) for part in flow.parts]


def test_parts_stand_in_as_many_rows_as_the_width_asks_for() -> None:
    application()
    flow = Flow(5)
    flow.resize(90, 60)
    flow.place([Brick(), Brick(), Brick()])
    assert places(flow) == [(0, 0), (45, 0), (0, 15)]
    assert [flow.heightForWidth(width) for width in (40, 85, 130)] == [40, 25, 10]
    flow.deleteLater()


def test_what_is_placed_anew_lets_the_old_go() -> None:
    application()
    flow = Flow()
    old = Brick()
    flow.place([old])
    flow.place([])
    assert old.isHidden()
    assert flow.parts == ()
    assert flow.heightForWidth(100) == 0
    flow.deleteLater()
