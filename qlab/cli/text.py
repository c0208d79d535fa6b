"""`qlab text`: read the documentation of the running Python's library again."""

from pathlib import Path

import click

from qlab.cli.options import output_options
from qlab.cli.output import show


@click.command()
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.  [default: where the text lies]",
)
@output_options
def text(directory: Path | None, form: str | None) -> None:
    """Read what the running Python's library says of itself.

    Other releases say other things: whoever replaces the text that ships trains its networks anew.
    """
    from qlab.tasks.text_making import TEXT, make_text

    show([make_text(directory or TEXT)], form, brief=lambda row: row | {"sha256": row["sha256"][:12]})
