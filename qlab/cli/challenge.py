"""`qlab challenge NAME SEED`: a challenge with its solution, and what an answer to it is worth."""

import click

from qlab.cli.options import output_options
from qlab.cli.output import show


@click.command()
@click.argument("name")
@click.argument("seed", type=int)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    help="A clip, levels or bits as 2,3,4. For a culprit: what was measured, then its name, each with --answer.",
)
@output_options
def challenge(name: str, seed: int, answers: tuple[str, ...], form: str | None) -> None:
    """Solve a challenge, and score an answer.

    NAME is clip, levels, bits or culprit; SEED is its number on the page. This shows the solution.
    """
    from qlab.challenges.registry import tell

    told = tell(name, seed, answers)
    show(told.rows, form, whole=told)
    if told.score and form != "json":
        words = f"{told.score.points} of 100 points. {told.score.because.replace('**', '')}"
        click.echo(f"\n{words}", err=form == "csv")
