"""The lead at work on a round whose observers differ."""

from __future__ import annotations

from pathlib import Path

from inspector.people.identity import Identity
from tests.differing import NAMES, Differing, seed_of
from tests.window.stage import Seat
from ui.work.home import Home


def seat_of(made: Differing, folder: Path, who: str = "lead") -> Seat:
    """Return the home of the lead, or of somebody else with the same dossier."""
    home = Home(folder / who)
    home.made()
    home.dossiers.mkdir()
    made.meet()
    dossier = made.lead.save(home.dossiers / "dot-2.thisat")
    return Seat(home, Identity(NAMES[who], seed_of(who)), dossier, made.visits)
