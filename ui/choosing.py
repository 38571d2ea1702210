"""Choosing files and folders: the system's own dialog where it has one, else Qt's, in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_files(parent: QWidget, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> list[Path]:
    """Return the files that a person chose, none if they thought better of it.

    Args:
        parent: the widget over which the dialog stands.
        title: what the files are for.
        filters: such as `Ảnh (*.jpg *.png)`, the first in force; all files if there are none.
        folder: where to begin.
    """
    return _asked(parent, title, QFileDialog.FileMode.ExistingFiles, filters, folder)


def choose_file(parent: QWidget, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> Path | None:
    """Return the one file that a person chose, or None; arguments as for `choose_files`."""
    return next(iter(_asked(parent, title, QFileDialog.FileMode.ExistingFile, filters, folder)), None)


def choose_folder(parent: QWidget, title: str, folder: Path | None = None) -> Path | None:
    """Return the folder that a person chose, or None."""
    return next(iter(_asked(parent, title, QFileDialog.FileMode.Directory, (), folder)), None)


def save_as(
    parent: QWidget, title: str, name: str, filters: Sequence[str] = (), folder: Path | None = None
) -> Path | None:
    """Return where a person wants a new file, or None. They were asked whether a file there may be replaced."""
    return next(iter(_asked(parent, title, QFileDialog.FileMode.AnyFile, filters, folder, name)), None)


def _asked(
    parent: QWidget,
    title: str,
    mode: QFileDialog.FileMode,
    filters: Sequence[str],
    folder: Path | None,
    name: str = "",
) -> list[Path]:
    dialog = QFileDialog(parent, title, str(folder or Path.home()))
    dialog.setFileMode(mode)
    if mode == QFileDialog.FileMode.Directory:
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if mode == QFileDialog.FileMode.AnyFile:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
    if filters:
        dialog.setNameFilters(list(filters))
    chosen = dialog.exec()
    files = [Path(file) for file in dialog.selectedFiles()] if chosen else []
    dialog.deleteLater()
    return files
