"""Of each kind of challenge the best counts."""

from datetime import UTC, datetime

from qlab.course.played import Played, played
from qlab.records import Record

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_of_each_kind_of_challenge_the_best_counts_and_a_number_once():
    kept = [
        Record("challenge", item, attempt, {"answer": 1, "points": points}, NOW)
        for item, attempt, points in (
            ("bits/3", 1, 10),
            ("clip/3", 1, 80),
            ("bits/3", 2, 70),
            ("bits/4", 1, 20),
            ("clip/3", 2, 30),
        )
    ]
    elsewhere = [Record("answer", "noise/one", 1, 0, NOW), Record("step", "bits/9", 1, "enough", NOW)]
    assert played([*kept, *elsewhere]) == {"bits": Played(numbers=2, best=70), "clip": Played(1, 80)}
    assert played(elsewhere) == {}
