from __future__ import annotations

from inspector.progress import Part


class Heard:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, key: str) -> None:
        self.steps.append((done, total, key))


def test_a_part_tells_its_share_of_the_whole() -> None:
    heard = Heard()
    for part, total in ((Part(heard, 0, 10), 4), (Part(heard, 10, 100), 3), (Part(heard, 10, 100), 0)):
        part.step(0, total, "x")
        part.step(total, total, "y")
    assert heard.steps == [
        (0, 100, "x"),
        (10, 100, "y"),
        (10, 100, "x"),
        (100, 100, "y"),
        (10, 100, "x"),
        (10, 100, "y"),
    ]
