"""What is saved is there, once, as it was written, and gone when it is deleted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qlab.records import KINDS, Forgotten, Records, new_code
from qlab.records.schema import LEARNERS, RECORDS

HOSTILE = [
    "'; DROP TABLE records; --", "\x00", "\ud800", "‮abc", "<script>alert(1)</script>", "{{7*7}}", "%s%n", "\\", "🏳️‍🌈",
]  # fmt: skip


def test_what_was_saved_is_read_again_by_another_process(url, records, learner):
    values = ["b", 0.25, ["a", "c"], {"points": [[0, 1.5]]}, None, True]
    saved = [records.save(learner, "answer", f"q{n}", 1, value) for n, value in enumerate(values)]
    with Records(url) as elsewhere:
        assert elsewhere.of(learner) == saved


def test_the_server_says_when(url):
    begin = datetime(2026, 11, 21, 12, tzinfo=UTC)
    clock = iter(begin + timedelta(seconds=n) for n in range(9))
    with Records(url, now=lambda: next(clock)) as records:
        learner = records.join(new_code())
        later = records.save(learner, "note", "noise", 1, "look again")
        assert (learner.since, later.at) == (begin, begin + timedelta(seconds=1))
        assert records.of(learner)[0].at == later.at


def test_an_attempt_is_kept_once_and_the_first_stands(records, learner):
    first = records.save(learner, "answer", "noise/1", 1, "a")
    assert records.save(learner, "answer", "noise/1", 1, "b") == first
    second = records.save(learner, "answer", "noise/1", 2, "b")
    assert records.of(learner) == [first, second]


def test_of_twenty_clicks_at_once_one_is_kept(records, learner):
    with ThreadPoolExecutor(20) as clicks:
        kept = list(clicks.map(lambda n: records.save(learner, "answer", "noise/1", 1, n), range(20)))
    assert len({record.value for record in kept}) == 1
    assert records.of(learner) == [kept[0]]


def test_two_who_join_at_once_with_one_code_are_one(records):
    code = new_code()
    with ThreadPoolExecutor(8) as windows:
        assert len(set(windows.map(records.join, [code] * 8))) == 1


def test_learners_see_only_their_own(records):
    ann, bob = records.join(new_code()), records.join(new_code())
    records.save(ann, "note", "noise", 1, "mine")
    assert records.of(bob) == []


def test_a_code_finds_its_learner_and_another_does_not(records):
    code = new_code()
    learner = records.join(code)
    assert records.find(code.upper().replace(" ", "-")) == learner
    with pytest.raises(Forgotten):
        records.find(new_code())


def test_deleting_is_real(records):
    code = new_code()
    learner, other = records.join(code), records.join(new_code())
    for one in (learner, other):
        records.save(one, "nickname", "", 1, "Ann")
    records.forget(learner)
    with records._engine.connect() as connection:
        counts = [connection.scalar(select(func.count()).select_from(table)) for table in (LEARNERS, RECORDS)]
    assert counts == [1, 1]
    with pytest.raises(Forgotten):
        records.find(code)


def test_a_page_left_open_after_deleting_writes_to_nobody(records):
    gone = records.join(new_code())
    records.forget(gone)
    new = records.join(new_code())
    with pytest.raises(Forgotten, match="nothing kept for this learner"):
        records.save(gone, "answer", "noise/1", 1, "a")
    assert records.of(new) == []


def test_only_a_hash_of_the_code_is_in_the_database(records, url):
    code = new_code()
    records.join(code)
    with records._engine.connect() as connection:
        row = connection.execute(select(LEARNERS)).one()
    assert not any(word in str(row) for word in code.split() if len(word) > 6)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(records, learner, text):
    records.save(learner, "nickname", "", 1, text)
    assert [record.value for record in records.of(learner)] == [text]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(exclude_categories=())), min_size=100, max_size=100))
def test_ten_thousand_strings_come_back_as_they_were(records, texts):
    learner = records.join(new_code())
    saved = records.save(learner, "note", "noise", 1, texts)
    assert [record.value for record in records.of(learner)] == [saved.value] == [texts]


@pytest.mark.parametrize(
    ("kind", "item", "attempt", "value", "complaint"),
    [
        ("vote", "q", 1, "a", f"kind must be one of {', '.join(KINDS)}; got 'vote'."),
        ("answer", 7, 1, "a", "item must be text; got 7."),
        ("answer", "q" * 201, 1, "a", "length of item must be a whole number from 0 to 200; got 201."),
        ("answer", "q", 0, "a", "attempt must be a whole number from 1 to 10000; got 0."),
        ("answer", "q", 1, float("nan"), "value must be made of plain JSON values; "),
        ("answer", "q", 1, {1, 2}, "value must be made of plain JSON values; "),
        ("note", "q", 1, "a" * 20_000, "length of value as JSON must be a whole number from 0 to 16384"),
    ],
)
def test_what_no_record_can_hold_is_refused(records, learner, kind, item, attempt, value, complaint):
    with pytest.raises(ValueError, match="^" + complaint.split(";")[0].replace(".", r"\.")):
        records.save(learner, kind, item, attempt, value)
    assert records.of(learner) == []
