"""`qlab claims` judges what it is asked to judge."""

from qlab.claims import STATEMENTS
from tests.qlab.cli.terminal import answer, invoke, process, strict_json


def test_a_statement_is_judged_on_its_cases_with_receipts():
    entries = answer("claims", "white-noise")
    assert [entry["case"] for entry in entries] == [case.name for case in STATEMENTS["white-noise"].cases]
    assert {entry["verdict"]["verdict"] for entry in entries} == {"supported", "not supported", "mixed"}
    assert all(entry["receipt"]["experiment"] == "rounding_noise" for entry in entries)


def test_an_unknown_statement_is_refused_in_one_line():
    result = invoke("claims", "everything", code=2)
    assert "statement must be one of" in result.stderr


def test_two_processes_judge_as_one_does():
    together = process("claims", "white-noise", "--jobs", "2", "--json")
    assert (together.returncode, together.stderr) == (0, "")
    assert without_durations(strict_json(together.stdout)) == without_durations(
        answer("claims", "white-noise")
    )


def without_durations(entries):
    return [entry | {"receipt": entry["receipt"] | {"duration_s": 0}} for entry in entries]
