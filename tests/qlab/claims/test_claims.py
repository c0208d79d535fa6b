"""The registries of claims fit together, and a ledger comes back as it was printed."""

import json

import pytest

from qlab.claims import CLAIMS, STATEMENTS
from qlab.claims.claim import VERDICTS, Source, Verdict
from qlab.claims.ledger import PUBLISHED, judge, read_ledger
from qlab.measurement import experiment_of, run
from qlab.plain import to_plain


def test_every_statement_belongs_to_a_claim_and_has_a_case_that_shows_and_one_that_breaks():
    for name, statement in STATEMENTS.items():
        assert (statement.name, statement.claim in CLAIMS) == (name, True)
        assert len({case.name for case in statement.cases}) == len(statement.cases) >= 2
        assert "supported" in statement.rule.lower()
        assert statement.sentence.endswith(".")


def test_every_case_can_be_measured_by_an_experiment():
    for statement in STATEMENTS.values():
        for case in statement.cases:
            assert experiment_of(case.spec).name


def test_the_seven_claims_have_sources_for_and_against():
    assert list(CLAIMS) == [f"C{number}" for number in range(1, 8)]
    for claim in CLAIMS.values():
        assert claim.sentence.endswith(".")
        assert any(source.speaks == "against" for source in claim.sources)


def test_the_published_ledger_has_a_line_for_every_case():
    published = [(line.statement, line.case) for line in read_ledger()]
    assert published == [(name, case.name) for name, one in STATEMENTS.items() for case in one.cases]
    assert {line.verdict.verdict for line in read_ledger()} <= set(VERDICTS)


@pytest.mark.parametrize("name", ["six-decibels", "white-noise"])
def test_published_verdicts_come_out_again(name):
    statement = STATEMENTS[name]
    published = {line.case: line for line in read_ledger() if line.statement == name}
    for case in statement.cases:
        again = judge(statement, case, run(case.spec))
        assert again.verdict == published[case.name].verdict
        assert again.receipt.measured == pytest.approx(published[case.name].receipt.measured, rel=1e-4)


def test_a_broken_ledger_is_refused_in_a_sentence(tmp_path):
    for text in ("", "{}x", '["a"]', "3"):
        broken = tmp_path / "claims.json"
        broken.write_text(text)
        with pytest.raises(ValueError, match=r"must"):
            read_ledger(broken)
    with pytest.raises(ValueError, match=r"claims.json must hold a ledger"):
        read_ledger(tmp_path / "nowhere" / "claims.json")


def test_a_ledger_comes_back_as_it_was_printed(tmp_path):
    statement = STATEMENTS["white-noise"]
    entry = judge(statement, statement.cases[1], run(statement.cases[1].spec))
    file = tmp_path / "claims.json"
    file.write_text(json.dumps(to_plain([entry])))
    assert read_ledger(file) == [entry]
    assert PUBLISHED.name == "claims.json"


def test_verdicts_and_sources_are_of_a_known_kind():
    with pytest.raises(ValueError, match="verdict must be one of"):
        Verdict("proved", "It was.")
    with pytest.raises(ValueError, match="read must be one of"):
        Source("x", "y", "yes", "for")
    with pytest.raises(ValueError, match="speaks must be one of"):
        Source("x", "y", "abstract", "maybe")
