"""The parts of lessons: each can be asked, explained and told apart."""

from importlib import import_module
from pathlib import Path

import pytest

from pages.shared import parts
from pages.shared.glossary import WORDS
from pages.shared.part import Part

FILES = [path.stem for path in sorted(Path(parts.__path__[0]).glob("*.py"))]
PARTS = [
    part
    for stem in FILES
    for part in vars(import_module(f"pages.shared.parts.{stem}")).values()
    if isinstance(part, Part)
]


def test_there_are_parts_and_their_keys_differ():
    assert len(PARTS) >= len(FILES) > 0
    assert len({part.key for part in PARTS}) == len(PARTS)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_a_part_can_be_asked_and_explained(part):
    assert set(part.words) <= set(WORDS)
    assert len(part.options) >= 2 or (part.way and not part.options)
    assert part.check.right in part.check.answers
    assert all(part.check.answers.values())
    assert part.question.endswith("?")
    assert part.benches
    assert len(part.story.split()) <= 120
