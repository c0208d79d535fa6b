"""Trials of fine-tuning, drawn: what is drawn is what was measured, and each sentence fits its numbers."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from qlab.experiments.recovery import RecoveryResult, RecoverySpec
from qlab.experiments.recovery_trials import Setting, Trial
from qlab.figures.recovered import recovered_figure
from qlab.figures.recovered_findings import (
    common,
    names,
    recovered_alt,
    recovered_finding,
    recovered_notes,
    setup,
)
from qlab.figures.style import PALETTES
from qlab.metrics.means import mean_interval


def result(*settings: tuple[float, float, float, list[float]], before: float = 0.5) -> RecoveryResult:
    """Return a result with 0.9 in float: for each setting bits, share of the data, learning rate and the afters."""
    made = []
    for bits, fraction, rate, afters in settings:
        trials = (Trial(s, bits, fraction, rate, 0.9, before, after, 0.91) for s, after in enumerate(afters))
        made.append(Setting(bits, fraction, rate, tuple(trials)))
    return RecoveryResult(RecoverySpec(seeds=(0, 1)), tuple(made), 0.1, 600)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("<br>", " ")


ALL, TENTH = (3, 1.0, 1e-3, [0.8, 0.84]), (3, 0.1, 1e-3, [0.6, 0.72])


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    go.Figure(recovered_figure(result(ALL, TENTH), theme).to_plotly_json())


def test_rows_hold_the_means_and_their_intervals():
    traces = {trace.name: trace for trace in recovered_figure(result(ALL, TENTH), "light").data if trace.name}
    assert list(traces["Before"].x) == [50, 50]
    assert list(traces["After"].x) == pytest.approx([82, 66])
    assert list(traces["Float control, after"].x) == pytest.approx([91, 91])
    low, high = mean_interval([80, 84])
    assert traces["After"].error_x.array[0] == pytest.approx((high - low) / 2)
    assert sorted(traces["One network each"].x) == pytest.approx([50, 50, 50, 50, 60, 72, 80, 84])


@pytest.mark.parametrize(
    ("settings", "shared", "told"),
    [
        ([ALL], "3 bits, all data, learning rate 0.001", ["3 bits"]),
        ([ALL, TENTH], "3 bits, learning rate 0.001", ["all data", "10 % of the data"]),
        ([ALL, (1, 1.0, 1e-2, [0.2, 0.3])], "all data", ["3 bits, learning rate 0.001", "1 bit, learning rate 0.01"]),
    ],
)  # fmt: skip
def test_settings_are_named_by_what_tells_them_apart(settings, shared, told):
    made = result(*settings).settings
    assert plain(common(made)) == shared
    assert [plain(name) for name in names(made)] == told


@pytest.mark.parametrize(
    ("made", "finding"),
    [
        (result(ALL), "3 bits: 80 % back"),
        (result(ALL, TENTH), "All data: 80 % back; 10 % of the data: 40 % back"),
        (result((1, 1.0, 1e-3, [0.4, 0.5])), "1 bit: nothing back"),
        (result(ALL, before=0.89), "3 bits: little was lost"),
    ],
)
def test_the_finding_fits_the_numbers(made, finding):
    assert (
        plain(recovered_finding(made)) == finding == plain(recovered_figure(made, "light").layout.title.text)
    )


def test_what_is_unusual_about_all_settings_is_said():
    assert plain(setup(result(ALL))) == "3 bits, all data, learning rate 0.001"
    unusual = replace(result(ALL, TENTH), spec=RecoverySpec(quantize="weights", start="equalized"))
    assert setup(unusual) == "3 bits, learning rate 0.001, weights only, equalized"
    assert setup(unusual) in plain(recovered_alt(unusual))


def test_notes_and_words_hold_the_numbers():
    back, control, *more = map(plain, recovered_notes(result(ALL, TENTH)))
    assert back.startswith("**What came back.** All data: 80 % (")
    assert "Mean and 95 % interval over 2 networks" in back
    assert control.endswith("moved by +1.0 points and +1.0 points.")
    assert more == []
    assert "3 bits, 10 % of the data, learning rate 0.001: 50.0 % before, 66.0 % after" in plain(
        recovered_alt(result(ALL, TENTH))
    )


def test_who_only_guesses_afterward_is_told_so():
    notes = recovered_notes(result((1, 1.0, 1e-3, [0.1, 0.12]), ALL))
    assert plain(notes[-1]) == "**Still guessing.** Afterward 11.0 % are right; blind guessing gets 10.0 %."
    assert "under 2 points" in recovered_notes(result(ALL, before=0.89))[0]
