"""Arms against overfitting, drawn: what is drawn is what was measured, and each sentence fits its numbers."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.regularizer import REMEDIES, RegularizerResult, RegularizerSpec
from qlab.experiments.regularizer_arms import Trained
from qlab.figures.regularizer import regularizer_figure
from qlab.figures.regularizer_findings import regularizer_alt, regularizer_finding, regularizer_notes
from qlab.figures.style import PALETTES
from qlab.metrics.means import mean_interval

REACHED = {  # arm -> train, test
    "float": (1.0, 0.7), "2-bit weights": (0.9, 0.8), "noise as of 2 bits": (0.8, 0.75),
    "weight decay": (0.85, 0.84), "early stopping": (0.7, 0.65), "narrower": (0.6, 0.6),
}  # fmt: skip


def result(**spec) -> RegularizerResult:
    trained = tuple(
        Trained(arm, seed, train, test, test + 0.02 * seed)
        for arm, (train, test) in REACHED.items()
        for seed in (0, 1)
    )
    return RegularizerResult(RegularizerSpec(bits=(2,), seeds=(0, 1), **spec), 597, trained)


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    go.Figure(regularizer_figure(result(), theme).to_plotly_json())


def test_training_and_test_scores_stand_above_one_another_with_an_interval():
    drawn = regularizer_figure(result(), "light")
    train, test, noise_train, noise, *remedies = drawn.data
    assert list(train.x) == list(test.x) == [0, 1]
    assert list(train.y) == pytest.approx([100, 90])
    assert list(test.y) == pytest.approx([71, 81])
    assert (list(noise_train.y), list(noise.y)) == (pytest.approx([80]), pytest.approx([76]))
    assert [trace.x[0] for trace in remedies[1::2]] == [2, 3, 4]
    assert [trace.name for trace in remedies[1::2]] == list(REMEDIES)
    assert test.error_y.array[1] == pytest.approx(mean_interval([80, 82])[1] - 81)
    assert list(drawn.layout.xaxis.ticktext[:2]) == ["float", "2"]


def test_a_score_far_below_nothing_does_not_squeeze_the_rest():
    worst = tuple(Trained(arm, seed, 0.9, 0.5, -3.0) for arm in REACHED for seed in (0, 1))
    made = RegularizerResult(RegularizerSpec("diabetes", 50, 0.0, bits=(2,), seeds=(0, 1)), 142, worst)
    drawn = regularizer_figure(made, "light")
    assert drawn.layout.yaxis.range[0] == -20
    assert drawn.layout.yaxis.title.text == "Variance explained (%)"


def test_the_sentences_hold_the_numbers():
    assert regularizer_finding(result()) == "Best on new samples: weight decay, 85.0 %; float 71.0 %"
    assert "2-bit weights 90.0 % and 81.0 %" in regularizer_alt(result())
    gap, chosen = regularizer_notes(result())
    assert "is 29 points in float, and smallest with narrower: -1." in gap
    assert "weight decay does best, with 0. It is below 0, because some" in gap
    assert "2-bit weights (81.0 %), noise as of 2 bits (76.0 %), weight decay (85.0 %)" in chosen
