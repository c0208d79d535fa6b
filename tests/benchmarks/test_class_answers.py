"""The benchmark of a class that answers counts what it says it counts; tests/qlab/records lets learners answer."""

import asyncio

from sqlalchemy import make_url

from benchmarks.class_answers import classroom, kept
from benchmarks.driver.server import free_port
from qlab.records import Records, Visit


def test_everyone_who_was_refused_is_counted_and_nobody_waits_for_them():
    seen = asyncio.run(classroom(f"http://127.0.0.1:{free_port()}", learners=3, seconds=0.0))
    assert seen.failed == {"refused": 3}
    assert seen.waits == []


def test_records_are_counted_by_kind_and_none_before_there_are_any(tmp_path):
    assert kept(tmp_path / "records.db").total() == 0
    with Records(make_url(f"sqlite:///{tmp_path}/records.db")) as records:
        visit = Visit(records)
        visit.keep("prediction", "noise_prediction", "a")
        for answer in (0, 1):
            visit.keep("answer", "noise/1", {"answer": answer})
    assert kept(tmp_path / "records.db") == {"prediction": 1, "answer": 2}
