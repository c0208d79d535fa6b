"""`qlab train`: make the zoo's checkpoints again."""

from pathlib import Path

import click

from qlab.cli.options import output_options
from qlab.cli.output import progress_bar, show


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--seed", "seeds", type=int, multiple=True, help="May be repeated.  [default: all that ship]")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to train in."
)
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.  [default: where the zoo's checkpoints lie]",
)
@output_options
def train(
    names: tuple[str, ...], seeds: tuple[int, ...], jobs: int, directory: Path | None, form: str | None
) -> None:
    """Train networks of the zoo: all, or those named.

    Writes their checkpoints and the manifest. The same machine makes the same files.
    """
    from qlab.experiments.experiment import Progress
    from qlab.zoo import ASSETS, train_zoo

    with progress_bar("Training", form) as tell:
        entries = train_zoo(
            names or None,
            seeds or None,
            directory=directory or ASSETS,
            jobs=jobs,
            on_progress=lambda done, total, _: tell(Progress(done, total)),
        )
    rows = [
        {
            "name": entry.name,
            "seed": entry.seed,
            "checkpoint": entry.file,
            "sha256": entry.sha256,
            "n_test": entry.n_test,
            "correct": entry.correct,
            "accuracy": entry.accuracy,
        }
        for entry in entries
    ]
    show(rows, form, brief=lambda row: row | {"sha256": row["sha256"][:12]})
