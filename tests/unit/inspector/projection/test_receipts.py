"""What a receipt says, held against what is here."""

from __future__ import annotations

import pytest

from inspector.journal.bodies import PhotoAdded, Presence, Received, said
from inspector.journal.entry import EntryId, VisitId
from inspector.projection.receipts import Arrival, arrival_of, receipts_in
from tests.builder import Laptop, World
from tests.unit.inspector.projection.reading import view_of


class Two:
    """A lead and an inspector, who answered one item and took two photos."""

    def __init__(self) -> None:
        self.lead, self.an = World().team("lead", "an")
        self.visit = self.lead.plan()
        self.an.meet(self.lead)
        self.an.observe(self.visit, "q1", "pass")
        self.photos = [self.an.photo(self.visit), self.an.photo(self.visit)]
        self.lead.meet(self.an)

    def tips(self, laptop: Laptop, visit: VisitId) -> tuple[EntryId, ...]:
        held = [s for s in laptop.statements.values() if s.scope == visit]
        return tuple(sorted({s.id for s in held} - {s.header.prev for s in held}))

    def receive(self, expected: tuple[str, ...] = (), entries: int = 3, tips: tuple[EntryId, ...] = ()) -> EntryId:
        tips = tips or self.tips(self.lead, self.visit)
        body = Received(visit=self.visit, tips=tips, entries=entries, blobs=4, expected=expected)
        return self.lead.say(body)

    def blobs(self, photo: EntryId) -> PhotoAdded:
        body = said(self.an.statements[photo])
        assert isinstance(body, PhotoAdded)
        return body

    @property
    def arrival(self) -> Arrival:
        view = view_of(self.lead, self.an)
        found = arrival_of(view.visits[self.visit], receipts_in(view.round_scope))
        assert found is not None
        return found


@pytest.fixture
def two() -> Two:
    return Two()


def test_without_a_receipt_nobody_knows(two: Two) -> None:
    view = view_of(two.lead, two.an)
    assert arrival_of(view.visits[two.visit], receipts_in(view.round_scope)) is None


def test_everything_arrived(two: Two) -> None:
    two.receive()
    arrival = two.arrival
    assert (arrival.entries, arrival.total, len(arrival.photos)) == (3, 3, 2)
    assert (arrival.is_whole, arrival.is_doubtful, arrival.beyond) == (True, False, 0)


def test_what_is_said_after_the_hand_over_is_missing(two: Two) -> None:
    two.receive()
    late = two.an.photo(two.visit)
    arrival = two.arrival
    assert (arrival.entries, arrival.total, arrival.missing) == (3, 4, (late,))
    assert not arrival.is_whole


def test_photos_are_missing_wholly_or_but_for_their_originals(two: Two) -> None:
    first, second = (two.blobs(photo) for photo in two.photos)
    two.receive((first.original, first.display, second.original))
    arrival = two.arrival
    assert (arrival.missing, arrival.without_original) == ((two.photos[0],), (two.photos[1],))
    assert not arrival.is_whole


def test_a_statement_may_have_arrived_without_what_it_says(two: Two) -> None:
    two.receive((two.photos[0],))
    assert (two.arrival.payloads, two.arrival.is_whole) == (1, False)


def test_the_newest_receipt_holds_and_one_that_was_taken_back_does_not(two: Two) -> None:
    two.receive((two.photos[0],))
    last = two.receive()
    assert [one.statement.id for one in two.arrival.receipts] == [last]
    two.lead.say(Presence(value="out"), ("exists", last))
    assert two.arrival.payloads == 1


def test_a_receipt_by_an_inspector_says_nothing(two: Two) -> None:
    two.an.say(Received(visit=two.visit, tips=two.tips(two.an, two.visit), entries=3, blobs=4))
    view = view_of(two.lead, two.an)
    assert receipts_in(view.round_scope) == {}


def test_a_lead_who_holds_more_than_is_here_is_not_doubted(two: Two) -> None:
    two.receive(entries=5, tips=(*two.tips(two.lead, two.visit), "ab" * 32))
    assert (two.arrival.beyond, two.arrival.entries, two.arrival.is_doubtful) == (1, 3, False)


@pytest.mark.parametrize("entries", [2, 4])
def test_a_receipt_that_contradicts_what_is_here_is_doubted(two: Two, entries: int) -> None:
    two.receive(entries=entries)
    assert two.arrival.is_doubtful
