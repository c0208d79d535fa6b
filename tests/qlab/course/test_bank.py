"""A teacher's file is read, or refused in a sentence that says where."""

import re

import pytest

from qlab.claims.ledger import read_ledger
from qlab.course.bank import bank, problems, read_bank, read_questions
from qlab.course.numbers import published_number

GOOD = """
[[question]]
key = "levels"
kind = "number"
ask = "How many levels has a signed 3-bit integer in the narrow range?"
answer = 7
why = "From -3 to 3."

[[question]]
key = "step"
kind = "choice"
ask = "The error has {power:.2f} of the power foretold. Is the step small enough?"
numbers = { power = "white-noise | Coarse grids | 3.power" }
options = [
    { text = "Yes, {power:.0%} is near.", why = "Look again." },
    { text = "No.", why = "The model asks for a fine step.", right = true },
]
"""


def read(tmp_path, text):
    file = tmp_path / "noise.toml"
    file.write_text(text, encoding="utf-8")
    return read_questions(file, read_ledger())


def measured(statement, case):
    return next(
        entry.receipt.measured
        for entry in read_ledger()
        if (entry.statement, entry.case) == (statement, case)
    )


def test_a_file_is_read_with_its_numbers(tmp_path):
    levels, step = read(tmp_path, GOOD)
    power = measured("white-noise", "Coarse grids")["3.power"]
    assert levels.answer == 7
    assert step.ask == f"The error has {power:.2f} of the power foretold. Is the step small enough?"
    assert step.options[0].text == f"Yes, {100 * power:.0f} % is near."
    assert step.right == {1}


def test_a_measured_answer_is_the_mean_over_the_seeds_in_the_questions_unit(tmp_path):
    text = """
    [[question]]
    key = "drop"
    kind = "number"
    ask = "What is left?"
    numbers = { left = "longer-loses-less | Hardly trained | 3-s*@3.accuracy" }
    measured = "left"
    unit = "%"
    tolerance = 3.0
    why = "It was {left:.0%}."
    """
    (question,) = read(tmp_path, text)
    found = [
        value
        for name, value in measured("longer-loses-less", "Hardly trained").items()
        if name.startswith("3-s") and name.endswith("@3.accuracy")
    ]
    assert len(found) == 5
    assert question.answer == pytest.approx(100 * sum(found) / 5)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('key = "step"', 'key = "levels"', "levels stands twice"),
        ('key = "step"', 'key = "The step"', "question 2: key must be lower case letters"),
        ('kind = "choice"', 'kind = "chioce"', "question 2: kind must be one of choice, choices"),
        ("right = true", "right = false", "exactly one that is right; got 0"),
        ('why = "Look again."', 'why = "Look again.", right = true', "exactly one that is right; got 2"),
        (', why = "Look again."', "", "must have the field why; it is missing"),
        (
            "answer = 7",
            'answer = 7\nafter = "cliff_prediction"',
            "after must be one of noise_prediction, noise_dither",
        ),
        ("answer = 7", "answer = 7.25", "answer must be whole, for it is counted"),
        ("answer = 7", "", "a number needs either answer"),
        ("answer = 7", 'answer = "seven"', "answer must be a number or null; got 'seven'"),
        ("answer = 7", 'answer = 7\nansver = "seven"', "must have no fields but key, kind"),
        ('why = "From -3 to 3."', "", "why must explain the number"),
        ("{power:.2f}", "{powder:.2f}", "must be one of numbers"),
        ("{power:.2f}", "{power:.2q}", "may say how to write it"),
        ("white-noise |", "brown-noise |", "numbers must name a case of the ledger; got 'brown-noise'"),
        ("3.power", "3.weight", "numbers must name what was measured by `qlab run rounding_noise"),
        ("white-noise | ", "", 'numbers must be "statement | case | number"'),
        ("[[question]]", "[[question", "must be a TOML file"),
        ("[[question]]", "[[questions]]", "must hold questions"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path, old, new, complaint):
    assert old in GOOD
    with pytest.raises(ValueError, match=rf"^noise\.toml.*{re.escape(complaint)}") as refused:
        read(tmp_path, GOOD.replace(old, new))
    assert "\n" not in str(refused.value)


def test_a_slip_in_one_file_costs_no_other_lesson_its_questions(tmp_path):
    for name, text in (("noise", GOOD), ("tasks", GOOD.replace("answer = 7", ""))):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    files = read_bank(tmp_path)
    assert [question.key for question in files.questions["noise"]] == ["levels", "step"]
    assert list(files.questions) == ["noise"]
    assert "a number needs either answer" in files.problems["tasks"]
    assert problems() == {}


def test_no_question_of_ours_is_without_its_numbers():
    for questions in bank().values():
        for question in questions:
            assert question.kind != "number" or question.answer is not None


def test_a_number_is_the_one_in_the_receipt():
    expected = measured("white-noise", "Coarse grids")["3.power"]
    assert published_number("white-noise | Coarse grids | 3.power", read_ledger()) == expected
