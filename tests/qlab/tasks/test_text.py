"""Text: what ships is what its manifest knows, no module or string is in both parts, and y is x one later."""

import json
import shutil

import numpy as np
import pytest
import torch

from qlab.tasks.text import N_TEST, TEXT_TASK, WINDOW, TextError, classes_of, held_out, load, read_text
from qlab.tasks.text_making import ALPHABET, FILE, MANIFEST, TEXT


def said(classes):
    return "".join(ALPHABET[one] for one in classes)


def test_the_numbers_that_the_words_on_screen_name():
    text = read_text()
    known = json.loads((TEXT / MANIFEST).read_bytes())
    assert (len(text), sum(map(len, text.values()))) == (known["modules"], known["characters"])
    assert f"{sum(map(held_out, text))} of {len(text)} modules" in TEXT_TASK.about
    assert f"{known['characters'] / 1e6:.1f} million characters" in TEXT_TASK.about
    assert f"Python {known['python'].rpartition('.')[0]}'s" in TEXT_TASK.about
    assert f"{len(ALPHABET)} characters" in TEXT_TASK.about


def test_its_license_ships_with_it():
    assert "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2" in (TEXT / "LICENSE.txt").read_text()


def test_classes_stand_for_the_characters_of_the_alphabet():
    assert said(classes_of(ALPHABET)) == ALPHABET
    assert classes_of(ALPHABET).tolist() == list(range(96))


def test_each_target_is_the_character_that_comes_next():
    data = load()
    for x, y in ((data.train_x, data.train_y), (data.test_x, data.test_y)):
        assert x.shape == y.shape == (len(x), WINDOW)
        assert torch.equal(x[:, 1:], y[:, :-1])


def test_windows_are_cut_from_the_modules_of_their_own_part():
    data, text = load(), read_text()
    for part, wanted in ((data.train_x[:50], False), (data.test_x[::10], True)):
        whole = "\n\n".join(one for module, one in text.items() if held_out(module) is wanted)
        other = "\n\n".join(one for module, one in text.items() if held_out(module) is not wanted)
        windows = [said(window) for window in part]
        assert all(window in whole for window in windows)
        assert not all(window in other for window in windows)


def test_no_window_of_the_test_part_is_there_twice_and_they_are_spread_over_the_modules():
    windows = load().test_x
    assert len(windows) == N_TEST == len(np.unique(windows, axis=0))
    text = read_text()
    held = [one for module, one in text.items() if held_out(module) and len(one) > 1000]
    assert all(any(said(window[8:-8]) in one for window in windows) for one in held)


@pytest.mark.parametrize("damage", ["missing", "other", "no manifest"])
def test_another_text_is_refused(damage, tmp_path):
    for file in (FILE, MANIFEST):
        shutil.copy(TEXT / file, tmp_path)
    if damage == "other":
        (tmp_path / FILE).write_bytes(b"something else")
    else:
        (tmp_path / (FILE if damage == "missing" else MANIFEST)).unlink()
    with pytest.raises(TextError, match="make it with `qlab text` and train anew"):
        read_text(tmp_path)
