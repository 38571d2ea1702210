"""Every verdict on real files, what a merge would bring, and the merge itself."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.commands.answering import Conclude
from inspector.errors import Cancelled, KnownError
from inspector.journal import canon
from inspector.journal.bodies import PartAccepted, Sealed, said
from inspector.journal.seal import root_of
from inspector.progress import Silent
from inspector.projection.intake import Author
from inspector.projection.visit import Result, State
from inspector.session import Session
from resources import open_bytes, say
from tests.builder import Laptop, World
from tests.laws.desks import MemoryMarks
from tests.tampering import edited
from ui.work.arrivals import Arrival, Verdict
from ui.work.foreseeing import Conflict, Settled, foresee
from ui.work.home import Home
from ui.work.merges import merges_of, put_back, standing, take_out
from ui.work.merging import Merged, collect, merge

ITEM, OTHER_ITEM = "pub_paper_booklet", "staff_name_tag"


class Table:
    """A lead at their desk, who planned one visit, and an inspector who made it; files go by way of a stick."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.world = World(7)
        self.world.checklist = open_bytes("checklists/one-stop-2026.2.json")
        self.world.checklist_id = canon.blob_id(self.world.checklist)
        self.lead, self.deputy, self.an, self.binh = self.world.team("lead", "deputy", "an", "binh")
        self.visit = self.lead.plan("xã Một")
        self.an.meet(self.lead)
        self.binh.meet(self.lead)
        self.an.open(self.visit)
        self.marks = MemoryMarks()
        self.dossier = self.lead.save(folder / "here.thisat")

    @contextmanager
    def session(self, laptop: Laptop | None = None) -> Generator[Session]:
        opened = Session.open(self.dossier, (laptop or self.lead).key, self.world.sources, self.marks)
        try:
            yield opened
        finally:
            opened.close()

    def collect(self, session: Session, *paths: Path) -> tuple[Arrival, ...]:
        return collect(session, paths or [self.stick], self.folder / "private", [], Silent())

    def verdicts(self, *paths: Path) -> dict[str, str]:
        """Return the verdict of each file on the stick."""
        with self.session() as session:
            return {one.path.stem: one.verdict.value for one in self.collect(session, *paths)}

    def merge(self, session: Session, arrivals: Sequence[Arrival], reason: str = "") -> Merged:
        wanted = {one.path: reason for one in arrivals if one.is_good or (reason and one.needs_reason)}
        return merge(session, self.home, self.world.sources, arrivals, wanted, (), Silent())

    def take_in(self, *paths: Path) -> Merged:
        with self.session() as session:
            return self.merge(session, self.collect(session, *paths))


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


def keys(arrival: Arrival) -> list[str]:
    return [remark.key.removeprefix("merge.remark.") for remark in arrival.remarks]


def states(results: Mapping[tuple[str, str], Result]) -> dict[str, State]:
    return {item: one.state for (item, _), one in results.items()}


def test_a_sealed_visit_is_valid_and_its_row_tells_who_sealed_what(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    table.an.photo(table.visit)
    seal = table.an.seal(table.visit)
    table.an.save(table.stick / "an.thisat")
    with table.session() as session:
        (row,) = table.collect(session)
    assert (row.verdict, row.author) == (Verdict.VALID, Author.ROSTER)
    assert (row.units, row.visits, row.sealed_by) == (("xã Một",), (table.visit,), "An")
    assert row.sealed_at == table.an.statements[seal].header.at
    assert (row.answered, row.items, row.photos) == (1, 39, 1)
    assert row.remarks == ()


def test_a_withdrawn_answer_and_a_photo_taken_out_are_not_counted(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    table.an.observe(table.visit, OTHER_ITEM, "pass")
    table.an.withdraw(table.visit, "obs", ITEM, "")
    table.an.presence(table.an.photo(table.visit), "out", table.visit)
    table.an.save(table.stick / "an.thisat")
    with table.session() as session:
        (row,) = table.collect(session)
    assert (row.answered, row.photos, keys(row)) == (1, 0, ["not-sealed"])


def test_what_is_here_is_told_apart_from_an_older_copy_of_it(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    old = table.an.save(table.folder / "old.thisat")
    table.an.seal(table.visit)
    table.take_in(table.an.save(table.folder / "new.thisat"))
    assert table.verdicts(old, table.folder / "new.thisat") == {"old": "older", "new": "here"}


def test_a_chain_that_goes_on_makes_a_file_newer_and_another_inspectors_first_file_does_not(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    table.take_in(table.an.save(table.folder / "one.thisat"))
    table.an.observe(table.visit, ITEM, "fail")
    table.binh.observe(table.visit, ITEM, "pass")
    table.an.save(table.stick / "an.thisat")
    table.binh.save(table.stick / "binh.thisat")
    with table.session() as session:
        rows = table.collect(session)
    assert [one.verdict for one in rows] == [Verdict.NEWER, Verdict.VALID]
    assert [keys(one)[0] for one in rows] == ["goes-on", "same-visit"]


def test_files_are_judged_beside_each_other_in_whatever_order_they_lie_there(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    table.an.save(table.stick / "a-old.thisat")
    table.an.seal(table.visit)
    table.an.save(table.stick / "b-new.thisat")
    (table.stick / "c-copy.thisat").write_bytes((table.stick / "b-new.thisat").read_bytes())
    assert table.verdicts() == {"a-old": "older", "b-new": "valid", "c-copy": "here"}
    backwards = sorted(table.stick.iterdir(), reverse=True)
    assert table.verdicts(*backwards) == {"a-old": "older", "b-new": "here", "c-copy": "valid"}


def test_a_file_whose_all_lies_in_a_larger_one_is_no_older_copy(table: Table) -> None:
    other = table.lead.plan("xã Hai")
    table.an.observe(table.visit, ITEM, "pass")
    table.an.save(table.stick / "small.thisat")
    table.an.meet(table.lead)
    table.an.observe(other, ITEM, "pass")
    table.an.save(table.stick / "large.thisat")
    assert table.verdicts() == {"small": "here", "large": "valid"}


def test_a_late_photo_is_valid_though_no_statement_is_new(table: Table) -> None:
    table.an.photo(table.visit)
    lacking = table.an.clone()
    lacking.blobs = {}
    table.take_in(lacking.save(table.folder / "without.thisat"))
    table.an.save(table.stick / "with.thisat")
    with table.session() as session:
        (row,) = table.collect(session)
        seen = foresee(session, [row], [0], Silent())
    assert (row.verdict, keys(row)) == (Verdict.VALID, ["late"])
    assert (seen.entries, seen.photo_count, seen.visits) == (0, 1, ())


def test_answers_to_another_checklist_than_the_plans_are_told(table: Table) -> None:
    other = open_bytes("checklists/one-stop-2025.1.json")
    table.an.choose_checklist(table.visit, other)
    table.world.checklist_id = canon.blob_id(other)
    table.an.observe(table.visit, ITEM, "pass")
    table.an.save(table.stick / "an.thisat")
    with table.session() as session:
        (row,) = table.collect(session)
    assert (row.verdict, keys(row)[0]) == (Verdict.CHECKLIST, "checklist")
    assert row.remarks[0].params["version"] == "2025.1"
    assert row.is_good


def test_a_restored_backup_that_went_its_own_way_is_a_fork_and_comes_in(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    there = table.an.clone()
    table.an.observe(table.visit, OTHER_ITEM, "pass")
    there.observe(table.visit, OTHER_ITEM, "fail")
    table.take_in(table.an.save(table.folder / "one.thisat"))
    there.save(table.stick / "other.thisat")
    with table.session() as session:
        (row,) = table.collect(session)
        table.merge(session, [row])
        assert len(session.view.forks) == 1
    assert (row.verdict, keys(row)[0]) == (Verdict.FORK, "fork")


def test_a_seal_that_misstates_what_it_covers_is_broken_though_every_byte_is_signed(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    held = [s for s in table.an.statements.values() if s.scope == table.visit]
    tips = tuple(sorted({s.id for s in held} - {s.header.prev for s in held}))
    body = Sealed(
        purpose="onsite", tips=tips, entries=len(held), blobs=0, root=root_of(held[:-1]),
        checklist=table.world.checklist_id, program="tests",
    )  # fmt: skip
    table.an.say(body, ("seal",), table.visit)
    table.an.save(table.stick / "an.thisat")
    with table.session() as session:
        (row,) = table.collect(session)
    assert (row.verdict, row.is_good, row.needs_reason) == (Verdict.BROKEN, False, True)


def tampered(table: Table) -> Path:
    first = table.an.observe(table.visit, ITEM, "pass")
    table.an.observe(table.visit, OTHER_ITEM, "fail")
    path = table.an.save(table.stick / "bad.thisat")
    last = next(one for one, s in table.an.statements.items() if s.header.prev == first)
    with edited(path) as db:
        payload = table.an.entries[last].payload.replace(b"fail", b"pass")
        db.execute("UPDATE payload SET bytes = ? WHERE entry = ?", (payload, bytes.fromhex(last)))
    return path


def test_a_changed_file_is_broken_and_comes_in_only_in_part_and_for_a_reason(table: Table) -> None:
    tampered(table)
    with table.session() as session:
        rows = table.collect(session)
        assert [one.verdict for one in rows] == [Verdict.BROKEN]
        with pytest.raises(KnownError, match=r"merge\.nothing"):
            table.merge(session, rows)
        with pytest.raises(KnownError, match=r"merge\.reason-missing"):
            merge(session, table.home, table.world.sources, rows, {rows[0].path: " "}, (), Silent())
        merged = table.merge(session, rows, "Xem trước khi xin lại tệp.")
        results = session.view.visits[table.visit].results
        accepted = [
            body for body in map(said, session.view.round_scope.things.values()) if isinstance(body, PartAccepted)
        ]
    # That something was said is proven; what it was is not.
    assert states(results) == {ITEM: State.AGREED, OTHER_ITEM: State.WITHHELD}
    assert [(one.file, one.reason) for one in accepted] == [(rows[0].sha256, "Xem trước khi xin lại tệp.")]
    assert merged.quarantined == ("bad.thisat",)
    assert (table.home.quarantine / rows[0].sha256 / "received.thisat").is_file()


def test_what_is_no_dossier_or_cannot_be_opened_is_unreadable(table: Table) -> None:
    (table.stick / "picture.thisat").write_bytes(b"JFIF" * 100)
    path = table.an.save(table.stick / "cut.thisat")
    path.write_bytes(path.read_bytes()[: 3 * 16384])
    assert table.verdicts() == {"cut": "unreadable", "picture": "unreadable"}


def test_a_file_of_another_round_is_told_and_left(table: Table) -> None:
    (other,) = World(8).team("lead")
    other.save(table.stick / "other.thisat")
    with table.session() as session:
        (row,) = table.collect(session)
    assert (row.verdict, row.may_be_taken) == (Verdict.OTHER_ROUND, False)


def test_a_key_on_no_roster_is_told_unless_a_roster_comes_with_the_files(table: Table) -> None:
    stranger = table.world.laptop("chi")
    stranger.meet(table.lead)
    stranger.observe(table.visit, ITEM, "pass")
    stranger.save(table.stick / "chi.thisat")
    with table.session() as session:
        assert [one.author for one in table.collect(session)] == [Author.UNKNOWN]
    table.deputy.issue_roster([table.lead, table.deputy, table.an, table.binh, stranger])
    table.deputy.save(table.stick / "roster.thisat")
    with table.session() as session:
        assert [one.author for one in table.collect(session)] == [Author.ROSTER, Author.ROSTER]


def test_every_remark_and_verdict_has_its_words() -> None:
    words = [say(f"merge.verdict.{one.value}", language) for one in Verdict for language in ("vi", "en")]
    assert not [one for one in words if one.startswith("merge.")]


# -- finding files


def test_dossiers_are_found_at_any_depth_and_links_are_not_followed(table: Table) -> None:
    deep = table.stick / "Tổ 2" / "ngày 17"
    deep.mkdir(parents=True)
    table.an.save(deep / "an.thisat")
    for name in (".Trashes", "System Volume Information", "$RECYCLE.BIN"):
        (table.stick / name).mkdir()
        table.an.save(table.stick / name / "gone.thisat")
    (table.stick / "read me.txt").write_text("…")
    (table.stick / "link.thisat").symlink_to(deep / "an.thisat")
    (table.stick / "up").symlink_to(table.folder)
    assert table.verdicts() == {"an": "valid"}


def test_a_stick_without_a_dossier_says_so(table: Table) -> None:
    with pytest.raises(KnownError, match=r"collect\.none"):
        table.verdicts()


def test_files_that_are_added_are_judged_beside_those_that_are_there(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    old = table.an.save(table.folder / "old.thisat")
    table.an.seal(table.visit)
    new = table.an.save(table.folder / "new.thisat")
    with table.session() as session:
        first = table.collect(session, old)
        rows = collect(session, [new], table.folder / "private", [], Silent(), first)
    assert [(one.path.stem, one.verdict.value) for one in rows] == [("old", "older"), ("new", "valid")]


class Stopping:
    """Progress that is stopped at the first step of one kind."""

    def __init__(self, key: str) -> None:
        self.key = key

    def step(self, done: int, total: int, key: str) -> None:
        if key == self.key:
            raise Cancelled


def test_a_merge_that_is_stopped_leaves_nothing(table: Table) -> None:
    table.an.observe(table.visit, ITEM, "pass")
    table.an.save(table.stick / "an.thisat")
    with table.session() as session:
        rows = table.collect(session)
        before = len(session.log)
        with pytest.raises(Cancelled):
            merge(session, table.home, table.world.sources, rows, {rows[0].path: ""}, (), Stopping("intake.absorbing"))
        assert len(session.log) == before
    assert merges_of(table.home, table.world.round) == []


# -- what it would bring


def disagreeing(table: Table) -> None:
    for laptop, value in ((table.an, "pass"), (table.binh, "fail")):
        laptop.observe(table.visit, ITEM, value)
        laptop.observe(table.visit, OTHER_ITEM, "pass")
        laptop.photo(table.visit)
        laptop.save(table.stick / f"{laptop.name}.thisat")


def test_the_preview_counts_what_comes_and_writes_nothing(table: Table) -> None:
    disagreeing(table)
    bytes_before = table.dossier.read_bytes()
    with table.session() as session:
        rows = table.collect(session)
        seen = foresee(session, rows, [0, 1], Silent())
        alone = foresee(session, rows, [0], Silent())
    assert (seen.visits, seen.photos) == ((table.visit,), {table.visit: 2})
    assert seen.settled == (Settled(table.visit, OTHER_ITEM, 2),)
    assert seen.conflicts == (Conflict(table.visit, ("obs", ITEM, ""), is_new=True),)
    assert {one.item for one in alone.settled} == {ITEM, OTHER_ITEM}
    assert alone.conflicts == ()
    assert seen.checklists.keys() == {table.world.checklist_id}
    assert table.dossier.read_bytes() == bytes_before


def test_what_was_foreseen_is_what_comes(table: Table) -> None:
    disagreeing(table)
    with table.session() as session:
        rows = table.collect(session)
        seen = foresee(session, rows, [0, 1], Silent())
        merged = table.merge(session, rows)
        assert len(merged.entries) == seen.entries
        came, foreseen = (view.visits[table.visit] for view in (session.view, seen.view))
        assert states(came.results) == states(foreseen.results)
        assert came.contested == foreseen.contested
        assert session.dossier.blob_ids() == seen.present
        again = foresee(session, table.collect(session), [], Silent())
    assert [one.is_new for one in again.conflicts] == [False]
    assert again.here == ("an.thisat", "binh.thisat")


def test_what_was_decided_beforehand_is_said_after_the_merge(table: Table) -> None:
    disagreeing(table)
    with table.session() as session:
        rows = table.collect(session)
        decided = Conclude(table.visit, ITEM, "fail", "đã xem ảnh")
        merge(session, table.home, table.world.sources, rows, {one.path: "" for one in rows}, [decided], Silent())
        assert session.view.visits[table.visit].contested == ()


# -- the history


def test_a_merge_is_taken_out_by_statements_and_put_back(table: Table) -> None:
    disagreeing(table)
    with table.session() as session:
        merged = table.merge(session, table.collect(session))
        before = states(session.view.visits[table.visit].results)
        (remembered,) = merges_of(table.home, table.world.round)
        assert remembered.entries == merged.entries
        assert [one.verdict for one in remembered.files] == ["valid", "valid"]
        assert standing(session, remembered) == "in"
        held = len(session.log)
        take_out(session, remembered, "nhầm thẻ")
        assert standing(session, remembered) == "out"
        assert session.view.visits[table.visit].results == {}
        assert len(session.log) == held + 1
        with pytest.raises(KnownError, match=r"merge\.nothing-to-undo"):
            take_out(session, remembered, "nhầm thẻ")
        put_back(session, remembered, "đúng thẻ")
        assert standing(session, remembered) == "in"
        assert states(session.view.visits[table.visit].results) == before
        with pytest.raises(KnownError, match=r"merge\.nothing-to-put-back"):
            put_back(session, remembered, "đúng thẻ")
        take_out(session, remembered, "vẫn nhầm")
        assert standing(session, remembered) == "out"


def test_a_file_whose_merge_was_undone_says_why_nothing_of_it_counts(table: Table) -> None:
    disagreeing(table)
    with table.session() as session:
        table.merge(session, table.collect(session))
        (remembered,) = merges_of(table.home, table.world.round)
        take_out(session, remembered, "nhầm thẻ")
        rows = table.collect(session)
    assert [one.verdict for one in rows] == [Verdict.HERE, Verdict.HERE]
    assert [keys(one)[0] for one in rows] == ["taken-out", "taken-out"]


def test_the_rosters_of_a_merge_stay(table: Table) -> None:
    table.deputy.issue_roster([table.lead, table.deputy, table.an])
    table.deputy.save(table.stick / "deputy.thisat")
    with table.session() as session:
        table.merge(session, table.collect(session))
        (remembered,) = merges_of(table.home, table.world.round)
        assert standing(session, remembered) == "nothing"
        with pytest.raises(KnownError, match=r"merge\.nothing-to-undo"):
            take_out(session, remembered, "nhầm")
        assert len(session.view.trust.persons) == 3


def test_only_a_root_takes_a_merge_out(table: Table) -> None:
    disagreeing(table)
    table.take_in()
    with table.session(table.an) as session:
        (remembered,) = merges_of(table.home, table.world.round)
        with pytest.raises(KnownError, match=r"roster\.not-a-root"):
            take_out(session, remembered, "nhầm")


def test_lines_of_other_rounds_and_torn_lines_are_passed_over(table: Table) -> None:
    disagreeing(table)
    table.take_in()
    path = table.home.path / "imports.jsonl"
    line = json.loads(path.read_text(encoding="utf-8"))
    old = {name: line[name] for name in ("at", "files", "statements", "blobs")}
    path.write_text(
        "\n".join([json.dumps(old), json.dumps({**line, "round": "0" * 64}), path.read_text(), '{"at": "2'])
    )
    assert [one.round for one in merges_of(table.home, table.world.round)] == [table.world.round]
