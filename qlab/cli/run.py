"""`qlab run EXPERIMENT`: any experiment, with its spec's fields as options; what receipts' command lines call."""

from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

import click

from qlab.cli.options import output_options
from qlab.cli.output import progress_bar, show, show_receipt

if TYPE_CHECKING:
    from qlab.experiments.experiment import Experiment


class Experiments(click.Group):
    """The commands of the registry, looked up only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the experiments' names."""
        from qlab.experiments import EXPERIMENTS

        return list(EXPERIMENTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that runs an experiment."""
        from qlab.experiments import EXPERIMENTS

        return command_of(EXPERIMENTS[cmd_name]) if cmd_name in EXPERIMENTS else None


@click.group(cls=Experiments, no_args_is_help=False)
def run() -> None:
    """Run any experiment; receipts name the line."""


def command_of(experiment: "Experiment") -> click.Command:
    """Return the command that runs `experiment`; each field of its spec is an option, lists are separated by commas.

    >>> from qlab.experiments import EXPERIMENTS
    >>> [parameter.opts[0] for parameter in command_of(EXPERIMENTS["first_look"]).params]
    ['--model', '--seed', '--bits', '--csv', '--json']
    """
    from qlab.receipts import option, option_text

    command = click.Command(experiment.name, callback=partial(_run, experiment), short_help=experiment.title)
    command.help = f"{experiment.title}.\n\n{(experiment.spec.__doc__ or '').splitlines()[0]}"
    command.params = [
        click.Option([option(field.name), field.name], default=option_text(field.default), show_default=True)
        for field in fields(experiment.spec)
    ]
    return output_options(command)


def _run(experiment: "Experiment", form: str | None, **given: str) -> None:
    from qlab.measurement import run, spec_from_text
    from qlab.plain import to_plain

    spec = spec_from_text(experiment.name, given)
    with progress_bar(experiment.title, form) as tell:
        measurement = run(spec, tell)
    show(measurement.result.rows(), form, whole=measurement)
    show_receipt(to_plain(measurement.receipt), form)
