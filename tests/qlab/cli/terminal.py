"""How tests use the command line: as a process of its own, or faster in this one."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qlab.cli import cli

QLAB = shutil.which("qlab", path=str(Path(sys.executable).parent)) or "qlab"


def process(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `qlab` as anyone does, with any exit code."""
    return subprocess.run(
        [QLAB, *words], input=stdin, capture_output=True, text=True, timeout=300, check=False
    )


def invoke(*words: str, stdin: str = "", code: int = 0) -> Result:
    """Run `qlab` in this process and expect this exit code."""
    result = CliRunner().invoke(cli, words, input=stdin, prog_name="qlab")
    assert result.exit_code == code, result.output
    return result


def answer(*words: str, stdin: str = "", code: int = 0):
    """Return what `qlab ... --json` says, which must be JSON in the strict sense, and all of stdout."""
    return strict_json(invoke(*words, "--json", stdin=stdin, code=code).stdout)


def strict_json(text: str):
    """Return the JSON value of a text without NaN or Infinity, which JSON does not have."""
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def table(*words: str) -> list[dict[str, str]]:
    """Return the rows that `qlab ... --csv` prints."""
    return list(csv.DictReader(io.StringIO(invoke(*words, "--csv").stdout), strict=True))


def refusal(*words: str, stdin: str = "") -> str:
    """Return the one line on stderr of a command that must be refused, and print nothing else."""
    result = invoke(*words, stdin=stdin, code=2)
    assert result.stdout == ""
    line, end = result.stderr[:-1], result.stderr[-1:]
    assert end == "\n"
    assert "\n" not in line
    assert line.startswith("qlab: ")
    return line
