"""Takes pictures of every screen: python -m tools.window_shots docs/img/window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QWidget

from tools.window_scenes import SCENES, Scene, shown, stage, until_quiet, wishes

THEMES = ("light", "dark", "outdoor")
LANGUAGES = ("vi", "en")
SIZES = ((1366, 768), (1920, 1080))
MOST = 250 * 1024
"""Bytes of a picture in true colours; one with photos in it is larger, and gets fewer colours."""
COLOURS = 256


def shapes(scene: Scene) -> Iterator[tuple[str, str, tuple[int, int], int]]:
    """Yield theme, language, size of the window and percentage of the text for each picture of a scene."""
    if scene.is_main:
        yield from ((*shape, 100) for shape in product(THEMES, LANGUAGES, SIZES))
    else:
        yield from (("light", language, SIZES[0], 100) for language in LANGUAGES)
    if scene.name == "capture":
        yield from (("light", language, (1024, 640), 150) for language in LANGUAGES)


def picture(widget: QWidget) -> bytes:
    """Return a small PNG of a widget."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    with Image.open(BytesIO(buffer.data().data())) as full:
        flat = full.convert("RGB")
    written = BytesIO()
    flat.save(written, "PNG", optimize=True)
    if written.tell() > MOST:
        written = BytesIO()
        flat.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def take(scene: Scene, target: Path, folder: Path) -> list[Path]:
    """Take every picture of a scene."""
    files = []
    home, identity, dossier = stage(folder, scene)
    for language in LANGUAGES:
        with shown(home, identity, dossier, scene, wishes(language=language)) as bench:
            assert bench.window is not None
            for theme, _, (width, height), percent in (one for one in shapes(scene) if one[1] == language):
                bench.context.prefer(theme=theme, text_percent=percent)
                until_quiet(bench)  # another size of text makes the window anew
                bench.window.resize(width, height)
                until_quiet(bench)
                suffix = "" if percent == 100 else f"-{percent}"
                file = target / f"{scene.name}-{theme}-{language}-{width}x{height}{suffix}.png"
                file.write_bytes(picture(bench.window))
                files.append(file)
    return files


def main(target: Path, wanted: list[str]) -> int:
    """Take the pictures of the scenes whose names begin as wanted, or of all."""
    target.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not scene.is_there or (wanted and not scene.name.startswith(tuple(wanted))):
            continue
        with TemporaryDirectory() as folder:
            files = take(scene, target, Path(folder))
        sizes = [file.stat().st_size for file in files]
        print(f"{scene.name}: {len(files)}, {sum(sizes) // len(sizes) // 1024} kB each")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
