"""The smallest picture is the front door's own grid."""

import numpy as np
import pytest

from qlab.experiments.few_weights import SMALL_FORMATS, FewWeightsResult, FewWeightsSpec, measure_few_weights
from qlab.plain import from_plain, to_plain


@pytest.mark.parametrize("name", SMALL_FORMATS)
@pytest.mark.parametrize("source", ["mlp-4/output", "positive"])
def test_every_weight_goes_to_its_nearest_level(name, source):
    result = measure_few_weights(FewWeightsSpec(source, name, n=12))
    levels = np.array(result.levels)
    assert np.allclose(np.diff(levels), result.scale)
    for snap in result.snaps:
        assert abs(snap.weight - snap.level) <= np.abs(snap.weight - levels).min() + 1e-6
        assert snap.level == levels[snap.code - result.qmin]
        assert snap.level == result.scale * (snap.code - result.zero_point)


def test_it_can_be_published():
    result = measure_few_weights(FewWeightsSpec())
    assert from_plain(FewWeightsResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.snaps) == 8
    assert result.levels[result.zero_point - result.qmin] == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"format": "int8"}, "format must"), ({"n": 1}, "n must"), ({"source": "x"}, "source must")],
)
def test_what_cannot_be_drawn_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        FewWeightsSpec(**fields)
