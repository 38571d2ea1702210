"""Dialogs and menus that Qt draws speak Vietnamese from end to end."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QTranslator
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QErrorMessage,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QSpinBox,
    QWidget,
)

from tests.window.stage import application, until
from tests.window.wording import foreign_words
from ui.app import translate
from ui.choosing import choose_file, choose_files, choose_folder, save_as
from ui.work.preferences import Preferences

_NO_BUTTONS = ("NoButton", "Default", "Escape", "FlagMask", "ButtonMask")


@pytest.fixture(autouse=True)
def vietnamese() -> Generator[QTranslator]:
    app = application()
    translator = translate(Preferences(language="vi"))
    yield translator
    app.removeTranslator(translator)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def said(widget: QWidget) -> Iterator[str]:
    """Yield every text that a dialog shows or lets a screen reader say, headers and boxes included."""
    for one in (widget, *widget.findChildren(QObject)):
        for name in ("text", "title", "toolTip", "accessibleName", "accessibleDescription", "placeholderText"):
            value = one.property(name)
            if isinstance(value, str):
                yield value
        if isinstance(one, QComboBox) and one.objectName() != "lookInCombo":
            yield from (one.itemText(row) for row in range(one.count()))
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            model = one.model()
            for column in range(model.columnCount()):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def menu_words(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if not action.isSeparator()]


def test_the_file_dialog_has_no_word_of_english(tmp_path: Path) -> None:
    (tmp_path / "thư mục").mkdir()
    dialog = QFileDialog(None, "Chọn tệp", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.show()
    found = foreign_words(set(said(dialog)))
    dialog.close()
    dialog.deleteLater()
    assert found == []


def test_every_standard_button_is_vietnamese() -> None:
    box = QMessageBox()
    box.setDetailedText("…")
    for button in QMessageBox.StandardButton:
        if button.name not in _NO_BUTTONS:
            box.addButton(button)
    words = {button.text().replace("&", "") for button in box.buttons()}
    box.deleteLater()
    assert {"Đồng ý", "Huỷ", "Có", "Không", "Hiện chi tiết…"} <= words
    assert foreign_words(words) == []


def test_a_button_box_says_what_a_message_says() -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    words = [button.text().replace("&", "") for button in box.buttons()]
    box.deleteLater()
    assert sorted(words) == ["Huỷ", "Đồng ý"]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_is_vietnamese(kind: type[QLineEdit] | type[QPlainTextEdit]) -> None:
    field = kind("chữ")
    menu = field.createStandardContextMenu()
    words = menu_words(menu)
    menu.deleteLater()
    field.deleteLater()
    assert words == ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xoá", "Chọn tất cả"]


def test_dialogs_of_progress_errors_and_print_previews_are_vietnamese() -> None:
    dialogs: list[QWidget] = [QProgressDialog(), QErrorMessage(), QPrintPreviewDialog(), QSpinBox()]
    found = [foreign_words(set(said(dialog))) for dialog in dialogs]
    for dialog in dialogs:
        dialog.deleteLater()
    assert found == [[], [], [], []]


class _Hand(QObject):
    """Picks a path in the dialog that stands open, as soon as there is one."""

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path
        self.title = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._act)
        self._timer.start(5)

    def _act(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            return
        self._timer.stop()
        self.title = dialog.windowTitle()
        if self._path is None:
            dialog.reject()
            return
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setText(str(self._path))
        dialog.accept()


def test_files_and_folders_are_chosen_through_one_door(tmp_path: Path) -> None:
    file, folder, new = tmp_path / "a.jpg", tmp_path / "b", tmp_path / "c.pdf"
    file.write_bytes(b"")
    folder.mkdir()
    over = QWidget()
    over.show()
    until(over.isVisible)
    hand = _Hand(file)
    assert choose_files(over, "Chọn ảnh", ("Ảnh (*.jpg)",), tmp_path) == [file]
    assert hand.title == "Chọn ảnh"
    hand = _Hand(file)
    assert choose_file(over, "Chọn tệp", folder=tmp_path) == file
    hand = _Hand(folder)
    assert choose_folder(over, "Chọn thư mục", tmp_path) == folder
    hand = _Hand(new.with_suffix(""))
    assert save_as(over, "Lưu bản sao", "x.pdf", ("PDF (*.pdf)",), tmp_path) == new
    hand = _Hand(None)
    assert choose_file(over, "Chọn tệp", folder=tmp_path) is None
    assert hand.title == "Chọn tệp"
    over.deleteLater()
