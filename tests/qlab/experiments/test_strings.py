"""Digits in a row: who says them, what is counted, and that only a network with a memory minds what came before."""

import numpy as np
import pytest
import torch

from qlab.experiments.strings import StringsResult, StringsSpec, measure_strings
from qlab.experiments.strings_of_words import draw_strings, in_a_row, understood
from qlab.experiments.subject import load_subject
from qlab.plain import from_plain, to_plain
from qlab.recipe import bits_recipe
from qlab.tasks.speech import load, voices_of_test_part

SPEC = StringsSpec(seeds=(0, 1), bits=(8, 3), length=5, rounds=1)


@pytest.fixture(scope="module")
def result():
    return measure_strings(SPEC)


def test_a_string_is_by_one_voice_and_no_word_is_said_twice_in_a_round():
    strings, voices = draw_strings(6, 2), voices_of_test_part()
    assert strings.shape == (32 * 2 * 3, 6)
    assert all(len(set(voices[string])) == 1 and len(set(string)) == 6 for string in strings)
    whole = draw_strings(20).reshape(32, 20)
    assert np.array_equal(np.sort(whole.ravel()), np.arange(640))


def test_words_stand_in_a_row():
    words, strings = load().test_x, draw_strings(4)[:3]
    row = in_a_row(words, strings)
    for place in range(4):
        assert torch.equal(row[:, 32 * place : 32 * (place + 1)], words[torch.from_numpy(strings[:, place])])


def test_the_recurrent_network_answers_in_the_state_that_the_words_before_have_left():
    subject, strings = load_subject("gru-speech", 0), draw_strings(3)[:10]
    words = subject.data.test_x
    with torch.no_grad():
        state = None
        for place in range(3):
            states = subject.model.states(words[torch.from_numpy(strings[:, place])], state)
            state = states[:, -1]
            expected = subject.model.output(state).argmax(1).numpy()
            assert np.array_equal(understood(subject.model, words, strings, reset=False)[:, place], expected)


@pytest.mark.parametrize(("model", "reset"), [("conv-speech", False), ("gru-speech", True)])
def test_without_a_memory_a_word_is_understood_alike_wherever_it_stands(model, reset):
    subject, strings = load_subject(model, 0), draw_strings(5, 2)
    heard = understood(subject.model, subject.data.test_x, strings, reset=reset)
    assert np.array_equal(heard, subject.float_logits.argmax(1)[strings])


def test_points_are_what_anyone_counts(result):
    subject, strings = load_subject("gru-speech", 1), draw_strings(5, 1)
    said = subject.labels[strings]
    in_float, heard = (
        understood(network, subject.data.test_x, strings, reset=False)
        for network in (subject.model, subject.quantized(bits_recipe(3, "both")))
    )
    point = result.at(3)[1]
    assert point.digits == pytest.approx((heard != in_float).mean(0))
    assert point.strings[-1] == pytest.approx(1 - (heard == in_float).all(1).mean())
    assert point.strings_right == pytest.approx((heard == said).all(1).mean())
    # Changing each wrong word is one way to mend a string; leaving out and putting in may be a shorter one.
    assert 0 < point.word_error_rate <= (heard != said).mean()
    assert result.growth(3)[1] == pytest.approx(np.mean(point.digits[-2:]) - np.mean(point.digits[:2]))


def test_float_is_never_understood_otherwise_than_in_float(result):
    assert all(point.digits == point.strings == (0,) * 5 for point in result.at(32))


def test_a_result_can_be_published_and_has_rows(result):
    assert from_plain(StringsResult, to_plain(result), "result") == result
    assert (len(result.rows()), len(result.numbers), result.n_test, result.n_strings) == (6, 12, 640, 128)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"model": "mlp-64"}, "model must be one of gru-speech, conv-speech; got 'mlp-64'"),
        ({"count": "words"}, "count must be one of digits, strings"),
        ({"seeds": (5,)}, "seed of gru-speech must be one of"),
        ({"bits": (0,)}, "bits must be"),
        ({"length": 21}, "length must be a whole number from 2 to 20"),
        ({"state": "lost"}, "state must be one of kept, cleared"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        StringsSpec(**fields)
