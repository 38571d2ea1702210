"""Lists the texts of each screen beside those of its mock-up: python -m tools.compare_texts FOLDER-OF-MOCK-UPS."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from tests.window.walking import texts
from tools.window_scenes import SCENES, Scene, shown, stage, wishes

_SILENT = {"style", "script", "title", "svg"}


class _Words(HTMLParser):
    """Collects the words of a page, one entry for each element that holds text of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not self._silent:
            self.found.append(words)


def of_mockup(page: Path) -> list[str]:
    """Return the texts of a mock-up, each once, without numbers, times and codes."""
    parser = _Words()
    parser.feed(page.read_text(encoding="utf-8"))
    return [text for text in dict.fromkeys(parser.found) if len(re.sub(r"[\W\d_]", "", text)) > 1]


def bare(text: str) -> str:
    """Return a text as it is compared: small letters, no numbers, no signs at the ends."""
    return re.sub(r"[\W\d_]+", " ", normalize("NFC", text).lower()).strip()


def of_screen(scene: Scene) -> list[str]:
    """Return the texts of a screen in Vietnamese."""
    with TemporaryDirectory() as folder, shown(*stage(Path(folder), scene), scene, wishes()) as bench:
        assert bench.window is not None
        return list(dict.fromkeys(texts(bench.window)))


def missing(theirs: list[str], ours: list[str]) -> list[str]:
    """Return the texts of a mock-up that are found nowhere in a screen."""
    known = {bare(text) for text in ours}
    whole = " | ".join(sorted(known))
    return [text for text in theirs if bare(text) and bare(text) not in known and bare(text) not in whole]


def main(mockups: Path) -> int:
    """Print, for each screen that follows a mock-up, both lists and what has no counterpart."""
    lacking = 0
    for scene in SCENES:
        if not scene.mockup or not scene.is_there:
            continue
        theirs, ours = of_mockup(mockups / f"{scene.mockup}.html"), of_screen(scene)
        without = missing(theirs, ours)
        lacking += len(without)
        print(f"== {scene.name} beside {scene.mockup}")
        print("".join(f"   screen   {text!r}\n" for text in ours), end="")
        print("".join(f"   mock-up  {text!r}\n" for text in theirs if text not in without), end="")
        print("".join(f"!  mock-up alone  {text!r}\n" for text in without))
    print(f"{lacking} texts of mock-ups without a counterpart")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
