"""The benchmark of saving answers counts what it says it counts. How long anything takes is not tested."""

import sqlite3

from benchmarks import answers
from qlab.records import Visit


def test_it_runs_and_every_answer_that_was_told_to_be_saved_is_found():
    rows = {row["what"]: row for row in answers.run(learners=5, seconds=0.1, answers=3)}
    assert rows["alone: saved, median"]["claim"] == "at most 50"
    assert rows["class: wait, 95th percentile"]["claim"] == "at most 150"
    assert rows["alone: saved / sqlite3 alone"]["value"] > 0
    assert rows["class: told that it is saved, and not found"]["holds"] == "yes"
    assert rows["class: told that it is not saved"]["value"] == 0
    assert rows["class: fsync alone meanwhile, longest"]["value"] < float("inf")


def test_ours_and_the_floor_write_the_same_answers_as_often(tmp_path):
    took = answers.alone(tmp_path, answers=4)
    assert {name: len(times) for name, times in took.items()} == dict.fromkeys(took, 4)
    for database, table in (("floor.db", "answers"), ("records.db", "records")):
        connection = sqlite3.connect(tmp_path / database)
        values = connection.execute(f"SELECT value FROM {table}").fetchall()
        connection.close()
        assert values == [('{"answer": [0, 2], "seed": 1234567890}',)] * (4 + answers.WARM_UP)


def test_an_answer_that_is_told_to_be_saved_and_is_not_would_be_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(
        Visit, "save_waiting", lambda visit: setattr(visit, "code", "zoo " * 11 + "wrong") or True
    )
    _, refused, lost = answers.classroom(tmp_path, learners=3, seconds=0.0)
    assert (refused, lost) == (0, 3)


def test_an_answer_that_cannot_be_saved_is_counted_as_that(tmp_path):
    (tmp_path / "records.db").mkdir()
    waits, refused, lost = answers.classroom(tmp_path, learners=3, seconds=0.0)
    assert (len(waits), refused, lost) == (3, 3, 0)
