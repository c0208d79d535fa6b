"""`qlab bench` runs what lies in the benchmarks folder of a checkout, and says so when there is none."""

import pytest

from tests.qlab.cli.terminal import answer, invoke, process, refusal, table


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    for name, milliseconds in (("quick", 1.5), ("slow", 99.0)):
        text = f'"""A benchmark."""\n\nMS = {milliseconds}\n\ndef run():\n    return [{{"what": "{name}", "ms": MS}}]\n'
        (tmp_path / f"{name}.py").write_text(text)
    (tmp_path / "_helper.py").write_text("raise RuntimeError")
    monkeypatch.setattr("qlab.cli.bench.FOLDER", tmp_path)
    return tmp_path


def test_all_are_run_unless_some_are_named():
    assert answer("bench") == {
        "quick": [{"what": "quick", "ms": 1.5}],
        "slow": [{"what": "slow", "ms": 99.0}],
    }
    assert answer("bench", "slow") == {"slow": [{"what": "slow", "ms": 99.0}]}


def test_a_table_stands_under_the_name_of_each():
    assert invoke("bench", "quick").stdout.splitlines() == ["# quick", "what    ms", "quick  1.5"]


def test_the_csv_of_one_is_nothing_but_csv():
    assert table("bench", "quick") == [{"what": "quick", "ms": "1.5"}]


def test_an_unknown_benchmark_is_refused():
    assert "benchmark must be one of quick, slow; got 'fast'" in refusal("bench", "fast")


def test_a_missing_package_is_named(folder):
    (folder / "peer.py").write_text("import no_such_package\n")
    assert "benchmark peer needs no_such_package; install the extras" in refusal("bench", "peer")


def test_without_a_checkout_the_way_out_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("qlab.cli.bench.FOLDER", tmp_path / "benchmarks")
    line = "qlab: bench needs the folder benchmarks/ of a checkout; run it from a clone of the repository."
    assert refusal("bench") == line


def test_a_process_refuses_as_well():
    result = process("bench", "no-such-benchmark")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("qlab: bench")
