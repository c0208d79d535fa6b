"""Kill the process that writes a hundred times, whenever chance says: every answer it has confirmed is there."""

import multiprocessing
import os
import random
import signal
import time

import pytest

from qlab.records import Records, new_code

TRIALS = 100
LONGEST_S = 0.06


@pytest.fixture(scope="module")
def clean_processes():
    """Give processes that are forked from one without torch and without threads, so that starting one is quick."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["qlab.records", "qlab.records.migrate", "psycopg", __name__])
    return context


def answer_until_killed(url, code, confirmed):
    """Save answer after answer, each twice as a double click does, and confirm each as a page would."""
    records = Records(url)
    learner = records.join(code)
    for attempt in range(1, 10_000):
        for _ in range(2):
            records.save(learner, "answer", "noise/1", attempt, f"answer {attempt}")
        os.write(confirmed.fileno(), b".")


def test_no_confirmed_answer_is_lost_and_none_is_there_twice(url, clean_processes):
    chance = random.Random(0)
    total = 0
    with Records(url) as records:
        for _ in range(TRIALS):
            code = new_code()
            learner = records.join(code)
            reading, writing = clean_processes.Pipe(duplex=False)
            writer = clean_processes.Process(target=answer_until_killed, args=(url, code, writing))
            writer.start()
            writing.close()
            confirmed = len(os.read(reading.fileno(), 1))  # it has begun
            time.sleep(chance.uniform(0, LONGEST_S))
            os.kill(writer.pid, signal.SIGKILL)
            writer.join()
            while more := os.read(reading.fileno(), 65536):
                confirmed += len(more)
            kept = [(record.attempt, record.value) for record in records.of(learner)]
            assert kept == [(n, f"answer {n}") for n in range(1, len(kept) + 1)]
            assert confirmed <= len(kept) <= confirmed + 1
            total += confirmed
    assert total > TRIALS  # it was killed while answers streamed in, not before
