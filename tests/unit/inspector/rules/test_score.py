from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import KnownError
from inspector.journal.value import Measure, Value
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.rules.score import score
from tests.unit.inspector.rules.examples import checklist

ALL = checklist()


def best(item: Item) -> Value:
    match item.answer:
        case "ternary":
            return "pass"
        case "graded":
            return "good"
        case "ratio":
            return Measure(n=4, total=4)
        case "count":
            return Measure(count=0)
        case "percent":
            return Measure(percent=item.target.at_least or "0") if item.target else Measure(percent="0")
        case "minutes":
            return Measure(minutes="0")
        case _:
            return Measure(text="Ổn")


def values(item: Item) -> st.SearchStrategy[Value]:
    always = st.sampled_from(["not_applicable", "not_verifiable"])
    match item.answer:
        case "ternary":
            return always | st.sampled_from(["pass", "fail"])
        case "graded":
            return always | st.sampled_from(["good", "done", "not_done"])
        case "ratio":
            pairs = st.tuples(st.integers(0, 9), st.integers(1, 9))
            return always | pairs.map(lambda pair: Measure(n=min(pair), total=max(pair)))
        case "count":
            return always | st.integers(0, 3).map(lambda count: Measure(count=count))
        case "percent":
            return always | st.integers(0, 100).map(lambda share: Measure(percent=str(share)))
        case "minutes":
            return always | st.integers(0, 90).map(lambda minutes: Measure(minutes=str(minutes)))
        case _:
            return always | st.just(Measure(text="Ổn"))


def answered(asked: Checklist) -> st.SearchStrategy[dict[str, Value]]:
    every = {item.id: values(item) for item in asked.items}
    return st.fixed_dictionaries({}, optional=every)


def test_everything_at_its_best_is_the_whole_score() -> None:
    found = score(ALL, {item.id: best(item) for item in ALL.items})
    assert found.points == found.out_of == sum(item.weight for item in ALL.items)
    assert found.percent_tenths == 1000
    assert (found.scored, found.told, found.not_asked, found.critical) == (36, 3, 0, ())


def test_nothing_answered_is_out_of_nothing_and_at_least_nothing() -> None:
    found = score(ALL, {})
    assert found.points == 0
    assert (found.out_of, found.not_asked) == (0, 39)
    assert not found.percent_at_least(0)
    assert found.percent_tenths == 0


def test_what_is_not_applicable_or_not_verifiable_leaves_the_denominator_and_is_counted() -> None:
    """pub_qr_posted (4) = đạt, cert_ecopy = không áp dụng, fac_waiting = không kiểm tra được"""
    found = score(ALL, {"pub_qr_posted": "pass", "cert_ecopy": "not_applicable", "fac_waiting": "not_verifiable"})
    assert found.points == 4
    assert (found.out_of, found.scored) == (4, 1)
    assert (found.not_applicable, found.not_verifiable, found.not_asked) == (1, 1, 36)


def test_work_that_is_only_done_earns_what_the_settings_say() -> None:
    assert score(ALL, {"cert_ecopy": "done"}).points == 2
    strict = msgspec.structs.replace(ALL, settings=msgspec.structs.replace(ALL.settings, partly_percent=25))
    assert score(strict, {"cert_ecopy": "done"}).points == 1


def test_a_ratio_earns_its_own_share_exactly() -> None:
    assert score(ALL, {"staff_attitude": Measure(n=2, total=3)}).points == Fraction(10, 3)


def test_a_measure_without_a_target_and_a_text_carry_no_points() -> None:
    found = score(ALL, {"ms_wait": Measure(minutes="12"), "cert_ecopy_count": Measure(n=1, total=9)})
    assert found.points == 0
    assert (found.out_of, found.told, found.scored) == (0, 2, 0)


def test_a_critical_failure_is_reported_whatever_the_score() -> None:
    results: dict[str, Value] = {item.id: best(item) for item in ALL.items} | {"staff_no_harassment": "fail"}
    found = score(ALL, results)
    assert found.critical == ("staff_no_harassment",)
    assert found.percent_at_least(80)


def test_the_threshold_is_compared_exactly_and_shown_cut() -> None:
    """2/3 of staff_attitude (5) = 66.66..., which is not 67"""
    found = score(ALL, {"staff_attitude": Measure(n=2, total=3)})
    assert found.percent_at_least(66)
    assert not found.percent_at_least(67)
    assert found.percent_tenths == 666
    four_of_five = score(ALL, {"staff_attitude": Measure(n=4, total=5)})
    assert four_of_five.percent_at_least(80)


def test_an_answer_to_what_is_not_asked_is_not_counted() -> None:
    assert score(ALL, {"of_another_version": "pass"}) == score(ALL, {})


def test_an_answer_that_does_not_fit_is_refused() -> None:
    with pytest.raises(KnownError, match=r"answer\.unfit"):
        score(ALL, {"pub_qr_posted": "good"})


@given(answered(ALL))
def test_points_lie_between_nothing_and_the_weights_and_the_counts_add_up(results: dict[str, Value]) -> None:
    found = score(ALL, results)
    assert 0 <= found.points <= found.out_of <= sum(item.weight for item in ALL.items)
    counts = found.scored + found.not_applicable + found.not_verifiable + found.not_asked + found.told
    assert counts == len(ALL.items)
    assert 0 <= found.percent_tenths <= 1000
    assert (found.out_of == 0) == (found.scored == 0)
    assert found.percent_at_least(80) == (found.out_of > 0 and found.percent_tenths >= 800)


@given(answered(ALL), st.sampled_from(ALL.items))
def test_a_better_answer_never_lowers_the_share(results: dict[str, Value], item: Item) -> None:
    before = score(ALL, results)
    after = score(ALL, results | {item.id: best(item)})
    if before.out_of:
        assert after.points * before.out_of >= before.points * after.out_of


@given(answered(ALL))
def test_the_order_of_results_does_not_matter(results: dict[str, Value]) -> None:
    assert score(ALL, dict(reversed(results.items()))) == score(ALL, results)
