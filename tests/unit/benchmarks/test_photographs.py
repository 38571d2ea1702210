"""Photos that are measured with must each be another file, and one that the program takes."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from benchmarks.photographs import commented, photographs
from inspector.evidence.jpeg import lacks_end


def test_every_photo_is_another_file_of_the_size_asked_for(tmp_path: Path) -> None:
    written = [path.read_bytes() for path in photographs(tmp_path, 6, (64, 48))]
    assert len(set(written)) == 6
    for data in written:
        assert not lacks_end(data)
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            assert (picture.format, picture.size) == ("JPEG", (64, 48))


def test_another_seed_makes_other_files(tmp_path: Path) -> None:
    first, second = (photographs(tmp_path, 1, (64, 48), seed)[0] for seed in (1, 2))
    assert first.read_bytes() != second.read_bytes()


def test_a_comment_changes_the_bytes_and_no_pixel(tmp_path: Path) -> None:
    plain = photographs(tmp_path, 1, (64, 48))[0].read_bytes()
    other = commented(plain, "other")
    assert other != plain
    with Image.open(io.BytesIO(plain)) as before, Image.open(io.BytesIO(other)) as after:
        assert before.tobytes() == after.tobytes()
