"""Rounds in which roots fall out with each other: rosters, removals, exclusions and erasures, told in short scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

from inspector.journal.bodies import Erased, Excluded, Observed, Presence, Removal
from inspector.journal.entry import EntryId, Slot
from tests.laws.worlds import CHECKLISTS, NAMES, Laptop, Script, World, key_of

ROOTS: Final = (("lan", "đức"), ("lan", "an"), ("đức", "an"), ("đức", "lạ"), ("lan", "đức", "an"), ("an", "lạ"))
REMOVED: Final[tuple[tuple[str, ...], ...]] = ((), ("lan",), ("đức",), ("an",), ("lạ",), ("lan", "an"))


class Quarrel(World):
    """A round whose people issue rosters, remove each other, exclude and erase, each knowing what reached them."""

    def __init__(self, script: Script, *, issuing: bool = True, removing: bool = True) -> None:
        super().__init__()
        self.issuing = issuing
        self.removing = removing
        for who, what, which, how in script:
            ACTS[what % len(ACTS)](self, self.laptops[who % len(NAMES)], which, how)


def tips_of(laptop: Laptop, key: str) -> tuple[EntryId, ...]:
    """Return the ends of somebody's chains, as far as they are known on a laptop."""
    passed = {s.header.prev for s in laptop.held.values()}
    return tuple(sorted(s.id for s in laptop.held.values() if s.header.author == key and s.id not in passed))


def issue(world: Quarrel, laptop: Laptop, which: int, how: int) -> None:
    """Issue a roster: over what is known or beside it, accepting what the removed have said or nothing of it."""
    if not world.issuing:
        return
    removed = tuple(
        Removal(key=key_of(name), tips=tips_of(laptop, key_of(name)) if which % 2 else ())
        for name in (REMOVED[how % 6] if world.removing else ())
    )
    roots = [key_of(name) for name in ROOTS[which % 6]]
    body = world.roster(("lạ",) if which > 5 else (), removed, roots)
    laptop.say(body, ("roster",), None, () if how > 7 else None)


def answer(world: Quarrel, laptop: Laptop, which: int, how: int) -> None:
    laptop.say(Observed(value="pass", checklist=CHECKLISTS[0]), ("obs", f"q{which % 3}", ""), world.visit)


def erase(world: Quarrel, laptop: Laptop, which: int, how: int) -> None:
    target = world.statements[-1 - which % len(world.statements)]
    laptop.say(Erased(entries=(target.id,), blobs=(f"{how:064x}",), reason="yêu cầu", basis="Luật 91/2025/QH15"))


def exclude(world: Quarrel, laptop: Laptop, which: int, how: int) -> None:
    target = world.statements[-1 - which % len(world.statements)]
    laptop.say(Excluded(entries=(target.id,), reason="nhầm"))


def put_back(world: Quarrel, laptop: Laptop, which: int, how: int) -> None:
    exclusions = [s.id for s in laptop.held.values() if s.header.kind == "excluded"]
    if exclusions:
        about: Slot = ("exists", exclusions[which % len(exclusions)])
        laptop.say(Presence(value="in" if how % 3 == 2 else "out"), about)


def meet(world: Quarrel, laptop: Laptop, which: int, how: int) -> None:
    laptop.meet(world.laptops[which % len(NAMES)])


Act = Callable[[Quarrel, Laptop, int, int], None]
ACTS: Final[tuple[Act, ...]] = (issue, meet, issue, erase, exclude, answer, put_back, meet)

_number = st.integers(0, 11)
scripts: Final[st.SearchStrategy[Script]] = st.lists(
    st.tuples(st.integers(0, len(NAMES) - 1), st.integers(0, len(ACTS) - 1), _number, _number), min_size=3, max_size=20
)
quarrels: Final[st.SearchStrategy[Quarrel]] = st.builds(Quarrel, scripts)
successions: Final[st.SearchStrategy[Quarrel]] = st.builds(Quarrel, scripts, removing=st.just(value=False))
"""Rounds in which roots come and go, and nobody is removed."""
