"""Undo and redo against a model: a row of states, and a finger on one of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.commands.answering import Answer, Conclude, WithdrawAnswer, WithdrawConclusion
from inspector.commands.draft import Command
from inspector.commands.evidence import AddPhoto
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import Flag, SetStatus, StateFact, StateFinding
from inspector.journal.bodies import Body, said
from inspector.journal.entry import EntryId, VisitId
from inspector.projection.steps import Step, last_step, next_redo
from inspector.projection.visit import VisitView
from tests.laws.desks import Desk, refused, team

State = dict[str, object]
steps = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(["q1", "q2"]), st.sampled_from(["pass", "fail"])),
    st.tuples(st.just("conclude"), st.just("q1"), st.sampled_from(["pass", "fail"])),
    st.tuples(st.sampled_from(["withdraw", "reopen"]), st.just("q1"), st.just("")),
    st.tuples(st.just("fact"), st.just("ended"), st.sampled_from(["16:00", "17:00"])),
    st.tuples(st.just("status"), st.just(""), st.sampled_from(["open", "void"])),
    st.tuples(st.just("photo"), st.sampled_from(["a", "b"]), st.sampled_from(["", "cửa"])),
    st.tuples(st.just("flag"), st.just("q1"), st.sampled_from(["in", "out"])),
    st.tuples(st.just("find"), st.just("0" * 16), st.sampled_from(["", "Cửa khoá", "Máy hỏng"])),
    st.tuples(st.sampled_from(["undo", "undo", "redo"]), st.just(""), st.just("")),
)


@given(script=st.lists(steps, max_size=25))
@settings(max_examples=80)
def test_undo_and_redo_walk_along_the_row_of_states(script: list[tuple[str, str, str]]) -> None:
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as folder:
        (lead, deputy), visit = team(Path(folder), ["lan", "đức"])
        deputy.close()
        states, finger = [_state(lead.session.view.visits[visit])], 0
        expect = _Expected(lead, visit)
        for what, item, value in script:
            if (what == "undo" and finger == 0) or (what == "redo" and finger == len(states) - 1):
                with refused(f"{what}.nothing"):
                    lead.do(_command(visit, what, item, value))
                continue
            expect.note(what)
            added = lead.do(_command(visit, what, item, value)).added
            expect.check(added)
            now = _state(lead.session.view.visits[visit])
            if what in ("undo", "redo"):
                finger += -1 if what == "undo" else 1
                assert now == states[finger]
            elif added:
                states = [*states[: finger + 1], now]
                finger += 1
            else:
                assert now == states[finger]
        lead.close()


class _Expected:
    """What a screen would say before an undo or a redo, held against what is then said."""

    def __init__(self, desk: Desk, visit: VisitId) -> None:
        self.desk, self.visit = desk, visit
        self.step: Step | None = None

    def note(self, what: str) -> None:
        tell = {"undo": last_step, "redo": next_redo}.get(what)
        self.step = tell(self.desk.session.view, self.visit, self.desk.session.me) if tell else None
        assert tell is None or self.step is not None

    def check(self, added: tuple[EntryId, ...]) -> None:
        if self.step is not None:
            told = [(change.about, change.then) for change in self.step.changes]
            statements = [self.desk.held[one] for one in added]
            bodies = [body for one in statements if isinstance(body := said(one), Body)]
            plain = [msgspec.structs.replace(body, undoes=None, step=None) for body in bodies]
            wanted = [msgspec.structs.replace(body, undoes=None, step=None) for _, body in told]
            assert [one.header.about for one in statements] == [about for about, _ in told]
            assert plain == wanted


def _command(visit: VisitId, what: str, item: str, value: str) -> Command:
    commands: dict[str, Command] = {
        "answer": Answer(visit, item, value),
        "conclude": Conclude(visit, item, value, "đã xem ảnh"),
        "withdraw": WithdrawAnswer(visit, item),
        "reopen": WithdrawConclusion(visit, item, "xem lại"),
        "fact": StateFact(visit, item, value),
        "photo": AddPhoto(visit, item.encode(), b"shown", "a.jpg", "JPEG", 1, 1, {}, ("q1", "q2"), value),
        "flag": Flag(visit, item, "review", "in" if value == "in" else "out"),
        "find": StateFinding(visit, item, value),
        "status": SetStatus(visit, "void" if value == "void" else "open", "nhầm"),
        "undo": Undo(visit),
        "redo": Redo(visit),
    }
    return commands[what]


def _state(visit: VisitView) -> State:
    """Return what a person sees of the visit; nothing said and the value nothing look alike."""
    return {
        "results": {key: (one.state, one.value) for key, one in visit.results.items()},
        "facts": visit.facts("ended"),
        "void": visit.is_void,
        "photos": sorted((one.said.original, one.items, one.caption) for one in visit.photos if one.said),
        "flagged": visit.flagged("review"),
        "findings": visit.findings,
    }
