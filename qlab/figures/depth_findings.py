"""What the noise through a network's layers says, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.depth import DepthResult
from qlab.experiments.layer_noise import DepthPoint
from qlab.figures.words import listed

AS_FORETOLD = 1.25  # a power ratio up to this, 1 dB, is called as foretold
DROWNED_DB = 3.0  # below it the noise has at least half of the signal's power
NAMES = {
    "linear": "the random chain",
    "relu": "the random chain with ReLU",
    "loop": "the loop",
}


def _name(result: DepthResult) -> str:
    return NAMES.get(result.spec.network, result.spec.network)


def _last(result: DepthResult) -> list[DepthPoint]:
    return [result.of_seed(seed)[-1] for seed in result.spec.seeds]


def depth_finding(result: DepthResult) -> str:
    """Return what a doubling of the depth costs, in one sentence."""
    cost = fmean(result.costs)
    verb = "costs" if cost >= 0 else "gains"
    return f"Each doubling of the depth {verb} {abs(cost):.2f} dB"


def depth_alt(result: DepthResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    layers = sorted({point.layer for point in result.points})
    measured = [
        f"{fmean(point.sqnr_db for point in result.points if point.layer == layer):.1f} dB after layer {layer}"
        for layer in layers
    ]
    what = f"The SQNR after each layer of {_name(result)}"
    return f"{what}. {depth_finding(result)}. Mean of the seeds: {listed(measured)}."


def depth_notes(result: DepthResult) -> list[str]:
    """Return what to notice: the meter, and whether the layers' noises know of one another."""
    return [_meter(result), _together(result)]


def _meter(result: DepthResult) -> str:
    meter = fmean(point.meter for point in _last(result))
    if meter > AS_FORETOLD:
        verdict = "More noise arrives than the layers' weights foretell"
    elif meter < 1 / AS_FORETOLD and fmean(point.sqnr_db for point in _last(result)) < DROWNED_DB:
        verdict = "Less arrives: the noise is as large as the signal, and there is hardly more to lose"
    elif meter < 1 / AS_FORETOLD:
        verdict = (
            "Less arrives: these layers strengthen the signal more than the noise, which points everywhere"
        )
    else:
        verdict = "Healthy: noise goes through as the signal does"
    stands = f"stands at **{meter:.2f}** after the last layer"
    return f"**The meter**, noise measured over noise foretold, {stands}. {verdict}."


def _together(result: DepthResult) -> str:
    ratio = fmean(result.together)
    if ratio > AS_FORETOLD:
        verdict = "They pull together"
    elif ratio < 1 / AS_FORETOLD:
        verdict = "They cancel in part"
    else:
        verdict = "They know nothing of one another, so their powers add"
    return (
        "**Alone and together.** We also quantized each layer alone and added up what arrives at the end. With all of "
        f"them quantized at once there is {ratio:.2f} times as much noise. {verdict}."
    )
