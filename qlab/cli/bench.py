"""`qlab bench`: what we claim about speed, measured on this machine."""

import runpy
from pathlib import Path
from typing import Any

import click

import qlab
from qlab.cli.options import output_options
from qlab.cli.output import show

FOLDER = Path(qlab.__file__).resolve().parents[1] / "benchmarks"


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@output_options
def bench(names: tuple[str, ...], form: str | None) -> None:
    """Run the benchmarks of a checkout: all, or those named."""
    from qlab.checks import one_of

    files = {file.stem: file for file in sorted(FOLDER.glob("[!_]*.py"))}
    if not files:
        raise ValueError(
            f"bench needs the folder {FOLDER.name}/ of a checkout; run it from a clone of the repository."
        )
    wanted = [one_of("benchmark", name, files) for name in names or files]
    results = {name: _run(files[name]) for name in wanted}
    if form == "json":
        show([], form, whole=results)
        return
    for name, rows in results.items():
        if form is None or len(results) > 1:
            click.echo(f"# {name}")
        show(rows, form)


def _run(file: Path) -> Any:
    try:
        return runpy.run_path(str(file))["run"]()
    except ModuleNotFoundError as error:
        raise ValueError(
            f"benchmark {file.stem} needs {error.name}; install the extras test and bench."
        ) from error
