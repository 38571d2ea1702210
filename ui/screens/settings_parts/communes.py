"""The list of communes that is in force: its version, its sources, and how a newer one comes in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspector.errors import KnownError
from inspector.text import civil_date
from ui.choosing import choose_file
from ui.context import Context
from ui.screens.settings_parts.part import Part
from ui.widgets.button import Button
from ui.widgets.text import Label, row
from ui.work.directories import Difference, InForce, adopt, directory_of, read_list
from ui.work.home import Home


@dataclass(frozen=True, slots=True)
class _About:
    """What is shown of a list."""

    version: str
    as_of: str
    sha256: str
    is_shipped: bool
    present: tuple[tuple[str, int], ...]
    former: int
    sources: tuple[str, ...]
    corrections: int


class Communes(Part):
    """Lists that were in force stay: papers name the one that they were made from."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        version, self.version = self.fact(self.say("communes.version"))
        place, self.place = self.fact(self.say("communes.place"))
        present, self.present = self.fact(self.say("communes.present"))
        former, self.former = self.fact(self.say("communes.former"))
        fixed, self.fixed = self.fact(self.say("communes.corrections"))
        digest, self.digest = self.fact("SHA-256")
        self.digest.setProperty("verbatim", True)
        facts: list[QWidget | int] = [version, 8, place, 8, present, 8, former, 8, fixed, 8, digest]
        self.add_card(self.say("communes.heading"), *facts, icon="map-pin", note=self.say("communes.note"))
        self.sources = self.words()
        self.sources.setProperty("verbatim", True)
        self.add_card(self.say("communes.sources"), self.sources, icon="info-circle")
        self.update_button = Button(self.theme, self.say("communes.update"), "plain", "file-import")
        self.update_button.clicked.connect(self._update)
        self.told = Label(self.theme, "", 14, "fail_ink", wrap=True)
        self.add_card(
            self.say("communes.newer"), row(self.update_button, None), 8, self.told, icon="refresh",
            note=self.say("communes.newer.note"),
        )  # fmt: skip
        self._read = False

    def refresh(self) -> None:
        if not self._read:
            self._read = True
            home = self.context.home
            self.context.aside.run(lambda: _about(directory_of(home))).done.connect(self._show)

    def _show(self, about: _About) -> None:
        self.version.setText(self.say("communes.version-of", version=about.version, as_of=civil_date(about.as_of)))
        self.place.setText(self.say("communes.shipped" if about.is_shipped else "communes.at-home"))
        kinds = (f"{count:,}".replace(",", self.say("thousands")) + f" {kind}" for kind, count in about.present)
        self.present.setText(", ".join(kinds))
        self.former.setText(f"{about.former:,}".replace(",", self.say("thousands")))
        self.fixed.setText(f"{about.corrections:,}".replace(",", self.say("thousands")))
        self.digest.setText(" ".join(about.sha256[at : at + 8] for at in range(0, 64, 8)))
        self.sources.setText("\n".join(about.sources))

    def _update(self) -> None:
        file = choose_file(self, self.say("communes.update"), ("JSON (*.json)",))
        if file is not None:
            self.bring_in(file)

    def bring_in(self, file: Path) -> None:
        """Let a newer list be in force, or say why it may not."""
        home = self.context.home
        task = self.context.aside.run(lambda: _adopted(home, file))
        task.done.connect(self._brought_in)
        task.failed.connect(self._refused)

    def _brought_in(self, result: tuple[_About, Difference]) -> None:
        about, changed = result
        self._show(about)
        self._tell(
            self.context.say(
                "places.updated",
                version=about.version,
                as_of=civil_date(about.as_of),
                added=len(changed.added),
                ended=len(changed.ended),
                renamed=len(changed.renamed),
            ),
            is_refused=False,
        )

    def _refused(self, error: KnownError) -> None:
        self._tell(self.context.word(error), is_refused=True)

    def _tell(self, words: str, *, is_refused: bool) -> None:
        self.told.set_ink("fail_ink" if is_refused else "pass_ink")
        self.told.setText(words)


def _about(found: InForce) -> _About:
    directory = found.directory
    present = Counter(unit.kind for unit in directory.units if unit.valid_to is None)
    return _About(
        version=str(directory.version),
        as_of=directory.as_of,
        sha256=found.sha256,
        is_shipped=found.path is None,
        present=tuple(present.most_common()),
        former=sum(unit.valid_to is not None for unit in directory.units),
        sources=tuple(directory.sources),
        corrections=len(directory.corrections),
    )


def _adopted(home: Home, file: Path) -> tuple[_About, Difference]:
    found, changed = adopt(home, read_list(file))
    return _about(found), changed
