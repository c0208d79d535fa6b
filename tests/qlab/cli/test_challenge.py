"""`qlab challenge`: the solution, and the score of an answer, as the functions themselves say."""

import shlex

import pytest

from qlab.challenges.budget import budget_challenge
from qlab.challenges.clip import clip_challenge, score_clip
from qlab.challenges.culprit import GIVE_UP, culprit_challenge
from qlab.challenges.levels import levels_challenge
from qlab.challenges.registry import CHALLENGES, command, tell
from qlab.challenges.tells import TELLS
from tests.qlab.cli.terminal import answer, invoke, table


@pytest.mark.parametrize("name", CHALLENGES)
def test_without_an_answer_there_is_the_solution_and_no_score(name):
    told = answer("challenge", name, "3")
    assert told["rows"]
    assert told["score"] is None


def test_the_score_is_said_in_a_sentence_below_the_table():
    score = score_clip(clip_challenge(3), 40)
    assert (
        f"\n{score.points} of 100 points. {score.because}\n"
        in invoke("challenge", "clip", "3", "--answer", "40").stdout
    )
    rows = table("challenge", "clip", "3", "--answer", "40")
    assert [row["of"] for row in rows] == ["you", "the best"]
    assert float(rows[0]["error"]) == score.yours


def test_the_optimum_is_worth_all_points_on_its_own_line():
    levels, bits, culprit = levels_challenge(3), budget_challenge(5), culprit_challenge(3)
    for name, seed, given in (
        ("levels", 3, [list(levels.best)]),
        ("bits", 5, [list(bits.best), list(bits.greedy)]),
        ("culprit", 3, [TELLS[culprit.culprit].measure, culprit.culprit]),
    ):
        program, *words = shlex.split(command(name, seed, given))
        assert program == "qlab"
        assert answer(*words)["score"]["points"] == 100


def test_of_several_tries_the_best_counts_whichever_came_last():
    challenge = budget_challenge(5)
    tries = [[challenge.measured.choices[0]] * len(challenge.best), list(challenge.best)]
    for given in (tries, tries[::-1]):
        assert tell("bits", 5, [",".join(map(str, bits)) for bits in given]).score.points == 100


def test_of_a_culprit_every_measurement_is_shown_and_the_one_that_tells():
    told = answer("challenge", "culprit", "3", "--answer", "Noise", "--answer", GIVE_UP)
    assert told["score"]["points"] == 0
    shown = list(dict.fromkeys(row["measured"] for row in told["rows"]))
    assert shown == list(dict.fromkeys(["Noise", TELLS[culprit_challenge(3).culprit].measure]))
    assert "**" not in invoke("challenge", "culprit", "3", "--answer", GIVE_UP).stdout
