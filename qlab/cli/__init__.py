"""The command line: every measurement of the lab from a terminal, as a table, JSON or CSV.

Torch takes seconds to import and `qlab --help` shall not wait for it. So in this room, and only here, functions
import what they need of qlab when they are called.
"""

import os

import click

from qlab.cli import (
    bench,
    challenge,
    claims,
    finetune,
    listings,
    notebook,
    questions,
    reproduce,
    run,
    speech,
    sweep,
    text,
    train,
)
from qlab.cli.refusals import OneLineRefusals
from qlab.threads import ONE_THREAD


@click.group(cls=OneLineRefusals, no_args_is_help=False)
@click.version_option(package_name="qlab", message="qlab %(version)s")
def cli() -> None:
    """Measure what happens to a neural network with fewer bits.

    Every figure comes with a receipt, and `qlab reproduce` measures it again.
    """


for command in (
    listings.zoo,
    listings.formats,
    sweep.sweep,
    finetune.finetune,
    run.run,
    reproduce.reproduce,
    notebook.notebook,
    claims.claims,
    challenge.challenge,
    questions.questions,
    train.train,
    speech.speech,
    text.text,
    bench.bench,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line of this process."""
    os.environ |= ONE_THREAD
    cli(prog_name="qlab")
