"""Real and hostile pictures that nobody here made: each is taken in whole or refused with one sentence.

The two tables beside the files say what a plain call of Pillow 13.0 makes of each. It opens only; we decode in full.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from inspector.errors import KnownError
from inspector.evidence.facts import Facts
from inspector.evidence.ingest import DEADLINE, Ingest, Photo
from resources import Language, say

CORPORA = Path(os.environ.get("THISAT_CORPORA", Path(__file__).resolve().parents[3] / "shared")) / "corpora"
FOLDERS = ("pillow-images", "metadata-extractor", "exif-samples", "pillow-heif", "people")
LANGUAGES: tuple[Language, ...] = ("vi", "en")

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no test corpora in {CORPORA}: set THISAT_CORPORA"),
]

DAMAGED = {
    "pillow-images/Tests/images/apng/chunk_no_fctl.png": "frames of the animation do not follow each other",
    "pillow-images/Tests/images/broken_data_stream.png": "the pixels end early",
    "pillow-images/Tests/images/truncated_end_chunk.png": "the end of the file is cut off",
}
"""Files that Pillow opens, which is all that the table did, and does not decode."""

Outcome = Photo | KnownError


def table(name: str) -> dict[str, dict[str, str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def outcomes() -> Mapping[str, Outcome]:
    """Take in every file of the corpora, a text file or two among them."""
    found: dict[str, Outcome] = {}
    with Ingest() as ingest:
        for folder in FOLDERS:
            for path in sorted(item for item in (CORPORA / folder).rglob("*") if item.is_file()):
                name = path.relative_to(CORPORA).as_posix()
                began = time.monotonic()
                try:
                    found[name] = ingest.take(path.read_bytes(), path.name)
                except KnownError as refusal:
                    found[name] = refusal
                assert time.monotonic() - began < DEADLINE, name
    return found


def accepted_format(name: str) -> bool:
    start = (CORPORA / name).read_bytes()[:12]
    return start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (start[:4], start[8:]) == (b"RIFF", b"WEBP")


def test_what_opens_in_an_accepted_format_is_taken_in(outcomes: Mapping[str, Outcome]) -> None:
    sound = {name for name, row in table("image_baseline_pillow.csv").items() if row["pillow_result"] == "ok"}
    expected = {name for name in sound if accepted_format(name)} - DAMAGED.keys()
    assert len(expected) > 250
    assert {name for name, outcome in outcomes.items() if isinstance(outcome, Photo)} == expected


def test_what_opens_but_does_not_decode_is_refused_as_damaged(outcomes: Mapping[str, Outcome]) -> None:
    for name in DAMAGED:
        outcome = outcomes[name]
        assert isinstance(outcome, KnownError)
        assert outcome.key == "photo.unreadable"


def test_a_refusal_is_one_sentence_in_both_languages(outcomes: Mapping[str, Outcome]) -> None:
    refusals = {name: outcome for name, outcome in outcomes.items() if isinstance(outcome, KnownError)}
    assert len(refusals) > 300
    for name, refusal in refusals.items():
        for language in LANGUAGES:
            sentence = say(refusal.key, language, **refusal.params)
            assert Path(name).name in sentence
            assert "…" not in sentence


def test_no_picture_was_refused_for_want_of_a_worker(outcomes: Mapping[str, Outcome]) -> None:
    keys = {outcome.key for outcome in outcomes.values() if isinstance(outcome, KnownError)}
    assert keys == {"photo.format", "photo.no_picture", "photo.unreadable"}


def test_orientation_and_position_agree_with_the_table(outcomes: Mapping[str, Outcome]) -> None:
    for name, row in table("image_baseline_pillow.csv").items():
        photo = outcomes[name]
        if isinstance(photo, Photo):
            assert str(photo.facts.orientation or "") == row["orientation"], name
            assert str(photo.facts.latitude is not None) == row["gps"], name


def test_facts_agree_with_the_table(outcomes: Mapping[str, Outcome]) -> None:
    compared = 0
    for name, row in table("exif_facts_pillow.csv").items():
        photo = outcomes[name]
        if isinstance(photo, Photo):
            columns = as_in_the_table(photo.facts)
            assert {column: row[column].replace("\0", "") for column in columns} == columns, name
            compared += 1
    assert compared > 40


def as_in_the_table(facts: Facts) -> dict[str, str]:
    """Return the facts as the table writes them: names cut to 20 and 25 letters, degrees with up to six decimals."""
    return {
        "camera": f"{facts.make[:20]} {facts.model[:25]}",
        "orientation": str(facts.orientation or ""),
        "datetime": facts.datetime,
        "datetime_original": facts.datetime_original,
        "offset_original": facts.offset_original,
        "lat": degrees(facts.latitude),
        "lon": degrees(facts.longitude),
        "gps_date": repr(facts.gps_date),
    }


def degrees(millionths: int | None) -> str:
    return "" if millionths is None else str(millionths / 1_000_000)
