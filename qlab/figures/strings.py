"""Strings, drawn: what few bits have changed after the first digit of a string, after the second, and so on."""

import plotly.graph_objects as go

from qlab.experiments.strings import StringsResult
from qlab.figures.bands import bits_looks, foretold, mean_in_band
from qlab.figures.losses import BELOW
from qlab.figures.strings_findings import strings_finding
from qlab.figures.style import axis, figure, palette
from qlab.figures.words import bits_word

TITLES = {
    "digits": ("Place in the string", "Digits changed (%)"),
    "strings": ("Digits of the string so far", "Strings changed so far (%)"),
}
LOWEST_TOP = 20  # percent


def strings_figure(result: StringsResult, theme: str) -> go.Figure:
    """Draw the share that is changed after each digit, one line for each number of bits.

    With whole strings, the dashed line is 1 - (1 - p)^k at the fewest bits, for digits changed with chance p each.

    Raises:
        ValueError: for an unknown theme.
    """
    spec, few = result.spec, min(result.spec.bits)
    along, share = TITLES[spec.count]
    places = list(range(1, spec.length + 1))
    traces = []
    for bits, (color, marker) in bits_looks(spec.bits, theme).items():
        shares = (100 * result.counted(bits)).T.tolist()
        line = mean_in_band(places, shares, color, bits_word(bits), "%{y:.1f} %", marker)
        traces += line if bits == few else line[-1:]
    if spec.count == "strings":
        chance = sum(map(sum, (point.digits for point in result.at(few)))) / (len(spec.seeds) * spec.length)
        foretells = [100 * (1 - (1 - chance) ** place) for place in places]
        traces.append(foretold(places, foretells, palette(theme).theory, "%{y:.1f} %"))
    highest = max(LOWEST_TOP, 1.08 * max(max(trace["y"]) for trace in traces))
    return figure(
        theme,
        strings_finding(result),
        traces,
        note=f"{spec.model}, {len(spec.seeds)} seeds. Changed: understood otherwise than in float.",
        hovermode="closest",
        legend=BELOW,
        xaxis=axis(theme, along, tickvals=places, range=[0.7, spec.length + 0.3]),
        yaxis=axis(theme, share, range=[-highest / 50, highest]),
    )
