"""`qlab questions` lists what the bank holds, names a slip in a teacher's file, and writes what others import."""

import json
import re
from xml.etree import ElementTree

import pytest

from qlab.course.bank import FOLDER, bank
from tests.qlab.cli.terminal import invoke, refusal


def test_all_questions_are_listed():
    rows = invoke("questions", "--csv").stdout.splitlines()
    assert len(rows) >= 1 + sum(map(len, bank().values()))
    whole = json.loads(invoke("questions", "noise", "--json").stdout)
    assert [question["key"] for question in whole["noise"]] == [question.key for question in bank()["noise"]]


def test_a_teachers_file_is_checked(tmp_path):
    file = tmp_path / "mine.toml"
    text = (FOLDER / "noise.toml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    table = invoke("questions", str(file)).stdout.splitlines()
    assert table[1].startswith("mine")
    assert len(table) == 1 + len(bank()["noise"])
    file.write_text(text.replace('kind = "number"', 'kind = "figure"', 1), encoding="utf-8")
    said = refusal("questions", str(file))
    assert re.search(r"mine\.toml, question \d+: kind must be one of choice, ", said)


@pytest.mark.parametrize("lesson", ["noise", "the_cliff"])
def test_they_are_printed_for_other_systems(lesson):
    keys = [question.key for question in bank()[lesson]]
    moodle = ElementTree.fromstring(invoke("questions", lesson, "--for", "moodle").stdout_bytes)
    assert [name.findtext("text") for name in moodle.iter("name")] == keys
    gift = invoke("questions", lesson, "--for", "gift").stdout
    assert re.findall(r"^::([a-z0-9-]+)::", gift, re.MULTILINE) == keys
