"""Ghi nhận: where an inspector answers, one key for each item, and always sees what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QInputDialog, QStackedWidget, QWidget

from inspector.commands.answering import Answer
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import Comment, Flag, OpenVisit
from inspector.journal.bodies import Observed
from inspector.journal.entry import VisitId
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Value
from inspector.projection.judgement import is_approved, judgement_of
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.text import civil_date, tidy
from ui.actions import Actions
from ui.bridge import Published
from ui.context import Context, Place
from ui.job import Job
from ui.screens.capture_parts.bringing import Bringing
from ui.screens.capture_parts.detail import Detail
from ui.screens.capture_parts.footing import Footing
from ui.screens.capture_parts.listing import Listing
from ui.screens.capture_parts.menus import more_menu, phrase_menu
from ui.screens.capture_parts.phase import CovertPhase
from ui.screens.capture_parts.previous import Memory, WholePrevious
from ui.screens.capture_parts.sending import Sending
from ui.screens.capture_parts.side import SidePane
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.notices import Empty
from ui.widgets.text import UNBOUNDED, column, held, row
from ui.window import NARROW
from ui.work.capturing import Sheet, is_excused, next_gap, next_unanswered, own_answer, settled, sheet
from ui.work.home import local_now
from ui.work.phrases import phrases_for
from ui.work.remarks import remarks_of
from ui.work.stages import heading
from ui.work.steps import step_words

LIST_WIDTH = 400
_TIGHT = 700
"""Pixels at 100 % below which the acts above the item show their icons alone: a word that is cut tells nothing."""
WIDE = 1500
"""From this width of the screen on, what is missing is listed beside the item."""


class Capture(Screen):
    """Shows one item of one visit. What is typed is on disk before anything says so."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._visit: VisitId | None = None
        self._item: str | None = None
        self._sheet: Sheet | None = None
        self._shown: Published | None = None
        """What the item was shown from last, or could have been: it told nothing new of it."""
        self._checklist: Checklist | None = None
        self.covert = CovertPhase(context, self)
        self.sending = Sending(context, self)
        self.drafts = self.sending.drafts
        self.memory = Memory(context)
        self._build()
        self._connect()

    # -- made once

    def _build(self) -> None:
        context, say = self.context, self.context.say
        self.listing = Listing(context)
        self.detail = Detail(context)
        form = QWidget()
        self._form = QHBoxLayout(form)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(0)
        self._form.addWidget(self.listing)
        self._form.addWidget(self.detail, 1)
        self.side = SidePane(context)
        self._form.addWidget(self.side)
        self._empty = Empty(context.theme, "clipboard-list", "")
        self._begin = self._empty.add_action(say("capture.begin"), self._open_visit, primary=True, icon="player-play")
        self._home = self._empty.add_action(say("capture.to-home"), partial(context.go, "home"), primary=False)
        self._home.setAccessibleDescription("Ctrl+1")
        empty = held(column(None, row(None, self._empty, None), None))
        self._stack = QStackedWidget()
        for page in (empty, form, self.covert.neutral):
            self._stack.addWidget(page)
        self.setLayout(column(self._stack))
        self._foot = Footing(context)
        self._top = self._make_top()

    def _make_top(self) -> QWidget:
        theme, say = self.context.theme, self.context.say
        self._drawer = Button(theme, say("capture.list"), "plain", "list-check", height=32)
        self._drawer.clicked.connect(self._toggle_drawer)
        self._previous = previous = Button(theme, say("capture.previous"), "plain", "history", "F10", height=32)
        previous.clicked.connect(self._show_previous)
        self._omni = omni = Button(theme, say("capture.go-to"), "plain", "search", "Ctrl+K", height=32)
        omni.clicked.connect(self.actions_of_window.action("omni").trigger)
        more = Button(theme, "", "plain", "dots-vertical", name=say("capture.more-acts"), height=32)
        more.clicked.connect(self._show_more)
        self._more = more
        self._drawer.hide()
        return held(row(self.covert.pill, self.covert.reveal, self._drawer, previous, omni, more, gap=12))

    def _connect(self) -> None:
        detail, items = self.detail, self.listing.items
        items.gone_to.connect(self._go_to)
        items.digit.connect(self._digit)
        items.clicked.connect(self._close_drawer)
        items.chosen.connect(self._close_drawer)
        self.side.gone_to.connect(self._go_from_side)
        detail.answers.digit.connect(self._digit)
        items.cleared.connect(self._withdraw)
        items.evidence.connect(self._open_evidence)
        items.note.connect(self._focus_note)
        items.flag.connect(self._flag)
        detail.answers.given.connect(self._given)
        detail.answers.excused.connect(self._ask_reason)
        detail.answers.typed.connect(self._keep_typed)
        detail.answers.left.connect(self._focus_list)
        detail.reason.given.connect(self._reason_given)
        detail.reason.closed.connect(self._focus_list)
        detail.note.flushed.connect(self._note_flushed)
        detail.note.left.connect(self._focus_list)
        detail.note.image_pasted.connect(detail.photos.take)
        detail.flag_asked.connect(self._flag)
        detail.cannot_check.connect(partial(self._ask_reason, NOT_VERIFIABLE))
        detail.phrases_asked.connect(self._show_phrases)
        detail.next_asked.connect(partial(items.step, True))
        detail.previous_asked.connect(partial(items.step, False))
        detail.advance_changed.connect(self._advance_changed)
        detail.amend_asked.connect(self._amend)
        detail.reply_asked.connect(self._reply)
        detail.previous.whole_asked.connect(self._show_previous)
        detail.photos.opened.connect(self._open_photo)
        detail.photos.tray_asked.connect(self._open_tray)
        self.bringing = Bringing(self.context, self, detail.photos, self._where, self._undo)
        detail.findings.photo_asked.connect(self.bringing.add_to_finding)
        self.memory.known.connect(self._show_band)
        self.covert.turned.connect(self._turn)
        self._foot.gap_asked.connect(self._next_gap)
        self._foot.review_asked.connect(self._review)
        for name, call in {
            "undo": self._undo,
            "redo": self._redo,
            "find": self._focus_search,
            "note": self._focus_note,
            "law": detail.toggle_law,
            "auto-advance": detail.advance.toggle,
            "next-gap": self._next_gap,
            "previous-gap": self._former_gap,
            "camera": self.bringing.take_photo,
            "add-photos": detail.photos.choose,
            "paste": self.bringing.paste,
            "previous-visit": self._show_previous,
            "phrases": self._show_phrases,
            "flag": self._flag,
            "quick-note": self._quick_note,
        }.items():
            self.actions_of_window.action(name).triggered.connect(partial(self._if_here, call))
        for mark, keys in ((NOT_APPLICABLE, "Ctrl+0"), (NOT_VERIFIABLE, "Ctrl+9")):
            action = QAction(self.context.say(f"answer.{mark}"), self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._ask_reason, mark))
            self.addAction(action)

    def _if_here(self, call: Callable[[], object], *_: object) -> None:
        """Do something that a key of the window asked for, if it is this screen that is seen."""
        if self.isVisible():
            call()

    # -- what the window asks

    def title(self) -> str:
        if self._is_neutral:
            return self.context.say("covert.title")
        return heading(self._view.unit.name) if self._visit is not None else self.context.say("rail.capture")

    def caption(self) -> str:
        if self._visit is None or self._is_neutral:
            return ""
        say, visit = self.context.say, self._view
        parts = [say("capture.one-stop")]
        if visit.opened:
            first = visit.opened[0]
            parts.append(say("capture.announced" if first.announced else "capture.unannounced"))
            began = datetime.fromisoformat(first.started)
            parts.append(f"{civil_date(began.date().isoformat())} {began:%H:%M}")
        if self._checklist is not None:
            parts.append(say("capture.checklist", version=self._checklist.version))
        return " · ".join(parts)

    def top(self) -> QWidget:
        return self._top

    def foot(self) -> QWidget:
        return self._foot

    def enter(self, place: Place) -> None:
        visit = place.visit or self._visit or self._visit_at_hand()
        if visit not in (None, self._visit):
            self._sheet = None
            self._item = None
        self._visit = visit
        self.refresh()
        if self._sheet is None:
            (self._begin if self._begin.isVisibleTo(self) else self._home).setFocus()
            return
        there = {line.item.id for line in self._sheet.rows}  # a place may be remembered from another checklist
        known = place.item if place.item in there else self._item if self._item in there else None
        wanted = known or next_unanswered(self._sheet, "") or self._sheet.rows[0].item.id
        if not self.listing.model.row_of(wanted).isValid():
            self.listing.show_all()
        self.listing.items.go(wanted)
        self._go_to(wanted)  # the list says nothing where it stood at this item already, in another visit
        if place.part == "note":
            self._focus_note()
        elif self._is_neutral:
            self.covert.neutral.setFocus()
        else:
            self._focus_list()

    def leave(self) -> None:
        self.detail.answers.flush()
        self.detail.note.flush()
        self.detail.findings.flush()

    def here(self) -> Place:
        return Place("capture", self._visit, self._item)

    def keys(self) -> list[tuple[str, str]]:
        say = self.context.say
        return [
            (keys, say(f"capture.key-{name}"))
            for keys, name in (
                ("1 2 3", "answer"), ("0 · Ctrl+0", "na"), ("9 · Ctrl+9", "nv"), ("↑ ↓ Enter", "move"),
                ("Space", "evidence"), ("Num +", "note"), ("Num *", "flag"), ("Num −", "clear"), ("Esc", "list"),
            )
        ]  # fmt: skip

    def refresh(self) -> None:
        if self.context.now_shown is None or self._visit is None:
            self._show_empty("capture.no-visit", can_begin=False)
            return
        visit = self.context.shown.view.visit_of(self._visit)
        if visit is None:
            self._visit = None
            self._show_empty("capture.no-visit", can_begin=False)
            return
        self._visit = visit.id
        self._checklist = self.context.shown.checklists.get(visit.checklist or "")
        if self._checklist is None:
            self._show_empty("capture.no-checklist", can_begin=False)
        elif not visit.opened:
            self._show_empty("capture.not-begun", can_begin=True)
        else:
            self._show_visit(visit, self._checklist)

    # -- shown

    @property
    def _view(self) -> VisitView:
        assert self._visit is not None
        return self.context.shown.view.visits[self._visit]

    @property
    def _is_neutral(self) -> bool:
        return self._stack.currentWidget() is self.covert.neutral

    @property
    def is_read_only(self) -> bool:
        """Tell whether nothing can be said about the visit: it is sealed and nobody adds to it, or it is approved."""
        visit = self._view
        return visit.is_void or is_approved(visit) or (visit.is_sealed and self._visit not in self.context.amending)

    def _visit_at_hand(self) -> VisitId | None:
        """Return the newest visit that is under way, if nobody named one."""
        if self.context.now_shown is None:
            return None
        under_way = [visit for visit in self.context.shown.view.visits.values() if visit.opened and not visit.is_sealed]
        return max(under_way, key=lambda visit: visit.opened[-1].started).id if under_way else None

    def is_discreet(self) -> bool:
        return self.fills_window

    def _show_empty(self, key: str, *, can_begin: bool) -> None:
        self._sheet = None
        self.fills_window = False
        self._empty.words.setText(self.context.say(key))
        self._begin.setVisible(can_begin)
        self._stack.setCurrentIndex(0)
        self._foot.hide_counts()
        self.covert.hide()

    def _show_visit(self, visit: VisitView, checklist: Checklist) -> None:
        self.fills_window = self.covert.follow(visit)
        self._stack.setCurrentIndex(2 if self.fills_window else 1)
        self._sheet = sheet(visit, checklist, self.context.language)
        self.listing.show_sheet(self._sheet, checklist)
        self._foot.show_sheet(self._sheet, is_sealed=visit.is_sealed)
        if self.side.isVisibleTo(self):
            self.side.show_sheet(self._sheet)
        is_news, self._shown = self._shown is not self.context.shown, self.context.shown
        if self._item is not None:
            if not (is_news and self._shown.is_about_others(self._item)):
                self._show_item(self._item)
            self.listing.items.go(self._item)

    def _show_item(self, item_id: str) -> None:
        assert self._sheet is not None
        assert self._checklist is not None
        line = self._sheet.row(item_id)
        if line is None or self._visit is None:
            return
        language, judged = self.context.language, judgement_of(self._view)
        titles = {group.code: group.title.say(language) for group in self._checklist.groups}
        self.detail.show_item(
            self._visit,
            self._sheet,
            line,
            titles.get(line.item.group, ""),
            self._own(item_id) or (settled(self._view.result(item_id)) if self.is_read_only else None),
            self._view.result(item_id),
            drafts=(self.drafts.text((self._visit, item_id)), self.drafts.text((self._visit, f"{item_id}#value"))),
            read_only=self.is_read_only,
            is_sealed=self._view.is_sealed or (judged is not None and judged.value == "approved"),
            judged=judged,
            remarks=[one for one in remarks_of(self._view) if one.item == item_id],
        )
        self._show_band(self._visit)

    def _show_band(self, visit: str) -> None:
        if visit == self._visit and self._item is not None and self._checklist is not None:
            self.detail.previous.show_item(self.memory.of(visit), self._asked)

    @property
    def _asked(self) -> Item:
        assert self._checklist is not None
        assert self._item is not None
        return self._checklist.item(self._item)

    def _own(self, item: str) -> Observed | None:
        """Return what this person said last of an item, whether or not it is on disk."""
        shown = self.context.shown
        said = self.sending.said(self._view.id, item)
        if isinstance(said, Answer):
            checklist = self._view.checklist or ""
            return Observed(value=said.value, checklist=checklist, note=said.note, reason=said.reason)
        if said is not None:
            return None
        return own_answer(shown.view, self._view, item, shown.me)

    def _go_to(self, item: str) -> None:
        if item == self._item or self._sheet is None:
            return
        if self._item is not None:
            self.leave()
        self._item = item
        self._show_item(item)
        self.context.remember(self.here())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _has_drawer(self) -> bool:
        """Tell whether the list stands in the item's place, not beside it: there is no room for both."""
        return self.width() * 100 < (NARROW - 88) * self.context.theme.percent

    def _fit(self) -> None:
        drawer, width = self._has_drawer, self.width()
        self._drawer.setVisible(drawer)
        is_tight = width * 100 < _TIGHT * self.context.theme.percent
        for button, key in ((self._previous, "capture.previous"), (self._omni, "capture.go-to")):
            button.spell_out(self.context.say(key), shown=not is_tight)
        self._foot.fit()
        self.listing.setMinimumWidth(0 if drawer else LIST_WIDTH if width >= 1190 else 360)
        self.listing.setMaximumWidth(UNBOUNDED if drawer else self.listing.minimumWidth())
        self.listing.items.stands_alone = drawer
        had_focus = self.listing.isAncestorOf(QApplication.focusWidget() or self)
        self.listing.setVisible(not drawer)
        self.detail.show()
        self.side.setVisible(width >= WIDE)
        if width >= WIDE and self._sheet is not None:
            self.side.show_sheet(self._sheet)
        if had_focus:
            self._focus_list()

    def _toggle_drawer(self) -> None:
        self._show_drawer(self.listing.isHidden())

    def _show_drawer(self, shown: bool) -> None:
        if self._has_drawer:
            self.listing.setVisible(shown)
            self.detail.setVisible(not shown)
            self._focus_list()

    def _close_drawer(self) -> None:
        self._show_drawer(False)

    # -- said

    def _digit(self, digit: str) -> None:
        if self._item is None or self.is_read_only:
            self._say_read_only()
            return
        if self.detail.answers.begin(digit):
            return
        if self._asked.answer == "text":
            self.detail.answers.take_focus()
        elif digit in ("0", "9"):
            self._ask_reason(NOT_APPLICABLE if digit == "0" else NOT_VERIFIABLE)
        elif (mark := self.detail.answers.mark_of(digit)) is not None:
            self._given(mark, True)
        else:
            self.context.toast(self.context.say("capture.no-such-answer", digit=digit, code=self._asked.code))

    def _say_read_only(self) -> None:
        if self._item is not None:
            self.context.toast(self.context.say("capture.sealed"))

    def _given(self, value: Value, go_on: bool) -> None:
        assert self._item is not None
        own = self._own(self._item)
        reason = own.reason if own is not None and own.value == value and is_excused(value) else ""
        saving = self._answer(value, reason)
        self.context.bridge.give_way(saving)
        if go_on:
            self._advance()
        self.context.bridge.linger(saving)

    def _answer(self, value: Value, reason: str) -> Job:
        assert self._visit is not None
        assert self._item is not None
        return self.sending.answer(self._visit, self._item, value, self.detail.note.text, reason)

    def _advance(self) -> None:
        assert self._sheet is not None
        assert self._visit is not None
        assert self._item is not None
        if self.context.preferences.auto_advance:
            to = next_unanswered(self._sheet, self._item, self.sending.waiting(self._visit))
            if to is not None:
                self.listing.items.go(to)
        self._focus_list()

    def _ask_reason(self, mark: str) -> None:
        if self._item is None or self.is_read_only:
            self._say_read_only()
            return
        own = self._own(self._item)
        before = own.reason if own is not None and own.value == mark else ""
        ready = phrases_for(self._asked, mark, self.context.preferences.phrases, self.context.language)
        self.detail.reason.ask(mark, self._asked.code, ready, before)

    def _reason_given(self, mark: str, reason: str) -> None:
        self._answer(mark, reason)
        self._advance()

    def _withdraw(self) -> None:
        if self._item is None or self._visit is None or self._own(self._item) is None or self.is_read_only:
            return
        say = self.context.say
        self.sending.withdraw(self._visit, self._item)
        self.context.toast(say("capture.withdrawn", code=self._asked.code), say("act.undo"), self._undo)

    def _note_flushed(self, text: str) -> None:
        if self._visit is None or self._item is None or self.is_read_only:
            return
        # Until the words are in an answer on disk they wait beside the dossier.
        self.sending.keep((self._visit, self._item), text)
        own = self._own(self._item)
        if own is not None and text != own.note:
            self.sending.answer(self._visit, self._item, own.value, text, own.reason)

    def _keep_typed(self, text: str) -> None:
        if self._visit is not None and self._item is not None:
            self.sending.keep((self._visit, f"{self._item}#value"), text)

    def _flag(self) -> None:
        if self._visit is None or self._item is None or self.is_read_only:
            return
        flagged = self._view.is_flagged(self._item, "review")
        self.context.bridge.submit(Flag(self._visit, self._item, "review", "out" if flagged else "in"))

    def _quick_note(self) -> None:
        """Write one line about the whole visit, without leaving the item."""
        if self._visit is None:
            return
        say = self.context.say
        text, done = QInputDialog.getText(self, say("act.quick-note"), say("capture.quick-note"))
        if done and tidy(text):
            self.context.bridge.submit(Comment(self._visit, (), tidy(text)))

    def _reply(self) -> None:
        """Answer in words what was remarked on the item."""
        if self._visit is None or self._item is None:
            return
        say = self.context.say
        text, done = QInputDialog.getText(self, say("remark.reply"), say("remark.reply-to", code=self._asked.code))
        if done and tidy(text):
            self.context.bridge.submit(Comment(self._visit, ("obs", self._item, ""), tidy(text)))

    def _undo(self) -> None:
        self._take_back(redo=False)

    def _redo(self) -> None:
        self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        if self._visit is None or self.context.at.screen != "capture":  # the page of a photo takes back its own
            return
        self.leave()
        shown = self.context.shown
        words = step_words(shown.view, self._visit, shown.me, self._checklist, self.context.language, redo=redo)
        job = self.context.bridge.submit(Redo(self._visit) if redo else Undo(self._visit))
        job.done.connect(partial(self._taken_back, words))

    def _taken_back(self, words: str, _: object) -> None:
        self.context.toast(words)

    # -- the visit

    def _open_visit(self) -> None:
        assert self._visit is not None
        job = self.context.bridge.submit(OpenVisit(self._visit, local_now(self.context.sources)))
        job.done.connect(partial(self._begun, self._visit))

    def _begun(self, visit: VisitId, _: object) -> None:
        """Stand on the first item, ready for its key."""
        if visit == self._visit and self.isVisible():
            self.enter(self.here())

    def _amend(self) -> None:
        assert self._visit is not None
        self.context.amending.add(self._visit)
        self.refresh()

    def _turn(self) -> None:
        """Show the page of notes instead of the form, or the form instead of it."""
        self.refresh()
        self.context.changed.emit()
        if self._is_neutral:
            self.covert.neutral.setFocus()
        else:
            self._focus_list()

    def _review(self) -> None:
        self.context.go("review", visit=self._visit)

    # -- photos

    def _open_evidence(self) -> None:
        self.detail.photos.open_current()

    def _open_photo(self, photo: str) -> None:
        self.context.go("photo", visit=self._visit, item=self._item, photo=photo)

    def _where(self) -> tuple[VisitId, str | None] | None:
        """Return where photos go that are brought now."""
        return None if self._visit is None or self.is_read_only else (self._visit, self._item)

    def _open_tray(self) -> None:
        self.context.go("photo", visit=self._visit, part="tray")

    # -- moving about

    def _next_gap(self) -> None:
        self._to_gap(forward=True)

    def _former_gap(self) -> None:
        self._to_gap(forward=False)

    def _to_gap(self, *, forward: bool) -> None:
        if self._sheet is None:
            return
        to = next_gap(self._sheet, self._item or "", forward=forward)
        if to is None:
            self.context.toast(self.context.say("capture.no-gap"))
            return
        if not self.listing.model.row_of(to).isValid():
            self.listing.show_all()
        self.listing.items.go(to)
        self._focus_list()

    def _focus_list(self) -> None:
        if self.listing.isHidden():
            self.detail.answers.take_focus()
        else:
            self.listing.items.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_from_side(self, item: str) -> None:
        self.listing.show_all()
        self.listing.items.go(item)
        self._focus_list()

    def _focus_search(self) -> None:
        self._show_drawer(True)
        self.listing.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.listing.search.selectAll()

    def _focus_note(self) -> None:
        note = self.detail.note
        note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = note.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        note.setTextCursor(cursor)

    def _advance_changed(self, on: bool) -> None:
        self.context.prefer(auto_advance=on)

    def _show_phrases(self) -> None:
        if self._item is None or self.is_read_only:
            return
        own = self._own(self._item)
        value = own.value if own is not None else None
        ready = phrases_for(self._asked, value, self.context.preferences.phrases, self.context.language)
        note = self.detail.note
        menu = phrase_menu(self, ready, self.context.say("capture.no-phrases"), self._insert)
        menu.popup(note.mapToGlobal(note.cursorRect().bottomLeft()))

    def _insert(self, words: str) -> None:
        self._focus_note()
        self.detail.note.put(words)
        self.detail.note.flush()

    def _show_previous(self) -> None:
        if self._visit is not None and self._checklist is not None:
            WholePrevious(self.context, self.memory.of(self._visit), self._checklist, self).open()

    def _show_more(self) -> None:
        more_menu(self, self.actions_of_window).popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
