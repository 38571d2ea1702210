"""What the program refuses: a sentence in the person's language, a code that scripts can rely on, and nothing changed."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inspector.dossier import file as dossier_file
from resources import open_bytes
from tests.flows.stage import SECRET, Person, Played, Team, play
from ui.terminal.desk import Desk
from ui.terminal.verbs import cli
from ui.work.home import Home

ONE = "xã Minh Hoạ Một"
STARTED = "2025-04-02T08:05:00+07:00"
ROOT = Path(__file__).resolve().parents[2]
USER_VERSION = 60
"""Where SQLite keeps the number that says by which version of the format a file is written."""


@pytest.fixture
def an(team: Team) -> Person:
    an = team["an"]
    an.do("open", an.dossier, ONE, "--started", STARTED)
    return an


@pytest.fixture
def lead(team: Team) -> Person:
    return team["truong-doan"]


def newer_major(source: Path, target: Path) -> Path:
    """Copy a dossier as a program of the next major version would have marked it."""
    data = bytearray(source.read_bytes())
    (version,) = struct.unpack_from(">I", data, USER_VERSION)
    struct.pack_into(">I", data, USER_VERSION, version + 1000)
    target.write_bytes(data)
    return target


# -- keys and passphrases ----------------------------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing(an: Person, tmp_path: Path) -> None:
    wrong = tmp_path / "sai.txt"
    wrong.write_text("không phải mật khẩu này\n", encoding="utf-8")
    ended = play(Desk(Home(an.home), passphrase_file=wrong, no_input=True), "show", an.dossier)
    assert (ended.code, ended.out) == (8, "")
    assert "Mật khẩu" in ended.err


def test_without_a_passphrase_and_nobody_to_ask_it_says_how_to_give_one(an: Person) -> None:
    ended = play(Desk(Home(an.home), no_input=True), "show", an.dossier)
    assert (ended.code, ended.out) == (2, "")
    assert "--passphrase-file" in ended.err


def test_a_passphrase_may_come_from_a_descriptor_and_a_bad_one_is_refused(an: Person) -> None:
    with (an.home / SECRET).open("rb") as stream:
        desk = Desk(Home(an.home), passphrase_fd=stream.fileno(), no_input=True)
        assert play(desk, "show", an.dossier).code == 0
    assert play(Desk(Home(an.home), passphrase_fd=987, no_input=True), "show", an.dossier).code == 6


def test_a_passphrase_file_may_be_missing_or_no_text(an: Person, tmp_path: Path) -> None:
    noise = tmp_path / "ảnh.jpg"
    noise.write_bytes(b"\xff\xd8\xff\xe0 no text")
    for file in (noise, tmp_path / "không có"):
        ended = play(Desk(Home(an.home), passphrase_file=file, no_input=True), "show", an.dossier)
        assert (ended.code, ended.out) == (6, "")


def test_a_passphrase_file_written_by_notepad_opens_the_key(an: Person, tmp_path: Path) -> None:
    secret = tmp_path / "notepad.txt"
    secret.write_bytes(b"\xef\xbb\xbf" + (an.home / SECRET).read_bytes().replace(b"\n", b"\r\n"))
    assert play(Desk(Home(an.home), passphrase_file=secret, no_input=True), "show", an.dossier).code == 0


def test_without_a_key_it_says_so(tmp_path: Path, an: Person) -> None:
    nobody = Person(tmp_path / "ai")
    nobody.home.mkdir()
    (nobody.home / SECRET).write_text("x\n", encoding="utf-8")
    nobody.refused(6, "show", an.dossier)


def test_a_key_is_never_written_over(an: Person) -> None:
    before = (an.home / "key.json").read_bytes()
    an.refused(6, "key", "new", "--name", "Nguyễn An Mẫu", "--memory-mib", "64")
    assert (an.home / "key.json").read_bytes() == before


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["show", "check", "seal", "undo"])
def test_a_dossier_that_is_not_there_is_told_and_not_made(an: Person, verb: str) -> None:
    missing = an.home / "không-có.thisat"
    assert "không-có.thisat" in an.refused(6, verb, missing)
    assert not missing.exists()


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\x00", os.urandom(5000), b"%PDF-1.7\n"], ids=len)
def test_what_is_no_dossier_is_told_and_not_touched(an: Person, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "lạ.thisat"
    file.write_bytes(data)
    for verb in ("show", "check"):
        assert "lạ.thisat" in an.refused(4, verb, file)
    ended = an.try_to("absorb", file, "--into", an.dossier)
    assert ended.code == 4
    assert file.read_bytes() == data


def test_a_dossier_of_a_newer_major_version_is_left_alone(an: Person, tmp_path: Path) -> None:
    newer = newer_major(an.dossier, tmp_path / "mới.thisat")
    before = newer.read_bytes()
    for arguments in (["show", newer], ["check", newer], ["answer", newer, "A1", "đạt", "--visit", ONE]):
        assert "phiên bản" in an.refused(7, *arguments)
    told = an.do("absorb", newer, "--into", an.dossier, "--json", code=7)
    assert told["files"][0]["code"] == "dossier.too-new"
    assert told["added"] == 0
    assert newer.read_bytes() == before


def test_a_dossier_that_another_program_is_writing_is_locked(
    an: Person, lead: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier_file, "_BUSY_S", 0.05)
    hold = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); db.execute('BEGIN EXCLUSIVE');"
        " print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(an.dossier)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        sentence = an.refused(6, "answer", an.dossier, "A1", "đạt", "--visit", ONE)
        other.communicate()
    assert "dot-2025.thisat" in sentence
    an.do("answer", an.dossier, "A1", "đạt", "--visit", ONE)
    assert an.do("check", an.dossier, "--json")["sound"]


def test_a_dossier_that_is_damaged_is_refused(an: Person, tmp_path: Path) -> None:
    damaged = tmp_path / "hỏng.thisat"
    data = an.dossier.read_bytes()
    assert STARTED.encode() in data
    damaged.write_bytes(data.replace(STARTED.encode(), STARTED.replace("08:05", "09:05").encode()))
    told = an.do("check", damaged, "--json", code=4)
    assert not told["sound"]
    assert told["findings"]
    an.refused(4, "show", damaged)


def test_a_file_that_is_there_is_never_written_over(an: Person, tmp_path: Path) -> None:
    taken = tmp_path / "có rồi"
    taken.write_bytes(b"of somebody else")
    refusals: list[list[Any]] = [
        ["export", an.dossier, "--format", "csv", "--out", taken],
        ["document", "minutes", an.dossier, "--visit", ONE, "--draft", "--out", taken],
        ["key", "show", "--card", taken],
    ]
    for arguments in refusals:
        an.refused(6, *arguments)
    assert taken.read_bytes() == b"of somebody else"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["có rồi"]


def test_a_place_that_cannot_be_written_to_is_told(an: Person, tmp_path: Path) -> None:
    inside = tmp_path / "tệp"
    inside.write_bytes(b"")
    an.refused(6, "export", an.dossier, "--format", "csv", "--out", inside / "bảng.csv")
    an.refused(6, "handover", an.dossier, "--visit", ONE, "--out", inside / "thẻ", "--plain", "thử")
    assert an.show()["statements"] == Person(an.home).show()["statements"]


def test_demo_wants_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra" / "của tôi.txt").write_bytes(b"x")
    desk = Desk(Home(tmp_path / "nhà"), no_input=True)
    ended = play(desk, "demo", "--out", tmp_path / "ra")
    assert (ended.code, ended.out) == (2, "")
    assert play(desk, "demo", "--out", tmp_path / "ra" / "của tôi.txt").code == 2
    assert [one.name for one in (tmp_path / "ra").iterdir()] == ["của tôi.txt"]


# -- rights ------------------------------------------------------------------------------------------------------------


def test_only_a_lead_decides_plans_and_joins_and_nothing_is_recorded_of_the_attempt(an: Person, tmp_path: Path) -> None:
    an.do("answer", an.dossier, "A1", "đạt", "--visit", ONE)
    before = an.dossier.read_bytes()
    attempts: list[list[Any]] = [
        ["decide", an.dossier, "A1", "không đạt", "--visit", ONE, "--reason", "tôi thấy thế"],
        ["plan", an.dossier, "--unit", "xã Khác", "--checklist", "2025.1"],
        ["join", an.dossier, ONE, "xã Minh Hoạ Hai", "--reason", "thử"],
    ]
    for arguments in attempts:
        assert "Vai trò" in an.refused(2, *arguments), arguments
    assert an.dossier.read_bytes() == before
    assert an.show()["visits"][0]["contested"] == []


def test_only_roots_issue_rosters_exclude_and_erase(an: Person, lead: Person) -> None:
    statement = an.show()["scopes"][an.show()["round"]]["tips"][0]
    before = an.dossier.read_bytes()
    attempts: list[list[Any]] = [
        ["roster", an.dossier, "--people", lead.home / "danh-sach.toml"],
        ["exclude", an.dossier, statement, "--reason", "thử"],
        ["erase", an.dossier, "--entry", statement, "--reason", "thử", "--basis", "thử"],
    ]
    for arguments in attempts:
        assert "khoá gốc" in an.refused(2, *arguments), arguments
    assert an.dossier.read_bytes() == before


def test_somebody_on_no_roster_may_look_but_what_they_say_does_not_count(
    an: Person, played: Played, tmp_path: Path
) -> None:
    stranger = played.move("thanh-vien-1", tmp_path, dossier=False)
    assert stranger.show(dossier=an.dossier)["title"] == an.show()["title"]
    ended = stranger.try_to("answer", an.dossier, "A1", "đạt", "--visit", ONE)
    assert an.show("--visit", ONE)["visits"][0]["results"] == [], ended


# -- what is missing ---------------------------------------------------------------------------------------------------


def test_reasons_are_asked_for(an: Person, lead: Person) -> None:
    assert "lý do" in an.refused(2, "answer", an.dossier, "E1", "không áp dụng", "--visit", ONE)
    assert "lý do" in an.refused(2, "answer", an.dossier, "E1", "kkt", "--visit", ONE)
    assert "lý do" in an.refused(2, "void", an.dossier, "--visit", ONE, "--reason", " ")
    assert "lý do" in lead.refused(2, "decide", lead.dossier, "A1", "đạt", "--visit", ONE, "--reason", "")
    assert "lý do" in lead.refused(2, "exclude", lead.dossier, lead.show()["rosters"][0], "--reason", "")
    assert "--reason" in an.refused(2, "void", an.dossier, "--visit", ONE)
    assert an.show("--visit", ONE)["visits"][0]["results"] == []


def test_a_visit_with_gaps_is_sealed_only_for_a_reason(an: Person) -> None:
    an.do("answer", an.dossier, "A1", "không đạt", "--visit", ONE)
    sentence = an.refused(3, "seal", an.dossier, "--visit", ONE)
    # A failure without a note is a gap like an item without an answer.
    assert "14" in sentence
    assert "A1, A2, B1" in sentence
    assert an.show("--visit", ONE)["visits"][0]["seals"] == []
    an.do("seal", an.dossier, "--visit", ONE, "--with-gaps", "mất điện, phải dừng")
    shown = an.show("--visit", ONE)["visits"][0]
    assert shown["sealed"]
    assert [one["text"] for one in shown["comments"]] == ["mất điện, phải dừng"]


def test_an_empty_visit_is_not_sealed(an: Person) -> None:
    assert "chưa có câu trả lời" in an.refused(2, "seal", an.dossier, "--visit", ONE, "--with-gaps", "thử")


def test_final_minutes_want_a_seal_a_number_and_no_dispute(
    an: Person, team: Team, lead: Person, tmp_path: Path
) -> None:
    binh, out = team["binh"], tmp_path / "BB.pdf"
    make = ("document", "minutes", lead.dossier, "--visit", ONE, "--out", out)
    binh.do("open", binh.dossier, ONE, "--started", STARTED)
    an.do("answer", an.dossier, "A1", "đạt", "--visit", ONE)
    binh.do("answer", binh.dossier, "A1", "không đạt", "--visit", ONE, "--note", "không thấy")
    _give(an, lead, tmp_path / "stick")
    assert "chưa niêm phong" in lead.refused(3, *make, "--number", "01")
    _give(binh, lead, tmp_path / "stick")
    assert "(A1)" in lead.refused(5, *make, "--number", "01")
    lead.do("decide", lead.dossier, "A1", "đạt", "--visit", ONE, "--reason", "có ảnh")
    assert "--number" in lead.refused(2, *make)
    assert "--number" in lead.refused(2, *make, "--number", " ")
    assert not out.exists()
    assert lead.show()["documents"] == []
    lead.do("seal", lead.dossier, "--visit", ONE, "--purpose", "final", "--with-gaps", "chỉ kiểm tra một nội dung")
    lead.do(*make, "--number", "01", "--day", "05/05/2025")
    other = tmp_path / "BB-2.pdf"
    lead.do("answer", lead.dossier, "A2", "đạt", "--visit", ONE)
    assert "chưa niêm phong" in lead.refused(3, *make[:-1], other, "--number", "01", "--day", "05/05/2025")
    lead.do("seal", lead.dossier, "--visit", ONE, "--purpose", "amendment", "--with-gaps", "như trên")
    assert "01" in lead.refused(2, *make[:-1], other, "--number", "01", "--day", "05/05/2025")
    assert not other.exists(), "a number that is taken makes no paper"
    assert [one["number"] for one in lead.show()["documents"]] == ["01"]


def _give(sender: Person, receiver: Person, folder: Path) -> None:
    keys = [one.do("key", "show", "--json")["recipient"] for one in (sender, receiver)]
    to = [part for key in keys for part in ("--to", key)]
    made = sender.do("handover", sender.dossier, "--visit", ONE, "--out", folder, *to, "--json")
    receiver.do("absorb", *made["files"], "--into", receiver.dossier)


def test_a_file_is_not_handed_over_in_the_clear_by_mistake_nor_to_somebody_who_cannot_be(
    an: Person, tmp_path: Path
) -> None:
    key = an.do("key", "show", "--json")["recipient"]
    count = an.show()["statements"]
    hand = ("handover", an.dossier, "--visit", ONE, "--out", tmp_path / "thẻ")
    an.refused(2, *hand, "--to", key)
    an.refused(2, *hand, "--to", key, "--to", key)
    assert "age1abc" in an.refused(2, *hand, "--to", key, "--to", "age1abc")
    assert an.show()["statements"] == count, "nothing says that it left"
    assert not list((tmp_path / "thẻ").glob("*")) if (tmp_path / "thẻ").exists() else True


# -- words and numbers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["answer", "{dossier}", "A1", "sai", "--visit", ONE],
        ["answer", "{dossier}", "Z9", "đạt", "--visit", ONE],
        ["answer", "{dossier}", "C1", "4/3", "--visit", ONE],
        ["answer", "{dossier}", "--visit", ONE],
        ["answer", "{dossier}", "A1", "đạt", "--visit", ONE, "--note", "chuông \x07"],
        ["open", "{dossier}", ONE, "--started", "hôm nay"],
        ["open", "{dossier}", ONE, "--started", "2025-04-02T08:05:00"],
        ["open", "{dossier}", "--unit", " "],
        ["fact", "{dossier}", "ended", "10 giờ", "--visit", ONE],
        ["comment", "{dossier}", "", "--visit", ONE],
        ["show", "{dossier}", "--visit", "không có đơn vị này"],
        ["show", "{dossier}", "--visit", "xã Minh Hoạ"],
        ["answer", "{dossier}", "A1", "đạt"],
        ["undo", "{dossier}", "--visit", ONE],
        ["redo", "{dossier}", "--visit", ONE],
        ["take-out", "{dossier}", "abcdef"],
        ["document", "letter", "{dossier}", "--visit", ONE, "--draft", "--answer-by", "mai", "--out", "{out}"],
        ["document", "letter", "{dossier}", "--visit", ONE, "--draft", "--answer-by", "31/02/2025", "--out", "{out}"],
        ["settings", "office", "{dossier}", "{junk}"],
        ["settings", "synthesis", "{dossier}", "--most-percent", "40"],
        ["settings", "synthesis", "{dossier}", "--most-percent", "101"],
        ["recommend", "{dossier}", "A1", "general"],
        ["recommend", "{dossier}", "Z9", "general", "--reason", "x"],
        ["document", "again", "{dossier}", "77", "--out", "{out}"],
        ["answer", "{dossier}", "--visit", ONE, "--from", "{junk}"],
        ["roster", "{dossier}", "--people", "{junk}"],
        ["new", "{out}", "--title", "Đợt", "--root", "không phải thẻ khoá"],
        ["key", "sample-authority", "--name", "x" * 80, "--out", "{out}"],
        ["key", "sample-authority", "--name", "", "--out", "{out}"],
        ["lạ"],
        ["show"],
        ["export", "{dossier}", "--format", "csv"],
        ["export", "{dossier}", "--format", "xlsx", "--table", "results", "--out", "{out}"],
        ["export", "{dossier}", "--format", "csv", "--table", "lạ", "--out", "{out}"],
    ],
    ids=lambda arguments: " ".join(arguments)[:60],
)
def test_what_makes_no_sense_is_refused_and_leaves_everything_as_it_was(
    an: Person, tmp_path: Path, arguments: list[str]
) -> None:
    junk, out = tmp_path / "rác", tmp_path / "ra"
    junk.write_bytes(b"{not \xff json")
    before = an.dossier.read_bytes()
    an.refused(2, *(one.format(dossier=an.dossier, junk=junk, out=out) for one in arguments))
    assert an.dossier.read_bytes() == before
    assert not out.exists()


def test_a_sheet_of_answers_is_taken_line_by_line_and_a_faulty_line_is_named(an: Person, tmp_path: Path) -> None:
    sheet = tmp_path / "phiếu.jsonl"
    sheet.write_text('{"item":"A1","value":"đạt"}\n\n{"item":"B1"\n', encoding="utf-8")
    assert "3" in an.refused(2, "answer", an.dossier, "--visit", ONE, "--from", sheet)
    assert an.show("--visit", ONE)["visits"][0]["results"] == []


def test_a_photo_that_is_none_is_told_and_the_others_are_kept(an: Person, tmp_path: Path) -> None:
    good, bad = tmp_path / "ghế.jpg", tmp_path / "thư.jpg"
    good.write_bytes(open_bytes("samples/photos/chairs.jpg"))
    bad.write_bytes(b"Kinh gui ...")
    ended = an.try_to("photo", "add", an.dossier, bad, good, tmp_path / "không có.jpg", "--visit", ONE, "--json")
    assert ended.code == 3
    assert [one["file"] for one in ended.json] == ["ghế.jpg"]
    assert "thư.jpg" in ended.err
    assert "không có.jpg" in ended.err
    assert len(an.show("--visit", ONE)["visits"][0]["photos"]) == 1


# -- languages, JSON, and the program itself ---------------------------------------------------------------------------


def test_without_a_verb_it_says_that_there_is_no_window(tmp_path: Path) -> None:
    ended = play(Desk(Home(tmp_path)))
    assert (ended.code, ended.out) == (2, "")
    assert "--help" in ended.err


def test_sentences_come_in_english_where_it_is_asked_for(an: Person, tmp_path: Path) -> None:
    vi = an.try_to("seal", an.dossier, "--visit", ONE)
    en = an.try_to("seal", an.dossier, "--visit", ONE, lang="en")
    assert vi.code == en.code == 3
    assert vi.err != en.err
    assert en.err.isascii()
    secret = tmp_path / "secret.txt"
    shutil.copy(an.home / SECRET, secret)
    asked = ("--home", an.home, "--lang", "en", "--passphrase-file", secret, "--no-input")
    ended = play(None, *asked, "show", tmp_path / "none.thisat")
    assert (ended.code, ended.out) == (6, "")
    assert "There is no dossier" in ended.err
    shown = play(None, *asked, "show", an.dossier)
    assert shown.code == 0
    assert "statements" in shown.out


def test_quiet_prints_data_alone(an: Person, tmp_path: Path) -> None:
    an.do("answer", an.dossier, "A1", "đạt", "--visit", ONE)
    desk = an.desk()
    desk.quiet = True
    ended = play(desk, "export", an.dossier, "--format", "csv", "--out", tmp_path / "a")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_json_is_all_that_stands_on_standard_output(an: Person, team: Team, tmp_path: Path) -> None:
    binh = team["binh"]
    photo = tmp_path / "quầy.jpg"
    photo.write_bytes(open_bytes("samples/photos/counter.jpg"))
    verbs: list[list[Any]] = [
        ["key", "show"],
        ["show", an.dossier],
        ["open", an.dossier, "--unit", "xã Bất Chợt", "--checklist", "2025.1"],
        ["photo", "add", an.dossier, photo, "--visit", ONE],
        ["check", an.dossier],
        ["verify", an.dossier],
        ["document", "minutes", an.dossier, "--visit", ONE, "--draft", "--out", tmp_path / "a.pdf"],
        ["handover", an.dossier, "--visit", ONE, "--out", tmp_path, "--plain", "thử"],
        ["absorb", binh.dossier, "--into", an.dossier, "--dry-run"],
        ["absorb", tmp_path / "none", "--into", an.dossier],
        ["key", "sample-authority", "--name", "Mẫu", "--out", tmp_path / "ca"],
    ]
    for arguments in verbs:
        ended = an.try_to(*arguments, "--json")
        assert ended.json is not None, arguments
        assert ended.out == json.dumps(ended.json, indent=2, ensure_ascii=False) + "\n", arguments


def test_every_verb_explains_itself_in_both_languages() -> None:
    names = sorted(cli.commands)
    assert len(names) > 25
    for name in names:
        ended = play(Desk(Home(Path("nowhere"))), name, "--help")
        assert ended.code == 0
        text = " ".join(ended.out.split())
        assert " / " in text, name


def test_the_program_itself_ends_with_the_code_and_prints_no_traceback(an: Person) -> None:
    asked = ["--home", str(an.home), "--passphrase-file", str(an.home / SECRET), "--no-input"]
    environment = {**os.environ, "LANG": "C", "PYTHONIOENCODING": "ascii"}
    for arguments, code in ((["show", str(an.dossier)], 0), (["show", "không-có"], 6), ([], 2)):
        done = subprocess.run(
            [sys.executable, "main.py", *asked, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == code, said
        assert "Traceback" not in said
        assert said.strip()
