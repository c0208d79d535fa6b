"""Speech: who is heard where, what ships, and that nothing else is believed."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from qlab.tasks import validation_data
from qlab.tasks.speech import (
    FILE,
    MANIFEST,
    SPEECH,
    SPEECH_FOLDER,
    SpeechError,
    load,
    read_features,
    voices_of_test_part,
)
from qlab.tasks.speech_voices import SPEAKERS, utterances


def test_what_ships_is_what_was_to_be_spoken() -> None:
    kept, spoken = read_features(), utterances()
    assert kept["digit"].tolist() == [one.digit for one in spoken]
    assert kept["test"].tolist() == [one.part == "test" for one in spoken]
    names = sorted({one.voice for one in spoken})
    assert [names[voice] for voice in kept["voice"]] == [one.voice for one in spoken]


def test_no_speaker_is_heard_in_two_parts() -> None:
    speakers = [set(names) for names in SPEAKERS.values()]
    assert sum(map(len, speakers)) == len(set.union(*speakers))
    for one in utterances():
        assert one.voice.partition("+")[2] in SPEAKERS[one.part]


def test_the_last_480_of_the_training_part_are_speakers_that_those_before_are_not() -> None:
    parts = [one.part for one in utterances() if one.part != "test"]
    assert (set(parts[:-480]), set(parts[-480:])) == ({"learn"}, {"choose"})
    assert len(validation_data(load(), 480).train_x) == len(parts) - 480


def test_each_voice_of_the_test_says_each_digit_twice() -> None:
    voices, digits = voices_of_test_part(), load().test_y.numpy()
    counts = np.unique(np.column_stack([voices, digits]), axis=0, return_counts=True)[1]
    assert (len(counts), set(counts.tolist())) == (320, {2})


def test_bands_are_standardized_by_the_training_part() -> None:
    train = load().train_x.double()
    for measure, expected in ((train.mean((0, 1)), 0.0), (train.std((0, 1), correction=0), 1.0)):
        torch.testing.assert_close(measure, torch.full((20,), expected).double(), atol=1e-5, rtol=0)


def test_the_numbers_in_its_text() -> None:
    spoken = utterances()
    assert f"{len(spoken):,} spoken digits by {len({one.voice for one in spoken})} synthetic" in SPEECH.about
    assert f"{sum(map(len, SPEAKERS.values()))} speakers" in SPEECH.about


@pytest.mark.parametrize("damage", ["missing", "cut", "no manifest", "other manifest"])
def test_anything_else_is_refused(tmp_path: Path, damage: str) -> None:
    shutil.copytree(SPEECH_FOLDER, folder := tmp_path / "speech")
    if damage == "missing":
        (folder / FILE).unlink()
    elif damage == "cut":
        (folder / FILE).write_bytes((SPEECH_FOLDER / FILE).read_bytes()[:-1])
    elif damage == "no manifest":
        (folder / MANIFEST).unlink()
    else:
        known = json.loads((folder / MANIFEST).read_bytes())
        (folder / MANIFEST).write_text(json.dumps(known | {"sha256": "0" * 64}))
    with pytest.raises(SpeechError, match=r"speech/ must hold .* `qlab speech`"):
        read_features(folder)
