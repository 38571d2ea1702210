"""docs/sentences.md says what the program says of the sample round."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from inspector.synthesis.wording import capital, tell
from reports.outline import orders
from tests.unit.inspector.synthesis.rounds import Round, article

PAGE = Path(__file__).parents[2] / "docs" / "sentences.md"


def rows(title: str) -> list[list[str]]:
    """Return the cells of the table below a heading, its head left out."""
    text = PAGE.read_text(encoding="utf-8").split(f"## {title}\n\n", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines()[2:]]


def test_strengths_and_shortcomings_are_those_of_the_page() -> None:
    found = Round(article()).synthesis().findings
    assert [row[2] for row in rows("What was good")] == [capital(tell(one)) for one in found.strengths]
    assert [row[2] for row in rows("What was not")] == [capital(tell(one)) for one in found.shortcomings]


def test_recommendations_are_those_of_the_page() -> None:
    synthesis = Round(article()).synthesis()
    opening, *works = [row[2] for row in rows("What should be ordered")]
    assert f"chỉ đạo {orders.chairs(synthesis.addressees(date(2025, 5, 13)))} khắc phục" in opening
    assert [work.removesuffix("./.") for work in works] == [task.work for task in synthesis.tasks.own]


def test_the_articles_sentences_are_the_programs_but_for_case_and_numbers() -> None:
    for title in ("What was good", "What was not", "What should be ordered"):
        for name, theirs, ours in rows(title):
            bare = ours.rsplit(" (", 1)[0].lower()
            if name != "P4":  # the article has it as a predicate of the officials
                assert theirs.lower() == bare
