"""`qlab zoo` and `qlab formats`: what there is."""

from typing import Any

import click

from qlab.cli.options import output_options
from qlab.cli.output import show

LEVELS_IN_A_TABLE = 8
LEVELS_LISTED = 256


@click.command()
@output_options
def zoo(form: str | None) -> None:
    """List the networks, their checkpoints and float accuracy.

    A file is ok, or it is missing, or damaged: its sha256 is not the one that training noted.
    """
    from qlab.zoo import ASSETS, MODELS
    from qlab.zoo.checkpoints import file_state
    from qlab.zoo.manifest import file_name, read_manifest

    known = read_manifest(ASSETS)
    entries = [
        (card, seed, known.get(file_name(card.name, seed))) for card in MODELS.values() for seed in card.seeds
    ]
    rows = [
        {
            "name": card.name,
            "task": card.task,
            "parameters": card.parameters,
            "seed": seed,
            "checkpoint": entry and entry.file,
            "sha256": entry and entry.sha256,
            "file": entry and file_state(entry, directory=ASSETS),
            "n_test": entry and entry.n_test,
            "correct": entry and entry.correct,
            "accuracy": entry and entry.accuracy,
        }
        for card, seed, entry in entries
    ]
    show(rows, form, brief=_trained_or_not)


def _trained_or_not(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"sha256": (row["sha256"] or "-")[:12], "file": row["file"] or "not trained yet"}


@click.command()
@output_options
def formats(form: str | None) -> None:
    """List the number formats: bits, and levels or their rule."""
    from qlab.formats import FORMATS

    rows = [
        {
            "name": one.name,
            "bits": one.bits,
            "family": one.family,
            "levels": one.levels if 0 < len(one.levels) <= LEVELS_LISTED else None,
            "rule": one.rule,
        }
        for one in FORMATS.values()
    ]
    show(rows, form, brief=_levels_or_rule)


def _levels_or_rule(row: dict[str, Any]) -> dict[str, Any]:
    levels = row["levels"]
    few = levels is not None and len(levels) <= LEVELS_IN_A_TABLE
    text = " ".join(f"{level:.4g}" for level in levels) if few else row["rule"]
    return {name: row[name] for name in ("name", "bits", "family")} | {"levels": text}
