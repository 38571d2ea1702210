"""`demo`: the round of spring 2025 played through the program's own verbs, each person in a home of their own.

What passes between people passes as files. Only the clock is played: the sample's days lie in the past.
"""

from __future__ import annotations

import contextlib
import io
import json
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import click

from inspector.errors import KnownError
from inspector.evidence.poster import Poster, draw
from inspector.places.directory import nation
from inspector.places.unit import Unit
from inspector.rules.checklist import decode
from inspector.rules.shipped import shipped
from inspector.sources import SystemSources
from reports.outline.office import SAMPLE
from resources import open_bytes
from ui.terminal.desk import Desk, pass_desk, path_argument, verb
from ui.work.home import Home

_VIETNAM: Final = timezone(timedelta(hours=7))
_LEAD, _DEPUTY, _SECRETARY = "truong-doan", "pho-doan", "thu-ky"
_INSPECTORS: Final = ("thanh-vien-1", "thanh-vien-2", "thanh-vien-3")
_PEOPLE: Final = {
    _LEAD: ("Trần Quốc Mẫu", ["lead"], "Trưởng đoàn"),
    _DEPUTY: ("Phạm Thị Mẫu", ["deputy"], "Phó Trưởng đoàn"),
    _SECRETARY: ("Đỗ Ngọc Mẫu", ["secretary"], "Thư ký Đoàn"),
    _INSPECTORS[0]: ("Nguyễn Hữu Mẫu", ["inspector"], "Thành viên"),
    _INSPECTORS[1]: ("Lê Thị Kim Mẫu", ["inspector"], "Thành viên"),
    _INSPECTORS[2]: ("Huỳnh Văn Mẫu", ["inspector"], "Thành viên"),
}
_CHAIR: Final = "Nguyễn Văn Mẫu"
_PHOTO_OF: Final = {
    "fac_waiting": "chairs.jpg",
    "fac_equipment": "counter.jpg",
    "proc_receipt": "receipt.jpg",
    "fb_channels_posted": "notice.jpg",
}
_COVERT: Final = frozenset({"proc_guidance", "staff_attitude", "ms_accuracy"})


class SampleClock(SystemSources):
    """Real chance, played time."""

    def __init__(self) -> None:
        self._now = datetime(2025, 2, 10, 8, tzinfo=_VIETNAM)

    def set(self, day: date, hour: int, minute: int) -> None:
        self._now = datetime(day.year, day.month, day.day, hour, minute, tzinfo=_VIETNAM)

    def utc_ms(self) -> int:
        self._now += timedelta(seconds=20)
        return int(self._now.timestamp() * 1000)

    def offset_min(self) -> int:
        return 420


@dataclass(slots=True)
class Play:
    """The stage: where everything lies, who has which home, and how a verb is run for somebody."""

    out: Path
    desk: Desk
    clock: SampleClock = field(default_factory=SampleClock)
    desks: dict[str, Desk] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    step: int = 0

    def home(self, who: str) -> Path:
        return self.out / "nguoi" / who

    def dossier(self, who: str) -> Path:
        return Home(self.home(who)).dossiers / "dot-2025.thisat"

    @property
    def stick(self) -> Path:
        return self.out / "the-nho"

    @property
    def papers(self) -> Path:
        return self.out / "van-ban"

    def say(self, text: str) -> None:
        click.echo(text)

    def next(self, vi: str, en: str) -> None:
        """Announce a step."""
        self.step += 1
        self.say(f"\n{self.step:2}. {vi if self.desk.lang == 'vi' else en}")

    def run(self, who: str, *arguments: str | Path, expect: Sequence[int] = (0,)) -> Any:
        """Run a verb in somebody's home and return the JSON that it printed, if any.

        What a verb says is shown only where it did not end as the story wants.
        """
        from ui.terminal.verbs import run

        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([str(one) for one in arguments], self.desks[who])
        if code not in expect:
            raise KnownError("demo.step", exit_code=1, verb=str(arguments[0]), code=code, said=err.getvalue().strip())
        printed = out.getvalue()
        return json.loads(printed) if printed.startswith(("{", "[")) else printed.strip() or err.getvalue().strip()

    def bring(self, who: str) -> None:
        """Give somebody a home with a passphrase, and a desk whose key is opened once."""
        home = self.home(who)
        Home(home).dossiers.mkdir(parents=True)
        secret = home / "mat-khau-mau.txt"
        secret.write_text(secrets.token_urlsafe(18) + "\n", encoding="utf-8")
        self.desks[who] = Desk(Home(home), self.desk.lang, passphrase_file=secret, no_input=True, sources=self.clock)


@click.command("demo")
@click.option("--out", type=path_argument, required=True, help="Thư mục trống. / An empty folder.")
@pass_desk
@verb
def demo(desk: Desk, out: Path) -> None:
    """Diễn lại đợt kiểm tra mẫu: từ phiếu đến văn bản đã ký. / Play the sample round, from checklist to signed papers."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise KnownError("folder.not-empty", exit_code=2, folder=out)
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    play = Play(out.absolute(), desk)
    story = told()
    play.say(story["about"][desk.lang])
    to_the_stick(play, story)
    _collect(play)
    _decide(play, story)
    _papers(play, story)
    _verify(play)
    play.say("")
    play.say(desk.say("demo.done", seconds=f"{time.monotonic() - began:.0f}", folder=play.out))
    _offer_window(play)


def told() -> dict[str, Any]:
    """Return the round as the sample data have it: units, observations, conclusions."""
    story: dict[str, Any] = json.loads(open_bytes("samples/round-2025.json"))
    return story


def to_the_stick(play: Play, story: dict[str, Any]) -> None:
    """Play the round until everybody's files lie on the stick; what is sent later lies beside it."""
    _team(play)
    _brief(play, story)
    _visits(play, story)


def _offer_window(play: Play) -> None:
    """Say how the merged round is looked at in the window, and open it if the person at the terminal wants to."""
    program = [sys.executable, sys.argv[0]] if sys.argv[0].endswith(".py") else [sys.argv[0]]
    home = play.home(_LEAD)
    command = [*program, "--home", str(home), str(play.dossier(_LEAD))]
    passphrase = home / "mat-khau-mau.txt"
    play.say(
        play.desk.say(
            "demo.window", command=shlex.join(command), passphrase=passphrase.read_text(encoding="utf-8").strip()
        )
    )
    asks = sys.stdin.isatty() and not play.desk.no_input
    if asks and click.confirm(play.desk.say("demo.open-window"), default=False):
        subprocess.run(command, check=False)


def _team(play: Play) -> None:
    play.next("Sáu người tạo khoá, mỗi người một máy", "Six people make their keys, each on a machine of their own")
    cards = {}
    for who, (name, _, _) in _PEOPLE.items():
        play.bring(who)
        shown = play.run(who, "key", "new", "--name", name, "--memory-mib", "64", "--json")
        cards[who] = shown["card"]
        play.ids[who] = shown["recipient"]
        play.say(f"    {name}: {' '.join(shown['words'])}")
    play.next("Trưởng đoàn bắt đầu đợt và ban hành danh sách", "The lead begins the round and issues the roster")
    lead = play.dossier(_LEAD)
    title = "Kiểm tra đột xuất Bộ phận Một cửa, đợt 10/02–09/05/2025 (dữ liệu mẫu)"
    play.run(_LEAD, "new", lead, "--title", title, "--root", cards[_DEPUTY], "--json")
    people = play.home(_LEAD) / "danh-sach.toml"
    people.write_text(
        "\n".join(
            f'[[person]]\nname = "{name}"\nroles = {json.dumps(roles)}\ntitle = "{title}"\ncard = "{cards[who]}"\n'
            for who, (name, roles, title) in _PEOPLE.items()
        ),
        encoding="utf-8",
    )
    play.run(_LEAD, "roster", lead, "--people", people, "--label", "1")
    office = play.home(_LEAD) / "co-quan.json"
    office.write_bytes(open_bytes(SAMPLE))
    play.run(_LEAD, "settings", "office", lead, office)
    play.say(f"    {lead}")


def _unit_name(unit: dict[str, Any]) -> str:
    return f"{unit['kind']} {unit['name']}"


def _brief(play: Play, story: dict[str, Any]) -> None:
    play.next("Dự kiến 16 lượt, giao nhiệm vụ cho ba thành viên", "Plan 16 visits and brief three inspectors")
    for unit in story["units"]:
        place: list[str] = []
        if not unit["illustrative"]:
            named = f"{unit['kind']} {unit['name']}, huyện {unit['district']}, tỉnh Cà Mau"
            found = nation().find(named, date.fromisoformat(unit["visited"]))
            former = next(one.found for one in found if isinstance(one.found, Unit))
            place = ["--code", former.code, "--since", former.valid_from]
        play.run(
            _LEAD, "plan", play.dossier(_LEAD), "--unit", _unit_name(unit), "--district", f"huyện {unit['district']}",
            "--day", unit["visited"], "--checklist", story["checklist"], *place,
        )  # fmt: skip
    for who in (*_INSPECTORS, _SECRETARY):
        folder = play.out / "giao-nhiem-vu" / who
        made = play.run(
            _LEAD,
            "brief",
            play.dossier(_LEAD),
            "--out",
            folder,
            "--to",
            play.ids[who],
            "--to",
            play.ids[_LEAD],
            "--until",
            max(unit["visited"] for unit in story["units"]),
            "--json",
        )
        play.run(who, "absorb", made["files"][0], "--into", play.dossier(who))
        play.say(f"    {made['files'][0]}")


def _visits(play: Play, story: dict[str, Any]) -> None:
    play.next(
        "Các thành viên kiểm tra 16 đơn vị, niêm phong, bàn giao", "The inspectors visit 16 units, seal, hand over"
    )
    play.stick.mkdir()
    for number, unit in enumerate(story["units"]):
        for observation in unit["observations"]:
            who = _INSPECTORS[(number // 4 + int(observation["by"][-1]) - 1) % 3]
            _visit(play, story, unit, observation, number, who)


def _visit(
    play: Play, story: dict[str, Any], unit: dict[str, Any], observation: dict[str, Any], number: int, who: str
) -> None:
    day, name, dossier = date.fromisoformat(unit["visited"]), _unit_name(unit), play.dossier(who)
    codes = {item.id: item.code for item in decode(shipped(story["checklist"])).items}
    play.clock.set(day, 8, 0)
    play.run(who, "open", dossier, name, "--started", f"{day}T08:05:00+07:00", "--mystery")
    covert = [item for item in observation["values"] if item in _COVERT]
    overt = [item for item in observation["values"] if item not in _COVERT]
    _answers(play, who, dossier, name, observation, covert)
    play.clock.set(day, 8, 35)
    play.run(who, "seal", dossier, "--visit", name, "--purpose", "covert")
    play.clock.set(day, 8, 40)
    _answers(play, who, dossier, name, observation, overt)
    if number == 1:
        # An older copy of this visit is on the stick too, as it happens when somebody hands over in a hurry.
        _hand_over(play, who, name, "originals")
    _photos(play, who, dossier, name, observation, codes)
    play.run(who, "fact", dossier, "ended", f"{day}T10:20:00+07:00", "--visit", name)
    play.run(
        who, "fact", dossier, "representatives", "Đại diện lãnh đạo UBND và Bộ phận Một cửa (mẫu)", "--visit", name
    )
    if observation["by"] == "inspector_1":
        opinion = "Đơn vị thống nhất với nội dung biên bản và sẽ khắc phục trong thời hạn nêu trên."
        play.run(who, "fact", dossier, "unit_opinion", opinion, "--visit", name)
    sealed = play.run(who, "seal", dossier, "--visit", name, "--purpose", "onsite", "--json")
    play.say(f"    {day:%d/%m/%Y}  {name:<20} {_PEOPLE[who][0]:<18} {sealed['code']}")
    _send(play, who, name, number)


def _answers(play: Play, who: str, dossier: Path, name: str, observation: dict[str, Any], items: list[str]) -> None:
    lines = [
        {"item": item, "value": _typed(observation["values"][item]), "note": observation["notes"].get(item, "")}
        for item in items
    ]
    sheet = play.home(who) / "phieu.jsonl"
    sheet.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    play.run(who, "answer", dossier, "--visit", name, "--from", sheet)


def _typed(value: Any) -> str:
    return value if isinstance(value, str) else f"{value['n']}/{value['total']}"


def _photos(play: Play, who: str, dossier: Path, name: str, observation: dict[str, Any], codes: dict[str, str]) -> None:
    values = observation["values"]
    album = play.home(who) / "anh"
    album.mkdir(exist_ok=True)
    shots: list[tuple[str, bytes, str]] = []
    first = observation["by"] == "inspector_1"
    if first and values["pub_qr_posted"] == "pass":
        link = f"https://dichvucong.gov.vn/p/home/dvc-mau.html?don-vi={len(shots) + sum(map(ord, name))}"
        lines = ("Quét mã để tra cứu thủ tục hành chính,", "hồ sơ, phí, lệ phí và thời hạn giải quyết.")
        poster = Poster("BỘ PHẬN MỘT CỬA", "Công khai thủ tục hành chính", (*lines, name), link)
        shots.append(("pub_qr_posted", draw(poster), "Bảng công khai mã QR tại Bộ phận Một cửa"))
    desk = "desk.jpg" if values["pub_paper_booklet"] == "pass" else "desk_no_book.jpg"
    if first:
        shots.append(("pub_paper_booklet", open_bytes(f"samples/photos/{desk}"), "Bàn hướng dẫn, bàn ghi thông tin"))
    extra = sorted(_PHOTO_OF)[(sum(map(ord, name)) + first) % len(_PHOTO_OF)]
    shots.append((extra, open_bytes(f"samples/photos/{_PHOTO_OF[extra]}"), "Ghi nhận tại thời điểm kiểm tra"))
    for item, data, caption in shots:
        # A photo is kept as its camera wrote it; so that two units never share one, each file ends in the unit's name.
        file = album / f"{codes[item]}.jpg"
        file.write_bytes(data + name.encode())
        play.run(who, "photo", "add", dossier, file, "--visit", name, "--item", codes[item], "--caption", caption)


def _hand_over(play: Play, who: str, name: str, weight: str, *more: str) -> list[Path]:
    made = play.run(
        who, "handover", play.dossier(who), "--visit", name, "--out", play.stick, "--weight", weight, "--json",
        *(more or ("--to", play.ids[_LEAD], "--to", play.ids[_DEPUTY])),
    )  # fmt: skip
    return [Path(one) for one in made["files"]]


def _send(play: Play, who: str, name: str, number: int) -> None:
    if number == 2:
        # Statements first, by e-mail; the photos follow later, on the stick.
        later = play.out / "gui-sau"
        later.mkdir()
        for file in _hand_over(play, who, name, "originals"):
            shutil.move(file, later / file.name)
        _hand_over(play, who, name, "statements")
        return
    if number == 4:
        (file,) = _hand_over(play, who, name, "originals")
        shutil.copy(file, play.stick / f"ban-sao-{file.name}")
        return
    if number == 7:
        _tampered(play, who, name)
    _hand_over(play, who, name, "originals")


def _tampered(play: Play, who: str, name: str) -> None:
    """Somebody opens a copy in another program and turns a failure into a pass."""
    (file,) = _hand_over(play, who, name, "statements", "--plain", "Mẫu: tệp không mã hoá, để bị sửa")
    data = file.read_bytes()
    assert b'"value":"fail"' in data
    file.unlink()
    (play.stick / f"bi-sua-{file.name}").write_bytes(data.replace(b'"value":"fail"', b'"value":"pass"', 1))


def _collect(play: Play) -> None:
    play.next("Trưởng đoàn gộp mọi tệp trên USB", "The lead unites every file on the stick")
    play.clock.set(date(2025, 5, 12), 8, 0)
    files = sorted(play.stick.iterdir())
    lead = play.dossier(_LEAD)
    told = play.run(_LEAD, "absorb", *files, "--into", lead, "--json", expect=(4,))
    for one in told["files"]:
        play.say(f"    {one['file'][:44]:<46}{one['sentence'][:90]}")
    play.say(play.desk.say("demo.absorbed", statements=told["added"], blobs=told["blobs"]))
    again = play.run(_LEAD, "absorb", *files, "--into", lead, "--json", expect=(4,))
    play.say(play.desk.say("demo.again", statements=again["added"]))
    play.next("Ảnh đến sau tự vào đúng chỗ", "The photos that came later find their place")
    late = play.run(_LEAD, "absorb", *sorted((play.out / "gui-sau").iterdir()), "--into", lead, "--json")
    play.say(play.desk.say("demo.absorbed", statements=late["added"], blobs=late["blobs"]))


def _decide(play: Play, story: dict[str, Any]) -> None:
    play.next("Trưởng đoàn kết luận hai điểm ghi nhận khác nhau", "The lead decides two disagreements")
    lead = play.dossier(_LEAD)
    for unit in story["units"]:
        for one in unit["conclusions"]:
            name = _unit_name(unit)
            told = play.run(
                _LEAD, "decide", lead, one["item"], _typed(one["value"]), "--visit", name, "--reason", one["reason"]
            )
            play.say(f"    {name}: {told} – {one['reason']}")
        if unit["conclusions"]:
            # Each observer sealed what they had seen themselves; the papers need one seal over all of it.
            sealed = play.run(_LEAD, "seal", lead, "--visit", _unit_name(unit), "--purpose", "final", "--json")
            play.say(f"    {_unit_name(unit)}: {sealed['code']}")
    shown = play.run(_LEAD, "show", lead, "--json")
    left = [slot for visit in shown["visits"] for slot in visit["contested"]]
    play.say(play.desk.say("demo.round", root=shown["root"], statements=shown["statements"], left=len(left)))


def _papers(play: Play, story: dict[str, Any]) -> None:
    play.next(
        "Lập biên bản của 16 lượt, ký bằng chứng thư mẫu",
        "Make the minutes of 16 visits, sign with sample certificates",
    )
    lead, box = play.dossier(_LEAD), play.home(_LEAD) / "chung-thu-mau"
    names = [_PEOPLE[_SECRETARY][0], _PEOPLE[_LEAD][0], _CHAIR]
    people = play.run(_LEAD, "key", "sample-authority", *(f"--name={name}" for name in names), "--out", box, "--json")
    p12 = dict(zip(names, people["files"], strict=True))

    def signed(file: Path, field_name: str, name: str) -> None:
        play.run(
            _LEAD, "sign", file, "--p12", p12[name], "--p12-passphrase-file", people["passphrase"], "--field", field_name,
            "--into", lead,
        )  # fmt: skip

    for number, unit in enumerate(story["units"], 1):
        name = _unit_name(unit)
        file = play.papers / f"BB_{number:02}.pdf"
        play.run(
            _LEAD,
            "document",
            "minutes",
            lead,
            "--visit",
            name,
            "--number",
            f"{number:02}",
            "--day",
            "2025-05-12",
            "--out",
            file,
        )
        signed(file, "ThuKy", names[0])
        signed(file, "TruongDoan", names[1])
        play.say(f"    {file}")
    draft = play.papers / "BB_13_ban-nhap.pdf"
    name = _unit_name(story["units"][12])
    play.run(_LEAD, "document", "minutes", lead, "--visit", name, "--draft", "--out", draft)
    play.say(f"    {draft}")
    play.clock.set(date(2025, 5, 13), 8, 0)
    _speak(play, lead)
    report = play.papers / "BC_01.pdf"
    play.run(_LEAD, "document", "report", lead, "--number", "01", "--day", "2025-05-13", "--out", report)
    signed(report, "TruongDoan", names[1])
    play.say(f"    {report}")
    play.next(
        "Lập và ký công văn gửi Chủ tịch UBND bốn huyện, mỗi nơi chỉ phần của mình",
        "Make and sign a letter to the chair of each of four districts, each about its own units alone",
    )
    play.clock.set(date(2025, 5, 15), 8, 0)
    made = play.run(
        _LEAD,
        "document",
        "letters",
        lead,
        "--first-number",
        "101",
        "--day",
        "2025-05-15",
        "--out",
        play.papers,
        "--json",
    )
    for one in made:
        signed(Path(one["file"]), "NguoiKy", _CHAIR)
        play.say(f"    {one['file']}: {one['addressees'][0]}")
    shutil.copy(people["root"], play.papers / "chung-thu-goc-mau.pem")


def _speak(play: Play, lead: Path) -> None:
    """Print what the report says in its key sentences, and whom it asks to do what."""
    play.next("Tổng hợp cả đợt, lập và ký báo cáo", "Sum up the round, make and sign the report")
    found = play.run(_LEAD, "show", "findings", lead, "--json")
    for one in (*found["strengths"], *found["shortcomings"]):
        play.say(f"    - {one['text'][play.desk.lang]}")
    tasks = play.run(_LEAD, "show", "recommendations", lead, "--day", "2025-05-13", "--json")
    play.say(play.desk.say("demo.recommended", to=tasks["to"]))
    for number, task in enumerate(tasks["tasks"], 1):
        due = f"{date.fromisoformat(task['due']):%d/%m/%Y}"
        play.say(f"    {number}. {task['work']} ({len(task['units'])}; {due})")


def _verify(play: Play) -> None:
    play.next(
        "Xác minh từng văn bản, kiểm tra hồ sơ, xuất bảng tính",
        "Verify every paper, check the dossier, export a workbook",
    )
    root = play.papers / "chung-thu-goc-mau.pem"
    files = [file for file in sorted(play.papers.glob("*.pdf")) if "nhap" not in file.name]
    told = play.run(_LEAD, "verify", *files, "--root", root, "--json")
    play.say(f"    {len(told)} PDF: {told[0]['sentence']}")
    lead = play.dossier(_LEAD)
    report = play.run(_LEAD, "check", lead, "--json")
    play.say(f"    {lead.name}: {report['sentence']}")
    table = play.out / "tong-hop.xlsx"
    play.run(_LEAD, "export", lead, "--format", "xlsx", "--out", table)
    play.say(f"    {table}")
