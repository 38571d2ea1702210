"""The overview: units by items as tiles, what stands behind each, who falls short most, how far the plan is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from inspector.projection.photos import Photo
from inspector.projection.visit import State, VisitView
from inspector.synthesis.matrix import Cell
from inspector.synthesis.shares import failing
from ui.actions import Actions
from ui.context import Context, Place
from ui.models.matrix import FIRST
from ui.screens.overview_parts.exporting import Exports
from ui.screens.overview_parts.gathering import Gathering, Sight
from ui.screens.overview_parts.league import Place as Ranked
from ui.screens.overview_parts.page import Page, centred
from ui.screens.overview_parts.passage import Passage
from ui.screens.overview_parts.sheet import Sheet
from ui.screens.overview_parts.skeleton import Skeleton
from ui.screens.overview_parts.toolbar import PARTS
from ui.screens.overview_parts.wording import Words
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.notices import Empty
from ui.widgets.text import Label, column, held, row
from ui.work.faces import Choice, Table, arranged

_LATE_MS: Final = 300
_FOLLOW_MS: Final = 100
"""After so many milliseconds on a field the pane shows it: whoever runs over fields waits for none of them."""


_ROOMY: Final = 1024
"""Below this width of the window, in pixels at 100 %, the foot bar has no room for a number that the table shows too."""


class Overview(Screen):
    """Shows the sight of the round that is gathered beside the window; it computes nothing itself."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self.sight: Sight | None = None
        self._words = Words(context)
        self._held: tuple[str, str] | None = None
        """The visit and the item that somebody asked for, until they are shown."""
        self.gathering = Gathering(context, self)
        self.gathering.gathered.connect(self._take)
        self.gathering.refused.connect(self._refuse)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._show_working)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_field)
        self._build()
        self._tell_chosen()

    # -- how it is laid out

    def _build(self) -> None:
        self.page = Page(self.context)
        self.toolbar, self.table, self.cell, self.league = (
            self.page.toolbar, self.page.table, self.page.cell, self.page.league,
        )  # fmt: skip
        self._connect()
        self._top = self._top_part()
        self._foot = self._foot_part()
        self.empty = self._empty_part()
        self.trouble = Empty(self.context.theme, "alert-triangle", "")
        self.working = Skeleton(self.context)
        self._stack = QStackedWidget()
        for page in (self.page, centred(self.empty), centred(self.trouble), self.working, QWidget()):
            self._stack.addWidget(page)
        self._stack.setCurrentIndex(_BLANK)
        self.setLayout(column(self._stack))

    def _connect(self) -> None:
        self.toolbar.chosen.connect(self._arrange)
        self.table.moved.connect(self._follow.start)
        self.table.chosen.connect(self._tell_chosen)
        self.table.opened.connect(self._open)
        self.page.nothing.add_action(self.context.say("overview.show-all"), self._show_all, primary=False)
        self.cell.stepped.connect(self._step)
        self.cell.open_wanted.connect(self._open)
        self.cell.decide_wanted.connect(self._decide)
        self.cell.photo_wanted.connect(self._open_photo)
        self.league.asked.connect(self._go_to)

    def _top_part(self) -> QWidget:
        self.export = Button(self.context.theme, self.context.say("overview.export"), "plain", "package-export")
        self.exports = Exports(self.context, self.export, self._sheet)
        self.export.clicked.connect(self._export)
        return held(row(self.export))

    def _foot_part(self) -> QWidget:
        self.chosen = Label(self.context.theme, "", 14, "text2")
        self.passage = Button(self.context.theme, self.context.say("overview.read-passage"), "plain", "file-text")
        self.passage.clicked.connect(self._read_passage)
        return held(row(self.chosen, self.passage, gap=16))

    def _empty_part(self) -> Empty:
        say = self.context.say
        empty = Empty(self.context.theme, "layout-grid", say("overview.empty"))
        empty.add_action(say("overview.empty.merge"), self._to_merge, primary=True, icon="arrow-merge")
        empty.add_action(say("overview.empty.home"), self._to_home, primary=False)
        empty.setMinimumWidth(self.context.theme.px(480))
        return empty

    # -- what the window asks

    def title(self) -> str:
        return self.context.say("rail.overview")

    def caption(self) -> str:
        if self.context.now_shown is None or self.sight is None:
            return ""
        lines = self.sight.seen.lines
        districts = {line.district for line in lines if line.district}
        key = "overview.caption.districts" if districts else "overview.caption.one"
        title = self.context.shown.view.title
        return self.context.say(key, title=title, units=len(lines), districts=len(districts))

    def top(self) -> QWidget:
        return self._top

    def foot(self) -> QWidget:
        return self._foot

    def keys(self) -> list[tuple[str, str]]:
        say = self.context.say
        return [
            ("↑ ↓ ← →", say("overview.key.arrows")),
            ("Enter", say("overview.key.open")),
            ("Ctrl+Space", say("overview.key.choose")),
        ]

    def enter(self, place: Place) -> None:
        self._held = (place.visit, place.item) if place.visit and place.item else None
        if place.part in PARTS:
            self.toolbar.go(place.part)
        self.refresh()
        self._find_held()
        (self.toolbar.modes if self.toolbar.is_agreement else self.table.fields).setFocus()

    def here(self) -> Place:
        """Return the visit and the item of the current field, so that going back finds it."""
        at = self.table.current
        visit = self._visit_at()
        is_item = at is not None and self.toolbar.choice.mode == "item"
        item = at[1] if at and is_item else None
        return Place("overview", visit=visit.id if visit else None, item=item, part=self.toolbar.part)

    def refresh(self) -> None:
        if self.context.now_shown is not None and self.gathering.gather(self.context.shown):
            self._late.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_chosen()

    # -- what is gathered

    @Slot(object)
    def _take(self, sight: Sight) -> None:
        self._late.stop()
        is_first = self.sight is None
        self.sight = sight
        self._stack.setCurrentIndex(_CONTENT)
        self.page.coverage.show_coverage(sight.seen)
        self._arrange()
        if is_first and self._held is None:
            self._begin_at_worst()
        self._find_held()
        self.context.changed.emit()

    @Slot(object)
    def _refuse(self, error: KnownError) -> None:
        self._late.stop()
        self.sight = None
        self._tell_chosen()
        if error.key == "synthesis.nothing":
            self._stack.setCurrentIndex(_EMPTY)
            return
        words = self.context.say("overview.trouble")
        self.trouble.words.setText(f"{words}\n{self.context.word(error)}")
        self._stack.setCurrentIndex(_TROUBLE)

    def _show_working(self) -> None:
        if self.sight is None:
            self._stack.setCurrentIndex(_WORKING)

    @Slot()
    def _arrange(self) -> None:
        """Show the table as it is chosen."""
        if self.sight is None:
            return
        self.page.show_agreement(shown=self.toolbar.is_agreement)
        if self.toolbar.is_agreement:
            self.page.agreement.show_view(self.context.shown.view, self.context.shown.checklists)
            self._tell_chosen()
            return
        seen, choice = self.sight.seen, self.toolbar.choice
        self._words = Words(self.context, seen, choice.order)
        table = arranged(seen, self.sight.faces[choice.mode], choice)
        self.table.show_table(table, choice, self._words.wording(), self._foot_words())
        self.page.legend.show_table(table, self._words)
        self.page.show_nothing(
            "no-rows" if choice.only_repeated else "all-met", shown=not (table.lines and table.columns)
        )
        self.league.show_ranking(seen, self._words)
        self._tell_notes(choice, table)
        self._show_field()

    def _foot_words(self) -> str:
        return self.context.say("overview.foot.item" if self.toolbar.choice.mode == "item" else "overview.foot.group")

    def _tell_notes(self, choice: Choice, table: Table) -> None:
        assert self.sight is not None
        say, problems = self.context.say, self.sight.seen.problems
        told = []
        if choice.mode == "round" and len(table.columns) < 2:
            told.append(say("overview.one-round"))
        if choice.mode == "round" and problems:
            why = say(problems[0].key, **dict(problems[0].params))
            told.append(say("overview.some-unread", count=len(problems), why=why))
        self.page.note.tell("\n".join(told))
        self.page.noted.setVisible(bool(told))

    # -- the current field

    def _begin_at_worst(self) -> None:
        """Begin where most units fall short."""
        assert self.sight is not None
        for ranked in self.sight.seen.ranking[:1]:
            self.table.go(ranked.share.told[0].unit.number, ranked.item.id)

    def _find_held(self) -> None:
        if self._held is not None and self.sight is not None:
            visit, item = self._held
            self._held = None
            unit = next(
                (u for u in self.sight.seen.synthesis.matrix.units if any(v.id == visit for v in u.visits)), None
            )
            if unit is not None:
                self.table.go(unit.number, item)

    @Slot()
    def _show_field(self) -> None:
        self._follow.stop()
        named = self.table.model.named(self.table.fields.currentIndex())
        self.cell.setVisible(named is not None)
        if named is not None and self.sight is not None:
            line, of = named
            at = self.table.fields.currentIndex()
            self.cell.show_field(self.sight.seen, self._words, line, of, self.table.model.field(at.row(), at.column()))
            self.league.mark(of.key, line.unit.number)
        self._tell_chosen()

    def _cells_of_item(self) -> tuple[Cell, ...]:
        """Return the cells of the item in whose column the current field is; none where it is no item."""
        at = self.table.current
        if self.sight is None or at is None or self.toolbar.is_agreement:
            return ()
        return self.sight.seen.synthesis.matrix.columns.get(at[1], ())

    @Slot()
    def _tell_chosen(self) -> None:
        """Say how many units fail the current item, of those chosen or of all."""
        cells = self._cells_of_item()
        self.chosen.setVisible(bool(cells) and self.window().width() >= self.context.theme.px(_ROOMY))
        self.passage.setVisible(bool(cells))
        if not cells:
            return
        column = self.table.fields.currentIndex().column()
        rows = self.table.chosen_rows(column)
        code = self.table.model.table.columns[column - FIRST].code
        if rows:
            failed = sum(self.table.model.field(n, column).failed for n in rows)
            self.chosen.setText(self.context.say("overview.selected", count=failed, code=code))
        else:
            share = failing(cells)
            self.chosen.setText(self.context.say("overview.failing", k=share.k, n=share.n, code=code))

    def _visit_at(self) -> VisitView | None:
        """Return the visit to open from the current field: the last one that says anything of it."""
        named = self.table.model.named(self.table.fields.currentIndex())
        seen = self.sight.seen if self.sight is not None else None
        if named is None or seen is None or named[0].is_waiting or named[1].key in seen.earlier_rounds:
            return None
        visits = named[0].unit.visits
        asked = [visit for visit in visits if (named[1].key, "") in visit.results]
        return (asked or list(visits))[-1]

    # -- what a person asks

    @Slot(int)
    def _step(self, rows: int) -> None:
        self.table.step(rows)

    @Slot()
    def _open(self) -> None:
        visit, at = self._visit_at(), self.table.current
        if visit is not None and at is not None:
            self._go("capture", visit.id, at[1] if self.toolbar.choice.mode == "item" else None)

    @Slot()
    def _decide(self) -> None:
        at = self.table.current
        named = self.table.model.named(self.table.fields.currentIndex())
        if at is None or named is None:
            return
        for visit in named[0].unit.visits:
            result = visit.results.get((at[1], ""))
            if result is not None and result.state is State.CONTESTED:
                self.context.go("merge", visit=visit.id, item=at[1], part="decide")
                return

    def _go(self, screen: str, visit: VisitId, item: str | None) -> None:
        self.context.go(screen, visit=visit, item=item)  # type: ignore[arg-type]

    @Slot(object, object)
    def _open_photo(self, visit: VisitView, photo: Photo) -> None:
        self.context.go("photo", visit=visit.id, item=photo.items[0] if photo.items else None, photo=photo.id)

    @Slot(object)
    def _go_to(self, place: Ranked) -> None:
        """Go to the column of an item or the row of a unit that was chosen in the ranking."""
        at = self.table.current
        if at is not None:
            self.table.go(place.unit or at[0], place.key or at[1])
            self._show_field()

    def _show_all(self) -> None:
        self.toolbar.only_repeated.setChecked(False)
        self.toolbar.hide_met.setChecked(False)

    @Slot()
    def _read_passage(self) -> None:
        at = self.table.current
        if self.sight is not None and at is not None:
            Passage(self.context, self.sight.seen, at[1], self.window()).open()

    def _to_merge(self) -> None:
        self.context.go("merge")

    def _to_home(self) -> None:
        self.context.go("home")

    @Slot()
    def _export(self) -> None:
        """Offer what the round and its table can become."""
        table = self.table.model.table
        self.exports.offer(self.sight is not None and bool(table.lines and table.columns))

    def _sheet(self) -> Sheet:
        """Return the table as it is shown, to be drawn elsewhere."""
        return Sheet(self.table.model.table, self.toolbar.choice, self._words, self._foot_words())


_CONTENT, _EMPTY, _TROUBLE, _WORKING, _BLANK = range(5)
