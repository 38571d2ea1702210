"""Tab follows the layouts, whatever was made first."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from tests.window import walking
from tests.window.stage import application
from ui.widgets.focus import order_focus


def test_tab_follows_layouts_into_scroll_areas_and_past_fields_of_many_parts() -> None:
    application()
    page, inside, area = QWidget(), QWidget(), QScrollArea()
    last, spin, first, deep = QPushButton("cuối"), QSpinBox(), QLineEdit(), QPushButton("trong")
    spin.setAccessibleName("số")
    first.setAccessibleName("đầu")
    QVBoxLayout(inside).addWidget(deep)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    layout = QVBoxLayout(page)
    for widget in (last, spin, area, first):
        layout.insertWidget(0, widget)
    page.resize(300, 300)
    page.show()
    order_focus(page)
    order = [walking.of(widget) for widget in walking.focus_order(page) if not isinstance(widget, QScrollArea)]
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert order == ["QLineEdit “đầu”", "QPushButton “trong”", "QSpinBox “số”", "QPushButton “cuối”"]
