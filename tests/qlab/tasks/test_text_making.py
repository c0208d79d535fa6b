"""Making the text: every documentation string of a library once, read and never run, on any Python."""

import json
import sysconfig
from pathlib import Path

import pytest

from qlab.tasks.text import read_text
from qlab.tasks.text_making import docstrings, make_text, read_library, spelled

SOURCE = '''"""The module."""
raise SystemExit("nobody runs this")
class C:
    """A class.

    Indented.
    """
    async def f(self):
        "A method."
    def g(self): pass
'''


@pytest.fixture
def library(tmp_path):
    """Return a library of four modules, one of them a test, that shares a string between two."""
    for name, source in {
        "a.py": SOURCE,
        "b/__init__.py": '"""A method."""\ndef f():\n    "Only b: naïve."\n',
        "empty.py": "x = 1\n",
        "test/a.py": '"""A test."""\n',
    }.items():
        path = tmp_path / "lib" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return tmp_path / "lib"


def test_modules_classes_and_functions_are_read_without_their_indent():
    assert list(docstrings(SOURCE)) == ["The module.", "A class.\n\nIndented.", "A method."]


def test_a_string_is_kept_once_and_tests_are_left_out(library):
    assert read_library(library) == {
        "a": "The module.\n\nA class.\n\nIndented.\n\nA method.",
        "b.__init__": "Only b: na?ve.",
    }


def test_rare_characters_become_a_question_mark_and_others_stay():
    assert spelled("¶1\t→ ~\n") == "?1?? ~\n"


def test_what_is_made_can_be_read_and_is_the_same_each_time(library, tmp_path):
    first, again = (make_text(tmp_path / name, library) for name in ("one", "two"))
    assert first == again == json.loads((tmp_path / "one" / "manifest.json").read_bytes())
    assert first["modules"] == 2
    assert read_text(tmp_path / "one") == read_library(library)


def test_the_running_pythons_library_says_nearly_what_the_text_that_ships_says():
    """A package that every Python has: from release to release a few of its strings change."""
    package = Path(sysconfig.get_path("stdlib")) / "json"
    found = read_library(package)
    assert set(found) >= {"decoder", "encoder", "scanner"}
    words = {word for one in found.values() for word in one.split()}
    shipped = {word for name, one in read_text().items() if name.startswith("json.") for word in one.split()}
    assert len(words & shipped) > 0.8 * len(words | shipped)
