"""C7: the rules, on results made by hand that give each verdict, and two of the cases measured."""

import pytest

from qlab.claims.recovery import MOST_COMES_BACK, SMALLER_IS_BETTER, WHEREVER_IT_STARTS
from qlab.claims.recovery_data import PART_IS_ENOUGH
from qlab.experiments.recovery import RecoveryResult, RecoverySpec, measure_recovery
from qlab.experiments.recovery_trials import Setting, Trial


def result(*recovered, before=0.5, rates=(1e-3, 1e-2)):
    """Return a result with a setting for each list of shares that came back, of 0.9 - `before`."""
    settings = []
    for shares, rate in zip(recovered, rates, strict=False):
        afters = [before + share * (0.9 - before) for share in shares]
        trials = (Trial(seed, 3, 1.0, rate, 0.9, before, after, 0.9) for seed, after in enumerate(afters))
        settings.append(Setting(3, 1.0, rate, tuple(trials)))
    return RecoveryResult(RecoverySpec(), tuple(settings), 0.1, 600)


HIGH, LOW, WIDE = (0.7, 0.8, 0.75, 0.8, 0.7), (0.1, 0.2, 0.0, 0.1, -0.1), (0.1, 0.9, 0.5, 0.8, 0.4)


@pytest.mark.parametrize(
    ("recovered", "verdict"),
    [
        ([HIGH, HIGH], "supported"),
        ([LOW, LOW], "not supported"),
        ([HIGH, LOW], "mixed"),
        ([WIDE], "mixed"),
        ([HIGH[:4]], "mixed"),  # four networks are too few
    ],
)
def test_most_came_back_where_the_interval_lies_above_a_half(recovered, verdict):
    assert MOST_COMES_BACK.judge(result(*recovered)).verdict == verdict


def test_the_reason_names_the_numbers():
    because = MOST_COMES_BACK.judge(result(HIGH)).because
    assert because == (
        "With all data and learning rate 0.001, 25 % of what was lost is still missing "
        "(95 % interval 19 to 31 %)."
    )


@pytest.mark.parametrize("statement", [MOST_COMES_BACK, SMALLER_IS_BETTER])
def test_where_little_was_lost_there_is_no_verdict(statement):
    judged = statement.judge(result(HIGH, LOW, before=0.89))
    assert (judged.verdict, "too little to bring back" in judged.because) == ("mixed", True)


@pytest.mark.parametrize(
    ("small", "large", "verdict"),
    [(HIGH, LOW, "supported"), (LOW, HIGH, "not supported"), (HIGH, HIGH[::-1], "mixed")],
)
@pytest.mark.parametrize("turned", [False, True])
def test_learning_rates_are_compared_network_by_network_in_whatever_order(small, large, verdict, turned):
    made = result(large, small, rates=(1e-2, 1e-3)) if turned else result(small, large)
    assert SMALLER_IS_BETTER.judge(made).verdict == verdict


def mapped(points_less, gains=(0.3, 0.01)):
    """Return a map of two numbers of bits: all data bring back `gains`; a tenth so many points less, seed by seed."""
    settings = []
    for fraction in (1.0, 0.1):
        for bits, gain in zip((3, 4), gains, strict=True):
            afters = [0.5 + gain - (fraction < 1) * less / 100 for less in points_less]
            trials = (Trial(s, bits, fraction, 1e-3, 0.9, 0.5, after, 0.9) for s, after in enumerate(afters))
            settings.append(Setting(bits, fraction, 1e-3, tuple(trials)))
    return RecoveryResult(RecoverySpec(bits=(3, 4), fractions=(1.0, 0.1)), tuple(settings), 0.1, 600)


@pytest.mark.parametrize(
    ("points_less", "verdict"),
    [
        ((1, 2, 1, 0, 1), "supported"),
        ((9, 12, 10, 11, 9), "not supported"),
        ((1, 9, 5, 8, 2), "mixed"),
        ((1, 2, 1, 0), "mixed"),
    ],
)
def test_a_part_is_enough_where_it_costs_under_five_points(points_less, verdict):
    judged = PART_IS_ENOUGH.judge(mapped(points_less))
    assert judged.verdict == verdict
    assert "over the 1 settings in which that helps" in judged.because or len(points_less) < 5


def test_where_nothing_helps_a_part_is_not_compared():
    assert "Nowhere did fine-tuning help" in PART_IS_ENOUGH.judge(mapped((0,) * 5, (0.01, 0.0))).because


@pytest.mark.parametrize(
    ("statement", "name", "verdict"),
    [
        (MOST_COMES_BACK, "Tiny steps", "not supported"),
        (MOST_COMES_BACK, "1 bit, weights only", "supported"),
        (WHEREVER_IT_STARTS, "In other units, 8 bits", "not supported"),
    ],
)
def test_a_case_comes_out_as_the_lesson_tells(statement, name, verdict):
    case = next(case for case in statement.cases if case.name == name)
    assert statement.judge(measure_recovery(case.spec)).verdict == verdict
