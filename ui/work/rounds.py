"""How a round comes to a person: begun alone, or received from its lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import PlanVisit
from inspector.dossier.file import Dossier
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person, UnitRef
from inspector.journal.entry import PublicKey, RoundId
from inspector.journal.log import Log
from inspector.people import card as cards
from inspector.people.identity import Identity, PublicPart, create
from inspector.people.words import words_of
from inspector.progress import Progress
from inspector.projection.trust import fold_trust
from inspector.rules import shipped
from inspector.rules.checklist import decode
from inspector.session import Session, start_round
from inspector.sources import Sources
from inspector.text import clean, fold
from resources import Language, say
from ui.work.home import Home, remove_unfinished
from ui.work.receiving import begin, remember, round_of

SUFFIX: Final = ".thisat"
_LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True)
class Started:
    """A round that was just begun, and its second root key, which is written down nowhere but on paper."""

    path: Path
    round: RoundId
    paper_secret: str = field(repr=False)
    """The recovery line of the second root: to be shown or printed once, and kept in a safe."""
    paper_words: tuple[str, ...]
    """The six words of the second root."""


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """What a person sends to the lead in order to be put on the roster; none of it is secret."""

    name: str
    words: tuple[str, ...]
    """To be compared by telephone."""
    card: str
    """The line of a key card, which is also what its QR code holds."""

    def text(self, language: Language) -> str:
        """Return the message to the lead, several lines."""
        return say("key.request", language, name=self.name, words=" ".join(self.words), card=self.card)

    def qr_png(self) -> bytes:
        return cards.qr_png(self.card)


def key_request(who: Identity | PublicPart) -> KeyRequest:
    """Return what a person sends to the lead; a key that is still locked will do."""
    return KeyRequest(who.name, words_of(who.public), cards.qr_text(who.public, who.recipient))


def start_alone(
    home: Home,
    identity: Identity,
    sources: Sources,
    *,
    title: str,
    office_title: str = "",
    checklist: bytes | str = "",
    units: Sequence[UnitRef] = (),
    day: str = "",
) -> Started:
    """Begin a round of one's own: the person is its lead and its inspector, and the second root lies on paper alone.

    Args:
        home: whose dossiers get one more.
        identity: the person.
        sources: chance and clock.
        title: of the round.
        office_title: what the person is in their office, as papers print it below the name.
        checklist: its bytes, or the version of a shipped one; nothing for the newest.
        units: where visits are planned.
        day: the day foreseen for them (ISO), or nothing.

    Raises: KnownError text.empty, text.control, checklist.not_shipped, checklist.invalid, file.unwritable, and those of
        the dossier. No dossier is left then.
    """
    asked = _checklist(checklist)
    paper = create(clean(title), sources)
    # The key on paper is the same person's: what they hand over, encrypted, opens with either.
    me = _lead(identity, office_title, sources, paper.public_part)
    path, round_id = _begin(home, identity, sources, title, paper.public, (me,), asked, units, day)
    return Started(path, round_id, cards.recovery_secret(paper), paper.words)


def start_with_deputy(
    home: Home,
    identity: Identity,
    sources: Sources,
    *,
    title: str,
    office_title: str = "",
    deputy: DeviceKey,
    deputy_name: str,
) -> Path:
    """Begin a round for a team: the person leads it, and the second root is the key of a deputy; return the dossier.

    Raises: those of `start_alone`; roster.roots if the deputy's key is the person's own.
    """
    name = clean(deputy_name)
    if not name:
        raise KnownError("text.empty", exit_code=2)
    if deputy.sign == identity.public:
        raise KnownError("roster.roots", exit_code=2)
    other = Person(id=sources.random_bytes(16).hex(), name=name, roles=("deputy", "inspector"), keys=(deputy,))
    persons = (_lead(identity, office_title, sources), other)
    return _begin(home, identity, sources, title, deputy.sign, persons, _checklist(""), (), "")[0]


def _lead(identity: Identity, office_title: str, sources: Sources, *more: PublicPart) -> Person:
    keys = tuple(DeviceKey(key.public, key.recipient) for key in (identity.public_part, *more))
    number = sources.random_bytes(16).hex()
    return Person(id=number, name=identity.name, roles=("lead", "inspector"), title=clean(office_title), keys=keys)


def _begin(
    home: Home, identity: Identity, sources: Sources, title: str, second: PublicKey, persons: tuple[Person, ...],
    checklist: bytes, units: Sequence[UnitRef], day: str,
) -> tuple[Path, RoundId]:  # fmt: skip
    """Make the dossier of a round with its first roster and its plans; nothing is left of one that fails."""
    named = clean(title)
    if not named:
        raise KnownError("text.empty", exit_code=2)
    path = new_dossier(home, named)
    part = path.with_name(f".{path.name}.part")
    remove_unfinished(part)
    try:
        round_id = start_round(part, identity, sources, title=named, other_roots=[second], blobs=[checklist])
        session = Session.open(part, identity, sources, home.marks())
        try:
            session.do(IssueRoster("1", (identity.public, second), persons))
            for unit in units:
                session.do(PlanVisit(unit, checklist, day))
        finally:
            session.close()
        part.rename(path)
    except BaseException:
        remove_unfinished(part)
        raise
    return path, round_id


def take_briefing(
    home: Home, identity: Identity, sources: Sources, file: Path, progress: Progress | None = None
) -> Path:
    """Make a working dossier from a file that the lead sent, plain or encrypted for this person, and return its path.

    Raises: KnownError briefing.damaged (the file is kept in quarantine then), briefing.here (there is a dossier of that
        round already: files for it are united with it), import.no-round, those of `examine`; Cancelled.
    """
    return _taken_in(home, sources, file, [identity], progress)


def take_copy(home: Home, sources: Sources, file: Path, progress: Progress | None = None) -> Path:
    """Make a working dossier from a copy of one, beside any other of the same round; raises as `take_briefing`."""
    return _taken_in(home, sources, file, [], progress, may_be_here=True)


def _taken_in(
    home: Home,
    sources: Sources,
    file: Path,
    identities: Sequence[Identity],
    progress: Progress | None,
    *,
    may_be_here: bool = False,
) -> Path:
    from inspector.dossier.foreign import examine  # slow to read, and a start takes nothing in
    from inspector.dossier.quarantine import quarantine

    with home.private() as private:
        found = examine(file, private, identities=identities, progress=progress)
        if not found.is_intact:
            folder = quarantine(home.path, found)
            codes = ", ".join(sorted({one.code.value for one in found.damage}))
            raise KnownError("briefing.damaged", exit_code=4, file=file.name, detail=codes, folder=folder)
        round_id = round_of([found])
        here = dossier_of(home, round_id)
        if here is not None and not may_be_here:
            raise KnownError("briefing.here", exit_code=2, file=file.name, dossier=here.name)
        path = new_dossier(home, _title(found, round_id))
        result = begin(path, [found])
    told = {"file": file.name, "sha256": found.sha256, "verdict": found.completeness.value}
    remember(home, sources, [told], result)
    return path


def dossier_of(home: Home, round_id: RoundId) -> Path | None:
    """Return a working dossier of a round in the home; one that cannot be read is passed over."""
    for path in working_dossiers(home):
        try:
            with Dossier.open(path, read_only=True) as dossier:
                if round_id in dossier.load():
                    return path
        except KnownError:
            continue
    return None


def working_dossiers(home: Home) -> list[Path]:
    """Return the working dossiers of a home by name, without those that were never finished."""
    return sorted(path for path in home.dossiers.glob(f"*{SUFFIX}") if not path.name.startswith("."))


def new_dossier(home: Home, title: str) -> Path:
    """Return where a dossier of this title may be made: named in plain letters, and free.

    Raises: KnownError("file.unwritable").
    """
    home.made()
    try:
        home.dossiers.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "file.unwritable", exit_code=6, file=home.dossiers.name, detail=error.strerror or ""
        ) from error
    stem = slug(title)
    path, number = home.dossiers / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, number = home.dossiers / f"{stem}-{number}{SUFFIX}", number + 1
    return path


def slug(title: str) -> str:
    """Return a title as the name of a file that every disk takes: "dot-kiem-tra-thang-11"."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    return "-".join(words)[:_LONGEST_SLUG].strip("-") or "dot"


def _title(found: Intake, round_id: RoundId) -> str:
    return fold_trust(Log.of(found.statements(round_id))).title


def _checklist(wanted: bytes | str) -> bytes:
    if isinstance(wanted, bytes):
        decode(wanted)
        return wanted
    return shipped.shipped(wanted or shipped.latest())
