"""C1: the rule, on results made by hand that give each verdict, and what was measured."""

from dataclasses import replace

import pytest

from qlab.claims.small_and_large import LARGER_LANGUAGE, LARGER_LOSES_LESS, LONGER_LOSES_LESS
from qlab.experiments.language import LanguagePoint, LanguageResult, LanguageSpec
from qlab.experiments.sizes import SizesSpec, measure_sizes
from qlab.experiments.training_length import LengthPoint, TrainingLengthResult, TrainingLengthSpec

SPEC = SizesSpec(("mlp-16", "mlp-8"), (0, 1, 2, 3, 4), (8, 2))


@pytest.fixture(scope="module")
def measured():
    return measure_sizes(SPEC)


def with_losses(result, by_model):
    """Return a result in which each model and seed loses what is asked for, at all bits."""
    return replace(result, points=tuple(replace(p, lost=by_model[p.model][p.seed]) for p in result.points))


LITTLE, MUCH = (3.0, 3.1, 2.8, 3.3, 2.9), (8.0, 8.2, 7.9, 8.1, 8.0)


@pytest.mark.parametrize(
    ("small", "large", "verdict"),
    [
        (MUCH, LITTLE, "supported"),
        (LITTLE, MUCH, "not supported"),
        (MUCH, MUCH[::-1], "mixed"),
    ],
)
def test_the_larger_network_is_compared_with_the_smaller(measured, small, large, verdict):
    judged = LARGER_LOSES_LESS.judge(with_losses(measured, {"mlp-8": small, "mlp-16": large}))
    assert judged.verdict == verdict
    assert judged.because.startswith("The loss of mlp-16 less that of mlp-8 is ")


@pytest.mark.parametrize(
    ("small", "large", "verdict"),
    [(MUCH, LITTLE, "supported"), (LITTLE, MUCH, "not supported"), (MUCH, MUCH[::-1], "mixed")],
)
def test_language_models_are_compared_in_the_same_way(small, large, verdict):
    points = tuple(
        LanguagePoint(model, seed, 4, 2.5, lost)
        for model, losses in (("char-small", small), ("char-large", large))
        for seed, lost in enumerate(losses)
    )
    judged = LARGER_LANGUAGE.judge(LanguageResult(LanguageSpec(bits=(4,)), points, 4.6, 25_600))
    assert judged.verdict == verdict
    assert judged.because.startswith("The loss of char-large less that of char-small is ")


def test_three_seeds_are_too_few(measured):
    fewer = measure_sizes(replace(SPEC, seeds=(0, 1, 2)))
    judged = LARGER_LOSES_LESS.judge(with_losses(fewer, {"mlp-8": MUCH, "mlp-16": LITTLE}))
    assert judged.verdict == "mixed"
    assert "3 seeds are too few" in judged.because


def test_the_cases_that_clip_nothing_come_out_as_the_lesson_tells():
    _, *unclipped = LARGER_LOSES_LESS.cases
    verdicts = [LARGER_LOSES_LESS.judge(measure_sizes(case.spec)).verdict for case in unclipped]
    assert verdicts == ["not supported", "mixed", "mixed"]


def test_the_smallest_and_the_largest_of_the_case_that_shows_it_come_out_supported():
    shown = LARGER_LOSES_LESS.cases[0].spec
    ends = replace(shown, models=(shown.models[0], shown.models[-1]))
    assert LARGER_LOSES_LESS.judge(measure_sizes(ends)).verdict == "supported"


@pytest.mark.parametrize(
    ("short", "long", "verdict"),
    [(MUCH, LITTLE, "supported"), (LITTLE, MUCH, "not supported"), (MUCH, MUCH[::-1], "mixed")],
)
def test_the_longest_training_is_compared_with_the_shortest(short, long, verdict):
    spec = TrainingLengthSpec(epochs=(30, 3), bits=(2,))
    points = tuple(
        LengthPoint(epochs, seed, 2, 0.9, 4.0, 0.5, lost)
        for epochs, losses in ((30, long), (3, short))
        for seed, lost in enumerate(losses)
    )
    judged = LONGER_LOSES_LESS.judge(TrainingLengthResult(spec, points, 597))
    assert judged.verdict == verdict
    assert judged.because.startswith("The loss after 30 epochs less that after 3 is ")
