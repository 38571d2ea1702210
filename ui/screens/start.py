"""The page before a dossier is open: who works here, the key, which dossier, and what to do when something is lost.

A page is imported when it is first shown; most days nobody loses anything.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout

from inspector.people.identity import Identity
from ui.actions import Actions
from ui.bridge import Published
from ui.context import Context, Place
from ui.screens.screen import Screen
from ui.screens.start_parts.opening import Opening, go_on_in
from ui.screens.start_parts.page import Offer, Page, QuietColumn
from ui.screens.start_parts.unlock import Unlock
from ui.widgets.button import Button
from ui.widgets.focus import order_focus
from ui.widgets.text import Label, column, row

if TYPE_CHECKING:
    from ui.work.rounds import Started
    from ui.work.team import Card

SAMPLE = "sample"
LOST = "lost"
_FILES = (".thisat", ".age")


class Start(Screen):
    """One page at a time in a quiet column. A place's `part` names a file to open, `sample`, or `lost`."""

    fills_window = True
    tells_failures = True

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        theme = context.theme
        self.page = Page(context, "")
        self._wanted = ""
        self._title = ""
        self._is_for_team = False
        self._slot: QVBoxLayout = column(self.page)
        other = "en" if context.language == "vi" else "vi"
        self.language = Button(theme, context.say("start.other-language"), "link", "language", height=32)
        self.language.clicked.connect(lambda: context.prefer(language=other))
        offline = Label(theme, context.say("start.offline"), 12, "text3")
        below = (24, row(None, self.language, None), row(None, offline, None))
        self._area = QuietColumn(theme, self._slot, *below)
        self.setLayout(column(self._area))
        self.setAcceptDrops(True)
        self.opening = Opening(context, self)
        self.opening.began.connect(self._wait)
        self.opening.told.connect(self._tell)
        self.opening.started.connect(self._show_paper)
        self.opening.arrived.connect(self._arrive)

    def title(self) -> str:
        return self.page.heading

    def here(self) -> Place:
        return Place("start", part=LOST if self.page.is_of_loss else "")

    def enter(self, place: Place) -> None:
        if self.page.is_only_here:
            return  # what it shows is nowhere else
        if place.part == LOST:
            self.show_lost()
            return
        self._wanted = place.part
        self._show_what_fits()

    def refresh(self) -> None:
        """Go on, if the key was opened elsewhere: the window was locked while it asked for the passphrase."""
        if isinstance(self.page, Unlock) and self.context.identity is not None:
            self._go_on()

    # -- pages

    def _put(self, page: Page) -> None:
        former, self.page = self.page, page
        former.hide()
        self._slot.removeWidget(former)
        former.deleteLater()
        # In another language the window is made anew, and what this page shows is nowhere else.
        self.language.setVisible(not page.is_only_here)
        self._slot.addWidget(page)
        page.told.connect(self._area.to_top)
        self._area.to_top()
        order_focus(self)
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus()

    def _show_what_fits(self) -> None:
        """Show the page that comes next: the key is made, then opened, then there is a dossier to choose."""
        context = self.context
        if context.identity is not None:
            self._go_on()
        elif context.home.key_path.exists():
            self._show_unlock()
        else:
            from ui.screens.start_parts.first import First

            first = First(context)
            first.made.connect(self._key_made)
            first.lost.connect(self.show_from_paper)
            self._put(first)

    def _show_unlock(self) -> None:
        unlock = Unlock(self.context, self.context.say("start.unlock-heading"), self._unlock_words())
        unlock.opened.connect(self._key_opened)
        unlock.lost.connect(self.show_lost)
        self._put(unlock)

    def _unlock_words(self) -> str:
        if self._wanted and self._wanted != SAMPLE:
            return self.context.say("start.unlock-for-file", file=Path(self._wanted).name)
        return self.context.say("start.unlock-words")

    def _show_choose(self) -> None:
        from ui.screens.start_parts.choose import Choose

        choose = Choose(self.context)
        choose.wanted.connect(self.opening.work_in)
        choose.brought.connect(self.bring)
        choose.alone.connect(self.show_alone)
        choose.team.connect(self.show_with_team)
        choose.sample.connect(self.opening.sample)
        choose.card.connect(self.show_card)
        choose.lost.connect(self.show_lost)
        choose.left.connect(self._leave)
        self._put(choose)

    def show_alone(self) -> None:
        """Show the page on which a round of one's own is begun."""
        from ui.screens.start_parts.alone import Alone

        alone = Alone(self.context)
        alone.asked.connect(self._begin)
        alone.left.connect(self._show_choose)
        self._put(alone)

    def show_with_team(self) -> None:
        """Show the page on which a round for a team is begun."""
        from ui.screens.start_parts.with_team import WithTeam

        page = WithTeam(self.context)
        page.asked.connect(partial(self._begin, for_team=True))
        page.asked_with.connect(self._begin_with)
        page.left.connect(self._show_choose)
        self._put(page)

    def show_card(self) -> None:
        """Show what the lead needs of this key."""
        assert self.context.identity is not None
        self._show_card(self.context.identity, "card")

    def _show_card(self, identity: Identity, kind: str) -> None:
        from ui.screens.start_parts.key_card import KeyCard

        say = self.context.say
        card = KeyCard(self.context, identity, say(f"start.{kind}-heading"), say(f"start.{kind}-intro"))
        card.left.connect(self._show_what_fits)
        self._put(card)

    def _show_paper(self, started: Started) -> None:
        from ui.screens.start_parts.alone import Paper

        paper = Paper(self.context, started, self._title)
        paper.kept.connect(self._paper_kept)
        self._put(paper)

    def show_lost(self) -> None:
        """Show what to do when a key, a passphrase or a machine is lost."""
        from ui.screens.start_parts.lost import Lost

        lost = Lost(self.context)
        lost.new_key.connect(self.show_new_key)
        lost.from_paper.connect(self.show_from_paper)
        lost.restore.connect(self._restore)
        lost.left.connect(self._leave)
        self._put(lost)

    def show_new_key(self) -> None:
        """Show the page on which a new key takes the place of the old one."""
        self._show_remake(on_paper=False)

    def show_from_paper(self) -> None:
        """Show the page on which a key is typed from paper."""
        self._show_remake(on_paper=True)

    def _show_remake(self, *, on_paper: bool) -> None:
        from ui.screens.start_parts.lost import Remake

        remake = Remake(self.context, on_paper=on_paper)
        remake.made.connect(self._key_made_again)
        remake.left.connect(self.show_lost)
        self._put(remake)

    # -- what comes of them

    def _key_made(self, identity: Identity) -> None:
        self.context.identity = identity
        self._show_card(identity, "made")

    def _key_made_again(self, identity: Identity) -> None:
        """Go on with another key: what is open was opened with the former one."""
        if self.context.now_shown is not None:
            self.context.bridge.close_dossier()
        self.context.identity = identity
        self._show_card(identity, "made-again")

    def _key_opened(self, identity: Identity) -> None:
        self.context.identity = identity
        self._go_on()

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, ""
        self.context.at = Place("start")
        self._show_choose()
        if wanted == SAMPLE:
            self.opening.sample()
        elif wanted:
            self.opening.bring(Path(wanted))

    def _leave(self) -> None:
        if self.context.now_shown is not None:
            self.actions_of_window.action("back").trigger()
        else:
            self._show_what_fits()

    def bring(self, file: str | Path) -> None:
        """Open a file that was chosen, dropped or double-clicked."""
        self.opening.bring(Path(file))

    def _begin(self, title: str, office: str, *, for_team: bool = False) -> None:
        self._title, self._is_for_team = title, for_team
        self.opening.begin(title, office)

    def _begin_with(self, title: str, office: str, deputy: Card, name: str) -> None:
        self._is_for_team = True
        self.opening.begin_with(title, office, deputy, name)

    def _paper_kept(self, started: Started) -> None:
        self._show_choose()
        self.opening.work_in(started.path)

    def _restore(self, copy: Path) -> None:
        if self.context.identity is None:
            say = self.context.say
            self.page.tell(say("lost.unlock-first"), ((say("start.unlock"), self._show_what_fits),))
        else:
            self.opening.restore(copy)

    def _wait(self, words: str) -> None:
        self.page.wait(words)

    def _tell(self, words: str, offers: tuple[Offer, ...]) -> None:
        self._is_for_team = False
        self.page.tell(words, offers)

    def _arrive(self, published: Published) -> None:
        """Go where the person was in this dossier, and say so if its roster does not know their key."""
        self.page.ready()
        for_team, self._is_for_team = self._is_for_team, False
        go_on_in(self.context, published, for_team=for_team)

    # -- files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = self._dropped(event)
        if file is not None:
            event.acceptProposedAction()
            self.bring(file)

    def _dropped(self, event: QDropEvent) -> Path | None:
        """Return the first file of ours that is dropped where a dossier may be chosen."""
        if not self.page.takes_files or not self.page.form.isEnabled():
            return None
        files = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        return next((file for file in files if file.suffix in _FILES), None)
