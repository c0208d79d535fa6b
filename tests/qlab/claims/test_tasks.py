"""C2: the rule, on results made by hand that give each verdict, and what was measured."""

import pytest

from qlab.claims.tasks import KIND_DECIDES, more_bits
from qlab.experiments.task_line import TaskLine
from qlab.experiments.tolerance import ToleranceResult, ToleranceSpec, measure_tolerance

ALWAYS_4 = (4,) * 40
BITS = (8, 7, 6, 5, 4, 3, 2)


def line(task, draws):
    """Return a task's line with these bits needed in the draws of the bootstrap, and the commonest of them here."""
    shares = (1.0,) * len(BITS)
    needed = max(set(draws), key=draws.count)
    return TaskLine(
        f"mlp-{task}", task, "accuracy", 100, 0.9, 0.1, shares, shares, shares, shares, needed, draws
    )


def judged(reference, other, seeds=(0, 1, 2, 3, 4)):
    spec = ToleranceSpec(("mlp-32", "mlp-smooth"), seeds)
    return KIND_DECIDES.judge(ToleranceResult(spec, (line("digits", reference), line("smooth", other)), ()))


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ((7,) * 40, "supported"),
        ((5,) * 40, "supported"),
        ((4,) * 39 + (7,), "not supported"),  # 1 draw of 40 is 2.5 %: just inside
        ((3,) * 40, "not supported"),
        ((4,) * 20 + (5,) * 20, "mixed"),
        ((5,) * 36 + (4,) * 4, "mixed"),
    ],
)
def test_each_verdict_follows_from_the_interval(other, verdict):
    assert judged(ALWAYS_4, other).verdict == verdict


def test_the_reason_names_bits_interval_seeds_and_samples():
    assert judged(ALWAYS_4, (6,) * 20 + (7,) * 21).because == (
        "Smooth needs 7 bits and digits 4 bits: a difference of +2 to +3 bits (95 % interval, 5 seeds, 100 and 100 "
        "test samples)."
    )
    assert "a difference of 0 bits (" in judged(ALWAYS_4, ALWAYS_4).because
    assert "Smooth needs more than 8 bits" in judged(ALWAYS_4, (9,) * 40).because


def test_four_seeds_are_too_few():
    verdict = judged(ALWAYS_4, (7,) * 40, seeds=(0, 1, 2, 3))
    assert (verdict.verdict, verdict.because.split(". ")[-1]) == (
        "mixed",
        "For a verdict 5 seeds are needed.",
    )


def test_draws_of_one_task_meet_every_draw_of_the_other():
    """Half of each at 4 and 5 bits: independent, so -1, 0, +1 come with a quarter, a half and a quarter."""
    both = line("digits", (4, 5) * 20), line("smooth", (4, 5) * 20)
    assert more_bits(*both) == (-1, 1)


def test_the_cases_come_out_as_the_lesson_tells():
    quick = [
        case
        for case in KIND_DECIDES.cases
        if case.name in ("A regression", "The same regression, wider margins")
    ]
    assert [KIND_DECIDES.judge(measure_tolerance(case.spec)).verdict for case in quick] == [
        "supported",
        "not supported",
    ]
