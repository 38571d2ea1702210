"""What an undo or a redo does, in words."""

from __future__ import annotations

from inspector.journal.bodies import Body, Observed
from inspector.journal.entry import PublicKey, VisitId
from inspector.projection.steps import Change, last_step, next_redo
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from resources import Language, say
from ui.work.capturing import short_value


def step_words(
    view: View, visit: VisitId, me: PublicKey, checklist: Checklist | None, language: Language, *, redo: bool
) -> str:
    """Return what the next undo takes back, or the next redo says again; nothing if there is no such step."""
    step = (next_redo if redo else last_step)(view, visit, me)
    if step is None:
        return ""
    done = say("step.redone" if redo else "step.undone", language)
    return f"{done} {_change(step.main, checklist, language)}"


def _change(change: Change, checklist: Checklist | None, language: Language) -> str:
    item = next((one for one in checklist.items if one.id == change.item), None) if checklist is not None else None
    code = item.code if item is not None else ""
    if item is not None and change.about[:1] == ("obs",):
        before, after = (_said(body, item, language) for body in (change.now, change.then))
        if before == after:
            return say("step.note", language, code=code)
        return say("step.answer", language, code=code, before=before, after=after)
    kind = "judged" if change.about == ("judged",) else change.kind if change.kind in _KINDS else "other"
    return say(f"step.{kind}", language, code=code)


def _said(body: Body, item: Item, language: Language) -> str:
    if isinstance(body, Observed):
        return short_value(item, body.value, language)
    return say("capture.state-unanswered", language)


_KINDS = {
    "photo_added",
    "linked",
    "captioned",
    "flagged",
    "redrawn",
    "arranged",
    "free_finding",
    "presence",
    "commented",
}
