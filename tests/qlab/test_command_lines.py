"""A receipt's command line says everything: read again, it is the same spec."""

import pytest

from qlab.experiments import EXPERIMENTS
from qlab.measurement import spec_of
from qlab.plain import to_plain
from qlab.receipts import command


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_default_spec_is_read_back_from_its_line(name):
    try:
        spec = EXPERIMENTS[name].spec()
    except TypeError:
        pytest.skip("it has no default")
    assert spec_of(command(name, to_plain(spec))) == spec


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("calibration --bits", "line must be EXPERIMENT --option value"),
        ("calibration bits 3", "line must be EXPERIMENT --option value"),
        ("calibratoin --bits 3", "experiment must be one of"),
        ("calibration --bit 3", "must have no fields but"),
        ("calibration --bits three", "bits must be a whole number"),
    ],
)
def test_a_slip_is_refused(line, complaint):
    with pytest.raises(ValueError, match=complaint):
        spec_of(line)
