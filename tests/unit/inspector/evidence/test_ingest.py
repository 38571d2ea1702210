from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from inspector.errors import KnownError
from inspector.evidence import ingest as module
from inspector.evidence.answer import LARGEST_FILE, Refused, Seen
from inspector.evidence.facts import Facts
from inspector.evidence.ingest import Ingest
from inspector.evidence.jpeg import plain_size
from resources import Language, say
from tests.unit.inspector.evidence import pictures
from tests.unit.inspector.evidence.pictures import corners, encoded, rows

ROOT = Path(__file__).resolve().parents[4]
GOOD = encoded(corners())


@pytest.fixture(scope="module")
def ingest() -> Iterator[Ingest]:
    with Ingest() as one:
        yield one


def refusal(ingest: Ingest, original: bytes) -> KnownError:
    with pytest.raises(KnownError) as raised:
        ingest.take(original, "IMG_1.jpg")
    languages: tuple[Language, ...] = ("vi", "en")
    for language in languages:
        sentence = say(raised.value.key, language, **raised.value.params)
        assert sentence != raised.value.key
        assert "…" not in sentence
    return raised.value


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_taken_in(ingest: Ingest, form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    original = encoded(corners(2000, 1000), form, exif=exif)
    photo = ingest.take(original, "IMG_1")
    assert photo.original is original
    assert photo.format == form.lower()
    assert (photo.width, photo.height) == (1000, 2000)
    assert plain_size(photo.display) == (600, 1200)
    assert photo.facts == Facts(orientation=6)


def test_the_same_photo_gives_the_same_display_copy(ingest: Ingest) -> None:
    assert ingest.take(GOOD, "a").display == ingest.take(GOOD, "b").display


def test_many_photos_go_through_one_worker(ingest: Ingest) -> None:
    ingest.take(GOOD, "a")
    process = ingest._worker._process
    refusal(ingest, b"\xff\xd8\xff junk")
    ingest.take(GOOD, "b")
    assert ingest._worker._process is process


def test_an_empty_file_is_refused(ingest: Ingest) -> None:
    assert refusal(ingest, b"").key == "photo.empty"


def test_a_large_file_is_refused_with_its_size(ingest: Ingest) -> None:
    error = refusal(ingest, GOOD + bytes(LARGEST_FILE))
    assert (error.key, error.params["size"], error.params["limit"]) == ("photo.too_large", 41, 40)


def test_a_file_of_the_largest_size_is_taken_in(ingest: Ingest) -> None:
    assert ingest.take(GOOD + bytes(LARGEST_FILE - len(GOOD)), "padded.jpg").width == 64


def test_another_format_is_named(ingest: Ingest) -> None:
    assert refusal(ingest, b"\0\0\0\x24ftypheic" + bytes(100)).params["found"] == "HEIC"
    out = io.BytesIO()
    corners().save(out, "GIF")
    error = refusal(ingest, out.getvalue())
    assert (error.key, error.params["found"]) == ("photo.format", "GIF")


def test_a_file_that_is_no_picture_is_refused(ingest: Ingest) -> None:
    assert refusal(ingest, b"just text").key == "photo.no_picture"


def test_a_bomb_is_refused(ingest: Ingest) -> None:
    error = refusal(ingest, pictures.png_claiming(100_000, 100_000))
    assert error.key == "photo.too_many_pixels"
    assert error.params["png_limit"] == 50


def test_a_photo_that_was_cut_short_is_refused(ingest: Ingest) -> None:
    whole = encoded(rows(300, 200))
    assert refusal(ingest, whole[: len(whole) // 2]).key == "photo.unreadable"


def standing_in(tmp_path: Path, body: str) -> Path:
    """Return a worker that misbehaves at a request of our choice and otherwise is the real one."""
    script = tmp_path / "worker.py"
    script.write_text(
        f"import sys, os, time\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from inspector.evidence.picture import answer\n"
        "from inspector.evidence.process import Limits, serve\n"
        f"def handle(request):\n    if request.endswith(b'bad'):\n        {body}\n    return answer(request)\n"
        "serve(handle, Limits(memory=2 << 30, cpu=20, files=32), longest_request=1 << 20)\n",
        encoding="utf-8",
    )
    return script


@pytest.mark.parametrize("body", ["os.abort()", "os.kill(os.getpid(), 9)", "time.sleep(600)"])
def test_a_picture_that_brings_the_worker_down_is_refused_and_the_next_is_taken_in(tmp_path: Path, body: str) -> None:
    with Ingest(standing_in(tmp_path, body), deadline=1.0 if "sleep" in body else 30.0) as ingest:
        assert ingest.take(GOOD, "a").width == 64
        assert refusal(ingest, GOOD + b"bad").key == "photo.unreadable"
        assert ingest.take(GOOD, "b").width == 64


def lie(**changes: Any) -> bytes:
    honest = Seen("jpeg", 64, 32, Facts(), encoded(corners()))
    return msgspec.json.encode(msgspec.structs.replace(honest, **changes))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b'{"type":"refused","key":"anything"}',
        lie(format="png"),
        lie(width=0),
        lie(width=63),
        lie(width=220_000_000, height=220_000_000),
        lie(display=b""),
        lie(display=encoded(corners(), "PNG")),
        lie(display=encoded(corners(), comment=b"smuggled")),
        lie(width=128, height=64),
        lie(facts=Facts(orientation=9)),
        lie(facts=Facts(latitude=91_000_000)),
        lie(facts=Facts(make="x" * 121)),
    ],
)
def test_an_answer_that_a_sound_worker_cannot_give_is_not_believed(tmp_path: Path, answer: bytes) -> None:
    with Ingest(standing_in(tmp_path, f"return {answer!r}")) as ingest:
        assert refusal(ingest, GOOD + b"bad").key == "photo.unreadable"


def test_an_honest_answer_is_believed() -> None:
    assert isinstance(module._trusted(lie(), "jpeg"), Seen)
    assert isinstance(module._trusted(msgspec.json.encode(Refused("photo.unreadable")), "jpeg"), Refused)


def test_a_worker_that_does_not_start_is_not_blamed_on_the_picture(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text("raise SystemExit(3)", encoding="utf-8")
    with Ingest(script) as ingest:
        assert refusal(ingest, GOOD).key == "photo.no_worker"


def test_the_parent_does_not_load_a_decoder() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import inspector.evidence.ingest; "
        "sys.exit(any(name.startswith('PIL') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-I", "-c", program], check=False).returncode == 0
