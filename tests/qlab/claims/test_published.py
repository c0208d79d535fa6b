"""What was published comes back as it was measured, or not at all."""

import pytest

from qlab.claims import STATEMENTS
from qlab.claims.published import file_of, publish, published
from qlab.experiments.rounding_noise import RoundingNoiseSpec
from qlab.measurement import run
from qlab.plain import to_plain

SPEC = RoundingNoiseSpec(steps=(1.0,), n=256)


def test_a_measurement_comes_back_equal(tmp_path):
    measurement = run(SPEC)
    publish(measurement, tmp_path)
    again = published(SPEC, tmp_path)
    assert (again.spec, again.result, again.receipt) == (SPEC, measurement.result, measurement.receipt)
    assert published(RoundingNoiseSpec(steps=(2.0,), n=256), tmp_path) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"result": {}, "receipt": {}}', '{"result": 1'])
def test_a_broken_file_is_as_if_there_were_none(text, tmp_path):
    file_of(SPEC, tmp_path).write_text(text)
    assert published(SPEC, tmp_path) is None


@pytest.mark.parametrize("name", [name for name, statement in STATEMENTS.items() if statement.slow])
def test_every_slow_case_is_published(name):
    for case in STATEMENTS[name].cases:
        found = published(case.spec)
        assert found is not None
        assert found.receipt.spec == to_plain(case.spec)
