"""What a page remembers of large messages, and for how long."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.driver.message_cache import MAX_AGE, ForgottenError, MessageCache


def large(name: str, fragment: str = "") -> ForwardMsg:
    message = ForwardMsg(hash=name)
    message.metadata.cacheable = True
    message.delta.new_element.text.body = f"text of {name}"
    message.delta.fragment_id = fragment
    return message


def test_a_reference_brings_back_what_was_sent() -> None:
    cache = MessageCache()
    cache.delta(large("a"))
    assert cache.hashes == ["a"]
    assert cache.delta(ForwardMsg(ref_hash="a")).new_element.text.body == "text of a"


def test_a_small_message_is_not_remembered() -> None:
    message = large("a")
    message.metadata.cacheable = False
    cache = MessageCache()
    cache.delta(message)
    assert cache.hashes == []
    with pytest.raises(ForgottenError):
        cache.delta(ForwardMsg(ref_hash="a"))


def test_what_is_not_used_grows_old_and_what_is_used_does_not() -> None:
    cache = MessageCache()
    cache.delta(large("used"))
    cache.delta(large("unused"))
    for _ in range(MAX_AGE):
        cache.end_run([])
        cache.delta(ForwardMsg(ref_hash="used"))
    assert cache.hashes == ["used", "unused"]
    cache.end_run([])
    assert cache.hashes == ["used"]


def test_a_run_of_a_fragment_forgets_only_its_own() -> None:
    cache = MessageCache()
    for message in (large("page"), large("mine", "f"), large("other", "g")):
        cache.delta(message)
    for _ in range(MAX_AGE + 1):
        cache.end_run(["f"])
    assert cache.hashes == ["page", "other"]
