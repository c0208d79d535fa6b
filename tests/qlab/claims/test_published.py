"""What was published comes back as it was measured, or not at all."""

import pytest

from qlab.claims.claim import Case, Statement, Verdict
from qlab.claims.ledger import judge
from qlab.claims.published import file_of, publish, published
from qlab.experiments.rounding_noise import RoundingNoiseSpec
from qlab.measurement import run

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


def test_only_slow_statements_are_published(tmp_path):
    case = Case("x", "", SPEC)
    for slow in (False, True):
        one = Statement("s", "C1", "", "", lambda _: Verdict("mixed", ""), (case,), "", slow=slow)
        judge(one, case, folder=tmp_path)
        assert file_of(SPEC, tmp_path).exists() == slow


def test_a_source_with_a_slash_has_a_file_name():
    assert "/" not in file_of(RoundingNoiseSpec("mlp-64/hidden2")).name
