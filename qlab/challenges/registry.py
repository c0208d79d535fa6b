"""All challenges by name, and how one is told again from its number and what was answered."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qlab.challenges.budget import budget_challenge, score_budget
from qlab.challenges.clip import clip_challenge, score_clip
from qlab.challenges.culprit import culprit_challenge, score_culprit
from qlab.challenges.levels import levels_challenge, score_levels
from qlab.challenges.score import Score
from qlab.challenges.tells import TELLS
from qlab.checks import one_of

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A challenge with its solution: what was measured, and the score of an answer if there was one."""

    rows: Sequence[Row]
    score: Score | None


def _number(text: str, kind: type[int] | type[float]) -> Any:
    try:
        return kind(text)
    except ValueError:
        what = "a whole number" if kind is int else "a number"
        raise ValueError(f"answer must be {what}, or some with commas between them; got {text!r}.") from None


def _list(text: str, kind: type[int] | type[float]) -> list[Any]:
    return [_number(part, kind) for part in text.split(",")]


def _clip(seed: int, answers: Sequence[str]) -> Told:
    challenge = clip_challenge(seed)
    rows = [{"of": "the best", "clip": challenge.best, "error": challenge.error(challenge.best)}]
    if not answers:
        return Told(rows, None)
    clip = _number(answers[-1], int)
    score = score_clip(challenge, clip)
    return Told([{"of": "you", "clip": clip, "error": score.yours}, *rows], score)


def _levels(seed: int, answers: Sequence[str]) -> Told:
    challenge = levels_challenge(seed)
    rows = [{"of": "the best", "levels": list(challenge.best), "error": challenge.error(challenge.best)}]
    if not answers:
        return Told(rows, None)
    levels = _list(answers[-1], float)
    score = score_levels(challenge, levels)
    return Told([{"of": "you", "levels": levels, "error": score.yours}, *rows], score)


def _bits(seed: int, answers: Sequence[str]) -> Told:
    challenge = budget_challenge(seed)
    tries = [_list(answer, int) for answer in answers]
    scores = [score_budget(challenge, bits) for bits in tries]
    found = [("greedy", challenge.greedy), ("exhaustive", challenge.best)]
    rows = [
        {"of": who, "bits": list(bits), "spent": challenge.cost(bits), "accuracy": challenge.accuracy(bits)}
        for who, bits in [*(("you", bits) for bits in tries), *found]
    ]
    return Told(rows, max(scores, key=lambda score: score.points, default=None))


def _culprit(seed: int, answers: Sequence[str]) -> Told:
    challenge = culprit_challenge(seed)
    *measured, named = answers or [""]
    score = score_culprit(challenge, named, len(measured)) if answers else None
    rows = []
    for name in dict.fromkeys([*measured, TELLS[challenge.culprit].measure]):
        broken, proper = challenge.measure(name)
        rows += [
            {"measured": name, "layer": layer, "this one": broken[layer], "properly done": proper[layer]}
            for layer in broken
        ]
    return Told(rows, score)


CHALLENGES: dict[str, Callable[[int, Sequence[str]], Told]] = {
    "clip": _clip,
    "levels": _levels,
    "bits": _bits,
    "culprit": _culprit,
}
"""By name: from a seed, and what was answered in words, to the challenge with its solution."""


def tell(name: str, seed: int, answers: Sequence[str] = ()) -> Told:
    """Measure a challenge again, with what was answered: a clip, levels, bits, or measurements and then a culprit.

    Raises:
        ValueError: if there is no such challenge, or for what is no answer to it.

    >>> tell("levels", 7).score is None
    True
    """
    return CHALLENGES[one_of("challenge", name, CHALLENGES)](seed, answers)


def command(name: str, seed: int, answers: Sequence[Any]) -> str:
    """Return the command line that measures a challenge with these answers again.

    >>> command("bits", 3, [[2, 4], [3, 3]])
    'qlab challenge bits 3 --answer=2,4 --answer=3,3'
    """
    words = ["qlab", "challenge", name, str(seed)]
    for answer in answers:
        text = ",".join(map(str, answer)) if isinstance(answer, list) else str(answer)
        words.append(f"--answer={text}")
    return shlex.join(words)
