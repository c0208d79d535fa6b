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
    """List the networks, their checkpoints and float accuracy."""
    from qlab.zoo import MODELS, checkpoint

    entries = [(card, checkpoint(card.name, seed)) for card in MODELS.values() for seed in card.seeds]
    rows = [
        {
            "name": card.name,
            "task": card.task,
            "parameters": card.parameters,
            "seed": entry.seed,
            "checkpoint": entry.file,
            "sha256": entry.sha256,
            "n_test": entry.n_test,
            "correct": entry.correct,
            "accuracy": entry.accuracy,
        }
        for card, entry in entries
    ]
    show(rows, form, brief=lambda row: row | {"sha256": row["sha256"][:12]})


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
