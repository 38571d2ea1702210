"""What counts as a promise kept, without measuring any time."""

from __future__ import annotations

from itertools import count

import pytest

from benchmarks.measuring import Figure, beside, percentile


class Steps:
    """A clock that moves only when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, *seconds: float) -> None:
        self._left = [*seconds, *([seconds[-1]] * 100)]

    def run(self) -> None:
        self.now += self._left.pop(0)


def two(ours: tuple[float, ...], floor: tuple[float, ...], promise: float, *, middle: bool = False) -> Figure:
    clock, least = Steps(), Steps()
    clock.work(*ours)
    least.work(*floor)

    def of_floor() -> None:
        before = least.now
        least.run()
        clock.now += least.now - before

    return beside("x", clock.run, of_floor, promise, 3, middle=middle, clock=clock)


def test_a_ratio_compares_the_fastest_runs() -> None:
    figure = two(ours=(9, 4, 8), floor=(2, 5, 3), promise=2)
    assert (figure.measured, figure.floor, figure.ratio) == (4, 2, 2)
    assert figure.is_kept


def test_many_short_runs_are_compared_by_their_medians() -> None:
    assert two(ours=(9, 4, 8), floor=(2, 5, 3), promise=3, middle=True).ratio == pytest.approx(8 / 3)


def test_a_promise_that_looks_broken_is_measured_again() -> None:
    assert two(ours=(9, 9, 9, 9, 3), floor=(2,), promise=2).is_kept


def test_a_promise_that_stays_broken_is_broken() -> None:
    assert not two(ours=(9,), floor=(2,), promise=2).is_kept


def test_without_a_floor_a_promise_is_a_time() -> None:
    assert Figure("x", 0.001, None, 0.001).is_kept
    assert not Figure("x", 0.0011, None, 0.001).is_kept


def test_a_figure_without_a_promise_is_only_reported() -> None:
    assert Figure("x", 9, 1, None).is_kept


def test_both_sides_run_as_often_as_each_other() -> None:
    ours, floor = count(), count()
    beside("x", lambda: next(ours), lambda: next(floor), 0, 2)
    assert next(ours) == next(floor) == 8


def test_a_percentile_is_one_of_the_amounts() -> None:
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile([5, 1, 4, 2, 3], 95) == 5
    assert percentile(range(1, 101), 95) == 95
    assert percentile([7], 5) == 7
