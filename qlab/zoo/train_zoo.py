"""Making the zoo: train models and write them with their manifest."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import torch
from loky import ProcessPoolExecutor
from safetensors.torch import save

from qlab.checks import one_of, within
from qlab.files import write_whole
from qlab.tasks import TASKS
from qlab.threads import ONE_THREAD
from qlab.zoo.manifest import (
    ASSETS,
    Checkpoint,
    file_name,
    folder,
    read_manifest,
    write_manifest,
)
from qlab.zoo.models import MODELS
from qlab.zoo.training import count_correct, train

OnProgress = Callable[[int, int, Checkpoint], None]


def train_zoo(
    names: Sequence[str] | None = None,
    seeds: Sequence[int] | None = None,
    *,
    directory: str | Path = ASSETS,
    jobs: int = 1,
    on_progress: OnProgress | None = None,
) -> list[Checkpoint]:
    """Train models, write each as soon as it is ready, and return their manifest entries in the order asked.

    Existing files and entries of other models stay. Training runs in processes of its own with one thread
    each, because the number of threads decides the order of float sums: so one machine always makes the
    same bytes, whatever `jobs` is, and this process keeps its thread count. Another kind of processor or
    release of torch has other orders; there, expect an accuracy within the published one's 95 % Wilson
    interval (`wilson_interval(correct, n_test)`), which is as well as the test set tells two models apart.
    One call at a time per directory: two would overwrite each other's manifest.

    Args:
        names: keys of `MODELS`; None for all.
        seeds: of every model named; None for all that ship with it.
        directory: where to write; made if need be.
        jobs: how many to train at a time, 1..64.
        on_progress: called with (how many are done, of how many, the latest entry). It may raise to stop.

    Raises:
        ValueError: for a name not in `MODELS`, a seed that does not ship with a model, or a bad `jobs`.
        CheckpointError: if the directory has a manifest that cannot be read.

    >>> train_zoo(["mlp-4"], [9])
    Traceback (most recent call last):
    ValueError: seed of mlp-4 must be a whole number from 0 to 4; got 9.
    """
    wanted = list(_wanted(names, seeds))
    within("jobs", jobs, 1, 64)
    directory = folder(directory)
    directory.mkdir(parents=True, exist_ok=True)
    entries = read_manifest(directory)
    workers = ProcessPoolExecutor(max_workers=jobs, env=ONE_THREAD)
    try:
        for done, (entry, data) in enumerate(workers.map(_train_one, *zip(*wanted, strict=True)), start=1):
            entries[entry.file] = entry
            write_whole(directory / entry.file, data)
            write_manifest(directory, entries.values())
            if on_progress is not None:
                on_progress(done, len(wanted), entry)
    finally:
        workers.shutdown(kill_workers=True)
    return [entries[file_name(name, seed)] for name, seed in wanted]


def _wanted(names: Sequence[str] | None, seeds: Sequence[int] | None) -> Iterable[tuple[str, int]]:
    for name in MODELS if names is None else names:
        card = MODELS[one_of("name", name, MODELS)]
        for seed in card.seeds if seeds is None else seeds:
            yield name, within(f"seed of {name}", seed, card.seeds[0], card.seeds[-1])


def _train_one(name: str, seed: int) -> tuple[Checkpoint, bytes]:
    """Train one model in this process, with the threads it has."""
    card = MODELS[name]
    task = TASKS[card.task]
    data = task.load()
    start = card.build(torch.Generator().manual_seed(seed))
    model = train(start, data, card.training, seed=seed, loss=task.loss)
    file = save(model.state_dict())
    entry = Checkpoint(
        name=name,
        seed=seed,
        file=file_name(name, seed),
        parameters=card.parameters,
        sha256=hashlib.sha256(file).hexdigest(),
        training=card.training,
        correct=count_correct(model, task, data.test_x, data.test_y),
        n_test=task.count(data.test_y),
        torch_version=torch.__version__,
    )
    return entry, file
