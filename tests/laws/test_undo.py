"""Undo and redo against a model: a row of states, and a finger on one of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.commands.answering import Answer, Conclude, WithdrawAnswer, WithdrawConclusion
from inspector.commands.draft import Command
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import SetStatus, StateFact
from inspector.journal.entry import VisitId
from inspector.projection.visit import VisitView
from tests.laws.desks import refused, team

State = dict[str, object]
steps = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(["q1", "q2"]), st.sampled_from(["pass", "fail"])),
    st.tuples(st.just("conclude"), st.just("q1"), st.sampled_from(["pass", "fail"])),
    st.tuples(st.sampled_from(["withdraw", "reopen"]), st.just("q1"), st.just("")),
    st.tuples(st.just("fact"), st.just("ended"), st.sampled_from(["16:00", "17:00"])),
    st.tuples(st.just("status"), st.just(""), st.sampled_from(["open", "void"])),
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
        for what, item, value in script:
            if (what == "undo" and finger == 0) or (what == "redo" and finger == len(states) - 1):
                with refused(f"{what}.nothing"):
                    lead.do(_command(visit, what, item, value))
                continue
            added = lead.do(_command(visit, what, item, value)).added
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


def _command(visit: VisitId, what: str, item: str, value: str) -> Command:
    commands: dict[str, Command] = {
        "answer": Answer(visit, item, value),
        "conclude": Conclude(visit, item, value, "đã xem ảnh"),
        "withdraw": WithdrawAnswer(visit, item),
        "reopen": WithdrawConclusion(visit, item, "xem lại"),
        "fact": StateFact(visit, item, value),
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
    }
