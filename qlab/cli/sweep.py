"""`qlab sweep`: the cliff as a table, each row with a receipt of its own."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from qlab.cli.options import given_only, output_options, recipe_options
from qlab.cli.output import progress_bar, short, show
from qlab.cli.workers import worker_options, workers

if TYPE_CHECKING:
    from qlab.experiments.cliff import CliffPoint, CliffResult

LISTS = ("bits", "seeds")


@click.command()
@click.argument("models", metavar="MODEL...", nargs=-1, required=True)
@click.option("--bits", metavar="LIST", help="Numbers of bits, as 8,4,2; each 1 to 16.")
@recipe_options
@click.option("--seeds", metavar="LIST", help="Which checkpoints of each model, as 0,1.")
@worker_options
@output_options
def sweep(
    models: tuple[str, ...], jobs: int | None, dask: str | None, form: str | None, **given: str | None
) -> None:
    """Measure networks against bits: a row for each seed and bits.

    Every row has a receipt that stands alone. What is not given is as in `qlab run cliff --help`.
    """
    from qlab.measurement import run, spec_from

    values = {name: text.split(",") if name in LISTS else text for name, text in given_only(given).items()}
    spec = spec_from("cliff", {"models": models} | values)
    with workers(jobs, dask), progress_bar("Measuring", form) as tell:
        result = run(spec, tell).result
    show(_rows(result), form, brief=lambda row: row | {"receipt": short(row["receipt"])})


def _rows(result: "CliffResult") -> list[dict[str, Any]]:
    both = zip(result.rows(), result.points, strict=True)
    return [row | {"receipt": _receipt(result, point)} for row, point in both]


def _receipt(result: "CliffResult", point: "CliffPoint") -> Any:
    """Return the receipt of one point, as if nothing else had been asked for."""
    from qlab.measurement import receipt_for

    spec = replace(result.spec, models=(point.model,), seeds=(point.seed,), bits=(point.bits,))
    return receipt_for(spec, replace(result, spec=spec, points=(point,)), point.duration_s)
