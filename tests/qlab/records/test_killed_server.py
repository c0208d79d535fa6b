"""Kill the app's server, whenever chance says, while learners answer: what a screen has said is kept, and kept once."""

import asyncio
import os
import random
import signal

import pytest

from benchmarks.driver.answering import COOKIE, Answering, code_of
from benchmarks.driver.server import free_port
from benchmarks.driver.visit import visit
from benchmarks.driver.waiting import SessionError
from qlab.course.bank import bank
from qlab.course.question import CHOICE
from qlab.records import Records
from tests.preforked import prefork

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

KILLS = int(os.environ.get("QLAB_TEST_KILLS", "5"))
LESSON = "regularizer"
LEARNERS = 3
LONGEST_S = 1.0
QUESTIONS = {f"{LESSON}/{one.key}": one for one in bank()[LESSON] if one.kind == CHOICE}


@pytest.fixture(scope="module")
def serve():
    """Give what serves the app in a process that is there at once."""
    with prefork() as serve:
        yield serve


async def answer_until_killed(address, item):
    """Be a learner who answers without a break; return what the screen has said, and the code that came before it."""
    said, code = [], ""
    try:
        async with visit(address, LESSON) as learner:
            await learner.arrive()
            answering = Answering(learner, item)
            said = answering.said
            await answering.predict()
            code = code_of(learner)
            await answering.be_sure()
            await answering.open()
            while True:
                await answering.answer()
                await answering.again()
    except SessionError as end:
        if str(end) not in ("connection lost", "refused"):
            raise
    return said, code


async def class_until_killed(address, server, after):
    """Let learners answer, and kill the server `after` seconds; return what their screens have said."""
    items = random.Random(after).sample(sorted(QUESTIONS), LEARNERS)
    learners = [asyncio.create_task(answer_until_killed(address, item)) for item in items]
    await asyncio.sleep(after)
    os.kill(server.pid, signal.SIGKILL)
    return list(zip(items, await asyncio.gather(*learners), strict=True))


async def come_back(address, code, item, sure):
    """Return what the page says to a learner who comes back with the code in the browser's cookie."""
    async with visit(address, LESSON, cookie=f"{COOKIE}={code}") as learner:
        await learner.arrive()
        if sure:
            await Answering(learner, item).open()
        return [element.markdown.body for element in learner.page.elements if element.HasField("markdown")]


def check_kept(records, item, said, code):
    """Hold what is kept of a learner against what the screen has said; one more may be kept than could be said."""
    question = QUESTIONS[item]
    kept = records.of(records.find(code))
    votes, answers = kept[:2], kept[2:]
    assert [(one.kind, one.attempt) for one in votes] == [("prediction", 1), ("prediction", 2)][: len(kept)]
    assert [(one.kind, one.attempt) for one in answers] == [("answer", n + 1) for n in range(len(answers))]
    texts = [
        *(one.value for one in votes),
        *(question.options[one.value["answer"]].text for one in answers),
    ]
    assert texts[: len(said)] == said
    assert len(kept) <= len(said) + 1
    return texts


def test_what_a_screen_has_said_is_there_once_after_the_server_was_killed(serve, url):
    chance, port, total = random.Random(0), free_port(), 0
    address = f"http://127.0.0.1:{port}"
    told = []
    with Records(url) as records:
        for kill in range(KILLS + 1):
            with serve(port, url.render_as_string(hide_password=False)) as server:
                for item, (said, code) in told:
                    assert bool(code) == bool(said)
                    if code:
                        texts = check_kept(records, item, said, code)
                        page = asyncio.run(come_back(address, code, item, len(texts) >= 2))
                        assert any(words.startswith(f"You say: **{texts[0]}**") for words in page)
                        assert len(texts) <= 2 or f"You said: {texts[-1]}" in page
                        total += len(said)
                if kill < KILLS:
                    told = asyncio.run(class_until_killed(address, server, chance.uniform(0, LONGEST_S)))
    print(f"{KILLS} kills, {total} answers that a screen has said to be kept")
    assert total > KILLS  # it was killed while answers streamed in, not before
