"""A learner's visit: what the screen calls saved is saved, and what is not saved is not lost."""

import pytest
from sqlalchemy import make_url

from qlab.records import NotSaved, Records, Visit, new_code


def test_nobody_is_written_down_before_something_is_worth_keeping(records):
    visit = Visit(records)
    assert (visit.code, visit.saved, visit.all("answer", "q")) == (None, True, [])
    assert visit.keep("answer", "q", 1)
    assert visit.code is not None


def test_another_device_continues(records):
    here = Visit(records)
    for value in (2, 1):
        here.keep("answer", "q", value)
    there = Visit(records, here.code)
    assert (there.all("answer", "q"), there.last("answer", "q")) == ([2, 1], 1)
    assert there.kept == here.kept
    there.keep("answer", "q", 3)
    assert Visit(records, here.code).all("answer", "q") == [2, 1, 3]


def test_what_cannot_be_saved_waits_is_shown_and_is_saved_in_its_order(tmp_path):
    way = tmp_path / "folder"
    way.touch()
    records = Records(make_url(f"sqlite:///{way}/records.db"))
    visit = Visit(records)
    assert not visit.keep("answer", "q", 1)
    assert not visit.keep("answer", "q", 2)
    assert visit.trouble == "Not saved: the folder of the database cannot be made."
    assert (visit.saved, visit.all("answer", "q"), visit.kept) == (False, [1, 2], ())
    way.unlink()
    with records:
        assert visit.save_waiting()
        assert (visit.saved, visit.trouble) == (True, "")
        assert Visit(records, visit.code).all("answer", "q") == [1, 2]


def test_coming_back_while_the_database_is_down_loses_nothing(records):
    before = Visit(records)
    before.keep("answer", "q", 1)
    down = make_url("postgresql+psycopg://qlab@127.0.0.1:9/none")
    visit = Visit(Records(down, patience_s=1), before.code)
    assert "does not answer" in visit.trouble
    visit.keep("answer", "q", 2)
    assert visit.code == before.code
    visit._records = records  # the server is up again
    assert visit.save_waiting()
    assert visit.all("answer", "q") == [1, 2]


def test_what_another_window_wrote_is_there_after_a_look(records):
    here = Visit(records)
    here.refresh()
    here.keep("step", "q", 1)
    there = Visit(records, here.code)
    there.keep("step", "q", 2)
    assert here.all("step", "q") == [1]
    here.refresh()
    assert here.all("step", "q") == [1, 2]
    assert here.keep("step", "q", 3, attempt=2)
    assert Visit(records, here.code).all("step", "q") == [1, 2]
    there.forget()
    here.refresh()
    assert (here.code, here.all("step", "q"), here.trouble) == (None, [], "")
    assert here.keep("step", "q", 4)
    assert Visit(records, here.code).all("step", "q") == [4]


def test_a_second_click_on_one_attempt_changes_nothing(records):
    visit = Visit(records)
    for value in (2, 2, 1):
        assert visit.keep("answer", "q", value, attempt=1)
    assert visit.keep("answer", "q", 3, attempt=2)
    assert visit.all("answer", "q") == [2, 3]


def test_two_windows_of_one_learner_lose_no_answer(records):
    first = Visit(records)
    first.keep("answer", "q", 1)
    second = Visit(records, first.code)
    assert first.keep("answer", "q", 2)
    assert second.keep("answer", "q", 3)
    assert second.all("answer", "q") == [1, 2, 3]


def test_a_code_that_nobody_has_starts_anew(records):
    visit = Visit(records, new_code())
    assert (visit.code, visit.trouble) == (None, "")
    assert visit.keep("answer", "q", 1)


def test_after_deleting_nothing_is_left_in_any_window(records):
    first = Visit(records)
    first.keep("note", "noise", "mine")
    code, second = first.code, Visit(records, first.code)
    first.forget()
    assert (first.code, first.kept, first.all("note", "noise")) == (None, (), [])
    assert Visit(records, code).kept == ()
    assert second.keep("note", "noise", "new")
    assert second.code not in (None, code)
    assert Visit(records, second.code).all("note", "noise") == ["new"]


def test_deleting_says_so_if_it_could_not(records, monkeypatch):
    visit = Visit(records)
    visit.keep("note", "noise", "mine")

    def fail(_):
        raise NotSaved("Not saved: the database is busy.")

    monkeypatch.setattr(records, "forget", fail)
    with pytest.raises(NotSaved):
        visit.forget()
    assert visit.last("note", "noise") == "mine"


def test_what_no_record_can_hold_does_not_block_the_rest(records):
    visit = Visit(records)
    with pytest.raises(ValueError, match="value must be made of plain JSON values"):
        visit.keep("answer", "q", float("inf"))
    assert visit.keep("answer", "q", 1)
    assert visit.all("answer", "q") == [1]
