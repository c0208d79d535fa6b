"""The map of recovery, drawn: each cell is its setting, and each sentence fits its numbers."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.recovery import RecoveryResult, RecoverySpec
from qlab.experiments.recovery_trials import Setting, Trial
from qlab.figures.recovered_map import recovered_map_figure
from qlab.figures.recovered_map_findings import map_alt, map_finding, map_notes
from qlab.figures.style import PALETTES

SPEC = RecoverySpec(seeds=(0, 1), bits=(4, 3, 1), fractions=(1.0, 0.1), learning_rates=(1e-2, 1e-5, 3e-3))


def setting(bits: int, fraction: float, rate: float) -> Setting:
    """Return networks of 0.9 in float: at 4 bits they lost nearly nothing; else 20 % a bit comes back of what was."""
    before = 0.89 if bits == 4 else 0.1 * bits
    after = before + 0.2 * bits * (0.9 - before) * (1 if fraction == 1 else -1)
    trials = (Trial(seed, bits, fraction, rate, 0.9, before, after, 0.85) for seed in (0, 1))
    return Setting(bits, fraction, rate, tuple(trials))


RESULT = RecoveryResult(SPEC, tuple(setting(*key) for key in SPEC.combinations), 0.1, 600)


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    go.Figure(recovered_map_figure(RESULT, theme).to_plotly_json())


def test_a_panel_a_share_with_most_bits_on_top_and_small_steps_on_the_left():
    drawn = recovered_map_figure(RESULT, "light")
    every, tenth = drawn.data
    assert list(every.x) == ["10<sup>\u22125</sup>", "0.003", "10<sup>\u22122</sup>"]
    assert list(every.y) == ["4 bits", "3 bits", "1 bit"]
    assert (drawn.layout.yaxis.autorange, every.xaxis, tenth.xaxis) == ("reversed", "x", "x2")
    assert [list(row) for row in every.text] == [["–"] * 3, ["60"] * 3, ["20"] * 3]
    assert [list(row) for row in tenth.text] == [["–"] * 3, ["\u221260"] * 3, ["\u221220"] * 3]
    assert every.z[1][0] == pytest.approx(60)
    titles = [label.text.replace("\u00a0", " ") for label in drawn.layout.annotations]
    assert titles == ["All data", "10 % of the data"]


def test_the_sentences_hold_the_numbers():
    assert map_finding(RESULT) == "More than half came back under 3 of 18 settings"
    assert "all data, 3 bits, learning rate 0.01: 60;" in map_alt(RESULT)
    bits, rate, control, dash = (note.replace("\u00a0", " ") for note in map_notes(RESULT))
    assert "89.0 % at 4 bits, 30.0 % at 3 bits and 10.0 % at 1 bit" in bits
    assert "at 3 bits with learning rate 0.01: 30.0 % → 66.0 %" in bits
    assert "at most 60 % came back; at the largest, up to 60 %" in rate
    assert "−5.0 points" in control
    assert "do harm" in control
    assert dash.startswith("A dash")
