"""Review and seal: what is missing, all answers once more, who was there; then the seal, or what comes after it."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.commands.undoing import Undo
from inspector.journal.entry import VisitId
from inspector.projection.judgement import is_approved
from inspector.projection.steps import last_step
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from ui.actions import Actions
from ui.context import Context, Place
from ui.screens.handing_over import HandOver
from ui.screens.minutes import MinutesDialog
from ui.screens.returning import ReturnDialog
from ui.screens.review_parts.answers_card import AnswersCard
from ui.screens.review_parts.before import Before
from ui.screens.review_parts.covert_box import CovertBox
from ui.screens.review_parts.judging_box import JudgingBox
from ui.screens.review_parts.page import TwoColumns
from ui.screens.review_parts.seal_box import SealBox
from ui.screens.review_parts.sealed_box import SealedBox
from ui.screens.review_parts.summary import SummaryCard
from ui.screens.review_parts.where import WhereCard
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.notices import Banner, Empty, Icon, announce
from ui.widgets.text import Label, column, held, row
from ui.work.reviewing import Review as Found
from ui.work.reviewing import Row, review
from ui.work.sealing import SealedVisit, awaits_decision
from ui.work.steps import step_words


class Review(Screen):
    """One visit before and after its seal."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._visit_id: VisitId | None = None
        self._found: Found | None = None
        self._dialog: QWidget | None = None
        self.before = Before(context)
        self.before.found.connect(self._refresh_here)
        self._build()
        self._connect()

    # -- parts

    def _build(self) -> None:
        theme, say = self.context.theme, self.context.say
        self.summary = SummaryCard(self.context)
        self.amending = Banner(theme, "info", "info-circle", say("review.amending"))
        self.answers = AnswersCard(self.context)
        self.where = WhereCard(self.context)
        self.covert_box, self.seal_box = CovertBox(self.context), SealBox(self.context)
        self.sealed_box, self.judging = SealedBox(self.context), JudgingBox(self.context)
        side = [self.sealed_box, self.where, self.covert_box, self.seal_box]
        self._page = TwoColumns(theme, [self.amending, self.summary, self.answers], side, self.judging)
        self.empty = Empty(theme, "clipboard-list", say("review.empty"))
        self.empty.add_action(say("review.to-home"), lambda: self.context.go("home"), primary=True, keys="Ctrl+1")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._page)
        self._stack.addWidget(held(column(None, row(None, self.empty, None), None, margins=(24, 24, 24, 24))))
        self.setLayout(column(self._stack))
        self._back = Button(theme, say("review.back"), "plain", "chevron-left", height=32)
        self._back.clicked.connect(self._to_capture)
        preview = Button(theme, say("review.preview"), "plain", "file-text", height=32)
        preview.clicked.connect(self.open_minutes)
        self._top = held(row(self._back, preview, gap=16))
        self._backup = Label(theme, "", 14, "text2")
        self._foot = held(row(Icon(theme, "usb", 18), self._backup))

    def _connect(self) -> None:
        self.summary.wanted.connect(self._go)
        self.answers.list.opened.connect(self._edit)
        self.answers.list.reached.connect(self._show_row)
        self.answers.filtered.connect(self._refresh_here)
        self._page.narrowed.connect(self._narrow)
        self._narrow(self._page.is_narrow)  # it was measured before anybody listened
        self.seal_box.blocked.connect(self._to_first)
        self.seal_box.postponed.connect(self._to_capture)
        self.seal_box.sealed.connect(self._sealed)
        self.sealed_box.handed_over.connect(self.open_hand_over)
        self.sealed_box.minutes.connect(self.open_minutes)
        self.sealed_box.amend.connect(self._amend)
        self.judging.amend.connect(self._amend)
        self.judging.item_wanted.connect(self._edit)
        self.judging.returned.connect(self.open_return)
        self.judging.exported.connect(self.open_export)
        self.judging.judged.connect(self._judged)
        for name, call in {
            "seal": self._press_seal,
            "next-gap": self._next,
            "previous-gap": self._previous,
            "hand-over": self._hand_over_here,
            "undo": self._undo_judgement,
        }.items():
            self.actions_of_window.action(name).triggered.connect(call)

    # -- what the window asks

    def title(self) -> str:
        return self.context.say("review.title")

    def caption(self) -> str:
        visit = self.visit
        if visit is None:
            return ""
        words = self.context.say(
            "review.announced" if visit.opened and visit.opened[0].announced else "review.unannounced"
        )
        day = (
            f"{visit.opened[0].started[8:10]}/{visit.opened[0].started[5:7]}/{visit.opened[0].started[:4]}"
            if (visit.opened)
            else ""
        )
        return " · ".join(part for part in (visit.unit.name, words, day) if part)

    def top(self) -> QWidget:
        return self._top

    def foot(self) -> QWidget:
        return self._foot

    def enter(self, place: Place) -> None:
        self._visit_id = self._choose(place)
        self.refresh()
        if self.isVisible():
            self.summary.heading.setFocus()
        if place.part == "handover":
            self._hand_over(place.visit)
        elif place.part == "handover-all":
            self._hand_over(None)
        elif place.part == "minutes":
            self.open_minutes()

    def here(self) -> Place:
        return Place("review", visit=self._visit_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.summary.heading.setFocus()

    def keys(self) -> list[tuple[str, str]]:
        return [("Enter", self.context.say("review.key-enter"))]

    # -- what is shown

    @property
    def visit(self) -> VisitView | None:
        """The visit that is shown, as it stands now."""
        published = self.context.now_shown
        return None if published is None or self._visit_id is None else published.view.visit_of(self._visit_id)

    @property
    def checklist(self) -> Checklist | None:
        """The checklist in force for it, if it is here."""
        visit = self.visit
        if visit is None or visit.checklist is None:
            return None
        return self.context.shown.checklists.get(visit.checklist)

    @property
    def found(self) -> Found | None:
        """What was found in the review."""
        return self._found

    def _choose(self, place: Place) -> VisitId | None:
        """Return the visit that a place names, else the one last shown, else one that waits for its seal."""
        published = self.context.now_shown
        if published is None:
            return None
        visits = published.view.visits
        if place.visit is not None and published.view.visit_of(place.visit) is not None:
            return place.visit
        if self._visit_id is not None and self._visit_id in visits:
            return self._visit_id
        begun = [visit for visit in visits.values() if visit.opened and not visit.is_void]
        waiting = [visit for visit in begun if not visit.is_sealed]
        last = (waiting or begun)[-1:]
        return last[0].id if last else None

    def refresh(self) -> None:
        visit, checklist = self.visit, self.checklist
        self._stack.setCurrentIndex(0 if visit is not None and checklist is not None else 1)
        self._top.setVisible(visit is not None)
        self._tell_backup()
        if visit is None or checklist is None:
            self.empty.words.setText(self.context.say("review.empty" if visit is None else "review.no-checklist"))
            return
        self._found = review(visit, checklist, self.before.of(visit))
        amends = visit.id in self.context.amending
        stands = is_approved(visit)  # an approved visit is looked at, whatever was added to it elsewhere
        is_sealed = stands or (visit.is_sealed and not amends)
        self.amending.setVisible(amends and not stands)
        self.summary.setVisible(not is_sealed)
        self.summary.show_review(self._found, checklist)
        self.where.show_visit(visit, checklist)
        self.answers.show_visit(visit, checklist, is_sealed=is_sealed)
        awaits = awaits_decision(visit) and not is_sealed
        self.sealed_box.setVisible(is_sealed)
        self.sealed_box.amendment.setVisible(not stands)
        self.judging.show_visit(visit, checklist, is_amending=amends)
        self.sealed_box.export.set_kind("plain" if self.judging.leads_on else "primary")
        self.covert_box.setVisible(awaits)
        self.seal_box.setVisible(not is_sealed and not awaits)
        if is_sealed:
            self.sealed_box.show_visit(visit)
        elif awaits:
            self.covert_box.show_visit(visit, checklist)
        else:
            self.seal_box.show_visit(visit, self._found, checklist)

    def _refresh_here(self) -> None:
        self.refresh()

    def _narrow(self, narrow: bool) -> None:
        self._back.setHidden(narrow)
        self._tell_backup()

    def _tell_backup(self) -> None:
        say, folder = self.context.say, self.context.preferences.backup_folder
        name = PurePath(folder).name or folder
        words = say("review.backup-to", folder=name) if folder else say("review.no-backup-short")
        self._backup.setText(name if folder and self._page.is_narrow else words)
        self._backup.setToolTip(words)
        self._backup.set_ink("text2" if folder else "part_ink")

    # -- what is done

    def _go(self, wanted: Row) -> None:
        """Show the field that a row is about: the photo, or the item."""
        if wanted.photos:
            self.context.go("photo", visit=self._visit_id, photo=wanted.photos[0])
        elif wanted.items:
            self.context.go("capture", visit=self._visit_id, item=wanted.items[0])

    def _edit(self, item: str) -> None:
        self.context.go("capture", visit=self._visit_id, item=item)

    def _to_capture(self) -> None:
        self.context.go("capture", visit=self._visit_id)

    def _show_row(self, top: int, bottom: int) -> None:
        """Scroll the page to a row of the answers."""
        self._page.show_lines(self.answers.list, top, bottom)

    def _is_here(self) -> bool:
        return self.isVisible() and self._dialog is None

    def _next(self) -> None:
        if self._is_here():
            self.summary.step(1)
            self._show_focused()

    def _previous(self) -> None:
        if self._is_here():
            self.summary.step(-1)
            self._show_focused()

    def _show_focused(self) -> None:
        self._page.show_widget(self._page.focusWidget())

    def _to_first(self) -> None:
        self.summary.focus_first()
        self._show_focused()

    def _press_seal(self) -> None:
        if not self._is_here():
            return
        if self.covert_box.isVisible():
            self.covert_box.press()
        elif self.seal_box.isVisible():
            self.seal_box.press()
            self._show_focused()

    def _sealed(self, made: SealedVisit) -> None:
        if self._visit_id is not None:
            self.context.amending.discard(self._visit_id)
        self.refresh()
        if self.sealed_box.isVisible():
            self.sealed_box.tell_copy(made)
            self.sealed_box.code.setFocus()
        announce(self, self.context.say("review.sealed-said", code=made.seals[0].code), urgent=True)
        self.context.toast(self.context.say("review.sealed-toast"))

    def _amend(self) -> None:
        visit = self.visit
        if visit is not None:
            self.context.amending.add(visit.id)
            self.context.go("capture", visit=visit.id)

    def _undo_judgement(self) -> None:
        """Take back how the visit was judged, if that was the last thing this person said of it."""
        visit = self.visit
        if visit is not None and self._is_here():
            self._take_back(visit.id)

    def _judged(self, words: str) -> None:
        """Tell how the visit was judged, and offer the way back."""
        visit = self.visit
        if visit is not None:
            self.context.toast(words, self.context.say("act.undo"), partial(self._take_back, visit.id))

    def _take_back(self, visit: VisitId) -> None:
        """Take back how a visit was judged; what was said of it since is not taken for that."""
        view, me = self.context.shown.view, self.context.shown.me
        step = last_step(view, visit, me)
        if step is not None and step.main.about == ("judged",):
            words = step_words(view, visit, me, self.checklist, self.context.language, redo=False)
            job = self.context.bridge.submit(Undo(visit))
            job.done.connect(partial(self._undone, words))
        else:
            self.context.toast(self.context.say("judging.not-last"))

    def _undone(self, words: str, _: object) -> None:
        self.context.toast(words)

    # -- dialogs

    def open_hand_over(self) -> None:
        """Open the hand-over of this visit."""
        self._hand_over(self._visit_id)

    def _hand_over_here(self) -> None:
        if self._is_here():
            self.open_hand_over()

    def _hand_over(self, visit: VisitId | None) -> None:
        """Open the hand-over of a visit, or of all that wait for it."""
        if self._dialog is None and self.context.now_shown is not None:
            self._open(HandOver(self.context, visit, self))

    def open_minutes(self) -> None:
        """Open the minutes of this visit."""
        visit = self.visit
        if self._dialog is None and visit is not None:
            self._open(MinutesDialog(self.context, visit.id, self))

    def open_return(self) -> None:
        """Open the form that sends this visit back."""
        visit, checklist = self.visit, self.checklist
        if self._dialog is None and visit is not None and checklist is not None:
            dialog = ReturnDialog(self.context, visit, checklist, self)
            dialog.returned.connect(self._judged)
            self._open(dialog)

    def open_export(self) -> None:
        """Open the hand-over of a judged visit to those who inspected it."""
        visit = self.visit
        if self._dialog is None and visit is not None:
            self._open(HandOver(self.context, visit.id, self, back=True))

    def _open(self, dialog: HandOver | MinutesDialog | ReturnDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._close_dialog)
        dialog.open()

    @property
    def dialog(self) -> QWidget | None:
        """The dialog that is open over the screen."""
        return self._dialog

    def _close_dialog(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self.refresh()
