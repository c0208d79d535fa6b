"""`qlab notebook LINE`: take an experiment away as a Jupyter notebook."""

import click

from qlab.cli.output import progress_bar


@click.command()
@click.argument("line")
def notebook(line: str) -> None:
    """Measure what LINE asks for, as "qlab run cliff --bits 4,2", and print a notebook that repeats and compares it.

    Options that LINE leaves out are at their defaults. Redirect it: qlab notebook "weights" > weights.ipynb
    """
    from qlab.measurement import run, spec_of
    from qlab.notebook import notebook_text

    spec = spec_of(line)
    with progress_bar("Measuring", None) as tell:
        receipt = run(spec, tell).receipt
    click.echo(notebook_text(receipt))
