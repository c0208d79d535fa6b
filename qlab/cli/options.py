"""Options that commands share. Their values arrive as text: qlab checks them, and says what it takes."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)


def output_options(command: Command) -> Command:
    """Give a command the options --json and --csv, which arrive as its argument `form`; a table without them."""
    command = click.option("--csv", "form", flag_value="csv", help="Print the table as CSV.")(command)
    return click.option("--json", "form", flag_value="json", help="Print everything as JSON.")(command)


def recipe_options(command: Command) -> Command:
    """Give a command the options that say what is quantized, and how."""
    for names, metavar, text in (
        (("--range", "range_method"), "METHOD", "minmax, percentile, percentile:99.9, mse or entropy."),
        (("--granularity",), "HOW", "per_tensor, per_channel or group:32, say."),
        (("--quantize",), "WHAT", "weights, activations or both."),
    ):
        command = click.option(*names, metavar=metavar, help=text)(command)
    return command


def given_only(options: Mapping[str, str | None]) -> dict[str, str]:
    """Return the options that were given; the spec knows the defaults of the others.

    >>> given_only({"bits": "4", "seed": None})
    {'bits': '4'}
    """
    return {name: text for name, text in options.items() if text is not None}
