"""`qlab notebook LINE`: take an experiment away as a Jupyter notebook."""

import click

from qlab.cli.output import progress_bar


@click.command()
@click.argument("line")
def notebook(line: str) -> None:
    """Write a notebook that measures LINE again and compares.

    LINE is as "qlab run cliff --bits 4,2"; options that it leaves out are at their defaults. The notebook is
    printed. Redirect it: qlab notebook "weights" > weights.ipynb
    """
    from qlab.measurement import run, spec_of
    from qlab.notebook import notebook_text

    spec = spec_of(line)
    with progress_bar("Measuring", None) as tell:
        receipt = run(spec, tell).receipt
    click.echo(notebook_text(receipt))
